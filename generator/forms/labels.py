"""The labels of the official form and of its local variants, and what else a form says."""

import re
from collections.abc import Iterable
from functools import lru_cache

from generator.model.fields import (
    AMOUNT,
    NAME,
    NOTE,
    RATE,
    FormField,
    fields_of,
    heads_of,
    listed,
    named,
)
from generator.model.report import (
    Form,
    FundingRow,
    Goals,
    Indicator,
    LevelHead,
    ManagementCheck,
)
from generator.model.text import fold
from generator.model.types import Part

_ASIDE = re.compile(r"\([^()]*\)")
_UNIT = re.compile(r"\((元|万元|亿元)\)|单位[:：]?\s*(元|万元|亿元)")

_WEIGHED = re.compile(r"(.{2,20}?)\s*[（(]\s*([0-9]{1,3}(?:\.[0-9]+)?)\s*分\s*[)）]")

UNIT_LINE = re.compile(r"\(?(?:金额)?单位[:：]?(?:元|万元|亿元)\)?")


def _vocabulary(found: Iterable[FormField]) -> dict[str, str]:
    """Return each declared label of the fields with the field's key."""
    return {fold(word): field.key for field in found for word in field.labels}


def _of_rows(found: Iterable[FormField]) -> dict[str, str]:
    """Return the labels of figures in rows, where the sources of money stand in columns."""
    figures = [field for field in found if field.kind in (AMOUNT, RATE)]
    return {fold(word): field.key for field in figures for word in field.row_labels}


def _notes(*parts: type[Part]) -> frozenset[str]:
    every = [field for part in parts for field in fields_of(part)]
    return frozenset(field.key for field in every if field.kind is NOTE)


HEADS = _vocabulary(heads_of(Form))
FUNDING = _vocabulary(listed(FundingRow))
FIGURE_ROWS = _of_rows(listed(FundingRow))
# Two of these in one row are the head of a funding table; 结余 stands in other tables too.
MONEY_COLUMNS = frozenset({"年初预算数", "全年预算数", "实际到位数", "全年执行数"})
INDICATORS = _vocabulary(listed(Indicator))
GOALS = _vocabulary(listed(Goals))
MANAGEMENT = _vocabulary(listed(ManagementCheck))
# Notes keep their paragraphs; whatever else is broken over lines is one line.
_NOTES = _notes(Form, Indicator, LevelHead)
# What a level head states beside its names.
SUBTOTALS = tuple(field.key for field in listed(LevelHead) if field.kind is not NAME)
# The column of our own empty form in which a formula shows what the rule gives: it is never read.
RULE_SCORE = "规则最高得分"
# Columns of our own form that begins with last year's values: they are there to compare.
LAST_YEAR = ("对照：上年指标值", "对照：上年完成值")
LONG_TERM = frozenset(_vocabulary([named(Goals, "long_term")]))
TOTALS = frozenset(_vocabulary([named(Form, "total")]))
TITLES = re.compile(r"(?:绩效)?自评(?:价)?表|绩效目标自评|(?:项目|整体)支出绩效自评")
# A year of evaluation, and not the month on a cover.
YEAR = re.compile(r"((?:19|20)[0-9]{2})\s*年(?:度|(?!\s*[0-9]))")
PREPRINTED = re.compile(r"(?:指标\s*[0-9]+\s*[:：]?|[…\.。]{2,})")
SIDE_LABELS = frozenset(
    map(
        fold,
        (
            "项目资金",
            "年度总体目标",
            "总体目标",
            "年度绩效目标",
            "绩效指标",
            "年度绩效指标",
            "绩效目标",
            "预算执行情况",
            "项目资金情况",
        ),
    )
)


@lru_cache(maxsize=1 << 13)
def label(text: str) -> str:
    """Return a label as the vocabularies hold it: folded, without asides and closing marks."""
    return _ASIDE.sub("", fold(text)).strip(":：*%")


def weighed(text: str) -> tuple[str, str]:
    """Return a level's name, and the weight that it may state: `产出指标（40分）`, else ""."""
    found = _WEIGHED.fullmatch(joined(text))
    return (found.group(1).strip(), found.group(2)) if found else (joined(text), "")


def money_unit(text: str) -> str | None:
    """Return the unit of money that a label states, `项目资金（万元）` or `单位：元`."""
    found = _UNIT.search(fold(text))
    return (found.group(1) or found.group(2)) if found else None


def as_kept(key: str, text: str) -> str:
    """Return a cell's text as a data file keeps it under a key."""
    return text if key in _NOTES else joined(text)


def joined(text: str) -> str:
    """Return a label or name broken over lines as one line, without a space where it broke."""
    return re.sub(r"\s*\n\s*", "", text).strip()
