"""A source file as the importer sees it, whatever its format: tables of cells, and paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, merged or not: its text, its place (from 1) and how far it reaches."""

    text: str
    address: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of text outside tables; `level` is the heading level, 0 for plain text."""

    text: str
    address: str
    level: int = 0


@dataclass(slots=True)
class Grid:
    """One table or sheet. Each position belongs to at most one cell."""

    name: str
    cells: list[Cell]
    places: dict[tuple[int, int], Cell] = field(init=False)
    _rows: dict[int, list[Cell]] = field(init=False)

    def __post_init__(self) -> None:
        self.places = {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        reaching: dict[int, dict[Cell, None]] = {}
        for (row, _), cell in sorted(self.places.items(), key=lambda item: item[0]):
            reaching.setdefault(row, {}).setdefault(cell)
        self._rows = {row: [cell for cell in found if cell.text] for row, found in reaching.items()}

    @property
    def height(self) -> int:
        """Number of the last row."""
        return max((cell.row + cell.rows - 1 for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        """Number of the last column."""
        return max((cell.column + cell.columns - 1 for cell in self.cells), default=0)

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers a position."""
        return self.places.get((row, column))

    def row(self, number: int) -> list[Cell]:
        """Return the cells with text that reach into a row, from left to right, each once."""
        return self._rows.get(number, [])


# So many blank rows or columns between two cells say no more than a single one would.
_WIDEST_GAP = 3


def closely(cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells of a sheet without the blank expanses that formats and merges leave.

    Blank cells and merged areas end where the text does; long gaps close up. A far cell then costs
    no more than a near one. Addresses stay those of the file.
    """
    texts = [cell for cell in cells if cell.text]
    if not texts:
        return []
    bottom = max(cell.row for cell in texts)
    right = max(cell.column for cell in texts)
    clipped = list(_clipped(cells, bottom, right))
    rows = {line for cell in clipped for line in (cell.row, cell.row + cell.rows - 1)}
    columns = {line for cell in clipped for line in (cell.column, cell.column + cell.columns - 1)}
    down, across = _closed_up(rows), _closed_up(columns)
    return [_moved(cell, down, across) for cell in clipped]


def _clipped(cells: Sequence[Cell], bottom: int, right: int) -> Iterator[Cell]:
    """Yield the cells that begin before these lines, ending there at the latest."""
    for cell in cells:
        if cell.row <= bottom and cell.column <= right:
            rows = min(cell.rows, bottom - cell.row + 1)
            columns = min(cell.columns, right - cell.column + 1)
            yield replace(cell, rows=rows, columns=columns)


def _closed_up(lines: set[int]) -> dict[int, int]:
    """Return where each row or column comes to stand when long gaps are closed."""
    found: dict[int, int] = {}
    last = place = 0
    for line in sorted(lines):
        place += min(line - last, _WIDEST_GAP + 1)
        found[line] = place
        last = line
    return found


def _moved(cell: Cell, rows: dict[int, int], columns: dict[int, int]) -> Cell:
    row, column = rows[cell.row], columns[cell.column]
    height = rows[cell.row + cell.rows - 1] - row + 1
    width = columns[cell.column + cell.columns - 1] - column + 1
    return replace(cell, row=row, column=column, rows=height, columns=width)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a source file that a person should know, such as hidden parts.

    `address` is that of a cell, of a whole sheet (`表1!`), or 文件.
    `doubtful`: a value may be missing or wrong because of it, so that the record stays a draft.
    """

    address: str
    message: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A source file read: its tables and paragraphs in reading order, and remarks on it."""

    name: str
    sha256: str
    parts: tuple[Grid | Paragraph, ...]
    remarks: tuple[Remark, ...]

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The tables, in order."""
        return tuple(part for part in self.parts if isinstance(part, Grid))

    @property
    def texts(self) -> dict[str, str]:
        """The text of each cell and paragraph by its address."""
        cells = {cell.address: cell.text for grid in self.grids for cell in grid.cells}
        lines = (part for part in self.parts if isinstance(part, Paragraph))
        return cells | {line.address: line.text for line in lines}
