"""The measure grammar: values of indicators as people write them, `≥98%`, `约4小时`, `年底前`.

Reading never guesses: what has one plain meaning becomes an amount, a day or a share;
words stay words; everything else stays opaque. All figures are exact decimals.
"""

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from generator.model.figure import DASHES
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
from generator.scoring.days import read_day
from generator.scoring.grammar_words import (
    AMOUNT,
    BOUNDS,
    BOUNDS_BEHIND,
    CALENDAR,
    CELL,
    CELL_UNITS,
    FRACTION,
    LONGEST_UNIT,
    NO_UNIT,
    QUANTITY,
    RANGE_MARK,
    SENTENCE,
    SLACKS,
    SYMBOLS,
    TRENDS,
    UNIT,
    ZEROS,
)
from generator.scoring.writings import plain_text, tidied, without_name

_MOST_DIGITS = 15
# What the cell 指标性质 lends to a figure without comparator.
_MORE, _LESS = ("正向",), ("反向", "逆向", "负向")
_NATURES = {
    Kind.NUMBER: BOUNDS | dict.fromkeys(_MORE, Comparator.GE) | dict.fromkeys(_LESS, Comparator.LE),
    Kind.DATE: SYMBOLS,
}
_ALIKE = ({Comparator.GT, Comparator.GE}, {Comparator.LT, Comparator.LE})
# What official forms print in empty rows.
_PREPRINTED = re.compile(r"[.…·]+")


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

    `nature` and `unit` are the cells 指标性质 and 度量单位 beside it, `name` the indicator's, `year` the
    form's. What the text says wins over the cells. The nature lends a number its comparator; to a
    day only a written sign (≤), because 正向 and 反向 speak of amounts; to a span none. Under 定性 a text
    that is no figure is words. A unit cell that cannot be read makes a figure without unit opaque.
    """
    plain = plain_text(text)
    value, bound = _read(text, without_name(plain, name), unit or "", year)
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
    """Return the bounds that the words set before and behind; `超过95%以上` is the wider of the two."""
    before, behind = (
        BOUNDS.get(match["bound"] or ""),
        BOUNDS_BEHIND.get(match["bound_behind"] or ""),
    )
    stated = {bound for bound in (before, behind) if bound}
    return {behind} if behind and stated in _ALIKE else stated


def _slack(match: re.Match[str], amount: Amount) -> Slack:
    if match["around"]:
        return Slack.ABOUT
    return SLACKS.get(match["about"] or "", amount.slack)


def _fits(match: re.Match[str], amount: Amount, bound: Comparator | None) -> bool:
    """Tell whether the words around suit the amount.

    Bare `2020.12` and `2020-2021` may be months or years.
    """
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
    """Tell whether what follows a number can be its unit, and not the rest of a sentence."""
    shaped = len(text) <= LONGEST_UNIT and UNIT.fullmatch(text) is not None
    return shaped and not SENTENCE.search(text) and not NO_UNIT.match(text)


def _with_cell(amount: Amount, cell: str) -> Amount | None:
    """Lend a figure without unit the cell's unit and scale.

    None where the cell contradicts or cannot be read.
    """
    if amount.unit:
        return amount
    lent = _read_cell(cell)
    if lent is None or (amount.scale and lent[0] not in (0, amount.scale)):
        return None
    scale, unit = lent
    return replace(
        amount,
        unit=unit,
        scale=amount.scale or scale,
        lent=bool(unit or scale) and not amount.scale,
    )


def _read_cell(cell: str) -> tuple[int, str] | None:
    """Split the cell 度量单位 into scale and unit.

    An empty or dashed cell names none, None means unreadable.
    """
    plain = tidied(cell)
    if not cell.strip() or plain in DASHES or plain == "无":
        return 0, ""
    match = CELL.fullmatch(CELL_UNITS.get(plain, plain)) if plain else None
    return (ZEROS.get(match["scale"] or "", 0), match["unit"]) if match else None
