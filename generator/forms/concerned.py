"""Which forms of a source a remark concerns: a doubt goes to its own form and to no neighbour."""

import re
from collections.abc import Sequence

from generator.forms.draft import Draft
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell, Grid, Source

_ROW = re.compile(r"第([0-9]+)行|([0-9]+)$")


def concerned(
    address: str, drafts: Sequence[Draft], source: Source, gathered: Gathered
) -> list[Draft]:
    """Return the forms that a remark at an address concerns; all where it is of the file."""
    grid = next((one for one in source.grids if address.startswith(f"{one.name}!")), None)
    if grid is None:
        return list(drafts)
    own = gathered.owner(address)
    if own is not None:
        return [own] if own in drafts else []
    inside = [one for one in drafts if any(gathered.owner(c.address) is one for c in grid.cells)]
    row = row_of(address)
    if row is None or len(inside) <= 1:
        return inside
    return [min(inside, key=lambda draft: _distance(draft, row, grid, gathered))]


def row_of(address: str) -> int | None:
    """Return the row that an address names, None for a whole sheet."""
    found = _ROW.search(address.rpartition("!")[2])
    return int(found.group(1) or found.group(2)) if found else None


def _distance(draft: Draft, row: int, grid: Grid, gathered: Gathered) -> int:
    """Return how many rows lie between a row and what a form took of the table."""
    rows = [place for cell in grid.cells if (place := _own_row(draft, cell, gathered)) is not None]
    return max(min(rows) - row, row - max(rows), 0)


def _own_row(draft: Draft, cell: Cell, gathered: Gathered) -> int | None:
    return row_of(cell.address) if gathered.owner(cell.address) is draft else None
