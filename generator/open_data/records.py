"""Rows of the tables of findings and corrections."""

from collections.abc import Iterator

from generator.catalogue import Catalogue, Entry
from generator.model.finding import Finding, Severity
from generator.open_data.schema import Cell


def finding_cells(catalogue: Catalogue, entry: Entry) -> Iterator[dict[str, Cell]]:
    """Yield what was found in a report, with the newest of what its unit says to each."""
    titles = {check.code: check.problem.title for check in catalogue.checks}
    for finding in entry.findings:
        yield {
            "report": entry.report.id,
            "id": finding.id,
            "code": finding.code,
            "title": titles[finding.code],
            "severity": Severity(finding.severity).value,
            "message": finding.message,
            "expected": finding.expected,
            "declared": finding.declared,
            "difference": finding.difference,
            "advice": finding.advice,
            "subject": finding.subject,
            **_statement(finding),
            "line": finding.location.line,
            "column": finding.location.column,
        }


def gap_answer(entry: Entry) -> dict[str, Cell]:
    """Return the newest of what the unit says to the gap of its total."""
    last = entry.gap_said[-1] if entry.gap_said else None
    return {
        "gap_answer": last.text if last else None,
        "gap_answer_state": last.state.value if last else None,
        "gap_answer_day": last.day if last else None,
    }


def _statement(finding: Finding) -> dict[str, Cell]:
    """Return the cells of the newest statement of the unit."""
    last = finding.statement
    return {
        "answer": finding.answer,
        "answer_state": last.state.value if last else None,
        "answer_day": last.day if last else None,
        "answer_by": (last.by or None) if last else None,
    }


def correction_cells(entry: Entry) -> Iterator[dict[str, Cell]]:
    """Yield the corrections of a report."""
    for number, item in enumerate(entry.report.form.corrections, 1):
        yield {
            "report": entry.report.id,
            "row_no": number,
            "day": item.day,
            "kind": item.kind,
            "field": item.field,
            "old": item.old_words,
            "new": item.new_words,
            "reason": item.reason,
            "approver": item.approver,
        }
