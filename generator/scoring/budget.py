"""The budget row: in the funding table, among the indicators, or implied by the total.

Source: 财预〔2020〕10号 (weight x 全年执行数 / 全年预算数), or the tiers of the rulebook.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from generator.model.figure import (
    YUAN_PER,
    Agreement,
    Figure,
    agreement,
    decimals,
    plain,
    round_half_up,
)
from generator.model.money import BudgetFigure, Money, execution_rate, project_money
from generator.model.report import Form, FormPath, FundingRow, Indicator
from generator.model.rulebook import Rulebook, Tier
from generator.model.text import fold, level_name
from generator.scoring.grammar import parse_measure
from generator.scoring.methods import HUNDRED, score_tiers, unknown
from generator.scoring.scorecard import Method, Reading

ZERO = Decimal(0)
_BASES: dict[str, BudgetFigure] = {
    "全年预算数": "adjusted",
    "年初预算数": "initial",
    "实际到位数": "received",
}


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A budget row to be scored.

    The form it stands on, its weight (分), its rulebook and any tiers.
    """

    form: Form
    weight: Decimal
    book: Rulebook
    tiers: tuple[Tier, ...]

    @property
    def base(self) -> BudgetFigure:
        """The figure that the rulebook divides by."""
        return _BASES[self.book.budget.base]

    def rate(self) -> Decimal | None:
        """Return the execution rate (ratio) by the form's money, or None where it is not stated."""
        return execution_rate(project_money(self.form), self.base)


def budget_path(form: Form, book: Rulebook) -> FormPath | None:
    """Return where the form scores budget execution.

    The funding table's total row, or an indicator so named.

    The names are the rulebook's, at any level. Under a head so named only a lone row, or
    the row of that very name, is the budget row: its neighbours score something else.
    """
    if form.funding and _has_points(form.funding[0]):
        return ("资金", 0)
    names = {level_name(name) for name in book.budget.names}
    named = [
        index for index, row in enumerate(form.indicators) if level_name(row.name or "") in names
    ]
    under = [index for index, row in enumerate(form.indicators) if _stands_under(row, names)]
    for rows in (sorted({*named} & {*under}), named, under):
        if len(rows) == 1:
            return ("绩效指标", rows[0])
    return None


def _has_points(row: FundingRow) -> bool:
    """Tell whether the total row is scored; some forms print its score and no weight."""
    return _value(row.weight) is not None or _value(row.score) is not None


def _stands_under(row: Indicator, names: set[str]) -> bool:
    heads = [fold(label) for label in (row.level1, row.level2) if label]
    return any(name in head for head in heads for name in names)


def _value(figure: Figure | None) -> Decimal | None:
    return figure.value if figure else None


def read_funding_row(row: BudgetRow) -> tuple[Reading, ...]:
    """Score the funding table's total row by the money it states, else by the rate it prints."""
    if by_money := read_money(row):
        return (by_money,)
    printed = row.form.funding[0].execution_rate
    if printed is not None and printed.value is not None:
        return (_by_rate(row, printed.value / HUNDRED, f"所填执行率 {printed.text}"),)
    return (unknown(row.weight, "全年预算数或全年执行数未填报"),)


def read_money(row: BudgetRow) -> Reading | None:
    """Return the reading by the form's money, or None where it is not stated."""
    rate = row.rate()
    if rate is None:
        return _of_nothing(row)
    return _by_money(row, project_money(row.form), rate)


def _of_nothing(row: BudgetRow) -> Reading | None:
    """Score a budget of 0 with 0 spent, where the rulebook says how: provinces differ."""
    money = project_money(row.form)
    rule = row.book.budget.zero
    if money.figure(row.base) != 0 or money.executed != 0 or rule == "不可判定":
        return None
    points = row.weight if rule == "满分" else ZERO
    words = f"预算数和执行数都是 0，按规则得 {plain(points)}"
    return Reading(Method.BUDGET, points, points, words)


def read_budget_indicator(indicator: Indicator, row: BudgetRow) -> tuple[Reading, ...]:
    """Score a budget row among the indicators by its own actual value and by the funding table.

    Where the two disagree the form contradicts itself: both readings
    are returned and none is preferred.
    """
    by_table, own = read_money(row), _own_rate(indicator)
    if own is None or own.value is None:
        return (by_table or unknown(row.weight, "执行率和资金数都没有填报"),)
    by_row = _by_rate(row, own.value / HUNDRED, f"本行实际完成值 {own.text}")
    rate = row.rate()
    if by_table is None or rate is None:
        return (by_row,)
    if agreement(own, rate * HUNDRED) is not Agreement.NONE:
        return (by_table,)
    return (
        replace(by_row, assumes="按指标行所填执行率"),
        replace(by_table, assumes="按资金表执行率"),
    )


def implied_points(
    form: Form, declared_sum: Decimal, book: Rulebook
) -> tuple[Decimal, Reading] | None:
    """Return budget points that the declared total holds although no row shows them.

    Only where the remainder equals what the rule gives for the form's
    money, at the total's printed precision.
    """
    total = form.total
    if total is None or total.value is None:
        return None
    reading = read_money(BudgetRow(form, book.budget.weight, book, book.budget.tiers))
    remainder = total.value - declared_sum
    if reading is None or remainder <= 0 or not reading.is_point:
        return None
    sums = (declared_sum + reading.low, declared_sum + round_half_up(reading.low, int(book.places)))
    return (
        None
        if all(agreement(total, exact) is Agreement.NONE for exact in sums)
        else (remainder, reading)
    )


def _own_rate(indicator: Indicator) -> Figure | None:
    """Return the rate that the row's actual value states, as a figure in %."""
    if not indicator.actual:
        return None
    measure = parse_measure(
        indicator.actual, unit=indicator.measure_unit, name=indicator.name or ""
    )
    amount = measure.amount
    if (
        amount is None
        or amount.is_span
        or measure.bound
        or amount.slack
        or amount.unit not in ("%", "")
    ):
        return None
    return Figure(indicator.actual, amount.low, decimals(amount.low), "%")


def _by_money(row: BudgetRow, money: Money, rate: Decimal) -> Reading:
    base, note = row.base, "" if money.basis == "总额" else "合计栏未填报或为 0，按各资金来源相加"
    if base == "adjusted" and money.adjusted is None:
        base, note = "initial", "全年预算数未填报，以年初预算数为分母"
    if row.tiers:
        return replace(_tiers(row, rate), note=note)
    executed, denominator = money.executed or ZERO, money.figure(base) or ZERO
    points = max(ZERO, min(row.weight, row.weight * executed / denominator))
    unit = YUAN_PER[row.form.money_unit or "元"]
    steps = f"{plain(executed / unit)} ÷ {plain(denominator / unit)} × {plain(row.weight)}"
    cap = f"，不超过 {plain(row.weight)}" if rate > 1 else ""
    arithmetic = f"{steps}{cap} = {plain(round_half_up(points, int(row.book.places)))}"
    return Reading(Method.BUDGET, points, points, arithmetic, note=note)


def _tiers(row: BudgetRow, rate: Decimal) -> Reading:
    return score_tiers(rate * HUNDRED, row.tiers, row.weight, Method.BUDGET_TIERS, "执行率")


def _by_rate(row: BudgetRow, rate: Decimal, named: str) -> Reading:
    if row.tiers:
        return _tiers(row, rate)
    points = max(ZERO, min(row.weight, row.weight * rate))
    shown = plain(round_half_up(points, int(row.book.places)))
    return Reading(Method.BUDGET, points, points, f"{named} × {plain(row.weight)} = {shown}")
