"""What a unit says to the gap: that its total lies above or below all that the rule gives."""

from dataclasses import dataclass

from generator.catalogue import Entry
from generator.pages.said import UNANSWERED, StatementView, statement_view
from generator.presentation import words


@dataclass(frozen=True, slots=True)
class GapSaid:
    """A total outside the rule's range, and what is said to it, the newest first."""

    declared: str
    rule: str
    gap: str
    state: str
    said: tuple[StatementView, ...]


def gap_said(entry: Entry) -> GapSaid | None:
    """Return the gap with its statements; None where there is none to speak of."""
    gap, card, total = entry.gap, entry.scorecard, entry.report.form.total
    if gap is None or not gap.is_outside:
        return None
    said = tuple(map(statement_view, reversed(entry.gap_said)))
    return GapSaid(
        declared=total.text if total else words.points(card.declared_total),
        rule=words.span(card.low, card.high, card.places),
        gap=f"{gap.position.value} {words.points(abs(gap.beyond), card.places)} 分",
        state=said[0].state if said else UNANSWERED,
        said=said,
    )
