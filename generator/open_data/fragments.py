"""Rows rendered once: a department's reports of one year in each format, ready to be joined."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TypeVar

from generator.catalogue import Entry, newest_day
from generator.open_data.database import small_database
from generator.open_data.dictionary import TABLES
from generator.open_data.formats import csv_rows, json_lines, packed, unpacked
from generator.open_data.tables import Rows, join_rows
from generator.open_data.workbooks import SheetBody, SheetRows, Sheets, sheet_rows

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Fragment:
    """Some reports of one department and year, and the rows of each table in each format.

    `reports` is their number, `day` the newest that one of them states, `counts` the rows of each
    table, `lengths` how many bytes they take in a sheet. `rendered` holds the rows themselves, as
    `csv/funding`; they may lie on a disk. What has the same `digest` says the same.
    """

    year: int
    department: str
    reports: int
    day: date | None
    counts: Mapping[str, int]
    lengths: Mapping[str, int]
    digest: str
    rendered: Mapping[str, bytes] = field(repr=False)

    def csv(self, table: str) -> bytes:
        """Return the rows of a table as CSV."""
        return self.rendered[f"csv/{table}"]

    def lines(self, table: str) -> bytes:
        """Return the rows of a table as lines of JSON."""
        return unpacked(self.packed_lines(table))

    def packed_lines(self, table: str) -> bytes:
        """Return the rows of a table as lines of JSON, packed; they may follow others."""
        return self.rendered[f"jsonl.gz/{table}"]

    @property
    def database(self) -> bytes:
        """The rows of all tables as a small database."""
        return self.rendered["sqlite"]

    def sheet(self, table: str) -> bytes:
        """Return the rows of a table as those of a sheet."""
        return self.rendered[f"sheet/{table}"]


def common_sheet(fragments: Sequence[Fragment], table: str) -> SheetBody:
    """Return the rows of a table of some fragments as a sheet of all of them."""
    return SheetBody(
        sum(one.counts[table] for one in fragments),
        sum(one.lengths[table] for one in fragments),
        (one.sheet(table) for one in fragments),
    )


def newest_first(fragments: Iterable[Fragment]) -> tuple[Fragment, ...]:
    """Return fragments as they follow one another in a file: by year, then by department."""
    return tuple(sorted(fragments, key=lambda one: (-one.year, one.department)))


def by_year(fragments: Iterable[Fragment]) -> dict[int, tuple[Fragment, ...]]:
    """Return fragments by their year, in their own order."""
    return _grouped(fragments, lambda one: one.year)


def by_department(fragments: Iterable[Fragment]) -> dict[str, tuple[Fragment, ...]]:
    """Return fragments by their department, in their own order."""
    return _grouped(fragments, lambda one: one.department)


def _grouped(
    fragments: Iterable[Fragment], key: Callable[[Fragment], Key]
) -> dict[Key, tuple[Fragment, ...]]:
    groups: dict[Key, list[Fragment]] = {}
    for one in fragments:
        groups.setdefault(key(one), []).append(one)
    return {name: tuple(found) for name, found in groups.items()}


def render(entries: Sequence[Entry], rows: Sequence[Rows], sheets: Sequence[Sheets]) -> Fragment:
    """Join what was rendered of reports of one department and year, and render the rest."""
    identity, joined, together = entries[0].report.identity, join_rows(rows), join_sheets(sheets)
    rendered = {"sqlite": small_database(joined)}
    for table in TABLES:
        rendered[f"csv/{table.name}"] = csv_rows(joined[table.name])
        lines = json_lines(table, joined[table.name])
        rendered[f"jsonl.gz/{table.name}"] = packed(lines) if lines else b""
        rendered[f"sheet/{table.name}"] = together[table.name].xml
    return Fragment(
        identity.year,
        identity.department,
        len(entries),
        newest_day(entries),
        {name: found.count for name, found in together.items()},
        {name: len(found.xml) for name, found in together.items()},
        sha256(b"".join(rendered.values())).hexdigest(),
        rendered,
    )


def render_sheets(rows: Rows) -> Sheets:
    """Render a report's rows for its workbook, and for every workbook that it stands in."""
    return {name: sheet_rows(found) for name, found in rows.items()}


def join_sheets(parts: Iterable[Sheets]) -> Sheets:
    """Lay the rows of several reports one after another."""
    found = tuple(parts)
    return {
        table.name: SheetRows(
            sum(sheets[table.name].count for sheets in found),
            b"".join(sheets[table.name].xml for sheets in found),
        )
        for table in TABLES
    }
