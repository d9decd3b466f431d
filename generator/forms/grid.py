"""A source file as the importer sees it: tables of cells with addresses, and paragraphs, whatever the file format."""

from collections.abc import Iterator
from dataclasses import dataclass, field


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

    def __post_init__(self) -> None:
        self.places = {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }

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
        found = [self.places[place] for place in self._of_row(number)]
        return [cell for cell in dict.fromkeys(found) if cell.text]

    def _of_row(self, number: int) -> Iterator[tuple[int, int]]:
        return (
            (number, column)
            for column in range(1, self.width + 1)
            if (number, column) in self.places
        )


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a source file that a person should know: hidden parts, tracked changes, formulas without value.

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
