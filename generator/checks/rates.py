"""F2: rates and balances of the funding tables, recomputed."""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import HUNDRED, in_money, measured, percent, subject
from generator.model.figure import (
    YUAN_PER,
    Agreement,
    Figure,
    agreement,
    decimals,
    plain,
    round_half_up,
)
from generator.model.finding import Severity
from generator.model.money import FundingView, funding_views, project_money
from generator.model.problem import sample
from generator.model.text import fold

_RATE_BASIS = "项目支出绩效自评表：执行率＝全年执行数÷全年预算数；行次表所列公式"


def _rate_finding(
    view: FundingView, index: int, key: str, printed: Figure | None, exact: Decimal | None
) -> Iterator[Found]:
    """Yield a finding where a printed rate is neither the exact percentage nor the ratio itself."""
    if printed is None or printed.value is None or exact is None:
        return
    agreements = {agreement(printed, exact * HUNDRED)}
    if printed.unit != "%":
        agreements.add(agreement(printed, exact))
    if Agreement.ROUNDED in agreements:
        return
    row = view.rows[index]
    shown = percent(exact, max(2, printed.places))
    message = f"{view.name}“{row.source}”的{key}填 {printed.text}，按表中金额应为 {shown}"
    severity = None
    if Agreement.TRUNCATED in agreements:
        message, severity = f"{message}（表中系截去尾数，未四舍五入）", Severity.NOTICE
    yield Found(
        (*view.path, index, key),
        message,
        shown,
        printed.text,
        "",
        f"{view.name}/{row.source}",
        severity,
    )


@check(
    "F201",
    Severity.REVIEW,
    title="执行率应等于执行数除以预算数",
    basis=_RATE_BASIS,
    explanation="按表中金额重新计算每一行的执行率，以所印的小数位四舍五入后比较。金额栏空白而执行率填 0 的合计行，"
    "若其下分项有金额，也会指出。",
    advice="用执行数除以预算数重新计算；金额填错的改金额，比率填错的改比率。",
    bad=sample(
        "资金:",
        "  年度资金总额: {执行率: 95%}",
    ),
    good=sample(
        "资金:",
        '  年度资金总额: {执行率: "90.0"}',
    ),
)
def execution_rates(case: Case) -> Iterator[Found | NotApplicable]:
    """Each printed execution rate equals executed over its base."""
    views = tuple(funding_views(case.report.form))
    if not any(row.execution_rate for view in views for row in view.rows):
        yield NotApplicable("表中没有填报执行率")
    for view in views:
        for index, row in enumerate(view.rows):
            exact = _ratio(view.amount(row, "executed"), view.amount(row, view.rate_base))
            yield from _rate_finding(view, index, "执行率", row.execution_rate, exact)


def _ratio(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return part / whole if part is not None and whole is not None and whole > 0 else None


@check(
    "F202",
    Severity.REVIEW,
    title="到位率应等于实际到位数除以预算数",
    basis=_RATE_BASIS,
    explanation="按表中金额重新计算每一行的预算到位率，以所印的小数位四舍五入后比较。",
    advice="用实际到位数除以全年预算数重新计算，改正填错的金额或比率。",
    bad=sample(
        "资金:",
        "  年度资金总额: {实际到位数: 50, 到位率: 100%}",
    ),
    good=sample(
        "资金:",
        "  年度资金总额: {实际到位数: 50, 到位率: 50.00%}",
    ),
)
def arrival_rates(case: Case) -> Iterator[Found | NotApplicable]:
    """Each printed arrival rate equals received over the adjusted budget."""
    views = tuple(funding_views(case.report.form))
    if not any(row.arrival_rate for view in views for row in view.rows):
        yield NotApplicable("表中没有到位率")
    for view in views:
        for index, row in enumerate(view.rows):
            exact = _ratio(view.amount(row, "received"), view.amount(row, "adjusted"))
            yield from _rate_finding(view, index, "到位率", row.arrival_rate, exact)


@check(
    "F203",
    Severity.REVIEW,
    title="结余应等于到位数减执行数",
    basis="行次表所列公式：资金结余＝实际到位－全年执行",
    explanation="按表中金额重新计算每一行的结余。",
    advice="用实际到位数减去全年执行数重新计算，改正填错的金额或结余。",
    bad=sample(
        "资金:",
        "  年度资金总额: {实际到位数: 100, 结余: 5}",
    ),
    good=sample(
        "资金:",
        "  年度资金总额: {实际到位数: 100, 结余: 10}",
    ),
)
def balances(case: Case) -> Iterator[Found | NotApplicable]:
    """Each printed balance equals received minus executed."""
    views = tuple(funding_views(case.report.form))
    if not any(row.balance for view in views for row in view.rows):
        yield NotApplicable("表中没有结余")
    for view in views:
        for index, row in enumerate(view.rows):
            received, executed = view.amount(row, "received"), view.amount(row, "executed")
            if row.balance is not None and received is not None and executed is not None:
                exact = (received - executed) / YUAN_PER[view.unit or "元"]
                yield from _balance_finding(view, index, row.balance, exact)


def _balance_finding(
    view: FundingView, index: int, printed: Figure, exact: Decimal
) -> Iterator[Found]:
    """Yield a finding where a printed balance is not the exact one, in the table's unit."""
    if printed.value is None or agreement(printed, exact) is not Agreement.NONE:
        return
    name = f"{view.name}/{view.rows[index].source}"
    source = f"{view.name}“{view.rows[index].source}”"
    shown, apart = plain(exact), plain(printed.value - exact)
    message = f"{source}的结余填 {printed.text}，到位减执行为 {shown}"
    yield Found((*view.path, index, "结余"), message, shown, printed.text, apart, name)


@check(
    "F205",
    Severity.NOTICE,
    title="尚有结余时执行率显示为 100%",
    basis=_RATE_BASIS,
    explanation="四舍五入后执行率印成 100%，但仍有资金没有用完。100% 不等于全部支出，提示读者留意余额。",
    advice="不必改动数字；结余较多的，在资金情况里说明余款的去向。",
    bad=sample(
        "资金:",
        "  年度资金总额: {全年执行数: 99.999, 执行率: 100.00%, 得分: 10}",
        "  当年财政拨款: {全年执行数: 99.999}",
        "总分: 100",
    ),
    good=sample(
        "资金:",
        "  年度资金总额: {全年执行数: 100, 执行率: 100.00%, 得分: 10}",
        "  当年财政拨款: {全年执行数: 100}",
        "总分: 100",
    ),
)
def full_rate_with_money_left(case: Case) -> Iterator[Found | NotApplicable]:
    """A rate printed as 100% although money is left."""
    for view in funding_views(case.report.form):
        for index, row in enumerate(view.rows):
            base, executed = view.amount(row, view.rate_base), view.amount(row, "executed")
            printed = row.execution_rate.value if row.execution_rate else None
            if base is None or executed is None or row.execution_rate is None or printed != HUNDRED:
                continue
            if (
                executed < base
                and agreement(row.execution_rate, executed / base * HUNDRED) is not Agreement.NONE
            ):
                left = in_money(case, base - executed)
                message = f"执行率印作 {row.execution_rate.text}，仍有 {left}没有支出"
                exact = percent(executed / base, 4)
                yield Found(
                    (*view.path, index, "执行率"),
                    message,
                    exact,
                    row.execution_rate.text,
                    left,
                    row.source,
                )


@check(
    "F210",
    Severity.REVIEW,
    title="指标中的执行率应与资金表一致",
    basis=_RATE_BASIS,
    explanation="绩效指标里填报的预算执行率，与按资金表计算的执行率不同。软件不能断定哪一个对，因此两种读法都算给读者看。",
    advice="按资金表重新计算执行率；两处口径不同的，在该行备注里写明口径。",
    bad=sample(
        "绩效指标:",
        "  养护里程: {分值: 15, 得分: 15}",
        "  预算执行率:",
        "    一级指标: 产出指标",
        "    二级指标: 时效指标",
        '    年度指标值: ">=90%"',
        "    实际完成值: 98%",
        "    分值: 5",
        "    得分: 5",
        beside="同时有 R307：资金表已为预算执行率计了分。",
    ),
    good=sample(
        "绩效指标:",
        "  养护里程: {分值: 15, 得分: 15}",
        "  预算执行率:",
        "    一级指标: 产出指标",
        "    二级指标: 时效指标",
        '    年度指标值: ">=90%"',
        "    实际完成值: 90%",
        "    分值: 5",
        "    得分: 5",
        beside="同时有 R307：资金表已为预算执行率计了分。",
    ),
)
def rate_among_indicators(case: Case) -> Iterator[Found | NotApplicable]:
    """An execution rate reported as an indicator agrees with the funding table."""
    money = project_money(case.report.form)
    exact = _ratio(money.executed, money.adjusted)
    rows = [row for row in measured(case) if fold(row.indicator.label).endswith(fold("预算执行率"))]
    if exact is None or not rows:
        yield NotApplicable("指标中没有预算执行率，或资金表未填报")
        return
    for row in rows:
        amount = row.actual.amount
        if amount is None or amount.unit not in ("%", ""):
            continue
        stated = amount.low
        if round_half_up(exact * HUNDRED, decimals(stated)) != stated:
            shown = percent(exact)
            message = f"指标“{row.indicator.label}”填 {row.actual.text}，按资金表计算为 {shown}"
            difference = f"{plain(round_half_up(stated - exact * HUNDRED, 2))} 个百分点"
            path = (*row.path, "实际完成值")
            yield Found(path, message, shown, row.actual.text, difference, subject(row.indicator))


CHECKS = (
    execution_rates,
    arrival_rates,
    balances,
    full_rate_with_money_left,
    rate_among_indicators,
)
