"""F2 and F3: figures that lie apart from their neighbours by a power of ten that units make."""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.amounts_in_text import all_off_by_one_power
from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import (
    FORM,
    TIMES,
    Measured,
    in_money,
    indicator_rows,
    measured,
    subject,
)
from generator.model.finding import Severity
from generator.model.money import BudgetFigure, FundingView, funding_views
from generator.model.problem import sample
from generator.scoring.facts import Fact, Open
from generator.scoring.scales import power_between
from generator.scoring.units import conversion, times

_FIGURES: dict[BudgetFigure, str] = {
    "initial": "年初预算数",
    "adjusted": "全年预算数",
    "received": "实际到位数",
    "executed": "全年执行数",
}
# A table in 元 below a thousand, or of more than ten thousand 亿元, is in another unit than it says.
_LEAST, _MOST = Decimal(1000), Decimal(10) ** 12


@check(
    "F209",
    Severity.REVIEW,
    title="金额单位应前后一致",
    basis="项目支出绩效自评表：金额单位印在表头，多为万元，部分地区为元",
    explanation="正文写的各个金额与资金表一律相差一千倍、一万倍或一亿倍，或者金额与所选单位明显不相称"
    "（以元为单位而总额不足千元，超过一万亿元），多半是表头单位与所填金额不符。",
    advice="对照原表表头核对金额单位，把填错的单位或金额改正。",
    bad=sample("金额单位: 元"),
    good=sample("金额单位: 万元"),
)
def money_unit_is_plausible(case: Case) -> Iterator[Found | NotApplicable]:
    """Amounts fit the unit that the head names."""
    form = case.report.form
    amounts = [amount for view in funding_views(form) for amount in _amounts(view) if amount]
    if not amounts:
        yield NotApplicable("没有资金表")
        return
    unit, largest = form.money_unit or "未填报", max(amounts)
    power = all_off_by_one_power(case)
    if power is not None:
        message = f"资金表以{unit}为单位，正文写的金额与表中一律相差{TIMES[abs(power)]}倍，疑为金额单位不符"
        yield Found(("金额单位",), message, "核对金额单位", unit)
    elif (form.money_unit == "元" and largest < _LEAST) or largest > _MOST:
        message = f"金额单位为{unit}，最大金额为 {in_money(case, largest)}，与单位不相称"
        yield Found(("金额单位",), message, "核对金额单位", unit)


def _amounts(view: FundingView) -> Iterator[Decimal]:
    for row in view.rows:
        for figure in _FIGURES:
            amount = view.amount(row, figure)
            if amount is not None:
                yield amount


@check(
    "F211",
    Severity.REVIEW,
    title="资金数额应与同表其他数额同一量级",
    basis=FORM,
    explanation="同一行的预算数与执行数、年初数与全年数，或者合计与各来源之和，相差约一千倍、一万倍或一亿倍，"
    "多半是元与万元混用，或者多写、少写了几个零。",
    advice="对照决算核对该项金额和单位，改正填错的一个。",
    bad=sample(
        "资金:",
        "  年度资金总额: {年初预算数: 1000000}",
        "  当年财政拨款: {年初预算数: 1000000}",
        "报告: {资金情况: 年中调整预算。}",
    ),
    good=sample(
        "资金:",
        "  年度资金总额: {年初预算数: 500}",
        "  当年财政拨款: {年初预算数: 500}",
        "报告: {资金情况: 年中调整预算。}",
    ),
)
def money_is_of_one_magnitude(case: Case) -> Iterator[Found | NotApplicable]:
    """No amount is out of line with those beside and below it by a power of ten that units make."""
    views = tuple(funding_views(case.report.form))
    if not views:
        yield NotApplicable("没有资金表")
    for view in views:
        for index in range(len(view.rows)):
            yield from _out_of_line(case, view, index)


def _out_of_line(case: Case, view: FundingView, index: int) -> Iterator[Found]:
    """Compare each amount of a row with the adjusted budget beside it, that with its sources."""
    row = view.rows[index]
    stated = {figure: amount for figure in _FIGURES if (amount := view.amount(row, figure))}
    base = stated.get("adjusted") or stated.get("initial")
    if base is None:
        return
    for figure, amount in stated.items():
        if power := power_between(base, amount):
            apart = _apart(f"同行预算数 {in_money(case, base)}", power)
            yield _odd_amount(view, index, figure, in_money(case, amount), apart)
    below = sum(
        (view.amount(child, "adjusted") or Decimal(0) for child in view.children(index)), Decimal(0)
    )
    if "adjusted" in stated and (power := power_between(below, base)):
        apart = _apart(f"所列来源之和 {in_money(case, below)}", power)
        yield _odd_amount(view, index, "adjusted", in_money(case, base), apart)


def _apart(beside: str, power: int) -> str:
    return f"与{beside}相差约{TIMES[abs(power)]}倍，疑为量级不同"


def _odd_amount(
    view: FundingView, index: int, figure: BudgetFigure, shown: str, apart: str
) -> Found:
    label, source = _FIGURES[figure], view.rows[index].source
    message = f"{view.name}“{source}”的{label} {shown}，{apart}"
    path = (*view.path, index, label)
    return Found(path, message, "同一量级", shown, subject=f"{view.name}/{source}/{label}")


@check(
    "F312",
    Severity.REVIEW,
    title="实际完成值应与目标值同一量级",
    basis=FORM,
    explanation="完成值与目标值相差约一千倍、一万倍或一亿倍，多半是一处写“万”、一处没有写，或者单位填错。",
    advice="两处都写明单位，量级写成一样。",
    bad=sample(
        "绩效指标:",
        '  养护里程: {三级指标: 修复路面, 年度指标值: ">=42000平方米", 实际完成值: 4.3}',
    ),
    good=sample(
        "绩效指标:",
        '  养护里程: {三级指标: 修复路面, 年度指标值: ">=42000平方米", 实际完成值: 4.3万平方米}',
    ),
)
def actual_is_of_the_targets_magnitude(case: Case) -> Iterator[Found | NotApplicable]:
    """Target and actual value do not lie apart by a power of ten that units make."""
    rows = list(measured(case))
    if not rows:
        yield NotApplicable("没有同时填报目标值和实际完成值的指标")
    facts = {row.path: row.fact for row, _ in indicator_rows(case)}
    for row in rows:
        power = _power(row, facts.get(row.path))
        if power is not None:
            label = row.indicator.label
            apart = f"相差约{TIMES[abs(power)]}倍，疑为量级不同"
            message = f"“{label}”目标 {row.target.text}，完成 {row.actual.text}，{apart}"
            path = (*row.path, "实际完成值")
            yield Found(path, message, "同一量级", row.actual.text, subject=subject(row.indicator))


def _power(row: Measured, fact: Fact | None) -> int | None:
    """Return the power of ten between a row's two amounts in one unit, or None without a doubt."""
    wanted, stated = row.target.amount, row.actual.amount
    if wanted is None or stated is None or wanted.is_span or stated.is_span:
        return None
    factor = conversion(stated.unit, wanted.unit) if stated.unit and wanted.unit else None
    is_settled = not (isinstance(fact, Open) and fact.scale)
    if factor is None and is_settled:
        return None
    low = stated.in_base_unit()[0]
    return power_between(wanted.in_base_unit()[0], times(low, factor) if factor else low)


CHECKS = (
    money_unit_is_plausible,
    money_is_of_one_magnitude,
    actual_is_of_the_targets_magnitude,
)
