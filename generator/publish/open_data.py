"""The catalogue as data: reports.json and the data file of each report."""

import json
from typing import Any

from generator.catalogue import Catalogue, Entry
from generator.model.figure import plain

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


def reports_json(catalogue: Catalogue) -> str:
    """Return one object a report. Money in 元 and points in 分 as exact text; null where the form states nothing."""
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
