"""Tables as Parquet, some rows at a time, by pyarrow, which the extra `parquet` brings along.

Equal rows give equal bytes with one version of pyarrow. No cell is a float: figures in a unit of
ours are decimals, and what a target or an actual value states, which may have any number of
digits, is exact text, as in SQLite.
"""

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

from generator.open_data.schema import Column, Table, Type

# Amounts have at most 21 digits in 元 and 6 decimals, points and per cent fewer; see `Figure`.
_PRECISION, _DECIMALS = 38, 6
# A group holds no fewer rows than these, but the last.
ROWS = 10_000


class _Drain(io.RawIOBase):
    """A file that is taken away as it is written."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        """Tell that it can be written."""
        return True

    def write(self, piece: Any) -> int:
        """Take what is written."""
        data = bytes(piece)
        self._pieces.append(data)
        self._written += len(data)
        return len(data)

    def tell(self) -> int:
        """Return how much was written in all."""
        return self._written

    def taken(self) -> bytes:
        """Return what was written since this was asked last."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


def parquet_pieces(table: Table, parts: Iterable[bytes], most: int = ROWS) -> Iterator[bytes]:
    """Yield a table as Parquet, group by group; `parts` are its rows as lines of JSON."""
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    schema, drain = _schema(arrow, table), _Drain()
    with parquet.ParquetWriter(drain, schema, compression="zstd") as writer:
        for lines in _groups(parts, most):
            writer.write_table(_rows(arrow, table, schema, lines))
            yield drain.taken()
    yield drain.taken()


def _groups(parts: Iterable[bytes], most: int) -> Iterator[list[bytes]]:
    """Yield the lines of whole parts together, so many that they are a group."""
    lines: list[bytes] = []
    for part in parts:
        lines += part.splitlines()
        if len(lines) >= most:
            yield lines
            lines = []
    if lines:
        yield lines


def _rows(arrow: Any, table: Table, schema: Any, lines: Sequence[bytes]) -> Any:
    rows = [json.loads(line) for line in lines]
    columns = [
        arrow.array([_cell(column, row[column.name]) for row in rows], schema.field(number).type)
        for number, column in enumerate(table.columns)
    ]
    return arrow.Table.from_arrays(columns, schema=schema)


def _cell(column: Column, stated: str | int | None) -> object:
    """Return a cell of JSON as Parquet has it."""
    if not isinstance(stated, str):
        return stated
    if column.type is Type.DATE:
        return date.fromisoformat(stated)
    return Decimal(stated) if _is_decimal(column) else stated


def _is_decimal(column: Column) -> bool:
    return column.type is Type.NUMBER and column.unit != ""


def _schema(arrow: Any, table: Table) -> Any:
    """Return the types of a table's columns, with what the dictionary says of them."""
    fields = [
        arrow.field(
            column.name,
            _type(arrow, column),
            nullable=not column.required,
            metadata=_said(column.title, column.note, column.unit),
        )
        for column in table.columns
    ]
    return arrow.schema(fields, metadata=_said(table.title, table.note))


def _type(arrow: Any, column: Column) -> Any:
    if _is_decimal(column):
        return arrow.decimal128(_PRECISION, _DECIMALS)
    if column.type is Type.INTEGER:
        return arrow.int64()
    return arrow.date32() if column.type is Type.DATE else arrow.string()


def _said(title: str, note: str, unit: str = "") -> Mapping[str, str]:
    told = {"title": title, "description": note, "unit": unit}
    return {name: text for name, text in told.items() if text}
