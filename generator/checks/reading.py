"""What several checks read from a form: its measures, its texts, its row names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from generator.checks.check import Case, Found
from generator.model.figure import DASHES, Figure, round_half_up
from generator.model.finding import Severity
from generator.model.measure import Absent, Measure
from generator.model.money import money_words
from generator.model.report import Form, FormPath, Indicator
from generator.model.text import fold
from generator.scoring.indicator import context_of, measures
from generator.scoring.scorecard import Row, RowKind

NATIONAL_RULE = "财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）"
FORM = "项目支出绩效自评表填报要求"
HUNDRED = Decimal(100)
# A tail cut off below a tenth of a point is a matter of printing.
SLIGHT = Decimal("0.1")
# How many times two figures lie apart, by the power of ten.
TIMES = {3: "一千", 4: "一万", 8: "一亿"}


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator row whose target and actual value are both stated."""

    path: FormPath
    indicator: Indicator
    target: Measure
    actual: Measure


@lru_cache(maxsize=2)
def measured(case: Case, *, initial: bool = False) -> tuple[Measured, ...]:
    """Return the rows with a target and an actual value, both parsed.

    The target is the adjusted one where the form has it; with `initial`, the one set at the start
    of the year.
    """
    form = case.report.form
    context = context_of(form, case.report.identity.year, case.rulebook)
    found = (
        Measured(("绩效指标", index), row, *measures(row, context, initial=initial))
        for index, row in enumerate(form.indicators)
    )
    return tuple(
        one
        for one in found
        if not isinstance(one.target.value, Absent) and not isinstance(one.actual.value, Absent)
    )


def indicator_rows(case: Case) -> Iterator[tuple[Row, Indicator]]:
    """Yield every row that stands among the indicators, scored or not, with its indicator."""
    for row in case.scorecard.rows:
        if row.kind in _AMONG_INDICATORS:
            yield row, case.report.form.indicators[int(row.path[1])]


_AMONG_INDICATORS = (RowKind.INDICATOR, RowKind.SHARED, RowKind.MEMBER)


def scored_indicators(case: Case) -> Iterator[tuple[Row, Indicator]]:
    """Yield the rows among the indicators that carry points of their own, with their indicator."""
    for row, indicator in indicator_rows(case):
        if row.kind is RowKind.INDICATOR and row.readings:
            yield row, indicator


# What clerks write where a reason is asked for and there is none.
_FILLERS = frozenset("无 没有 暂无 无偏差 不适用 略 详见附件 见附件 同上 / 0 0%".split()) | {
    fold(dash) for dash in DASHES
}
# The form's own prompt, left standing: 说明完成情况（100字以内）.
_PROMPT = re.compile(r"\(?\d{2,4}字以?内\)?$")


def says_something(text: str | None) -> bool:
    """Tell whether a cell says anything: 无, / and — do not, nor does the form's own prompt."""
    bare = fold(text or "").strip("。.;；")
    return bare != "" and bare not in _FILLERS and not _PROMPT.search(bare)


_CUT = re.compile(r"截断|残缺|缺页|断页|不存|其后|以下缺|丢失")


def is_cut(form: Form) -> bool:
    """Tell whether the transcriber recorded that the source breaks off or has lost a part."""
    return any(
        record.action != "已修复" and _CUT.search(record.reason) for record in form.transcription
    )


def rows_may_be_lost(case: Case) -> bool:
    """Tell whether a source breaks off, and the weights that are left are not the full score."""
    return is_cut(case.report.form) and case.scorecard.weight_sum != case.rulebook.full_score


def as_missing(form: Form, found: Found) -> Found:
    """Lower to a notice what is missing from a source that breaks off: it was perhaps there."""
    if not is_cut(form):
        return found
    return replace(found, message=f"{found.message}（来源文件残缺）", severity=Severity.NOTICE)


def value_of(figure: Figure | None) -> Decimal | None:
    """Return the value of a cell, or None where it is empty or holds no figure."""
    return figure.value if figure else None


def in_money(case: Case, amount: Decimal) -> str:
    """Show an amount (元) in the form's own unit, with separators."""
    return money_words(amount, case.report.form.money_unit)


def subject(indicator: Indicator) -> str:
    """Name a row by its heads and its own name, so that re-ordering does not rename it."""
    return "/".join(part for part in (indicator.level1, indicator.level2, indicator.name) if part)


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of the form, and where it stands."""

    path: FormPath
    title: str
    text: str


def narrative(form: Form) -> Iterator[Passage]:
    """Yield every chapter of the report and of the analysis block."""
    for key, block in (("报告", form.narrative), ("项目绩效分析", form.analysis)):
        if block is not None:
            for chapter, title, text in block.chapters():
                yield Passage((key, chapter), title, text)


@lru_cache(maxsize=1)
def squeezed(case: Case) -> tuple[Passage, ...]:
    """Return the chapters without the spaces that extraction may have added."""
    return tuple(
        Passage(one.path, one.title, squeeze(one.text)) for one in narrative(case.report.form)
    )


def matches(case: Case, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield every match of a pattern in the chapters, squeezed."""
    for passage in squeezed(case):
        for match in pattern.finditer(passage.text):
            yield passage, match


def goals(form: Form) -> Iterator[Passage]:
    """Yield the goal texts of the form."""
    if form.goals:
        for key, text in (
            ("预期目标", form.goals.planned),
            ("实际完成情况", form.goals.achieved),
            ("实施期目标", form.goals.long_term),
        ):
            if text:
                yield Passage(("年度总体目标", key), key, text)


def sentence_at(text: str, start: int, end: int) -> str:
    """Return the sentence of `text` around a match, at most 60 characters."""
    left = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    right = min(
        (place for mark in "。；\n" if (place := text.find(mark, end)) >= 0), default=len(text)
    )
    return text[max(left, start - 40) : min(right, end + 20)].strip()


def percent(ratio: Decimal, places: int = 2) -> str:
    """Show a ratio as a percentage, rounded half up."""
    return f"{round_half_up(ratio * HUNDRED, places)}%"


def squeeze(text: str) -> str:
    """Remove spaces between characters that extraction may have added."""
    return re.sub(r"[ \t\u3000]+", "", text)
