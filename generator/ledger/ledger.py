"""The ledger of a year: what became of each project, and the sums of each department.

Coverage is what is published ÷ what should be, by number and by approved budget. Nothing is late
before its day has passed, and a doubtful match is neither published nor missing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from generator.ledger.known import Known
from generator.ledger.matching import Doubt, Matched, match
from generator.ledger.names import are_same
from generator.model.approved import ApprovedAbout, ApprovedList, ApprovedProject, ZeroReport


class Became(StrEnum):
    """What became of an approved project by a day."""

    ON_TIME = "已公开"
    AFTER = "逾期公开"
    OVERDUE = "逾期未公开"
    DOUBTFUL = "待确认"
    AHEAD = "未到期"
    AWAITED = "尚未公开"
    WITHHELD = "依法不予公开"
    EXEMPT = "豁免"


PUBLISHED = (Became.ON_TIME, Became.AFTER)
NOT_OWED = (Became.EXEMPT, Became.WITHHELD)


@dataclass(frozen=True, slots=True)
class Line:
    """One approved project: what became of it, by which reports, and what a person should look at."""

    project: ApprovedProject
    became: Became
    reports: tuple[Known, ...]
    doubts: tuple[Doubt, ...]
    notes: tuple[str, ...]

    @property
    def is_owed(self) -> bool:
        """Tell whether it should be published."""
        return self.became not in NOT_OWED

    @property
    def late_since(self) -> date | None:
        """The first day on which it was late, None where it never was."""
        late = self.became in (Became.OVERDUE, Became.AFTER)
        return self.project.due + timedelta(days=1) if late and self.project.due else None


@dataclass(frozen=True, slots=True)
class Tally:
    """The sums of some lines: numbers of projects, and money in 元.

    `unstated` counts what is owed without an approved budget: it is in no sum of money.
    """

    counts: tuple[tuple[Became, int], ...]
    owed_money: Decimal
    published_money: Decimal
    overdue_money: Decimal
    unstated: int

    def count(self, *became: Became) -> int:
        """Return how many projects became so."""
        return sum(number for one, number in self.counts if one in became)

    @property
    def owed(self) -> int:
        """How many should be published."""
        return sum(number for one, number in self.counts if one not in NOT_OWED)

    @property
    def published(self) -> int:
        """How many are, in time or late."""
        return self.count(*PUBLISHED)

    @property
    def coverage(self) -> Decimal | None:
        """Published ÷ owed, as a ratio."""
        return Decimal(self.published) / self.owed if self.owed else None

    @property
    def money_coverage(self) -> Decimal | None:
        """Published ÷ owed by approved budget, as a ratio."""
        return self.published_money / self.owed_money if self.owed_money else None


@dataclass(frozen=True, slots=True)
class Ledger:
    """A year's ledger on a day (None: in a preview, where no day is looked at)."""

    year: int
    day: date | None
    about: ApprovedAbout
    lines: tuple[Line, ...]
    zero_reports: tuple[tuple[str, ZeroReport], ...]
    outside: tuple[Known, ...]

    @property
    def tally(self) -> Tally:
        """The sums of all lines."""
        return tally(self.lines)

    @property
    def departments(self) -> tuple[str, ...]:
        """Ids of the departments that are on the list or report zero, in order."""
        listed = {line.project.department for line in self.lines}
        return tuple(sorted(listed | {name for name, _ in self.zero_reports}))

    def of(self, department: str) -> tuple[Line, ...]:
        """Return the lines of a department."""
        return tuple(one for one in self.lines if one.project.department == department)

    def that(self, *became: Became) -> tuple[Line, ...]:
        """Return the lines that became so."""
        return tuple(one for one in self.lines if one.became in became)

    def zero_report(self, department: str) -> ZeroReport | None:
        """Return a department's word that it has nothing to publish."""
        return dict(self.zero_reports).get(department)


def make_ledger(approved: ApprovedList, reports: Sequence[Known], day: date | None) -> Ledger:
    """Return the ledger of a year on a day, from its list and the year's reports."""
    matched, outside = match(approved, reports)
    lines = tuple(_line(one, day) for one in matched)
    public = tuple(one for one in outside if one.is_public)
    return Ledger(approved.year, day, approved.about, lines, approved.zero_reports, public)


def tally(lines: Iterable[Line]) -> Tally:
    """Return the sums of some lines."""
    found = tuple(lines)
    counts = tuple((one, sum(line.became is one for line in found)) for one in Became)
    owed = [line for line in found if line.is_owed]
    return Tally(
        counts,
        _money(owed),
        _money(line for line in owed if line.became in PUBLISHED),
        _money(line for line in owed if line.became is Became.OVERDUE),
        sum(line.project.budget is None for line in owed),
    )


def _money(lines: Iterable[Line]) -> Decimal:
    return sum((line.project.budget or Decimal(0) for line in lines), Decimal(0))


def _line(matched: Matched, day: date | None) -> Line:
    became = _became(matched, day)
    return Line(matched.project, became, matched.reports, matched.doubts, tuple(_notes(matched)))


def _became(matched: Matched, day: date | None) -> Became:
    project = matched.project
    if not project.published:
        return Became.EXEMPT
    if any(one.is_withheld for one in matched.reports):
        return Became.WITHHELD
    if public := [one for one in matched.reports if one.is_public]:
        return Became.AFTER if _all_after(public, project.due) else Became.ON_TIME
    if matched.doubts:
        return Became.DOUBTFUL
    return _waiting(project.due, day)


def _waiting(due: date | None, day: date | None) -> Became:
    if due is None or day is None:
        return Became.AWAITED
    return Became.OVERDUE if day > due else Became.AHEAD


def _all_after(reports: Iterable[Known], due: date | None) -> bool:
    """Tell whether even the first of a project's forms came after its day."""
    days = [one.since for one in reports]
    return due is not None and all(day is not None and day > due for day in days)


def _notes(matched: Matched) -> list[str]:
    """Say what differs between the list and what was published under it."""
    project, told = matched.project, [one for one in matched.reports if not one.is_withheld]
    notes = [
        f"公开时名称为“{one.name}”"
        for one in told
        if one.name and not are_same(one.name, project.name)
    ]
    if any(one.department != project.department for one in told):
        notes.append("由另一部门公开")
    if len({one.project for one in told}) > 1:
        notes.append(f"有 {len(told)} 份报告归入本项目")
    if any(one.is_public and one.since is None for one in told):
        notes.append("公开日期未填报")
    return list(dict.fromkeys(notes))
