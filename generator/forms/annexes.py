"""Tables that are no part of the form: kept cell by cell where they have heads and rows."""

from generator.forms.draft import Annex, Draft
from generator.forms.gathered import Gathered, Table
from generator.forms.grid import Grid
from generator.forms.labels import joined


def keep_annex(draft: Draft, table: Table, gathered: Gathered) -> None:
    """Keep a table beside the form, unless it has no rows or a column without a head."""
    grid = table.grid
    depth = max((cell.rows for cell in grid.row(1)), default=0)
    columns = range(1, grid.width + 1)
    heads = [_head(grid, column, depth) for column in columns]
    rows = [_row(grid, number) for number in range(depth + 1, grid.height + 1)]
    if not rows or not all(heads):
        return
    draft.annexes.append(Annex(table.name(table.above), table.unit, heads, rows))
    if table.above is not None:
        gathered.take(table.above)
    gathered.take(*grid.cells)


def _head(grid: Grid, column: int, depth: int) -> str:
    """Return a column's head; heads that stand over several are named before it."""
    cells = [grid.at(row, column) for row in range(1, depth + 1)]
    names = [joined(cell.text) for cell in cells if cell is not None and cell.text]
    return "：".join(dict.fromkeys(names))


def _row(grid: Grid, number: int) -> list[str]:
    """Return the text of each column; a merged cell counts where it begins."""
    places = [(number, column) for column in range(1, grid.width + 1)]
    cells = [(place, grid.at(*place)) for place in places]
    return [cell.text if cell and (cell.row, cell.column) == place else "" for place, cell in cells]
