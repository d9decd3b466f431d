"""A published report with everything computed about it, and its row of the table of reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from generator.checks.tally import TALLIED, Tally, tally
from generator.disclosure.disclose import Version
from generator.model.finding import Finding
from generator.model.money import Money, execution_rate, project_money
from generator.model.reply import GAP, Statement, statements
from generator.model.report import Report
from generator.model.rulebook import Rulebook
from generator.model.site import Department
from generator.scoring.completeness import completeness_of
from generator.scoring.gap import Gap, Position, gap_of
from generator.scoring.scorecard import Scorecard

UNGRADED, NO_TOTAL = "不评等级", "总分未填报"


@dataclass(frozen=True)
class Entry:
    """One published report with everything computed about it; lists ask for it again and again."""

    report: Report
    scorecard: Scorecard
    rulebook: Rulebook
    department: Department
    money: Money
    findings: tuple[Finding, ...]

    @property
    def url(self) -> str:
        """Address below the site's root, ending in a slash."""
        return f"{self.report.id}/"

    @cached_property
    def execution_rate(self) -> Decimal | None:
        """Executed ÷ adjusted money as a ratio, or None where a figure is not stated."""
        return execution_rate(project_money(self.report.form), "adjusted")

    @cached_property
    def gap(self) -> Gap | None:
        """The declared total against the rule's; None where it cannot be told."""
        return gap_of(self.scorecard, self.report.form.total)

    @cached_property
    def gap_said(self) -> tuple[Statement, ...]:
        """What the unit says to the gap itself, the newest last."""
        return statements((GAP,), {}, self.report.form.replies)

    @cached_property
    def tally(self) -> Tally:
        """The findings, counted apart by kind."""
        return tally(self.findings)

    @cached_property
    def is_unfinished(self) -> bool:
        """Tell whether the form was not filled in to its end."""
        return completeness_of(self.report.form).is_unfinished

    @property
    def grade(self) -> str | None:
        """The rulebook's grade of the declared total; None where none can be given."""
        return self.scorecard.grade or None

    @property
    def grade_label(self) -> str:
        """The grade, or words that say why there is none."""
        return self.grade or (NO_TOTAL if self.scorecard.declared_total is None else UNGRADED)


@dataclass(frozen=True, slots=True)
class Edition:
    """What a report said before it was corrected, with everything computed about it."""

    version: Version
    entry: Entry

    @property
    def url(self) -> str:
        """Permanent address below the site's root."""
        return f"{self.entry.url}v/{self.version.number}/"


def newest_day(entries: Sequence[Entry]) -> date | None:
    """Return the newest day on which a report was published or corrected; None where none says."""
    days = [entry.report.form.disclosure.day for entry in entries]
    days += [item.day for entry in entries for item in entry.report.form.corrections]
    return max((day for day in days if day is not None), default=None)


def project_key(entry: Entry) -> tuple[str, str]:
    """Name the project across years: department, and its id or the id its several forms share."""
    identity, several = entry.report.identity, entry.report.form.several
    return identity.department, several.project if several else identity.project


# The columns of the table of reports, which has them without a report, too.
COLUMNS = (
    "id year department department_name region unit project rulebook initial adjusted "
    "executed money_basis declared_total declared_sum rule_total_min rule_total_max "
    "declared_grade grade rule_grade gap_min gap_max position review_findings "
    "answered corrected upheld notices unjudged"
).split()


def record_of(entry: Entry) -> dict[str, Any]:
    """Return an entry's row of the table of reports: money in 元, points in 分."""
    report, card, money = entry.report, entry.scorecard, entry.money
    counts, gap = entry.tally, entry.gap
    return {
        "id": report.id,
        "year": report.identity.year,
        "department": report.identity.department,
        "department_name": entry.department.name,
        "region": entry.department.region_id,
        "unit": report.form.unit,
        "project": report.form.project,
        "rulebook": entry.rulebook.id,
        "initial": money.initial,
        "adjusted": money.adjusted,
        "executed": money.executed,
        "money_basis": money.basis,
        "declared_total": card.declared_total,
        "declared_sum": card.declared_sum,
        "rule_total_min": card.low,
        "rule_total_max": card.high,
        "declared_grade": report.form.grade,
        "grade": entry.grade,
        "rule_grade": card.grade_span,
        "gap_min": gap.low if gap else None,
        "gap_max": gap.high if gap else None,
        "position": gap.position if gap else Position.UNKNOWN,
        "review_findings": counts.reviews,
        **{name: getattr(counts, name) for name in TALLIED},
    }
