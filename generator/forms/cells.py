"""Finding cells of a row by their labels, and what stands beside or below them."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.forms.grid import Cell, Grid
from generator.forms.head_patterns import Patterns
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
    patterns: Patterns = (),
) -> dict[Cell, str]:
    """Return the cells whose labels the vocabulary holds, or else a pattern fits, with their keys.

    A key counts once: the first cell that bears it is its head.
    """
    found: dict[Cell, str] = {}
    for cell in cells:
        key = vocabulary.get(label(cell.text))
        if key is not None and key not in found.values():
            found[cell] = key
    found |= _by_pattern([cell for cell in cells if cell not in found], patterns, found.values())
    return found


def _by_pattern(
    cells: Sequence[Cell], patterns: Patterns, known: Collection[str]
) -> dict[Cell, str]:
    """Return the cells that a pattern fits whose key is not known yet, the first of each key."""
    found: dict[Cell, str] = {}
    fitting = {cell: keys for cell in cells if (keys := _keys(patterns, cell.text) - {*known})}
    wanted = [key for key, _ in patterns] if fitting else []
    for key in wanted:
        left = (cell for cell, keys in fitting.items() if key in keys and cell not in found)
        one = next(left, None)
        if one is not None and key not in found.values():
            found[one] = key
    return found


# The same heads are asked for in every row, and in every form of a folder.
@lru_cache(maxsize=1 << 14)
def _keys(patterns: Patterns, text: str) -> frozenset[str]:
    """Return the keys whose patterns fit a head."""
    wordings = _wordings(text)
    return frozenset(key for key, pattern in patterns if any(map(pattern.fullmatch, wordings)))


def _wordings(text: str) -> tuple[str, str]:
    """Return a head without its asides, and with them: `全年（调整）绩效目标` says which one it is."""
    return label(text), _BRACKETS.sub("", fold(text)).strip(":：*%")


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
