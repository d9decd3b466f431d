"""The catalogue as data: reports.json, the tables in every format, and each report's own files."""

import json
from typing import Any

from generator.catalogue import Catalogue, Entry
from generator.form_tree.tree import tree_of
from generator.form_tree.yaml_writing import write_yaml
from generator.model.figure import plain
from generator.open_data.dictionary import TABLES
from generator.open_data.feeds import atom
from generator.open_data.formats import (
    COLUMN_NOTES,
    TABLE_NOTES,
    csv_bytes,
    json_bytes,
    sqlite_bytes,
    table_json,
    xlsx_bytes,
)
from generator.open_data.ledger import ledger_files
from generator.open_data.linked import CATALOGUE, dcat_catalogue
from generator.open_data.package import data_package, sha256
from generator.open_data.reports import report_object
from generator.open_data.slices import Slice, make_slices
from generator.open_data.tables import all_rows

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


def data_files(catalogue: Catalogue) -> dict[str, bytes]:
    """Return every data file by its path below the root; equal catalogues give equal bytes."""
    files = {"data/reports.json": reports_json(catalogue).encode("utf-8")}
    rows = all_rows(catalogue)
    slices = make_slices(catalogue, rows)
    for part in slices:
        files |= _slice_files(catalogue, part)
    files["data/tables/jixiao.sqlite"] = sqlite_bytes(slices[0].rows)
    for entry in catalogue.entries:
        path, own = f"data/reports/{entry.report.id}", rows[entry.report.id]
        # Written anew: comments in the publisher's own file are the publisher's alone.
        files[f"{path}.yml"] = write_yaml(tree_of(entry.report.form), []).encode()
        files[f"{path}.json"] = json_bytes(report_object(entry, own))
        files[f"{path}.xlsx"] = xlsx_bytes(own, entry.report.title, TABLE_NOTES)
    files[CATALOGUE] = json_bytes(dcat_catalogue(catalogue, slices, files))
    files["feed.xml"] = atom(catalogue)
    files |= ledger_files(catalogue)
    files["data/SHA256SUMS"] = _checksums(files)
    return files


def _slice_files(catalogue: Catalogue, part: Slice) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for table in TABLES:
        files[f"{part.folder}{table.name}.csv"] = csv_bytes(table, part.rows[table.name])
        files[f"{part.folder}{table.name}.json"] = table_json(table, part.rows[table.name])
    files[f"{part.folder}jixiao.xlsx"] = xlsx_bytes(
        part.rows, f"{catalogue.site.name}：{part.name}", (*TABLE_NOTES, *COLUMN_NOTES)
    )
    files[f"{part.package}datapackage.json"] = json_bytes(data_package(catalogue, part, files))
    return files


def _checksums(files: dict[str, bytes]) -> bytes:
    """Return the SHA-256 of every file below data/, as `sha256sum -c` reads them there."""
    names = sorted(name for name in files if name.startswith("data/"))
    return "".join(
        f"{sha256(files[name])}  {name.removeprefix('data/')}\n" for name in names
    ).encode()


def reports_json(catalogue: Catalogue) -> str:
    """Return one object a report.

    Money in 元 and points in 分 as exact text; null where the form states nothing.
    """
    objects = [_object(catalogue, entry) for entry in catalogue.entries]
    return json.dumps(objects, ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def _object(catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    record = catalogue.record(entry)
    values = {name: _exact(record[name]) for name in _FIELDS}
    return {
        **values,
        "declared_total": entry.report.form.total.text if entry.report.form.total else None,
        "year": entry.report.identity.year,
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
