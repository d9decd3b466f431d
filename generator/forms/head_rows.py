"""The head of a block, over one row or two: which cell names which column."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.forms.cells import Line, matches, others
from generator.forms.grid import Cell
from generator.forms.head_patterns import Patterns

_FEWEST_BELOW = 2
_FIGURE = re.compile(r"[0-9]")
_PLAIN_FIGURE = re.compile(r"^[^\w]*[0-9]")


@dataclass(frozen=True, slots=True)
class HeadRows:
    """The cells that name columns, by the form's keys; the other cells; how many rows it takes."""

    known: dict[Cell, str]
    cells: tuple[Cell, ...]
    rows: int

    @property
    def columns(self) -> dict[int, str]:
        """The first column of each key."""
        return {cell.column: key for cell, key in self.known.items()}

    @property
    def others(self) -> dict[int, str]:
        """The columns under heads of the form's own."""
        return others(self.cells, self.known)


def head_rows(line: Line, vocabulary: Mapping[str, str], patterns: Patterns) -> HeadRows:
    """Read a row as a head, with what stands above it and has not ended, and the row below it."""
    above = [cell for cell in line.reaching if _reaches_down_to(cell, line)]
    cells = _in_order(*line.cells, *matches(above, vocabulary, patterns))
    own = matches(cells, vocabulary, patterns)
    height = _height(own, line)
    below = _below(line, cells) if len(own) >= _FEWEST_BELOW else ()
    tops = [cell for cell in cells if not _is_over_any(cell, below)]
    are_tall = any(cell.rows > 1 for cell in tops if cell in own)
    if not below or not (are_tall or _are_known(below, vocabulary, patterns)):
        return HeadRows(own, cells, height)
    both = _in_order(*tops, *below)
    return HeadRows(matches(both, vocabulary, patterns), both, max(height, 2))


def _height(cells: Iterable[Cell], line: Line) -> int:
    """Return how many rows these cells take from a row on, at least one."""
    return max((cell.row + cell.rows - line.number for cell in cells), default=1)


def _in_order(*cells: Cell) -> tuple[Cell, ...]:
    return tuple(sorted(cells, key=lambda cell: cell.column))


def _reaches_down_to(cell: Cell, line: Line) -> bool:
    return cell.row < line.number == cell.row + cell.rows - 1


def _is_over_any(cell: Cell, below: Sequence[Cell]) -> bool:
    return any(_is_over(cell, one) for one in below)


def _below(line: Line, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the cells of the next row that stand below a group: a head over several columns."""
    following = Line.of(line.grid, line.number + 1).cells
    are_tall = any(cell.rows > 1 for cell in cells)
    groups = [cell for cell in cells if _is_group(cell, following, line, may_number=are_tall)]
    return tuple(cell for cell in following if any(_is_over(one, cell) for one in groups))


def _is_group(cell: Cell, following: Sequence[Cell], line: Line, *, may_number: bool) -> bool:
    """Tell a head of one row that has two heads below it, none of them a figure.

    Beside heads over two rows the second row is one of heads, even if these are numbered.
    """
    if cell.rows > 1 or cell.row != line.number:
        return False
    own = [one for one in following if _is_over(cell, one)]
    odd = _PLAIN_FIGURE if may_number else _FIGURE
    return len(own) >= _FEWEST_BELOW and not any(odd.search(one.text) for one in own)


def _is_over(group: Cell, cell: Cell) -> bool:
    within = group.column <= cell.column < group.column + group.columns
    return within and group.row < cell.row


def _are_known(cells: Sequence[Cell], vocabulary: Mapping[str, str], patterns: Patterns) -> bool:
    return len(matches(cells, vocabulary, patterns)) >= _FEWEST_BELOW
