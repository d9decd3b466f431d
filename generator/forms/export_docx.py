"""The filled form as a Word document: the table as on paper, then the report under its headings."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from generator.forms.boxes import Box, widths
from generator.forms.empty_docx import empty_docx
from generator.forms.layout import Heading, layout_of
from generator.model.report import Report

_EPOCH = (2000, 1, 1, 0, 0, 0)
_ROOM = 26.7  # cm between the margins of a landscape A4 page


def form_docx(report: Report) -> bytes:
    """Return the document; equal reports give equal bytes."""
    document = empty_docx(report.title)
    _page(document)
    layout = layout_of(report)
    for number, (name, boxes) in enumerate(layout.tables):
        if number:
            document.add_paragraph(name)
        _draw(document, boxes)
    for line in layout.text:
        if isinstance(line, Heading):
            document.add_heading(line.text, line.level)
        else:
            document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(
        1.5
    )
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name, style.font.size = "宋体", Pt(10)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")


def _draw(document: Any, boxes: Sequence[Box]) -> None:
    titles = [box for box in boxes if box.title]
    _write_titles(document, titles)
    drawn = [replace(box, row=box.row - len(titles)) for box in boxes if not box.title]
    height = max(box.row + box.rows for box in drawn) - 1
    columns = widths(drawn)
    table = document.add_table(height, len(columns), style="Table Grid")
    grid = [list(row.cells) for row in table.rows]
    table.autofit = False
    for column, width in zip(table.columns, columns, strict=True):
        column.width = Cm(_ROOM * width / sum(columns))
    for box in drawn:
        cell = grid[box.row - 1][box.column - 1]
        if box.rows * box.columns > 1:
            cell = cell.merge(grid[box.row + box.rows - 2][box.column + box.columns - 2])
        _fill(cell, box)


def _write_titles(document: Any, titles: Sequence[Box]) -> None:
    for box in titles:
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(box.text).font.size = Pt(16 if box is titles[0] else 11)


def _fill(cell: Any, box: Box) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for number, text in enumerate(box.text.split("\n")):
        line = cell.add_paragraph() if number else cell.paragraphs[0]
        line.add_run(text).bold = box.head
        if box.head or box.number:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _timeless(data: bytes) -> bytes:
    """Rewrite an archive with one fixed time for all its entries."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            new.writestr(
                zipfile.ZipInfo(info.filename, _EPOCH), old.read(info), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()
