"""F2: the amounts of the funding tables against each other."""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import FORM, in_money, narrative, percent
from generator.model.figure import Figure
from generator.model.finding import Severity
from generator.model.money import BudgetFigure, FundingView, funding_views, project_money
from generator.model.problem import sample
from generator.model.report import FundingRow

ZERO = Decimal(0)
# Sources that together make up the whole; other "其中" rows may name only a part of it.
_EXHAUSTIVE = (
    "财政拨款", "财政资金", "上年结转", "其他资金", "中央", "省级", "市级", "县级", "区级", "市县", "单位资金", "专户",
    "自筹", "贷款", "社会资本", "地方",
)  # fmt: skip
_LABELS: dict[BudgetFigure, str] = {
    "initial": "年初预算数",
    "adjusted": "全年预算数",
    "received": "实际到位数",
    "executed": "全年执行数",
}


@check(
    "F204",
    Severity.REVIEW,
    title="各资金来源之和应等于合计",
    basis=FORM,
    explanation="把同一合计下的各来源相加，与合计比较。来源只列出其中一部分的（如“其中：人员经费”），只检查是否超出合计。",
    advice="核对各来源的金额；少列了来源的补列，只列其中一部分的，来源写作“其中：……”。",
    bad=sample(
        "资金:",
        "  当年财政拨款: {全年预算数: 80}",
        "  其他资金: {全年预算数: 10}",
    ),
    good=sample(
        "资金:",
        "  当年财政拨款: {全年预算数: 80}",
        "  其他资金: {全年预算数: 20}",
    ),
)
def sources_add_up(case: Case) -> Iterator[Found | NotApplicable]:
    """The stated sources add up to their total."""
    views = [view for view in funding_views(case.report.form) if len(view.rows) > 1]
    if not views:
        yield NotApplicable("资金没有分来源填报")
    for view in views:
        for index in range(len(view.rows)):
            for figure in ("initial", "adjusted", "received", "executed"):
                yield from _source_sum(case, view, index, figure)


def _source_sum(case: Case, view: FundingView, index: int, figure: BudgetFigure) -> Iterator[Found]:
    row, children = view.rows[index], view.children(index)
    total = view.amount(row, figure)
    stated = [amount for child in children if (amount := view.amount(child, figure)) is not None]
    if total is None or not stated or _broken_down_twice(stated, total):
        return
    exact = sum(stated, ZERO)
    whole = all(any(word in child.source for word in _EXHAUSTIVE) for child in children)
    if exact > total or (whole and exact != total):
        said, summed = in_money(case, total), in_money(case, exact)
        message = f"{view.name}“{row.source}”的{_LABELS[figure]}为 {said}，所列来源相加为 {summed}"
        name = f"{view.name}/{row.source}/{_LABELS[figure]}"
        path = (*view.path, index, _LABELS[figure])
        yield Found(path, message, summed, said, in_money(case, total - exact), name)


def _broken_down_twice(amounts: list[Decimal], total: Decimal) -> bool:
    """Tell whether the rows run through the total more than once: by source, and again by use."""
    runs, running = 0, ZERO
    for amount in amounts:
        running += amount
        if running == total:
            runs, running = runs + 1, ZERO
    return runs > 1 and running == ZERO


@check(
    "F206",
    Severity.REVIEW,
    title="执行数不应超过预算数",
    basis=FORM,
    explanation="全年执行数大于全年预算数，执行率超过 100%。可能漏记了预算追加，也可能填错了单位。",
    advice="核对是否漏记预算追加、元与万元是否混用；确属超支的，在资金情况里说明。",
    bad=sample(
        "资金:",
        "  年度资金总额: {全年执行数: 101, 执行率: 101%, 得分: 10}",
        "  当年财政拨款: {全年执行数: 101}",
        "总分: 100",
    ),
    good=sample(
        "资金:",
        "  年度资金总额: {全年执行数: 100, 执行率: 100%, 得分: 10}",
        "  当年财政拨款: {全年执行数: 100}",
        "总分: 100",
    ),
)
def executed_within_budget(case: Case) -> Iterator[Found | NotApplicable]:
    """Executed money does not exceed the adjusted budget."""
    money = project_money(case.report.form)
    if money.adjusted is None or money.executed is None:
        yield NotApplicable("全年预算数或全年执行数未填报")
    elif money.executed > money.adjusted:
        path = next((view.path for view in funding_views(case.report.form)), ("资金",))
        executed, adjusted = in_money(case, money.executed), in_money(case, money.adjusted)
        message = f"全年执行数 {executed}，超过全年预算数 {adjusted}"
        difference = in_money(case, money.executed - money.adjusted)
        yield Found((*path, 0, "全年执行数"), message, f"不超过 {adjusted}", executed, difference)


@check(
    "F207",
    Severity.REVIEW,
    title="分项有金额时合计栏应填报",
    basis=FORM,
    explanation="各来源填了金额，合计或小计却空着。系统据此算出的比率会变成 0，并可能影响得分。",
    advice="把各来源相加，填上合计；原表合计栏就是空白的，在“核对说明”里写明。",
    bad=sample(
        "资金:",
        '  年度资金总额: {全年预算数: "", 全年执行数: ""}',
    ),
    good=sample(
        "资金:",
        "  年度资金总额: {全年预算数: 100, 全年执行数: 90}",
    ),
)
def totals_are_filled(case: Case) -> Iterator[Found | NotApplicable]:
    """Where sources state money, their total states it too."""
    for view in funding_views(case.report.form):
        for index, row in enumerate(view.rows):
            blank = [
                label
                for figure, label in _LABELS.items()
                if _is_blank_total(view, index, row, figure)
            ]
            if blank:
                rates = [f"{key} {figure.text}" for key, figure in _printed_rates(row)]
                words = f"，却填有{'、'.join(rates)}" if rates else ""
                message = f"{view.name}“{row.source}”的{'、'.join(blank)}空白，而其下来源已填报金额{words}"
                yield Found(
                    (*view.path, index),
                    message,
                    "填报合计",
                    "空白",
                    "",
                    f"{view.name}/{row.source}",
                )


def _is_blank_total(view: FundingView, index: int, row: FundingRow, figure: BudgetFigure) -> bool:
    if view.amount(row, figure) is not None:
        return False
    below = view.leaves() if index == 0 else view.children(index)
    return any(view.amount(child, figure) for child in below)


def _printed_rates(row: FundingRow) -> Iterator[tuple[str, Figure]]:
    for key, figure in (("到位率", row.arrival_rate), ("执行率", row.execution_rate)):
        if figure is not None and figure.value is not None:
            yield key, figure


@check(
    "F208",
    Severity.NOTICE,
    title="年中预算调整应说明原因",
    basis="财政部《项目支出绩效评价管理办法》：预算执行率以调整后的全年预算数为分母",
    explanation="全年预算数与年初预算数不同，而表和报告中没有说明调整原因（没有出现调整、追加、压减等字样）。",
    advice="在资金情况或备注里写明调整的文号和原因；年初数或全年数填错的，改正。",
    bad=sample(
        "资金:",
        "  年度资金总额: {年初预算数: 120}",
        "  当年财政拨款: {年初预算数: 120}",
    ),
    good=sample(
        "资金:",
        "  年度资金总额: {年初预算数: 120}",
        "  当年财政拨款: {年初预算数: 120}",
        "报告: {资金情况: 年中调整预算，收回20万元。}",
    ),
)
def budget_change_is_explained(case: Case) -> Iterator[Found | NotApplicable]:
    """A budget changed within the year is explained somewhere."""
    form = case.report.form
    money = project_money(form)
    if money.initial is None or money.adjusted is None:
        yield NotApplicable("年初预算数或全年预算数未填报")
        return
    texts = " ".join(passage.text for passage in narrative(form))
    words = ("调整", "追加", "压减", "调减", "调增", "核减", "压缩", "收回", "下达")
    if money.initial == money.adjusted or any(
        f"{word}" in texts and "预算" in texts for word in words
    ):
        return
    change = money.adjusted - money.initial
    initial, adjusted = in_money(case, money.initial), in_money(case, money.adjusted)
    ratio = _share_of(money.initial, change)
    message = f"预算由年初 {initial}调整为 {adjusted}{ratio}，没有说明原因"
    path = next(view.path for view in funding_views(form))
    yield Found((*path, 0, "全年预算数"), message, "说明调整原因", "未说明", in_money(case, change))


def _share_of(initial: Decimal, change: Decimal) -> str:
    """Show a change in per cent of what it began with; "" where that was nothing."""
    if not initial:
        return ""
    sign = "+" if change > 0 else ""
    return f"（{sign}{percent(change / initial)}）"


CHECKS = (
    sources_add_up,
    executed_within_budget,
    totals_are_filled,
    budget_change_is_explained,
)
