"""A target as the limit that values are held against, in one unit and one direction."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.model.figure import plain
from generator.model.measure import Amount, Measure, Slack
from generator.scoring.facts import Delay, Outcome, Ratio, Sense, Standing
from generator.scoring.pair import Pair
from generator.scoring.scales import Aligned
from generator.scoring.spans import Span, span_of

# 余 stays within the next round number; how far 约 and 近 are from their figure nobody says.
_VAGUE = (Slack.ABOUT, Slack.UNDER)


def outcomes(pair: Pair, one: Aligned, sense: Sense, sign: int) -> Iterator[Outcome]:
    """Yield the outcome at each end of what the actual value may stand for."""
    limit = _Limit(pair.target, one.wanted, sense, one.assumes, vague=one.stated.slack in _VAGUE)
    span = _span(pair, one, sign)
    yield from limit.at(span.low, taken=not span.low_open or sense is Sense.MORE)
    if span.high != span.low:
        yield from limit.at(span.high, taken=not span.high_open or sense is Sense.LESS)


def _span(pair: Pair, one: Aligned, sign: int) -> Span:
    if one.wanted.symmetric:
        bound = None if one.stated.symmetric else pair.actual.bound
        return span_of(_size(one.stated), bound)
    span = span_of(one.stated, pair.actual.bound)
    return span if sign > 0 else span.turned_round()


def _size(stated: Amount) -> Amount:
    """Return how large a deviation is, either way."""
    low, high = sorted((abs(stated.low), abs(stated.high)))
    return replace(stated, low=low, high=high)


@dataclass(frozen=True, slots=True)
class _Limit:
    """The limit; `vague` values miss it by nobody knows how much.

    Equal counts as reached, by ＞ too: full is full.
    """

    target: Measure
    wanted: Amount
    sense: Sense
    assumes: str
    vague: bool

    def at(self, value: Decimal, *, taken: bool) -> Iterator[Outcome]:
        """Yield the outcomes of one value; not `taken`, it is only come near to: 不足5 is never 5."""
        if self.wanted.is_span:
            yield from self._within(value)
        elif self._is_beyond(value):
            yield self._reached(value, Standing.EXCEEDED)
        elif value == self.wanted.low and taken:
            yield self._reached(value, Standing.MET)
        else:
            yield self._missed(self.wanted.low, value, self.sense)

    def _is_beyond(self, value: Decimal) -> bool:
        limit = self.wanted.low
        return value > limit if self.sense is Sense.MORE else value < limit

    def _reached(self, value: Decimal, standing: Standing) -> Outcome:
        return Outcome(standing, None, f"{_shown(value)} 达到 {self.target.text}", self.assumes)

    def _within(self, value: Decimal) -> Iterator[Outcome]:
        """Above the upper end of a span the rule leaves open whether that is good."""
        if value < self.wanted.low:
            yield self._missed(self.wanted.low, value, Sense.MORE)
        elif value <= self.wanted.high:
            says = f"{_shown(value)} 在 {self.target.text} 之内"
            yield Outcome(Standing.MET, None, says, self.assumes)
        else:
            says = f"{_shown(value)} 超出 {self.target.text} 的上限，视为完成"
            yield Outcome(Standing.EXCEEDED, None, says, self.assumes)
            yield self._missed(self.wanted.high, value, Sense.LESS)

    def _missed(self, limit: Decimal, value: Decimal, sense: Sense) -> Outcome:
        unknown = Delay("实际完成值是约数，差多少没有写明")
        basis = unknown if self.vague else Ratio(limit, value, sense)
        return Outcome(Standing.MISSED, basis, _shown(value), self.assumes)


def _shown(value: Decimal) -> str:
    return plain(value) if value.is_finite() else "更大的数"
