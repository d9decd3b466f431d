"""Official forms drawn as tables, the way bureaus lay them out, and written as real .xlsx and .docx files."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from io import BytesIO
from typing import Any

import xlwt
from docx import Document
from docx.enum.section import WD_ORIENT
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph as PdfText
from reportlab.platypus import SimpleDocTemplate
from reportlab.platypus import Table as PdfTable

Values = dict[str, Any]
FUNDING = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
LONG_FUNDING = ("年初预算数", "全年预算数", "实际到位数", "全年执行数", "结余", "到位率", "执行率")
INDICATORS = (
    "一级指标", "二级指标", "三级指标", "指标性质", "年度指标值", "调整后指标值", "度量单位", "实际完成值", "完成率",
    "分值", "得分", "单项得分", "复核得分", "偏差原因分析及改进措施", "指标解释", "评分规则", "备注",
)  # fmt: skip


@dataclass(frozen=True)
class Box:
    """One cell of a drawn table, from row and column 1."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Look:
    """How a bureau draws the form: its own labels, whether levels are merged, where blocks stand."""

    labels: dict[str, str]
    merged_levels: bool = True
    order: tuple[str, ...] = INDICATORS
    title: str = "项目支出绩效自评表"
    row_gap: int = 0
    column_gap: int = 0
    notes: tuple[str, str] = ("", "")

    def label(self, key: str) -> str:
        return self.labels.get(key, key)


def draw(values: Values, look: Look | None = None, top: int = 1) -> list[Box]:
    """Draw one form; everything it states, nothing else."""
    look = look or Look({})
    columns = [key for key in look.order if any(key in row for row in values["绩效指标"]) or key == "三级指标"]
    columns += list(dict.fromkeys(key for row in values["绩效指标"] for key in row.get("其他栏", {})))
    width = max(9, len(columns) + 1)
    boxes = [Box(look.notes[0], top, 1, 1, width)] if look.notes[0] else []
    row = top + len(boxes)
    boxes += [Box(look.title, row, 1, 1, width)]
    row += 1
    if values.get("年度"):
        boxes.append(Box(f"（{values['年度']}年度）", row, 1, 1, width))
        row += 1
    row = _heads(values, look, boxes, row, width)
    row = _funding(values, look, boxes, row)
    row = _goals(values, look, boxes, row, width)
    row = _indicators(values, look, boxes, row, columns)
    for key, label in (("评价等级", "自评等级"),):
        if values.get(key):
            boxes += [Box(label, row, 1, 1, 2), Box(values[key], row, 3, 1, 2)]
            row += 1
    if look.notes[1]:
        boxes.append(Box(look.notes[1], row, 1, 1, width))
    return [_spread(box, look) for box in boxes]


def _spread(box: Box, look: Look) -> Box:
    """Insert blank rows and columns between all cells."""
    row, column = box.row * (1 + look.row_gap), box.column * (1 + look.column_gap)
    rows = (box.rows - 1) * (1 + look.row_gap) + 1
    columns = (box.columns - 1) * (1 + look.column_gap) + 1
    return replace(box, row=row, column=column, rows=rows, columns=columns)


def _heads(values: Values, look: Look, boxes: list[Box], row: int, width: int) -> int:
    if "项目名称" in values:
        boxes += [Box(look.label("项目名称"), row, 1, 1, 2), Box(values["项目名称"], row, 3, 1, width - 2)]
        row += 1
    pair = [key for key in ("主管部门", "实施单位") if key in values]
    for index, key in enumerate(pair):
        boxes += [Box(look.label(key), row, 1 + 4 * index, 1, 2), Box(values[key], row, 3 + 4 * index, 1, 2)]
    return row + bool(pair)


def _funding(values: Values, look: Look, boxes: list[Box], row: int) -> int:
    rows = values.get("资金", [])
    if not rows:
        return row
    boxes.append(Box(f"{look.label('项目资金')}\n（{values['金额单位']}）", row, 1, len(rows) + 1, 1))
    columns = [key for key in (*FUNDING, "备注") if any(key in line for line in rows)]
    boxes += [Box(look.label(key), row, 3 + index) for index, key in enumerate(columns)]
    for number, line in enumerate(rows, 1):
        prefix = "其中：" if number == 2 else ""
        boxes.append(Box(prefix + line["来源"], row + number, 2))
        boxes += [Box(line[key], row + number, 3 + index) for index, key in enumerate(columns) if key in line]
    return row + 1 + len(rows)


def _goals(values: Values, look: Look, boxes: list[Box], row: int, width: int) -> int:
    goals = values.get("年度总体目标")
    if not goals:
        return row
    half = (width - 1) // 2
    boxes.append(Box(look.label("年度总体目标"), row, 1, 2, 1))
    for index, key in enumerate(("预期目标", "实际完成情况")):
        span = half if index == 0 else width - 1 - half
        boxes.append(Box(look.label(key), row, 2 + index * half, 1, span))
        if goals.get(key):
            boxes.append(Box(goals[key], row + 1, 2 + index * half, 1, span))
    return row + 2


def _indicators(values: Values, look: Look, boxes: list[Box], row: int, columns: list[str]) -> int:
    rows = values["绩效指标"]
    boxes.append(Box("绩\n效\n指\n标", row, 1, len(rows) + 1, 1))
    boxes += [Box(look.label(key), row, 2 + index) for index, key in enumerate(columns)]
    for index, key in enumerate(columns):
        for number, line in enumerate(rows, 1):
            text = line.get(key, line.get("其他栏", {}).get(key, ""))
            if key in line.get("与上行合并", ()) or (
                key in columns[:2] and look.merged_levels and _repeats(rows, number, key)
            ):
                last = max(place for place, box in enumerate(boxes) if box.column == 2 + index and box.row > row)
                boxes[last] = replace(boxes[last], rows=boxes[last].rows + 1)
            elif text:
                boxes.append(Box(text, row + number, 2 + index))
    row += len(rows) + 1
    if values.get("总分"):
        boxes.append(Box(look.label("总分"), row, 1, 1, 2))
        if "得分" in columns:
            boxes.append(Box(values["总分"], row, 2 + columns.index("得分")))
        else:
            boxes.append(Box(values["总分"], row, 2 + len(columns) - 1))
        if values.get("总分值") and "分值" in columns:
            boxes.append(Box(values["总分值"], row, 2 + columns.index("分值")))
        row += 1
    return row


def _repeats(rows: Sequence[Values], number: int, key: str) -> bool:
    """Tell whether a level name is that of the row above, under the same first level."""
    if number == 1 or key not in ("一级指标", "二级指标"):
        return False
    line, above = rows[number - 1], rows[number - 2]
    same = line.get("一级指标") == above.get("一级指标")
    return bool(line.get(key)) and same and line.get(key) == above.get(key)


def to_xlsx(*sheets: list[Box]) -> bytes:
    """Write drawn tables as a workbook, one a sheet; every value as text, as typed."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, boxes in enumerate(sheets, 1):
        sheet = book.create_sheet(f"自评表{number}")
        for box in boxes:
            cell = sheet.cell(box.row, box.column)
            cell.value = box.text
            cell.data_type = "s"
            if box.rows * box.columns > 1:
                end = f"{get_column_letter(box.column + box.columns - 1)}{box.row + box.rows - 1}"
                sheet.merge_cells(f"{cell.coordinate}:{end}")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def to_docx(*tables: list[Box], chapters: Sequence[tuple[str, str]] = (), sideways: bool = False) -> bytes:
    """Write drawn tables and chapters as a Word document."""
    document: Any = Document()
    document.core_properties.author = ""
    if sideways:
        document.sections[0].orientation = WD_ORIENT.LANDSCAPE
    for boxes in tables:
        _table(document, boxes)
        document.add_paragraph("")
    for number, (title, text) in enumerate(chapters):
        document.add_paragraph(f"{'一二三四五六七八九十'[number % 10]}、{title}")
        for line in text.split("\n"):
            document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: Any, boxes: list[Box]) -> None:
    first = min(box.row for box in boxes)
    height = max(box.row + box.rows for box in boxes) - first
    width = max(box.column + box.columns for box in boxes) - 1
    table = document.add_table(height, width, style="Table Grid")
    grid = [list(row.cells) for row in table.rows]
    for box in boxes:
        cell = grid[box.row - first][box.column - 1]
        if box.rows * box.columns > 1:
            cell = cell.merge(grid[box.row - first + box.rows - 1][box.column + box.columns - 2])
        cell.text = box.text


def to_xls(*sheets: list[Box]) -> bytes:
    """Write drawn tables as a workbook of Excel 97."""
    book = xlwt.Workbook(encoding="utf-8")
    for number, boxes in enumerate(sheets, 1):
        sheet = book.add_sheet(f"自评表{number}")
        for box in boxes:
            top, left = box.row - 1, box.column - 1
            sheet.write_merge(top, top + box.rows - 1, left, left + box.columns - 1, box.text)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def to_ods(*sheets: list[Box]) -> bytes:
    """Write drawn tables as an OpenDocument workbook."""
    book = OpenDocumentSpreadsheet()
    for number, boxes in enumerate(sheets, 1):
        table = Table(name=f"自评表{number}")
        placed = {(box.row, box.column): box for box in boxes}
        covered = {
            (row, column)
            for box in boxes
            for row in range(box.row, box.row + box.rows)
            for column in range(box.column, box.column + box.columns)
        } - set(placed)
        height = max(box.row + box.rows for box in boxes)
        width = max(box.column + box.columns for box in boxes)
        for row in range(1, height):
            line = TableRow()
            for column in range(1, width):
                line.addElement(_ods_cell(placed.get((row, column)), (row, column) in covered))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    out = BytesIO()
    book.write(out)
    return out.getvalue()


def _ods_cell(box: Box | None, is_covered: bool) -> Any:
    if box is None:
        return CoveredTableCell() if is_covered else TableCell()
    cell = TableCell(valuetype="string", numberrowsspanned=box.rows, numbercolumnsspanned=box.columns)
    for line in box.text.split("\n"):
        cell.addElement(P(text=line))
    return cell


def to_html(*tables: list[Box], encoding: str = "utf-8") -> bytes:
    """Write drawn tables as a web page of that encoding."""
    body = "\n".join(f"<p>{number}</p>\n{_html_table(boxes)}" for number, boxes in enumerate(tables, 1))
    head = f'<head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"><title>公开</title></head>'
    body = body.removeprefix("<p>1</p>\n") if len(tables) == 1 else body
    return f"<!DOCTYPE html>\n<html>{head}<body>{body}</body></html>".encode(encoding)


def _html_table(boxes: list[Box]) -> str:
    placed = {(box.row, box.column): box for box in boxes}
    covered = {
        (row, column)
        for box in boxes
        for row in range(box.row, box.row + box.rows)
        for column in range(box.column, box.column + box.columns)
    } - set(placed)
    height = max(box.row + box.rows for box in boxes)
    width = max(box.column + box.columns for box in boxes)
    lines = []
    for row in range(1, height):
        own = [place for column in range(1, width) if (place := (row, column)) not in covered]
        lines.append(f"<tr>{''.join(_html_cell(placed.get(place)) for place in own)}</tr>")
    return f"<table border=1>{''.join(lines)}</table>"


def _html_cell(box: Box | None) -> str:
    if box is None:
        return "<td>&nbsp;</td>"
    text = escape(box.text).replace("\n", "<br>")
    return f'<td rowspan="{box.rows}" colspan="{box.columns}">{text}</td>'


def to_pdf(*tables: list[Box], height: int = 3000) -> bytes:
    """Print drawn tables as a text PDF, ruled, on pages of a height in points."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=8, leading=10, wordWrap="CJK")
    out = BytesIO()
    flow = [_pdf_table(boxes, style) for boxes in tables]
    SimpleDocTemplate(out, pagesize=(1191, height), leftMargin=20, rightMargin=20, topMargin=20, bottomMargin=20).build(
        flow
    )
    return out.getvalue()


def _pdf_table(boxes: list[Box], style: ParagraphStyle) -> Any:
    height = max(box.row + box.rows for box in boxes) - 1
    width = max(box.column + box.columns for box in boxes) - 1
    rows: list[list[Any]] = [["" for _ in range(width)] for _ in range(height)]
    # Room for the punctuation that hangs over the end of a line.
    spans: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("RIGHTPADDING", (0, 0), (-1, -1), 12)]
    for box in boxes:
        top, left = box.row - 1, box.column - 1
        text = escape(box.text.replace("\n", "") if len(box.text) < 30 else box.text)
        rows[top][left] = PdfText(text, style)
        if box.rows * box.columns > 1:
            spans.append(("SPAN", (left, top), (left + box.columns - 1, top + box.rows - 1)))
    return PdfTable(rows, colWidths=[1100 / width] * width, style=spans)
