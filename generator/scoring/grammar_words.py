"""The words and signs of the measure grammar.

How forms write bounds, changes, scales, units and days.
"""

import re
from collections.abc import Iterable
from typing import TypeVar

from generator.model.measure import Comparator, Slack, Trend

_Meaning = TypeVar("_Meaning")


def spelled(spellings: dict[_Meaning, str]) -> dict[str, _Meaning]:
    """Return each word with its meaning, from the words of each meaning parted by spaces."""
    return {word: meaning for meaning, words in spellings.items() for word in words.split()}


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


LONGEST_UNIT = 12
_GE, _GT, _LE, _LT, _EQ = Comparator
SYMBOLS = spelled(
    {_GE: ">= => ≥ ≧ ⩾ ≮", _GT: ">", _LE: "<= =< ≤ ≦ ⩽ ≯", _LT: "<", _EQ: "= ═ =="},
)
BOUNDS = SYMBOLS | spelled(
    {
        _GE: "大于等于 大于或等于 不低于 不少于 不小于 不得低于 不得少于 不得小于 至少 最少 不低于或等于",
        _GT: "大于 超过 高于 多于 超出 突破 逾 超",
        _LE: "小于等于 小于或等于 不超过 不高于 不大于 不多于 不得超过 不得高于 不得大于 未超过 未超出 不超 至多 最多",
        _LT: "小于 低于 少于 不足 不到 不满 未满 未达到 未达 未到",
        _EQ: "等于",
    }
)
_ABOVE = "以上 及以上 或以上 (含)以上 以上(含)"
_BELOW = "以下 及以下 或以下 (含)以下 以下(含)"
BOUNDS_BEHIND = spelled({_GE: _ABOVE, _LE: f"{_BELOW} 以内 及以内 (含)以内 以内(含) 之内 内"})
DAY_BOUNDS = SYMBOLS | spelled({_LE: "不晚于 不迟于 最迟 截至 截止 截止到", _GE: "不早于"})
TRENDS = spelled(
    {
        Trend.UP: "增长 增加 提高 提升 上升 上涨 增幅 增收 递增",
        Trend.DOWN: "下降 降低 减少 缩短 压减 压缩 减低 降幅",
    }
)
SLACKS = spelled({Slack.ABOUT: "大约 约 大概", Slack.UNDER: "将近 接近 近"})
ZEROS = {
    "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
}  # fmt: skip
CELL_UNITS = spelled(
    {"%": "百分比 百分率 百分数 百分号", "‰": "千分比 千分率", "个百分点": "百分点"}
)
# A space between two digits, or behind a point, comma or leading sign,
# may part two statements: it stays and spoils.
IDLE_SPACE = re.compile(r"(?<![\d.,])(?<!^[+-])\s+|\s+(?![\d\s])")
SPELLINGS = str.maketrans(
    {
        "㎡": "m²",
        "㎥": "m³",
        "㎢": "km²",
        "−": "-",
        "〜": "~",
        "﹪": "%",
        "〉": ">",
        "〈": "<",
        "×": "*",
        "○": "零",
    }
)
# What clerks write around a sign without meaning more by it, and what is meant.
TIDYINGS = (
    (re.compile(r"^[》](?=[=\d])"), ">"),
    (re.compile(r"^[《](?=[=\d])"), "<"),
    (re.compile(r"([≥≤])(?:\1|=)+"), r"\1"),
    (re.compile(r"[>=]*≥[>=]*"), "≥"),
    (re.compile(r"[<=]*≤[<=]*"), "≤"),
    (
        re.compile(r"([≥≤<>=]+)\((?:大于或?等于|小于或?等于|等于|大于|小于|不低于|不高于|含)\)"),
        r"\1",
    ),
    (re.compile(r"^\(([≥≤<>=]+)\)"), r"\1"),
    (
        re.compile(r"^(?:大于或?等于|不低于|不少于)\(?≥\)?|^≥\(?(?:大于或?等于|不低于|不少于)\)?"),
        "≥",
    ),
    (
        re.compile(r"^(?:小于或?等于|不高于|不超过)\(?≤\)?|^≤\(?(?:小于或?等于|不高于|不超过)\)?"),
        "≤",
    ),
    (re.compile(r"(?<=[%\d])\(含(?:本数|[\d.]+%?)?\)$"), ""),
    (re.compile(r"%\((?:百分比|百分号|%)\)|百分比\(%\)"), "%"),
    (re.compile(r"百分之(\d+(?:\.\d+)?)"), r"\1%"),
    (re.compile(r"(\d)(天|年|小时|个月|个小时)多$"), r"\1多\2"),
    (re.compile(r"^([≥≤<>=]*)半年(?=内|以内|$)"), r"\g<1>6个月"),
    (re.compile(r"人(?:·次|\(次\)|/次)"), "人次"),
    (re.compile(r"(?:台[(/]套\)?|套[(/]台\)?|台套)$"), "台"),
    (re.compile(r"(?<![A-Za-z])([kcm]?m)([23])(?![\d.])"), lambda m: f"{m[1]}{'²³'[m[2] == '3']}"),
    (re.compile(r"^([^()]*\d[^()]{0,4})\(其中[^()]*\)$"), r"\1"),
    (re.compile(r"^\[(\d[\d.]*%?),(\d[\d.]*%)\]$"), r"\1-\2"),
    (re.compile(r"^(\d[\d.]*%?)≤[A-Za-z]≤(\d[\d.]*%?)$"), r"\1-\2"),
    (re.compile(r"(?<=\d)\(([十百千]?[万亿][一-鿿]{0,3})\)$"), r"\1"),
    (re.compile(r"^(\d[\d,.]*)\+([^\d+*/-]{0,6})$"), r"\1\2以上"),
    (re.compile(r"^每([一-鿿]{1,3}?)(\d[\d,.]*万?元)$"), r"\2/\1"),
    (re.compile(r"^每年(?:度)?([≥≤]?\d[\d,.]*[一-鿿]{1,3})$"), r"\1/年"),
    (re.compile(r"^一([次个件起人项场])[也都]没有$"), r"0\1"),
    (re.compile(r"(?<=\d)/10万$"), "每十万"),
)
# Words of completion in front of a figure: they say that it was reached, not what it is.
COMPLETION = "已经|均已|已|均|都|全部|全年|共计?|合计|总计|总共|累计|实际|发生|出现|实现|完成|达成|达到?|了|为|保持在?|维持在?|稳定在|年度|当年|本年度?"
_BEFORE = (
    rf"(?:{COMPLETION}){{0,4}}"
    r"(?:(?:同比|[较比][上去]年(?:度|同期)?|与[上去]年(?:度|同期)?相比)?"
    rf"(?P<trend>{either(TRENDS)})了?)?"
    rf"(?:完成率为?)?(?P<held>控制在)?(?P<bound>{either(BOUNDS)})?(?:完成|达到?)?"
    rf"(?P<about>{either(SLACKS)}(?![0-9]+(?:年|个月|周|天|日)))?"
)
_BEHIND = (
    rf"(?P<around>左右|上下)?(?:(?P<bound_behind>{either(BOUNDS_BEHIND)})"
    rf"|的?(?P<trend_behind>{either(TRENDS)})|(?P<between>之间)|已?(?:全部)?完成|全?覆盖|达标)?"
)
QUANTITY = re.compile(rf"{_BEFORE}(?P<amounts>[+-]?[0-9].*?){_BEHIND}")
# Words in a sentence beside which its figures are not simply what was done.
NOT_DONE = re.compile(
    r"其中|计划|原定|拟|目标|应|未|不|无|仅|占|比|增|减|降|提高|提升|约|近|余|多|超|以|累计完成投资|至|到[^位]|[-~—+]"
)
FIGURES = re.compile(
    r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)((?:十|百|千)?[万亿]?)([^\d\s,，。;；、:：()（）]{0,6})"
)
RANGE_MARK = re.compile(r"(?<=[^+-])(?:[-~]|[—–―─\u2010]{1,2}|至|到)(?=[+-]?[0-9])")
# 千米, 千克, 千瓦, 千瓦时, 千伏 are whole units; 千分比 and 万分之 are no scale either.
_SCALE = rf"(?!千[米克瓦伏]|[百千万]分[之比率])(?:{either(ZEROS)})"
AMOUNT = re.compile(
    r"(?P<number>[+-]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?)"
    rf"(?P<over>[余多])?(?P<scale>{_SCALE})?(?P<over_scale>[余多])?(?P<unit>\D+)?"
)
CELL = re.compile(rf"(?P<scale>{_SCALE})?(?P<unit>\D{{0,{LONGEST_UNIT}}})")
_UNIT_PART = r"(?:[%‰]|°?[A-Za-zμ]+[²³]?|[一-鿿][一-鿿A-Za-z²³]*)"
# A unit may leave out what is counted: 620万/月.
UNIT = re.compile(rf"/?{_UNIT_PART}(?:[/·]{_UNIT_PART})*")
# Signs that a sentence goes on behind the number, and not its unit.
SENTENCE = re.compile(
    r"[以及含不于已并等均各其为是有没未的了和与或至到从在由被就都也还再又仅上下内外前后底初末余多约近左右几半]"
    r"|[一二三四五六七八九两〇完建修增加减降低提超达获得取开举召参购买采付印编送收审改造整治维落推进使投出]"
    r"|[覆盖解决启创响招受优满全]|合格|运行"
)
# 12月, 3季度, 10点, 2号 name a time, 5成 a share, 5A and 5G a class; 百 or 十 would be a scale left unread.
NO_UNIT = re.compile(r"[月季点号时成十百万亿]|千(?![米克瓦伏])|[AG]$")
CALENDAR = re.compile(
    r"(?:19|20)\d\d(?:\.(?:0?[1-9]|1[0-2])|(?:0[1-9]|1[0-2])\d\d"
    r"|(?:\.\d\d?)?\D{1,2}(?:19|20)\d\d(?:\.\d\d?)?)"
)
FRACTION = re.compile(r"(?P<part>\d{1,6})/(?P<whole>\d{1,6})")
