"""Tables to bytes: CSV, JSON, XLSX and SQLite. Equal tables give equal bytes."""

import csv
import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from generator.open_data.dictionary import TABLES
from generator.open_data.schema import Cell, Row, Table, Type, cell_text
from generator.open_data.tables import Rows

_FORMULA = tuple("=+-@＝＋－＠")
_BLANK = tuple("\t\r\n")
# Spreadsheets keep 15 digits of a number; what has more is written as text.
MOST_DIGITS = 15
LONGEST_CELL = 32_767
_CUT = "……（表格软件的单元格放不下，全文见 JSON 或 CSV）"
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
# Text stays text, whatever it looks like.
_AS_WRITTEN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_NOTE_HEADS = (("工作表", 12), ("栏目", 24), ("英文名", 24), ("说明", 60))
_WIDTHS = {Type.STRING: 24, Type.NUMBER: 14, Type.INTEGER: 8, Type.DATE: 12}
_SQL_TYPES = {Type.STRING: "TEXT", Type.NUMBER: "TEXT", Type.INTEGER: "INTEGER", Type.DATE: "TEXT"}


def csv_safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe before what is dangerous.

    Text that begins with an apostrophe gets one too, so that removing one always gives the data.
    """
    dangerous = text.startswith((*_BLANK, "'")) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if dangerous else text


def csv_plain(text: str) -> str:
    """Undo csv_safe."""
    return text.removeprefix("'")


def csv_bytes(table: Table, rows: Sequence[Row]) -> bytes:
    """Return a table as CSV: UTF-8 with BOM, CRLF, English names as header, empty if not stated."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.names)
    for row in rows:
        writer.writerow(
            [csv_safe(cell) if isinstance(cell, str) else cell_text(cell) for cell in row]
        )
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def json_cell(cell: Cell) -> str | int | None:
    """Return a cell for JSON: counts as numbers, decimals as exact text, null if not stated."""
    return cell_text(cell) if isinstance(cell, (Decimal, date)) else cell


def json_bytes(value: Any) -> bytes:
    """Return a JSON document, in UTF-8 with a final newline."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def table_json(table: Table, rows: Sequence[Row]) -> bytes:
    """Return a table as a JSON array of objects, one a line."""
    if not rows:
        return b"[]\n"
    objects = [dict(zip(table.names, map(json_cell, row), strict=True)) for row in rows]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in objects)
    return f"[\n{lines}\n]\n".encode()


def xlsx_bytes(rows: Mapping[str, tuple[Row, ...]], title: str, notes: Sequence[Row]) -> bytes:
    """Return all tables as one workbook: a sheet a table, then a sheet of notes."""
    out = BytesIO()
    with Workbook(out, _AS_WRITTEN) as book:
        book.set_properties({"title": title, "created": _CREATED})
        bold = book.add_format({"bold": True})
        for table in TABLES:
            heads = [(column.head, _WIDTHS[column.type]) for column in table.columns]
            _write_rows(_sheet(book, table.title, heads, bold), rows[table.name])
        _write_rows(_sheet(book, "说明", _NOTE_HEADS, bold), notes)
    return out.getvalue()


TABLE_NOTES: tuple[Row, ...] = tuple(
    (table.title, None, table.name, table.note) for table in TABLES
)
COLUMN_NOTES: tuple[Row, ...] = tuple(
    (table.title, column.head, f"{table.name}.{column.name}", column.note)
    for table in TABLES
    for column in table.columns
)


def _sheet(book: Workbook, name: str, heads: Sequence[tuple[str, int]], bold: Any) -> Worksheet:
    """Add a sheet with heads, each as wide as so many characters."""
    sheet = book.add_worksheet(name)
    for place, (head, width) in enumerate(heads):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, head, bold)
    sheet.freeze_panes(1, 0)
    return sheet


def _write_rows(sheet: Worksheet, rows: Sequence[Row]) -> None:
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            if cell is not None:
                _write(sheet, number, place, cell)


def _write(sheet: Worksheet, number: int, place: int, cell: Cell) -> None:
    text = cell_text(cell)
    digits = len(text.strip("-").replace(".", ""))
    if isinstance(cell, (Decimal, int)) and digits <= MOST_DIGITS:
        sheet.write_number(number, place, cell)
    else:
        sheet.write_string(number, place, _fitting(text))


def _fitting(text: str) -> str:
    """Cut what a spreadsheet cell cannot hold (32767 UTF-16 units), saying so."""
    # No character takes more than two units.
    if len(text) <= LONGEST_CELL // 2 or len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return text
    return text[: LONGEST_CELL // 2 - len(_CUT)] + _CUT


def sqlite_bytes(rows: Rows) -> bytes:
    """Return all tables as one SQLite file: decimals as exact TEXT, keys declared."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("PRAGMA page_size = 4096")
        for table in TABLES:
            connection.execute(_create(table))
            marks = ", ".join("?" * len(table.columns))
            statement = f"INSERT INTO {table.name} VALUES ({marks})"  # noqa: S608 - our own names
            connection.executemany(
                statement, ([json_cell(cell) for cell in row] for row in rows[table.name])
            )
        connection.commit()
        connection.execute("VACUUM")
        return bytes(connection.serialize())
    finally:
        connection.close()


def _create(table: Table) -> str:
    lines = [
        f'"{column.name}" {_SQL_TYPES[column.type]}{" NOT NULL" if column.required else ""}'
        for column in table.columns
    ]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += [
        f"FOREIGN KEY ({_names(one.columns)}) REFERENCES {one.table} ({_names(one.others)})"
        for one in table.references
    ]
    return f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(lines) + "\n)"


def _names(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
