"""What a department publishes for a year, and a bureau for all of them, told in blocks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.catalogue import Catalogue, Entry, group
from generator.model.kinds import PROJECT, title_of
from generator.outlets.blocks import Block, Heading, Kind, Line, Paragraph, Table
from generator.outlets.told_beside import MISSING, promises_told, second_told
from generator.outlets.told_report import report_blocks
from generator.pages.common import ReportRow, view_row, view_summary
from generator.presentation.addresses import site_url


@dataclass(frozen=True, slots=True)
class Scope:
    """A year's reports, of one department or (None) of all; `day` is the day they are told of.

    `attachments` are the files beside all reports, by `report/file`.
    """

    year: int
    department: str | None
    day: date
    attachments: Mapping[str, Path] = field(default_factory=dict)

    def entries(self, catalogue: Catalogue) -> tuple[Entry, ...]:
        """Return the public reports of the scope, in the catalogue's order."""
        return tuple(
            entry
            for entry in catalogue.entries
            if entry.report.identity.year == self.year
            and self.department in (None, entry.report.identity.department)
        )


def title(catalogue: Catalogue, scope: Scope) -> str:
    """Return the title of what is told."""
    who = catalogue.departments[scope.department].name if scope.department else ""
    return f"{who}{scope.year}年度项目支出绩效自评结果"


def blocks(catalogue: Catalogue, scope: Scope) -> Iterator[Block]:
    """Yield the title, then each department: its totals, its list, and each report."""
    yield Heading(title(catalogue, scope), 1)
    yield Paragraph(_source(catalogue, scope))
    departments = group(scope.entries(catalogue), lambda one: one.report.identity.department)
    is_several = scope.department is None
    for department, entries in departments.items():
        if is_several:
            yield Heading(catalogue.departments[department].name, 2, department)
        yield from _department(catalogue, scope, department, entries, 3 if is_several else 2)


def _source(catalogue: Catalogue, scope: Scope) -> str:
    site = catalogue.site
    below = f"{scope.year}/{scope.department}/" if scope.department else f"{scope.year}/"
    where = f"，网页 {site_url(catalogue, below)}" if site.address else ""
    return (
        f"{site.publisher}公开，截至 {scope.day.isoformat()}{where}。"
        "自评得分是单位申报的；规则参考分由软件按评价规则重新核算，供对照。"
    )


def _department(
    catalogue: Catalogue, scope: Scope, department: str, entries: Sequence[Entry], level: int
) -> Iterator[Block]:
    kinds = group(entries, lambda one: one.report.form.kind)
    for kind in sorted(kinds, key=lambda one: one != PROJECT):
        if kind != PROJECT:
            yield Paragraph(f"{title_of(kind)}：单独列出，不计入项目自评。")
        yield from _totals(catalogue, kinds[kind])
        yield from second_told(kinds[kind])
        yield from promises_told(catalogue, kinds[kind])
    yield from _withheld(catalogue, scope, department)
    for number, entry in enumerate(entries, 1):
        yield Heading(f"{number}. {entry.report.title}", level, entry.report.id)
        yield from report_blocks(catalogue, entry)


def _withheld(catalogue: Catalogue, scope: Scope, department: str) -> Iterator[Block]:
    """Say how many are not public by law, and on what grounds; nothing else of them."""
    own = [one for one in catalogue.withheld.get(department, ()) if one.year == scope.year]
    if own:
        grounds = "；".join(dict.fromkeys(one.ground for one in own))
        yield Paragraph(f"另有 {len(own)} 份依法不予公开：{grounds}。")


_HEADS = (
    *("序号", "项目名称", "全年预算", "全年执行", "执行率"),
    *("自评总分", "等级", "规则参考总分", "须核对（处）"),
)


def _totals(catalogue: Catalogue, entries: Sequence[Entry]) -> Iterator[Block]:
    """Say the totals, and list the reports; the sums are those of the site's own pages."""
    view = view_summary(catalogue, catalogue.summary(entries))
    yield Paragraph(
        f"共 {view.reports} 份，全年预算 {view.adjusted} {view.unit}，全年执行 {view.executed} "
        f"{view.unit}，执行率 {view.rate}；自评高于规则 {view.above} 份，须核对 "
        f"{view.review_findings} 处（单位已说明 {view.answered} 处）。{view.note}"
    )
    rows = [view_row(catalogue, entry) for entry in entries]
    sums = ("", "合计", view.adjusted, view.executed, view.rate, "", "", "", view.review_findings)
    yield Table(
        f"自评结果（金额单位：{view.unit}）",
        _HEADS,
        (*(_row(number, row) for number, row in enumerate(rows, 1)), Line(sums, Kind.SUM)),
        frozenset({0, 2, 3, 4, 5, 7, 8}),
    )


def _row(number: int, row: ReportRow) -> Line:
    stated = (row.adjusted, row.executed, row.rate, row.total, row.grade, row.rule_total)
    told = (cell or MISSING for cell in stated)
    return Line((str(number), row.title, *told, row.review_findings))
