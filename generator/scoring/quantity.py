"""Quantitative rows: target met in full, in proportion, reverse, and targets of zero.

Sources: 财预〔2020〕10号 on quantitative indicators; the formulas as provinces programmed them are settings
of the rulebook. Every function returns exact points, multiplied before divided so that finite results stay exact.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from generator.model.figure import plain, round_half_up
from generator.model.measure import Measure
from generator.model.measure_words import Comparator
from generator.model.rulebook import Rulebook
from generator.scoring.scorecard import Method, Reading

_REVERSE = (Comparator.LE, Comparator.LT)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measure known to be a number or a range of numbers; for a number both ends are the same."""

    text: str
    comparator: Comparator | None
    low: Decimal
    high: Decimal

    @property
    def is_range(self) -> bool:
        """True for `100-200人`."""
        return self.low != self.high


def quantity(measure: Measure) -> Quantity | None:
    """Return the measure as a quantity, or None where it states no number."""
    if measure.low is None or measure.high is None:
        return None
    return Quantity(measure.text, measure.comparator, measure.low, measure.high)


def score_quantity(
    target: Quantity, actual: Quantity, weight: Decimal, book: Rulebook, *, open_direction: bool
) -> Reading:
    """Score a numeric actual against a numeric target of the same unit.

    `open_direction`: the target has no operator and the name leaves open which way it counts; then the reading
    is the range between both ways. A range as actual value is scored at both its ends.
    """
    ends = [
        _at(target, value, weight, book, open_direction=open_direction)
        for value in dict.fromkeys((actual.low, actual.high))
    ]
    worst, best = min(ends, key=lambda r: r.low), max(ends, key=lambda r: r.high)
    if worst.method is best.method is Method.MET:
        return replace(worst, arithmetic=f"{actual.text} 达到 {target.text}，得满分 {plain(weight)}")
    arithmetic = worst.arithmetic if worst is best else f"{worst.arithmetic}；{best.arithmetic}"
    return Reading(worst.method, worst.low, best.high, arithmetic)


def score_date(target: date, actual: date, weight: Decimal, *, earliest: bool) -> Reading:
    """Score a date against a deadline, or against the `earliest` day allowed: the rule gives no proportion if missed."""
    bound, missed = ("不早于", "早于") if earliest else ("不晚于", "晚于")
    if actual >= target if earliest else actual <= target:
        return Reading(Method.MET, weight, weight, f"{actual} {bound} {target}，得满分 {plain(weight)}")
    why = "提前" if earliest else "逾期"
    return Reading(Method.UNKNOWN, ZERO, weight, f"{actual} {missed} {target}", note=f"{why}如何扣分，规则没有规定")


def is_met(target: Quantity, value: Decimal) -> bool:
    """Tell whether `value` reaches the target. `=` with a positive target counts as reached from the target up."""
    if target.is_range:
        return target.low <= value <= target.high
    if target.comparator is Comparator.GT:
        return value > target.low
    if target.comparator is Comparator.LT:
        return value < target.low
    if target.comparator is Comparator.LE or (target.low == 0 and target.comparator is not Comparator.GE):
        return value <= target.low
    return value >= target.low


def _at(target: Quantity, value: Decimal, weight: Decimal, book: Rulebook, *, open_direction: bool) -> Reading:
    if target.low == target.high == 0:
        return _zero_target(target, value, weight)
    if open_direction and not target.is_range and value != target.low:
        return _both_ways(target.low, value, weight, book)
    if is_met(target, value):
        return Reading(Method.MET, weight, weight, f"{plain(value)} 达到 {target.text}，得满分 {plain(weight)}")
    if target.comparator in _REVERSE:
        return _reverse(target.low, value, weight, book)
    if target.is_range and value > target.high:
        over = _reverse(target.high, value, weight, book)
        note = f"{plain(value)} 超出 {target.text} 的上限：若视为完成得 {plain(weight)}；若视为偏离，{over.arithmetic}"
        return Reading(Method.REVERSE, over.low, weight, note)
    return _proportion(target.low, value, weight, book)


def _zero_target(target: Quantity, value: Decimal, weight: Decimal) -> Reading:
    points = weight if is_met(target, value) else ZERO
    words = "已做到" if points else "未做到"
    return Reading(
        Method.ZERO_TARGET, points, points, f"目标为 0，实际 {plain(value)}，{words}，得 {plain(points)}（不作除法）"
    )


def _proportion(target: Decimal, value: Decimal, weight: Decimal, book: Rulebook) -> Reading:
    if target <= 0:
        return Reading(Method.PROPORTION, ZERO, ZERO, f"{plain(value)} 未达到 {plain(target)}，得 0（不作除法）")
    points = max(ZERO, weight * value / target)
    shown = round_half_up(points, int(book.places))
    return Reading(
        Method.PROPORTION, points, points, f"{plain(value)} ÷ {plain(target)} × {plain(weight)} = {plain(shown)}"
    )


def _reverse(target: Decimal, value: Decimal, weight: Decimal, book: Rulebook) -> Reading:
    if target <= 0:
        return Reading(Method.REVERSE, ZERO, ZERO, f"{plain(value)} 超过 {plain(target)}，得 0（不作除法）")
    if book.quantitative.reverse == "目标值除以完成值":
        points = weight * target / value
        steps = f"{plain(target)} ÷ {plain(value)} × {plain(weight)}"
    else:
        points = max(ZERO, weight * (2 * target - value) / target)
        steps = f"（1 −（{plain(value)} − {plain(target)}）÷ {plain(target)}）× {plain(weight)}，不低于 0"
    return Reading(Method.REVERSE, points, points, f"{steps} = {plain(round_half_up(points, int(book.places)))}")


def _both_ways(target: Decimal, value: Decimal, weight: Decimal, book: Rulebook) -> Reading:
    if value > target:
        missed, met, word = _reverse(target, value, weight, book), "正向", "反向"
    else:
        missed, met, word = _proportion(target, value, weight, book), "反向", "正向"
    low = min(missed.low, weight)
    arithmetic = f"指标值没有写明方向：按{met}指标已达标，得 {plain(weight)}；按{word}指标，{missed.arithmetic}"
    return Reading(missed.method, low, weight, arithmetic)
