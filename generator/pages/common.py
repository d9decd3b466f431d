"""Views shared by several page kinds: facts, report lists, totals."""

from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.presentation import words
from generator.scoring.facts import Standing
from generator.scoring.gap import Position
from generator.scoring.scorecard import Verdict
from generator.summary import Summary

VERDICT_CLASS = {
    Verdict.AGREES: "agree",
    Verdict.TRUNCATED: "below",
    Verdict.WITHIN: "within",
    Verdict.ABOVE: "above",
    Verdict.BELOW: "below",
    Verdict.UNKNOWN: "unknown",
}


FACT_CLASS = {
    Standing.MET: "met",
    Standing.EXCEEDED: "met",
    Standing.MISSED: "missed",
    Standing.CLAIMED: "claimed",
    Standing.DOUBTFUL: "doubtful",
    Standing.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what the form says, "" where it says nothing."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report in a list."""

    title: str
    url: str
    year: str
    department: str
    department_url: str
    unit: str
    total: str
    second: str
    rule_total: str
    gap: str
    gap_value: str
    grade: str
    grade_rank: int
    declared_grade: str
    adjusted: str
    executed: str
    rate: str
    review_findings: str
    unfinished: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a distribution; `width` is 0 to 100 for drawing only."""

    label: str
    count: str
    width: int


@dataclass(frozen=True, slots=True)
class SummaryView:
    """Totals of a group, as text.

    `positions` are those beside `above`. `money_year` names the year of the money, in which not all
    of the reports may be; then the two changes are against the year before.
    """

    reports: str
    adjusted: str
    executed: str
    rate: str
    unit: str
    note: str
    above: str
    positions: str
    review_findings: str
    answered: str
    notices: str
    unjudged: str
    grades: tuple[Bar, ...]
    money_year: str = ""
    is_of_years: bool = False
    budget_change: str = ""
    rate_change: str = ""


def view_row(catalogue: Catalogue, entry: Entry) -> ReportRow:
    """Show one report in a list."""
    form, card, unit = entry.report.form, entry.scorecard, catalogue.site.money_unit
    return ReportRow(
        title=entry.report.title,
        url=entry.url,
        year=str(entry.report.identity.year),
        department=entry.department.name,
        department_url=f"departments/{entry.report.identity.department}/",
        unit=form.unit or "",
        total=form.total.text if form.total else "",
        second=form.second.total.text if form.second and form.second.total else "",
        rule_total=words.span(card.low, card.high, card.places),
        gap=gap_words(entry),
        gap_value=str(entry.gap.beyond) if entry.gap else "",
        grade=entry.grade_label,
        grade_rank=grade_rank(entry),
        declared_grade=form.grade or "",
        adjusted=words.money(entry.money.adjusted, unit)
        if entry.money.adjusted is not None
        else "",
        executed=words.money(entry.money.executed, unit)
        if entry.money.executed is not None
        else "",
        rate=words.ratio(entry.execution_rate) if entry.execution_rate is not None else "",
        review_findings=str(entry.tally.reviews),
        unfinished=entry.is_unfinished,
    )


def gap_words(entry: Entry) -> str:
    """Show a report's distance from the rule's range: 0 within, "" where it cannot be told."""
    gap = entry.gap
    return "" if gap is None else words.gap(gap.beyond, gap.beyond, entry.scorecard.places)


def grade_rank(entry: Entry) -> int:
    """Return 1 for the rulebook's best grade, 2 for the next …; 0 where there is none."""
    names = [grade.name for grade in entry.rulebook.grades]
    return names.index(entry.grade) + 1 if entry.grade else 0


def view_summary(catalogue: Catalogue, summary: Summary) -> SummaryView:
    """Show the totals of a group."""
    unit = catalogue.site.money_unit
    most = max((count for _, count in summary.grades), default=1)
    note = (
        f"另有 {summary.without_money} 份报告未填报全年预算数或执行数，不在金额合计之内。"
        if summary.without_money
        else ""
    )
    return SummaryView(
        reports=str(summary.reports),
        adjusted=words.money(summary.adjusted, unit),
        executed=words.money(summary.executed, unit),
        rate=words.ratio(summary.rate),
        unit=unit,
        note=note,
        above=str(dict(summary.positions)[Position.ABOVE]),
        positions="，".join(
            f"{name} {count} 份" for name, count in summary.positions if name is not Position.ABOVE
        ),
        review_findings=str(summary.review_findings),
        answered=str(summary.answered),
        notices=str(summary.notices),
        unjudged=str(summary.unjudged),
        grades=tuple(
            Bar(name, str(count), max(2, count * 100 // most)) for name, count in summary.grades
        ),
    )
