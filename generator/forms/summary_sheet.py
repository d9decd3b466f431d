"""The bureau's summary table (汇总表): one row a project, one unit of money, sums below."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from generator.form_tree.tree import tree_of
from generator.forms.printed_numbers import printed
from generator.forms.sheets_beside import SheetBeside, draw_beside
from generator.forms.summary_lines import AMOUNTS, RESULTS, UNIT, Line, summary_line, value
from generator.model.figure import YUAN_PER
from generator.model.kinds import PROJECT, title_of
from generator.model.report import Report
from generator.model.site import Department

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_TEXTS = ("主管部门", "实施单位", "项目编码", "项目名称")
_ALWAYS = ("主管部门", "项目名称", "年初预算数", "全年预算数", "全年执行数", "执行率", *RESULTS)
_NOTE = "备注"
_HEADS = {"总分": "自评得分"}
_WIDTHS = {"序号": 5, "主管部门": 20, "实施单位": 20, "项目编码": 14, "项目名称": 30, _NOTE: 20}
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def summary_xlsx(
    year: int,
    reports: Sequence[Report],
    register: Mapping[str, Department],
    beside: Sequence[SheetBeside] = (),
) -> bytes:
    """Return the summary of some reports of a year, each kind of evaluation on its own sheet.

    Amounts are in the unit of all forms, where they differ in 万元; their values stay exact.
    `beside` are further sheets.
    """
    out = BytesIO()
    with Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": f"{year}年度绩效自评情况汇总表", "created": _CREATED})
        kinds = dict.fromkeys((PROJECT, *(report.form.kind for report in reports)))
        for kind in kinds:
            own = [report for report in reports if report.form.kind == kind]
            title = f"{year}年度{title_of(kind)}情况汇总表"
            lines = [_line(report, register) for report in own]
            _Sheet(book, kind, title, lines).draw()
        draw_beside(book, beside)
    return out.getvalue()


def _line(report: Report, register: Mapping[str, Department]) -> dict[str, str]:
    identifier = report.identity.department
    name = register[identifier].name if identifier in register else identifier
    return {"主管部门": name, **summary_line(tree_of(report.form))}


class _Sheet:
    """One sheet while it is drawn."""

    def __init__(self, book: Any, kind: str, title: str, lines: list[dict[str, str]]) -> None:
        self._book, self._title, self._lines = book, title, lines
        self._sheet = book.add_worksheet(kind)
        units = {line[UNIT] for line in lines if UNIT in line}
        self._unit = units.pop() if len(units) == 1 else "万元"
        self._columns = ["序号", *_shown(lines)]
        self._formats: dict[tuple[str, str], Any] = {}

    def draw(self) -> None:
        """Draw title, unit, heads, a row a project and the sums, for A4 across."""
        self._page()
        last = len(self._columns) - 1
        self._sheet.merge_range(0, 0, 0, last, self._title, self._format("title"))
        self._sheet.merge_range(1, 0, 1, last, f"金额单位：{self._unit}", self._format("unit"))
        for column, key in enumerate(self._columns):
            self._sheet.set_column(column, column, _WIDTHS.get(key, 11))
            self._sheet.write_string(2, column, _HEADS.get(key, key), self._format("head"))
        for row, line in enumerate(self._lines, 1):
            self._write(2 + row, {"序号": str(row), **dict(self._cells(line))})
        if self._lines:
            self._write(3 + len(self._lines), self._sums())

    def _page(self) -> None:
        self._sheet.set_paper(9)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self._sheet.repeat_rows(2)
        self._sheet.freeze_panes(3, 0)

    def _cells(self, line: Line) -> Iterator[tuple[str, str]]:
        """Yield the cells of a row; amounts without a unit cannot stand in a column of one."""
        without = _lacks_unit(line)
        for key in self._columns:
            if key in AMOUNTS and without:
                continue
            if text := self._converted(key, line):
                yield key, text
        if without:
            yield _NOTE, "表上没有写金额单位，金额没有列入"

    def _converted(self, key: str, line: Line) -> str:
        """Return a cell's text in the unit of the sheet; what is in it already stays as printed."""
        amount = value(key, line) if key in AMOUNTS else None
        if amount is None or line[UNIT] == self._unit:
            return line.get(key, "")
        return _plain(amount / YUAN_PER[self._unit])

    def _sums(self) -> dict[str, str]:
        rows = [dict(self._cells(line)) for line in self._lines]
        found = {"序号": "合计"}
        for key in AMOUNTS:
            values = [value(key, row) for row in rows]
            stated = [one for one in values if one is not None]
            if stated and key in self._columns:
                found[key] = _plain(sum(stated, Decimal(0)))
        return found

    def _write(self, row: int, cells: Mapping[str, str]) -> None:
        for column, key in enumerate(self._columns):
            text = cells.get(key, "")
            figure = None if key in _TEXTS else printed(text)
            if figure:
                form = self._format("number", figure.form)
                self._sheet.write_number(row, column, figure.value, form)
            else:
                self._sheet.write_string(row, column, text, self._format("cell"))

    def _format(self, kind: str, number: str = "@") -> Any:
        if (kind, number) not in self._formats:
            settings = {**_BASE, **_KINDS[kind], "num_format": number}
            self._formats[kind, number] = self._book.add_format(settings)
        return self._formats[kind, number]


_BASE = {"font_name": "宋体", "font_size": 10, "text_wrap": True, "valign": "vcenter", "border": 1}
_KINDS: dict[str, dict[str, Any]] = {
    "cell": {},
    "number": {"align": "right"},
    "head": {"align": "center", "bold": True},
    "title": {"align": "center", "bold": True, "font_size": 16, "border": 0},
    "unit": {"align": "right", "border": 0},
}


def _shown(lines: Sequence[Line]) -> list[str]:
    """Return the columns: those of every summary, the others where a line states them."""
    money = ("年初预算数", "全年预算数", "实际到位数", "到位率", "全年执行数", "执行率", "结余")
    stated = {key for line in lines for key in line} | set(_ALWAYS)
    notes = [_NOTE] if any(map(_lacks_unit, lines)) else []
    return [*(key for key in (*_TEXTS, *money, *RESULTS) if key in stated), *notes]


def _lacks_unit(line: Line) -> bool:
    return UNIT not in line and any(key in line for key in AMOUNTS)


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
