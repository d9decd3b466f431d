"""What other public reports of a project say of its money, from which a kept-back amount follows.

Money that is left over is next year's carry-over (上年结转), and the several forms of a project in
one year state the same sources: 《预算法》第四十二条 on what is left of a year's budget.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from generator.checks.form_identities import is_stated
from generator.checks.identity import Identity, Sum, Values
from generator.form_tree.black_out import blacked_out
from generator.form_tree.tree import Tree, TreePath
from generator.model.figure import YUAN_PER
from generator.model.money import BudgetFigure, FundingView, funding_views
from generator.model.publication import State
from generator.model.report import Report

_CARRIED = "结转"
_COLUMNS: dict[str, BudgetFigure] = {
    "年初预算数": "initial",
    "全年预算数": "adjusted",
    "实际到位数": "received",
    "全年执行数": "executed",
}
_PUBLIC = (State.PUBLIC, State.PARTIAL)
_NEAR = Decimal("0.01")


class Relation(Enum):
    """Which report of the project it is."""

    NEXT = auto()
    BEFORE = auto()
    TWIN = auto()


_RELATIONS = {-1: Relation.BEFORE, 0: Relation.TWIN, 1: Relation.NEXT}


@dataclass(frozen=True, slots=True)
class Told:
    """An amount (元) that another public report states, by source and column ("" what is left)."""

    relation: Relation
    report: str
    source: str
    column: str
    amount: Decimal

    @property
    def cell(self) -> TreePath:
        """How it is called among the cells of a form."""
        return (f"报告 {self.report} 的 资金/{self.source}/{self.column or '结余'}",)


def told_of(report: Report, others: Iterable[Report]) -> tuple[Told, ...]:
    """Return what the public reports of the same project say that may tell of this one's money."""
    return tuple(told for other in others for told in _told(report, other))


def _told(report: Report, other: Report) -> Iterator[Told]:
    if other.id == report.id or other.form.disclosure.state not in _PUBLIC:
        return
    relation = _RELATIONS.get(other.identity.year - report.identity.year)
    if relation is not None:
        for view in funding_views(blacked_out(other.form)):
            if view.path == ("资金",):
                yield from _of_rows(relation, other.id, view)


def _of_rows(relation: Relation, report: str, view: FundingView) -> Iterator[Told]:
    for row in view.rows:
        stated = {column: view.amount(row, name) for column, name in _COLUMNS.items()}
        budget, spent = stated["全年预算数"], stated["全年执行数"]
        if budget is not None and spent is not None:
            yield Told(relation, report, row.source, "", budget - spent)
        for column, amount in stated.items():
            if amount:
                yield Told(relation, report, row.source, column, amount)


def tied(tree: Tree, values: Values, told: Iterable[Told]) -> tuple[Values, tuple[Identity, ...]]:
    """Return what is known with the other reports' amounts, and what ties the form's to them."""
    known, found = dict(values), list[Identity]()
    unit = YUAN_PER[tree.get("金额单位") or "元"]
    for one in told:
        known[one.cell] = one.amount / unit
        found += [tie for tie in _ties(tree, one) if _holds(tie, known)]
    return known, tuple(found)


def _ties(tree: Tree, one: Told) -> Iterator[Sum]:
    """Yield in which ways an amount may be one of the form's; those that hold tell."""
    for number, row in enumerate(tree.get("资金", [])):
        cell: TreePath = ("资金", number)
        source = row.get("来源", "")
        match one.relation:
            case Relation.TWIN if one.column and source == one.source:
                yield Sum((*cell, one.column), (one.cell,))
            case Relation.NEXT if one.column and _CARRIED in one.source:
                yield Sum((*cell, "结余"), (one.cell,))
                yield Sum((*cell, "全年预算数"), ((*cell, "全年执行数"), one.cell))
            case Relation.BEFORE if not one.column and _CARRIED in source:
                yield from (Sum((*cell, column), (one.cell,)) for column in _COLUMNS)


def _holds(tie: Sum, values: Mapping[TreePath, Decimal]) -> bool:
    if not is_stated(tie, values) or tie.total is None:
        return False
    solved = tie.solve(tie.total, values)
    return solved is not None and bool(solved) and abs(solved - values[tie.total]) <= _NEAR
