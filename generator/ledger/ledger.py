"""The ledger of a year: every project of the approved list, and the sums of each department."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.ledger.known import Known, known
from generator.ledger.lines import Became, Line, make_line
from generator.ledger.matching import match
from generator.ledger.tally import Tally, tally
from generator.model.approved import ApprovedAbout, ApprovedList, ZeroReport
from generator.model.report import Report


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

    def only(self, department: str) -> "Ledger":
        """Return what this says of a department, on whatever day it says so."""
        zero = tuple(one for one in self.zero_reports if one[0] == department)
        return replace(self, day=None, lines=self.of(department), zero_reports=zero, outside=())

    def that(self, *became: Became) -> tuple[Line, ...]:
        """Return the lines that became so."""
        return tuple(one for one in self.lines if one.became in became)

    def zero_report(self, department: str) -> ZeroReport | None:
        """Return a department's word that it has nothing to publish."""
        return dict(self.zero_reports).get(department)


def make_ledger(approved: ApprovedList, reports: Sequence[Known], day: date | None) -> Ledger:
    """Return the ledger of a year on a day, from its list and the year's reports."""
    matched, outside = match(approved, reports)
    lines = tuple(make_line(one, day) for one in matched)
    public = tuple(one for one in outside if one.is_public)
    return Ledger(approved.year, day, approved.about, lines, approved.zero_reports, public)


def make_ledgers(
    lists: Iterable[ApprovedList], reports: Sequence[Report], day: date | None
) -> tuple[Ledger, ...]:
    """Return a ledger for each list, in their order; `reports` are those that may be told of."""
    return tuple(make_ledger(one, known(reports, one.year), day) for one in lists)
