"""Entries to the rows of the published tables: money in 元, points in 分, rates in %, exact."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from generator.catalogue import Catalogue, Entry
from generator.model.fields import Columns, FormField, with_data
from generator.model.figure import Figure, round_half_up, to_yuan
from generator.model.measure import Amount, Day, Measure
from generator.model.money import funding_views
from generator.model.report import Indicator
from generator.model.types import Part
from generator.open_data import dictionary as d
from generator.open_data.attached import ATTACHMENTS, attachment_cells
from generator.open_data.promised import PROMISES, promise_cells
from generator.open_data.records import correction_cells, finding_cells, gap_answer
from generator.open_data.remembered import MEMORY, memory_cells
from generator.open_data.schema import Cell, Row
from generator.open_data.terms import ABOUT, COMPARATORS, MEASURE, RULE_STATUS
from generator.scoring.facts import Standing
from generator.scoring.grammar import parse_measure
from generator.scoring.scorecard import Reading, Scorecard, Total
from generator.scoring.scorecard import Row as ScoredRow
from generator.scoring.second import apart, second_of_row, second_total

Rows: TypeAlias = dict[str, tuple[Row, ...]]


def entry_rows(catalogue: Catalogue, entry: Entry) -> Rows:
    """Return one report's rows of every table, by the table's name."""
    form = entry.report.form
    return {
        "reports": (d.REPORTS.row(_report(catalogue, entry)),),
        "funding": tuple(d.FUNDING.row(cells) for cells in _funding(entry)),
        "indicators": tuple(
            d.INDICATORS.row(_indicator(entry, number, row))
            for number, row in enumerate(form.indicators, 1)
        ),
        "scores": tuple(
            d.SCORES.row(_score(entry, number, row))
            for number, row in enumerate(entry.scorecard.rows, 1)
        ),
        "findings": tuple(d.FINDINGS.row(cells) for cells in finding_cells(catalogue, entry)),
        "corrections": tuple(d.CORRECTIONS.row(cells) for cells in correction_cells(entry)),
        "memory": tuple(MEMORY.row(cells) for cells in memory_cells(entry)),
        "promises": tuple(PROMISES.row(cells) for cells in promise_cells(catalogue, entry)),
        "attachments": tuple(ATTACHMENTS.row(cells) for cells in attachment_cells(entry)),
    }


def all_rows(catalogue: Catalogue) -> dict[str, Rows]:
    """Return each report's rows by the report's id."""
    return {entry.report.id: entry_rows(catalogue, entry) for entry in catalogue.entries}


def join_rows(parts: Sequence[Rows]) -> Rows:
    """Return the rows of several reports as one set of tables."""
    return {
        table.name: tuple(row for part in parts for row in part[table.name]) for table in d.TABLES
    }


def _report(catalogue: Catalogue, entry: Entry) -> dict[str, Cell]:
    report, form, card, money = entry.report, entry.report.form, entry.scorecard, entry.money
    return {
        **_place(entry),
        **_declared(form, _Around(form.money_unit, entry.report.identity.year)),
        "several_project": form.several.project if form.several else None,
        "several_number": form.several.number if form.several else None,
        "kind": form.kind,
        "rulebook": entry.rulebook.id,
        "rulebook_version": entry.rulebook.version,
        "money_unit": form.money_unit,
        "initial": money.initial,
        "adjusted": money.adjusted,
        "received": money.received,
        "executed": money.executed,
        "money_basis": money.basis,
        "execution_rate": None
        if (rate := entry.execution_rate) is None
        else round_half_up(rate * 100, 2),
        "declared_total_text": _text(form.total),
        **_totals(card),
        "declared_grade": form.grade,
        "grade": entry.grade,
        "rule_grade": card.grade_span or None,
        **_counts(catalogue, entry),
        **_second(entry),
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
        "rule_status": _status(card),
        "rule_reason": card.why_not or None,
        "rule_total_min": card.low,
        "rule_total_max": card.high,
        "undetermined": card.undetermined if card.readings else None,
        "judged_weight": card.total.judged.weight if isinstance(card.total, Total) else None,
        "met": card.count(Standing.MET, Standing.EXCEEDED),
        "exceeded": card.count(Standing.EXCEEDED),
        "missed": card.count(Standing.MISSED),
        "claimed": card.count(Standing.CLAIMED),
        "doubtful": card.count(Standing.DOUBTFUL),
        "unknown": card.count(Standing.UNKNOWN),
    }


def _status(card: Scorecard) -> str:
    computed, ungraded, without = RULE_STATUS
    if not isinstance(card.total, Total):
        return without
    return ungraded if card.total.ungraded else computed


def _counts(catalogue: Catalogue, entry: Entry) -> dict[str, Cell]:
    record = catalogue.record(entry)
    names = ("review_findings", "answered", "corrected", "upheld", "notices", "unjudged")
    gap = {name: record[name] for name in ("gap_min", "gap_max", "position")} | gap_answer(entry)
    return gap | {name: int(record[name]) for name in names}


def _second(entry: Entry) -> dict[str, Cell]:
    """Return the cells of the second score; empty where nobody looked again."""
    form, second = entry.report.form, entry.report.form.second
    return {
        "second_total_text": _text(second.total) if second else None,
        "second_total": second_total(form),
        "second_difference": apart(form, entry.scorecard),
        "second_by": second.by if second else None,
        "second_day": second.day if second else None,
        "second_way": second.way if second else None,
        "second_reason": second.reason if second else None,
    }


def _funding(entry: Entry) -> Iterator[dict[str, Cell]]:
    for table, view in enumerate(funding_views(entry.report.form), 1):
        for number, row in enumerate(view.rows, 1):
            yield {
                "report": entry.report.id,
                "table_no": table,
                "row_no": number,
                "table_name": view.name,
                "unit": view.unit,
                **_declared(row, _Around(view.unit, entry.report.identity.year)),
            }


def _indicator(entry: Entry, number: int, row: Indicator) -> dict[str, Cell]:
    return {
        "id": _indicator_id(entry, number),
        "report": entry.report.id,
        "row_no": number,
        **_declared(row, _Around(None, entry.report.identity.year)),
    }


@dataclass(frozen=True, slots=True)
class _Around:
    """What cells depend on besides their part: the unit of its amounts, the year of its days."""

    unit: str | None
    year: int


def _declared(part: Part, around: _Around) -> dict[str, Cell]:
    """Return the cells of the fields that have columns of their own."""
    cells: dict[str, Cell] = {}
    for field in with_data(type(part)):
        cells |= _field(field, getattr(part, field.name), part, around)
    return cells


def _field(field: FormField, value: Any, part: Part, around: _Around) -> dict[str, Cell]:
    stem = field.data or field.name
    if field.columns is Columns.AMOUNT:
        return {f"{stem}_text": _text(value), stem: to_yuan(value, around.unit)}
    if field.columns is Columns.POINTS:
        return {f"{stem}_text": _text(value), stem: value.value if value else None}
    if field.columns is Columns.PRINTED:
        return {f"{stem}_text": _text(value)}
    if field.columns is Columns.MEASURE and isinstance(part, Indicator):
        return _measure(stem, value, part, around.year)
    return {stem: _stated(value)}


def _stated(value: Any) -> Cell:
    """Return what a field states as one cell; of columns of the form's own, one a line."""
    if isinstance(value, tuple):
        return "、".join(sorted(value))
    if isinstance(value, dict):
        return "\n".join(f"{name}：{text}" for name, text in value.items())
    cell: Cell = value
    return cell


def _measure(prefix: str, text: str | None, row: Indicator, year: int) -> dict[str, Cell]:
    """Return a value's text and what the measure grammar reads in it, exactly as scoring does."""
    nature = None if prefix == "actual" else row.nature
    read = _read(text, row, nature, year) if text else None
    cells = {"text": text, **(_cells(read) if read else {})}
    return {f"{prefix}_{name}": cells.get(name) for name in MEASURE}


def _cells(read: Measure) -> dict[str, Cell]:
    day = read.value.last if isinstance(read.value, Day) else None
    bound = COMPARATORS[read.bound] if read.bound else None
    amount = _amount(read.amount) if read.amount else {}
    return {"kind": read.kind.value, "comparator": bound, "day": day, **amount}


def _amount(amount: Amount) -> dict[str, Cell]:
    low, high = amount.in_base_unit()
    return {
        "low": low,
        "high": high,
        "unit": amount.unit or None,
        "about": ABOUT if amount.slack else None,
        "trend": amount.trend.value if amount.trend else None,
    }


def _read(text: str, row: Indicator, nature: str | None, year: int) -> Measure:
    return parse_measure(
        text,
        nature=nature,
        unit=row.measure_unit,
        name=row.name or "",
        year=year,
    )


def _score(entry: Entry, number: int, row: ScoredRow) -> dict[str, Cell]:
    card, second = entry.scorecard, second_of_row(entry.report.form, row)
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
        "rule_low": card.points(row.low) if row.low is not None else None,
        "rule_high": card.points(row.high) if row.high is not None else None,
        "second": second.value if second else None,
        "fact": row.standing.value if row.standing else None,
        "method": str(row.method) if row.method else None,
        "verdict": row.verdict.value,
        "reason": row.reason,
        "arithmetic": "\n".join(map(_arithmetic, row.readings)),
        "note": "\n".join(dict.fromkeys(reading.note for reading in row.readings if reading.note)),
    }


def _arithmetic(reading: Reading) -> str:
    """Return how a reading comes to its points, after what it takes for granted."""
    return "：".join(filter(None, (reading.assumes, reading.arithmetic)))


def _indicator_id(entry: Entry, number: int) -> str:
    return f"{entry.report.id}#{number}"


def _text(figure: Figure | None) -> str | None:
    return figure.text if figure else None
