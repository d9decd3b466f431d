"""F4: what a form leaves empty outside its rows: heads, money, results of its goals."""

from collections.abc import Iterator

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import FORM, as_missing, narrative, says_something, subject
from generator.model.figure import Figure, plain
from generator.model.finding import Severity
from generator.model.money import funding_views
from generator.model.problem import sample
from generator.model.report import FundingRow


@check(
    "F401",
    Severity.REVIEW,
    title="表头各栏和指标名称应填报",
    basis=FORM,
    explanation="项目名称、年度、主管部门、实施单位和三级指标名称是读者辨认项目的依据。缺的一律显示为“未填报”，软件不替填报单位补写。",
    advice="对照原表补填；原表也是空白的，保持空白，网站显示“未填报”。",
    bad=sample('主管部门: ""'),
    good=sample("主管部门: 某县交通运输局"),
)
def required_fields(case: Case) -> Iterator[Found | NotApplicable]:
    """The head of the form and every indicator's name are filled in."""
    form = case.report.form
    heads = (
        ("项目名称", form.project),
        ("年度", form.year),
        ("主管部门", form.department),
        ("实施单位", form.unit),
    )
    for key, value in heads:
        if value is None:
            basis = f"；按{form.year_basis}归入本年度" if key == "年度" and form.year_basis else ""
            yield Found((key,), f"{key}未填报{basis}", f"填报{key}", "未填报", subject=key)
    for index in case.completeness.rows:
        row = form.indicators[index]
        if row.name is None:
            message = (
                f"第 {index + 1} 行指标没有填写三级指标名称（{subject(row) or '上级指标也未填'}）"
            )
            yield Found(
                ("绩效指标", index),
                message,
                "填写指标名称",
                "未填报",
                subject=f"三级指标/{subject(row)}",
            )


@check(
    "F410",
    Severity.REVIEW,
    title="填了金额的表应写明金额单位",
    basis="项目支出绩效自评表：金额单位印在表头",
    explanation="资金表填了金额，表头没有印金额单位，单元格里也没有写。元与万元相差一万倍，软件不猜，这些金额不计入全站合计。",
    advice="对照原表补上金额单位；原表没有印的，向填报单位核实。",
    bad=sample('金额单位: ""'),
    good=sample(
        '金额单位: ""',
        "资金:",
        "  年度资金总额: {年初预算数: 100万元, 全年预算数: 100万元, 全年执行数: 90万元}",
        "  当年财政拨款: {年初预算数: 100万元, 全年预算数: 100万元, 全年执行数: 90万元}",
    ),
)
def money_has_a_unit(case: Case) -> Iterator[Found | NotApplicable]:
    """Amounts of money carry a unit, in the head or in the cell."""
    views = tuple(funding_views(case.report.form))
    if not views:
        yield NotApplicable("没有资金表")
    for view in views:
        bare = [label for row in view.rows for label, figure in _amounts(row) if not figure.unit]
        if bare and view.unit is None:
            message = f"{view.name}填了金额，没有写明金额单位"
            yield Found(("金额单位",), message, "写明元或万元", "未填报", subject=view.name)


def _amounts(row: FundingRow) -> Iterator[tuple[str, Figure]]:
    cells = (
        ("年初预算数", row.initial),
        ("全年预算数", row.adjusted),
        ("实际到位数", row.received),
        ("全年执行数", row.executed),
    )
    for label, figure in cells:
        if figure is not None and figure.value is not None:
            yield label, figure


@check(
    "F411",
    Severity.REVIEW,
    title="项目资金应填报预算数和执行数",
    basis=FORM,
    explanation="表中有资金一栏，预算数或执行数却全部空着；或者预算执行得了分，表中却没有任何金额，得分无从核对。",
    advice="对照决算填报全年预算数和全年执行数。",
    bad=sample(
        "资金:",
        '  年度资金总额: {全年执行数: ""}',
        '  当年财政拨款: {全年执行数: ""}',
    ),
    good=sample(
        "资金:",
        '  年度资金总额: {年初预算数: ""}',
        '  当年财政拨款: {年初预算数: ""}',
    ),
)
def money_is_stated(case: Case) -> Iterator[Found | NotApplicable]:
    """The funding table states what was budgeted and what was spent."""
    form = case.report.form
    rows = [row for view in funding_views(form) for row in view.rows]
    scored = case.scorecard.budget_row
    if not rows and scored is None:
        yield NotApplicable("表中没有资金一栏")
        return
    lacks = "和".join(_lacking(rows))
    if lacks:
        points = scored.declared if scored is not None else None
        though = f"，预算执行却得 {plain(points)} 分" if points is not None else ""
        found = Found(("资金",), f"项目资金没有填报{lacks}{though}", f"填报{lacks}", "未填报")
        yield as_missing(form, found)


def _lacking(rows: list[FundingRow]) -> Iterator[str]:
    """Yield what no row of the money states: its budget, its expenditure."""
    stated = {label for row in rows for label, _ in _amounts(row)}
    if stated.isdisjoint({"年初预算数", "全年预算数", "实际到位数"}):
        yield "预算数"
    if "全年执行数" not in stated:
        yield "执行数"


# Chapters that tell what was done.
_RESULTS = {"预算执行情况及分析", "产出情况及分析", "效益情况及分析"}


@check(
    "F412",
    Severity.REVIEW,
    title="年度总体目标应填写完成情况",
    basis="项目支出绩效自评表：年度总体目标分预期目标、实际完成情况两栏",
    explanation="填了预期目标，实际完成情况一栏却空着，或者只留着填表提示语（如“100字以内”）。",
    advice="对照预期目标写明实际做成了什么。",
    bad=sample("年度总体目标: {实际完成情况: 对照年度目标，说明完成情况（100字以内）}"),
    good=sample("年度总体目标: {实际完成情况: 养护50公里}"),
)
def goals_have_results(case: Case) -> Iterator[Found | NotApplicable]:
    """What was planned for the year is answered by what was done."""
    goals = case.report.form.goals
    told = {passage.path[1] for passage in narrative(case.report.form)}
    if goals is None or not says_something(goals.planned):
        yield NotApplicable("没有填写预期目标")
    elif goals.achieved is None and (goals.long_term or told & _RESULTS):
        yield NotApplicable("表式没有完成情况一栏，结果写在正文")
    elif not says_something(goals.achieved):
        only = f"，只写“{goals.achieved}”" if goals.achieved else ""
        found = Found(
            ("年度总体目标", "实际完成情况"),
            f"填了预期目标，没有填写实际完成情况{only}",
            "写明实际完成情况",
            goals.achieved or "未填报",
        )
        yield as_missing(case.report.form, found)


@check(
    "F413",
    Severity.REVIEW,
    title="资金管理答“否”的应说明问题",
    basis="中央对地方转移支付绩效自评表：资金管理情况逐项填写情况说明、存在问题和改进措施",
    explanation="资金管理情况的某一项结论是“否”，情况说明、存在问题和改进措施都没有写，读者不知道哪里不合规、打算怎样改。",
    advice="写明存在的问题和改进措施；其实合规的，结论改为“是”。",
    bad=sample("资金管理情况: [{事项: 下达及时性, 结论: 否}]"),
    good=sample(
        "资金管理情况: [{事项: 下达及时性, 结论: 否, 存在问题和改进措施: 晚于三十日下达，已建立台账}]"
    ),
)
def denied_matters_are_explained(case: Case) -> Iterator[Found | NotApplicable]:
    """A matter of 资金管理情况 that was not kept says what went wrong."""
    matters = case.report.form.management
    if not matters:
        yield NotApplicable("没有资金管理情况")
    for index, one in enumerate(matters):
        if one.answer == "否" and not any(map(says_something, (one.situation, one.problem))):
            message = f"资金管理情况“{one.matter}”答否，没有说明问题"
            place = ("资金管理情况", index, "结论")
            yield Found(place, message, "存在问题和改进措施", "否", subject=one.matter)


CHECKS = (
    required_fields,
    money_has_a_unit,
    money_is_stated,
    goals_have_results,
    denied_matters_are_explained,
)
