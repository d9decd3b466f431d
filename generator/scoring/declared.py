"""What a row declares for itself: its points, of those of its weight."""

from decimal import Decimal

from generator.model.figure import Figure, plain, round_half_up
from generator.model.report import Indicator
from generator.scoring.methods import HUNDRED
from generator.scoring.scorecard import Points

ZERO = Decimal(0)


def points_of(indicator: Indicator, weight: Decimal | None) -> Points:
    """Return what a row declares, beside its label and weight."""
    declared = declared_points(indicator)
    if indicator.score is not None or declared is None or not weight:
        return Points(indicator.label, weight, indicator.score, declared)
    return Points(indicator.label, weight, indicator.item_score, declared, weight / HUNDRED)


def declared_points(indicator: Indicator) -> Decimal | None:
    """Return the declared points.

    得分, or 单项得分 × 分值 ÷ 100 on forms that score each row out of 100.
    """
    if indicator.score is not None:
        return indicator.score.value
    item, weight = value_of(indicator.item_score), value_of(indicator.weight)
    return item * weight / HUNDRED if item is not None and weight is not None else None


def merged_score(rows: list[Indicator]) -> Decimal | None:
    """Return the points declared in cells that rows do not share; None where there are none."""
    stated = [
        points
        for row in rows
        if "得分" not in row.shared and (points := declared_points(row)) is not None
    ]
    return sum(stated, ZERO) if stated else None


def scored_apart(rows: list[Indicator]) -> bool:
    """Tell whether rows below the first have a score cell of their own."""
    return any("得分" not in row.shared and row.score is not None for row in rows[1:])


def percent(points: Decimal, weight: Decimal) -> str:
    """Return points as a share of a weight, with one decimal: `87.5%`."""
    return f"{plain(round_half_up(points / weight * HUNDRED, 1))}%" if weight else "0%"


def value_of(figure: Figure | None) -> Decimal | None:
    """Return the value of a cell, None for an empty one or a dash."""
    return figure.value if figure else None
