"""One report as data: the form under its Chinese keys, the scorecard and the findings."""

from typing import Any

from generator.catalogue import Entry
from generator.form_tree.tree import declared
from generator.open_data.dictionary import FINDINGS
from generator.open_data.formats import json_cell
from generator.open_data.tables import Rows
from generator.scoring.scorecard import Reading, Row, Scorecard
from generator.scoring.second import second_of_row


def report_object(entry: Entry, rows: Rows) -> dict[str, Any]:
    """Return one report; money in 元, points in 分, exact as text, null where nothing is stated."""
    identity, money = entry.report.identity, entry.money
    return {
        "id": entry.report.id,
        "year": identity.year,
        "department": identity.department,
        "department_name": entry.department.name,
        "url": entry.url,
        "form": declared(entry.report.form),
        "money": {
            "initial": json_cell(money.initial),
            "adjusted": json_cell(money.adjusted),
            "received": json_cell(money.received),
            "executed": json_cell(money.executed),
            "basis": money.basis,
        },
        "scorecard": _scorecard(entry),
        "findings": [
            dict(zip(FINDINGS.names, map(json_cell, row), strict=True)) for row in rows["findings"]
        ],
    }


def _scorecard(entry: Entry) -> dict[str, Any]:
    card = entry.scorecard
    return {
        "rulebook": card.rulebook,
        "rulebook_version": entry.rulebook.version,
        "decimal_places": card.places,
        "weight_sum": json_cell(card.weight_sum),
        "declared_sum": json_cell(card.declared_sum),
        "declared_total": json_cell(card.declared_total),
        "rule_total_min": json_cell(card.low),
        "rule_total_max": json_cell(card.high),
        "rule_reason": card.why_not,
        "undetermined": json_cell(card.undetermined),
        "grade": entry.grade,
        "rule_grade": card.grade_span,
        "totals": [
            {
                "assumes": total.assumes,
                "low": json_cell(total.low),
                "high": json_cell(total.high),
                "grade_low": total.grade_low,
                "grade_high": total.grade_high,
            }
            for total in card.readings
        ],
        "rows": [_row(entry, row) for row in card.rows],
    }


def _row(entry: Entry, row: Row) -> dict[str, Any]:
    card, second = entry.scorecard, second_of_row(entry.report.form, row)
    return {
        "kind": row.kind.value,
        "label": row.label,
        "path": list(row.path),
        "weight": json_cell(row.weight),
        "declared_text": row.printed.text if row.printed else None,
        "declared": json_cell(row.declared),
        "rule_low": json_cell(card.points(row.low) if row.low is not None else None),
        "rule_high": json_cell(card.points(row.high) if row.high is not None else None),
        "second": json_cell(second.value) if second else None,
        "fact": row.standing.value if row.standing else None,
        "fact_reason": row.fact.why if row.fact else "",
        "verdict": row.verdict.value,
        "reason": row.reason,
        "rule": row.rule,
        "is_budget": row.is_budget,
        "readings": [_reading(card, reading) for reading in row.readings],
    }


def _reading(card: Scorecard, reading: Reading) -> dict[str, Any]:
    return {
        "method": str(reading.method),
        "low": json_cell(card.points(reading.low)),
        "high": json_cell(card.points(reading.high)),
        "arithmetic": reading.arithmetic,
        "assumes": reading.assumes,
        "note": reading.note,
    }
