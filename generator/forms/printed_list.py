"""A list to print, of what a file cannot carry as comments: place, text, what to look at."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from generator.forms.empty_docx import empty_docx
from generator.forms.marks import Mark

_HEADS = ("序号", "位置", "表上写的", "请看什么、怎么改", "处理结果")
_WIDTHS = (1.2, 4.3, 6.2, 11.0, 4.0)
_LONGEST = 60


def printed_list(name: str, marks: Sequence[Mark]) -> bytes:
    """Return the list as a Word document on A4, with room for a person's answer at each line."""
    document = empty_docx(f"核对单：{name}")
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "宋体", Pt(10)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    document.add_paragraph().add_run(f"核对单：{name}").font.size = Pt(14)
    document.add_paragraph(
        f"共 {len(marks)} 处。这份文件不能加批注，或这几处加不上，请对照原表逐处核实，填写处理结果。"
    )
    _table(document, marks)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: Any, marks: Sequence[Mark]) -> None:
    table = document.add_table(1 + len(marks), len(_HEADS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    lines = [_HEADS, *(_line(number, mark) for number, mark in enumerate(marks, 1))]
    for row, line in zip(table.rows, lines, strict=True):
        for cell, text, width in zip(row.cells, line, _WIDTHS, strict=True):
            cell.width = Cm(width)
            cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {}))


def _line(number: int, mark: Mark) -> tuple[str, ...]:
    text = mark.text if len(mark.text) <= _LONGEST else f"{mark.text[:_LONGEST]}…"
    return str(number), mark.address.replace("!", " "), text, mark.words, ""
