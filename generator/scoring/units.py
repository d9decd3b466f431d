"""Closed tables of equal meaning for units.

Other spellings, and units that convert into each other exactly.

What stands in no table is not converted, and two units that no table
ties together are not compared.
"""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from generator.model.text import fold

# A dimension, and how many of its smallest unit each spelling counts.
# 亩 is 10000/15 m², hence thirds of a m².
_TABLES: dict[str, dict[str, int]] = {
    "时间": {
        "毫秒 ms": 1,
        "秒 s 秒钟": 1000,
        "分钟 min": 60_000,
        "小时 h 个小时 钟头 个钟头": 3_600_000,
        "天 日 个自然日 自然日 日历天 个日历天": 86_400_000,
        "周 星期 个星期 个周": 604_800_000,
    },
    "月份": {"月 个月": 1, "季度 个季度 季": 3, "年 个年度 年度": 12},
    "长度": {
        "毫米 mm": 1,
        "厘米 cm 公分": 10,
        "米 m": 1000,
        "里 华里": 500_000,
        "公里 千米 km": 1_000_000,
    },
    "面积": {
        "平方米 m² 平米 平方 ㎡": 3,
        "亩": 2000,
        "公顷 ha": 30_000,
        "平方公里 平方千米 km² 平方km": 3_000_000,
    },
    "体积": {"毫升 ml": 1, "升 l": 1000, "立方米 m³ 立方 方 ㎥": 1_000_000},
    "重量": {
        "微克 μg ug": 1,
        "毫克 mg": 1000,
        "克 g": 1_000_000,
        "斤 市斤": 500_000_000,
        "公斤 千克 kg": 1_000_000_000,
        "吨 t": 1_000_000_000_000,
    },
    "货币": {"分钱": 1, "角": 10, "元 元人民币 人民币元 块": 100},
    "电量": {"千瓦时 度 kwh": 1, "兆瓦时 mwh": 1000},
    "功率": {"瓦 w": 1, "千瓦 kw": 1000, "兆瓦 mw": 1_000_000},
    "存储": {"kb": 1, "mb": 1024, "gb g": 1024**2, "tb t字节": 1024**3},
    "带宽": {"kbps": 1, "mbps m兆 兆": 1000, "gbps": 1_000_000},
    "百分数": {"‰": 1, "%": 10, "倍 比例": 1000},
    "百分点": {"个百分点 百分点": 1},
    "声级": {"分贝 db": 1},
}
# Words that count the same things: one group, one meaning.
_CLASSIFIERS: dict[str, str] = {
    "人": "人 名 位 员 口 个人 生",
    "次": "次 场 场次 回 个次 期 期次 趟",
    "个": "个 项 件 处 条 只 款",
    "份": "份 篇 部 本 册 份数",
    "批": "批 批次 个批次",
    "台": "台 套 辆 台套 台(套) 台/套 套(台)",
    "家": "家 户 所 座",
    "处": "处 座",
    "栋": "栋 幢",
    "棵": "棵 株",
    "只": "只 羽",
    "案件": "件 起 宗",
    "事件": "起 次",
    "项目": "项目 个项目 项",
    "课时": "学时 课时 个学时 个课时",
}
# 个 stands for any thing that is counted singly.
_COUNTED_SINGLY = frozenset(
    "项 件 处 条 台 套 家 所 座 种 类 款 只 间 栋 支 批 村 站 点 社区 项目 个项目 份 篇".split()
)
_DIMENSION: dict[str, tuple[str, int]] = {
    fold(spelling): (dimension, factor)
    for dimension, units in _TABLES.items()
    for spellings, factor in units.items()
    for spelling in spellings.split()
}
_GROUPS: dict[str, set[str]] = {}
for _name, _words in _CLASSIFIERS.items():
    for _word in _words.split():
        _GROUPS.setdefault(fold(_word), set()).add(_name)
# Units of one matter that no exact figure ties together: a person
# comes once or more, a month has 28 to 31 days.
Rough = tuple[Fraction, Fraction | None]
_ROUGH_NAMES: dict[str, str] = {
    fold(spelling): name
    for name, spellings in {
        "人": _CLASSIFIERS["人"],
        "人次": "人次",
        "户": "户 家",
        "户次": "户次 家次",
        "天": "天 日 个自然日 自然日 日历天 个日历天",
        "工作日": "工作日 个工作日",
        "月": "月 个月",
        "年": "年 个年度 年度",
    }.items()
    for spelling in spellings.split()
}
_ROUGHLY: dict[tuple[str, str], Rough] = {
    ("人", "人次"): (Fraction(1), None),
    ("人次", "人"): (Fraction(0), Fraction(1)),
    ("户", "户次"): (Fraction(1), None),
    ("户次", "户"): (Fraction(0), Fraction(1)),
    ("天", "工作日"): (Fraction(0), Fraction(1)),
    ("工作日", "天"): (Fraction(1), None),
    ("月", "天"): (Fraction(28), Fraction(31)),
    ("天", "月"): (Fraction(1, 31), Fraction(1, 28)),
    ("年", "天"): (Fraction(365), Fraction(366)),
    ("天", "年"): (Fraction(1, 365), Fraction(1, 365)),
}
# 人次 counts visits where 人 counts persons: what follows the shorter unit changes its meaning.
_CHANGES = ("次", "均", "天", "日", "百分", "/", "·", "每", "²", "³", "月", "年")


@lru_cache(maxsize=4096)
def conversion(left: str, right: str) -> Fraction | None:
    """Return how many of `right` one `left` is, or None where no table tells.

    1 for spellings of one unit.
    """
    a, b = fold(left), fold(right)
    if a == b:
        return Fraction(1)
    if not a or not b:
        return None
    if _parts(a) != ((a,), ()) or _parts(b) != ((b,), ()):
        return _compound(a, b)
    if a in _DIMENSION and b in _DIMENSION:
        return _in_one_dimension(a, b)
    return Fraction(1) if _counts_the_same(a, b) else None


def yearly_conversion(left: str, right: str) -> Fraction | None:
    """Convert 次/年 and 次: a form is of one year.

    Only things that are counted; 元/年 may be a standard.
    """
    one, other = left.removesuffix("/年"), right.removesuffix("/年")
    return conversion(one, other) if is_count(one) and is_count(other) else None


def rough_conversion(left: str, right: str) -> Rough | None:
    """Return how many of `right` one `left` is at least and at most; None: no limit."""
    known = _ROUGHLY.get((_ROUGH_NAMES.get(fold(left), ""), _ROUGH_NAMES.get(fold(right), "")))
    return known or _for_each(left, right)


def _for_each(left: str, right: str) -> Rough | None:
    """Compare a sum with what falls on each: 元 is no less than 元/人, whether or not it is all."""
    (above, below), (over, under) = _parts(fold(left)), _parts(fold(right))
    if not above or above != over or bool(below) == bool(under):
        return None
    return (Fraction(0), Fraction(1)) if under else (Fraction(1), None)


def times(value: Decimal, factor: Fraction) -> Decimal:
    """Multiply by a conversion, multiplied before divided so that finite results stay exact."""
    return value * factor.numerator / factor.denominator


def same_unit(left: str, right: str) -> bool:
    """Tell whether two stated units mean the same.

    Other spellings, or one with its noun (份, 份报告).
    """
    return conversion(left, right) == 1


def is_duration(unit: str) -> bool:
    """Tell whether a unit measures time."""
    return _DIMENSION.get(fold(unit), ("", 0))[0] in {"时间", "月份"} or fold(unit) in {
        "工作日",
        "个工作日",
    }


def is_count(unit: str) -> bool:
    """Tell whether a unit counts things, persons, events or an extent: more is more done."""
    folded = fold(unit)
    extent = _DIMENSION.get(folded, ("", 0))[0] in {"长度", "面积", "体积", "重量"}
    return (
        extent
        or folded in _GROUPS
        or folded in _COUNTED_SINGLY
        or folded in {"人次", "万人次", "课时", "学时"}
    )


def _in_one_dimension(a: str, b: str) -> Fraction | None:
    (one, many), (other, few) = _DIMENSION[a], _DIMENSION[b]
    return Fraction(many, few) if one == other else None


def _counts_the_same(a: str, b: str) -> bool:
    if _GROUPS.get(a, set()) & _GROUPS.get(b, set()):
        return True
    if "个" in (a, b) and {a, b} - {"个"} <= _COUNTED_SINGLY:
        return True
    if _are_persons(a) and _are_persons(b):
        return True
    short, long = sorted((a, b), key=len)
    return (
        not short.isascii()
        and long.startswith(short)
        and not long[len(short) :].startswith(_CHANGES)
    )


def _are_persons(unit: str) -> bool:
    """Tell whether a unit counts persons, with or without saying which: 人, 38 名学生."""
    return "人" in _GROUPS.get(unit[:1], ()) and not unit[1:].startswith(_CHANGES)


def _parts(unit: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split a compound unit into what stands above and below the line: `元/人·月` is 元 by 人 and 月."""
    pieces = unit.replace("每", "/").split("/")
    above = tuple(sorted(piece for piece in pieces[0].split("·") if piece))
    below = tuple(sorted(part for piece in pieces[1:] for part in piece.split("·") if part))
    return above, below


def _compound(a: str, b: str) -> Fraction | None:
    """Convert compound units where what stands below the line is the same."""
    (above, below), (over, under) = _parts(a), _parts(b)
    if not above or not over:
        above = over = ()
    if len(above) != len(over) or len(below) != len(under):
        return None
    top, bottom = _product(above, over), _product(below, under)
    return top / bottom if top is not None and bottom is not None else None


def _product(units: tuple[str, ...], others: tuple[str, ...]) -> Fraction | None:
    factor = Fraction(1)
    for one, other in zip(units, others, strict=True):
        part = conversion(one, other)
        if part is None:
            return None
        factor *= part
    return factor
