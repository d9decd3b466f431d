"""Workbooks: rows rendered once as XML, joined for a report, a department and a year.

XlsxWriter makes the frame, heads and notes, once; a workbook is that frame with rows laid into it.
Rows and cells carry no address of their own (ECMA-376, 18.3.1.4 and 18.3.1.73: optional), so that
the same bytes fit anywhere.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache, lru_cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from generator.open_data.dictionary import TABLES
from generator.open_data.schema import Cell, Row, Type, cell_text

# Spreadsheets keep 15 digits of a number; what has more is written as text.
MOST_DIGITS = 15
LONGEST_CELL = 32_767
# Rows say the same few names again and again; longer texts hardly ever.
_REMEMBERED, _LONGEST_NAME = 4096, 64
# A sheet ends there, its head included.
MOST_ROWS = 1_048_576
_CUT = "……（表格软件的单元格放不下，全文见 CSV 或 JSON）"
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_NOTE_HEADS = (("工作表", 12), ("栏目", 24), ("英文名", 24), ("说明", 60))
_WIDTHS = {Type.STRING: 24, Type.NUMBER: 14, Type.INTEGER: 8, Type.DATE: 12}
_CORE, _SHEET = "docProps/core.xml", "xl/worksheets/sheet{}.xml"
_ROWS_END = b"</sheetData>"
_TITLE = "jixiao-title"
# What XML cannot hold, and what looks as if it stood for that (ECMA-376, 22.9.2.19).
_UNWRITABLE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")

TABLE_NOTES: tuple[Row, ...] = tuple(
    (table.title, None, table.name, table.note) for table in TABLES
)
COLUMN_NOTES: tuple[Row, ...] = tuple(
    (table.title, column.head, f"{table.name}.{column.name}", column.note)
    for table in TABLES
    for column in table.columns
)


@dataclass(frozen=True, slots=True)
class SheetBody:
    """All rows of a sheet, some at a time, for all are much to hold.

    `count` is their number, `length` how many bytes they have.
    """

    count: int
    length: int
    rows: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Rows of one sheet, ready to be laid into it."""

    count: int
    xml: bytes

    @property
    def body(self) -> SheetBody:
        """The sheet that has these alone."""
        return SheetBody(self.count, len(self.xml), [self.xml])


Sheets = Mapping[str, SheetRows]

# Gives the rows of a table by its name.
RowsOf = Callable[[str], SheetBody]


def sheet_rows(rows: Sequence[Row]) -> SheetRows:
    """Render rows for a sheet."""
    return SheetRows(len(rows), "".join(map(_row, rows)).encode())


def _row(row: Row) -> str:
    last = max((place for place, cell in enumerate(row) if cell is not None), default=-1)
    cells = ("<c/>" if cell is None else _cell(cell) for cell in row[: last + 1])
    return f"<row>{''.join(cells)}</row>"


def _cell(cell: Cell) -> str:
    text = cell_text(cell)
    if isinstance(cell, (Decimal, int)) and len(text.strip("-").replace(".", "")) <= MOST_DIGITS:
        return f"<c><v>{text}</v></c>"
    return _name_cell(text) if len(text) <= _LONGEST_NAME else _text_cell(text)


def _text_cell(text: str) -> str:
    fitting = escape(_UNWRITABLE.sub(_escaped, _fitting(text)))
    space = "" if fitting == fitting.strip() else ' xml:space="preserve"'
    return f'<c t="inlineStr"><is><t{space}>{fitting}</t></is></c>'


_name_cell = lru_cache(_REMEMBERED)(_text_cell)


def _escaped(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def _fitting(text: str) -> str:
    """Cut what a spreadsheet cell cannot hold (32767 UTF-16 units), saying so."""
    # No character takes more than two units.
    if len(text) <= LONGEST_CELL // 2 or len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return text
    return text[: LONGEST_CELL // 2 - len(_CUT)] + _CUT


def workbook(rows_of: RowsOf, title: str, notes: tuple[Row, ...]) -> bytes:
    """Return the tables of some reports as one workbook: a sheet a table, then a sheet of notes."""
    frame = _frame(notes)
    out = BytesIO(frame.fixed)
    with ZipFile(out, "a", ZIP_DEFLATED) as packed:
        packed.writestr(_info(_CORE), frame.core.replace(_TITLE, escape(title)))
        for sheet, table in zip(frame.sheets, TABLES, strict=True):
            body = rows_of(table.name)
            with packed.open(_info(sheet.path, sheet.room + body.length), "w") as part:
                part.writelines(sheet.filled(body))
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _SheetFrame:
    """A sheet without its rows."""

    path: str
    head: str
    tail: bytes
    last_column: str

    @property
    def room(self) -> int:
        """How many bytes it has at least without its rows."""
        return len(self.head.encode()) + len(self.tail)

    def filled(self, body: SheetBody) -> Iterator[bytes]:
        """Yield the sheet with its rows."""
        end = f':{self.last_column}{{}}"'
        yield self.head.replace(end.format(1), end.format(1 + body.count), 1).encode()
        yield from body.rows
        yield self.tail


@dataclass(frozen=True, slots=True)
class _Frame:
    """A workbook without title and rows: `fixed` is the archive of all that never changes."""

    fixed: bytes
    core: str
    sheets: tuple[_SheetFrame, ...]


@cache
def _frame(notes: tuple[Row, ...]) -> _Frame:
    with ZipFile(BytesIO(_empty(notes))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    core = parts.pop(_CORE).decode()
    sheets = tuple(
        _sheet_frame(path, parts.pop(path), len(table.columns))
        for number, table in enumerate(TABLES, 1)
        for path in (_SHEET.format(number),)
    )
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(_info(name), content)
    return _Frame(out.getvalue(), core, sheets)


def _sheet_frame(path: str, content: bytes, columns: int) -> _SheetFrame:
    head, end, tail = content.partition(_ROWS_END)
    return _SheetFrame(path, head.decode(), end + tail, xl_col_to_name(columns - 1))


def _info(name: str, size: int = 0) -> ZipInfo:
    """Name a part of an archive, without a clock; a very long one has to tell its size first."""
    info = ZipInfo(name, _EPOCH)
    info.file_size = size
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _empty(notes: Sequence[Row]) -> bytes:
    """Return the workbook without a row, but with its heads and notes."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": _TITLE, "created": _CREATED})
        bold = book.add_format({"bold": True})
        for table in TABLES:
            heads = [(column.head, _WIDTHS[column.type]) for column in table.columns]
            _sheet(book, table.title, heads, bold)
        sheet = _sheet(book, "说明", _NOTE_HEADS, bold)
        for number, row in enumerate(notes, 1):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def _sheet(book: Workbook, name: str, heads: Sequence[tuple[str, int]], bold: Any) -> Worksheet:
    """Add a sheet with heads, each as wide as so many characters."""
    sheet = book.add_worksheet(name)
    for place, (head, width) in enumerate(heads):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, head, bold)
    sheet.freeze_panes(1, 0)
    return sheet
