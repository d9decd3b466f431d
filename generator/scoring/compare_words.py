"""Words against words, and words against figures: what is claimed, and what nobody can tell."""

from decimal import Decimal

from generator.model.measure import Amount, Comparator, Measure
from generator.scoring.claims import (
    claim_of,
    drops_the_degree,
    is_completion,
    is_negative,
    is_unchanged,
    set_answer,
    trend_in,
)
from generator.scoring.compare_amounts import compare_amounts
from generator.scoring.direction import sense_of_name
from generator.scoring.facts import (
    Claim,
    Completion,
    Fact,
    Open,
    Outcome,
    Sense,
    Settled,
    Silent,
    Standing,
)
from generator.scoring.pair import Pair
from generator.scoring.zero_targets import broken, kept
from generator.scoring.zero_words import asks_for_zero, is_nothing, means_zero

_UPPER = (Comparator.LE, Comparator.LT)
_ZERO, _HUNDRED = Decimal(0), Decimal(100)


def claimed(claim: Claim, words: str) -> Outcome:
    """Return what words claim: the form says so, nobody measured it."""
    return Outcome(Standing.CLAIMED, claim, words)


def compare_words(pair: Pair) -> Fact:
    """Return what words claim of words, if it is plain."""
    target, actual = pair.target.text, pair.actual.text
    claim = claim_of(target, actual, pair.subject.bands)
    if claim is None and means_zero(target) and means_zero(actual):
        claim = Claim.FULL
    if claim is Claim.FULL and drops_the_degree(target, actual):
        return Settled((claimed(claim, actual), claimed(Claim.PARTLY, actual)))
    if claim is not None:
        return Settled((claimed(claim, actual),))
    if is_nothing(actual):
        return Silent(f"实际完成值填“{actual}”，看不出完成了什么")
    return Silent(f"“{target}”与“{actual}”是否相当，须由人判断")


def words_of_zero(pair: Pair) -> Fact | None:
    """Return the fact of a zero in words answered by another: 零投诉, 无投诉. None for any other words.

    无 beside 培训人数 is no target.
    """
    target, actual, subject = pair.target.text, pair.actual.text, pair.subject
    if not asks_for_zero(target) or not means_zero(actual):
        return None
    if is_nothing(target) and sense_of_name(subject.name, subject.level2, "") is Sense.MORE:
        return Silent(f"年度指标值填“{target}”，看不出目标是什么")
    return Settled((kept(pair),))


def words_by_amount(pair: Pair, stated: Amount) -> Fact:
    """Return the fact of words answered by a figure.

    It may be the change asked for, a count of what should not be, or a degree of completion.
    """
    target, actual = pair.target.text, pair.actual.text
    wanted = trend_in(target)
    if wanted and stated.trend:
        claim = Claim.FULL if stated.trend is wanted else Claim.DENIED
        return Settled((claimed(claim, actual),))
    if means_zero(target):
        return _zero_in_words(pair, stated)
    if is_completion(target) and stated.unit == "%" and not is_negative(target):
        return _degree_of_completion(pair, stated)
    return Silent(f"目标值“{target}”为定性，实际完成值“{actual}”为数值，无从比较")


def _zero_in_words(pair: Pair, stated: Amount) -> Fact:
    if stated.high == _ZERO:
        return Settled((kept(pair),))
    if stated.low > _ZERO and not stated.unit.startswith("%"):
        return Settled((broken(pair),))
    doubt = f"“{pair.actual.text}”说的是不是“{pair.target.text}”，不能断定"
    return Open((broken(pair), kept(pair)), doubt)


def _degree_of_completion(pair: Pair, stated: Amount) -> Fact:
    target, actual = pair.target.text, pair.actual.text
    if stated.low >= _HUNDRED:
        return Settled((claimed(Claim.FULL, actual),))
    part = Outcome(Standing.MISSED, Completion(stated.low), f"完成 {actual}")
    none = Outcome(Standing.MISSED, Completion(_ZERO), f"未{target}")
    full = claimed(Claim.FULL, actual)
    doubt = f"目标值“{target}”为定性，完成 {actual} 该得多少分，规则没有规定"
    return Open((none, full), doubt, part)


def _says_none(words: str) -> bool:
    """Tell whether words say that nothing happened; 无 alone may be a filler."""
    return means_zero(words) and not is_nothing(words)


def figure_by_words(pair: Pair) -> Fact:
    """Return the fact of a figure or a day answered by words.

    A set answer claims it; 持平 is no change; nothing at all answers a target of zero.
    """
    amount = pair.target.amount
    if amount is not None and amount.trend and is_unchanged(pair.actual.text):
        none = Amount(_ZERO, _ZERO, amount.unit, trend=amount.trend)
        return compare_amounts(pair.answered_by(Measure(pair.actual.text, none)), amount, none)
    if amount is not None and amount.is_zero and means_zero(pair.actual.text):
        return Settled((kept(pair),))
    if amount is not None and pair.target.bound in _UPPER and _says_none(pair.actual.text):
        none = Amount(_ZERO, _ZERO, amount.unit)
        return compare_amounts(pair.answered_by(Measure(pair.actual.text, none)), amount, none)
    claim = set_answer(pair.actual.text, pair.subject.bands)
    return pair.incomparable() if claim is None else Settled((claimed(claim, pair.actual.text),))
