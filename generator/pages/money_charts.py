"""Charts of money: what was budgeted and spent, by department, by year, in one report."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.model.figure import plain
from generator.pages.chart_views import Chart, Shape
from generator.pages.charts import MOST_ROWS, rest
from generator.pages.drawing import ONE, ZERO, at, ceiling, inset, row, shapes
from generator.pages.newest import rate_change
from generator.presentation import words

_STEP = Decimal(1) / 10


@dataclass(frozen=True, slots=True)
class Amounts:
    """Budget and execution (元) of a department or a year, None where not stated."""

    label: str
    adjusted: Decimal | None
    executed: Decimal | None

    @property
    def rate(self) -> Decimal | None:
        """Executed ÷ adjusted."""
        if not self.adjusted or self.executed is None:
            return None
        return self.executed / self.adjusted

    def cells(self, unit: str) -> tuple[str, ...]:
        """Return the row of the table."""
        return (
            self.label,
            words.money(self.adjusted, unit),
            words.money(self.executed, unit),
            words.ratio(self.rate),
        )


def execution_chart(items: Sequence[Amounts], unit: str, when: str = "") -> Chart | None:
    """Show the execution rate of each department as a dot, lowest first, beside that of all.

    Departments without a rate stand in the table alone; of many, those with the largest budgets
    are drawn. `when` names the year, "" where the page does.
    """
    ordered = sorted(items, key=lambda item: rate_order(item.rate))
    rated = [(item, item.rate) for item in ordered if item.rate is not None]
    if len(rated) < 2:
        return None
    shown = _largest(rated)
    low, high = _limits([rate for _, rate in shown])
    rates, whole = [rate for _, rate in rated], _whole(rated)
    return Chart(
        id="execution",
        title=when + _rates_title(rates, whole),
        desc="点图，每个部门一行，圆点为全年执行数占全年预算数的比例，由低到高；竖线为全部合计。",
        columns=("部门", f"全年预算（{unit}）", f"全年执行（{unit}）", "执行率"),
        table=tuple(item.cells(unit) for item in ordered),
        bars=tuple(
            row(item.label, words.ratio(rate), _dot(rate, low, high)) for item, rate in shown
        ),
        ticks=tuple(
            (inset(place), f"{plain((low + (high - low) * place / 1000) * 100)}%")
            for place in (0, 500, 1000)
        ),
        legend=(("dot", "部门"), ("line", f"合计 {words.ratio(whole)}")),
        line=inset(at(whole, high, low)),
        note=_unrated(len(items) - len(rated))
        + rest(len(shown), len(rated), f"全年预算最大的 {len(shown)} 个部门"),
    )


def _largest(rated: Sequence[tuple[Amounts, Decimal]]) -> list[tuple[Amounts, Decimal]]:
    """Return those with the largest budgets, in the order given."""
    by_budget = sorted(range(len(rated)), key=lambda place: -(rated[place][0].adjusted or ZERO))
    return [rated[place] for place in sorted(by_budget[:MOST_ROWS])]


def rate_order(rate: Decimal | None) -> tuple[bool, Decimal]:
    """Return where a rate stands among others: the lowest first, what has none last."""
    return rate is None, rate or ZERO


def _whole(rated: Sequence[tuple[Amounts, Decimal]]) -> Decimal:
    """Return the rate of all together."""
    adjusted = sum((item.adjusted or ZERO for item, _ in rated), ZERO)
    executed = sum((item.executed or ZERO for item, _ in rated), ZERO)
    return executed / adjusted if adjusted else ZERO


def _rates_title(rates: Sequence[Decimal], whole: Decimal) -> str:
    lowest, highest = words.ratio(rates[0]), words.ratio(rates[-1])
    if lowest == highest:
        return f"{len(rates)} 个部门的执行率都是 {lowest}"
    return f"{len(rates)} 个部门的执行率从 {lowest} 到 {highest}，合计 {words.ratio(whole)}"


def _limits(rates: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Return the ends of the axis: tenths around every rate, 100 % always within."""
    low = max(ZERO, min(*rates, ONE - _STEP))
    return low // _STEP * _STEP, -(-max(*rates, ONE) // _STEP) * _STEP


def _dot(rate: Decimal, low: Decimal, high: Decimal) -> tuple[Shape, ...]:
    place = inset(at(rate, high, low))
    return Shape("track", inset(0), inset(1000)), Shape("dot", place, place)


def _unrated(count: int) -> str:
    return f"另有 {count} 个部门没有执行率，不在图中。" if count else ""


def trend_chart(years: Sequence[Amounts], unit: str) -> Chart | None:
    """Show budget and execution by year, the newest first; one year is no trend."""
    if len(years) < 2:
        return None
    shown = years[:MOST_ROWS]
    top = ceiling(max(max(item.adjusted or ZERO, item.executed or ZERO) for item in shown))
    return Chart(
        id="trend",
        title=_trend_title(years),
        desc=f"横条图，每年度一行，由近及远：宽条为全年预算，其中的窄条为全年执行，单位{unit}。",
        columns=("年度", f"全年预算（{unit}）", f"全年执行（{unit}）", "执行率"),
        table=tuple(item.cells(unit) for item in years),
        bars=tuple(
            row(item.label, f"执行率 {words.ratio(item.rate)}", _both(item, top)) for item in shown
        ),
        ticks=((0, "0"), (500, words.money(top / 2, unit)), (1000, _money(top, unit))),
        legend=(("soft", "全年预算"), ("inner", "全年执行")),
        note=rest(len(shown), len(years), f"最近 {len(shown)} 个年度"),
    )


def _trend_title(years: Sequence[Amounts]) -> str:
    """Say how the execution rate of the newest year stands to that of the one before."""
    newest, before = years[:2]
    if newest.rate is None or before.rate is None:
        return "各年度预算与执行"
    change = rate_change(before.rate, newest.rate, before.label)
    return f"{newest.label}执行率 {words.ratio(newest.rate)}，{change}"


def funding_chart(
    amounts: tuple[Decimal | None, Decimal | None, Decimal | None], unit: str
) -> Chart | None:
    """Show the project's money (元): its first budget, its last of the year, what was spent."""
    initial, adjusted, executed = amounts
    stated = [amount for amount in amounts if amount is not None]
    if not stated:
        return None
    rate = Amounts("", adjusted, executed).rate
    share = f"占全年预算 {words.ratio(rate)}" if rate is not None else ""
    stages = (
        ("年初预算", initial, "", "soft"),
        ("全年预算", adjusted, _change(initial, adjusted, unit), "soft"),
        ("全年执行", executed, share, "bar"),
    )
    table = tuple(
        (label, words.money(amount, unit), note or "—") for label, amount, note, _ in stages
    )
    top = max(ZERO, *stated)
    bars = tuple(
        row(_noted(label, note), _money(amount, unit), shapes(kind, amount, top))
        for label, amount, note, kind in stages
    )
    return Chart(
        id="funding",
        title="资金从预算到执行",
        desc=f"横条图，从上到下：{'；'.join(f'{label} {money}' for label, money, _ in table)}，单位{unit}。",
        columns=("阶段", f"金额（{unit}）", "说明"),
        table=table,
        bars=bars,
    )


def _noted(label: str, note: str) -> str:
    return f"{label}（{note}）" if note else label


def _both(item: Amounts, top: Decimal) -> tuple[Shape, ...]:
    return *shapes("soft", item.adjusted, top), *shapes("inner", item.executed, top)


def _money(amount: Decimal | None, unit: str) -> str:
    return words.NOT_STATED if amount is None else f"{words.money(amount, unit)} {unit}"


def _change(initial: Decimal | None, adjusted: Decimal | None, unit: str) -> str:
    if initial is None or adjusted is None:
        return ""
    change, word = adjusted - initial, "增加" if adjusted > initial else "减少"
    return f"比年初{word} {words.money(abs(change), unit)}" if change else "与年初相同"
