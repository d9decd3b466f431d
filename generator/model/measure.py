"""The measure grammar: targets and actual values of indicators as people write them, `≥98%`, `约4小时`, `2020年底前`.

Reading never guesses: what has one plain meaning becomes a number, a range or a day; words stay words; everything
else stays text. All figures are exact decimals in the base unit: `8500万元` is 85000000 元, `0.5‰` is 0.05 %.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from generator.model.figure import DASHES
from generator.model.measure_words import (
    AMOUNT,
    BOUNDS,
    BOUNDS_BEHIND,
    CALENDAR,
    CELL,
    CELL_UNITS,
    DAY,
    DAY_BOUNDS,
    DAY_IN_DIGITS,
    IDLE_SPACE,
    LONGEST_UNIT,
    NO_UNIT,
    QUANTITY,
    RANGE_MARK,
    SENTENCE,
    SPELLINGS,
    SYMBOLS,
    TRENDS,
    UNIT,
    ZEROS,
    Comparator,
)
from generator.model.text import half_width


class Kind(StrEnum):
    """What a target or an actual value is."""

    NUMBER = "数值"
    RANGE = "区间"
    DATE = "日期"
    WORDS = "定性"
    TEXT = "文字"
    DASH = "不适用"


@dataclass(frozen=True, slots=True)
class Measure:
    """A target or an actual value: the original text beside what it says.

    `low` and `high` are in the base unit, equal for a NUMBER, both limits included for a RANGE. `unit` is the base
    unit as written in half-width forms, or "". `trend` is 增长 or 下降 where the number is a change, else "".
    `day` is the last day meant: a month stands for its last day, a year for 31 December.
    """

    text: str
    kind: Kind
    comparator: Comparator | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    approximate: bool = False
    trend: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class _Amount:
    """One number with its scale word and unit; once they are multiplied out, the scale is ""."""

    number: Decimal
    scale: str
    unit: str
    approximate: bool


_LONGEST_TEXT, _MOST_DIGITS = 200, 15
# What the cell 指标性质 lends to a figure without comparator.
_NATURES = {
    Kind.NUMBER: BOUNDS | {"正向": Comparator.GE} | dict.fromkeys(("反向", "逆向", "负向"), Comparator.LE),
    Kind.DATE: SYMBOLS,
}


@lru_cache(maxsize=8192)
def parse_measure(text: str, *, nature: str | None = None, unit: str | None = None) -> Measure:
    """Read a target or an actual value; `nature` and `unit` are the cells 指标性质 and 度量单位 beside it.

    What the text says wins over the cells. The nature lends a NUMBER its comparator; to a DATE only a written sign
    (≤), because 正向 and 反向 speak of amounts; to a RANGE none. Under 定性 a text that is no figure is WORDS.
    A unit cell that cannot be read makes a figure without unit TEXT.
    """
    found = _read(text, unit or "")
    sense = _plain(nature or "").removesuffix("指标")
    if sense == "定性" and found.kind is Kind.TEXT and text.strip():
        return replace(found, kind=Kind.WORDS)
    lent = _NATURES.get(found.kind, {}).get(sense)
    return replace(found, comparator=found.comparator or lent)


def _read(text: str, cell: str) -> Measure:
    """Read the text with its unit cell; the nature is not looked at."""
    plain = _plain(text)
    if plain in DASHES:
        return Measure(text, Kind.DASH)
    if found := _read_day(text, plain) or _read_quantity(text, plain, cell):
        return found
    digits = any(unicodedata.category(char) in {"Nd", "No"} for char in text)
    return Measure(text, Kind.WORDS if not digits and any(map(str.isalpha, text)) else Kind.TEXT)


def _plain(text: str) -> str:
    """Return half-width `text` without idle spaces and closing stop, or "" beyond the longest text that is read."""
    if len(text) > _LONGEST_TEXT:
        return ""
    plain = half_width(text).translate(SPELLINGS).strip()
    return IDLE_SPACE.sub("", plain).rstrip("。;")


def _read_day(text: str, plain: str) -> Measure | None:
    """Read a day, month or year; `2020年12月前` is none, for it may or may not include December."""
    match = DAY.fullmatch(DAY_IN_DIGITS.sub(r"\1年\3月\4日", plain))
    if not match or (match["end"] and match["day"]) or (match["before"] and not (match["end"] or match["day"])):
        return None
    bound, before = DAY_BOUNDS.get(match["bound"] or ""), Comparator.LE if match["before"] else None
    day = _last_day(int(match["year"]), int(match["month"] or 12), match["day"])
    if day is None or _contradict(bound, before) or not 1 <= int(match["first"] or 1) <= day.month:
        return None
    return Measure(text, Kind.DATE, comparator=bound or before, day=day)


def _last_day(year: int, month: int, day: str | None) -> date | None:
    """Return the day named, the last day of the month where none is named, or None where there is no such day."""
    try:
        return date(year, month, int(day) if day else monthrange(year, month)[1])
    except ValueError:
        return None


def _read_quantity(text: str, plain: str, cell: str) -> Measure | None:
    """Read a number or a range with everything that may stand around it."""
    match = QUANTITY.fullmatch(plain)
    ends = _read_ends(match["amounts"], cell) if match else []
    if not match or not ends or (match["trend"] and match["trend_behind"]):
        return None
    bound, behind = BOUNDS.get(match["bound"] or ""), BOUNDS_BEHIND.get(match["bound_behind"] or "")
    if _contradict(bound, behind) or not _fits(match, ends, bound or behind):
        return None
    low, high = ends[0], ends[-1]
    kind = Kind.NUMBER if len(ends) == 1 else Kind.RANGE
    about = bool(match["about"] or match["around"] or low.approximate or high.approximate)
    trend = TRENDS.get(match["trend"] or match["trend_behind"] or "", "")
    return Measure(text, kind, bound or behind, low.number, high.number, high.unit, about, trend)


def _contradict(before: Comparator | None, behind: Comparator | None) -> bool:
    """Tell whether the words before and behind a figure set different bounds, as in `超过95%以上`."""
    return before is not None and behind is not None and before is not behind


def _fits(match: re.Match[str], ends: list[_Amount], comparator: Comparator | None) -> bool:
    """Tell whether the words around the amounts suit them; bare `2020.12` and `2020-2021` may be months or years."""
    if not comparator and not ends[0].unit and CALENDAR.fullmatch(match["amounts"]):
        return False
    if len(ends) == 2:
        return comparator is None
    return not match["between"] and (not match["held"] or comparator in {Comparator.LE, Comparator.LT})


def _read_ends(amounts: str, cell: str) -> list[_Amount]:
    """Read the one end of a number or the two of a range, in their base unit; nothing if they cannot be read."""
    known = [amount for part in RANGE_MARK.split(amounts) if (amount := _read_amount(part))]
    if len(known) != len(RANGE_MARK.split(amounts)) or len(known) > 2:
        return []
    if not known[0].unit:  # 1-2万元 lends its unit to the lower end, and the scale where that end has none.
        known[0] = replace(known[0], unit=known[-1].unit, scale=known[0].scale or known[-1].scale)
    ends = [end for amount in known if (end := _in_base_unit(amount, cell))]
    ordered = len(ends) == len(known) and ends[0].number <= ends[-1].number
    return ends if ordered and ends[0].unit == ends[-1].unit else []


def _read_amount(text: str) -> _Amount | None:
    """Read one number with scale word and unit, both as written."""
    match = AMOUNT.fullmatch(text)
    if not match or sum(map(str.isdigit, match["number"])) > _MOST_DIGITS:
        return None
    number, unit = Decimal(match["number"].replace(",", "")), _unit_of(match["unit"] or "")
    if (unit and not _is_unit(unit)) or (unit.startswith("年") and 1900 <= number < 2100):
        return None
    return _Amount(number, match["scale"] or "", unit, bool(match["over"] or match["over_scale"]))


def _unit_of(text: str) -> str:
    """Return a unit as cells and texts both write it: `(%)` and `百分比` are %."""
    bare = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    return CELL_UNITS.get(bare, bare)


def _is_unit(text: str) -> bool:
    """Tell whether what stands behind a number can be its unit, and is not the rest of a sentence."""
    shaped = len(text) <= LONGEST_UNIT and UNIT.fullmatch(text) is not None
    return shaped and not SENTENCE.search(text) and not NO_UNIT.match(text)


def _in_base_unit(amount: _Amount, cell: str) -> _Amount | None:
    """Multiply out the scale word, taking a missing unit from the cell; None if the cell contradicts or is unclear."""
    lent = ("", amount.unit) if amount.unit else _read_cell(cell)
    if lent is None or (amount.scale and lent[0]):
        return None
    value, unit = amount.number * 10 ** ZEROS.get(amount.scale or lent[0], 0), lent[1]
    if unit == "‰":
        value, unit = value * Decimal("0.1"), "%"
    return _Amount(value, "", unit, amount.approximate)


def _read_cell(cell: str) -> tuple[str, str] | None:
    """Split the cell 度量单位 into scale and unit; an empty or dashed cell names none, None means unreadable."""
    plain = _plain(cell)
    if plain in DASHES or not cell.strip():
        return "", ""
    if plain == "无":
        return "", ""
    match = CELL.fullmatch(CELL_UNITS.get(plain, plain))
    return (match["scale"] or "", match["unit"]) if plain and match else None
