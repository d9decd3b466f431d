"""The funding table with 行次: the sources of money stand in the columns, their figures in the rows.

The heads say what is part of what: those over several columns name a group, and 小计 is its sum.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.forms.grid import Cell, Grid
from generator.forms.labels import FIGURE_ROWS, joined, label

_NUMBER = re.compile(r"\(([0-9]{1,2})\)")
_DIVISOR = re.compile(r"/\(([0-9]{1,2})\)$")
_BASES = ("年初预算数", "全年预算数", "实际到位数")
_SUBTOTAL = "小计"
_FEWEST_FIGURES = 3


@dataclass(frozen=True, slots=True)
class SourceColumns:
    """A table read: a row for each source of money, the base of its rates, and the cells used."""

    rows: list[dict[str, str]]
    rate_base: str | None
    used: frozenset[str]


class _Source(NamedTuple):
    """A source of money, the column it stands in, and what it is part of ("" for the first)."""

    column: int
    name: str
    parent: str


def read_source_columns(grid: Grid) -> SourceColumns | None:
    """Read a table whose rows are funding figures; None where it is not one."""
    figures = _figure_rows(grid)
    if len(figures) < _FEWEST_FIGURES:
        return None
    first = min(figures)
    numbering = _numbering_columns(grid, figures)
    rows = []
    used = {cell.address for cell in grid.cells if cell.row < first or _is_figure(cell)}
    for source in _sources(grid, first, numbering):
        cells = list(_figures(grid, source.column, figures))
        rows.append(_row(source, cells))
        used |= {cell.address for _, cell in cells}
    numbers = _row_numbers(grid, figures, numbering)
    base = _rate_base(figures, numbers)
    if base is not None:
        used |= {cell.address for cell in numbers.values()}
    return SourceColumns(rows, base, frozenset(used))


def _figure_rows(grid: Grid) -> dict[int, str]:
    """Return the rows that hold a funding figure, with its key."""
    return {cell.row: FIGURE_ROWS[label(cell.text)] for cell in grid.cells if _is_figure(cell)}


def _is_figure(cell: Cell) -> bool:
    return cell.column == 1 and label(cell.text) in FIGURE_ROWS


def _numbering_columns(grid: Grid, figures: Mapping[int, str]) -> set[int]:
    """Return the columns that number the rows: most of their cells hold `(1)`."""
    columns = range(2, grid.width + 1)
    most = len(figures) / 2
    return {column for column in columns if _count_numbers(grid, column, figures) > most}


def _count_numbers(grid: Grid, column: int, figures: Mapping[int, str]) -> int:
    cells = (grid.at(row, column) for row in figures)
    return sum(1 for cell in cells if cell is not None and _NUMBER.match(cell.text))


def _sources(grid: Grid, first: int, numbering: set[int]) -> Iterator[_Source]:
    """Yield the sources of money, whose heads stand above row `first`, from left to right."""
    total = ""
    groups: dict[str, str] = {}
    for column in range(2, grid.width + 1):
        heads = _heads(grid, column, first)
        if column in numbering or not heads:
            continue
        name, parent = _place(heads, groups, total)
        total = total or name
        yield _Source(column, name, parent)


def _heads(grid: Grid, column: int, first: int) -> list[str]:
    """Return the heads above a column from the outermost to its own."""
    cells = [grid.at(row, column) for row in range(1, first)]
    labels = [label(joined(cell.text)) for cell in cells if cell is not None and cell.text]
    return list(dict.fromkeys(labels))


def _place(heads: list[str], groups: dict[str, str], total: str) -> tuple[str, str]:
    """Return a column's name and what it is part of: its group's subtotal, or the table's total."""
    *above, own = heads
    if not above:
        return own, total
    if own == _SUBTOTAL:
        groups[above[-1]] = above[-1] + own
        return groups[above[-1]], total
    return own, groups.get(above[-1], total)


def _figures(grid: Grid, column: int, figures: Mapping[int, str]) -> Iterator[tuple[str, Cell]]:
    for row, key in figures.items():
        cell = grid.at(row, column)
        if cell is not None and cell.text:
            yield key, cell


def _row(source: _Source, cells: Sequence[tuple[str, Cell]]) -> dict[str, str]:
    row = {"来源": source.name}
    if source.parent:
        row["属于"] = source.parent
    return {**row, **{key: cell.text for key, cell in cells}}


def _row_numbers(grid: Grid, figures: Mapping[int, str], numbering: set[int]) -> dict[int, Cell]:
    """Return the cell that numbers each row, with the formula it may hold: `(7)=(4)/(2)`."""
    places = [(row, column) for row in figures for column in numbering]
    return {row: cell for row, column in places if (cell := grid.at(row, column)) is not None}


def _rate_base(figures: Mapping[int, str], numbers: Mapping[int, Cell]) -> str | None:
    """Return which figure the execution rate is divided by, where its formula says so."""
    numbered = {}
    for row, cell in numbers.items():
        if number := _NUMBER.match(cell.text):
            numbered[number.group(1)] = figures[row]
    for row, cell in numbers.items():
        divisor = _DIVISOR.search(cell.text)
        if figures[row] != "执行率" or divisor is None:
            continue
        base = numbered.get(divisor.group(1))
        if base in _BASES:
            return base
    return None
