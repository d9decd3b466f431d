"""The numbers that an actual value may stand for: one, or all between two ends."""

from dataclasses import dataclass
from decimal import Decimal

from generator.model.measure import Amount, Comparator, Slack

INFINITY = Decimal("Infinity")
ZERO = Decimal(0)
# 约 and 左右 name a figure near by; no rule says how near, a tenth is
# generous. 近 names one not half as large.
_ABOUT = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Span:
    """All numbers from `low` to `high`; an open end is not among them."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    @property
    def is_zero(self) -> bool:
        """True where only 0 is meant."""
        return self.low == self.high == ZERO

    def turned_round(self) -> "Span":
        """Return the span of the same size in the other direction."""
        return Span(-self.high, -self.low, self.high_open, self.low_open)


def span_of(amount: Amount, bound: Comparator | None) -> Span:
    """Return what an actual value may stand for.

    Its figure, or all that its sign or words leave possible.
    """
    low, high = amount.low, amount.high
    if bound in (Comparator.GE, Comparator.GT):
        return Span(low, INFINITY, bound is Comparator.GT, high_open=True)
    if bound in (Comparator.LE, Comparator.LT):
        return Span(min(ZERO, high), high, high_open=bound is Comparator.LT)
    match amount.slack:
        case Slack.UNDER:
            return Span(low / 2, high, high_open=True)
        case Slack.OVER:
            return Span(low, high + _next_round(high), low_open=True, high_open=True)
        case Slack.ABOUT:
            spread = abs(high) * _ABOUT
            return Span(low - spread, high + spread)
        case Slack.EXACT:
            return Span(low, high)


def _next_round(value: Decimal) -> Decimal:
    """Return the step within which 余 stays: 100余 is below 200, 120余 below 130."""
    digits = format(abs(value.to_integral_value()), "f")
    zeros = len(digits) - len(digits.rstrip("0"))
    return Decimal(10) ** min(zeros, len(digits) - 1)
