"""X1: reports against each other."""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Case, Found, check
from generator.checks.reading import (
    FORM,
    NATIONAL_RULE,
    TIMES,
    Measured,
    in_money,
    measured,
    subject,
)
from generator.checks.siblings import SiblingRow
from generator.model.finding import Severity
from generator.model.measure import Amount, Comparator, Measure
from generator.model.money import funding_views, money_in_yuan
from generator.model.problem import sample
from generator.scoring.grammar import parse_measure
from generator.scoring.scales import power_between
from generator.scoring.units import conversion, is_count, times


@check(
    "X101",
    Severity.REVIEW,
    title="同一项目同一年度只应公开一次",
    basis="公开内容不重复",
    explanation="同一年度、同一部门下有两份报告的项目名称和实施单位相同。若确是同一项目的几张表，请在数据文件的“同一项目”中注明。",
    advice="删去重复的一份；确是同一项目的几张表，每份都在“同一项目”里注明项目标识和表号。",
    bad=sample(
        "项目名称: 农村公路养护",
        "---",
        "项目名称: 农村公路养护",
    ),
    good=sample(
        "同一项目: {项目: road-care, 表号: 第1张，共2张}",
        "---",
        "同一项目: {项目: road-care, 表号: 第2张，共2张}",
    ),
)
def same_project_once(case: Case) -> Iterator[Found]:
    """No earlier report has the same year, department, project and unit, or both say so."""
    namesake = case.others.namesake
    if namesake is None:
        return
    several = case.report.form.several
    if several is not None and several.project == namesake.declared:
        return
    message = f"与 {namesake.report} 的项目名称、部门和年度相同"
    yield Found(("项目名称",), message, "只公开一次，或注明“同一项目”", namesake.report)


@check(
    "X102",
    Severity.REVIEW,
    title="绩效目标不应照抄别的部门",
    basis="绩效目标应结合本部门职能和项目内容设定",
    explanation="年度目标与另一部门同一年度的报告一字不差，多半是照搬的，没有说本项目要做什么。",
    advice="按本项目的内容改写；同一项目由几个部门分头实施的，写明本部门做哪一部分。",
    bad=sample(
        "# projects/2022/county-roads/road-care.yml",
        "年度总体目标: {预期目标: 养护农村公路，改善沿线群众出行条件，保障道路安全畅通，全年不断行。}",
        "---",
        "# projects/2022/county-water/canals.yml",
        "年度总体目标: {预期目标: 养护农村公路，改善沿线群众出行条件，保障道路安全畅通，全年不断行。}",
    ),
    good=sample(
        "# projects/2022/county-roads/road-care.yml",
        "年度总体目标: {预期目标: 养护农村公路，改善沿线群众出行条件，保障道路安全畅通，全年不断行。}",
        "---",
        "# projects/2022/county-water/canals.yml",
        "年度总体目标: {预期目标: 养护农村水渠，改善沿线群众灌溉条件，保障渠道安全畅通，全年不断流。}",
    ),
)
def goal_is_the_departments_own(case: Case) -> Iterator[Found]:
    """The goal text is not that of a report of another department."""
    other = case.others.same_goal
    if other is not None:
        message = f"预期目标与 {other}（另一部门）一字不差"
        yield Found(("年度总体目标", "预期目标"), message, "按本项目的内容写", other)


@check(
    "X103",
    Severity.REVIEW,
    title="目标不应低于上年的目标和结果",
    basis=NATIONAL_RULE + "：年初指标值设定明显偏低的，按偏离度调减得分",
    explanation="同一项目上年的报告里，同名指标的目标和实际完成值都高于今年的目标：做得到的事，今年要求反而低了。",
    advice="说明为什么调低，如任务量减少、对象变化；没有缘由的，来年据实设定。",
    bad=sample(
        "# projects/2022/county-roads/road-care.yml",
        "---",
        "# projects/2023/county-roads/road-care.yml",
        "年度: 2023",
        "绩效指标:",
        '  养护里程: {年度指标值: ">=40公里", 实际完成值: 50公里}',
        "年度总体目标: {预期目标: 养护农村公路}",
        "公开: {公开日期: 2024-08-31, 保密审查: {结论: 通过, 日期: 2024-08-30}}",
    ),
    good=sample(
        "# projects/2022/county-roads/road-care.yml",
        "---",
        "# projects/2023/county-roads/road-care.yml",
        "年度: 2023",
        "公开: {公开日期: 2024-08-31, 保密审查: {结论: 通过, 日期: 2024-08-30}}",
    ),
)
def target_is_not_lowered(case: Case) -> Iterator[Found]:
    """No target asks for less than the year before both asked for and reached."""
    before = case.others.before
    if before is None:
        return
    share = _share(money_in_yuan(case.report.form).adjusted, before.budget)
    for row in measured(case):
        last = before.same(row.indicator, case.report.form)
        if last is not None and _is_lowered(row, last, share):
            now = f"“{row.indicator.label}”目标“{row.target.text}”"
            then = f"上年目标“{last.target}”，完成“{last.actual}”（{before.report}）"
            message = f"{now}低于上年：{then}"
            path, named = (*row.path, "年度指标值"), subject(row.indicator)
            yield Found(
                path, message, "不低于上年", row.target.text, subject=named, sources=(last.source,)
            )


def _share(budget: Decimal | None, before: Decimal | None) -> Decimal | None:
    """Return this year's budget ÷ last year's, None where either is not known."""
    return budget / before if budget is not None and before else None


def _is_lowered(row: Measured, last: SiblingRow, share: Decimal | None) -> bool:
    """Tell whether a target asks for less than last year's target and its actual value.

    Less is meant in the row's own direction, which has to be last year's too. Less of a thing that
    is counted is no less where the budget fell as much: `share` is this budget ÷ last year's.
    """
    wanted, sign = row.target.amount, _way(row.target.bound)
    if wanted is None or wanted.is_span or not sign:
        return False
    target, actual = (_read(row, last, text) for text in (last.target, last.actual))
    if _way(target.bound) not in (sign, 0):
        return False
    gaps = [_gap(wanted, one.amount) for one in (target, actual)]
    is_less = all(gap is not None and gap * sign > 0 for gap in gaps)
    return is_less and (sign < 0 or not _fell_with_the_money(wanted, gaps[0], share))


def _way(bound: Comparator | None) -> int:
    """Return 1 where more is better, -1 where less is, 0 where a bound does not say."""
    return (bound in _AT_LEAST) - (bound in _AT_MOST)


def _fell_with_the_money(wanted: Amount, gap: Decimal | None, share: Decimal | None) -> bool:
    """Tell whether a counted target is as much of last year's as the budget is, or more."""
    now = wanted.in_base_unit()[0]
    if share is None or gap is None or not is_count(wanted.unit) or not now + gap:
        return False
    return share < 1 and now / (now + gap) >= share


_AT_LEAST, _AT_MOST = (Comparator.GE, Comparator.GT), (Comparator.LE, Comparator.LT)


def _read(row: Measured, last: SiblingRow, text: str) -> Measure:
    return parse_measure(text, unit=last.unit or None, name=row.indicator.name or "")


def _gap(wanted: Amount, other: Amount | None) -> Decimal | None:
    """Return by how much another amount exceeds the one wanted, in its unit.

    None where no unit tells.
    """
    if other is None or other.is_span or other.trend is not wanted.trend:
        return None
    factor = conversion(other.unit, wanted.unit)
    if factor is None:
        return None
    return times(other.in_base_unit()[0], factor) - wanted.in_base_unit()[0]


@check(
    "X104",
    Severity.REVIEW,
    title="资金规模应与上年和本部门其他项目相称",
    basis=FORM,
    explanation="全年预算数与同一项目上年相差约一千倍、一万倍或一亿倍，或者是本部门同年其他项目中最大一个的一千倍以上，"
    "多半是元与万元混用。",
    advice="对照决算核对金额和单位；规模确有这样大的变化，在资金情况里说明。",
    bad=sample(
        "# projects/2022/county-roads/road-care.yml",
        "---",
        "# projects/2023/county-roads/road-care.yml",
        "年度: 2023",
        "金额单位: 亿元",
        "公开: {公开日期: 2024-08-31, 保密审查: {结论: 通过, 日期: 2024-08-30}}",
    ),
    good=sample(
        "# projects/2022/county-roads/road-care.yml",
        "---",
        "# projects/2023/county-roads/road-care.yml",
        "年度: 2023",
        "公开: {公开日期: 2024-08-31, 保密审查: {结论: 通过, 日期: 2024-08-30}}",
    ),
)
def money_is_of_the_usual_size(case: Case) -> Iterator[Found]:
    """The budget is of the size that the year before and the department's other projects have."""
    budget, others = money_in_yuan(case.report.form).adjusted, case.others
    if not budget:
        return
    shown, before = in_money(case, budget), others.before
    if before is not None and before.budget and (power := power_between(before.budget, budget)):
        last = in_money(case, before.budget)
        message = f"全年预算数 {shown}，上年（{before.report}）为 {last}，相差约{TIMES[abs(power)]}倍，疑为量级不同"
    elif others.peers and others.peers.count >= _ENOUGH and budget > others.peers.largest * _ABSURD:
        largest = in_money(case, others.peers.largest)
        message = f"全年预算数 {shown}，本部门同年其他 {others.peers.count} 个项目最大的只有 {largest}，疑为量级不同"
    else:
        return
    place = next((view.path for view in funding_views(case.report.form)), ("资金",))
    yield Found((*place, 0, "全年预算数"), message, "同一量级", shown)


_ENOUGH, _ABSURD = 2, 1000

CHECKS = (
    same_project_once,
    goal_is_the_departments_own,
    target_is_not_lowered,
    money_is_of_the_usual_size,
)
