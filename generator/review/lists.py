"""A list that a clerk filled in, line by line, each with its place in the file."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.loading.sheets import Sheet, read_sheet
from generator.review.blocks import BlockError


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: where it stands, and its cells by head; "" where a cell is empty."""

    place: str
    cells: Mapping[str, str]

    def cell(self, head: str) -> str:
        """Return a cell, "" where it is empty or the list has no such column."""
        return self.cells.get(head, "")


def lines_in(path: Path, needed: Collection[str], asks: Collection[str], hint: str) -> list[Line]:
    """Return the lines of a list (CSV or .xlsx) in which one of the columns `asks` is filled in.

    Raises BlockError where a `needed` column is missing, saying by `hint` where to get such a
    list, or where no line is filled in.
    """
    sheet, findings = read_sheet(path.read_bytes(), path.name)
    if sheet is None or findings:
        raise BlockError("\n".join(f"{one.location} {one.message}" for one in findings))
    heads = sheet.rows[0][1] if sheet.rows else ()
    lacking = [head for head in needed if head not in heads]
    if lacking:
        raise BlockError(f"{sheet.file}:1:1 缺“{'”“'.join(lacking)}”栏；{hint}")
    lines = [line for line in _lines(sheet, heads) if any(map(line.cell, asks))]
    if not lines:
        named = "”“".join(asks)
        raise BlockError(f"{sheet.file}：“{named}”一栏都是空的，没有要写入的内容")
    return lines


def _lines(sheet: Sheet, heads: Sequence[str]) -> Iterator[Line]:
    for number, cells in sheet.rows[1:]:
        named = {head: cell.strip() for head, cell in zip(heads, cells, strict=False) if head}
        yield Line(f"{sheet.file}:{number}", named)
