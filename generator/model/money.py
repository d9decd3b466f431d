"""The project's money in 元, read from whichever funding table of the form states it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Literal

from generator.model.figure import YUAN_PER, Figure, to_yuan
from generator.model.report import Form, FormPath, FundingRow, Unit

BudgetFigure = Literal["initial", "adjusted", "received", "executed"]


@dataclass(frozen=True, slots=True)
class Money:
    """The budget figures in 元; None where the form states none.

    `basis` says where they stand: in the total row (总额), or only as sources that we add up (分项合计).
    """

    initial: Decimal | None
    adjusted: Decimal | None
    received: Decimal | None
    executed: Decimal | None
    basis: Literal["总额", "分项合计", "未填报"]

    def figure(self, name: BudgetFigure) -> Decimal | None:
        """Return one of the figures by name."""
        figure: Decimal | None = getattr(self, name)
        return figure


@dataclass(frozen=True, slots=True)
class FundingView:
    """One funding table of a form, whichever block it stands in; `path` leads to its rows."""

    name: str
    path: FormPath
    rows: tuple[FundingRow, ...]
    unit: Unit | None
    rate_base: BudgetFigure

    def amount(self, row: FundingRow, figure: BudgetFigure) -> Decimal | None:
        """Return a figure of a row in 元.

        In the table's own unit, whatever it is, where the form names none.
        """
        cell: Figure | None = getattr(row, figure)
        return to_yuan(cell, self.unit or "元")

    def children(self, index: int) -> tuple[FundingRow, ...]:
        """Return the rows that belong directly to row `index`; row 0 is the total."""
        parent, total = self.rows[index].source, self.rows[0].source
        return tuple(row for row in self.rows[1:] if (row.parent or total) == parent)

    def leaves(self) -> tuple[FundingRow, ...]:
        """Return the finest sources: the rows that no other row belongs to."""
        parents = {row.parent for row in self.rows}
        return tuple(row for row in self.rows[1:] if row.source not in parents)


_BASES: dict[str, BudgetFigure] = {
    "年初预算数": "initial",
    "全年预算数": "adjusted",
    "实际到位数": "received",
}


def funding_views(form: Form) -> Iterator[FundingView]:
    """Yield the form's own funding table, then the longer tables of the report."""
    if form.funding:
        yield FundingView("项目资金", ("资金",), form.funding, form.money_unit, "adjusted")
    for index, table in enumerate(form.funding_tables):
        path: FormPath = ("资金明细", index, "行")
        yield FundingView(
            table.name, path, table.rows, table.unit or form.money_unit, _BASES[table.rate_base]
        )


def project_money(form: Form) -> Money:
    """Return the project's money.

    From a total row where one states it, else from the sum of the sources.

    A total row of zeros above sources that are not zero states
    nothing: reporting systems print it when the total was left empty.
    """
    views = tuple(funding_views(form))
    totals = [_money(view, view.rows[:1], "总额") for view in views]
    sources = (_money(view, view.leaves(), "分项合计") for view in views)
    for money in chain(totals, sources):
        if money.adjusted or money.executed or money.initial:
            return money
    stated = (money for money in totals if money.adjusted is not None or money.executed is not None)
    return next(stated, Money(None, None, None, None, "未填报"))


def _money(
    view: FundingView, rows: tuple[FundingRow, ...], basis: Literal["总额", "分项合计"]
) -> Money:
    def stated_sum(figure: BudgetFigure) -> Decimal | None:
        stated = [amount for row in rows if (amount := view.amount(row, figure)) is not None]
        return sum(stated, Decimal(0)) if stated else None

    return Money(
        stated_sum("initial"),
        stated_sum("adjusted"),
        stated_sum("received"),
        stated_sum("executed"),
        basis,
    )


def money_in_yuan(form: Form) -> Money:
    """Return the project's money in 元; nothing where the form names no unit for it."""
    money = project_money(form)
    named = form.money_unit or any(table.unit for table in form.funding_tables)
    return money if named else Money(None, None, None, None, "未填报")


def money_words(amount: Decimal, unit: Unit | None) -> str:
    """Show an amount (元) in a form's unit, exactly and with separators: `8,391.6 万元`.

    Without unit if it has none.
    """
    shown = amount / YUAN_PER[unit or "元"]
    whole = shown.normalize() if shown else Decimal(0)
    return f"{whole:,f} {unit}" if unit else f"{whole:,f}"


def execution_rate(money: Money, base: BudgetFigure) -> Decimal | None:
    """Return executed ÷ base as a ratio; an unstated adjusted budget falls back on the initial one.

    None where either figure is unstated or the base is not positive.
    """
    denominator = money.figure(base)
    if denominator is None and base == "adjusted":
        denominator = money.initial
    if denominator is None or money.executed is None or denominator <= 0:
        return None
    return money.executed / denominator
