"""Sums of the tables that a form brings along: a row or column 合计 is the sum of the others."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.checks.identity import Sum
from generator.form_tree.tree import Tree, TreePath

_TOTAL = re.compile(r"\s*(?:合\s*计|总\s*计|总\s*额|小\s*计|共\s*计).*", re.DOTALL)


def is_cell_of_a_table(path: TreePath) -> bool:
    """Tell a cell of 附表, whose columns are a publisher's own."""
    return len(path) == 5 and path[0] == "附表" and path[2] == "行"


def sums_of_tables(tree: Tree) -> Iterator[Sum]:
    """Yield what may be sums in 附表, by row and by column, and totals at the foot of 资金明细."""
    for number, table in enumerate(tree.get("附表", [])):
        yield from _of_a_table(("附表", number, "行"), table)
    for number, table in enumerate(tree.get("资金明细", [])):
        yield from _of_a_foot(("资金明细", number, "行"), table.get("行", []))


def _of_a_table(at: TreePath, table: dict[str, Any]) -> Iterator[Sum]:
    rows: list[list[str]] = table.get("行", [])
    totals = _totals(row[0] for row in rows)
    sums = _totals(table.get("表头", []))
    for total in totals:
        yield from _down(at, rows, total, totals)
    for number, row in enumerate(rows):
        yield from _across((*at, number), row, sums)


def _totals(names: Iterable[str]) -> list[int]:
    """Return which of some rows or columns are called a total."""
    return [number for number, name in enumerate(names) if _TOTAL.fullmatch(name)]


def _down(at: TreePath, rows: list[list[str]], total: int, totals: list[int]) -> Iterator[Sum]:
    """Yield that a total is the sum of all other rows, or of those above it alone."""
    for column in _figures(rows[total]):
        others = (number for number in range(len(rows)) if number not in totals)
        below = [number for number in others if column in _figures(rows[number])]
        for places in (below, [number for number in below if number < total]):
            yield Sum((*at, total, column), tuple((*at, place, column) for place in places))


def _across(at: TreePath, row: list[str], sums: list[int]) -> Iterator[Sum]:
    """Yield that a column of totals is the sum of the others."""
    parts = tuple((*at, column) for column in _figures(row) if column not in sums)
    for column in sums:
        yield Sum((*at, column), parts)


def _figures(row: list[str]) -> list[int]:
    """Return the columns of a row that hold a figure; the first one names the row."""
    cells = enumerate(row[1:], 1)
    return [column for column, text in cells if re.search(r"[0-9０-９]", text)]


def _of_a_foot(at: TreePath, rows: list[dict[str, Any]]) -> Iterator[Sum]:
    """Yield that a row 合计 that is not the first is the sum of the rows above it."""
    for number, row in enumerate(rows[1:], 1):
        if _TOTAL.fullmatch(row.get("来源", "")):
            for column in row:
                above = [place for place in range(number) if column in rows[place]]
                yield Sum((*at, number, column), tuple((*at, place, column) for place in above))
