"""Entries to the rows of the published tables. Money in 元, points in 分, rates in %, all exact decimals."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from generator.catalogue import Catalogue, Entry
from generator.model.fields import Columns, FormField, with_data
from generator.model.figure import Figure, round_half_up, to_yuan
from generator.model.finding import Severity
from generator.model.measure import Kind, Measure, parse_measure
from generator.model.money import funding_views
from generator.model.report import Indicator
from generator.model.types import Part
from generator.open_data import dictionary as d
from generator.open_data.schema import Cell, Row
from generator.scoring.scorecard import Row as ScoredRow
from generator.scoring.scorecard import Scorecard

Rows: TypeAlias = dict[str, tuple[Row, ...]]


def entry_rows(catalogue: Catalogue, entry: Entry) -> Rows:
    """Return one report's rows of every table, by the table's name."""
    form = entry.report.form
    return {
        "reports": (d.REPORTS.row(_report(catalogue, entry)),),
        "funding": tuple(d.FUNDING.row(cells) for cells in _funding(entry)),
        "indicators": tuple(
            d.INDICATORS.row(_indicator(entry, number, row)) for number, row in enumerate(form.indicators, 1)
        ),
        "scores": tuple(d.SCORES.row(_score(entry, number, row)) for number, row in enumerate(entry.scorecard.rows, 1)),
        "findings": tuple(d.FINDINGS.row(cells) for cells in _findings(catalogue, entry)),
        "corrections": tuple(d.CORRECTIONS.row(cells) for cells in _corrections(entry)),
    }


def all_rows(catalogue: Catalogue) -> dict[str, Rows]:
    """Return each report's rows by the report's id."""
    return {entry.report.id: entry_rows(catalogue, entry) for entry in catalogue.entries}


def join_rows(parts: Sequence[Rows]) -> Rows:
    """Return the rows of several reports as one set of tables."""
    return {table.name: tuple(row for part in parts for row in part[table.name]) for table in d.TABLES}


def _report(catalogue: Catalogue, entry: Entry) -> dict[str, Cell]:
    report, form, card, money = entry.report, entry.report.form, entry.scorecard, entry.money
    return {
        **_place(entry),
        **_declared(form),
        "several_project": form.several.project if form.several else None,
        "several_number": form.several.number if form.several else None,
        "rulebook": entry.rulebook.id,
        "rulebook_version": entry.rulebook.version,
        "money_unit": form.money_unit,
        "initial": money.initial,
        "adjusted": money.adjusted,
        "received": money.received,
        "executed": money.executed,
        "money_basis": money.basis,
        "execution_rate": None if (rate := entry.execution_rate) is None else round_half_up(rate * 100, 2),
        "declared_total_text": _text(form.total),
        **_totals(card),
        "declared_grade": form.grade,
        "grade": entry.grade,
        "rule_grade": card.grade_span,
        **_counts(catalogue, entry),
        "published": form.disclosure.day,
        "source": form.source,
        "url": f"{report.id}/",
    }


def _place(entry: Entry) -> dict[str, Cell]:
    identity, department = entry.report.identity, entry.department
    return {
        "id": entry.report.id,
        "year": identity.year,
        "department": identity.department,
        "department_name": department.name,
        "region": department.region_id,
        "region_name": department.region,
    }


def _totals(card: Scorecard) -> dict[str, Cell]:
    return {
        "declared_total": card.declared_total,
        "declared_sum": card.declared_sum,
        "weight_sum": card.weight_sum,
        "rule_total_min": card.low,
        "rule_total_max": card.high,
        "undetermined": card.undetermined,
    }


def _counts(catalogue: Catalogue, entry: Entry) -> dict[str, Cell]:
    record = catalogue.record(entry)
    return {"review_findings": int(record["review_findings"]), "notices": int(record["notices"])}


def _funding(entry: Entry) -> Iterator[dict[str, Cell]]:
    for table, view in enumerate(funding_views(entry.report.form), 1):
        for number, row in enumerate(view.rows, 1):
            yield {
                "report": entry.report.id,
                "table_no": table,
                "row_no": number,
                "table_name": view.name,
                "unit": view.unit,
                **_declared(row, view.unit),
            }


def _indicator(entry: Entry, number: int, row: Indicator) -> dict[str, Cell]:
    return {
        "id": _indicator_id(entry, number),
        "report": entry.report.id,
        "row_no": number,
        **_declared(row),
    }


def _declared(part: Part, unit: str = "") -> dict[str, Cell]:
    """Return the cells of the fields with columns of their own; `unit` is that of the amounts."""
    cells: dict[str, Cell] = {}
    for field in with_data(type(part)):
        cells |= _field(field, getattr(part, field.name), part, unit)
    return cells


def _field(field: FormField, value: Any, part: Part, unit: str) -> dict[str, Cell]:
    stem = field.data or field.name
    if field.columns is Columns.AMOUNT:
        return {f"{stem}_text": _text(value), stem: to_yuan(value, unit)}
    if field.columns is Columns.POINTS:
        return _pair(stem, value)
    if field.columns is Columns.PRINTED:
        return {f"{stem}_text": _text(value)}
    if field.columns is Columns.MEASURE and isinstance(part, Indicator):
        return _measure(stem, value, part)
    return {stem: _stated(value)}


def _stated(value: Any) -> Cell:
    """Return what a field states as one cell; of columns of the form's own, one a line."""
    if isinstance(value, tuple):
        return "、".join(sorted(value))
    if isinstance(value, dict):
        return "\n".join(f"{name}：{text}" for name, text in value.items())
    cell: Cell = value
    return cell


def _measure(prefix: str, text: str | None, row: Indicator) -> dict[str, Cell]:
    """Return a value's text and what the measure grammar reads in it, exactly as scoring reads it."""
    read = parse_measure(text, nature=row.nature, unit=row.measure_unit) if text else Measure("", Kind.DASH)
    return {
        f"{prefix}_text": text,
        f"{prefix}_kind": read.kind.value if text else None,
        f"{prefix}_comparator": d.COMPARATORS[read.comparator] if read.comparator else None,
        f"{prefix}_low": read.low,
        f"{prefix}_high": read.high,
        f"{prefix}_unit": read.unit,
        f"{prefix}_about": d.ABOUT if read.approximate else None,
        f"{prefix}_trend": read.trend,
        f"{prefix}_day": read.day,
    }


def _score(entry: Entry, number: int, row: ScoredRow) -> dict[str, Cell]:
    card = entry.scorecard
    place = row.path[1] if row.path[0] == "绩效指标" else None
    return {
        "report": entry.report.id,
        "row_no": number,
        "kind": row.kind.value,
        "label": row.label,
        "indicator": _indicator_id(entry, int(place) + 1) if place is not None else None,
        "weight": row.weight,
        "declared_text": _text(row.printed),
        "declared": row.declared,
        "rule_low": card.points(row.low),
        "rule_high": card.points(row.high),
        "method": row.method.value,
        "verdict": row.verdict.value,
        "reason": row.reason,
        "arithmetic": "\n".join(
            f"{reading.assumes}：{reading.arithmetic}" if reading.assumes else reading.arithmetic
            for reading in row.readings
        ),
        "note": "\n".join(dict.fromkeys(reading.note for reading in row.readings if reading.note)),
    }


def _findings(catalogue: Catalogue, entry: Entry) -> Iterator[dict[str, Cell]]:
    titles = {check.code: check.title for check in catalogue.checks}
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
            "answer": finding.answer,
            "line": finding.location.line,
            "column": finding.location.column,
        }


def _corrections(entry: Entry) -> Iterator[dict[str, Cell]]:
    for number, item in enumerate(entry.report.form.corrections, 1):
        yield {
            "report": entry.report.id,
            "row_no": number,
            "day": item.day,
            "kind": item.kind,
            "field": item.field,
            "old": item.old,
            "new": item.new,
            "reason": item.reason,
            "approver": item.approver,
        }


def _indicator_id(entry: Entry, number: int) -> str:
    return f"{entry.report.id}#{number}"


def _text(figure: Figure | None) -> str | None:
    return figure.text if figure else None


def _pair(name: str, figure: Figure | None) -> dict[str, Cell]:
    return {f"{name}_text": _text(figure), name: figure.value if figure else None}
