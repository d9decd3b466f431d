"""F3: targets and actual values against each other."""

import re
from collections.abc import Iterator

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import (
    FORM,
    NATIONAL_RULE,
    Measured,
    indicator_rows,
    measured,
    percent,
    subject,
)
from generator.model.finding import Severity
from generator.model.measure import Amount, Comparator, Day, Measure, Slack
from generator.model.problem import sample
from generator.model.text import fold
from generator.scoring.facts import Completion, Fact, Open, Settled, Silent
from generator.scoring.grammar import parse_measure
from generator.scoring.units import same_unit

_TWO_ITEMS = re.compile(r"(?s)[1１①][.、．)）]?.+?[2２②][.、．)）]?.+")
_NO_VALUES = "没有同时填报目标值和实际完成值的指标"


@check(
    "F301",
    Severity.REVIEW,
    title="目标值与实际完成值应为同一种值、同一单位",
    basis=FORM,
    explanation="目标是文字而完成值是数字，目标是次数而完成值是百分比，都无法直接比较，该行无法判断。"
    "场次与次、公里与米这类可以换算的，按换算后的数比较，不在此列。",
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
    """Target and actual are the same kind of value in units that convert."""
    rows = list(measured(case))
    if not rows:
        yield NotApplicable(_NO_VALUES)
    facts = {row.path: row.fact for row, _ in indicator_rows(case)}
    for row in rows:
        fact = facts.get(row.path)
        if fact is not None and _differ_in_kind(row.target, row.actual, fact):
            message = f"“{row.indicator.label}”{fact.why}"
            declared = f"{row.target.text} → {row.actual.text}"
            yield Found(
                (*row.path, "实际完成值"),
                message,
                "同一种值、同一单位",
                declared,
                subject=subject(row.indicator),
            )


def _differ_in_kind(target: Measure, actual: Measure, fact: Fact) -> bool:
    """Tell whether two values are of different kinds, or could not be brought into one unit."""
    converted = isinstance(fact, Settled) and isinstance(fact.outcomes[0].basis, Completion)
    if not isinstance(fact, Silent) and not converted:
        return False
    return target.kind is not actual.kind or target.amount is not None


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
    rows = [row for row in measured(case) if row.target.amount and row.actual.amount]
    if not rows:
        yield NotApplicable("没有以数值填报的指标")
    doubtful = {row.path for row, _ in indicator_rows(case) if isinstance(row.fact, Open | Silent)}
    for row in rows:
        target, actual = _unit(row.target), _unit(row.actual)
        if row.path in doubtful or bool(target) == bool(actual):
            continue
        if target:
            yield from _without_unit(row, "实际完成值", row.actual, row.target)
        else:
            yield from _without_unit(row, "年度指标值", row.target, row.actual)


def _unit(measure: Measure) -> str:
    return measure.amount.unit if measure.amount else ""


def _without_unit(row: Measured, key: str, bare: Measure, other: Measure) -> Iterator[Found]:
    """Yield that a value lacks the unit which the other one has; nothing is nothing in any unit."""
    if bare.text.strip() == "0":
        return
    lack = f"{key}“{bare.text}”没有写单位（另一方为“{other.text}”）"
    message, wanted = f"“{row.indicator.label}”的{lack}", f"写明单位“{_unit(other)}”"
    yield Found((*row.path, key), message, wanted, bare.text, subject=subject(row.indicator))


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
    rows = [row for row in measured(case) if row.target.amount is not None]
    if not rows:
        yield NotApplicable("没有以数值为目标的指标")
    for row in rows:
        reverse = row.target.bound in (Comparator.LE, Comparator.LT)
        if _is_zero(row.target):
            key, which = "年度指标值", f"目标值“{row.target.text}”"
        elif reverse and _is_zero(row.actual):
            key, which = "实际完成值", f"实际完成值“{row.actual.text}”"
        else:
            continue
        message = f"“{row.indicator.label}”的{which}为 0，不能用除法计分，只看做到与否"
        yield Found((*row.path, key), message, subject=subject(row.indicator))


def _is_zero(measure: Measure) -> bool:
    amount = measure.amount
    return amount is not None and amount.low == 0 == amount.high


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
    rows = list(measured(case))
    if not rows:
        yield NotApplicable(_NO_VALUES)
    for row in rows:
        if row.actual.amount is not None and row.actual.amount.slack is not Slack.EXACT:
            message = f"“{row.indicator.label}”的实际完成值“{row.actual.text}”是概数"
            yield Found(
                (*row.path, "实际完成值"),
                message,
                "确数",
                row.actual.text,
                subject=subject(row.indicator),
            )


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
    rows = [
        (index, row) for index, row in enumerate(case.report.form.indicators) if row.adjusted_target
    ]
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
    before, after = old.amount, new.amount
    if before is None or after is None or before.low <= 0 or not same_unit(before.unit, after.unit):
        return ""
    start, end = before.in_base_unit()[0], after.in_base_unit()[0]
    ratio = (end - start) / start
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
            yield Found(
                ("绩效指标", index, "三级指标"),
                message,
                "一行一个指标",
                row.name,
                subject=subject(row),
            )


@check(
    "F314",
    Severity.REVIEW,
    title="指标名称应说明考核什么，不应与目标值相同",
    basis=FORM,
    explanation="指标名称、目标值和实际完成值写的是同一个数或同一个日期（如“100万元”“2022年”），什么也没有衡量。",
    advice="名称写明考核什么，目标值写明做到多少，完成值写明实际做到多少。",
    bad=sample(
        "绩效指标:",
        "  每公里成本: {三级指标: 100万元, 年度指标值: 100万元, 实际完成值: 100万元}",
    ),
    good=sample(
        "绩效指标:",
        "  管护制度: {三级指标: 建立管护制度, 年度指标值: 建立管护制度, 实际完成值: 建立管护制度}",
    ),
)
def name_says_what_is_measured(case: Case) -> Iterator[Found | NotApplicable]:
    """The name of an indicator is no figure that its target and actual value repeat."""
    for row in measured(case):
        name = row.indicator.name or ""
        is_figure = isinstance(row.target.value, Amount | Day)
        if is_figure and fold(name) == fold(row.target.text) == fold(row.actual.text):
            message = f"指标名称、目标值和实际完成值都写“{name}”，没有说明考核什么"
            path = (*row.path, "三级指标")
            yield Found(path, message, "写明考核什么", name, subject=subject(row.indicator))


CHECKS = (
    name_says_what_is_measured,
    same_kind_of_value,
    units_are_stated,
    zero_values,
    exact_actuals,
    target_changed,
    one_indicator_a_row,
)
