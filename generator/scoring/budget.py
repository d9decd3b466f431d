"""The budget-execution row: in the funding table, among the indicators, or only implied by the total.

Source: 财预〔2020〕10号 (weight x 全年执行数 / 全年预算数), or the tiers of the rulebook.
"""

from decimal import Decimal

from generator.model.figure import YUAN_PER, Agreement, Figure, agreement, plain, round_half_up
from generator.model.measure import Kind, parse_measure
from generator.model.money import BudgetFigure, Money, execution_rate, project_money
from generator.model.report import Form, Indicator
from generator.model.rulebook import Rulebook, Tier
from generator.scoring.methods import HUNDRED, score_tiers, unknown
from generator.scoring.scorecard import Method, Reading

ZERO = Decimal(0)
_BASES: dict[str, BudgetFigure] = {"全年预算数": "adjusted", "年初预算数": "initial", "实际到位数": "received"}


def is_budget_indicator(indicator: Indicator) -> bool:
    """Tell whether an indicator row is the budget-execution row: its level-1 or level-2 head says so."""
    return any("预算执行" in (label or "") for label in (indicator.level1, indicator.level2))


def read_funding_row(form: Form, weight: Decimal, book: Rulebook) -> tuple[Reading, ...]:
    """Score the funding table's total row by the money it states, else by the rate it prints."""
    readings = read_money(form, weight, book, book.budget.tiers)
    if readings:
        return readings
    printed = form.funding[0].execution_rate
    if printed is not None and printed.value is not None:
        return (_by_rate(printed.value / HUNDRED, f"所填执行率 {printed.text}", weight, book, book.budget.tiers),)
    return (unknown(weight, "全年预算数或全年执行数未填报"),)


def read_money(form: Form, weight: Decimal, book: Rulebook, tiers: tuple[Tier, ...]) -> tuple[Reading, ...]:
    """Return the reading by the form's money, or nothing where it is not stated."""
    money = project_money(form)
    rate = execution_rate(money, _BASES[book.budget.base])
    if rate is None or money.executed is None:
        return ()
    return (_by_money(money, rate, form, weight, book, tiers),)


def read_budget_indicator(
    indicator: Indicator, form: Form, weight: Decimal, book: Rulebook, tiers: tuple[Tier, ...]
) -> tuple[Reading, ...]:
    """Score a budget row among the indicators by its own actual value and by the funding table.

    Where the two disagree the form contradicts itself: both readings are returned and none is preferred.
    """
    own = _own_rate(indicator)
    by_table = read_money(form, weight, book, tiers)
    if own is None:
        return by_table or (unknown(weight, "执行率和资金数都没有填报"),)
    by_row = (
        _by_rate(own.value / HUNDRED, f"本行实际完成值 {own.text}", weight, book, tiers)
        if own.value is not None
        else None
    )
    if by_row is None or not by_table:
        return by_table or (by_row or unknown(weight, "执行率没有填报"),)
    rate = execution_rate(project_money(form), _BASES[book.budget.base])
    if rate is not None and agreement(own, rate * HUNDRED) is not Agreement.NONE:
        return by_table
    return (_named(by_row, "按指标行所填执行率"), _named(by_table[0], "按资金表执行率"))


def implied_points(form: Form, declared_sum: Decimal, book: Rulebook) -> tuple[Decimal, Reading] | None:
    """Return budget points that the declared total contains although no row shows them, with their reading.

    Only where the remainder equals what the rule gives for the form's money, at the total's printed precision.
    """
    total = form.total
    if total is None or total.value is None:
        return None
    readings = read_money(form, book.budget.weight, book, book.budget.tiers)
    remainder = total.value - declared_sum
    if not readings or remainder <= 0 or not readings[0].is_point:
        return None
    printed = Figure(plain(remainder), remainder, total.places, "")
    if agreement(printed, readings[0].low) is Agreement.NONE:
        return None
    return remainder, readings[0]


def _own_rate(indicator: Indicator) -> Figure | None:
    """Return the rate that the row's actual value states, as a figure in %."""
    if not indicator.actual:
        return None
    measure = parse_measure(indicator.actual, unit=indicator.measure_unit)
    if measure.kind is not Kind.NUMBER or measure.low is None or measure.unit not in ("%", ""):
        return None
    places = -int(measure.low.as_tuple().exponent) if measure.low % 1 else 0
    return Figure(indicator.actual, measure.low, places, "%")


def _by_money(
    money: Money, rate: Decimal, form: Form, weight: Decimal, book: Rulebook, tiers: tuple[Tier, ...]
) -> Reading:
    base = _BASES[book.budget.base]
    note = "" if money.basis == "总额" else "合计栏未填报，按各资金来源相加"
    if base == "adjusted" and money.adjusted is None:
        base, note = "initial", "全年预算数未填报，以年初预算数为分母"
    if tiers:
        reading = score_tiers(rate, tiers, weight, Method.BUDGET_TIERS)
        return Reading(reading.method, reading.low, reading.high, reading.arithmetic, note=note)
    executed, denominator = money.executed or ZERO, getattr(money, base) or ZERO
    points = min(weight, weight * executed / denominator)
    unit = YUAN_PER[form.money_unit]
    steps = f"{plain(executed / unit)} ÷ {plain(denominator / unit)} × {plain(weight)}"
    cap = f"，不超过 {plain(weight)}" if rate > 1 else ""
    arithmetic = f"{steps}{cap} = {plain(round_half_up(points, int(book.places)))}"
    return Reading(Method.BUDGET, points, points, arithmetic, note=note)


def _by_rate(rate: Decimal, named: str, weight: Decimal, book: Rulebook, tiers: tuple[Tier, ...]) -> Reading:
    if tiers:
        return score_tiers(rate, tiers, weight, Method.BUDGET_TIERS)
    points = min(weight, weight * rate)
    shown = plain(round_half_up(points, int(book.places)))
    return Reading(Method.BUDGET, points, points, f"{named} × {plain(weight)} = {shown}")


def _named(reading: Reading, assumes: str) -> Reading:
    return Reading(reading.method, reading.low, reading.high, reading.arithmetic, assumes, reading.note)
