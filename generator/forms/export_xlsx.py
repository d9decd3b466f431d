"""The filled form as a workbook: A4, merged as on paper, every value as the text that was declared."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from generator.forms.layout import Box, Heading, layout_of, lines_of, widths
from generator.model.report import Report

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_A4, _LINE, _HIGHEST = 9, 13.5, 400
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def form_xlsx(report: Report) -> bytes:
    """Return the workbook; equal reports give equal bytes."""
    layout, out = layout_of(report), BytesIO()
    with Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": report.title, "created": _CREATED})
        formats = _formats(book)
        names: set[str] = set()
        for name, boxes in layout.tables:
            _draw(book.add_worksheet(_sheet_name(name, names)), boxes, formats)
        if layout.text:
            _write(book.add_worksheet(_sheet_name("自评报告", names)), layout.text, formats)
    return out.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    base = {
        "font_name": "宋体",
        "font_size": 10,
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "num_format": "@",
    }
    return {
        "cell": book.add_format(base),
        "head": book.add_format({**base, "align": "center", "bold": True}),
        "title": book.add_format(
            {**base, "align": "center", "bold": True, "font_size": 16, "border": 0}
        ),
        "text": book.add_format({"font_name": "仿宋", "font_size": 12, "text_wrap": True}),
        "heading": book.add_format({"font_name": "黑体", "font_size": 14, "text_wrap": True}),
    }


def _sheet_name(name: str, used: set[str]) -> str:
    """Return a lawful sheet name: at most 31 characters, none forbidden, no two alike."""
    bare = _FORBIDDEN.sub("", name)[:28] or "表"
    found, number = bare, 1
    while found in used:
        number += 1
        found = f"{bare}{number}"
    used.add(found)
    return found


def _draw(sheet: Any, boxes: Sequence[Box], formats: dict[str, Any]) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    columns = widths(boxes)
    for column, width in enumerate(columns):
        sheet.set_column(column, column, width)
    for row, height in _heights(boxes, columns).items():
        sheet.set_row(row - 1, height)
    for box in boxes:
        form = formats["title" if box.title else "head" if box.head else "cell"]
        top, left = box.row - 1, box.column - 1
        if box.rows * box.columns > 1:
            sheet.merge_range(top, left, top + box.rows - 1, left + box.columns - 1, "", form)
        if box.text:
            sheet.write_string(top, left, box.text, form)
        else:
            sheet.write_blank(top, left, None, form)


def _heights(boxes: Sequence[Box], columns: Sequence[int]) -> dict[int, float]:
    """Return each row's height in points: Excel does not fit rows to merged cells by itself."""
    found: dict[int, float] = {}
    for box in sorted(boxes, key=lambda one: one.rows):
        need = min(_HIGHEST, 24 if box.title else 6 + _LINE * lines_of(box, columns))
        others = sum(found.get(row, _LINE) for row in range(box.row, box.row + box.rows - 1))
        last = box.row + box.rows - 1
        found[last] = max(found.get(last, _LINE), need - others)
    return found


def _write(sheet: Any, lines: Iterable[Heading | str], formats: dict[str, Any]) -> None:
    sheet.set_paper(_A4)
    sheet.set_column(0, 0, 90)
    for number, line in enumerate(lines):
        if isinstance(line, Heading):
            sheet.write_string(number, 0, line.text, formats["heading"])
        else:
            sheet.write_string(number, 0, line, formats["text"])
