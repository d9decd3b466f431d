"""自评与规则: how far a declared total lies from what the rule gives."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.model.figure import Agreement, Figure, agreement, plain, round_half_up
from generator.scoring.scorecard import Scorecard, Total, TotalReading


class Position(StrEnum):
    """Where a declared total lies."""

    ABOVE = "高于规则"
    WITHIN = "区间内"
    BELOW = "低于规则"
    UNKNOWN = "无法核算"


# Where a total lies that a unit is asked about.
OUTSIDE = (Position.ABOVE, Position.BELOW)


@dataclass(frozen=True, slots=True)
class Gap:
    """A declared total minus the rule's maximum (`low`) and its minimum (`high`), in 分."""

    low: Decimal
    high: Decimal
    position: Position

    @property
    def is_outside(self) -> bool:
        """Tell whether the total lies above or below all that the rule gives."""
        return self.position in OUTSIDE

    @property
    def beyond(self) -> Decimal:
        """The distance (分) from the nearer end: above 0, below 0; 0 within."""
        if self.position is Position.ABOVE:
            return self.low
        return self.high if self.position is Position.BELOW else Decimal(0)


def gap_of(card: Scorecard, printed: Figure | None) -> Gap | None:
    """Return the gap of a total.

    None where nothing is declared, where the rule gives no total or one that says nothing, and
    where the form contradicts itself so that its readings would answer differently.
    """
    declared, total = card.declared_total, card.total
    if declared is None or not isinstance(total, Total) or not total.says_something:
        return None
    figure = printed or Figure(plain(declared), declared, card.places, "")
    positions = {_position(figure, declared, reading, card.places) for reading in total.readings}
    if len(positions) > 1:
        return None
    low = round_half_up(declared - total.high, card.places)
    high = round_half_up(declared - total.low, card.places)
    return Gap(low, high, positions.pop())


def _position(figure: Figure, declared: Decimal, reading: TotalReading, places: int) -> Position:
    """A total printed in whole points is compared in whole points where the rule gives one."""
    low, high = round_half_up(reading.low, places), round_half_up(reading.high, places)
    if low <= declared <= high:
        return Position.WITHIN
    if low == high and agreement(figure, reading.low) is not Agreement.NONE:
        return Position.WITHIN
    return Position.ABOVE if declared > high else Position.BELOW
