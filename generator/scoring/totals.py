"""Rows to a total: from complete weights only, graded only where they are the full score."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import product

from generator.model.figure import plain, round_half_up
from generator.model.rulebook import Rulebook
from generator.scoring.scorecard import Judged, NoTotal, Reading, Row, RowKind, Total, TotalReading

ZERO = Decimal(0)
# Beyond this many combinations of readings only the widest range is of use to a reader.
MAX_COMBINATIONS = 8
_SCORED = (RowKind.FUNDING, RowKind.INDICATOR, RowKind.GROUP, RowKind.IMPLIED)


def weight_sum(rows: Sequence[Row]) -> Decimal | None:
    """Return the sum of the stated weights (分); None where none is stated."""
    stated = [row.weight for row in rows if row.weight is not None]
    return sum(stated, ZERO) if stated else None


def total_of(rows: Sequence[Row], book: Rulebook) -> Total | NoTotal:
    """Add up the rows. A row that cannot be judged is a range.

    A row without weight leaves no total at all.
    """
    scored = [row for row in rows if row.kind in _SCORED]
    of = weight_sum(scored)
    if of is None:
        return NoTotal("表中没有填报分值，规则参考总分无法核算")
    without = [row.label for row in scored if row.weight is None and row.reason != BLANK]
    if without:
        return NoTotal(f"{_named(without)}没有填报分值，规则参考总分无法核算")
    return _added(tuple(row for row in scored if row.readings), of, book)


def _added(rows: Sequence[Row], of: Decimal, book: Rulebook) -> Total:
    graded = of == book.full_score
    full = plain(book.full_score)
    ungraded = "" if graded else f"各项分值合计为 {plain(of)} 分，不是 {full} 分，不评等级"
    readings = tuple(_total(one, book, graded=graded) for one in _combinations(rows))
    return Total(readings, of, _judged(rows, book), ungraded)


# Why a row of the printed form that nobody filled in has no weight.
BLANK = "空行"


def _named(labels: list[str]) -> str:
    if len(labels) > 2:
        return f"“{labels[0]}”等 {len(labels)} 项"
    return "、".join(f"“{label}”" for label in labels)


def _total(combination: tuple[Reading, ...], book: Rulebook, *, graded: bool) -> TotalReading:
    """Add the points as printed: each row rounded as the rulebook does, the total their sum."""
    places = int(book.places)
    low = sum((round_half_up(reading.low, places) for reading in combination), ZERO)
    high = sum((round_half_up(reading.high, places) for reading in combination), ZERO)
    assumes = "；".join(reading.assumes for reading in combination if reading.assumes)
    worst, best = (book.grade_of(points).name if graded else "" for points in (low, high))
    return TotalReading(assumes, low, high, worst, best)


def _judged(rows: Sequence[Row], book: Rulebook) -> Judged:
    judged = [row for row in rows if row.is_judged]
    places = int(book.places)
    return Judged(
        weight=sum((row.weight for row in judged if row.weight is not None), ZERO),
        declared=sum((row.declared for row in judged if row.declared is not None), ZERO),
        low=sum((round_half_up(row.low, places) for row in judged if row.low is not None), ZERO),
        high=sum((round_half_up(row.high, places) for row in judged if row.high is not None), ZERO),
    )


def _combinations(rows: Sequence[Row]) -> Iterator[tuple[Reading, ...]]:
    count = 1
    for row in rows:
        count *= len(row.readings)
    if count <= MAX_COMBINATIONS:
        yield from product(*(row.readings for row in rows))
        return
    yield tuple(_widest(row) for row in rows)


def _widest(row: Row) -> Reading:
    first = row.readings[0]
    low = min(reading.low for reading in row.readings)
    high = max(reading.high for reading in row.readings)
    return Reading(first.method, low, high, "")


def grade_of(declared: Decimal | None, total: Total | NoTotal, book: Rulebook) -> str:
    """Return the grade of a declared total, "" where there is none or the scale does not fit it."""
    if declared is None or not isinstance(total, Total) or total.ungraded:
        return ""
    return book.grade_of(declared).name


def undetermined(rows: Iterable[Row]) -> Decimal:
    """Return the points of which the rule says nothing but 0 to the weight."""
    open_rows = [row for row in rows if row.readings and not row.is_judged]
    return sum((row.weight for row in open_rows if row.weight is not None), ZERO)
