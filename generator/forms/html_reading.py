"""Web pages that a bureau published, to grids and paragraphs in reading order.

A table that only lays out a page is read as running text, whatever stands in it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.forms.grid import Cell, Grid, Paragraph, Remark, closely
from generator.forms.html_text import LineEnd, Looking, Words, decoded, tree_of
from generator.forms.problems import MERGED, RefusedError

# More than any table has; what reaches further is cut off there, as browsers do at a thousand.
_MOST_COLUMNS = 255
_MOST_MERGED = 100_000
# A table with so many rows of two texts and more is one; with fewer, it lays out the page.
_LEAST_ROWS = 2


def read_html(data: bytes) -> tuple[tuple[Grid | Paragraph, ...], tuple[Remark, ...]]:
    """Return tables and lines of text, and remarks on what is not read.

    Raises RefusedError where nothing stands in it, or its merged cells are too large.
    """
    text, doubt = decoded(data)
    page = _Page()
    parts = tuple(page.parts(tree_of(text)))
    remarks = [Remark("文件", doubt, doubtful=True)] if doubt else []
    return parts, (*remarks, *page.remarks())


class _Page:
    """Reads a page; tables and lines are numbered as they come."""

    def __init__(self) -> None:
        self._looking = Looking()
        self._tables = self._lines = self._links = 0
        self._pictures: list[Remark] = []

    def remarks(self) -> Iterator[Remark]:
        """Yield what was passed by."""
        yield from self._looking.remarks()
        yield from self._pictures
        if self._links:
            yield Remark("文件", f"有 {self._links} 行只是链接，没有读取")

    def parts(self, element: Any) -> Iterator[Grid | Paragraph]:
        """Yield the lines and tables of an element."""
        said: list[Words] = []
        for piece in self._looking.pieces(element):
            if isinstance(piece, Words):
                said.append(piece)
            elif isinstance(piece, LineEnd):
                yield from self._line(said, piece.level)
                said = []
            elif piece.element.tag == "table":
                yield from self._table(piece.element)
        yield from self._line(said, 0)

    def _line(self, said: Sequence[Words], level: int) -> Iterator[Paragraph]:
        text = _run(words.text for words in said)
        if not text:
            return
        self._lines += 1
        if all(words.is_link for words in said if words.text.strip()):
            self._links += 1
            return
        yield Paragraph(text, f"第{self._lines}行", level)

    def _table(self, table: Any) -> Iterator[Grid | Paragraph]:
        inner = any(one is not table for one in table.iter("table"))
        if inner and not _is_of_rows(table):
            for row in self._looking.seen(_rows(table)):
                for cell in self._looking.seen(_cells(row)):
                    yield from self.parts(cell)
            return
        for caption in table.iterchildren("caption"):
            yield from self.parts(caption)
        self._tables += 1
        name = f"表{self._tables}"
        within: list[Any] = []
        yield Grid(name, closely(list(self._grid(table, name, within))))
        for one in within:
            yield from self._table(one)

    def _grid(self, table: Any, name: str, within: list[Any]) -> Iterator[Cell]:
        """Yield the cells where HTML puts them: each in the first place that is free in its row."""
        busy: dict[int, int] = {}
        merged = 0
        rows = list(self._looking.seen(_rows(table)))
        for number, row in enumerate(rows, 1):
            column = 1
            for element in self._looking.seen(_cells(row)):
                while busy.get(column, 0) >= number:
                    column += 1
                width = _free(busy, number, column, _span(element, "colspan"))
                height = min(_span(element, "rowspan") or len(rows), len(rows) - number + 1)
                merged += width * height if width * height > 1 else 0
                if merged > _MOST_MERGED:
                    raise RefusedError(MERGED, "合并单元格的范围过大")
                busy.update(dict.fromkeys(range(column, column + width), number + height - 1))
                address = f"{name}!第{number}行第{column}列"
                text = self._text(element, address, within)
                yield Cell(text, address, number, column, height, width)
                column += width

    def _text(self, cell: Any, address: str, within: list[Any]) -> str:
        """Return what a cell says, line by line; tables in it are put `within`."""
        lines: list[list[str]] = [[]]
        is_pictured = False
        for piece in self._looking.pieces(cell):
            if isinstance(piece, Words):
                lines[-1].append(piece.text)
            elif isinstance(piece, LineEnd):
                lines.append([])
            elif piece.element.tag == "table":
                within.append(piece.element)
            else:
                is_pictured = True
        text = "\n".join(filter(None, map(_run, lines)))
        if is_pictured and not text:
            self._pictures.append(Remark(address, "格子里是图片，读不出来", doubtful=True))
        return text


def _run(texts: Iterable[str]) -> str:
    """Return texts as one line; a page shows every run of spaces as one."""
    return " ".join("".join(texts).split())


def _rows(table: Any) -> list[Any]:
    """Return the rows of a table as they are shown, its foot last, none of tables in its cells."""
    own = (row for row in table.iter("tr") if _nearest(row, "table") is table)
    return sorted(own, key=_place)


def _place(row: Any) -> int:
    return {"thead": 0, "tfoot": 2}.get(row.getparent().tag, 1)


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row.iter("td", "th") if _nearest(cell, "tr") is row]


def _nearest(element: Any, tag: str) -> Any:
    """Return the element of a kind that another stands in, whatever stands between."""
    return next(element.iterancestors(tag), None)


def _is_of_rows(table: Any) -> bool:
    """Tell whether a table has rows of its own, beside those of the tables in its cells."""
    rows = [sum(map(_says_something, _cells(row))) for row in _rows(table)]
    return sum(count > 1 for count in rows) >= _LEAST_ROWS


def _says_something(cell: Any) -> bool:
    """Tell whether a cell holds a text outside of tables."""
    return next(cell.iter("table"), None) is None and bool(cell.text_content().strip())


def _span(cell: Any, name: str) -> int:
    """Return how far a cell is said to reach; 0 for a row span is to the end of the table."""
    stated = (cell.get(name) or "").strip()
    number = int(stated[:6]) if stated.isascii() and stated.isdigit() else 1
    return number if name == "rowspan" else max(1, min(number, _MOST_COLUMNS))


def _free(busy: dict[int, int], row: int, column: int, wanted: int) -> int:
    """Return how many columns from here on are free in a row, as many as are wanted at most."""
    taken = (one for one in range(column, column + wanted) if busy.get(one, 0) >= row)
    return next(taken, column + wanted) - column
