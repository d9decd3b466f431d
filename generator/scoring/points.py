"""A fact to points: what the rulebook gives for an outcome. Nothing here looks at a text.

Sources: 财预〔2020〕10号; the formulas as provinces programmed them are settings of the
rulebook. All points are exact, multiplied before divided so that finite results stay exact.
"""

from decimal import Decimal

from generator.model.figure import plain, round_half_up
from generator.model.rulebook import Band, Rulebook
from generator.scoring.facts import (
    Claim,
    Completion,
    Delay,
    Fact,
    Open,
    Outcome,
    Ratio,
    Sense,
    Silent,
)
from generator.scoring.methods import HUNDRED, unknown
from generator.scoring.scorecard import Method, Reading

ZERO = Decimal(0)


def points(fact: Fact, weight: Decimal, book: Rulebook) -> Reading:
    """Return what the rule gives for a fact, in 分, from `low` to `high`.

    `weight` is the points possible.
    """
    if isinstance(fact, Silent):
        return unknown(weight, fact.why)
    readings = [_points(outcome, weight, book) for outcome in fact.outcomes]
    low = min(reading.low for reading in readings)
    high = max(reading.high for reading in readings)
    method = Method.DOUBTFUL if isinstance(fact, Open) else readings[0].method
    arithmetic = "；".join(dict.fromkeys(_arithmetic(one) for one in readings))
    return Reading(method, low, high, arithmetic, note=fact.why)


def expected_points(fact: Fact, weight: Decimal, book: Rulebook) -> Reading | None:
    """Return what the rule gives for the outcome expected of an open row, if any."""
    if not isinstance(fact, Open) or fact.expected is None:
        return None
    return _points(fact.expected, weight, book)


def _arithmetic(reading: Reading) -> str:
    return f"{reading.assumes}，{reading.arithmetic}" if reading.assumes else reading.arithmetic


def _points(outcome: Outcome, weight: Decimal, book: Rulebook) -> Reading:
    match outcome.basis:
        case None:
            words = f"{outcome.says}，得满分 {plain(weight)}"
            return Reading(Method.MET, weight, weight, words, outcome.assumes)
        case Ratio() as ratio:
            return _by_ratio(outcome, ratio, weight, book)
        case Delay(words):
            return Reading(Method.UNKNOWN, ZERO, weight, words, outcome.assumes)
        case Completion(rate):
            return score_completion(rate, weight, book)
        case Claim() as claim:
            return _in_band(_band(claim, book), weight, outcome.says)


def _by_ratio(outcome: Outcome, ratio: Ratio, weight: Decimal, book: Rulebook) -> Reading:
    if ratio.limit == ZERO and ratio.sense is Sense.LESS:
        return _by_zero(outcome, weight)
    if ratio.limit <= ZERO:
        words = f"{outcome.says} 未达到 {plain(ratio.limit)}，目标值不是正数，规则没有规定比例"
        return Reading(Method.UNKNOWN, ZERO, weight, words, outcome.assumes)
    if ratio.sense is Sense.MORE:
        return _proportion(outcome, ratio, weight, book)
    return _reverse(outcome, ratio, weight, book)


def _by_zero(outcome: Outcome, weight: Decimal) -> Reading:
    """A target of zero is kept or not; nothing is divided by it."""
    exact = weight if outcome.is_reached else ZERO
    words = f"{outcome.says}，得 {plain(exact)}"
    return Reading(Method.ZERO_TARGET, exact, exact, words, outcome.assumes)


def _proportion(outcome: Outcome, ratio: Ratio, weight: Decimal, book: Rulebook) -> Reading:
    exact = max(ZERO, weight * ratio.value / ratio.limit)
    shown = plain(round_half_up(exact, int(book.places)))
    steps = f"{outcome.says} ÷ {plain(ratio.limit)} × {plain(weight)} = {shown}"
    return Reading(Method.PROPORTION, exact, exact, steps, outcome.assumes)


def _reverse(outcome: Outcome, ratio: Ratio, weight: Decimal, book: Rulebook) -> Reading:
    """Score an amount above its limit by the rulebook's reverse formula."""
    if not ratio.value.is_finite():
        return Reading(
            Method.REVERSE,
            ZERO,
            ZERO,
            f"超过 {plain(ratio.limit)} 多少没有写明，最低得 0",
            outcome.assumes,
        )
    if book.quantitative.reverse == "目标值除以完成值":
        exact = weight * ratio.limit / ratio.value
        steps = f"{plain(ratio.limit)} ÷ {outcome.says} × {plain(weight)}"
    else:
        exact = max(ZERO, weight * (2 * ratio.limit - ratio.value) / ratio.limit)
        limit = plain(ratio.limit)
        steps = f"（1 −（{outcome.says} − {limit}）÷ {limit}）× {plain(weight)}，不低于 0"
    shown = plain(round_half_up(exact, int(book.places)))
    return Reading(Method.REVERSE, exact, exact, f"{steps} = {shown}", outcome.assumes)


def score_completion(rate: Decimal, weight: Decimal, book: Rulebook, note: str = "") -> Reading:
    """Score by a completion rate in %: full from 100, else in proportion."""
    exact = weight if rate >= HUNDRED else max(ZERO, weight * rate / HUNDRED)
    shown = plain(round_half_up(exact, int(book.places)))
    words = f"完成率 {plain(rate)}% × {plain(weight)} = {shown}"
    return Reading(Method.COMPLETION, exact, exact, words, note=note)


def _band(claim: Claim, book: Rulebook) -> Band:
    if claim is Claim.FULL:
        return book.bands[0]
    if claim is Claim.DENIED or len(book.bands) < 3:
        return book.bands[-1]
    return book.bands[1]


def _in_band(band: Band, weight: Decimal, words: str) -> Reading:
    low, high = weight * band.low / HUNDRED, weight * band.high / HUNDRED
    share = f"{plain(weight)} 的 {plain(band.low)}% 至 {plain(band.high)}%"
    arithmetic = f"“{words}”属“{band.name}”档：{share}，即 {plain(low)} 至 {plain(high)}"
    return Reading(Method.BAND, low, high, arithmetic)
