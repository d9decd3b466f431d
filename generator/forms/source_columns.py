"""The funding table with 行次: sources stand in the columns, figures in the rows, and the heads say what is part of what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.forms.grid import Cell, Grid
from generator.forms.labels import FIGURE_ROWS, joined, label

_NUMBER = re.compile(r"\(([0-9]{1,2})\)")
_BASES = ("年初预算数", "全年预算数", "实际到位数")
_SUBTOTAL = "小计"


@dataclass(frozen=True, slots=True)
class SourceColumns:
    """A funding table read: its rows under the keys of a data file, the base of its rates, and the cells used."""

    rows: list[dict[str, str]]
    rate_base: str | None
    used: frozenset[str]


def read_source_columns(grid: Grid) -> SourceColumns | None:
    """Read a table whose rows are funding figures; None where it is not one."""
    figures = {cell.row: FIGURE_ROWS[label(cell.text)] for cell in grid.cells if _is_figure(cell)}
    if len(figures) < 3:
        return None
    first = min(figures)
    numbers = _numbers(grid, figures)
    columns = [column for column in range(2, grid.width + 1) if column not in numbers and _heads(grid, column, first)]
    total = ""
    groups: dict[str, str] = {}
    rows, used = [], {cell.address for cell in grid.cells if cell.row < first or _is_figure(cell)}
    for column in columns:
        heads = _heads(grid, column, first)
        name, parent = _place(heads, groups, total)
        total = total or name
        row = {"来源": name} | ({"属于": parent} if parent else {})
        for number, key in figures.items():
            cell = grid.at(number, column)
            if cell is not None and cell.text:
                row[key] = cell.text
                used.add(cell.address)
        rows.append(row)
    base, cells = _rate_base(grid, figures, numbers)
    return SourceColumns(rows, base, frozenset(used | cells))


def _is_figure(cell: Cell) -> bool:
    return cell.column == 1 and label(cell.text) in FIGURE_ROWS


def _numbers(grid: Grid, figures: Mapping[int, str]) -> set[int]:
    """Return the columns that number the rows: most of their cells hold `(1)`."""
    return {
        column
        for column in range(2, grid.width + 1)
        if sum(bool((cell := grid.at(row, column)) and _NUMBER.match(cell.text)) for row in figures) > len(figures) / 2
    }


def _heads(grid: Grid, column: int, first: int) -> list[str]:
    """Return the heads above a column from the outermost to its own."""
    cells = [grid.at(row, column) for row in range(1, first)]
    return list(dict.fromkeys(label(joined(cell.text)) for cell in cells if cell is not None and cell.text))


def _place(heads: list[str], groups: dict[str, str], total: str) -> tuple[str, str]:
    """Return a column's name and what it is part of: of its group's subtotal, or of the table's total."""
    *above, own = heads
    if not above:
        return own, total
    if own == _SUBTOTAL:
        groups[above[-1]] = above[-1] + own
        return groups[above[-1]], total
    return own, groups.get(above[-1], total)


def _rate_base(grid: Grid, figures: Mapping[int, str], numbers: set[int]) -> tuple[str | None, set[str]]:
    """Return which figure the execution rate is divided by, where its formula `(7)=(4)/(2)` says so, and the cells that do."""
    cells = {row: cell for row in figures for column in numbers if (cell := grid.at(row, column)) is not None}
    numbered = {found.group(1): figures[row] for row, cell in cells.items() if (found := _NUMBER.match(cell.text))}
    for row, cell in cells.items():
        found = re.search(r"/\(([0-9]{1,2})\)$", cell.text)
        if figures[row] == "执行率" and found and numbered.get(found.group(1)) in _BASES:
            return numbered[found.group(1)], {cell.address for cell in cells.values()}
    return None, set()


def details(name: str, unit: str | None, table: SourceColumns) -> dict[str, Any]:
    """Return the table under the keys of a data file."""
    found: dict[str, Any] = {"名称": name} | ({"金额单位": unit} if unit else {})
    return found | ({"执行率分母": table.rate_base} if table.rate_base else {}) | {"行": table.rows}
