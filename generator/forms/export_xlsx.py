"""The filled form as a workbook: A4, merged as on paper, every figure a number as printed."""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from generator.forms.boxes import Box, lines_of, widths
from generator.forms.layout import Heading, layout_of
from generator.forms.printed_numbers import printed
from generator.model.report import Report

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_A4, _LINE, _HIGHEST = 9, 15.0, 400
# The report's text, 仿宋 of 11 points in one column. An office program without Calibri counts a
# column's width in wider digits, and scales no single column down: it has to fit the page as it is.
_TEXT_COLUMN, _TEXT_ROOM, _TEXT_LINE = 74, 66, 16.5
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def form_xlsx(report: Report) -> bytes:
    """Return the workbook; equal reports give equal bytes."""
    layout, out = layout_of(report), BytesIO()
    with Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": report.title, "created": _CREATED})
        formats = _Formats(book)
        names: set[str] = set()
        for name, boxes in layout.tables:
            _draw(book.add_worksheet(_sheet_name(name, names)), boxes, formats)
        if layout.text:
            _write(book.add_worksheet(_sheet_name("自评报告", names)), layout.text, formats)
    return out.getvalue()


class _Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, str], Any] = {}

    def __call__(self, kind: str, number: str = "@") -> Any:
        """Return the format of a kind of cell that shows its number in this way."""
        if (kind, number) not in self._made:
            settings = {**_BASE, **_KINDS[kind], "num_format": number}
            self._made[kind, number] = self._book.add_format(settings)
        return self._made[kind, number]


_BASE = {"font_name": "宋体", "font_size": 10, "text_wrap": True, "valign": "vcenter", "border": 1}
_PROSE = {"border": 0, "valign": "top"}
_KINDS: dict[str, dict[str, Any]] = {
    "cell": {},
    "number": {"align": "center"},
    "head": {"align": "center", "bold": True},
    "title": {"align": "center", "bold": True, "font_size": 16, "border": 0},
    "text": {**_PROSE, "font_name": "仿宋", "font_size": 11},
    "heading": {**_PROSE, "font_name": "黑体", "font_size": 12},
}


def _kind(box: Box) -> str:
    if box.title:
        return "title"
    if box.head:
        return "head"
    return "number" if box.number else "cell"


def _sheet_name(name: str, used: set[str]) -> str:
    """Return a lawful sheet name: at most 31 characters, none forbidden, no two alike."""
    bare = _FORBIDDEN.sub("", name)[:28] or "表"
    found, number = bare, 1
    while found in used:
        number += 1
        found = f"{bare}{number}"
    used.add(found)
    return found


def _draw(sheet: Any, boxes: Sequence[Box], formats: _Formats) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    columns = widths(boxes)
    for column, width in enumerate(columns):
        sheet.set_column(column, column, width)
    first, heights = _drawn_rows(_heights(boxes, columns))
    for row, height in enumerate(heights):
        sheet.set_row(row, height)
    for box in boxes:
        top, bottom = first[box.row], first[box.row + box.rows] - 1
        place = (top, box.column - 1, bottom, box.column + box.columns - 2)
        _put(sheet, place, box.text, box, formats)


def _put(
    sheet: Any, place: tuple[int, int, int, int], text: str, box: Box, formats: _Formats
) -> None:
    """Write one cell over its place: a figure as the number that shows it, else text."""
    top, left, bottom, right = place
    figure = printed(text) if box.number else None
    form = formats(_kind(box), figure.form if figure else "@")
    if (top, left) != (bottom, right):
        sheet.merge_range(top, left, bottom, right, "", form)
    if figure:
        sheet.write_number(top, left, figure.value, form)
    elif text:
        sheet.write_string(top, left, text, form)
    else:
        sheet.write_blank(top, left, None, form)


def _drawn_rows(heights: dict[int, float]) -> tuple[dict[int, int], list[float]]:
    """Share a row that is higher than a spreadsheet allows out to several.

    Returns where each row of the form begins on the sheet, the one behind the last included.
    """
    first: dict[int, int] = {}
    drawn: list[float] = []
    for row in range(1, max(heights) + 1):
        first[row] = len(drawn)
        height = heights.get(row, _LINE)
        parts = max(1, math.ceil(height / _HIGHEST))
        drawn += [height / parts] * parts
    first[max(heights) + 1] = len(drawn)
    return first, drawn


def _heights(boxes: Sequence[Box], columns: Sequence[int]) -> dict[int, float]:
    """Return each row's height in points: Excel does not fit rows to merged cells by itself."""
    found: dict[int, float] = {}
    for box in sorted(boxes, key=lambda one: one.rows):
        need = 24 if box.title else 6 + _LINE * lines_of(box, columns)
        others = sum(found.get(row, _LINE) for row in range(box.row, box.row + box.rows - 1))
        last = box.row + box.rows - 1
        found[last] = max(found.get(last, _LINE), need - others)
    return found


def _write(sheet: Any, lines: Iterable[Heading | str], formats: _Formats) -> None:
    """Write headings and paragraphs into one column, each as high as its text."""
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_column(0, 0, _TEXT_COLUMN)
    row = 0
    for line in lines:
        heading = isinstance(line, Heading)
        text = line.text if isinstance(line, Heading) else line
        count = lines_of(Box(text, 1, 1), [_TEXT_ROOM])
        parts = max(1, math.ceil(count * _TEXT_LINE / _HIGHEST))
        air = 12 if heading else 4
        height = count * _TEXT_LINE / parts + (air if parts == 1 else 0)
        for place in range(parts):
            sheet.set_row(row + place, height)
        form = formats("heading" if heading else "text")
        if parts > 1:
            sheet.merge_range(row, 0, row + parts - 1, 0, "", form)
        sheet.write_string(row, 0, text, form)
        row += parts
