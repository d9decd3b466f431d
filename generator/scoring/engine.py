"""Report and rulebook to scorecard: the whole of scoring in one walk down the form."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from generator.model.figure import Agreement, Figure, agreement, plain, round_half_up
from generator.model.report import Form, FormPath, Indicator, Report
from generator.model.rulebook import Rulebook
from generator.scoring.budget import (
    BudgetRow,
    implied_points,
    is_budget_indicator,
    read_budget_indicator,
    read_funding_row,
)
from generator.scoring.indicator import read_indicator
from generator.scoring.methods import HUNDRED, unknown
from generator.scoring.scorecard import Method, Points, Reading, Row, RowKind, Scorecard, TotalReading, Verdict

ZERO = Decimal(0)
# Beyond this many combinations of readings only the widest range is of use to a reader.
MAX_COMBINATIONS = 8


def score(report: Report, book: Rulebook) -> Scorecard:
    """Score every row of the form by the rulebook; nothing declared is changed."""
    form = report.form
    rows = [*_funding_rows(form, book), *_indicator_rows(form, book)]
    rows += _implied_row(form, rows, book)
    declared = [row.declared for row in rows if row.kind is not RowKind.IMPLIED and row.declared is not None]
    return Scorecard(
        rulebook=book.id,
        places=int(book.places),
        rows=tuple(rows),
        weight_sum=sum((row.weight for row in rows if row.weight is not None), ZERO),
        declared_sum=sum(declared, ZERO) if declared else None,
        declared_total=form.total.value if form.total else None,
        readings=_totals(rows, book),
        undetermined=sum((row.weight for row in rows if row.weight and row.verdict is Verdict.UNKNOWN), ZERO),
    )


def _funding_rows(form: Form, book: Rulebook) -> Iterator[Row]:
    weight = _value(form.funding[0].weight) if form.funding else None
    if weight is None:
        return
    total = form.funding[0]
    points = Points("预算执行率", weight, total.score, _value(total.score))
    readings = read_funding_row(BudgetRow(form, weight, book, book.budget.tiers))
    yield _row(RowKind.FUNDING, ("资金", 0), points, readings, is_budget=True)


def _indicator_rows(form: Form, book: Rulebook) -> Iterator[Row]:
    for group in _groups(form.indicators):
        if len(group) == 1:
            yield _single(group[0][0], group[0][1], form, book)
        else:
            yield from _merged(group, form, book)


def _groups(indicators: tuple[Indicator, ...]) -> list[list[tuple[int, Indicator]]]:
    """Split the rows into groups; a row that shares a merged cell with the row above joins its group."""
    groups: list[list[tuple[int, Indicator]]] = []
    for index, indicator in enumerate(indicators):
        if indicator.shared and groups:
            groups[-1].append((index, indicator))
        else:
            groups.append([(index, indicator)])
    return groups


def _single(index: int, indicator: Indicator, form: Form, book: Rulebook) -> Row:
    weight = _value(indicator.weight)
    points = _points(indicator, weight)
    readings = _readings(indicator, form, weight, book) if weight is not None else (unknown(ZERO, "分值未填报"),)
    budget = _is_budget(indicator, form, book)
    return _row(RowKind.INDICATOR, ("绩效指标", index), points, readings, is_budget=budget)


def _is_budget(indicator: Indicator, form: Form, book: Rulebook) -> bool:
    if form.funding and _value(form.funding[0].weight) is not None:
        return False
    item = book.item_rule(indicator.name)
    return is_budget_indicator(indicator) or (item is not None and item.method == "分档")


def _readings(indicator: Indicator, form: Form, weight: Decimal, book: Rulebook) -> tuple[Reading, ...]:
    if not _is_budget(indicator, form, book):
        return read_indicator(indicator, weight, book)
    item = book.item_rule(indicator.name)
    tiers = item.tiers if item else book.budget.tiers
    return read_budget_indicator(indicator, BudgetRow(form, weight, book, tiers))


def _points(indicator: Indicator, weight: Decimal | None) -> Points:
    declared = declared_points(indicator)
    if indicator.score is not None or declared is None or not weight:
        return Points(indicator.label, weight, indicator.score, declared)
    return Points(indicator.label, weight, indicator.item_score, declared, weight / HUNDRED)


def declared_points(indicator: Indicator) -> Decimal | None:
    """Return the declared points: 得分, or 单项得分 × 分值 ÷ 100 on forms that score each row out of 100."""
    if indicator.score is not None:
        return indicator.score.value
    item, weight = _value(indicator.item_score), _value(indicator.weight)
    return item * weight / HUNDRED if item is not None and weight is not None else None


def _merged(group: list[tuple[int, Indicator]], form: Form, book: Rulebook) -> Iterator[Row]:
    """Score rows that stand under one merged weight or score.

    However the form divides the points among its rows, the total is a weighted mean of the rows' shares,
    so it lies between the least and the greatest share.
    """
    index, first = group[0]
    weights = [value for _, row in group if "分值" not in row.shared and (value := _value(row.weight)) is not None]
    weight = sum(weights, ZERO) if weights else None
    readings = (_spread(group, form, weight, book) if weight is not None else unknown(ZERO, "分值未填报"),)
    points = Points(first.label, weight, None if _scored_apart(group) else first.score, _merged_score(group))
    yield _row(RowKind.INDICATOR, ("绩效指标", index), points, readings)
    for other, row in group[1:]:
        yield _follower(other, row)


def _merged_score(group: list[tuple[int, Indicator]]) -> Decimal | None:
    stated = [points for _, row in group if "得分" not in row.shared and (points := declared_points(row)) is not None]
    return sum(stated, ZERO) if stated else None


def _scored_apart(group: list[tuple[int, Indicator]]) -> bool:
    return any("得分" not in row.shared and row.score is not None for _, row in group[1:])


def _spread(group: list[tuple[int, Indicator]], form: Form, weight: Decimal, book: Rulebook) -> Reading:
    members = [reading for _, row in group for reading in _readings(row, form, weight, book)]
    low, high = min(reading.low for reading in members), max(reading.high for reading in members)
    words = f"{len(group)} 行合并计分：各行得分率在 {_percent(low, weight)} 至 {_percent(high, weight)} 之间"
    return Reading(Method.SHARED, low, high, words)


def _follower(index: int, row: Indicator) -> Row:
    reading = Reading(Method.SHARED, ZERO, ZERO, "与上行合并计分")
    points = Points(row.label, None, None, None)
    return Row(RowKind.SHARED, ("绩效指标", index), points, (reading,), Verdict.UNKNOWN, "与上行合并计分", "")


def _percent(points: Decimal, weight: Decimal) -> str:
    return f"{plain(round_half_up(points / weight * HUNDRED, 1))}%" if weight else "0%"


def _implied_row(form: Form, rows: list[Row], book: Rulebook) -> Iterator[Row]:
    if any(row.is_budget for row in rows):
        return
    declared = sum((row.declared for row in rows if row.declared is not None), ZERO)
    implied = implied_points(form, declared, book)
    if implied is None:
        return
    amount, reading = implied
    printed = Figure(plain(amount), amount, form.total.places if form.total else 0, "")
    points = Points("预算执行率（表中未列出）", book.budget.weight, printed, amount)
    yield Row(
        RowKind.IMPLIED, ("总分",), points, (reading,), Verdict.AGREES, "", _RULES[reading.method], is_budget=True
    )


def _row(
    kind: RowKind, path: FormPath, points: Points, readings: tuple[Reading, ...], *, is_budget: bool = False
) -> Row:
    verdict, reason = judge(points, readings)
    rule = _RULES.get(readings[0].method, "定量指标")
    return Row(kind, path, points, readings, verdict, reason, rule, is_budget)


# The entry of the rulebook's 依据 that a method rests on, where it is not the quantitative rule.
_RULES = {
    Method.BUDGET: "预算执行",
    Method.BUDGET_TIERS: "预算执行",
    Method.BAND: "定性档次",
    Method.CHECKLIST: "单项规则",
}


def judge(points: Points, readings: tuple[Reading, ...]) -> tuple[Verdict, str]:
    """Compare a declared score with the readings, at the precision the form prints."""
    if points.declared is None:
        return Verdict.UNKNOWN, "得分未填报"
    if all(reading.method in (Method.UNKNOWN, Method.CHECKLIST) for reading in readings):
        return Verdict.UNKNOWN, readings[0].note
    verdicts = {_against(points, points.declared, reading) for reading in readings}
    if len(verdicts) == 1:
        return verdicts.pop(), ""
    return Verdict.UNKNOWN, "表内自相矛盾，两种读法得分不同"


def _against(points: Points, declared: Decimal, reading: Reading) -> Verdict:
    if reading.is_point:
        figure = points.printed or Figure(plain(declared), declared, 2, "")
        if agreement(figure, reading.low / points.share) is not Agreement.NONE:
            return Verdict.AGREES
    elif round_half_up(reading.low, 2) <= declared <= round_half_up(reading.high, 2):
        # A score within a range is chosen, not computed, so printing whole points excuses nothing.
        return Verdict.WITHIN
    return Verdict.ABOVE if declared > reading.high else Verdict.BELOW


def _totals(rows: list[Row], book: Rulebook) -> tuple[TotalReading, ...]:
    """Return the total by rule under each combination of readings; one widest range where there are too many."""
    places = int(book.places)
    combinations = list(_combinations(rows))
    totals = []
    for combination in combinations:
        low = sum((round_half_up(reading.low, places) for reading in combination), ZERO)
        high = sum((round_half_up(reading.high, places) for reading in combination), ZERO)
        assumes = "；".join(reading.assumes for reading in combination if reading.assumes)
        totals.append(TotalReading(assumes, low, high, book.grade_of(low).name, book.grade_of(high).name))
    return tuple(totals)


def _combinations(rows: list[Row]) -> Iterator[tuple[Reading, ...]]:
    count = 1
    for row in rows:
        count *= len(row.readings)
    if count <= MAX_COMBINATIONS:
        yield from product(*(row.readings for row in rows))
        return
    yield tuple(Reading(row.method, row.low, row.high, "") for row in rows)


def _value(figure: Figure | None) -> Decimal | None:
    return figure.value if figure else None
