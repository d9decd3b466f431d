"""X2: a project against its own earlier years, as far as these are public."""

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Case, Found, check
from generator.checks.reading import (
    HUNDRED,
    NATIONAL_RULE,
    Measured,
    in_money,
    is_cut,
    measured,
    percent,
    says_something,
    subject,
)
from generator.checks.siblings import Sibling, SiblingRow, may_be_called
from generator.model.figure import plain
from generator.model.finding import Severity
from generator.model.measure import Amount
from generator.model.money import money_in_yuan
from generator.model.problem import sample
from generator.model.report import Indicator
from generator.model.text import fold

# Reasons shorter than this are the same every year without anybody copying: 天气原因.
_TELLING = 8
# A budget that grows by less than this has kept up with prices.
_GROWN = Decimal("1.1")
# One that grows by more than this was written in another unit, which X104 tells.
_OTHER_UNIT = 100
_FIGURES = re.compile(r"[0-9.,%]+")
_SHORT = ("绩效指标:", "  养护里程:", "    实际完成值: 40公里", "    得分: 16")
_MISSED = "没有达到目标另由 R105 提示。"
_LATER = (
    "年度: 2023",
    "公开: {公开日期: 2024-08-31, 保密审查: {结论: 通过, 日期: 2024-08-30}}",
)
_LAST_YEAR = ("# projects/2022/county-roads/road-care.yml",)
_THIS_YEAR = ("---", "# projects/2023/county-roads/road-care.yml", *_LATER)


@check(
    "X201",
    Severity.NOTICE,
    title="完成值连续三年分毫不差",
    basis=NATIONAL_RULE + "：绩效评价结果应当真实、客观",
    explanation="同一项目同名指标的实际完成值连续三年完全相同，又不是目标值、0 或 100%："
    "量出来的数年年一样很少见，可能是沿用了上年的数。",
    advice="对照当年的统计、调查或台账核对完成值；确实相同的，在备注里写明出处。",
    bad=sample(
        "# projects/2021/county-roads/road-care.yml",
        "年度: 2021",
        "---",
        *_LAST_YEAR,
        *_THIS_YEAR,
    ),
    good=sample(
        "# projects/2021/county-roads/road-care.yml",
        "年度: 2021",
        "绩效指标:",
        "  按期完成率: {实际完成值: 95.5%}",
        "  每公里成本: {实际完成值: 1.7万元}",
        "  每吨货物运费: {实际完成值: 39元}",
        "  进城通行时间: {实际完成值: 29分钟}",
        "  路旁绿化里程: {实际完成值: 20.5公里}",
        "  群众满意度: {实际完成值: 92%}",
        "---",
        *_LAST_YEAR,
        *_THIS_YEAR,
    ),
)
def actual_value_lives(case: Case) -> Iterator[Found]:
    """No measured value stays the same for three years."""
    last = case.others.before
    if last is None or last.before is None:
        return
    for row in measured(case):
        earlier = [one.same(row.indicator, case.report.form) for one in (last, last.before)]
        said = [one for one in earlier if one is not None and _says(one, row)]
        if _is_telling(row) and len(said) == len(earlier):
            message = (
                f"“{row.indicator.label}”{last.before.year} 至 {last.year + 1} 年的完成值"
                f"都是“{row.actual.text}”（{last.before.report}、{last.report}）"
            )
            yield Found(
                (*row.path, "实际完成值"),
                message,
                "当年的完成值",
                row.actual.text,
                subject=subject(row.indicator),
                sources=tuple(one.source for one in said),
            )


def _says(earlier: SiblingRow, row: Measured) -> bool:
    """Tell whether an earlier row says the same in the same unit, and had not set it itself."""
    same_unit = fold(earlier.unit) == fold(row.indicator.measure_unit or "")
    is_goal = fold(earlier.target) == fold(earlier.actual)
    return same_unit and not is_goal and fold(earlier.actual) == fold(row.actual.text)


def _is_telling(row: Measured) -> bool:
    """Tell whether an actual value is a figure that nobody sets: not the target, 0 or all of it."""
    wanted, stated = row.target.amount, row.actual.amount
    if wanted is None or stated is None or stated.is_span:
        return False
    value = stated.in_base_unit()[0]
    return value not in (0, 1, HUNDRED) and not _is_same(wanted, value)


def _is_same(wanted: Amount, value: Decimal) -> bool:
    return not wanted.is_span and wanted.in_base_unit()[0] == value


@check(
    "X202",
    Severity.NOTICE,
    title="上年没有完成的指标今年不见了",
    basis=NATIONAL_RULE + "：绩效评价结果应作为改进管理、调整政策的依据",
    explanation="同一项目上年的报告里有一项指标没有得满分，今年的表里没有同名的指标，也就看不出后来做到了没有。",
    advice="指标改了名称或并入别的指标的，在备注里写明；不再考核的，说明原因。",
    bad=sample(
        *_LAST_YEAR,
        "绩效指标:",
        "  养护里程:",
        "    三级指标: 桥梁加固座数",
        '    年度指标值: ">=10座"',
        "    实际完成值: 8座",
        "    得分: 16",
        "    偏差原因分析及改进措施: 汛期推迟开工，下年完成其余两座",
        "总分: 95",
        *_THIS_YEAR,
        beside=_MISSED,
    ),
    good=sample(
        *_LAST_YEAR,
        "绩效指标:",
        "  养护里程:",
        '    年度指标值: ">=50公里"',
        "    实际完成值: 40公里",
        "    得分: 16",
        "    偏差原因分析及改进措施: 雨季延长，来年提前开工",
        "总分: 95",
        *_THIS_YEAR,
        beside=_MISSED,
    ),
)
def missed_rows_come_again(case: Case) -> Iterator[Found]:
    """Each row that was short of full points the year before stands on this form too."""
    last, form = case.others.before, case.report.form
    if last is None or not form.indicators or form.several or is_cut(form):
        return
    names = [row.name or "" for row in form.indicators]
    for row in last.rows.values():
        if row.is_short and not any(may_be_called(row.name, name, last.year) for name in names):
            message = _dropped(row, last)
            yield Found(("绩效指标",), message, "写明去向", subject=row.name, sources=(row.source,))


def _dropped(row: SiblingRow, last: Sibling) -> str:
    score, weight = plain(row.score or Decimal(0)), plain(row.weight or Decimal(0))
    values = f"目标“{row.target or '未填报'}”，完成“{row.actual or '未填报'}”"
    return f"上年（{last.report}）的“{row.name}”{values}，得 {score} 分，满分 {weight} 分；今年的表里没有这一项"


@check(
    "X203",
    Severity.NOTICE,
    title="预算增加而自评总分下降",
    basis=NATIONAL_RULE + "：绩效评价结果与预算安排挂钩",
    explanation="同一项目的全年预算比上年多一成以上，自评总分反而低于上年。钱多了结果没有更好，要看原因。",
    advice="在偏差原因或自评报告里说明预算为什么增加、结果为什么下降。",
    bad=sample(
        *_LAST_YEAR,
        *_THIS_YEAR,
        "资金:",
        "  年度资金总额: {年初预算数: 130, 全年预算数: 130, 全年执行数: 117}",
        "  当年财政拨款: {年初预算数: 130, 全年预算数: 130, 全年执行数: 117}",
        *_SHORT,
        "    偏差原因分析及改进措施: 雨季延长，来年提前开工",
        "总分: 95",
        beside=_MISSED,
    ),
    good=sample(
        *_LAST_YEAR,
        *_THIS_YEAR,
        "资金:",
        "  年度资金总额: {年初预算数: 130, 全年预算数: 130, 全年执行数: 117}",
        "  当年财政拨款: {年初预算数: 130, 全年预算数: 130, 全年执行数: 117}",
    ),
)
def more_money_is_not_less_result(case: Case) -> Iterator[Found]:
    """A budget that grew by a tenth does not come with a lower declared total."""
    last, now = case.others.before, case.scorecard.declared_total
    budget = money_in_yuan(case.report.form).adjusted
    if last is None:
        return
    if not budget or not last.budget or now is None or last.total is None:
        return
    if last.budget * _GROWN < budget < last.budget * _OTHER_UNIT and now < last.total:
        growth = percent(budget / last.budget - 1)
        amounts = f"由 {in_money(case, last.budget)} 增至 {in_money(case, budget)}（增加 {growth}）"
        totals = f"自评总分由 {plain(last.total)} 分降为 {plain(now)} 分"
        message = f"全年预算比上年{amounts}，{totals}（上年：{last.report}）"
        yield Found(("总分",), message, "说明原因", plain(now), sources=(last.source,))


@check(
    "X204",
    Severity.REVIEW,
    title="偏差原因不应连年照抄",
    basis=NATIONAL_RULE + "：对未完成绩效目标的，应分析原因并提出改进措施",
    explanation="同名指标两年都没有得满分，写的偏差原因和改进措施一字不差：上年说要改的，今年原样又说一遍。",
    advice="写明上年的改进措施做到了哪一步、今年为什么仍未完成、下一步怎么办。",
    bad=sample(
        *_LAST_YEAR,
        *_SHORT,
        "    偏差原因分析及改进措施: 雨季延长影响施工，来年提前开工",
        "总分: 95",
        *_THIS_YEAR,
        *_SHORT,
        "    偏差原因分析及改进措施: 雨季延长影响施工，来年提前开工",
        "总分: 95",
        beside=_MISSED,
    ),
    good=sample(
        *_LAST_YEAR,
        *_SHORT,
        "    偏差原因分析及改进措施: 雨季延长影响施工，来年提前开工",
        "总分: 95",
        *_THIS_YEAR,
        *_SHORT,
        "    偏差原因分析及改进措施: 已提前一个月开工，仍因征地滞后少养护10公里，下年先办征地",
        "总分: 95",
        beside=_MISSED,
    ),
)
def reasons_are_of_this_year(case: Case) -> Iterator[Found]:
    """No reason for a miss is that of the year before, word by word."""
    last, form = case.others.before, case.report.form
    if last is None:
        return
    for index, row in enumerate(form.indicators):
        before = last.same(row, form)
        same = _how_alike(row, before) if before and before.is_short and _is_short(row) else ""
        if before and same:
            message = f"“{row.label}”的偏差原因与上年（{last.report}）{same}"
            yield Found(
                ("绩效指标", index, "偏差原因分析及改进措施"),
                message,
                "写明今年的情况",
                row.note or "",
                subject=subject(row),
                sources=(before.source,),
            )


def _is_short(row: Indicator) -> bool:
    score, weight = row.score, row.weight
    if score is None or weight is None or score.value is None or weight.value is None:
        return False
    return score.value < weight.value


def _how_alike(row: Indicator, before: SiblingRow) -> str:
    """Say how a reason is that of the year before; "" where it is another one."""
    reason, former = fold(row.note or ""), fold(before.reason)
    if len(reason) < _TELLING or not says_something(row.note):
        return ""
    if reason == former:
        return "一字不差"
    bare, other = _FIGURES.sub("", reason), _FIGURES.sub("", former)
    return "除数字外一字不差" if len(bare) >= _TELLING and bare == other else ""


CHECKS = (
    actual_value_lives,
    missed_rows_come_again,
    more_money_is_not_less_result,
    reasons_are_of_this_year,
)
