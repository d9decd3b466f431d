"""All tables as one SQLite file: decimals as exact TEXT, keys declared. Equal rows, equal bytes."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing

from generator.open_data.dictionary import TABLES
from generator.open_data.formats import json_cell
from generator.open_data.schema import Table, Type
from generator.open_data.tables import Rows

_TYPES = {Type.STRING: "TEXT", Type.NUMBER: "TEXT", Type.INTEGER: "INTEGER", Type.DATE: "TEXT"}


def small_database(rows: Rows) -> bytes:
    """Return some rows of each table as a database of their own, which `whole_database` joins.

    It has no keys: they would be made twice.
    """
    with closing(_opened(":memory:", map(_without_keys, TABLES))) as made:
        for table in TABLES:
            marks = ", ".join("?" * len(table.columns))
            statement = f"INSERT INTO {table.name} VALUES ({marks})"  # noqa: S608 - our own names
            made.executemany(statement, (tuple(map(json_cell, row)) for row in rows[table.name]))
        made.commit()
        return bytes(made.serialize())


def whole_database(parts: Iterable[bytes]) -> bytes:
    """Return the rows of small databases in one, each table with its keys."""
    # SQLite keeps what has no name in a file of its own and takes that away when it is closed.
    with closing(_opened("", map(_with_keys, TABLES))) as whole:
        for part in parts:
            _add(whole, part)
        whole.execute("VACUUM")
        return bytes(whole.serialize())


def _opened(name: str, tables: Iterable[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(name)
    connection.execute("PRAGMA page_size = 4096")
    for statement in tables:
        connection.execute(statement)
    return connection


def _add(whole: sqlite3.Connection, part: bytes) -> None:
    whole.execute("ATTACH ':memory:' AS part")
    whole.deserialize(part, name="part")
    for table in TABLES:
        name = table.name
        whole.execute(f"INSERT INTO main.{name} SELECT * FROM part.{name}")  # noqa: S608 - our own
    whole.commit()
    whole.execute("DETACH part")


def _without_keys(table: Table) -> str:
    return _statement(table, (f'"{column.name}" {_TYPES[column.type]}' for column in table.columns))


def _with_keys(table: Table) -> str:
    lines = [
        f'"{column.name}" {_TYPES[column.type]}{" NOT NULL" if column.required else ""}'
        for column in table.columns
    ]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += [
        f"FOREIGN KEY ({_names(one.columns)}) REFERENCES {one.table} ({_names(one.others)})"
        for one in table.references
    ]
    return _statement(table, lines)


def _statement(table: Table, lines: Iterable[str]) -> str:
    return f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(lines) + "\n)"


def _names(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
