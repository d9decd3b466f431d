"""What all blocks of the form share: rows below a head of their own, and labels at their left."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from generator.forms.cells import Line
from generator.forms.draft import Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell
from generator.forms.labels import INDICATORS, SIDE_LABELS, label, money_unit


class Block(Protocol):
    """A block of the form while its rows are read."""

    def read(self, line: Line, gathered: Gathered) -> None:
        """Read one row into the form."""


class Opened(NamedTuple):
    """A block whose head was read, and how many rows the head takes."""

    block: Block
    rows: int


def opened(block: Block, line: Line, heads: Mapping[Cell, str], gathered: Gathered) -> Opened:
    """Take the cells of a head and the labels beside it; the block begins below the tallest."""
    gathered.take(*heads)
    read_sides((cell for cell in line.cells if cell not in heads), gathered)
    return Opened(block, max(cell.rows for cell in heads))


def read_sides(cells: Iterable[Cell], gathered: Gathered) -> None:
    """Take the labels at the left of a block, with the unit of money they may state."""
    for cell in cells:
        if cell.address in gathered.used or not _is_side(cell):
            continue
        gathered.take(cell)
        unit = money_unit(cell.text)
        if unit and label(cell.text) not in INDICATORS:
            gathered.current().put("金额单位", Taken(unit, cell.address))


def _is_side(cell: Cell) -> bool:
    return label(cell.text) in SIDE_LABELS or money_unit(cell.text) is not None
