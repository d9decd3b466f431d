"""F3: targets and actual values against each other."""

import re
from collections.abc import Iterator

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import FORM, NATIONAL_RULE, measured, percent, subject
from generator.model.finding import Severity
from generator.model.measure import Kind, Measure, parse_measure
from generator.model.measure_words import Comparator
from generator.model.problem import sample
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
    explanation="目标是文字而完成值是数字，目标是次数而完成值是百分比，或目标没有单位而完成值是百分比，都无法直接比较。"
    "计分时能按完成率折算的折算，不能的列为不可判定。",
    advice="目标值和完成值用同一种写法、同一单位填报；完成值要能回答目标值问的事。",
    bad=sample(
        "绩效指标:",
        "  管护制度: {年度指标值: 健全, 实际完成值: 100%}",
    ),
    good=sample(
        "绩效指标:",
        "  管护制度: {年度指标值: 健全, 实际完成值: 健全}",
    ),
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
    explanation="目标值与实际完成值只有一方写了单位。计分时按同一单位理解，并在该行注明。",
    advice="两处都写上单位；表中单列度量单位的，填在“度量单位”栏。",
    bad=sample(
        "绩效指标:",
        "  养护里程: {实际完成值: 50}",
    ),
    good=sample(
        "绩效指标:",
        '  养护里程: {年度指标值: ">=50", 实际完成值: 50}',
    ),
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
    explanation="目标值为 0 的指标只有做到和没做到两种结果；反向指标的完成值为 0 时，也不能用目标值除以完成值。提示读者这类行没有用比例计分。",
    advice="不必改动；目标值误填为 0 的，改正。",
    bad=sample(
        "绩效指标:",
        "  养护里程: {三级指标: 安全事故, 年度指标值: =0次, 实际完成值: 0次}",
    ),
    good=sample(
        "绩效指标:",
        "  养护里程: {三级指标: 抢险次数, 年度指标值: <=2次, 实际完成值: 2次}",
    ),
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
    explanation="实际完成值写作“约”“左右”等概数。计分时按所写数字计算，并保留“约”字。",
    advice="按统计结果填写确数；只能估计的，在备注里写明来源。",
    bad=sample(
        "绩效指标:",
        "  养护里程: {实际完成值: 约50公里}",
    ),
    good=sample(
        "绩效指标:",
        "  养护里程: {年度指标值: 约50公里}",
    ),
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
    explanation="表中的调整后指标值与年初指标值不同。按哪一个计分会影响结果；两种读法得分不同的，规则参考分同时列出。",
    advice="在备注里写明调整的原因和批准文号。",
    bad=sample(
        "绩效指标:",
        '  养护里程: {年度指标值: ">=50公里", 调整后指标值: ">=40公里"}',
    ),
    good=sample(
        "绩效指标:",
        '  养护里程: {年度指标值: ">=50公里", 调整后指标值: ">=５０公里"}',
    ),
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
    explanation="一行里用 1、2 分列了两个指标，却只有一个目标值、一个完成值和一个得分，读者无从分辨各自完成得怎样。",
    advice="分成几行填报，各有目标值、完成值、分值和得分。",
    bad=sample(
        "绩效指标:",
        "  养护里程: {三级指标: 1.养护里程2.改造桥梁}",
    ),
    good=sample(
        "绩效指标:",
        "  养护里程: {三级指标: G12国道2期养护里程}",
    ),
)
def one_indicator_a_row(case: Case) -> Iterator[Found | NotApplicable]:
    """One row holds one indicator."""
    for index, row in enumerate(case.report.form.indicators):
        if row.name and _TWO_ITEMS.fullmatch(row.name):
            message = f"一行中列了不止一个指标：“{row.name}”"
            yield Found(("绩效指标", index, "三级指标"), message, "一行一个指标", row.name, subject=subject(row))


CHECKS = (
    same_kind_of_value,
    units_are_stated,
    zero_values,
    exact_actuals,
    target_changed,
    one_indicator_a_row,
)
