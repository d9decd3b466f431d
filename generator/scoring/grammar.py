"""The measure grammar: targets and actual values of indicators as people write them, `≥98%`, `约4小时`, `年底前`.

Reading never guesses: what has one plain meaning becomes an amount, a day or a share; words stay words; everything
else stays opaque. All figures are exact decimals.
"""

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from generator.model.figure import DASHES, decimals, round_half_up
from generator.model.measure import (
    Absent,
    Amount,
    Comparator,
    Kind,
    Measure,
    Opaque,
    Share,
    Slack,
    Value,
    Words,
)
from generator.model.text import fold, half_width
from generator.scoring.days import read_day
from generator.scoring.grammar_words import (
    AMOUNT,
    BOUNDS,
    BOUNDS_BEHIND,
    CALENDAR,
    CELL,
    CELL_UNITS,
    COMPLETION,
    FRACTION,
    IDLE_SPACE,
    LONGEST_UNIT,
    NO_UNIT,
    QUANTITY,
    RANGE_MARK,
    SENTENCE,
    SLACKS,
    SPELLINGS,
    SYMBOLS,
    TIDYINGS,
    TRENDS,
    UNIT,
    ZEROS,
)
from generator.scoring.numerals import FORMAL, NUMERAL, chinese_number
from generator.scoring.units import is_count, is_duration

_LONGEST_TEXT, _MOST_DIGITS = 200, 15
# What the cell 指标性质 lends to a figure without comparator.
_MORE, _LESS = ("正向",), ("反向", "逆向", "负向")
_NATURES = {
    Kind.NUMBER: BOUNDS | dict.fromkeys(_MORE, Comparator.GE) | dict.fromkeys(_LESS, Comparator.LE),
    Kind.DATE: SYMBOLS,
}
# What official forms print in empty rows.
_PREPRINTED = re.compile(r"[.…·]+")
_HEAD = re.compile(r"[一-鿿]{2,}")
_COMPLETION_HEAD = re.compile(rf"^(?:{COMPLETION})+")
_COMPLETION = re.compile(rf"^(?:{COMPLETION})+|(?:{COMPLETION})+$")
_CHINESE = re.compile(
    rf"(?P<before>\D*?)(?!千[米克瓦伏])(?P<number>{NUMERAL}{{1,7}})(?P<over>[余多]?)(?P<unit>\D{{1,6}})"
)
_TENTHS = re.compile(r"(?P<number>[一二三四五六七八九1-9])成(?P<behind>以上|以下)?")
_RATE_OF_SHARE = re.compile(r"(?P<rate>\d+(?:\.\d+)?)%\((?P<part>\d+)/(?P<whole>\d+)\)")
_SHARE_WITH_RATE = re.compile(r"(?P<part>\d+)/(?P<whole>\d+)\((?P<rate>\d+(?:\.\d+)?)%\)")
_CHINESE_PER_CENT = re.compile(rf"百分之({NUMERAL}{{1,5}})")


@lru_cache(maxsize=16384)
def parse_measure(
    text: str,
    *,
    nature: str | None = None,
    unit: str | None = None,
    name: str = "",
    year: int | None = None,
) -> Measure:
    """Read a target or an actual value.

    `nature` and `unit` are the cells 指标性质 and 度量单位 beside it, `name` the indicator's, `year` the form's.
    What the text says wins over the cells. The nature lends a number its comparator; to a day only a written sign (≤),
    because 正向 and 反向 speak of amounts; to a span none. Under 定性 a text that is no figure is words.
    A unit cell that cannot be read makes a figure without unit opaque.
    """
    plain = plain_text(text)
    value, bound = _read(text, _without_name(plain, name), unit or "", year)
    found = Measure(text, value, bound)
    sense = plain_text(nature or "").removesuffix("指标")
    if sense == "定性" and isinstance(value, Opaque) and text.strip():
        return Measure(text, Words())
    lent = _NATURES.get(found.kind, {}).get(sense)
    contrary = bound is not None and lent is not None and _opposite(bound, lent)
    return replace(found, bound=bound or lent, contrary=contrary)


def _opposite(one: Comparator, other: Comparator) -> bool:
    more, less = {Comparator.GE, Comparator.GT}, {Comparator.LE, Comparator.LT}
    return (one in more and other in less) or (one in less and other in more)


def plain_text(text: str) -> str:
    """Return `text` half-width, without idle spaces, closing stop and slips of the pen; "" beyond 200 characters."""
    return _in_digits(_tidied(text))


def _tidied(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        return ""
    plain = half_width(text).translate(SPELLINGS).translate(FORMAL).strip()
    plain = IDLE_SPACE.sub("", plain).rstrip("。;,、")
    for pattern, meant in TIDYINGS:
        plain = pattern.sub(meant, plain)
    return plain


def _in_digits(plain: str) -> str:
    """Write in digits what is one figure in other writing: 三次, 九成以上, 百分之九十五, 98%(49/50)."""
    for pattern, write in _WRITINGS:
        if match := pattern.fullmatch(plain):
            return write(plain, match)
    return plain


def _per_cent_in_digits(plain: str, match: re.Match[str]) -> str:
    number = chinese_number(match[1])
    return plain if number is None else f"{number}%"


def _tenths_in_digits(plain: str, match: re.Match[str]) -> str:
    written = match["number"]
    number = Decimal(written) if written.isdecimal() else chinese_number(written)
    return plain if number is None else f"{number * 10}%{match['behind'] or ''}"


def _rate_if_equal(plain: str, match: re.Match[str]) -> str:
    """Return the rate where a cell gives rate and share, and the two agree."""
    part, whole, rate = (Decimal(match[name]) for name in ("part", "whole", "rate"))
    agrees = whole and round_half_up(part / whole * 100, decimals(rate)) == rate
    return f"{match['rate']}%" if agrees else plain


def _count_in_digits(plain: str, match: re.Match[str]) -> str:
    """Write a Chinese numeral in digits where it stands before a unit that is known."""
    number = chinese_number(match["number"])
    if number is None or not _counts(match["unit"]) or not _introduces(match["before"]):
        return plain
    return f"{match['before']}{number}{match['over']}{match['unit']}"


_WRITINGS = (
    (_CHINESE_PER_CENT, _per_cent_in_digits),
    (_TENTHS, _tenths_in_digits),
    (_RATE_OF_SHARE, _rate_if_equal),
    (_SHARE_WITH_RATE, _rate_if_equal),
    (_CHINESE, _count_in_digits),
)


def _counts(unit: str) -> bool:
    bare = unit.lstrip("万亿")
    return is_count(bare) or is_duration(bare) or bare in {"元", "人次", "万", "亿"}


def _introduces(words: str) -> bool:
    """Tell whether words may stand before a figure without changing it but by a bound."""
    return not words or words in BOUNDS or re.fullmatch(f"(?:{COMPLETION})+", words) is not None


def _without_name(plain: str, name: str) -> str:
    """Leave out the indicator's own name where the cell repeats it before the figure: 满意度达95%."""
    head = _HEAD.match(plain)
    if head is None or not name:
        return plain
    said, known = _COMPLETION.sub("", head.group(), count=1), fold(name)
    for length in range(len(said), 1, -1):
        start = said[:length]
        if start in known and not start.startswith((*TRENDS, *BOUNDS, *SLACKS)):
            return plain.replace(start, "", 1)
    return plain


def _read(text: str, plain: str, cell: str, year: int | None) -> tuple[Value, Comparator | None]:
    if plain in DASHES or not text.strip() or _PREPRINTED.fullmatch(plain):
        return Absent(), None
    if day := read_day(plain, year):
        return day
    if amount := _read_quantity(plain, cell):
        return amount
    if (match := FRACTION.fullmatch(plain)) and Decimal(match["whole"]):
        return Share(Decimal(match["part"]), Decimal(match["whole"])), None
    digits = any(unicodedata.category(char) in {"Nd", "No"} for char in text)
    return (Opaque() if digits or not any(map(str.isalpha, text)) else Words()), None


def _read_quantity(plain: str, cell: str) -> tuple[Amount, Comparator | None] | None:
    """Read a number or a span with everything that may stand around it."""
    symmetric = plain.count("±") == 1
    match = QUANTITY.fullmatch(plain.replace("±", ""))
    if match is None or (match["trend"] and match["trend_behind"]):
        return None
    amount = _read_amounts(match["amounts"], cell)
    bounds = _bounds(match)
    if amount is None or len(bounds) > 1:
        return None
    bound = next(iter(bounds), None)
    if not _fits(match, amount, bound):
        return None
    trend = TRENDS.get(match["trend"] or match["trend_behind"] or "")
    found = replace(amount, slack=_slack(match, amount), trend=trend, symmetric=symmetric)
    return found, Comparator.LE if symmetric else bound


def _bounds(match: re.Match[str]) -> set[Comparator]:
    """Return the bounds that the words set before and behind; two differ in `超过95%以上`."""
    stated = (BOUNDS.get(match["bound"] or ""), BOUNDS_BEHIND.get(match["bound_behind"] or ""))
    return {bound for bound in stated if bound}


def _slack(match: re.Match[str], amount: Amount) -> Slack:
    if match["around"]:
        return Slack.ABOUT
    return SLACKS.get(match["about"] or "", amount.slack)


def _fits(match: re.Match[str], amount: Amount, bound: Comparator | None) -> bool:
    """Tell whether the words around suit the amount; bare `2020.12` and `2020-2021` may be months or years."""
    if not bound and not amount.unit and CALENDAR.fullmatch(match["amounts"]):
        return False
    if RANGE_MARK.search(match["amounts"]):
        return bound is None
    return not match["between"] and (
        not match["held"] or bound in {Comparator.LE, Comparator.LT} or "±" in match.string
    )


def _read_amounts(amounts: str, cell: str) -> Amount | None:
    """Read the one end of a number or the two of a span; 1-2万元 lends its unit to the lower end."""
    parts = RANGE_MARK.split(amounts)
    known = [amount for part in parts if (amount := _read_amount(part))]
    if len(known) != len(parts) or len(known) > 2:
        return None
    upper = _with_cell(known[-1], cell)
    if upper is None:
        return None
    lower = upper if len(known) == 1 else _lower_end(known[0], upper)
    return _span(lower, upper) if lower else None


def _lower_end(lower: Amount, upper: Amount) -> Amount | None:
    if not lower.unit and not lower.scale:
        return replace(lower, unit=upper.unit, scale=upper.scale)
    if not lower.unit:
        return replace(lower, unit=upper.unit)
    return lower if lower.unit == upper.unit else None


def _span(lower: Amount, upper: Amount) -> Amount | None:
    """Join two ends in the scale of the upper one."""
    low = lower.low.scaleb(lower.scale - upper.scale)
    if low > upper.high:
        return None
    return replace(upper, low=low, slack=lower.slack or upper.slack)


def _read_amount(text: str) -> Amount | None:
    """Read one number with scale word and unit, both as written."""
    match = AMOUNT.fullmatch(text)
    if not match or sum(map(str.isdigit, match["number"])) > _MOST_DIGITS:
        return None
    number, unit = Decimal(match["number"].replace(",", "")), _unit_of(match["unit"] or "")
    if (unit and not _is_unit(unit)) or (unit.startswith("年") and 1900 <= number < 2100):
        return None
    slack = Slack.OVER if match["over"] or match["over_scale"] else Slack.EXACT
    return Amount(number, number, unit, ZEROS.get(match["scale"] or "", 0), slack=slack)


def _unit_of(text: str) -> str:
    """Return a unit as cells and texts both write it: `(%)` and `百分比` are %."""
    bare = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    return CELL_UNITS.get(bare, bare)


def _is_unit(text: str) -> bool:
    """Tell whether what stands behind a number can be its unit, and is not the rest of a sentence."""
    shaped = len(text) <= LONGEST_UNIT and UNIT.fullmatch(text) is not None
    return shaped and not SENTENCE.search(text) and not NO_UNIT.match(text)


def _with_cell(amount: Amount, cell: str) -> Amount | None:
    """Lend a figure without unit the cell's unit and scale; None where the cell contradicts or cannot be read."""
    if amount.unit:
        return amount
    lent = _read_cell(cell)
    if lent is None or (amount.scale and lent[0]):
        return None
    scale, unit = lent
    return replace(
        amount,
        unit=unit,
        scale=amount.scale or scale,
        lent=bool(unit or scale) and not amount.scale,
    )


def _read_cell(cell: str) -> tuple[int, str] | None:
    """Split the cell 度量单位 into scale and unit; an empty or dashed cell names none, None means unreadable."""
    plain = _tidied(cell)
    if not cell.strip() or plain in DASHES or plain == "无":
        return 0, ""
    match = CELL.fullmatch(CELL_UNITS.get(plain, plain)) if plain else None
    return (ZEROS.get(match["scale"] or "", 0), match["unit"]) if match else None
