"""What a Parquet file says: its cells, and what it tells of its columns."""

import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from importlib import import_module
from typing import Any

from generator.model.figure import plain

PARQUET, LOCKED = b"PAR1", b"PARE"


class ColumnsError(RuntimeError):
    """A Parquet file that is damaged or locked, or there is no pyarrow to read it."""


def cells_of(_name: str, data: bytes) -> Iterator[Iterable[str]]:
    """Yield the texts of a Parquet file, some rows at a time. Raises ColumnsError."""
    try:
        file = import_module("pyarrow.parquet").ParquetFile(io.BytesIO(data))
        schema = file.schema_arrow
        yield _texts([schema.metadata, *([field.name, field.metadata] for field in schema)])
        for batch in file.iter_batches():
            yield _texts([column.to_pylist() for column in batch.columns])
    except Exception as error:
        raise ColumnsError from error


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a value, decimals as data prints them."""
    if isinstance(value, dict):
        yield from _texts([*value, *value.values()])
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, bytes):
        yield value.decode("utf-8", "ignore")
    elif isinstance(value, Decimal):
        yield plain(value)
    elif isinstance(value, str):
        yield value
