"""R1: what a row has to show for its score: reasons, values, items of a checklist."""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import (
    NATIONAL_RULE,
    measured,
    says_something,
    scored_indicators,
    subject,
)
from generator.model.figure import plain, round_half_up
from generator.model.finding import Severity
from generator.model.measure import Amount, Comparator
from generator.model.problem import sample
from generator.model.report import Indicator
from generator.scoring.methods import checklist_points
from generator.scoring.scorecard import Row
from generator.scoring.units import conversion, times


@check(
    "R107",
    Severity.REVIEW,
    title="扣分应说明原因",
    basis=NATIONAL_RULE + "：未完成的指标应分析偏差原因、提出改进措施",
    explanation="指标没有得满分，而偏差原因分析及改进措施一栏（没有该栏的表，备注一栏）空白，或者只写“无”“/”。"
    "扣分的行多而没有一行说明的，只说一次。",
    advice="在该行填写偏差原因和改进措施。",
    bad=sample(
        "绩效指标:",
        "  养护里程: {实际完成值: 40公里, 得分: 16}",
        "总分: 95",
        beside="同时有 R105：按比例计分的行照例列出。",
    ),
    good=sample(
        "绩效指标:",
        "  养护里程:",
        "    实际完成值: 40公里",
        "    得分: 16",
        "    偏差原因分析及改进措施: 雨季延长，来年提前开工",
        "总分: 95",
        beside="同时有 R105：按比例计分的行照例列出。",
    ),
)
def deduction_has_reason(case: Case) -> Iterator[Found | NotApplicable]:
    """Where points were lost, a variance note says why."""
    lost = [(row, item) for row, item in scored_indicators(case) if _has_lost(row)]
    if not lost:
        yield NotApplicable("没有失分的指标")
    mute = [(row, item) for row, item in lost if not _has_reason(item)]
    if len(mute) > _FEW and len(mute) == len(lost):
        yield _all_without_reason([row for row, _ in mute])
    else:
        yield from (_without_reason(row, item) for row, item in mute)


# Where more rows than this lack a reason and none has one, it is said once.
_FEW = 3
_REASON = "说明偏差原因和改进措施"


def _has_lost(row: Row) -> bool:
    return row.declared is not None and row.weight is not None and row.declared < row.weight


def _has_reason(item: Indicator) -> bool:
    return says_something(item.note) or says_something(item.remark)


def _all_without_reason(rows: list[Row]) -> Found:
    points = plain(sum(map(_lost, rows), Decimal(0)))
    names = "、".join(f"“{row.label}”" for row in rows[:_FEW])
    message = f"{names}等 {len(rows)} 行共失 {points} 分，没有一行说明原因"
    return Found(("绩效指标",), message, _REASON, "未填报", points)


def _without_reason(row: Row, item: Indicator) -> Found:
    points = plain(_lost(row))
    filler = f"，原因一栏只写“{item.note}”" if item.note else ""
    message = f"“{row.label}”失 {points} 分，没有说明原因{filler}"
    path = (*row.path, "偏差原因分析及改进措施")
    return Found(path, message, _REASON, item.note or "未填报", points, subject(item))


def _lost(row: Row) -> Decimal:
    return (row.weight or Decimal(0)) - (row.declared or Decimal(0))


@check(
    "R108",
    Severity.REVIEW,
    title="扣分的指标应有目标值和完成值",
    basis=NATIONAL_RULE,
    explanation="指标被扣了分，但既没有目标值也没有实际完成值，读者无从知道差在哪里、规则该给多少分。",
    advice="填报目标值和实际完成值；按清单评分的，把清单写在“评分规则”里。",
    bad=sample(
        "绩效指标:",
        "  养护里程:",
        '    年度指标值: ""',
        '    实际完成值: ""',
        "    得分: 16",
        "    偏差原因分析及改进措施: 雨季延长，来年提前开工",
        "总分: 95",
    ),
    good=sample(
        "绩效指标:",
        "  养护里程:",
        "    实际完成值: 40公里",
        "    得分: 16",
        "    偏差原因分析及改进措施: 雨季延长，来年提前开工",
        "总分: 95",
        beside="同时有 R105：按比例计分的行照例列出。",
    ),
)
def deduction_has_values(case: Case) -> Iterator[Found | NotApplicable]:
    """A row that lost points states its target and actual value, or a checklist."""
    for row, item in scored_indicators(case):
        if item.effective_target or item.actual or row.is_budget or checklist_points(item.rule):
            continue
        if _has_lost(row):
            unanswered = "但目标值和实际完成值都没有填报，无从核算"
            message = f"“{row.label}”扣 {plain(_lost(row))} 分，{unanswered}"
            wanted = "填报目标值和实际完成值"
            yield Found(row.path, message, wanted, "未填报", subject=subject(item))


@check(
    "R109",
    Severity.NOTICE,
    title="完成值远超目标值应分析原因",
    basis=NATIONAL_RULE
    + "：实际完成值远高于指标值的，要分析原因；因年初指标值设定明显偏低的，按偏离度调减得分",
    explanation="实际完成值超出目标值的幅度达到评价规则设定的提示线（多为 30%）。国家规定没有给出具体百分比，因此只作提示。"
    "表中有年初指标值的，与年初指标值比较。",
    advice="在备注或偏差原因一栏说明为什么超出；年初目标定得偏低的，来年据实设定。",
    bad=sample(
        "绩效指标:",
        "  养护里程: {实际完成值: 65公里}",
    ),
    good=sample(
        "绩效指标:",
        "  养护里程: {实际完成值: 64公里}",
    ),
)
def over_achievement(case: Case) -> Iterator[Found | NotApplicable]:
    """No positive target is exceeded beyond the rulebook's limit."""
    limit = case.rulebook.quantitative.over_limit
    rows = [row for row in measured(case, initial=True) if row.actual.amount and row.target.amount]
    if not rows:
        yield NotApplicable("没有以数值填报的指标")
    for row in rows:
        if row.target.bound in (Comparator.LE, Comparator.LT):
            continue
        over = _excess(row.target.amount, row.actual.amount)
        if over is not None and over >= limit:
            shown = f"{plain(round_half_up(over, 1))}%"
            values = f"目标 {row.target.text}，完成 {row.actual.text}"
            message = f"“{row.indicator.label}”{values}，超出 {shown}"
            expected = f"超出 {plain(limit)}% 以上须分析原因"
            path = (*row.path, "实际完成值")
            yield Found(path, message, expected, row.actual.text, shown, subject(row.indicator))


def _excess(target: Amount | None, actual: Amount | None) -> Decimal | None:
    """Return by how many per cent an amount exceeds its target; None where they do not compare."""
    if target is None or actual is None or target.is_span or actual.is_span or target.low <= 0:
        return None
    factor = conversion(actual.unit, target.unit)
    if factor is None or target.is_bare != actual.is_bare:
        return None
    wanted, stated = target.in_base_unit()[0], times(actual.in_base_unit()[0], factor)
    return (stated - wanted) * 100 / wanted


@check(
    "R110",
    Severity.NOTICE,
    title="清单各项分数之和应等于分值",
    basis="评分规则：逐项列明分数的，各项相加为该指标分值",
    explanation="评分规则列出若干项、每项若干分的，各项相加应等于该指标的分值。",
    advice="核对清单各项的分数和该行的分值，改正填错的一处。",
    bad=sample(
        "绩效指标:",
        "  验收合格率: {评分规则: ①资料齐全（4分）②质量达标（5分）}",
    ),
    good=sample(
        "绩效指标:",
        "  验收合格率: {评分规则: ①资料齐全（4分）②质量达标（6分）}",
    ),
)
def checklist_adds_up(case: Case) -> Iterator[Found | NotApplicable]:
    """The points of a checklist's items add to the weight."""
    rows = [(row, item, checklist_points(item.rule)) for row, item in scored_indicators(case)]
    listed = [(row, item, points) for row, item, points in rows if points]
    if not listed:
        yield NotApplicable("评分规则中没有逐项列分的清单")
    for row, item, points in listed:
        total = sum(points, Decimal(0))
        if row.weight is not None and total != row.weight:
            message = (
                f"“{row.label}”评分规则各项相加为 {plain(total)} 分，分值为 {plain(row.weight)} 分"
            )
            yield Found(
                (*row.path, "评分规则"),
                message,
                plain(row.weight),
                plain(total),
                subject=subject(item),
            )


CHECKS = (deduction_has_reason, deduction_has_values, over_achievement, checklist_adds_up)
