"""What a database of SQLite says: the rows of its tables, some at a time."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from generator.publish.passages import Row, Rows, in_groups

# What names of files end in, and what the files begin with.
ENDINGS = (".sqlite", ".sqlite3", ".db")
DATABASE = b"SQLite format 3\0"
# Where it says how it is written (file format, 1.3.3), and that what is new lies in another file.
_VERSIONS, _BESIDE = slice(18, 20), b"\2"
# SQLite takes no longer path; one of another machine it does not take at all.
_LONGEST, _HERE = 400, "file:///"


def is_read_in_place(path: Path) -> bool:
    """Tell a database that can be read where it lies, and of which all lies in its file."""
    with path.open("rb") as file:
        begins = file.read(_VERSIONS.stop)
    is_whole = begins.startswith(DATABASE) and _BESIDE not in begins[_VERSIONS]
    address = path.absolute().as_uri()
    return is_whole and address.startswith(_HERE) and len(address) <= _LONGEST


def rows_of_database(data: bytes) -> Iterator[Rows]:
    """Yield the rows of a database. Raises sqlite3.Error."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        yield from _rows_of_all(connection)


def rows_in_file(path: Path) -> Iterator[Rows]:
    """Yield the rows of a database, which is read where it lies. Raises sqlite3.Error."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
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
