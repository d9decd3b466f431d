"""The words and signs of the measure grammar: how forms write bounds, changes, scales, units and days."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar


class Comparator(StrEnum):
    """How an actual value has to stand to the target."""

    GE = "≥"
    GT = ">"
    LE = "≤"
    LT = "<"
    EQ = "="


_Meaning = TypeVar("_Meaning", bound=str)


def _spelled(spellings: dict[_Meaning, str]) -> dict[str, _Meaning]:
    """Return each word with its meaning, from the words of each meaning parted by spaces."""
    return {word: meaning for meaning, words in spellings.items() for word in words.split()}


def _either(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


LONGEST_UNIT = 12
_GE, _GT, _LE, _LT, _EQ = Comparator
SYMBOLS = _spelled({_GE: ">= => ≥ ≧ ⩾ ≮", _GT: ">", _LE: "<= =< ≤ ≦ ⩽ ≯", _LT: "<", _EQ: "= ═"})
BOUNDS = SYMBOLS | _spelled(
    {
        _GE: "大于等于 大于或等于 不低于 不少于 不小于 不得低于 不得少于 不得小于 至少 最少",
        _GT: "大于 超过 高于 多于",
        _LE: "小于等于 小于或等于 不超过 不高于 不大于 不多于 不得超过 不得高于 不得大于 未超过 至多 最多",
        _LT: "小于 低于 少于 不足 不到",
        _EQ: "等于",
    }
)
_ABOVE, _BELOW = "以上 及以上 或以上 (含)以上 以上(含)", "以下 及以下 或以下 (含)以下 以下(含)"
BOUNDS_BEHIND = _spelled({_GE: _ABOVE, _LE: f"{_BELOW} 以内 及以内 (含)以内 以内(含) 之内 内"})
DAY_BOUNDS = SYMBOLS | _spelled({_LE: "不晚于 不迟于", _GE: "不早于"})
TRENDS = _spelled({"增长": "增长 增加 提高 提升 上升 上涨", "下降": "下降 降低 减少 缩短 压减"})
ZEROS = {"千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12}
CELL_UNITS = _spelled({"%": "百分比 百分率 百分数", "‰": "千分比 千分率", "个百分点": "百分点"})
# A space between two digits, or behind a point, comma or leading sign, may part two statements: it stays and spoils.
IDLE_SPACE = re.compile(r"(?<![\d.,])(?<!^[+-])\s+|\s+(?![\d\s])")
SPELLINGS = str.maketrans({"㎡": "m²", "㎥": "m³", "㎢": "km²", "−": "-", "〜": "~"})

_BEFORE = (
    r"(?:已|共计?|合计|总计|累计|实际|完成|达到?|保持在|维持在){0,3}"
    r"(?:(?:同比|[较比][上去]年(?:度|同期)?|与[上去]年(?:度|同期)?相比)?"
    rf"(?P<trend>{_either(TRENDS)})了?)?"
    rf"(?:完成率为?)?(?P<held>控制在)?(?P<bound>{_either(BOUNDS)})?(?:完成|达到?)?"
    r"(?P<about>大约|约|大概|将近|接近|近(?![0-9]+(?:年|个月|周|天|日)))?"
)
_BEHIND = (
    rf"(?P<around>左右|上下)?(?:(?P<bound_behind>{_either(BOUNDS_BEHIND)})"
    rf"|的?(?P<trend_behind>{_either(TRENDS)})|(?P<between>之间)|已?完成|全?覆盖)?"
)
QUANTITY = re.compile(rf"{_BEFORE}(?P<amounts>[+-]?[0-9].*?){_BEHIND}")
RANGE_MARK = re.compile(r"(?<=[^+-])(?:[-~]|[—–―─\u2010]{1,2}|至|到)(?=[+-]?[0-9])")
# 千米, 千克, 千瓦, 千瓦时, 千伏 are whole units; 千分比 and 万分之 are no scale either.
_SCALE = rf"(?!千[米克瓦伏]|[百千万]分[之比率])(?:{_either(ZEROS)})"
AMOUNT = re.compile(
    r"(?P<number>[+-]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?)"
    rf"(?P<over>[余多])?(?P<scale>{_SCALE})?(?P<over_scale>[余多])?(?P<unit>\D+)?"
)
CELL = re.compile(rf"(?P<scale>{_SCALE})?(?P<unit>\D{{0,{LONGEST_UNIT}}})")
_UNIT_PART = r"(?:[%‰]|°?[A-Za-z]+[²³]?|[一-鿿][一-鿿A-Za-z²³]*)"
UNIT = re.compile(rf"{_UNIT_PART}(?:[/·]{_UNIT_PART})*")
# Signs that a sentence goes on behind the number, and not its unit.
SENTENCE = re.compile(
    r"[以及含不于已并等均各其为是有没未的了和与或至到从在由被就都也还再又仅上下内外前后底初末余多约近左右几半]"
    r"|[一二三四五六七八九两〇完建修增加减降低提超达获得取开举召参购买采付印编送收审改造整治维落推进使投出]"
    r"|[覆盖解决启创响招受优满全]|合格|运行"
)
# 12月, 3季度, 10点, 2号 name a time, 5成 a share, 5A and 5G a class; 百 or 十 would be a scale left unread.
NO_UNIT = re.compile(r"[月季点号时成十百万亿]|千(?![米克瓦伏])|[AG]$")
CALENDAR = re.compile(
    r"(?:19|20)\d\d(?:\.(?:0?[1-9]|1[0-2])|(?:0[1-9]|1[0-2])\d\d|(?:\.\d\d?)?\D{1,2}(?:19|20)\d\d(?:\.\d\d?)?)"
)
DAY_IN_DIGITS = re.compile(r"((?:19|20)\d\d)([-./])(\d{1,2})\2(\d{1,2})(?:日|(?!\d))", re.ASCII)
DAY = re.compile(
    rf"(?:已?[于在])?(?P<bound>{_either(DAY_BOUNDS)})?"
    r"(?P<year>(?:19|20)\d\d)年(?:(?:(?P<first>\d{1,2})月?[-~至到])?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?)?"
    r"(?P<end>年?[底末])?(?P<before>之前|以前|前)?(?:已?完成)?",
    re.ASCII,
)
