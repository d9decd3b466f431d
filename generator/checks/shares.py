"""Rows whose names say that they are a share of a whole: 合格率, 满意度.

Closed tables, read from the name's end.
"""

import re

from generator.checks.reading import HUNDRED
from generator.model.measure import Amount, Measure
from generator.model.report import Indicator
from generator.model.text import fold
from generator.scoring.grammar import parse_measure

# Shares that can be no more than the whole, by what is counted in front of 率 or 度.
_OF_A_WHOLE = re.compile(
    r"(?:合格|优良(?:中等)?路?|优秀|达标|覆盖|普及|及时|准时|按时|准确|正确|完好|(?<!毛)入学|巩固|知晓|成活|存活|治愈|出勤|到岗|在岗|通过|"
    r"规范|合规|公开|普惠|录取|升学|毕业|就业|持证|上岗|通达|可达|通车|硬化|送达|兑付|兑现|保存|受益|建档)(?:率|度|比例|占比|比率)$"
)
_SATISFACTION = re.compile(r"满意(?:度|率|程度|比例|占比)?(?:调查|测评|指标|情况|评价)*$")
_NOT_SO = re.compile(r"(?:不|未|非|无|欠|差)(?:[^率度]{0,4})(?:率|度|比例|占比|比率)$|不满意|投诉")
_ASIDE = re.compile(r"\([^()]*\)|[\"“”《》*★·.\s]")


def bare_name(item: Indicator) -> str:
    """Return a row's name without brackets, quotes and marks around it."""
    return _ASIDE.sub("", fold(item.name or item.level2 or ""))


def is_share(item: Indicator) -> bool:
    """Tell whether a row's name says that it is a share of a whole, of which more is better."""
    name = bare_name(item)
    of_a_whole = _SATISFACTION.search(name) or _OF_A_WHOLE.search(name)
    return of_a_whole is not None and _NOT_SO.search(name) is None


def per_cent(measure: Measure) -> Amount | None:
    """Return a figure in per cent that is no change of something."""
    amount = measure.amount
    return amount if amount is not None and amount.unit == "%" and amount.trend is None else None


def is_beyond_the_whole(item: Indicator, text: str | None) -> bool:
    """Tell whether a cell gives such a row more than 100 %, which no share can be."""
    if not is_share(item):
        return False
    amount = per_cent(parse_measure(text or "", unit=item.measure_unit, name=item.name or ""))
    return amount is not None and amount.high > HUNDRED
