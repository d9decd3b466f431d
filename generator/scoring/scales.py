"""Two amounts brought into one unit, in every way that their units and scales leave open."""

from dataclasses import dataclass, replace
from decimal import Decimal

from generator.model.measure import Amount, Measure
from generator.scoring.facts import Silent
from generator.scoring.pair import Pair
from generator.scoring.spans import INFINITY
from generator.scoring.units import conversion, rough_conversion, times, yearly_conversion

# Two figures that lie apart by a factor near one of these may be written in different scales.
_SCALES = (3, 4, 8)
_NEAR = Decimal("1.25")
# Rates are written as 95, 0.95 and 95%: a bare figure below 1 beside one from 10 to 100 is open.
_RATES = (Decimal(10), Decimal(100))
_HUNDRED = Decimal(100)
_RAISED, _AS_WRITTEN = "按同一量级", "按所写数字"


@dataclass(frozen=True, slots=True)
class Aligned:
    """Target and actual value in one unit.

    `note` says what had to be understood, `doubt` what remains open, `assumes` which reading it is.
    """

    wanted: Amount
    stated: Amount
    note: str = ""
    doubt: str = ""
    assumes: str = ""


Ways = tuple[Aligned, ...]


def align(pair: Pair, wanted: Amount, stated: Amount) -> Ways | Silent:
    """Return each way to read both in one unit, likeliest first, or why there is none."""
    if wanted.unit and stated.unit:
        return _with_units(pair, wanted, stated)
    if "%" in (wanted.unit, stated.unit):
        return _per_cent(pair, wanted, stated)
    ways = _with_bare(pair, wanted, stated)
    if len(ways) > 1 and "元" in (wanted.unit, stated.unit):
        return _by_the_head(ways, wanted.scale or stated.scale, pair.subject.money_scale)
    return ways


def _by_the_head(ways: Ways, scale: int, money_scale: int | None) -> Ways:
    """The form's 金额单位 settles a bare amount of money, where it gives the nearest reading."""
    nearest, other = ways
    if _distance(nearest) == _distance(other):
        return ways
    meant = scale if nearest.assumes == _RAISED else 0
    if meant != money_scale:
        return ways
    return (replace(nearest, doubt="", note="没有写单位的数按表头金额单位理解"),)


def _with_units(pair: Pair, wanted: Amount, stated: Amount) -> Ways | Silent:
    factor = conversion(stated.unit, wanted.unit) or yearly_conversion(stated.unit, wanted.unit)
    if factor is None:
        return _roughly(pair, wanted, stated)
    # Both sides are multiplied, so that nothing is divided.
    aligned = Aligned(
        _scaled_by(_base(wanted), Decimal(factor.denominator)),
        _scaled_by(_base(stated), Decimal(factor.numerator)),
    )
    if not wanted.lent and not stated.lent:
        return (aligned,)
    if wanted.lent and stated.lent and wanted.unit == "%":
        return _fraction_of_per_cent(pair, aligned)
    return _apart(pair, aligned)


def _roughly(pair: Pair, wanted: Amount, stated: Amount) -> Ways | Silent:
    """110 persons are at least 110 visits; 25 days are less than a month, however long it is."""
    factors = rough_conversion(stated.unit, wanted.unit)
    if factors is None or stated.low < 0 or stated.slack:
        return Silent(f"目标值单位“{wanted.unit}”与实际完成值单位“{stated.unit}”不同")
    least, most = factors
    low, high = stated.in_base_unit()
    if (low, high) == wanted.in_base_unit() and 1 in factors and "/" in wanted.unit + stated.unit:
        return (_alike(pair, wanted, stated),)
    highest = INFINITY if most is None else times(high, most)
    note = f"“{stated.unit}”与“{wanted.unit}”不能准确换算，按可能的范围比较"
    return (
        Aligned(_base(wanted), replace(stated, low=times(low, least), high=highest, scale=0), note),
    )


def _alike(pair: Pair, wanted: Amount, stated: Amount) -> Aligned:
    """One side leaves out for how many the figure is, and gives the same figure: 84元, 84元/人."""
    note = f"“{pair.target.text}”与“{pair.actual.text}”按同一单位理解"
    return Aligned(_base(wanted), replace(_base(stated), unit=wanted.unit), note)


def _fraction_of_per_cent(pair: Pair, aligned: Aligned) -> Ways:
    """Of two figures under one % one is below 1: it may be a ratio."""
    wanted_is_small = _is_small(aligned.wanted) and not _is_small(aligned.stated)
    stated_is_small = _is_small(aligned.stated) and not _is_small(aligned.wanted)
    if not wanted_is_small and not stated_is_small:
        return (aligned,)
    bare = pair.target if wanted_is_small else pair.actual
    doubt = f"“{bare.text}”没有写百分号，不能断定是不是百分比"
    return _as_ratio_or_per_cent(aligned, doubt, wanted=wanted_is_small)


def _is_small(amount: Amount) -> bool:
    return 0 < amount.high <= 1


def _as_ratio_or_per_cent(aligned: Aligned, doubt: str, *, wanted: bool) -> Ways:
    as_written = replace(aligned, doubt=doubt, note="")
    return _likeliest_first(as_written, _raised(as_written, _HUNDRED, wanted=wanted))


def _per_cent(pair: Pair, wanted: Amount, stated: Amount) -> Ways:
    """One side has a per cent sign, the other is bare: 0.95 may be 95 %."""
    wanted_is_bare = wanted.unit != "%"
    amount = wanted if wanted_is_bare else stated
    bare = pair.target if wanted_is_bare else pair.actual
    same = Aligned(_base(wanted), _base(stated), _understood(pair, wanted_is_bare=wanted_is_bare))
    if not _is_small(amount):
        return (same,)
    doubt = f"“{bare.text}”没有写单位，不能断定是不是百分比"
    return _as_ratio_or_per_cent(same, doubt, wanted=wanted_is_bare)


def _with_bare(pair: Pair, wanted: Amount, stated: Amount) -> Ways:
    """At least one side has no unit. A scale written on one side only is open on the other."""
    note = ""
    if bool(wanted.unit) != bool(stated.unit):
        note = _understood(pair, wanted_is_bare=not wanted.unit)
    as_written = Aligned(_base(wanted), _base(stated), note)
    if wanted.scale and not _is_marked(stated):
        return _in_either_scale(as_written, wanted.scale, pair.actual, pair.target, wanted=False)
    if stated.scale and not _is_marked(wanted):
        return _in_either_scale(as_written, stated.scale, pair.target, pair.actual, wanted=True)
    if wanted.scale or stated.scale:
        return (as_written,)
    return _apart(pair, as_written)


def _is_marked(amount: Amount) -> bool:
    return bool(amount.scale or amount.unit)


def _understood(pair: Pair, *, wanted_is_bare: bool) -> str:
    bare, other = pair.actual.text, pair.target.text
    if wanted_is_bare:
        bare, other = other, bare
    return f"“{bare}”没有写单位，按与“{other}”同单位理解"


def _in_either_scale(
    as_written: Aligned, scale: int, bare: Measure, other: Measure, *, wanted: bool
) -> Ways:
    """The bare figure is meant in the scale of the other, or as it stands."""
    doubt = f"“{bare.text}”没有写单位，不能断定是否与“{other.text}”同一量级"
    plain = replace(as_written, doubt=doubt, note="", assumes=_AS_WRITTEN)
    raised = _raised(plain, Decimal(10) ** scale, wanted=wanted)
    return _likeliest_first(plain, replace(raised, assumes=_RAISED))


def _apart(pair: Pair, aligned: Aligned) -> Ways:
    """Figures without written scale, a thousand or more apart, may differ in scale."""
    if _may_be_rates(aligned):
        return _fraction_of_per_cent(pair, aligned)
    scale = scale_between(aligned.wanted, aligned.stated)
    if scale is None:
        return (aligned,)
    times = 10 ** abs(scale)
    doubt = f"“{pair.target.text}”与“{pair.actual.text}”相差约 {times} 倍，疑为量级不同"
    as_written = replace(aligned, doubt=doubt, assumes=_AS_WRITTEN)
    near = _raised(as_written, Decimal(times), wanted=scale > 0)
    return (replace(near, assumes=_RAISED), as_written)


def _may_be_rates(aligned: Aligned) -> bool:
    small, large = sorted((aligned.wanted.high, aligned.stated.high))
    bare = not aligned.wanted.unit and not aligned.stated.unit
    return bare and 0 < small < 1 and _RATES[0] <= large <= _RATES[1]


def scale_between(wanted: Amount, stated: Amount) -> int | None:
    """Return the power of ten (3, 4 or 8) that two figures lie apart by, or None.

    It is negative where the actual value is the smaller.
    """
    if wanted.is_span or stated.is_span:
        return None
    return power_between(wanted.low, stated.low)


def power_between(one: Decimal, other: Decimal) -> int | None:
    """Return the power of ten (3, 4 or 8) that two positive numbers lie apart by, or None.

    It is negative where `other` is the smaller.
    """
    if one <= 0 or other <= 0:
        return None
    ratio = other / one
    powers = [power for scale in _SCALES for power in (scale, -scale)]
    return next((power for power in powers if _is_near(ratio, power)), None)


def _is_near(ratio: Decimal, power: int) -> bool:
    return 1 / _NEAR <= ratio / Decimal(10) ** power <= _NEAR


def _raised(aligned: Aligned, factor: Decimal, *, wanted: bool) -> Aligned:
    if wanted:
        return replace(aligned, wanted=_scaled_by(aligned.wanted, factor))
    return replace(aligned, stated=_scaled_by(aligned.stated, factor))


def _likeliest_first(one: Aligned, other: Aligned) -> tuple[Aligned, ...]:
    return (one, other) if _distance(one) <= _distance(other) else (other, one)


def _distance(aligned: Aligned) -> Decimal:
    """Return how far apart two figures are, as the larger over the smaller."""
    a, b = abs(aligned.wanted.high), abs(aligned.stated.high)
    small, large = min(a, b), max(a, b)
    return large / small if small else Decimal("Infinity")


def _base(amount: Amount) -> Amount:
    low, high = amount.in_base_unit()
    return replace(amount, low=low, high=high, scale=0)


def _scaled_by(amount: Amount, factor: Decimal) -> Amount:
    return replace(amount, low=amount.low * factor, high=amount.high * factor)
