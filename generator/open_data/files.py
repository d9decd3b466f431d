"""The catalogue as data: reports.json, the tables in every format, and each report's own files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from generator.catalogue import Catalogue, Entry
from generator.form_tree.tree import tree_of
from generator.form_tree.yaml_writing import write_yaml
from generator.model.figure import plain
from generator.model.site import Site
from generator.model.written import Writer, Written
from generator.open_data.database import whole_database
from generator.open_data.dictionary import TABLES
from generator.open_data.feeds import atom
from generator.open_data.formats import csv_head, json_bytes, packed
from generator.open_data.fragments import (
    Fragment,
    common_sheet,
    newest_first,
    render,
    render_sheets,
)
from generator.open_data.ledger import ledger_files
from generator.open_data.linked import CATALOGUE, dcat_catalogue
from generator.open_data.overdue import overdue_feed
from generator.open_data.package import data_package
from generator.open_data.parquet import parquet_pieces
from generator.open_data.remembered import CHANGES, changes
from generator.open_data.reports import report_object
from generator.open_data.schema import Table
from generator.open_data.slices import Slice, department_slices, whole_slice, year_slices
from generator.open_data.tables import entry_rows
from generator.open_data.workbooks import COLUMN_NOTES, TABLE_NOTES, Sheets, workbook

CHECKSUMS = "data/SHA256SUMS"
# Reports rendered in one piece: a piece never outgrows a sheet.
PORTION = 1000
SLICE_NOTES = (*TABLE_NOTES, *COLUMN_NOTES)
_FIELDS = (
    "id",
    "year",
    "department",
    "department_name",
    "unit",
    "project",
    "initial",
    "adjusted",
    "executed",
    "money_basis",
    "declared_total",
    "declared_sum",
    "rule_total_min",
    "rule_total_max",
    "declared_grade",
    "grade",
    "rule_grade",
)


@dataclass(frozen=True, slots=True)
class Data:
    """All data files of a site as they were written, and the cuts they are offered in."""

    slices: tuple[Slice, ...]
    files: Mapping[str, Written]


def write_reports(catalogue: Catalogue, writer: Writer) -> Iterator[Fragment]:
    """Write each report's own files; yield the rows of all, some reports at a time."""
    groups = catalogue.grouped(
        lambda entry: (entry.report.identity.year, entry.report.identity.department)
    )
    for entries in groups.values():
        for start in range(0, len(entries), PORTION):
            yield _write_reports(catalogue, entries[start : start + PORTION], writer)


def write_departments(catalogue: Catalogue, writer: Writer) -> tuple[Fragment, ...]:
    """Write the data files of each report and each department; return the rows of all reports."""
    sink = _Sink(writer)
    fragments = newest_first(write_reports(catalogue, sink))
    for part in department_slices(catalogue.departments, fragments):
        _write_slice(catalogue.site, part, sink)
    return fragments


def write_year(site: Site, fragments: Sequence[Fragment], writer: Writer) -> None:
    """Write the data files of the reports of a year; `fragments` are their rows."""
    sink = _Sink(writer)
    for part in year_slices(fragments):
        _write_slice(site, part, sink)


def _write_reports(catalogue: Catalogue, entries: Sequence[Entry], writer: Writer) -> Fragment:
    """Write the files of reports of one department and year; return their rows, rendered."""
    rows = [entry_rows(catalogue, entry) for entry in entries]
    sheets = [render_sheets(own) for own in rows]
    for entry, own, rendered in zip(entries, rows, sheets, strict=True):
        path = f"data/reports/{entry.report.id}"
        # Written anew: comments in the publisher's own file are the publisher's alone.
        writer.write(f"{path}.yml", write_yaml(tree_of(entry.report.form), []))
        writer.write(f"{path}.json", json_bytes(report_object(entry, own)))
        writer.write(f"{path}.xlsx", _own_workbook(entry, rendered))
    return render(entries, rows, sheets)


def _own_workbook(entry: Entry, rendered: Sheets) -> bytes:
    return workbook(lambda table: rendered[table].body, entry.report.title, TABLE_NOTES)


def write_whole(
    catalogue: Catalogue,
    fragments: Sequence[Fragment],
    own_files: Iterable[Written],
    writer: Writer,
) -> Data:
    """Write every data file of all reports together; equal catalogues give equal bytes.

    `fragments` are their rows, in the catalogue's order, `own_files` those that were written of
    single reports, departments and years.
    """
    sink = _Sink(writer, {file.path: file for file in own_files})
    sink.write("data/reports.json", reports_json(catalogue))
    whole = whole_slice(fragments, catalogue.site.formats)
    _write_slice(catalogue.site, whole, sink)
    departments = department_slices(catalogue.departments, fragments)
    slices = (whole, *year_slices(fragments), *departments)
    database = whole_database(part.database for part in fragments)
    sink.write("data/tables/jixiao.sqlite", database)
    sink.write(CATALOGUE, json_bytes(dcat_catalogue(catalogue, slices, sink.files)))
    sink.write(CHANGES, json_bytes(changes(catalogue)))
    sink.write("feed.xml", atom(catalogue))
    for path, content in (ledger_files(catalogue) | overdue_feed(catalogue)).items():
        sink.write(path, content)
    sink.write(CHECKSUMS, _checksums(sink.files))
    return Data(slices, sink.files)


@dataclass(frozen=True, slots=True)
class _Sink:
    """Writes files and keeps what is known of each."""

    writer: Writer
    files: dict[str, Written] = field(default_factory=dict)

    def write(self, path: str, content: str | bytes | Iterable[bytes]) -> Written:
        self.files[path] = self.writer.write(path, content)
        return self.files[path]


def _write_slice(site: Site, part: Slice, sink: _Sink) -> None:
    for table in TABLES:
        for kind in part.kinds:
            sink.write(f"{part.folder}{table.name}.{kind}", _TABLES[kind](table, part.fragments))
    for volume, fragments in part.volumes:
        title = f"{site.name}：{part.name}{volume.words}"
        sink.write(part.workbook(volume), _common_workbook(fragments, title))
    package = json_bytes(data_package(site, part, sink.files))
    sink.write(f"{part.package}datapackage.json", package)


def _csv(table: Table, parts: Iterable[Fragment]) -> Iterable[bytes]:
    return chain([csv_head(table)], (part.csv(table.name) for part in parts))


def _lines(table: Table, parts: Iterable[Fragment]) -> Iterable[bytes]:
    return chain([packed(b"")], (part.packed_lines(table.name) for part in parts))


def _parquet(table: Table, parts: Iterable[Fragment]) -> Iterable[bytes]:
    return parquet_pieces(table, (part.lines(table.name) for part in parts))


# What makes a table of its rows, by the name its file ends in.
_TABLES = {"csv": _csv, "jsonl.gz": _lines, "parquet": _parquet}


def _common_workbook(fragments: Sequence[Fragment], title: str) -> bytes:
    return workbook(lambda table: common_sheet(fragments, table), title, SLICE_NOTES)


def _checksums(files: Mapping[str, Written]) -> str:
    """Return the SHA-256 of every file below data/, as `sha256sum -c` reads them there."""
    names = sorted(name for name in files if name.startswith("data/"))
    return "".join(f"{files[name].sha256}  {name.removeprefix('data/')}\n" for name in names)


def reports_json(catalogue: Catalogue) -> bytes:
    """Return one object a report.

    Money in 元 and points in 分 as exact text; null where the form states nothing.
    """
    return json_bytes([_object(catalogue, entry) for entry in catalogue.entries])


def _object(catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    record = catalogue.record(entry)
    values = {name: _exact(record[name]) for name in _FIELDS}
    return {
        **values,
        "declared_total": entry.report.form.total.text if entry.report.form.total else None,
        "year": entry.report.identity.year,
        "kind": entry.report.form.kind,
        "rulebook": entry.rulebook.id,
        "rulebook_version": entry.rulebook.version,
        "findings": len(entry.findings),
        "review_findings": record["review_findings"],
        "url": entry.url,
    }


def _exact(value: Any) -> str | None:
    """Return figures as plain text, text as it is, and None for what is not stated."""
    if value is None:
        return None
    return str(value) if isinstance(value, (str, int)) else plain(value)
