"""What a database of SQLite says: the rows of its tables, some at a time."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from generator.publish.passages import Row, Rows, in_groups

# What a file begins with.
DATABASE = b"SQLite format 3\0"


def is_database(path: Path) -> bool:
    """Tell whether a file begins like a database."""
    with path.open("rb") as file:
        return file.read(len(DATABASE)) == DATABASE


def rows_of_database(data: bytes) -> Iterator[Rows]:
    """Yield the rows of a database. Raises sqlite3.Error."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        yield from _rows_of_all(connection)


def rows_in_file(path: Path) -> Iterator[Rows]:
    """Yield the rows of a database, which is read where it lies. Raises sqlite3.Error."""
    address = f"{path.absolute().as_uri()}?immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        yield from _rows_of_all(connection)


def _rows_of_all(connection: sqlite3.Connection) -> Iterator[Rows]:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        quoted = table.replace('"', '""')
        rows = connection.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 - its own tables
        yield from map(Rows, in_groups(rows, _begun))


def _begun(row: Row) -> bytes:
    """Return what a row begins with."""
    return str(row[0]).encode()
