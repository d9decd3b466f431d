"""Rows rendered once: a department's reports of one year in each format, ready to be joined."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.catalogue import Entry, newest_day
from generator.open_data.dictionary import TABLES
from generator.open_data.formats import csv_rows, json_lines
from generator.open_data.tables import Rows, join_rows
from generator.open_data.workbooks import SheetRows, Sheets, sheet_rows


@dataclass(frozen=True, slots=True)
class Fragment:
    """Some reports of one department and year, and the rows of each table in each format.

    `reports` is their number, `day` the newest that one of them states.
    """

    year: int
    department: str
    reports: int
    day: date | None
    sheets: Sheets
    csv: Mapping[str, bytes]
    lines: Mapping[str, bytes]


def render(entries: Sequence[Entry], rows: Sequence[Rows], sheets: Sequence[Sheets]) -> Fragment:
    """Join what was rendered of reports of one department and year, and render the rest."""
    identity, joined = entries[0].report.identity, join_rows(rows)
    return Fragment(
        identity.year,
        identity.department,
        len(entries),
        newest_day(entries),
        join_sheets(sheets),
        {table.name: csv_rows(joined[table.name]) for table in TABLES},
        {table.name: json_lines(table, joined[table.name]) for table in TABLES},
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
