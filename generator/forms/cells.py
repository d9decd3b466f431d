"""Finding cells of a row by their labels, and what stands beside or below them."""

import re
from collections.abc import Iterable, Mapping

from generator.forms.grid import Cell, Grid
from generator.forms.labels import SIDE_LABELS, joined, label


def matches(
    cells: list[Cell], vocabulary: Mapping[str, str], patterns: Iterable[tuple[str, re.Pattern[str]]] = ()
) -> dict[Cell, str]:
    """Return the cells whose labels the vocabulary holds, or a pattern fits, with their keys; a key counts once."""
    found: dict[Cell, str] = {}
    for cell in cells:
        key = vocabulary.get(label(cell.text))
        if key is not None and key not in found.values():
            found[cell] = key
    for key, pattern in patterns:
        fitting = [cell for cell in cells if cell not in found and pattern.fullmatch(label(cell.text))]
        if fitting and key not in found.values():
            found[fitting[0]] = key
    return found


def next_cell(grid: Grid, cell: Cell) -> Cell | None:
    """Return the cell to the right that holds a label's value: the next with text, unless a merged empty one is first."""
    for column in range(cell.column + cell.columns, grid.width + 1):
        found = grid.at(cell.row, column)
        if found is not None and (found.text or found.columns > 1):
            return found
    return None


def columns_of(found: Mapping[Cell, str]) -> dict[int, str]:
    """Return the first column of each key; a later head wins over one that spans it."""
    return {cell.column: key for cell, key in found.items()}


def others(cells: list[Cell], found: Mapping[Cell, str]) -> dict[int, str]:
    """Return the columns whose heads the vocabulary does not hold: they are kept under their own names."""
    first = min(cell.column for cell in found)
    return {
        cell.column: joined(cell.text)
        for cell in cells
        if cell not in found and cell.column >= first and label(cell.text) not in SIDE_LABELS
    }


def source_name(text: str) -> str:
    """Return a funding source without the words that only place it: `其中：当年财政拨款`."""
    return joined(text).removeprefix("其中").lstrip(":： ").strip()
