"""What the checks of scores share: the rule's points as shown, a finding about a row's score."""

from generator.checks.check import Case, Found
from generator.checks.reading import subject
from generator.model.figure import plain, round_half_up
from generator.model.finding import Severity
from generator.model.report import Indicator
from generator.scoring.scorecard import Row


def shown_span(case: Case, row: Row) -> str:
    """Show what the rule gives a row: `8`, or `8 至 10`; "" where it gives nothing."""
    if row.low is None or row.high is None:
        return ""
    low, high = case.scorecard.points(row.low), case.scorecard.points(row.high)
    return plain(low) if low == high else f"{plain(low)} 至 {plain(high)}"


def found_score(
    case: Case, row: Row, indicator: Indicator, message: str, severity: Severity | None = None
) -> Found:
    """Return a finding about a row's declared score, with the rule's and the gap between them."""
    declared = plain(row.declared) if row.declared is not None else ""
    gap = shown_gap(case, row)
    return Found(
        (*row.path, "得分"),
        message,
        shown_span(case, row),
        declared,
        gap,
        subject(indicator),
        severity,
    )


def shown_gap(case: Case, row: Row) -> str:
    """Return how far the declared score lies outside what the rule gives, or ""."""
    if row.declared is None or row.low is None or row.high is None:
        return ""
    edge = row.low if row.declared < row.low else row.high
    return plain(round_half_up(row.declared - edge, case.scorecard.places))
