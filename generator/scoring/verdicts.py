"""A declared score against the readings of the rule, at the precision the form prints."""

from decimal import Decimal

from generator.model.figure import Agreement, Figure, agreement, plain, round_half_up
from generator.scoring.scorecard import Method, Points, Reading, Verdict

ZERO = Decimal(0)


def judge(points: Points, readings: tuple[Reading, ...]) -> tuple[Verdict, str]:
    """Compare a declared score with the readings, at the precision the form prints."""
    if points.declared is None:
        return Verdict.UNKNOWN, "得分未填报"
    if all(_says_nothing(reading, points.weight) for reading in readings):
        return Verdict.UNKNOWN, readings[0].note or readings[0].arithmetic
    verdicts = {_against(points, points.declared, reading) for reading in readings}
    if len(verdicts) == 1:
        return verdicts.pop(), ""
    return Verdict.UNKNOWN, "表内自相矛盾，两种读法得分不同"


def _says_nothing(reading: Reading, weight: Decimal | None) -> bool:
    if reading.method is Method.CHECKLIST:
        return True
    return (reading.low, reading.high) == (ZERO, weight) and not reading.is_point


def _against(points: Points, declared: Decimal, reading: Reading) -> Verdict:
    if not reading.is_point:
        return _within(declared, reading)
    figure = points.printed or Figure(plain(declared), declared, 2, "")
    match agreement(figure, reading.low / points.share):
        case Agreement.ROUNDED:
            return Verdict.AGREES
        case Agreement.TRUNCATED:
            return Verdict.TRUNCATED
        case Agreement.NONE:
            return Verdict.ABOVE if declared > reading.low else Verdict.BELOW


def _within(declared: Decimal, reading: Reading) -> Verdict:
    """A score within a range is chosen, not computed, so printing whole points excuses nothing."""
    if round_half_up(reading.low, 2) <= declared <= round_half_up(reading.high, 2):
        return Verdict.WITHIN
    return Verdict.ABOVE if declared > reading.high else Verdict.BELOW
