"""R3: what reviewers ask of single rows: a wrong sign, a share above the whole or of nothing."""

import re
from collections.abc import Iterator

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import FORM, measured, subject
from generator.checks.shares import bare_name, is_beyond_the_whole, is_share, per_cent
from generator.model.finding import Severity
from generator.model.measure import Comparator, Measure
from generator.model.problem import sample
from generator.model.report import Indicator
from generator.model.text import level_name
from generator.scoring.grammar import parse_measure

_AT_LEAST, _AT_MOST = (Comparator.GE, Comparator.GT), (Comparator.LE, Comparator.LT)
# Money that is saved, brought in or paid out as promised: the more the better, also under 成本指标.
_MEANT_TO_BE_MUCH = re.compile(
    r"节约|节省|节支|压减|降低|下降|减少|结余|回收|增收|收入|产值|利润|税收|标准|补助|补贴|资助|奖励|救助|慰问|工资|待遇|投入|保障"
)
_COST = re.compile(r"成本|费用|单价|造价|经费|支出|开支|投资|采购价|限额|控制")


@check(
    "R301",
    Severity.REVIEW,
    title="成本指标不应以多为好",
    basis="地方财政部门复核口径：成本指标用“≥”的，视为方向写反，应为“≤”，定额的用“＝”",
    explanation="成本指标是花多少钱，目标写“≥”等于说花得越多越好。节约额、补助标准、收入等以多为好的，不在此列。",
    advice="改为“≤”；按定额执行的写“＝”。",
    bad=sample(
        "绩效指标:",
        '  每公里成本: {年度指标值: ">=1.5万元"}',
    ),
    good=sample(
        "绩效指标:",
        '  每公里成本: {三级指标: 养护成本节约额, 年度指标值: ">=1.5万元"}',
    ),
)
def cost_is_not_at_least(case: Case) -> Iterator[Found | NotApplicable]:
    """No cost is asked to be at least so much."""
    rows = [
        (index, row) for index, row in enumerate(case.report.form.indicators) if _is_cost(row, case)
    ]
    if not rows:
        yield NotApplicable("没有成本指标")
    for index, row in rows:
        target = _target_of(row)
        if _asks_for_much_money(target) and not _MEANT_TO_BE_MUCH.search(row.name or ""):
            message = f"成本指标“{row.label}”的目标“{target.text}”以多为好，符号疑写反"
            path = ("绩效指标", index, "年度指标值")
            yield Found(path, message, "≤ 或 ＝", target.text, subject=subject(row))


def _target_of(row: Indicator) -> Measure:
    text = row.effective_target or ""
    return parse_measure(text, nature=row.nature, unit=row.measure_unit, name=row.name or "")


def _asks_for_much_money(target: Measure) -> bool:
    """Tell whether a target is a sum of money and a lower bound, and no change of one."""
    amount = target.amount
    if amount is None or amount.trend is not None:
        return False
    return target.bound in _AT_LEAST and "元" in amount.unit


def _is_cost(row: Indicator, case: Case) -> bool:
    """Tell whether a row stands among the costs; 社会成本 and 生态环境成本 are no money spent."""
    level2 = row.level2 or ""
    if "社会成本" in level2 or "环境成本" in level2:
        return False
    named = case.rulebook.same_level("成本指标", level2) or "成本" in level_name(level2)
    among_output = not level2 and bool(_COST.search(row.name or ""))
    return named or among_output


@check(
    "R302",
    Severity.REVIEW,
    title="以高为好的比率不应写成上限",
    basis="地方财政部门复核口径：指标值的方向应与指标含义一致",
    explanation="合格率、覆盖率、优良率、满意度这类以高为好的比率，目标写成“≤”，等于说越差越好，符号多半写反了。",
    advice="符号改为“≥”；确应有上限的，在名称里写明是什么。",
    bad=sample(
        "绩效指标:",
        '  验收合格率: {年度指标值: "<=100%"}',
    ),
    good=sample(
        "绩效指标:",
        '  验收合格率: {三级指标: 验收不合格率, 年度指标值: "<=5%", 实际完成值: 3%}',
    ),
)
def good_share_is_not_at_most(case: Case) -> Iterator[Found | NotApplicable]:
    """No share of which more is better is bounded from above."""
    rows = [row for row in measured(case) if per_cent(row.target)]
    if not rows:
        yield NotApplicable("没有以百分比为目标的指标")
    for row in rows:
        if row.target.bound in _AT_MOST and is_share(row.indicator):
            message = f"“{row.indicator.label}”以高为好，目标却写“{row.target.text}”，符号疑写反"
            path = (*row.path, "年度指标值")
            yield Found(path, message, "≥", row.target.text, subject=subject(row.indicator))


# ≥90% that was scanned or typed as 290%.
_TWO_FOR_SIGN = re.compile(r"2([5-9]\d(?:\.\d+)?|100)%")


def _misread_sign(text: str) -> str:
    """Say so where the first digit looks like a sign that was misread."""
    match = _TWO_FOR_SIGN.fullmatch(text)
    return f"；多半是“≥{match[1]}%”，符号误成了 2" if match else ""


@check(
    "R303",
    Severity.REVIEW,
    title="占整体的比率不会超过 100%",
    basis=FORM,
    explanation="满意度、合格率、覆盖率等是整体中的一部分，最多 100%。完成率、增长率、执行率可以超过 100%，不在此列。",
    advice="核对分子、分母和填写的数字。",
    bad=sample(
        "绩效指标:",
        "  群众满意度: {实际完成值: 105%}",
    ),
    good=sample(
        "绩效指标:",
        "  按期完成率: {三级指标: 任务完成率, 实际完成值: 105%}",
    ),
)
def share_is_within_the_whole(case: Case) -> Iterator[Found | NotApplicable]:
    """No share of a whole is more than all of it."""
    rows = [(index, row) for index, row in enumerate(case.report.form.indicators) if is_share(row)]
    if not rows:
        yield NotApplicable("没有占整体比率的指标")
    for index, row in rows:
        cells = (
            ("年度指标值", row.target),
            ("调整后指标值", row.adjusted_target),
            ("实际完成值", row.actual),
        )
        for key, text in cells:
            if is_beyond_the_whole(row, text):
                message = f"“{row.label}”的{key}“{text}”超过 100%{_misread_sign(text or '')}"
                path = ("绩效指标", index, key)
                yield Found(
                    path, message, "不超过 100%", text or "", subject=f"{subject(row)}/{key}"
                )


@check(
    "R304",
    Severity.REVIEW,
    title="效益指标用百分比的，应说明是什么的百分比",
    basis="地方财政部门复核口径：“社会效益明显≥95%”一类形式上的定量，视为无法考查",
    explanation="效益指标的名称只说有作用、有效益，目标却是一个百分比，看不出分子、分母是什么，结果无从核对。",
    advice="写明是什么的比率，如“群众出行时间缩短比例”；说不清的，改用文字描述。",
    bad=sample(
        "绩效指标:",
        '  管护制度: {三级指标: 持续发挥作用, 年度指标值: ">=90%", 实际完成值: 90%}',
    ),
    good=sample(
        "绩效指标:",
        '  管护制度: {三级指标: 管护制度覆盖率, 年度指标值: ">=90%", 实际完成值: 91%}',
    ),
)
def benefit_says_of_what(case: Case) -> Iterator[Found | NotApplicable]:
    """A benefit given as a percentage says of what."""
    rows = [
        row
        for row in measured(case)
        if case.rulebook.same_level("效益指标", row.indicator.level1 or "")
    ]
    if not rows:
        yield NotApplicable("没有效益指标")
    for row in rows:
        name = bare_name(row.indicator)
        in_per_cent = per_cent(row.target) or per_cent(row.actual)
        if name and in_per_cent and _EFFECT.search(name) and not _SAYS_OF_WHAT.search(name):
            target = row.target.text
            values = f"目标“{target}”、完成“{row.actual.text}”"
            message = f"效益指标“{row.indicator.label}”{values}，没有说明是什么的百分比"
            path = (*row.path, "年度指标值")
            yield Found(path, message, "写明是什么的比率", target, subject=subject(row.indicator))


_EFFECT = re.compile(
    r"作用|效益|影响|促进|推动|保障|持续|明显|显著|改善|发展|水平|能力|环境|形象|稳定|和谐"
)
_SAYS_OF_WHAT = re.compile(
    r"(?<!效)率|度|比例|占比|比重|比率|百分|覆盖|满意|增长|增幅|增加|减少|下降|降低|提高|提升|缩短|达标|合格|完成|受益|知晓"
)

CHECKS = (
    cost_is_not_at_least,
    good_share_is_not_at_most,
    share_is_within_the_whole,
    benefit_says_of_what,
)
