"""Two amounts brought into one unit, in every way that their units and scales leave open."""

from dataclasses import dataclass, replace
from decimal import Decimal

from generator.model.measure import Amount, Measure
from generator.scoring.facts import Silent
from generator.scoring.units import conversion, times

ONE = Decimal(1)
# Where two figures lie apart by a factor near one of these, somebody may have written another scale (万元 for 元).
_SCALES = (3, 4, 8)
# Rates are written as 95, 0.95 and 95%; a bare figure up to 1 beside one from 10 to 100 is open.
_RATES = (Decimal(10), Decimal(100))
_NEAR = Decimal("1.25")
_RAISED, _AS_WRITTEN = "按同一量级", "按所写数字"


@dataclass(frozen=True, slots=True)
class Aligned:
    """Target and actual value in one unit, with what had to be assumed (`note`) and what remains open (`doubt`)."""

    wanted: Amount
    stated: Amount
    note: str = ""
    doubt: str = ""
    assumes: str = ""


def align(
    target: Measure, wanted: Amount, actual: Measure, stated: Amount, money_scale: int | None
) -> tuple[Aligned, ...] | Silent:
    """Return every way of reading the two in one unit, the likeliest first, or why they cannot be compared.

    `money_scale` is that of the form's 金额单位 (万元 is 4); it settles a bare amount of money whose reading it gives.
    """
    if wanted.unit and stated.unit:
        return _with_units(target, wanted, actual, stated)
    if "%" in (wanted.unit, stated.unit):
        return _per_cent(target, wanted, actual, stated)
    ways = _bare(target, wanted, actual, stated)
    if len(ways) == 2 and money_scale is not None and "元" in (wanted.unit, stated.unit):
        return _by_the_head(ways, wanted.scale or stated.scale, money_scale)
    return ways


def _by_the_head(ways: tuple[Aligned, ...], scale: int, money_scale: int) -> tuple[Aligned, ...]:
    """The head of the form names the unit of its money: where that is also the nearest reading, it is meant."""
    if _distance(ways[0]) == _distance(ways[1]):
        return ways
    raised = ways[0].assumes == _RAISED
    if (raised and money_scale == scale) or (not raised and money_scale == 0):
        return (replace(ways[0], doubt="", note="没有写单位的数按表头金额单位理解"),)
    return ways


def _with_units(target: Measure, wanted: Amount, actual: Measure, stated: Amount) -> tuple[Aligned, ...] | Silent:
    factor = conversion(stated.unit, wanted.unit)
    if factor is None:
        return Silent(f"目标值单位“{wanted.unit}”与实际完成值单位“{stated.unit}”不同")
    if factor.denominator != 1:
        # Turn the target into the smaller unit, so that nothing is divided.
        back = conversion(wanted.unit, stated.unit)
        if back is not None and back.denominator == 1:
            pair = _base(_scaled_by(wanted, times(ONE, back))), _base(stated)
        else:
            pair = (
                _base(_scaled_by(wanted, Decimal(factor.denominator))),
                _base(_scaled_by(stated, Decimal(factor.numerator))),
            )
    else:
        pair = _base(wanted), _base(_scaled_by(stated, Decimal(factor.numerator)))
    plain_pair = Aligned(*pair)
    if wanted.lent or stated.lent:
        return _lent(target, wanted, actual, stated, plain_pair)
    return (plain_pair,)


def _lent(target: Measure, wanted: Amount, actual: Measure, stated: Amount, aligned: Aligned) -> tuple[Aligned, ...]:
    """A figure that takes its scale from the unit cell may have been written with another scale in mind."""
    if wanted.lent and stated.lent and wanted.unit == "%":
        return _fraction_of_per_cent(target, actual, aligned)
    return _apart(target, actual, aligned, certain=False)


def _fraction_of_per_cent(target: Measure, actual: Measure, aligned: Aligned) -> tuple[Aligned, ...]:
    small = [one for one in (aligned.wanted, aligned.stated) if 0 < one.high <= 1]
    large = [one for one in (aligned.wanted, aligned.stated) if one.high > 1]
    if not small or not large:
        return (aligned,)
    bare = target if small[0] is aligned.wanted else actual
    doubt = f"“{bare.text}”没有写百分号，不能断定是不是百分比"
    hundred = _raised(aligned, Decimal(100), wanted=aligned.wanted is small[0])
    return _likeliest_first(replace(aligned, doubt=doubt), replace(hundred, doubt=doubt))


def _raised(aligned: Aligned, factor: Decimal, *, wanted: bool) -> Aligned:
    if wanted:
        return replace(aligned, wanted=_scaled_by(aligned.wanted, factor))
    return replace(aligned, stated=_scaled_by(aligned.stated, factor))


def _per_cent(target: Measure, wanted: Amount, actual: Measure, stated: Amount) -> tuple[Aligned, ...]:
    """One side has a per cent sign, the other is bare: 0.95 may be 95 %."""
    bare, other = (actual, target) if wanted.unit == "%" else (target, actual)
    note = f"“{bare.text}”没有写单位，按与“{other.text}”同单位理解"
    same = Aligned(_base(wanted), _base(stated), note)
    amount = stated if wanted.unit == "%" else wanted
    if not 0 < amount.high <= 1:
        return (same,)
    doubt = f"“{bare.text}”没有写单位，不能断定是不是百分比"
    hundred = _raised(same, Decimal(100), wanted=amount is wanted)
    return _likeliest_first(replace(same, doubt=doubt, note=""), replace(hundred, doubt=doubt, note=""))


def _bare(target: Measure, wanted: Amount, actual: Measure, stated: Amount) -> tuple[Aligned, ...]:
    """At least one side has no unit. A scale written on one side only is open on the other."""
    note = ""
    if bool(wanted.unit) != bool(stated.unit):
        bare, other = (actual, target) if wanted.unit else (target, actual)
        note = f"“{bare.text}”没有写单位，按与“{other.text}”同单位理解"
    as_written = Aligned(_base(wanted), _base(stated), note)
    if wanted.scale and not stated.scale and not stated.unit:
        return _in_either_scale(as_written, wanted, stated, actual, target)
    if stated.scale and not wanted.scale and not wanted.unit:
        return _in_either_scale(as_written, wanted, stated, target, actual)
    if wanted.scale or stated.scale:
        return (as_written,)
    return _apart(target, actual, as_written, certain=bool(wanted.unit and stated.unit))


def _in_either_scale(
    as_written: Aligned, wanted: Amount, stated: Amount, bare: Measure, other: Measure
) -> tuple[Aligned, ...]:
    """The bare figure is meant in the scale of the other, or as it stands."""
    scale = wanted.scale or stated.scale
    doubt = f"“{bare.text}”没有写单位，不能断定是否与“{other.text}”同一量级"
    raised = _raised(as_written, Decimal(10) ** scale, wanted=bool(stated.scale))
    return _likeliest_first(
        replace(as_written, doubt=doubt, note="", assumes=_AS_WRITTEN),
        replace(raised, doubt=doubt, note="", assumes=_RAISED),
    )


def _apart(target: Measure, actual: Measure, aligned: Aligned, *, certain: bool) -> tuple[Aligned, ...]:
    """Two figures without written scale that lie apart by a thousand or ten thousand may differ in scale."""
    if not certain and _may_be_rates(aligned):
        return _fraction_of_per_cent(target, actual, aligned)
    scale = scale_between(aligned.wanted, aligned.stated)
    if certain or scale is None:
        return (aligned,)
    doubt = f"“{target.text}”与“{actual.text}”相差约 {10 ** abs(scale)} 倍，疑为量级不同"
    near = _raised(aligned, Decimal(10) ** abs(scale), wanted=scale > 0)
    return (replace(near, doubt=doubt, assumes=_RAISED), replace(aligned, doubt=doubt, assumes=_AS_WRITTEN))


def _may_be_rates(aligned: Aligned) -> bool:
    small, large = sorted((aligned.wanted.high, aligned.stated.high))
    bare = not aligned.wanted.unit and not aligned.stated.unit
    return bare and 0 < small < 1 and _RATES[0] <= large <= _RATES[1]


def scale_between(wanted: Amount, stated: Amount) -> int | None:
    """Return the power of ten (3, 4 or 8, negative if the actual value is smaller) that two figures lie apart by."""
    if wanted.is_span or stated.is_span:
        return None
    return power_between(wanted.low, stated.low)


def power_between(one: Decimal, other: Decimal) -> int | None:
    """Return the power of ten (3, 4 or 8, negative if `other` is smaller) that two positive numbers lie apart by."""
    if one <= 0 or other <= 0:
        return None
    ratio = other / one
    for scale in _SCALES:
        for power in (scale, -scale):
            off = ratio / Decimal(10) ** power
            if 1 / _NEAR <= off <= _NEAR:
                return power
    return None


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
