"""The same project's report of the year before, and what a report may know of it."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache

from generator.form_tree.tree import resolve, tree_of
from generator.model.anchors import row_anchors
from generator.model.fields import AMOUNT, MEASURE, POINTS, RATE, along
from generator.model.figure import BLACKED_OUT
from generator.model.finding import Source
from generator.model.kinds import PROJECT
from generator.model.money import money_in_yuan
from generator.model.report import Form, Indicator, Report
from generator.model.text import fold
from generator.scoring.units import is_count, is_duration

_FIGURES = (AMOUNT, POINTS, RATE, MEASURE)


@dataclass(frozen=True, slots=True)
class SiblingRow:
    """A row of the year before: "" and None where the form states nothing. Scores are in 分.

    `unit` is its 度量单位; `source` says where it stands.
    """

    name: str
    target: str
    actual: str
    reason: str
    weight: Decimal | None
    score: Decimal | None
    unit: str
    level2: str
    source: Source

    @property
    def is_short(self) -> bool:
        """Tell whether the row was declared with less than its full points."""
        return self.weight is not None and self.score is not None and self.score < self.weight


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure that was corrected after its report was published."""

    day: date
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Sibling:
    """The same project's report of the year before: its money (元) and total (分).

    `rows` are by what their names mean; of names that mean the same none is told. `before` is the
    report of one year earlier still.
    """

    report: str
    year: int
    budget: Decimal | None
    executed: Decimal | None
    total: Decimal | None
    rows: Mapping[str, SiblingRow]
    restated: tuple[Restated, ...] = ()
    before: "Sibling | None" = None

    @property
    def source(self) -> Source:
        """The report as a whole."""
        return Source(self.report)

    def same(self, row: Indicator, form: Form) -> SiblingRow | None:
        """Return the row that means what this one does; None where another of the form does too."""
        year = self.year + 1
        key = meaning(row.name or "", year)
        meanings = [meaning(one.name or "", year) for one in form.indicators]
        return self.rows.get(key) if meanings.count(key) == 1 else None


# What names of one thing add to it from year to year: numbers before it, the year, its unit.
_NUMBERED = re.compile(r"^(?:指标)?[(]?[0-9一二三四五六七八九十]{1,2}(?:[)、:]|[.](?![0-9]))+")
_UNIT = re.compile(r"[(]([^()]{1,4})[)]$")
_OTHER_UNITS = frozenset(("%", "元", "万元", "亿元", "分", "千米", "度"))
_MARKS = re.compile(r"[\s,，。、;“”\"'《》·]+")


@lru_cache(4096)
def meaning(name: str, year: int) -> str:
    """Return what a row's name means on a form of a year, "" where nothing is left.

    1.2023年养护里程（公里） and 养护里程 are the same row on a form of 2023.
    """
    plain = fold(name).replace(f"{year}年度", "").replace(f"{year}年", "")
    plain = _NUMBERED.sub("", plain)
    for word in ("本年度", "当年"):
        plain = plain.removeprefix(word)
    return _MARKS.sub("", _UNIT.sub(_without_unit, plain))


def _without_unit(found: re.Match[str]) -> str:
    """Drop a unit in brackets; 培训人数（线上） is not what 培训人数（线下） is."""
    unit = found[1]
    is_unit = unit in _OTHER_UNITS or is_count(unit) or is_duration(unit)
    return "" if is_unit else found[0]


# Of the shorter name, how much has to stand in the other one for both to be of one thing.
_ALIKE = Decimal("0.75")


def may_be_called(name: str, other: str, year: int) -> bool:
    """Tell whether a row of a year may go on the year after under another name.

    It is generous: who says that a row is gone has to be sure.
    """
    one, two = sorted((meaning(name, year), meaning(other, year + 1)), key=len)
    if not one or BLACKED_OUT in (name, other):
        return bool(BLACKED_OUT in (name, other))
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= _ALIKE * len(one)


def year_before(reports: Sequence[Report]) -> dict[str, str]:
    """Return by a report's id that of the same project's report of the year before.

    The same are those at the same address, else of the same code, else of the same department,
    name and unit. What two reports of a year share tells none of them.
    """
    ways = (_by_address, _by_code, _by_name)
    known = [(way, _alone(reports, way)) for way in ways]
    found: dict[str, str] = {}
    for report in reports:
        for way, reports_by in known:
            key = way(report)
            before = reports_by.get((report.identity.year - 1, key)) if key else None
            is_alone = (report.identity.year, key) in reports_by
            if before is not None and is_alone:
                found[report.id] = before.id
                break
    return found


def _alone(
    reports: Sequence[Report], way: Callable[[Report], Hashable | None]
) -> dict[tuple[int, Hashable], Report]:
    """Return the reports by year and key, but those that share both."""
    keyed = [((one.identity.year, way(one)), one) for one in reports if way(one) is not None]
    counts = Counter(key for key, _ in keyed)
    return {key: one for key, one in keyed if counts[key] == 1}


def _by_address(report: Report) -> Hashable:
    return report.form.kind, report.identity.department, report.identity.project


def _by_code(report: Report) -> Hashable | None:
    form = report.form
    return (form.kind, fold(form.code)) if form.code and form.kind == PROJECT else None


def _by_name(report: Report) -> Hashable | None:
    form = report.form
    if not form.project:
        return None
    name, unit = fold(form.project), fold(form.unit or "")
    return report.identity.department, form.kind, name, unit


def siblings(reports: Sequence[Report]) -> dict[str, Sibling]:
    """Return by a report's id what it may know of its project's report of the year before."""
    by_id, before = {one.id: one for one in reports}, year_before(reports)
    found: dict[str, Sibling] = {}
    for report in sorted(reports, key=lambda one: one.identity.year):
        if report.id in before:
            other = before[report.id]
            found[report.id] = _sibling(by_id[other], found.get(other))
    return found


def _sibling(report: Report, before: Sibling | None) -> Sibling:
    form, money = report.form, money_in_yuan(report.form)
    return Sibling(
        report=report.id,
        year=report.identity.year,
        budget=money.adjusted,
        executed=money.executed,
        total=form.total.value if form.total else None,
        rows=_rows(report),
        restated=tuple(_restated(form)),
        before=before,
    )


def _rows(report: Report) -> dict[str, SiblingRow]:
    form, anchors = report.form, row_anchors(report.form)
    keys = [meaning(row.name or "", report.identity.year) for row in form.indicators]
    counts = Counter(keys)
    return {
        key: _row(row, Source(report.id, number, anchors[number]))
        for number, (key, row) in enumerate(zip(keys, form.indicators, strict=True))
        if key and counts[key] == 1
    }


def _row(row: Indicator, source: Source) -> SiblingRow:
    return SiblingRow(
        name=row.name or "",
        target=row.effective_target or "",
        actual=row.actual or "",
        reason=row.note or "",
        weight=row.weight.value if row.weight else None,
        score=row.score.value if row.score else None,
        unit=row.measure_unit or "",
        level2=row.level2 or "",
        source=source,
    )


def _restated(form: Form) -> Iterator[Restated]:
    """Yield the figures that were corrected: money, points, rates and values."""
    tree = tree_of(form) if form.corrections else {}
    for one in form.corrections:
        found = tuple(along(Form, resolve(tree, one.field) or ()))
        if found and found[-1].kind in _FIGURES and one.kind == "更正":
            yield Restated(one.day, one.field, one.old_words, one.new_words)
