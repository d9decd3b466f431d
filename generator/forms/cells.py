"""Finding cells of a row by their labels, and what stands beside or below them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.forms.grid import Cell, Grid
from generator.forms.labels import SIDE_LABELS, joined, label
from generator.model.text import fold

_BRACKETS = re.compile(r"[()]")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, from left to right.

    `cells` are those with text that begin in the row; `reaching` also those that begin above it.
    """

    grid: Grid
    number: int
    cells: tuple[Cell, ...]
    reaching: tuple[Cell, ...]

    @classmethod
    def of(cls, grid: Grid, number: int) -> "Line":
        """Return the row of that number, from 1."""
        reaching = tuple(grid.row(number))
        own = tuple(cell for cell in reaching if cell.row == number)
        return cls(grid, number, own, reaching)

    def at(self, column: int) -> Cell | None:
        """Return the row's own cell with text that covers a column."""
        cell = self._covering(column)
        return cell if cell is not None and cell.row == self.number else None

    def from_above(self, column: int) -> Cell | None:
        """Return the cell with text that covers a column from a row above."""
        cell = self._covering(column)
        return cell if cell is not None and cell.row < self.number else None

    def _covering(self, column: int) -> Cell | None:
        cell = self.grid.at(self.number, column)
        return cell if cell is not None and cell.text else None


def matches(
    cells: Sequence[Cell],
    vocabulary: Mapping[str, str],
    patterns: Iterable[tuple[str, re.Pattern[str]]] = (),
) -> dict[Cell, str]:
    """Return the cells whose labels the vocabulary holds, or else a pattern fits, with their keys.

    A key counts once: the first cell that bears it is its head.
    """
    found: dict[Cell, str] = {}
    for cell in cells:
        key = vocabulary.get(label(cell.text))
        if key is not None and key not in found.values():
            found[cell] = key
    for key, pattern in patterns:
        fitting = _first_fitting(pattern, (cell for cell in cells if cell not in found))
        if fitting is not None and key not in found.values():
            found[fitting] = key
    return found


def _first_fitting(pattern: re.Pattern[str], cells: Iterable[Cell]) -> Cell | None:
    fitting = (cell for cell in cells if any(map(pattern.fullmatch, _wordings(cell))))
    return next(fitting, None)


def _wordings(cell: Cell) -> tuple[str, str]:
    """Return a head without its asides, and with them: `全年（调整）绩效目标` says which one it is."""
    return label(cell.text), _BRACKETS.sub("", fold(cell.text)).strip(":：*%")


def next_cell(grid: Grid, cell: Cell) -> Cell | None:
    """Return the cell to the right that holds a label's value.

    It is the next one with text, unless a merged cell without text comes first: a value left empty.
    """
    for column in range(cell.column + cell.columns, grid.width + 1):
        found = grid.at(cell.row, column)
        if found is not None and (found.text or found.columns > 1):
            return found
    return None


def columns_of(found: Mapping[Cell, str]) -> dict[int, str]:
    """Return the first column of each key; a later head wins over one that spans it."""
    return {cell.column: key for cell, key in found.items()}


def others(cells: Sequence[Cell], found: Mapping[Cell, str]) -> dict[int, str]:
    """Return the columns whose heads the vocabulary does not hold; they keep their own names."""
    first = min(cell.column for cell in found)
    return {
        cell.column: joined(cell.text)
        for cell in cells
        if cell not in found and cell.column >= first and label(cell.text) not in SIDE_LABELS
    }


def source_name(text: str) -> str:
    """Return a funding source without the words that only place it: `其中：当年财政拨款`."""
    return joined(text).removeprefix("其中").lstrip(":： ").strip()
