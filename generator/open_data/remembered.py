"""What years say of each other as data: a table, and `changes.json` with both sources."""

from collections.abc import Iterator
from typing import Any

from generator.catalogue import Catalogue, Entry
from generator.model.finding import Finding, Severity, Source
from generator.open_data.schema import Cell, Column, Reference, Table, Type
from generator.open_data.standing import OF_REPORT, REPORT

CHANGES = "data/changes.json"
MEMORY = Table(
    "memory",
    "与往年相比",
    "一行一句：本年度与往年对不上、降低了或没有变化的地方，连同两边的出处。",
    (
        REPORT,
        Column("finding", "发现编号", note="见核对发现表", required=True),
        Column("code", "核对代码", required=True),
        Column("severity", "级别", required=True, choices=tuple(Severity)),
        Column("said", "说明", required=True),
        Column("indicator", "指标编号", note="本年度的指标；不是指标的为空"),
        Column("earlier_report", "往年的报告", required=True),
        Column("earlier_year", "往年的年度", Type.INTEGER, required=True),
        Column("earlier_indicator", "往年的指标编号", note="不是指标的为空"),
        Column("earliest_report", "再上一年的报告", note="比较三年的才有"),
        Column("earliest_indicator", "再上一年的指标编号"),
    ),
    ("report", "finding"),
    (OF_REPORT, Reference(("report", "finding"), "findings", ("report", "id"))),
)


def remembered(entry: Entry) -> Iterator[Finding]:
    """Yield what a report's findings say of other years."""
    return (finding for finding in entry.findings if finding.sources)


def memory_cells(entry: Entry) -> Iterator[dict[str, Cell]]:
    """Yield the rows of a report."""
    for finding in remembered(entry):
        newest, *older = finding.sources
        yield {
            "report": entry.report.id,
            "finding": finding.id,
            "code": finding.code,
            "severity": Severity(finding.severity).value,
            "said": finding.message,
            "indicator": _own_row(entry, finding),
            "earlier_report": newest.report,
            "earlier_year": _year(newest),
            "earlier_indicator": _row(newest),
            "earliest_report": older[0].report if older else None,
            "earliest_indicator": _row(older[0]) if older else None,
        }


def changes(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Return an object a sentence, with the addresses of both sources below the site's root."""
    return [
        {
            "report": entry.report.id,
            "year": entry.report.identity.year,
            "department": entry.report.identity.department,
            "project": entry.report.title,
            "code": finding.code,
            "severity": Severity(finding.severity).value,
            "said": finding.message,
            "url": f"{entry.url}#{finding.id}",
            "sources": [
                {"report": one.report, "year": _year(one), "url": _address(one)}
                for one in finding.sources
            ],
        }
        for entry in catalogue.entries
        for finding in remembered(entry)
    ]


def _address(one: Source) -> str:
    return f"{one.report}/#{one.anchor}" if one.anchor else f"{one.report}/"


def _year(one: Source) -> int:
    return int(one.report.partition("/")[0])


def _row(one: Source) -> str | None:
    return None if one.row is None else f"{one.report}#{one.row + 1}"


def _own_row(entry: Entry, finding: Finding) -> str | None:
    path = finding.path
    is_row = path[:1] == ("绩效指标",) and len(path) > 1
    return f"{entry.report.id}#{int(path[1]) + 1}" if is_row else None
