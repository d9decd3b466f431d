"""Tables to bytes: CSV and JSON lines. Equal tables give equal bytes."""

import csv
import gzip
import json
import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from struct import Struct
from typing import Any

from pydantic_core import to_json

from generator.open_data.schema import Cell, Row, Table, cell_text

_FORMULA = tuple("=+-@＝＋－＠")
_BLANK = tuple("\t\r\n")
_JSON = json.JSONEncoder(ensure_ascii=False, default=cell_text)
# A gzip file begins so where it says nothing of time, name and system; it ends with CRC and size.
_GZIP_HEAD, _GZIP_END = b"\x1f\x8b\x08\0\0\0\0\0\0\xff", Struct("<LL")


def csv_safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe before what is dangerous.

    Text that begins with an apostrophe gets one too, so that removing one always gives the data.
    """
    dangerous = text.startswith((*_BLANK, "'")) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if dangerous else text


def csv_plain(text: str) -> str:
    """Undo csv_safe."""
    return text.removeprefix("'")


def csv_head(table: Table) -> bytes:
    """Return what a table as CSV begins with: the BOM of UTF-8 and the English names."""
    return b"\xef\xbb\xbf" + _csv([table.names])


def csv_rows(rows: Sequence[Row]) -> bytes:
    """Return rows as CSV: UTF-8, CRLF, nothing where nothing is stated."""
    return _csv(["" if cell is None else csv_cell(cell) for cell in row] for row in rows)


def csv_bytes(table: Table, rows: Sequence[Row]) -> bytes:
    """Return a whole table as CSV."""
    return csv_head(table) + csv_rows(rows)


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8")


def csv_cell(cell: Cell) -> str:
    """Return a cell for CSV; text is made safe, figures are as they are."""
    return csv_safe(cell) if isinstance(cell, str) else cell_text(cell)


def json_cell(cell: Cell) -> str | int | None:
    """Return a cell for JSON: counts as numbers, decimals as exact text, null if not stated."""
    return cell_text(cell) if isinstance(cell, (Decimal, date)) else cell


def json_bytes(value: Any) -> bytes:
    """Return a JSON document, in UTF-8 with a final newline."""
    return to_json(value, indent=1) + b"\n"


def json_lines(table: Table, rows: Sequence[Row]) -> bytes:
    """Return rows as JSON lines: an object a row, each on a line of its own."""
    return "".join(f"{_json(table, row)}\n" for row in rows).encode()


def _json(table: Table, row: Row) -> str:
    return _JSON.encode(dict(zip(table.names, row, strict=True)))


def packed(content: bytes) -> bytes:
    """Return content as a gzip file; such files one after another are one as well."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    body = packer.compress(content) + packer.flush()
    return _GZIP_HEAD + body + _GZIP_END.pack(zlib.crc32(content), len(content))


def unpacked(content: bytes) -> bytes:
    """Return what was packed."""
    return gzip.decompress(content)


def table_json(table: Table, rows: Sequence[Row]) -> bytes:
    """Return a short table as a JSON array of objects, one a line."""
    if not rows:
        return b"[]\n"
    lines = ",\n".join(_json(table, row) for row in rows)
    return f"[\n{lines}\n]\n".encode()
