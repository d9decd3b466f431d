"""The title above a form, with the year it may state, and labels that stand alone in a row."""

from generator.forms.block import read_sides
from generator.forms.cells import Line
from generator.forms.draft import Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell
from generator.forms.labels import SIDE_LABELS, TITLES, YEAR, joined, label, money_unit
from generator.model.text import fold

# Longer texts only mention a year or a unit of money.
_LONGEST_YEAR = 12
_LONGEST_UNIT = 16


def read_titles(line: Line, gathered: Gathered) -> None:
    """Take titles and years; a title below a total score begins the next form."""
    for cell in line.cells:
        if _is_title(cell) or _is_year(cell):
            _take_title(cell, gathered)
        elif _stands_alone(cell):
            read_sides([cell], gathered)


def _take_title(cell: Cell, gathered: Gathered) -> None:
    last = gathered.last
    if _is_title(cell) and last is not None and last.has_total:
        gathered.finish()
    gathered.take(cell)
    if year := YEAR.search(joined(cell.text)):
        gathered.current().put("年度", Taken(year.group(1), cell.address))


def _is_title(cell: Cell) -> bool:
    return TITLES.search(joined(cell.text)) is not None


def _is_year(cell: Cell) -> bool:
    found = YEAR.search(joined(cell.text))
    return found is not None and len(fold(cell.text)) <= _LONGEST_YEAR


def _stands_alone(cell: Cell) -> bool:
    if label(cell.text) in SIDE_LABELS:
        return True
    return money_unit(cell.text) is not None and len(fold(cell.text)) <= _LONGEST_UNIT
