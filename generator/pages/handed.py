"""What each department hands on to the pages of all: its reports' rows and its findings, rendered.

Lists of all departments join what stands here, and so cost little where one report has changed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.catalogue import Catalogue, Entry
from generator.pages.common import view_row
from generator.pages.findings import view_finding
from generator.pages.found import Found
from generator.presentation.addresses import Link
from generator.presentation.alignment import decimals_in
from generator.presentation.rows import Row
from generator.presentation.templates import render_macro

# The piece that holds the rows; all others hold what the check of their name found.
_ROWS = "rows"


@dataclass(frozen=True)
class Handed:
    """Pieces by their names, one of each department that has it."""

    pieces: Mapping[str, Sequence[bytes]]

    @cached_property
    def rows(self) -> dict[str, Row]:
        """The row of every report, by its id."""
        rows = {}
        for piece in self.pieces.get(_ROWS, ()):
            for report, (markup, decimals) in json.loads(piece).items():
                rows[report] = Row(markup, tuple(decimals))
        return rows

    def found(self, code: str) -> list[Found]:
        """Return what a check found, the newest year first, then by department."""
        found = [
            Found(year, Link(*department), tuple(findings))
            for piece in self.pieces.get(code, ())
            for year, department, findings in json.loads(piece)
        ]
        return sorted(found, key=lambda one: (-one.year, one.department.url))


def handed_on(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Yield the pieces of a department, each with its name."""
    rows = {name: (row.markup, row.decimals) for name, row in rendered_rows(catalogue).items()}
    yield _ROWS, _packed(rows)
    found: dict[str, list[object]] = {}
    for (year, department), entries in catalogue.grouped(_year_and_department).items():
        link = (catalogue.departments[department].name, department)
        for code, findings in _rendered_findings(catalogue, entries).items():
            found.setdefault(code, []).append((year, link, findings))
    for code, those in found.items():
        yield code, _packed(those)


def handed(departments: Iterable[Iterable[tuple[str, bytes]]]) -> Handed:
    """Gather what departments hand on."""
    pieces: dict[str, list[bytes]] = {}
    for department in departments:
        for name, piece in department:
            pieces.setdefault(name, []).append(piece)
    return Handed(pieces)


def rendered_rows(catalogue: Catalogue) -> dict[str, Row]:
    """Return the row of every report by its id, rendered once for all lists it stands in."""
    return {entry.report.id: _row(catalogue, entry) for entry in catalogue.entries}


def _row(catalogue: Catalogue, entry: Entry) -> Row:
    view = view_row(catalogue, entry)
    markup = render_macro("report_row", view, catalogue.site.money_unit)
    figures = (view.adjusted, view.rate, view.total, view.gap)
    return Row(markup, tuple(map(decimals_in, figures)))


def _rendered_findings(catalogue: Catalogue, entries: Sequence[Entry]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entry in entries:
        for finding in entry.findings:
            markup = render_macro("finding", view_finding(catalogue, finding, entry))
            found.setdefault(finding.code, []).append(markup)
    return found


def _year_and_department(entry: Entry) -> tuple[int, str]:
    return entry.report.identity.year, entry.report.identity.department


def _packed(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
