"""The totals of the report page: declared and by the rule, in every reading, and what they hold."""

from dataclasses import dataclass
from decimal import Decimal

from generator.model.report import Form
from generator.pages.tables import ScoreView, score_view
from generator.presentation import words
from generator.scoring.scorecard import RowKind, Scorecard, TotalReading
from generator.scoring.second import second_of_row, sum_of_rows


@dataclass(frozen=True, slots=True)
class TotalView:
    """One reading of the rule's total."""

    assumes: str
    points: str
    grade: str


@dataclass(frozen=True, slots=True)
class TotalsView:
    """The foot of the indicators: the sums of their columns, and the total that is declared.

    `readings` are the rule's totals where the form can be read in more ways than one.
    """

    weights: str
    scores: str
    by_rule: str
    declared: str
    second: str
    undetermined: str
    readings: tuple[TotalView, ...]


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """Budget execution, where its points stand outside the indicators."""

    label: str
    score: ScoreView
    second: str


def totals_of(form: Form, card: Scorecard) -> TotalsView:
    """Set the declared total and the rule's beside each other."""
    open_points = card.undetermined if card.readings else None
    return TotalsView(
        weights=_points(card.weight_sum),
        scores=_points(card.declared_sum),
        by_rule=words.span(card.low, card.high, card.places),
        declared=form.total.text if form.total else "",
        second=_points(sum_of_rows(form, card)),
        undetermined=words.points(open_points) if open_points else "",
        readings=_readings(card),
    )


def _points(points: Decimal | None) -> str:
    return words.points(points) if points is not None else ""


def budget_line(form: Form, card: Scorecard) -> BudgetLine | None:
    """Return the points of budget execution, unless they stand in a row of the indicators."""
    row = card.budget_row
    if row is None or row.kind is RowKind.INDICATOR:
        return None
    second = second_of_row(form, row)
    return BudgetLine(row.label, score_view(row, card), second.text if second else "")


def _readings(card: Scorecard) -> tuple[TotalView, ...]:
    if len(card.readings) < 2:
        return ()
    return tuple(
        TotalView(
            reading.assumes,
            words.span(reading.low, reading.high, card.places),
            _grades(reading),
        )
        for reading in card.readings
    )


def _grades(reading: TotalReading) -> str:
    low, high = reading.grade_low, reading.grade_high
    return low if low == high else f"{low}至{high}"
