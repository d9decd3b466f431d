"""All reports as tables of Decimals, never floats: every figure on the site comes from here."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from generator.checks import ALL_CHECKS
from generator.checks.check import Case, Check
from generator.checks.runner import Firing
from generator.disclosure.disclose import Disclosed
from generator.entry import (
    COLUMNS,
    NO_TOTAL,
    UNGRADED,
    Edition,
    Entry,
    newest_day,
    project_key,
    record_of,
)
from generator.ledger.ledger import Ledger
from generator.model.finding import Finding
from generator.model.kinds import PROJECT
from generator.model.money import money_in_yuan
from generator.model.notice import Notice
from generator.model.promise import Kept, kept
from generator.model.report import Report
from generator.model.revision import Revised
from generator.model.rulebook import Rulebook
from generator.model.site import Department, Site
from generator.summary import Summary, summarise

if TYPE_CHECKING:
    import pandas as pd

Key = TypeVar("Key", bound=Hashable)
# A catalogue and its entries are one thing to whoever uses them.
__all__ = [
    "NO_TOTAL",
    "UNGRADED",
    "Catalogue",
    "Edition",
    "Entry",
    "Withheld",
    "epoch",
    "group",
    "make_catalogue",
    "newest_day",
    "project_key",
]


@dataclass(frozen=True, slots=True)
class Withheld:
    """A report that is not published, as far as the public may know: year, unit, and why."""

    year: int
    unit: str
    ground: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the pages show.

    `promises` are those of each report, by its id; `before` names the same project's report of the
    year before.
    """

    site: Site
    entries: tuple[Entry, ...]
    departments: dict[str, Department]
    rulebooks: dict[str, Rulebook]
    checks: tuple[Check, ...]
    firings: dict[str, Firing]
    pages: tuple[tuple[str, str], ...]
    rows: Mapping[str, Mapping[str, Any]]
    projects: dict[tuple[str, str], tuple[Entry, ...]]
    withheld: dict[str, tuple[Withheld, ...]]
    withdrawn: tuple[Report, ...]
    versions: dict[str, tuple[Edition, ...]]
    revisions: Mapping[str, tuple[Revised, ...]]
    ledgers: tuple[Ledger, ...] = ()
    notices: tuple[Notice, ...] = ()
    others: tuple[Entry, ...] = ()
    covering: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    promises: Mapping[str, tuple[Kept, ...]] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)

    @property
    def table(self) -> "pd.DataFrame":
        """The entries as a table, a row each: Python objects, figures Decimal or None."""
        # It takes 70 MB of each process that loads it, and one page of the whole needs it.
        import pandas as pd  # noqa: PLC0415

        rows = [dict(self.record(entry)) for entry in self.entries]
        return pd.DataFrame(rows, columns=COLUMNS, dtype=object)

    def ledger(self, year: int) -> Ledger | None:
        """Return the ledger of a year, None where no approved list is known."""
        return next((one for one in self.ledgers if one.year == year), None)

    @property
    def of_projects(self) -> "Catalogue":
        """This catalogue with self-evaluations of projects alone; `others` stay beside them."""
        found = tuple(one for one in self.entries if one.report.form.kind == PROJECT)
        return self if len(found) == len(self.entries) else replace(self, entries=found)

    def only(self, entries: tuple[Entry, ...]) -> "Catalogue":
        """Return this catalogue with some of its entries."""
        return replace(self, entries=entries)

    def record(self, entry: Entry) -> Mapping[str, Any]:
        """Return the entry's row of the table."""
        return self.rows[entry.report.id]

    def grouped(self, key: Callable[[Entry], Key]) -> dict[Key, tuple[Entry, ...]]:
        """Return the entries by `key`, groups and entries in the catalogue's order."""
        return group(self.entries, key)

    def summary(self, entries: Sequence[Entry]) -> Summary:
        """Return the totals of some entries, taken from the one table."""
        return summarise([self.record(entry) for entry in entries], self.grades)

    @property
    def grades(self) -> tuple[str, ...]:
        """The names of the grades of all rulebooks, the best first."""
        ranks: dict[str, int] = {}
        for book in self.rulebooks.values():
            for rank, grade in enumerate(book.grades):
                ranks[grade.name] = min(rank, ranks.get(grade.name, rank))
        return tuple(sorted(ranks, key=ranks.__getitem__))

    def related(self, entry: Entry) -> tuple[Entry, ...]:
        """Return other years and other forms declared to be of the same project."""
        those = self.projects.get(project_key(entry), ())
        return tuple(other for other in those if other.report.id != entry.report.id)

    @property
    def years(self) -> tuple[int, ...]:
        """Years with reports, newest first."""
        return tuple(sorted({entry.report.identity.year for entry in self.entries}, reverse=True))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of published reports."""
        return tuple(finding for entry in self.entries for finding in entry.findings)


def group(entries: Sequence[Entry], key: Callable[[Entry], Key]) -> dict[Key, tuple[Entry, ...]]:
    """Return entries by `key`, keeping their order."""
    groups: dict[Key, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return {name: tuple(found) for name, found in groups.items()}


def make_catalogue(
    site: Site,
    departments: dict[str, Department],
    rulebooks: dict[str, Rulebook],
    pages: tuple[tuple[str, str], ...],
    public: Disclosed,
    revisions: Mapping[str, tuple[Revised, ...]] = MappingProxyType({}),
) -> Catalogue:
    """Gather public reports, their scorecards and findings into one catalogue, on no day.

    `revisions` are those of each report by its id, where they are known.
    """
    by_report: dict[str, list[Finding]] = {}
    for finding in public.result.findings:
        by_report.setdefault(finding.report, []).append(finding)
    entries = tuple(
        _entry(case, departments, by_report.get(case.report.id, ())) for case in public.cases
    )
    versions = {
        name: tuple(Edition(one, _entry(one.case, departments, one.findings)) for one in found)
        for name, found in public.versions.items()
    }
    rows = {entry.report.id: record_of(entry) for entry in entries}
    return Catalogue(
        site=site,
        entries=entries,
        departments=departments,
        rulebooks=rulebooks,
        checks=ALL_CHECKS,
        firings={firing.code: firing for firing in public.result.firings},
        pages=pages,
        rows=rows,
        projects=group(entries, project_key),
        withheld=_withheld(public.withheld),
        withdrawn=public.withdrawn,
        versions=versions,
        revisions=revisions,
        others=tuple(one for one in entries if one.report.form.kind != PROJECT),
        covering=_covering(entries),
        promises={
            entry.report.id: kept(entry.report.form.promises, None)
            for entry in entries
            if entry.report.form.promises
        },
    )


def _covering(entries: Sequence[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Return by report what evaluates it beside others: a department's whole, a transfer's."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for name in entry.report.form.covers:
            found.setdefault(name, []).append(entry)
    return {name: tuple(those) for name, those in found.items()}


def _entry(case: Case, departments: dict[str, Department], findings: Iterable[Finding]) -> Entry:
    return Entry(
        report=case.report,
        scorecard=case.scorecard,
        rulebook=case.rulebook,
        department=departments[case.report.identity.department],
        money=money_in_yuan(case.report.form),
        findings=tuple(findings),
    )


def _withheld(reports: Sequence[Report]) -> dict[str, tuple[Withheld, ...]]:
    """Return the withheld reports of each department; what a withheld report says stays untold."""
    found: dict[str, list[Withheld]] = {}
    for report in reports:
        year, form = report.identity.year, report.form
        withheld = Withheld(year, form.unit or "", form.disclosure.ground or "")
        found.setdefault(report.identity.department, []).append(withheld)
    return {name: tuple(items) for name, items in found.items()}


def epoch(catalogue: Catalogue) -> int:
    """Return the newest date in the data as seconds since 1970: equal data gives equal bytes."""
    day = newest_day(catalogue.entries) or date(max(catalogue.years, default=2000), 12, 31)
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
