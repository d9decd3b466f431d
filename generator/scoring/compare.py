"""An actual value against its target: the fact, with every doubt kept.

What is written, or follows from a closed table, settles a row. Where
operator, direction, unit or scale are open, all honest readings are
kept: `Open` is their union, with the one people would expect.
"""

from dataclasses import replace
from decimal import Decimal

from generator.model.measure import Absent, Amount, Comparator, Day, Measure, Opaque, Share, Words
from generator.model.text import fold
from generator.scoring.compare_amounts import compare_amounts
from generator.scoring.compare_days import compare_with_day
from generator.scoring.compare_words import (
    claimed,
    compare_words,
    figure_by_words,
    words_by_amount,
    words_of_zero,
)
from generator.scoring.facts import Claim, Fact, Outcome, Settled, Silent, Standing
from generator.scoring.grammar import parse_measure
from generator.scoring.items import items_of, joined
from generator.scoring.pair import Pair, Subject
from generator.scoring.sentences import amount_in_sentence, common_words, without_words
from generator.scoring.writings import plain_text

_HUNDRED = Decimal(100)


def compare(target: Measure, actual: Measure, subject: Subject) -> Fact:
    """Return what the actual value says of the target; nothing here knows weights."""
    pair = Pair(target, actual, subject)
    if isinstance(target.value, Absent):
        return Silent("年度指标值未填报")
    if isinstance(actual.value, Absent):
        return Silent("实际完成值未填报")
    if isinstance(target.value, Words) and (fact := words_of_zero(pair)):
        return fact
    if _same_text(pair):
        return _copied(target)
    if isinstance(target.value, Day) and not isinstance(actual.value, Words):
        return compare_with_day(pair, target.value)
    return _by_kind(pair)


def _by_kind(pair: Pair) -> Fact:
    match pair.target.value, pair.actual.value:
        case Amount() as wanted, Amount() as stated:
            return compare_amounts(pair, wanted, stated)
        case Share() | Amount(), Share() | Amount():
            return _compare_shares(pair)
        case Words(), Words():
            return compare_words(pair)
        case Words(), Amount() as stated:
            return words_by_amount(pair, stated)
        case Amount() | Day() | Share() | Opaque(), Words():
            return figure_by_words(pair)
    return _compare_sentences(pair)


def _same_text(pair: Pair) -> bool:
    """Tell whether a cell repeats its target, its sign included.

    Of 0 only a sign tells what is asked.
    """
    if pair.target.amount and pair.target.amount.is_zero and pair.actual.bound is None:
        return False
    wanted, stated = (fold(plain_text(one.text) or one.text) for one in (pair.target, pair.actual))
    return wanted == stated


def _copied(target: Measure) -> Fact:
    """A cell that repeats its target claims all of it."""
    if isinstance(target.value, Words):
        return Settled((claimed(Claim.FULL, target.text),))
    return Settled((Outcome(Standing.MET, says=f"与 {target.text} 相同"),))


def _compare_shares(pair: Pair) -> Fact:
    """5/6 against 6/6, 100 % or 6: the part against the target of the same whole, or the rate."""
    match pair.target.value, pair.actual.value:
        case Share() as wanted, Share() as stated if wanted.whole == stated.whole:
            return compare_amounts(
                _of_all(pair, wanted), _number(wanted.part), _number(stated.part)
            )
        case Amount(unit="%") as wanted, Share() as stated:
            rate = stated.part / stated.whole * _HUNDRED
            return compare_amounts(pair, wanted, Amount(rate, rate, "%"))
        case Amount() as wanted, Share() as stated if wanted.low == wanted.high == stated.whole:
            return compare_amounts(pair, wanted, _number(stated.part))
    return pair.incomparable()


def _of_all(pair: Pair, wanted: Share) -> Pair:
    """All of so many cannot be exceeded: 6/6 asks for at least 6."""
    asks_for_all = wanted.part == wanted.whole and pair.target.bound is None
    return replace(pair, target=replace(pair.target, bound=Comparator.GE)) if asks_for_all else pair


def _number(value: Decimal) -> Amount:
    return Amount(value, value)


def _compare_sentences(pair: Pair) -> Fact:
    """Compare figures in sentences.

    Item by item, behind the same words, or the only one of the target's unit.
    """
    return (
        _item_by_item(pair) or _behind_same_words(pair) or _only_figure(pair) or pair.incomparable()
    )


def _item_by_item(pair: Pair) -> Fact | None:
    wanted, stated = items_of(pair.target.text), items_of(pair.actual.text)
    if len(wanted) < 2 or len(wanted) != len(stated):
        return None
    year = pair.subject.year
    facts = [
        compare(parse_measure(one, year=year), parse_measure(other, year=year), pair.subject)
        for one, other in zip(wanted, stated, strict=True)
    ]
    return joined(facts, pair.actual.text)


def _behind_same_words(pair: Pair) -> Fact | None:
    words = common_words(pair.target.text, pair.actual.text)
    if not words:
        return None
    texts = (without_words(one.text, words) for one in (pair.target, pair.actual))
    wanted, stated = (parse_measure(text, year=pair.subject.year) for text in texts)
    if any(isinstance(one.value, Words | Opaque) for one in (wanted, stated)):
        return None
    return compare(wanted, stated, replace(pair.subject, name=f"{pair.subject.name}{words}"))


def _only_figure(pair: Pair) -> Fact | None:
    amount = pair.target.amount
    if amount is None or not isinstance(pair.actual.value, Opaque):
        return None
    found = amount_in_sentence(pair.actual.text, amount.unit)
    if found is None:
        return None
    return compare_amounts(pair.answered_by(Measure(pair.actual.text, found)), amount, found)
