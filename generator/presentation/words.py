"""Figures to words on screen: one place for decimals, units and thousands separators."""

from decimal import Decimal

from generator.model.figure import YUAN_PER, plain, round_half_up

NOT_STATED = "未填报"
NOT_COMPUTED = "无法核算"
_MOST_PLACES = 6


def money(yuan: Decimal | None, unit: str) -> str:
    """Show an amount of 元 in `unit` with separators: exact, at most as many decimals as it has."""
    if yuan is None:
        return NOT_STATED
    text = plain(yuan / YUAN_PER[unit])
    whole, _, decimals = text.partition(".")
    grouped = f"{int(whole):,}"
    return f"{grouped}.{decimals}" if decimals else grouped


def ratio(value: Decimal | None) -> str:
    """Show a ratio as a percentage with two decimals.

    It has more where two would read 0% or 100% although the ratio is neither.
    """
    if value is None:
        return NOT_STATED
    percent, places = value * 100, 2
    shown = round_half_up(percent, places)
    while places < _MOST_PLACES and shown in (0, 100) and shown != percent:
        places += 1
        shown = round_half_up(percent, places)
    return f"{shown}%"


def points(value: Decimal | None, places: int = 2) -> str:
    """Show points (分), rounded half up, without trailing zeros."""
    return NOT_STATED if value is None else plain(round_half_up(value, places))


def span(low: Decimal | None, high: Decimal | None, places: int = 2) -> str:
    """Show one score or a range of scores; that there is none where the rule gives none."""
    if low is None or high is None:
        return NOT_COMPUTED
    left, right = points(low, places), points(high, places)
    return left if left == right else f"{left}–{right}"


def amount(yuan: Decimal, unit: str) -> str:
    """Show an amount in a sentence: two decimals and the unit.

    All its decimals where it is less than one `unit`, of which two would hide too much.
    """
    exact = yuan / YUAN_PER[unit]
    shown = round_half_up(exact, 2)
    return f"{plain(exact) if exact != shown and abs(exact) < 1 else f'{shown:,.2f}'} {unit}"


def gap(low: Decimal, high: Decimal, places: int = 2) -> str:
    """Show a distance (分) with its sign, or both ends of one."""
    left, right = _signed(low, places), _signed(high, places)
    return left if left == right else f"{left} 至 {right}"


def _signed(value: Decimal, places: int) -> str:
    text = points(abs(value), places)
    if text == "0":
        return text
    return f"+{text}" if value > 0 else f"−{text}"


def size(count: int) -> str:
    """Show a number of bytes in B, KB, MB or GB (of 1024), rounded up: to a tenth from MB on."""
    if count < 1024:
        return f"{count} B"
    if count < 1024**2:
        return f"{-(-count // 1024)} KB"
    unit, name = (1024**2, "MB") if count < 1024**3 else (1024**3, "GB")
    tenths = -(-count * 10 // unit)
    return f"{tenths // 10}.{tenths % 10} {name}"
