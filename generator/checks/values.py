"""F3: targets and actual values against each other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import FORM, NATIONAL_RULE, Measured, measured, percent, subject
from generator.model.figure import plain, round_half_up
from generator.model.finding import Severity
from generator.model.measure import Kind, Measure, parse_measure
from generator.model.measure_words import Comparator
from generator.model.text import fold
from generator.model.units import same_unit

_NUMERIC = (Kind.NUMBER, Kind.RANGE)
_TWO_ITEMS = re.compile(r"(?s)[1１①][.、．)）]?.+?[2２②][.、．)）]?.+")
_NO_VALUES = "没有同时填报目标值和实际完成值的指标"


@check(
    "F301",
    Severity.REVIEW,
    title="目标值与实际完成值应为同一种值、同一单位",
    basis=FORM,
    explain="目标是文字而完成值是数字，目标是次数而完成值是百分比，或目标没有单位而完成值是百分比，都无法直接比较。"
    "计分时能按完成率折算的折算，不能的列为不可判定。",
)
def same_kind_of_value(case: Case) -> Iterator[Found | NotApplicable]:
    """Target and actual are the same kind of value in the same unit."""
    rows = list(measured(case.report))
    if not rows:
        yield NotApplicable(_NO_VALUES)
    for row in rows:
        if words := _kind_problem(row.target, row.actual):
            message = (
                f"“{row.indicator.label}”的目标值“{row.target.text}”{words[0]}，实际完成值“{row.actual.text}”{words[1]}"
            )
            yield Found((*row.path, "实际完成值"), message, words[0], words[1], subject=subject(row.indicator))


def _kind_problem(target: Measure, actual: Measure) -> tuple[str, str] | None:
    """Describe how the two differ in kind, or return None."""
    if target.kind is Kind.WORDS and actual.kind in _NUMERIC:
        return "是定性描述", "是百分比" if actual.unit == "%" else "是数值"
    if target.kind in _NUMERIC and actual.kind is Kind.WORDS:
        return "是数值", "是定性描述"
    if target.kind not in _NUMERIC or actual.kind not in _NUMERIC or target.unit == actual.unit:
        return None
    if target.unit and actual.unit:
        if same_unit(target.unit, actual.unit):
            return None
        return f"的单位是“{target.unit}”", f"的单位是“{actual.unit}”"
    if "%" in (target.unit, actual.unit):
        return _percent_words(target), _percent_words(actual)
    return None


def _percent_words(measure: Measure) -> str:
    return "是百分比" if measure.unit == "%" else "没有写单位"


@check(
    "F302",
    Severity.NOTICE,
    title="目标值和实际完成值应写明单位",
    basis=FORM,
    explain="目标值与实际完成值只有一方写了单位。计分时按同一单位理解，并在该行注明。",
)
def units_are_stated(case: Case) -> Iterator[Found | NotApplicable]:
    """Both target and actual carry their unit."""
    rows = [row for row in measured(case.report) if row.target.kind in _NUMERIC and row.actual.kind in _NUMERIC]
    if not rows:
        yield NotApplicable("没有以数值填报的指标")
    for row in rows:
        if bool(row.target.unit) == bool(row.actual.unit):
            continue
        key, bare, other = (
            ("实际完成值", row.actual, row.target) if row.target.unit else ("年度指标值", row.target, row.actual)
        )
        message = f"“{row.indicator.label}”的{key}“{bare.text}”没有写单位（另一方为“{other.text}”）"
        yield Found((*row.path, key), message, f"写明单位“{other.unit}”", bare.text, subject=subject(row.indicator))


@check(
    "F303",
    Severity.NOTICE,
    title="目标值或完成值为零，不能用比例计分",
    basis="各地系统的计分公式：目标值为0时不作除法，做到得满分，未做到得0分",
    explain="目标值为 0 的指标只有做到和没做到两种结果；反向指标的完成值为 0 时，也不能用目标值除以完成值。提示读者这类行没有用比例计分。",
)
def zero_values(case: Case) -> Iterator[Found | NotApplicable]:
    """Rows where a ratio would divide by zero."""
    rows = [row for row in measured(case.report) if row.target.kind in _NUMERIC]
    if not rows:
        yield NotApplicable("没有以数值为目标的指标")
    for row in rows:
        zero_target = row.target.low == 0 == row.target.high
        zero_actual = row.actual.low == 0 == row.actual.high and row.target.comparator in (Comparator.LE, Comparator.LT)
        if zero_target or zero_actual:
            which = f"目标值“{row.target.text}”" if zero_target else f"实际完成值“{row.actual.text}”"
            message = f"“{row.indicator.label}”的{which}为 0，不能用除法计分，只看做到与否"
            key = "年度指标值" if zero_target else "实际完成值"
            yield Found((*row.path, key), message, subject=subject(row.indicator))


@check(
    "F304",
    Severity.NOTICE,
    title="实际完成值应为确数",
    basis=FORM,
    explain="实际完成值写作“约”“左右”等概数。计分时按所写数字计算，并保留“约”字。",
)
def exact_actuals(case: Case) -> Iterator[Found | NotApplicable]:
    """The actual value is exact, not approximate."""
    rows = list(measured(case.report))
    if not rows:
        yield NotApplicable(_NO_VALUES)
    for row in rows:
        if row.actual.approximate:
            message = f"“{row.indicator.label}”的实际完成值“{row.actual.text}”是概数"
            yield Found((*row.path, "实际完成值"), message, "确数", row.actual.text, subject=subject(row.indicator))


@check(
    "F305",
    Severity.REVIEW,
    title="年中调整指标值应说明原因",
    basis=NATIONAL_RULE + "：与年初设定的目标值比较",
    explain="表中的调整后指标值与年初指标值不同。按哪一个计分会影响结果；两种读法得分不同的，规则参考分同时列出。",
)
def target_changed(case: Case) -> Iterator[Found | NotApplicable]:
    """A target that was adjusted within the year."""
    rows = [(index, row) for index, row in enumerate(case.report.form.indicators) if row.adjusted_target]
    if not rows:
        yield NotApplicable("表中没有调整后指标值")
    for index, row in rows:
        if row.target and row.adjusted_target and fold(row.target) != fold(row.adjusted_target):
            change = _change(parse_measure(row.target), parse_measure(row.adjusted_target))
            words = f"（{change}）" if change else ""
            message = f"“{row.label}”的指标值由“{row.target}”调整为“{row.adjusted_target}”{words}"
            path = ("绩效指标", index, "调整后指标值")
            yield Found(path, message, row.target, row.adjusted_target, change, subject(row))


def _change(old: Measure, new: Measure) -> str:
    if old.low is None or new.low is None or old.low <= 0 or not same_unit(old.unit, new.unit):
        return ""
    ratio = (new.low - old.low) / old.low
    return f"{'+' if ratio > 0 else ''}{percent(ratio, 0)}"


@check(
    "F306",
    Severity.NOTICE,
    title="一行只应填一个指标",
    basis=FORM,
    explain="一行里用 1、2 分列了两个指标，却只有一个目标值、一个完成值和一个得分，读者无从分辨各自完成得怎样。",
)
def one_indicator_a_row(case: Case) -> Iterator[Found | NotApplicable]:
    """One row holds one indicator."""
    for index, row in enumerate(case.report.form.indicators):
        if row.name and _TWO_ITEMS.fullmatch(row.name):
            message = f"一行中列了不止一个指标：“{row.name}”"
            yield Found(("绩效指标", index, "三级指标"), message, "一行一个指标", row.name, subject=subject(row))


@dataclass(frozen=True, slots=True)
class KnownRatio:
    """A rate that the field defines as one count over another; words name the counts."""

    name: str
    part: str
    whole: tuple[str, ...]


# Definitions of judicial and administrative statistics; a row is matched by its whole name.
_KNOWN_RATIOS = (
    KnownRatio("结案率", "结案数", ("收案数",)),
    KnownRatio("结案率", "结案数", ("受理数",)),
    KnownRatio("办结率", "办结数", ("受理数", "收件数")),
    KnownRatio("验收合格率", "合格数", ("验收数",)),
)


@check(
    "F307",
    Severity.REVIEW,
    title="比率应与构成它的数量一致",
    basis="司法统计口径：结案率＝结案数÷收案数；办结率＝办结数÷受理数",
    explain="同一张表里既有比率，又有构成比率的数量时，重新相除后比较。例如结案率应等于结案数量除以收案数量。",
)
def ratio_of_counts(case: Case) -> Iterator[Found | NotApplicable]:
    """A rate agrees with the counts it is made of, where the form states all three."""
    rows = list(measured(case.report))
    applied = False
    for ratio in _KNOWN_RATIOS:
        rate = next((row for row in rows if fold(row.indicator.label) == ratio.name), None)
        part, whole = _count(rows, (ratio.part,)), _count(rows, ratio.whole)
        if rate is None or part is None or not whole or rate.actual.low is None or rate.actual.unit != "%":
            continue
        applied = True
        exact = part / whole * 100
        if exact != rate.actual.low:
            shown = f"{plain(round_half_up(exact, 3))}%"
            message = f"“{rate.indicator.label}”填 {rate.actual.text}，而 {plain(part)} ÷ {plain(whole)} = {shown}"
            yield Found((*rate.path, "实际完成值"), message, shown, rate.actual.text, subject=subject(rate.indicator))
    if not applied:
        yield NotApplicable("表中没有可以互相验算的比率和数量")


def _count(rows: list[Measured], words: tuple[str, ...]) -> Decimal | None:
    for row in rows:
        if any(word in row.indicator.label for word in words) and row.actual.unit != "%":
            return row.actual.low
    return None


CHECKS = (
    same_kind_of_value,
    units_are_stated,
    zero_values,
    exact_actuals,
    target_changed,
    one_indicator_a_row,
    ratio_of_counts,
)
