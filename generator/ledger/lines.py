"""A line of the ledger: what became of one approved project by a day.

Nothing is late before its day has passed, and a doubtful match is neither published nor missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from generator.ledger.known import Known
from generator.ledger.matching import Doubt, Matched
from generator.ledger.names import are_same
from generator.model.approved import ApprovedProject
from generator.model.figure import BLACKED_OUT
from generator.model.publication import State


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
    """One approved project: what became of it, by which reports, and what is to be looked at."""

    project: ApprovedProject
    became: Became
    reports: tuple[Known, ...]
    doubts: tuple[Doubt, ...]
    notes: tuple[str, ...]

    @property
    def name(self) -> str | None:
        """The project's name as the public may know it, None where it may not.

        Of what is not published no name is told, nor where a report's own is kept back.
        """
        hidden = any(BLACKED_OUT in (one.name, one.code) for one in self.reports)
        return self.project.name if self.is_owed and not hidden else None

    @property
    def budget(self) -> Decimal | None:
        """The approved budget in 元, unless part of the project's report is kept back."""
        partly = any(one.state is State.PARTIAL for one in self.reports)
        return self.project.budget if self.is_owed and not partly else None

    @property
    def since(self) -> date | None:
        """The day on which it was first published, None where it was not or no day is stated."""
        days = [one.since for one in self.reports if one.is_public and one.since is not None]
        return min(days, default=None)

    @property
    def is_owed(self) -> bool:
        """Tell whether it should be published."""
        return self.became not in NOT_OWED

    @property
    def late_since(self) -> date | None:
        """The first day on which it was late, None where it never was."""
        late = self.became in (Became.OVERDUE, Became.AFTER)
        return self.project.due + timedelta(days=1) if late and self.project.due else None


def make_line(matched: Matched, day: date | None) -> Line:
    """Return the line of a project on a day (None: in a preview, where no day is looked at)."""
    became = _became(matched, day)
    return Line(matched.project, became, matched.reports, matched.doubts, _notes(matched))


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


def _notes(matched: Matched) -> tuple[str, ...]:
    """Say what differs between the list and what was published under it."""
    told = [one for one in matched.reports if not one.is_withheld]
    where = {
        "由另一部门公开": any(one.department != matched.project.department for one in told),
        "曾经公开，已撤回": any(one.state is State.WITHDRAWN for one in told),
        f"有 {len(told)} 份报告归入本项目": len({one.project for one in told}) > 1,
        "公开日期未填报": any(one.is_public and one.since is None for one in told),
    }
    return (*_other_names(matched.project, told), *(words for words, so in where.items() if so))


def _other_names(project: ApprovedProject, told: Iterable[Known]) -> tuple[str, ...]:
    names = (one.name for one in told if one.name not in ("", BLACKED_OUT))
    others = dict.fromkeys(name for name in names if not are_same(name, project.name))
    return tuple(f"公开时名称为“{name}”" for name in others)
