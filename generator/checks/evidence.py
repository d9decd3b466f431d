"""F3: actual values that repeat something instead of telling what was done."""

from collections.abc import Iterator, Mapping

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import (
    FORM,
    Measured,
    indicator_rows,
    measured,
    subject,
)
from generator.model.finding import Severity
from generator.model.measure import Amount, Comparator, Day
from generator.model.problem import sample
from generator.model.report import Indicator
from generator.model.text import fold, level_name
from generator.scoring.claims import band_named, set_answer
from generator.scoring.facts import Claim
from generator.scoring.grammar import parse_measure
from generator.scoring.indicator import context_of
from generator.scoring.writings import plain_text

_WHOLE = 100
_NO_VALUES = "没有同时填报目标值和实际完成值的指标"
_LIMITS = (Comparator.GE, Comparator.GT, Comparator.LE, Comparator.LT)


@check(
    "F308",
    Severity.REVIEW,
    title="实际完成值应填结果，不应照抄目标",
    basis=FORM,
    explanation="完成值连同“≥”“不低于”“以上”一起照抄目标，只说了要做到多少，没有说做到了多少。"
    "完成值恰好等于目标、只写数字的，不在此列。",
    advice="填报统计出来的实际数值，不带“≥”“以上”等字样。",
    bad=sample(
        "绩效指标:",
        '  养护里程: {实际完成值: ">=50公里"}',
    ),
    good=sample(
        "绩效指标:",
        "  养护里程: {实际完成值: 50公里}",
    ),
)
def actual_is_no_copy(case: Case) -> Iterator[Found | NotApplicable]:
    """An actual value does not repeat its target with the target's sign."""
    rows = list(measured(case))
    if not rows:
        yield NotApplicable(_NO_VALUES)
    if _all_alike(case, rows):
        return
    for row in rows:
        if _is_copy(row):
            message = f"“{row.indicator.label}”的实际完成值“{row.actual.text}”照抄目标，没有写明实际做到多少"
            path = (*row.path, "实际完成值")
            yield Found(path, message, "实际数值", row.actual.text, subject=subject(row.indicator))


def _is_copy(row: Measured) -> bool:
    """Tell whether the actual value is the target's own text, with a limit or a deadline in it."""
    same = fold(plain_text(row.target.text)) == fold(plain_text(row.actual.text)) != ""
    match row.target.value:
        case Amount(high=high) if high:
            # The cell 指标性质 lends a sign to both values; the copy has it in its own text.
            return same and parse_measure(row.actual.text).bound in _LIMITS
        case Day(open=True):
            return same
    return False


@check(
    "F309",
    Severity.REVIEW,
    title="目标为数字的，完成值应填数字",
    basis=FORM,
    explanation="目标是数量、比率或日期，完成值只写“达成预期指标”“已完成”一类的套话，读者不知道究竟做到多少。",
    advice="填报实际的数量、比率或日期；定性指标才填写档次。",
    bad=sample(
        "绩效指标:",
        "  养护里程: {实际完成值: 达成预期指标}",
    ),
    good=sample(
        "绩效指标:",
        "  管护制度: {实际完成值: 达成预期指标}",
    ),
)
def figures_are_answered_by_figures(case: Case) -> Iterator[Found | NotApplicable]:
    """A target with a figure is not answered by the name of a band or another set answer."""
    rows = list(measured(case))
    if not rows:
        yield NotApplicable(_NO_VALUES)
    bands = context_of(case.report.form, case.report.identity.year, case.rulebook).bands
    evasive = [row for row in rows if _evades(row, bands)]
    answers = {row.actual.text for row in rows}
    unsaid = "没有写明实际做到多少"
    if len(evasive) >= _SOME and len(answers) == 1:
        all_say = f"{len(rows)} 行指标的完成值都只写“{answers.pop()}”"
        message = f"{all_say}，其中 {len(evasive)} 行的目标是数字或日期，{unsaid}"
        yield Found(("绩效指标",), message, "实际数值", evasive[0].actual.text)
        return
    for row in evasive:
        says = f"目标为“{row.target.text}”，完成值只写“{row.actual.text}”"
        message = f"“{row.indicator.label}”{says}，{unsaid}"
        path = (*row.path, "实际完成值")
        yield Found(path, message, "实际数值", row.actual.text, subject=subject(row.indicator))


def _evades(row: Measured, bands: Mapping[str, Claim]) -> bool:
    """Tell whether words stand where a figure is asked for.

    全部完成 does answer 100%, 按时完成 a deadline, 按标准发放 a standard.
    """
    if not isinstance(row.target.value, Amount | Day):
        return False
    if band_named(row.actual.text, bands):
        return True
    amount = row.target.amount
    full = amount is None or (amount.low == amount.high == _WHOLE)
    return (
        not full
        and "标准" not in row.actual.text
        and set_answer(row.actual.text, bands) is not None
    )


@check(
    "F310",
    Severity.REVIEW,
    title="同一指标不应重复计分",
    basis="地方财政部门复核口径：产出与效益重复设同一指标的，只计一个",
    explanation="两行指标的名称、目标值和实际完成值都相同，同一结果计了两次分。名称相同而目标或结果不同的，不在此列。",
    advice="删去重复的一行，把分值分给别的指标；确是两件事的，在名称里写明各指什么。",
    bad=sample(
        "绩效指标:",
        '  验收合格率: {三级指标: 按期完成率, 年度指标值: ">=95%", 实际完成值: 96%}',
    ),
    good=sample(
        "绩效指标:",
        '  验收合格率: {三级指标: 按期完成率, 年度指标值: ">=96%", 实际完成值: 96%}',
    ),
)
def indicators_are_not_repeated(case: Case) -> Iterator[Found]:
    """No indicator stands twice with the same name, target and actual value."""
    seen: dict[tuple[str, ...], Indicator] = {}
    for row, item in indicator_rows(case):
        key = _identity(item)
        if key is None or (row.weight is None and row.declared is None):
            continue
        first = seen.setdefault(key, item)
        if first is not item:
            elsewhere = _heads(first) != _heads(item)
            where = f"（另一行在“{first.level2 or first.level1}”下）" if elsewhere else ""
            same = f"“{item.label}”与另一行的名称、目标值和实际完成值都相同{where}"
            message = f"{same}，同一结果计了两次分"
            path = (*row.path, "三级指标")
            yield Found(path, message, "只计一次", item.name or "", subject=subject(item))


def _identity(item: Indicator) -> tuple[str, ...] | None:
    """Return what makes a row the same as another, or None for a row too bare to tell."""
    name, target, actual = (
        fold(text or "") for text in (item.name, item.effective_target, item.actual)
    )
    if not name or not target or not actual:
        return None
    # 合格率 may stand under two heads for two things; a name that says what it counts may not.
    heads = _heads(item) if len(name) < _SPECIFIC else ()
    return (*heads, name, target, actual)


_SPECIFIC = 5


def _heads(item: Indicator) -> tuple[str, str]:
    return level_name(item.level1 or ""), level_name(item.level2 or "")


@check(
    "F311",
    Severity.REVIEW,
    title="实际完成值不应个个等于目标值",
    basis="单位自评应当反映实际完成情况",
    explanation="五行以上的指标，每一行的完成值都与目标值分毫不差，其中至少三行是可多可少的数量，多半是照目标填的。"
    "目标本来就是 100%、0 或文字的，完成值与目标相同并不奇怪，不单独计数。",
    advice="按统计结果填报实际完成值。",
    bad=sample(
        "绩效指标:",
        "  按期完成率: {实际完成值: 95%}",
        "  每公里成本: {实际完成值: 2万元}",
        "  每吨货物运费: {实际完成值: 40元}",
        "  进城通行时间: {实际完成值: 30分钟}",
        "  路旁绿化里程: {实际完成值: 20公里}",
        "  群众满意度: {实际完成值: 90%}",
    ),
    good=sample(
        "绩效指标:",
        "  按期完成率: {实际完成值: 95%}",
        "  每公里成本: {实际完成值: 2万元}",
        "  每吨货物运费: {实际完成值: 40元}",
        "  进城通行时间: {实际完成值: 30分钟}",
        "  路旁绿化里程: {实际完成值: 20公里}",
    ),
)
def actuals_differ_from_targets(case: Case) -> Iterator[Found | NotApplicable]:
    """Not every actual value equals its target."""
    rows = list(measured(case))
    if len(rows) < _MANY:
        yield NotApplicable("同时填报目标值和实际完成值的指标不足五行")
    elif _all_alike(case, rows):
        copied = sum(_is_copy(row) for row in rows)
        signs = f"，其中 {copied} 行连符号照抄" if copied else ""
        message = f"{len(rows)} 行指标的实际完成值个个等于目标值{signs}，疑为照目标填写"
        yield Found(("绩效指标",), message, "实际完成值", "与目标值相同")


_MANY, _SOME = 5, 3


def _all_alike(case: Case, rows: list[Measured]) -> bool:
    """Tell whether all actual values equal their targets, and some might well have differed."""
    answered = sum(item.actual is not None for _, item in indicator_rows(case))
    if answered > len(rows) or len(rows) < _MANY:
        return False
    return all(map(_is_equal, rows)) and sum(map(_might_differ, rows)) >= _SOME


def _is_equal(row: Measured) -> bool:
    wanted, stated = row.target.amount, row.actual.amount
    if wanted is not None and stated is not None:
        return wanted.in_base_unit() == stated.in_base_unit()
    return fold(row.target.text) == fold(row.actual.text)


def _might_differ(row: Measured) -> bool:
    """Tell whether a target is a figure that can be missed and exceeded."""
    amount = row.target.amount
    if amount is None or row.target.bound is Comparator.EQ or not amount.high:
        return False
    return not (amount.unit == "%" and amount.high == _WHOLE)


CHECKS = (
    actual_is_no_copy,
    figures_are_answered_by_figures,
    indicators_are_not_repeated,
    actuals_differ_from_targets,
)
