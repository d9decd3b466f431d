"""Changes: two amounts brought into the direction that the target speaks of."""

from dataclasses import dataclass, replace
from decimal import Decimal

from generator.model.measure import Amount, Trend
from generator.scoring.direction import sense_of, trend_of_name
from generator.scoring.facts import Silent
from generator.scoring.pair import Subject

_PER_CENT = frozenset({"%", "个百分点"})
# A change by more than this many per cent is rather a level that was reached.
_LARGEST_CHANGE = Decimal(30)
_BOTH = (1, -1)


@dataclass(frozen=True, slots=True)
class Turned:
    """Two amounts as sizes of one change.

    `signs` is that of the actual value: 1 along the target's direction, -1 against it, both where
    that is open; `doubt` says why.
    """

    wanted: Amount
    stated: Amount
    signs: tuple[int, ...] = (1,)
    trend: Trend | None = None
    doubt: str = ""


def along_the_trend(wanted: Amount, stated: Amount, subject: Subject) -> Turned | Silent:
    """Return both amounts along the change that the target speaks of, or why that cannot be."""
    trend = wanted.trend or trend_of_name(subject.name)
    if trend is Trend.DOWN and wanted.high < 0:
        wanted = _turned_round(wanted)
    if stated.trend is not None:
        return _with_trend(wanted, stated, trend, subject)
    if trend is Trend.DOWN:
        return _bare_for_a_decline(wanted, stated)
    return _bare_for_a_rise(wanted, stated, trend, subject)


def _with_trend(
    wanted: Amount, stated: Amount, trend: Trend | None, subject: Subject
) -> Turned | Silent:
    if trend is None:
        return _change_for_a_level(wanted, stated, subject)
    sign = 1 if stated.trend is trend else -1
    return Turned(wanted, stated, (sign,), trend)


def _bare_for_a_rise(
    wanted: Amount, stated: Amount, trend: Trend | None, subject: Subject
) -> Turned:
    """A bare figure answers 增长5%: it may be the rise, or the level that was reached."""
    if wanted.trend is None or stated.high <= 0:
        return Turned(wanted, stated, trend=trend)
    named = trend_of_name(subject.name) is Trend.UP
    if named and not _looks_like_a_level(wanted, stated):
        return Turned(wanted, stated, trend=trend)
    return Turned(wanted, stated, _BOTH, trend, "实际完成值没有写明是不是增长的幅度")


def _looks_like_a_level(wanted: Amount, stated: Amount) -> bool:
    """Tell whether 92% answers 提高5%: so large a rise was hardly meant."""
    return stated.unit == "%" and stated.low >= max(_LARGEST_CHANGE, 5 * wanted.high)


def _bare_for_a_decline(wanted: Amount, stated: Amount) -> Turned:
    """A bare figure answers 下降3%: -3.5 is a decline, 3.5 may be one, 0 is none."""
    if stated.high < 0:
        return Turned(wanted, _turned_round(stated), trend=Trend.DOWN)
    if wanted.trend is None or stated.is_zero:
        return Turned(wanted, stated, trend=Trend.DOWN)
    return Turned(wanted, stated, _BOTH, Trend.DOWN, "实际完成值没有写明是上升还是下降")


def _change_for_a_level(wanted: Amount, stated: Amount, subject: Subject) -> Turned | Silent:
    """The target names a level, the actual value a change of it."""
    if wanted.unit not in _PER_CENT or stated.unit not in _PER_CENT:
        return Silent("目标值是数值，实际完成值写的是变化的幅度，无从比较")
    named = sense_of(wanted, None, subject.name, subject.level2) is not None
    if named or wanted.high > _LARGEST_CHANGE:
        return Silent("目标值是水平，实际完成值写的是变化的幅度，无从比较")
    sign = 1 if stated.trend is Trend.UP else -1
    return Turned(wanted, stated, (sign,), Trend.UP)


def _turned_round(amount: Amount) -> Amount:
    return replace(amount, low=-amount.high, high=-amount.low)
