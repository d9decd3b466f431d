"""Targets of zero: kept or not; nothing is divided by them."""

from decimal import Decimal

from generator.model.measure import Amount, Comparator
from generator.scoring.direction import sense_of_name
from generator.scoring.facts import Fact, Open, Outcome, Ratio, Sense, Settled, Standing
from generator.scoring.pair import Pair
from generator.scoring.spans import Span, span_of

ZERO = Decimal(0)


def kept(pair: Pair, standing: Standing = Standing.MET) -> Outcome:
    """Return the outcome of a target of zero that was kept."""
    return Outcome(standing, Ratio(ZERO, ZERO, Sense.LESS), _says(pair, "已做到"))


def broken(pair: Pair) -> Outcome:
    """Return the outcome of a target of zero that was not kept."""
    return Outcome(Standing.MISSED, Ratio(ZERO, Decimal(1), Sense.LESS), _says(pair, "未做到"))


def compare_with_zero(pair: Pair, stated: Amount) -> Fact:
    """Return the fact of an amount against a target of zero."""
    span = span_of(stated, pair.actual.bound)
    match pair.target.bound:
        case Comparator.GT:
            above = span.low > ZERO
            return Settled((kept(pair, Standing.EXCEEDED) if above else broken(pair),))
        case Comparator.LT:
            return Settled((kept(pair) if span.high < ZERO else broken(pair),))
        case Comparator.GE if not span.is_zero:
            return _at_least_zero(pair, span)
        case None if not span.is_zero and _counts_upwards(pair, stated):
            return _at_least_zero(pair, span)
    return _at_most_zero(pair, span)


def _at_most_zero(pair: Pair, span: Span) -> Fact:
    """Return the fact of what should not be: 0 keeps the target, anything above breaks it."""
    if span.high <= ZERO:
        return Settled((kept(pair),))
    if span.low > ZERO or (span.low == ZERO and span.low_open):
        return Settled((broken(pair),))
    return Open((broken(pair), kept(pair)), f"“{pair.actual.text}”不能断定是不是 0")


def _counts_upwards(pair: Pair, stated: Amount) -> bool:
    """Tell whether a bare 0 stands for something of which more is better: 新建公厕, planned 0."""
    subject = pair.subject
    return sense_of_name(subject.name, subject.level2, stated.unit) is Sense.MORE


def _at_least_zero(pair: Pair, span: Span) -> Fact:
    """`≥0`, or 0 of what is good: plainly read any amount will do.

    The provinces' programs give 0 points for more.
    """
    if span.high < ZERO:
        return Settled((broken(pair),))
    match pair.subject.zero_target:
        case "达到即满分":
            return Settled((kept(pair),))
        case "大于零即零分":
            return Settled((broken(pair),))
    doubt = f"目标为“{pair.target.text}”，各地系统有的按达到计满分，有的大于 0 即计 0 分"
    return Open((broken(pair), kept(pair)), doubt, kept(pair))


def _says(pair: Pair, words: str) -> str:
    return f"目标为 {pair.target.text}，实际 {pair.actual.text}，{words}（不作除法）"
