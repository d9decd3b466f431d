"""An actual value against its target: the fact, with every doubt kept.

What is written, or follows from a closed table, settles a row. Where operator, direction, unit or scale are open, all
honest readings are kept: `Open` is their union, with the one that people would expect.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from itertools import product

from generator.model.figure import plain
from generator.model.measure import Absent, Amount, Comparator, Day, Measure, Opaque, Share, Trend, Words
from generator.model.text import fold
from generator.scoring.claims import (
    claim_of,
    is_completion,
    is_negative,
    is_unchanged,
    means_zero,
    set_answer,
    trend_in,
)
from generator.scoring.days import read_loosely
from generator.scoring.direction import is_cost_rate, sense_of, sense_of_name, trend_of_name
from generator.scoring.facts import (
    Claim,
    Completion,
    Delay,
    Fact,
    Open,
    Outcome,
    Ratio,
    Sense,
    Settled,
    Silent,
    Standing,
)
from generator.scoring.grammar import amount_in_sentence, common_words, parse_measure, plain_text, without_words
from generator.scoring.scales import Aligned, align
from generator.scoring.spans import Span, span_of
from generator.scoring.units import is_duration

ZERO = Decimal(0)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is measured: the indicator's name and level-2 head, and the names that the rulebook gives its bands."""

    name: str
    level2: str
    bands: Mapping[str, Claim]
    zero_target: str = "两种读法"
    money_scale: int | None = None
    year: int | None = None


def compare(target: Measure, actual: Measure, subject: Subject) -> Fact:
    """Return what the actual value says of the target. The two are read already; nothing here knows weights."""
    if isinstance(target.value, Absent):
        return Silent("年度指标值未填报")
    if isinstance(actual.value, Absent):
        return Silent("实际完成值未填报")
    if _same_text(target, actual):
        return _copied(target)
    if isinstance(target.value, Day) and not isinstance(actual.value, Words):
        return _compare_with_day(target, target.value, actual)
    return _compare_values(target, actual, subject)


def _compare_values(target: Measure, actual: Measure, subject: Subject) -> Fact:
    match target.value, actual.value:
        case Amount() as wanted, Amount() as stated:
            return _compare_amounts(target, wanted, actual, stated, subject)
        case Share() | Amount(), Share() | Amount():
            return _compare_shares(target, actual, subject)
        case Words(), Words():
            return _compare_words(target, actual, subject)
        case Words(), Amount() as stated:
            return _words_by_amount(target, actual, stated)
        case Amount() | Day() | Share() | Opaque(), Words():
            return _figure_by_words(target, actual, subject)
    return _compare_sentences(target, actual, subject)


def _compare_sentences(target: Measure, actual: Measure, subject: Subject) -> Fact:
    """Compare figures inside sentences: behind the same words, or the only one of the target's unit."""
    words = common_words(target.text, actual.text)
    if words:
        wanted, stated = (
            parse_measure(without_words(text, words), year=subject.year) for text in (target.text, actual.text)
        )
        if not isinstance(wanted.value, Words | Opaque) and not isinstance(stated.value, Words | Opaque):
            return compare(wanted, stated, replace(subject, name=f"{subject.name}{words}"))
    if target.amount is not None and isinstance(actual.value, Opaque):
        found = amount_in_sentence(actual.text, target.amount.unit)
        if found is not None:
            return _compare_amounts(target, target.amount, Measure(actual.text, found), found, subject)
    return _not_comparable(target, actual)


def _same_text(target: Measure, actual: Measure) -> bool:
    return fold(plain_text(target.text) or target.text) == fold(plain_text(actual.text) or actual.text)


def _copied(target: Measure) -> Fact:
    """A cell that repeats its target claims all of it."""
    if isinstance(target.value, Amount | Day | Share | Opaque):
        return Settled((Outcome(Standing.MET, says=f"与 {target.text} 相同"),))
    return Settled((_claimed(Claim.FULL, target.text),))


def _not_comparable(target: Measure, actual: Measure) -> Silent:
    return Silent(f"目标值“{target.text}”为{target.kind}，实际完成值“{actual.text}”为{actual.kind}，无从比较")


# Days.


def _compare_with_day(target: Measure, deadline: Day, actual: Measure) -> Fact:
    """What answers a day may be written like a number: 20241130, 2024.11."""
    day = actual.value if isinstance(actual.value, Day) else read_loosely(plain_text(actual.text))
    return _compare_days(target, deadline, actual, day) if day else _not_comparable(target, actual)


def _compare_days(target: Measure, deadline: Day, actual: Measure, day: Day) -> Fact:
    """Compare a day with a deadline, or with the earliest day allowed."""
    if target.bound in (Comparator.GE, Comparator.GT):
        return _not_before(deadline, day, target, actual)
    if deadline.period and day.period and day.first <= deadline.last and day != deadline:
        return Silent(f"“{actual.text}”与“{target.text}”起止不同，是提前还是没有做满，看不出来")
    if day.last.year < deadline.first.year:
        met = Outcome(Standing.MET, says=f"{actual.text} 早于 {target.text}")
        early = Outcome(Standing.MISSED, Delay("年份不符"), actual.text)
        return Open((early, met), f"“{actual.text}”早于“{target.text}”所在年度，是提前还是写错年份，看不出来")
    in_time = deadline.first - timedelta(days=1) if deadline.vague else deadline.last
    if day.last <= in_time:
        return Settled((Outcome(Standing.MET, says=f"{actual.text} 不晚于 {target.text}"),))
    delay = Delay(f"{actual.text} 晚于 {target.text}，逾期如何扣分，规则没有规定")
    late = Outcome(Standing.MISSED, delay, f"{actual.text} 晚于 {target.text}")
    if day.first > deadline.last and not day.open:
        return Settled((late,))
    met = Outcome(Standing.MET, says=f"{actual.text} 可能在 {target.text} 之内")
    return Open((late, met), f"“{actual.text}”没有写到日，不能断定是否晚于“{target.text}”")


def _not_before(earliest: Day, day: Day, target: Measure, actual: Measure) -> Fact:
    if day.first >= earliest.first:
        return Settled((Outcome(Standing.MET, says=f"{actual.text} 不早于 {target.text}"),))
    early = Delay(f"{actual.text} 早于 {target.text}，提前如何扣分，规则没有规定")
    return Settled((Outcome(Standing.MISSED, early, f"{actual.text} 早于 {target.text}"),))


# Amounts.


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to understand two amounts: in one unit, in one direction."""

    wanted: Amount
    stated: Amount
    bound: Comparator | None
    actual_bound: Comparator | None
    sense: Sense
    assumes: tuple[str, ...] = ()


def _compare_amounts(target: Measure, wanted: Amount, actual: Measure, stated: Amount, subject: Subject) -> Fact:
    if "/" in wanted.unit and is_duration(wanted.unit.partition("/")[0]):
        return Silent(f"“{wanted.unit}”是几年一次还是一年几次，没有写清")
    turned = _along_the_trend(wanted, stated, subject)
    if isinstance(turned, Silent):
        return turned
    aligned = align(target, turned.wanted, actual, turned.stated, subject.money_scale)
    if isinstance(aligned, Silent):
        return aligned
    zero = all(one.wanted.low == one.wanted.high == ZERO for one in aligned)
    if zero:
        return _zero_target(target, actual, aligned, subject)
    senses, doubt = _senses(target, wanted, subject, turned.trend)
    doubts = [one.doubt for one in aligned if one.doubt][:1] + ([turned.doubt] if turned.doubt else [])
    outcomes: list[Outcome] = []
    for one, sense, sign in product(aligned, senses, turned.signs):
        outcomes += _outcomes(target, actual, one, sense, sign)
    expected = _expected(target, actual, aligned, senses, turned.signs)
    both = " ".join(filter(None, [*doubts, doubt]))
    notes = "；".join(dict.fromkeys(one.note for one in aligned if one.note))
    return _gather(outcomes, both, notes, expected, scale=len(aligned) > 1)


@dataclass(frozen=True, slots=True)
class _Turned:
    """Two amounts as sizes of one change, the actual one with its sign; several signs where that is open."""

    wanted: Amount
    stated: Amount
    signs: tuple[int, ...] = (1,)
    trend: Trend | None = None
    doubt: str = ""


def _along_the_trend(wanted: Amount, stated: Amount, subject: Subject) -> "_Turned | Silent":
    """Bring a change of the actual value into the direction that the target speaks of."""
    trend = wanted.trend or _implied_trend(wanted, subject)
    if trend is Trend.DOWN and wanted.high < 0:
        wanted = replace(wanted, low=-wanted.high, high=-wanted.low)
    if stated.trend is None:
        return _without_trend(wanted, stated, trend, subject)
    if trend is None:
        return _change_for_a_level(wanted, stated, subject)
    sign = 1 if stated.trend is trend else -1
    return _Turned(wanted, stated, (sign,), trend)


def _implied_trend(wanted: Amount, subject: Subject) -> Trend | None:
    """增长率 and 下降率 say so by their names."""
    return trend_of_name(subject.name)


def _without_trend(wanted: Amount, stated: Amount, trend: Trend | None, subject: Subject) -> _Turned:
    if trend is not Trend.DOWN:
        named = trend_of_name(subject.name) is Trend.UP
        if wanted.trend is None or named or stated.high <= 0:
            return _Turned(wanted, stated, trend=trend)
        doubt = "实际完成值没有写明是不是增长的幅度"
        return _Turned(wanted, stated, (1, -1), trend, doubt)
    if stated.high < 0:
        return _Turned(wanted, replace(stated, low=-stated.high, high=-stated.low), trend=trend)
    if wanted.trend is None and wanted.high >= 0:
        return _Turned(wanted, stated, trend=trend)
    if stated.low == stated.high == ZERO:
        return _Turned(wanted, stated, trend=trend)
    return _Turned(wanted, stated, (1, -1), trend, "实际完成值没有写明是上升还是下降")


def _change_for_a_level(wanted: Amount, stated: Amount, subject: Subject) -> "_Turned | Silent":
    """The target names a level, the actual value a change of it."""
    if wanted.unit not in {"%", "个百分点"} or stated.unit not in {"%", "个百分点"}:
        return Silent("目标值是数值，实际完成值写的是变化的幅度，无从比较")
    level = wanted.high > 30 or sense_of(wanted, None, subject.name, subject.level2) is not None
    if level:
        return Silent("目标值是水平，实际完成值写的是变化的幅度，无从比较")
    sign = 1 if stated.trend is Trend.UP else -1
    return _Turned(wanted, stated, (sign,), Trend.UP)


def _senses(target: Measure, wanted: Amount, subject: Subject, trend: Trend | None) -> tuple[tuple[Sense, ...], str]:
    """Return the directions that the target leaves possible, the expected one first, and the doubt if two."""
    if wanted.symmetric:
        return (Sense.LESS,), ""
    if wanted.is_span:
        return (Sense.MORE,), ""
    if doubt := _doubt_of_direction(target, wanted, subject):
        return (Sense.MORE, Sense.LESS), doubt
    if target.bound is Comparator.EQ:
        return (Sense.MORE,), ""
    if trend is not None and target.bound is None:
        return (Sense.MORE,), ""
    if wanted.high < 0 and target.bound is None:
        return (Sense.LESS, Sense.MORE), "目标值为负数，没有写明是下降的幅度还是下限"
    sense = sense_of(wanted, target.bound, subject.name, subject.level2)
    if sense is not None:
        return (sense,), ""
    return (Sense.MORE, Sense.LESS), "指标值没有写明方向，指标名称也看不出多好还是少好"


def _doubt_of_direction(target: Measure, wanted: Amount, subject: Subject) -> str:
    """Say why a sign does not settle which way a row counts, or "" where it does."""
    if target.contrary:
        return "指标值所写符号与指标性质一栏相反"
    if wanted.slack:
        return "指标值是约数"
    named = sense_of_name(subject.name, subject.level2, wanted.unit)
    if target.bound in (Comparator.LE, Comparator.LT):
        upside_down = named is Sense.MORE and "满意" in f"{subject.name}{subject.level2}"
        return "满意度写成上限，符号疑似写反" if upside_down else ""
    if target.bound is not Comparator.EQ:
        return ""
    if named is Sense.LESS or is_cost_rate(subject.name, subject.level2):
        return "指标值写“＝”而指标以少为好：低于它是没有完成还是节约、提前，规则没有规定"
    return ""


def _zero_target(target: Measure, actual: Measure, aligned: tuple[Aligned, ...], subject: Subject) -> Fact:
    """A target of zero is kept or not; nothing is divided by it."""
    one = aligned[0]
    span = _span(one.stated, actual.bound, 1)
    if target.bound is Comparator.GT:
        met = span.low > ZERO
        return Settled((_zero_outcome(met=met, target=target, actual=actual, exceeded=met),))
    if target.bound is Comparator.LT:
        return Settled((_zero_outcome(met=span.high < ZERO, target=target, actual=actual),))
    if span.low == span.high == ZERO:
        return Settled((_zero_outcome(met=True, target=target, actual=actual),))
    if target.bound is Comparator.GE:
        return _at_least_zero(target, actual, span, subject)
    kept, broken = (_zero_outcome(met=met, target=target, actual=actual) for met in (True, False))
    if span.high <= ZERO:
        return Settled((kept,))
    if span.low > ZERO or (span.low == ZERO and span.low_open):
        return Settled((broken,))
    return Open((broken, kept), f"“{actual.text}”不能断定是不是 0")


def _at_least_zero(target: Measure, actual: Measure, span: Span, subject: Subject) -> Fact:
    """`≥0`: plainly read any amount will do; the provinces' programs give 0 points for what is above."""
    kept, broken = (_zero_outcome(met=met, target=target, actual=actual) for met in (True, False))
    if span.high < ZERO:
        return Settled((broken,))
    if subject.zero_target == "达到即满分":
        return Settled((kept,))
    if subject.zero_target == "大于零即零分":
        return Settled((broken,))
    return Open((broken, kept), "目标为“≥0”，各地系统有的按达到计满分，有的大于 0 即计 0 分", kept)


def _zero_outcome(*, met: bool, target: Measure, actual: Measure, exceeded: bool = False) -> Outcome:
    words = "已做到" if met else "未做到"
    says = f"目标为 {target.text}，实际 {actual.text}，{words}（不作除法）"
    if met:
        return Outcome(Standing.EXCEEDED if exceeded else Standing.MET, says=says)
    return Outcome(Standing.MISSED, Ratio(ZERO, Decimal(1), Sense.LESS), says)


def _outcomes(target: Measure, actual: Measure, one: Aligned, sense: Sense, sign: int) -> Iterator[Outcome]:
    """Yield the outcome at each end of the actual value, in one unit and one direction."""
    limit = _Limit(target, one.wanted, sense, one.assumes, vague=bool(one.stated.slack))
    if one.wanted.symmetric:
        span = span_of(_size(one.stated), None if one.stated.symmetric else actual.bound)
    else:
        span = _signed(span_of(one.stated, actual.bound), sign)
    yield from limit.at(span.low, taken=not span.low_open or sense is Sense.MORE)
    if span.high != span.low:
        yield from limit.at(span.high, taken=not span.high_open or sense is Sense.LESS)


def _size(stated: Amount) -> Amount:
    """Return how large a deviation is, either way."""
    low, high = sorted((abs(stated.low), abs(stated.high)))
    return replace(stated, low=low, high=high)


def _span(stated: Amount, bound: Comparator | None, sign: int) -> Span:
    return _signed(span_of(stated, bound), sign)


def _signed(span: Span, sign: int) -> Span:
    return span if sign > 0 else Span(-span.high, -span.low, span.high_open, span.low_open)


@dataclass(frozen=True, slots=True)
class _Limit:
    """A target as the limit that values are held against, in one direction. `vague` values miss it by nobody knows what."""

    target: Measure
    wanted: Amount
    sense: Sense
    assumes: str
    vague: bool

    def at(self, value: Decimal, *, taken: bool) -> Iterator[Outcome]:
        """Yield the outcomes of one value; where it is not `taken`, values only come near it: 不足5 never is 5."""
        if self.wanted.is_span:
            yield from self._within(value)
            return
        limit = self.wanted.low
        beyond = value > limit if self.sense is Sense.MORE else value < limit
        strict = self.target.bound in (Comparator.GT, Comparator.LT)
        if beyond or (value == limit and taken and not strict):
            standing = Standing.EXCEEDED if beyond else Standing.MET
            yield Outcome(standing, None, f"{_shown(value)} 达到 {self.target.text}", self.assumes)
        else:
            yield self._missed(limit, value, self.sense)

    def _within(self, value: Decimal) -> Iterator[Outcome]:
        """Yield the outcomes against a span: above its upper end the rule leaves open whether that is good."""
        if value < self.wanted.low:
            yield self._missed(self.wanted.low, value, Sense.MORE)
        elif value <= self.wanted.high:
            yield Outcome(Standing.MET, None, f"{_shown(value)} 在 {self.target.text} 之内", self.assumes)
        else:
            says = f"{_shown(value)} 超出 {self.target.text} 的上限，视为完成"
            yield Outcome(Standing.EXCEEDED, None, says, self.assumes)
            yield self._missed(self.wanted.high, value, Sense.LESS)

    def _missed(self, limit: Decimal, value: Decimal, sense: Sense) -> Outcome:
        """约, 近 and 余 tell that a target is missed, not by how much."""
        basis = Delay("实际完成值是约数，差多少没有写明") if self.vague else Ratio(limit, value, sense)
        return Outcome(Standing.MISSED, basis, _shown(value), self.assumes)


def _shown(value: Decimal) -> str:
    return plain(value) if value.is_finite() else "更大的数"


def _expected(
    target: Measure, actual: Measure, aligned: tuple[Aligned, ...], senses: tuple[Sense, ...], signs: tuple[int, ...]
) -> Outcome | None:
    """Return the outcome that people would expect: nearest magnitudes, the first direction, the first sign."""
    found = list(_outcomes(target, actual, aligned[0], senses[0], signs[0]))
    kinds = {outcome.is_reached for outcome in found}
    return found[-1] if len(kinds) == 1 else None


def _gather(outcomes: Iterable[Outcome], doubt: str, note: str, expected: Outcome | None, *, scale: bool) -> Fact:
    """Settle what all ways of seeing the row agree on; else keep them all."""
    distinct = tuple({(one.is_reached, one.basis): one for one in outcomes}.values())
    if all(one.is_reached for one in distinct):
        exceeded = all(one.standing is Standing.EXCEEDED for one in outcomes)
        return Settled((_best(outcomes, exceeded=exceeded),), note)
    if all(not one.is_reached for one in distinct) and (not doubt or len(distinct) == 1):
        return Settled(distinct, note)
    why = doubt or "实际完成值只给出范围，不能断定是否达到"
    return Open(distinct, "；".join(filter(None, (why, note))), expected, scale=scale)


def _best(outcomes: Iterable[Outcome], *, exceeded: bool) -> Outcome:
    first = next(iter(outcomes))
    return replace(first, standing=Standing.EXCEEDED if exceeded else Standing.MET)


# Shares, words.


def _compare_shares(target: Measure, actual: Measure, subject: Subject) -> Fact:
    """5/6 against 6/6, 100 % or 6: the part against the target of the same whole, or the rate."""
    match target.value, actual.value:
        case Share() as wanted, Share() as stated if wanted.whole == stated.whole:
            return _compare_amounts(target, _number(wanted.part), actual, _number(stated.part), subject)
        case Amount(unit="%") as wanted, Share() as stated:
            rate = Amount(stated.part / stated.whole * HUNDRED, stated.part / stated.whole * HUNDRED, "%")
            return _compare_amounts(target, wanted, actual, rate, subject)
        case Amount() as wanted, Share() as stated if wanted.low == wanted.high == stated.whole:
            return _compare_amounts(target, wanted, actual, _number(stated.part), subject)
    return _not_comparable(target, actual)


def _number(value: Decimal) -> Amount:
    return Amount(value, value)


def _compare_words(target: Measure, actual: Measure, subject: Subject) -> Fact:
    claim = claim_of(target.text, actual.text, subject.bands)
    if claim is None and means_zero(target.text) and means_zero(actual.text):
        claim = Claim.FULL
    if claim is not None:
        return Settled((_claimed(claim, actual.text),))
    if fold(actual.text) in {"无", "没有"}:
        return Silent(f"实际完成值填“{actual.text}”，看不出完成了什么")
    return Silent(f"“{target.text}”与“{actual.text}”是否相当，须由人判断")


def _claimed(claim: Claim, words: str) -> Outcome:
    return Outcome(Standing.CLAIMED, claim, words)


def _words_by_amount(target: Measure, actual: Measure, stated: Amount) -> Fact:
    """Words answered by a figure: a change in the direction asked for, a count of what should not be, a completion."""
    wanted = trend_in(target.text)
    if wanted and stated.trend:
        claim = Claim.FULL if stated.trend is wanted else Claim.DENIED
        return Settled((_claimed(claim, actual.text),))
    if means_zero(target.text):
        return _zero_in_words(target, actual, stated)
    if is_completion(target.text) and stated.unit == "%" and not is_negative(target.text):
        return _degree_of_completion(target, actual, stated)
    return Silent(f"目标值“{target.text}”为定性，实际完成值“{actual.text}”为数值，无从比较")


def _zero_in_words(target: Measure, actual: Measure, stated: Amount) -> Fact:
    met = _zero_outcome(met=True, target=target, actual=actual)
    missed = _zero_outcome(met=False, target=target, actual=actual)
    if stated.high == ZERO:
        return Settled((met,))
    if stated.low > ZERO and not stated.unit.startswith("%"):
        return Settled((missed,))
    return Open((missed, met), f"“{actual.text}”说的是不是“{target.text}”，不能断定")


def _degree_of_completion(target: Measure, actual: Measure, stated: Amount) -> Fact:
    if stated.low >= HUNDRED:
        return Settled((_claimed(Claim.FULL, actual.text),))
    part = Outcome(Standing.MISSED, Completion(stated.low), f"完成 {actual.text}")
    none = Outcome(Standing.MISSED, Completion(ZERO), f"未{target.text}")
    full = Outcome(Standing.CLAIMED, Claim.FULL, actual.text)
    return Open((none, full), f"目标值“{target.text}”为定性，完成 {actual.text} 该得多少分，规则没有规定", part)


def _figure_by_words(target: Measure, actual: Measure, subject: Subject) -> Fact:
    """A figure or a day answered by words: a set answer claims it; nothing at all answers a target of zero."""
    amount = target.amount
    if amount is not None and amount.trend and is_unchanged(actual.text):
        none = Amount(ZERO, ZERO, amount.unit, trend=amount.trend)
        return _compare_amounts(target, amount, Measure(actual.text, none), none, subject)
    if amount is not None and amount.low == amount.high == ZERO and means_zero(actual.text):
        return Settled((_zero_outcome(met=True, target=target, actual=actual),))
    claim = set_answer(actual.text, subject.bands)
    if claim is not None:
        return Settled((_claimed(claim, actual.text),))
    return _not_comparable(target, actual)
