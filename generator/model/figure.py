"""A figure as a form prints it.

Exact value beside the original text, and how it is rounded and shown.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from generator.model.held import held
from generator.model.text import half_width

# What stands where the law keeps a field back; in a cell for a figure
# it states nothing, like a dash.
BLACKED_OUT = "依法不予公开"
DASHES = frozenset(("- -- --- — —— ― － － / ／ \\ * ＊ " + BLACKED_OUT).split())
_FIGURE = re.compile(
    r"(?P<number>[+-]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,13})(?:\.[0-9]{1,6})?)"
    r"(?P<unit>%|亿元|万元|元|分)?"
)
_EXPECTED = "应为数字，如 8500、8,358,865.00、97.34% 或短横线“-”；整数至多13位，小数至多6位"
# Words for there being no figure, and what to write in their place.
_NOTHING = frozenset(
    "n/a na n.a. none null nan 无 没有 暂无 空 缺 不适用 未填 未填报 未评分 不评分 待定 #n/a".split()
)
_LEAVE_EMPTY = "应为数字；没有数字的，这一栏留空（不写内容），网站显示“未填报”"
_MOST_DIGITS = 13
# Wide enough for the largest amount a form can state over the
# smallest; the default of 28 digits is not.
_WIDE = Context(prec=60)
YUAN_PER = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


@held
@dataclass(frozen=True, slots=True)
class Figure:
    """One figure cell of a form.

    `value` is None where the form prints a dash (不适用). `places` is the
    number of decimals printed, the precision at which the figure may
    be compared. `unit` is what stands behind the number, or "".
    """

    text: str
    value: Decimal | None
    places: int
    unit: str


class Agreement(StrEnum):
    """How a printed figure agrees with the exact value."""

    ROUNDED = "一致"
    TRUNCATED = "截尾"
    NONE = "不一致"


def parse_figure(text: str) -> Figure:
    """Read a figure such as `8,358,865.00`, `９７.34%`, `20分` or a dash.

    Raises ValueError with a Chinese explanation when the text is not a figure.
    """
    plain = half_width(text).strip()
    if plain in DASHES:
        return Figure(text, None, 0, "")
    if plain.casefold() in _NOTHING:
        raise ValueError(_LEAVE_EMPTY)
    match = _FIGURE.fullmatch(plain)
    if not match:
        raise ValueError(_EXPECTED)
    number = match["number"].replace(",", "")
    if len(number.lstrip("+-").partition(".")[0]) > _MOST_DIGITS:
        raise ValueError(_EXPECTED)
    return Figure(text, Decimal(number), len(number.partition(".")[2]), match["unit"] or "")


def to_yuan(figure: Figure | None, unit: str | None) -> Decimal | None:
    """Return an amount in 元; a unit printed in the cell (元, 万元, 亿元) wins over the table's `unit`.

    None where neither names one: an amount without unit is not an amount of 元.
    """
    if figure is None or figure.value is None:
        return None
    factor = YUAN_PER.get(figure.unit) or YUAN_PER.get(unit or "")
    return figure.value * factor if factor else None


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Round to `places` decimals, halves away from zero (四舍五入)."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)


def agreement(printed: Figure, exact: Decimal) -> Agreement:
    """Compare a printed figure with the exact value at the printed precision."""
    if printed.value == round_half_up(exact, printed.places):
        return Agreement.ROUNDED
    if printed.value == exact.quantize(Decimal(1).scaleb(-printed.places), ROUND_DOWN, _WIDE):
        return Agreement.TRUNCATED
    return Agreement.NONE


def decimals(value: Decimal) -> int:
    """Return how many decimals a number is written with."""
    return max(0, -int(value.as_tuple().exponent))


def plain(value: Decimal) -> str:
    """Return the shortest exact text of a number, without exponent: `9.50` becomes `9.5`."""
    text = format(abs(value) if value.is_zero() else value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
