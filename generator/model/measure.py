"""The measure grammar: targets and actual values of indicators as people write them, `≥98%`, `约4小时`, `2020年底前`.

Reading never guesses: what has one plain meaning becomes a number, a range or a day; words stay words; everything
else stays text. All figures are exact decimals in the base unit: `8500万元` is 85000000 元, `0.5‰` is 0.05 %.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from generator.model.figure import DASHES


class Kind(StrEnum):
    """What a target or an actual value is."""

    NUMBER = "数值"
    RANGE = "区间"
    DATE = "日期"
    WORDS = "定性"
    TEXT = "文字"
    DASH = "不适用"


class Comparator(StrEnum):
    """How an actual value has to stand to the target."""

    GE = "≥"
    GT = ">"
    LE = "≤"
    LT = "<"
    EQ = "="


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


_Meaning = TypeVar("_Meaning", bound=str)
_LONGEST_TEXT, _LONGEST_UNIT, _MOST_DIGITS = 200, 12, 15


def _spelled(spellings: dict[_Meaning, str]) -> dict[str, _Meaning]:
    """Return each word with its meaning, from the words of each meaning parted by spaces."""
    return {word: meaning for meaning, words in spellings.items() for word in words.split()}


def _either(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_GE, _GT, _LE, _LT, _EQ = Comparator
_SYMBOLS = _spelled({_GE: ">= => ≥ ≧ ⩾ ≮", _GT: ">", _LE: "<= =< ≤ ≦ ⩽ ≯", _LT: "<", _EQ: "= ═"})
_BOUNDS = _SYMBOLS | _spelled(
    {
        _GE: "大于等于 大于或等于 不低于 不少于 不小于 不得低于 不得少于 不得小于 至少 最少",
        _GT: "大于 超过 高于 多于",
        _LE: "小于等于 小于或等于 不超过 不高于 不大于 不多于 不得超过 不得高于 不得大于 未超过 至多 最多",
        _LT: "小于 低于 少于 不足 不到",
        _EQ: "等于",
    }
)
_ABOVE, _BELOW = "以上 及以上 或以上 (含)以上 以上(含)", "以下 及以下 或以下 (含)以下 以下(含)"
_BOUNDS_BEHIND = _spelled({_GE: _ABOVE, _LE: f"{_BELOW} 以内 及以内 (含)以内 以内(含) 之内 内"})
_DAY_BOUNDS = _SYMBOLS | _spelled({_LE: "不晚于 不迟于", _GE: "不早于"})
# What the cell 指标性质 lends to a figure without comparator.
_NATURES = {Kind.NUMBER: _BOUNDS | _spelled({_GE: "正向", _LE: "反向 逆向 负向"}), Kind.DATE: _SYMBOLS}
_TRENDS = _spelled({"增长": "增长 增加 提高 提升 上升 上涨", "下降": "下降 降低 减少 缩短 压减"})
_ZEROS = {"千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12}
_CELL_UNITS = _spelled({"%": "百分比 百分率 百分数", "‰": "千分比 千分率", "个百分点": "百分点"}) | {"无": ""}
# A space between two digits, or behind a point, comma or leading sign, may part two statements: it stays and spoils.
_IDLE_SPACE = re.compile(r"(?<![\d.,])(?<!^[+-])\s+|\s+(?![\d\s])")
_SPELLINGS = str.maketrans({"㎡": "m²", "㎥": "m³", "㎢": "km²", "−": "-", "〜": "~"})

_BEFORE = (
    r"(?:已|共计?|合计|总计|累计|实际|完成|达到?|保持在|维持在){0,3}"
    r"(?:(?:同比|[较比][上去]年(?:度|同期)?|与[上去]年(?:度|同期)?相比)?"
    rf"(?P<trend>{_either(_TRENDS)})了?)?"
    rf"(?P<held>控制在)?(?P<bound>{_either(_BOUNDS)})?(?:完成|达到?)?"
    r"(?P<about>大约|约|大概|将近|接近|近(?![0-9]+(?:年|个月|周|天|日)))?"
)
_BEHIND = (
    rf"(?P<around>左右|上下)?(?:(?P<bound_behind>{_either(_BOUNDS_BEHIND)})"
    rf"|的?(?P<trend_behind>{_either(_TRENDS)})|(?P<between>之间)|已?完成)?"
)
_QUANTITY = re.compile(rf"{_BEFORE}(?P<amounts>[+-]?[0-9].*?){_BEHIND}")
_RANGE_MARK = re.compile(r"(?<=[^+-])(?:[-~]|[—–―─\u2010]{1,2}|至|到)(?=[+-]?[0-9])")
# 千米, 千克, 千瓦, 千瓦时, 千伏 are whole units; 千分比 and 万分之 are no scale either.
_SCALE = rf"(?!千[米克瓦伏]|[百千万]分[之比率])(?:{_either(_ZEROS)})"
_AMOUNT = re.compile(
    r"(?P<number>[+-]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?)"
    rf"(?P<over>[余多])?(?P<scale>{_SCALE})?(?P<over_scale>[余多])?(?P<unit>\D+)?"
)
_CELL = re.compile(rf"(?P<scale>{_SCALE})?(?P<unit>\D{{0,{_LONGEST_UNIT}}})")
_UNIT_PART = r"(?:[%‰]|°?[A-Za-z]+[²³]?|[一-鿿][一-鿿A-Za-z²³]*)"
_UNIT = re.compile(rf"{_UNIT_PART}(?:[/·]{_UNIT_PART})*")
# Signs that a sentence goes on behind the number, and not its unit.
_SENTENCE = re.compile(
    r"[以及含不于已并等均各其为是有没未的了和与或至到从在由被就都也还再又仅上下内外前后底初末余多约近左右几半]"
    r"|[一二三四五六七八九两〇完建修增加减降低提超达获得取开举召参购买采付印编送收审改造整治维落推进使投出]"
    r"|[覆盖解决启创响招受优满全]|合格|运行"
)
# 12月, 3季度, 10点, 2号 name a time, 5成 a share, 5A and 5G a class; 百 or 十 would be a scale left unread.
_NO_UNIT = re.compile(r"[月季点号时成十百万亿]|千(?![米克瓦伏])|[AG]$")
_CALENDAR = re.compile(
    r"(?:19|20)\d\d(?:\.(?:0?[1-9]|1[0-2])|(?:0[1-9]|1[0-2])\d\d|(?:\.\d\d?)?\D{1,2}(?:19|20)\d\d(?:\.\d\d?)?)"
)
_DAY_IN_DIGITS = re.compile(r"((?:19|20)\d\d)([-./])(\d{1,2})\2(\d{1,2})(?:日|(?!\d))", re.ASCII)
_DAY = re.compile(
    rf"(?:已?[于在])?(?P<bound>{_either(_DAY_BOUNDS)})?"
    r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?)?"
    r"(?P<end>年?[底末])?(?P<before>之前|以前|前)?(?:已?完成)?",
    re.ASCII,
)


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
    plain = "".join(map(_half_width, text)).translate(_SPELLINGS).strip()
    return _IDLE_SPACE.sub("", plain).rstrip("。;")


def _half_width(char: str) -> str:
    """Return the NFKC form of `char`, but never turn ², ① or ½ into plain digits."""
    plain = unicodedata.normalize("NFKC", char)
    return plain if "０" <= char <= "９" or not re.search(r"\d", plain) else char


def _read_day(text: str, plain: str) -> Measure | None:
    """Read a day, month or year; `2020年12月前` is none, for it may or may not include December."""
    match = _DAY.fullmatch(_DAY_IN_DIGITS.sub(r"\1年\3月\4日", plain))
    if not match or (match["end"] and match["day"]) or (match["before"] and not (match["end"] or match["day"])):
        return None
    bound, before = _DAY_BOUNDS.get(match["bound"] or ""), _LE if match["before"] else None
    day = _last_day(int(match["year"]), int(match["month"] or 12), match["day"])
    if day is None or _contradict(bound, before):
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
    match = _QUANTITY.fullmatch(plain)
    ends = _read_ends(match["amounts"], cell) if match else []
    if not match or not ends or (match["trend"] and match["trend_behind"]):
        return None
    bound, behind = _BOUNDS.get(match["bound"] or ""), _BOUNDS_BEHIND.get(match["bound_behind"] or "")
    if _contradict(bound, behind) or not _fits(match, ends, bound or behind):
        return None
    low, high = ends[0], ends[-1]
    kind = Kind.NUMBER if len(ends) == 1 else Kind.RANGE
    about = bool(match["about"] or match["around"] or low.approximate or high.approximate)
    trend = _TRENDS.get(match["trend"] or match["trend_behind"] or "", "")
    return Measure(text, kind, bound or behind, low.number, high.number, high.unit, about, trend)


def _contradict(before: Comparator | None, behind: Comparator | None) -> bool:
    """Tell whether the words before and behind a figure set different bounds, as in `超过95%以上`."""
    return before is not None and behind is not None and before is not behind


def _fits(match: re.Match[str], ends: list[_Amount], comparator: Comparator | None) -> bool:
    """Tell whether the words around the amounts suit them; bare `2020.12` and `2020-2021` may be months or years."""
    if not comparator and not ends[0].unit and _CALENDAR.fullmatch(match["amounts"]):
        return False
    if len(ends) == 2:
        return comparator is None
    return not match["between"] and (not match["held"] or comparator in {_LE, _LT})


def _read_ends(amounts: str, cell: str) -> list[_Amount]:
    """Read the one end of a number or the two of a range, in their base unit; nothing if they cannot be read."""
    known = [amount for part in _RANGE_MARK.split(amounts) if (amount := _read_amount(part))]
    if len(known) != len(_RANGE_MARK.split(amounts)) or len(known) > 2:
        return []
    if not known[0].unit:  # 1-2万元 lends its unit to the lower end, and the scale where that end has none.
        known[0] = replace(known[0], unit=known[-1].unit, scale=known[0].scale or known[-1].scale)
    ends = [end for amount in known if (end := _in_base_unit(amount, cell))]
    ordered = len(ends) == len(known) and ends[0].number <= ends[-1].number
    return ends if ordered and ends[0].unit == ends[-1].unit else []


def _read_amount(text: str) -> _Amount | None:
    """Read one number with scale word and unit, both as written."""
    match = _AMOUNT.fullmatch(text)
    if not match or sum(map(str.isdigit, match["number"])) > _MOST_DIGITS:
        return None
    number, unit = Decimal(match["number"].replace(",", "")), match["unit"] or ""
    if (unit and not _is_unit(unit)) or (unit.startswith("年") and 1900 <= number < 2100):
        return None
    return _Amount(number, match["scale"] or "", unit, bool(match["over"] or match["over_scale"]))


def _is_unit(text: str) -> bool:
    """Tell whether what stands behind a number can be its unit, and is not the rest of a sentence."""
    shaped = len(text) <= _LONGEST_UNIT and _UNIT.fullmatch(text) is not None
    return shaped and not _SENTENCE.search(text) and not _NO_UNIT.match(text)


def _in_base_unit(amount: _Amount, cell: str) -> _Amount | None:
    """Multiply out the scale word, taking a missing unit from the cell; None if the cell contradicts or is unclear."""
    lent = ("", amount.unit) if amount.unit else _read_cell(cell)
    if lent is None or (amount.scale and lent[0]):
        return None
    value, unit = amount.number * 10 ** _ZEROS.get(amount.scale or lent[0], 0), lent[1]
    if unit == "‰":
        value, unit = value * Decimal("0.1"), "%"
    return _Amount(value, "", unit, amount.approximate)


def _read_cell(cell: str) -> tuple[str, str] | None:
    """Split the cell 度量单位 into scale and unit; an empty or dashed cell names none, None means unreadable."""
    plain = _plain(cell)
    if plain in DASHES or not cell.strip():
        return "", ""
    match = _CELL.fullmatch(_CELL_UNITS.get(plain, plain))
    return (match["scale"] or "", match["unit"]) if plain and match else None
