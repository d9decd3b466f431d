"""R3: what was spent against what was done.

Little money spent has to be explained, and counts once.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import (
    HUNDRED,
    NATIONAL_RULE,
    as_missing,
    goals,
    indicator_rows,
    narrative,
    percent,
    says_something,
    scored_indicators,
    subject,
)
from generator.model.finding import Severity
from generator.model.money import execution_rate, funding_views, project_money
from generator.model.problem import sample
from generator.model.report import Form, FormPath
from generator.model.text import fold, level_name
from generator.scoring.scorecard import Row

_MONEY = re.compile(r"资金|预算|执行|支出|支付|拨付|结余|结转|付款|尾款|节约|经费")
_CAUSE = re.compile(
    r"因|由于|受.{1,12}影响|未能|尚未|未(?:完成|支付|拨付|到位|执行|形成)|滞后|推迟|延期|延迟|节约"
    r"|跨年|分期|收回|调减|压减|取消|暂停|质保|尾款|次年|下年|结转"
)


def _low_rate(case: Case) -> Decimal | None:
    """Return the execution rate (ratio) where it lies below the rulebook's line."""
    rate = execution_rate(project_money(case.report.form), "adjusted")
    return rate if rate is not None and rate * HUNDRED < case.rulebook.budget.low_rate else None


def _place(form: Form) -> FormPath:
    view = next(iter(funding_views(form)))
    return (*view.path, 0, "执行率")


def _is_explained(form: Form) -> bool:
    """Tell whether any text gives a cause for the money: a row's, a note's or a chapter's."""
    if any(says_something(row.note) for view in funding_views(form) for row in view.rows):
        return True
    return any(map(_gives_cause, _telling_texts(form)))


def _gives_cause(text: str) -> bool:
    sentences = re.split(r"[。；\n]", text)
    return any(_MONEY.search(one) and _CAUSE.search(one) for one in sentences)


def _telling_texts(form: Form) -> Iterator[str]:
    """Yield the texts that may say why little was spent."""
    yield from (passage.text for passage in narrative(form))
    yield from (passage.text for passage in goals(form) if passage.title == "实际完成情况")
    for row in form.indicators:
        yield from filter(None, (row.note, row.remark, *row.extra.values()))
    # What a table of its own says, such as 资金管理情况, is a reason by its first word.
    for table in form.extra_tables:
        yield from (f"资金{cell}" for row in table.rows for cell in row)


def _output_rows(case: Case) -> list[Row]:
    return [
        row
        for row, item in scored_indicators(case)
        if not row.is_budget and case.rulebook.same_level("产出指标", item.level1 or "")
    ]


def _all_done(case: Case) -> bool:
    """Tell whether every output has its full score, and there are several."""
    rows = _output_rows(case)
    return len(rows) > 1 and all(row.declared == row.weight for row in rows)


@check(
    "R305",
    Severity.REVIEW,
    title="钱花得少而产出全部完成的，应说明原因",
    basis=NATIONAL_RULE
    + "：绩效自评要把资金执行和目标完成结合起来分析；提示线见评价规则“低执行提示”",
    explanation="执行率低于评价规则的提示线，产出指标却全部得满分：要么预算编多了，要么目标编低了，要么款没有付。"
    "已说明原因的列为提示，没有说明的列为核对。",
    advice="在资金情况或备注里写明钱少事全的原因；尾款未付的，写明何时支付。",
    bad=sample(
        "资金:",
        "  年度资金总额: {全年执行数: 40, 执行率: 40%, 得分: 4}",
        "  当年财政拨款: {全年执行数: 40, 执行率: 40%}",
        "总分: 94",
    ),
    good=sample(
        "资金:",
        "  年度资金总额: {全年执行数: 60, 执行率: 60%, 得分: 6}",
        "  当年财政拨款: {全年执行数: 60, 执行率: 60%}",
        "总分: 96",
    ),
)
def much_done_with_little(case: Case) -> Iterator[Found | NotApplicable]:
    """Where little was spent, not every output was done in full, or it is said why."""
    rate = execution_rate(project_money(case.report.form), "adjusted")
    if rate is None or not _output_rows(case):
        yield NotApplicable("没有可以对照的资金和产出得分")
        return
    if _low_rate(case) is None or not _all_done(case):
        return
    explained = _is_explained(case.report.form)
    why = "" if explained else "，也没有说明原因"
    message = f"资金只用了 {percent(rate)}，产出指标却全部得满分{why}"
    severity = Severity.NOTICE if explained else None
    form = case.report.form
    found = Found(_place(form), message, "说明原因", percent(rate), severity=severity)
    yield as_missing(form, found)


@check(
    "R306",
    Severity.REVIEW,
    title="预算执行率低的应说明原因",
    basis=NATIONAL_RULE + "：预算执行率低的，应分析原因；提示线见评价规则“低执行提示”",
    explanation="执行率低于评价规则的提示线，资金表的备注、指标的备注和正文里都没有一句话说明为什么。",
    advice="在资金情况或备注里写明原因：尚未支付、节约、调减还是没有做完。",
    bad=sample(
        "资金:",
        "  年度资金总额: {全年执行数: 40, 执行率: 40%, 得分: 4}",
        "  当年财政拨款: {全年执行数: 40, 执行率: 40%}",
        "绩效指标:",
        "  养护里程:",
        "    实际完成值: 40公里",
        "    得分: 16",
        "    偏差原因分析及改进措施: 雨季延长，来年提前开工",
        "总分: 90",
        beside="同时有 R105：按比例计分的行照例列出。",
    ),
    good=sample(
        "资金:",
        "  年度资金总额: {全年执行数: 40, 执行率: 40%, 得分: 4, 备注: 工程尾款按合同次年支付}",
        "  当年财政拨款: {全年执行数: 40, 执行率: 40%}",
        "绩效指标:",
        "  养护里程:",
        "    实际完成值: 40公里",
        "    得分: 16",
        "    偏差原因分析及改进措施: 雨季延长，来年提前开工",
        "总分: 90",
        beside="同时有 R105：按比例计分的行照例列出。",
    ),
)
def little_spent_is_explained(case: Case) -> Iterator[Found | NotApplicable]:
    """Where little was spent, something says why."""
    form = case.report.form
    if execution_rate(project_money(form), "adjusted") is None:
        yield NotApplicable("预算数或执行数未填报")
        return
    rate = _low_rate(case)
    # Where every output has full marks besides, R305 says so of the same cell.
    if rate is not None and not _all_done(case) and not _is_explained(form):
        message = f"资金只用了 {percent(rate)}，全表没有一句话说明原因"
        yield as_missing(form, Found(_place(form), message, "说明原因", percent(rate)))


@check(
    "R307",
    Severity.REVIEW,
    title="预算执行率不应计两次分",
    basis=NATIONAL_RULE + "：预算执行率单列分值，与产出、效益、满意度并列",
    explanation="资金表的合计行已为预算执行率计了分，绩效指标里又有一行预算执行率，同一件事计了两次分。",
    advice="删去指标里的一行，把分值分给别的产出指标。",
    bad=sample(
        "绩效指标:",
        '  按期完成率: {三级指标: 预算执行率, 年度指标值: ">=90%", 实际完成值: 90%}',
    ),
    good=sample(
        "绩效指标:",
        '  按期完成率: {三级指标: 预算公开率, 年度指标值: ">=90%", 实际完成值: 90%}',
    ),
)
def execution_counts_once(case: Case) -> Iterator[Found | NotApplicable]:
    """Budget execution is scored in one place."""
    budget = case.scorecard.budget_row
    if budget is None:
        yield NotApplicable("表中没有预算执行得分")
        return
    names = {level_name(name) for name in case.rulebook.budget.names}
    for row, item in indicator_rows(case):
        if row.path == budget.path or level_name(fold(item.name or "")) not in names:
            continue
        if row.weight is not None or row.declared is not None:
            message = f"预算执行率已在“{budget.label}”一行计分，指标“{row.label}”又计一次"
            yield Found(
                (*row.path, "三级指标"), message, "只计一次", item.name or "", subject=subject(item)
            )
    if budget.path == ("资金", 0):
        yield from _scored_parts(case.report.form)


def _scored_parts(form: Form) -> Iterator[Found]:
    """The points of the total row, printed again on its parts: they count once, as is told."""
    again = [
        row
        for row in form.funding[1:]
        if row.weight and row.weight.value and row.score and row.score.value
    ]
    if again and form.funding[0].weight:
        names = "、".join(f"“{row.source}”" for row in again)
        message = f"{names}也印有预算执行率的分值和得分；合计时只计总额一行"
        yield Found(
            ("资金", 0, "分值"), message, "只在总额行填写", severity=Severity.NOTICE, subject="分项"
        )


CHECKS = (much_done_with_little, little_spent_is_explained, execution_counts_once)
