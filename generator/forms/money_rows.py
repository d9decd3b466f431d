"""Rows of a funding table: a source of money at the left, its figures under known heads."""

from collections.abc import Mapping

from generator.forms.block import read_sides
from generator.forms.cells import Line, matches, source_name
from generator.forms.closing import is_heading
from generator.forms.draft import Row, Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell
from generator.forms.labels import FUNDING, MONEY_COLUMNS

_FEWEST_MONEY_COLUMNS = 2


def money_heads(line: Line) -> dict[Cell, str]:
    """Return the heads of a funding table with their keys; none where the row is no such head."""
    heads = matches(line.cells, FUNDING)
    money = MONEY_COLUMNS.intersection(heads.values())
    return heads if len(money) >= _FEWEST_MONEY_COLUMNS else {}


def read_money_row(line: Line, columns: Mapping[int, str], gathered: Gathered) -> Row | None:
    """Read a row under the heads of `columns`; None where no source of money stands at the left."""
    first = min(columns)
    left = [cell for cell in line.cells if cell.column < first]
    read_sides(left, gathered)
    names = [cell for cell in left if cell.address not in gathered.used]
    if not names or is_heading(line):
        return None
    figures = {name: cell for column, name in columns.items() if (cell := line.at(column))}
    gathered.take(*names, *figures.values())
    source = Taken(source_name(names[-1].text), names[-1].address)
    return {"来源": source, **{name: Taken.of(cell) for name, cell in figures.items()}}
