"""F4: the rows, scores and total that a form leaves empty.

A column empty as a whole is said once, not for each row.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Case, Found, check
from generator.checks.reading import (
    FORM,
    NATIONAL_RULE,
    as_missing,
    scored_indicators,
    subject,
)
from generator.model.figure import plain
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.report import Form, FormPath, Indicator
from generator.scoring.completeness import Column, Completeness
from generator.scoring.scorecard import Row

# More rows than this are named together.
_FEW = 3
# What a row's own scoring rule says of points: 1分, 不得分, 扣完为止.
_SCORES = re.compile(r"\d\s*分|[得扣计]分|扣完")


@check(
    "F406",
    Severity.REVIEW,
    title="总分应填报",
    basis="项目支出绩效自评表：表尾列总分",
    explanation="各项有得分，表上却没有总分。总分由填报单位申报，软件不替单位相加。来源文件残缺、看不到表尾的，只作提示。",
    advice="把各项得分相加，填上总分。",
    bad=sample('总分: ""', '评价等级: ""'),
    good=sample("总分: 99"),
)
def total_is_stated(case: Case) -> Iterator[Found]:
    """A form with scores states its total."""
    form, card = case.report.form, case.scorecard
    if card.declared_total is not None or card.declared_sum is None:
        return
    if case.completeness.is_unfinished:
        return
    message = f"总分未填报；所填各项得分相加为 {plain(card.declared_sum)}"
    yield as_missing(form, Found(("总分",), message, "填报总分", "未填报"))


@check(
    "F407",
    Severity.REVIEW,
    title="每行指标的目标值、完成值、分值和得分都应填报",
    basis=FORM,
    explanation="别的行都填了、只有这一行空着，读者无从知道这一行做得怎样。整栏都空着的，只说一次。"
    "表式本来没有的栏、合并单元格、“其中”细目行不在此列。",
    advice="对照原表补填；原表也是空白的，保持空白，并在“核对说明”里写明。",
    bad=sample(
        "绩效指标:",
        '  养护里程: {实际完成值: ""}',
    ),
    good=sample(
        "绩效指标:",
        "  其中：县道: {一级指标: 产出指标, 二级指标: 数量指标, 年度指标值: 20公里, 实际完成值: 21公里}",
    ),
)
def rows_are_filled(case: Case) -> Iterator[Found]:
    """Every row fills the columns that the form has."""
    form = case.report.form
    filled = case.completeness
    told = filled.missing if filled.is_unfinished else ()
    for column, rows in _untold(case, filled).items():
        if not rows or column in told:
            continue
        if filled.is_empty(column):
            yield as_missing(form, _column_is_empty(column, len(rows)))
        else:
            yield from (as_missing(form, _cell_is_empty(form, index, column)) for index in rows)
    if "得分" not in told:
        yield from _unscored_budget(case)


def _untold(case: Case, filled: Completeness) -> dict[Column, list[int]]:
    """Return the empty cells by column, without values of rows of which other checks speak."""
    bare = {path[1] for path in _without_values(case)}
    return {
        column: [index for index in rows if column in ("分值", "得分") or index not in bare]
        for column, rows in filled.empty.items()
    }


def _unscored_budget(case: Case) -> Iterator[Found]:
    """The budget's points stand in the table, and no score, although the rows have theirs."""
    budget = case.scorecard.budget_row
    scored = any(row.declared is not None for row in case.scorecard.rows)
    if budget is None or budget.path[0] != "资金" or budget.declared is not None or not scored:
        return
    message = f"预算执行率分值 {plain(budget.weight or Decimal(0))} 分，没有填报得分"
    found = Found((*budget.path, "得分"), message, "填报得分", "未填报", subject="预算执行/得分")
    yield as_missing(case.report.form, found)


def _column_is_empty(column: Column, rows: int) -> Found:
    return Found(
        ("绩效指标",), f"{rows} 行指标都没有填报{column}", f"填报{column}", "未填报", subject=column
    )


def _cell_is_empty(form: Form, index: int, column: Column) -> Found:
    row = form.indicators[index]
    message = f"“{row.label}”没有填报{column}"
    path = ("绩效指标", index, column)
    return Found(path, message, f"填报{column}", "未填报", subject=f"{subject(row)}/{column}")


def _without_values(case: Case) -> list[FormPath]:
    """Return the scored rows with neither target nor actual value: R108 and F408 speak of them."""
    return [
        row.path
        for row, item in scored_indicators(case)
        if not item.effective_target and not item.actual and row.declared is not None
    ]


@check(
    "F408",
    Severity.REVIEW,
    title="得满分的指标应有目标值和完成值",
    basis=NATIONAL_RULE + "：绩效自评以年初设定的绩效目标为依据，对照实际完成情况评分",
    explanation="指标得了满分，但目标值和实际完成值都没有填报，得分无从核对。行数多的，只说一次。"
    "自带评分规则、写明怎样得分扣分的，不在此列。",
    advice="填报目标值和实际完成值；按清单评分的，把清单写在“评分规则”里。",
    bad=sample(
        "绩效指标:",
        '  养护里程: {年度指标值: "", 实际完成值: ""}',
    ),
    good=sample(
        "绩效指标:",
        "  养护里程:",
        '    年度指标值: ""',
        '    实际完成值: ""',
        "    评分规则: ①资料齐全（8分）②质量达标（12分）",
    ),
)
def full_marks_have_values(case: Case) -> Iterator[Found]:
    """A row with full marks states its target and actual value, or a checklist."""
    bare = set(_without_values(case))
    rows = [
        (row, item)
        for row, item in scored_indicators(case)
        if row.path in bare and _takes_all_without_rule(row, item)
    ]
    wanted, unanswered = "填报目标值和实际完成值", "但目标值和实际完成值都没有填报，无从核对"
    if len(rows) > _FEW:
        points = plain(sum((_declared(row) for row, _ in rows), Decimal(0)))
        names = "、".join(f"“{row.label}”" for row, _ in rows[:_FEW])
        message = f"{names}等 {len(rows)} 行得满分，合计 {points} 分，{unanswered}"
        yield Found(("绩效指标",), message, wanted, "未填报")
        return
    for row, item in rows:
        message = f"“{row.label}”得满分 {plain(_declared(row))}，{unanswered}"
        yield Found(row.path, message, wanted, "未填报", subject=subject(item))


def _takes_all_without_rule(row: Row, item: Indicator) -> bool:
    """Tell whether a row has full marks, and no rule of its own says what they are given for."""
    if row.is_budget or row.declared != row.weight:
        return False
    return not _SCORES.search(item.rule or "")


def _declared(row: Row) -> Decimal:
    return row.declared or Decimal(0)


@check(
    "F409",
    Severity.REVIEW,
    title="公开的自评表应当填完",
    basis=FORM,
    explanation="表已公开，却没有一行填报了实际完成值和得分，也没有总分：等于只公开了目标，没有公开结果。",
    advice="填好实际完成值、得分和总分以后再公开；来源文件残缺的，向原单位索取完整的文件。",
    bad=sample(
        "资金:",
        '  年度资金总额: {得分: ""}',
        "绩效指标:",
        '  养护里程: {实际完成值: "", 得分: ""}',
        '  验收合格率: {实际完成值: "", 得分: ""}',
        '  按期完成率: {实际完成值: "", 得分: ""}',
        '  每公里成本: {实际完成值: "", 得分: ""}',
        '  每吨货物运费: {实际完成值: "", 得分: ""}',
        '  进城通行时间: {实际完成值: "", 得分: ""}',
        '  路旁绿化里程: {实际完成值: "", 得分: ""}',
        '  管护制度: {实际完成值: "", 得分: ""}',
        '  群众满意度: {实际完成值: "", 得分: ""}',
        '总分: ""',
        '评价等级: ""',
    ),
    good=sample(
        "绩效指标:",
        "  养护里程: {实际完成值: 50公里}",
    ),
)
def form_is_filled_in(case: Case) -> Iterator[Found]:
    """A published form holds results."""
    form = case.report.form
    filled = case.completeness
    if filled.is_unfinished:
        words = "、".join(filled.missing)
        message = f"本表没有填完：{len(filled.rows)} 行指标都没有结果，缺{words}"
        yield as_missing(form, Found(("绩效指标",), message, "填完再公开", f"缺{words}"))


CHECKS = (total_is_stated, rows_are_filled, full_marks_have_values, form_is_filled_in)
