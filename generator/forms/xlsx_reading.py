"""Excel workbooks to grids: every cell as its reader sees it, and whatever a reader does not see, reported."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter

from generator.forms.grid import Cell, Grid, Remark
from generator.model.figure import round_half_up


def read_xlsx(data: bytes) -> tuple[tuple[Grid, ...], tuple[Remark, ...]]:
    """Return one grid a visible sheet, hidden ones included but remarked on, and the remarks."""
    shown = load_workbook(BytesIO(data), data_only=True)
    formulas = load_workbook(BytesIO(data), data_only=False)
    grids, remarks = [], []
    for sheet in shown.worksheets:
        cells, found = _cells(sheet, formulas[sheet.title])
        grids.append(Grid(sheet.title, cells))
        remarks += [*_hidden(sheet), *found]
    names = [
        name
        for name in (shown.properties.creator, shown.properties.lastModifiedBy)
        if name and name != "openpyxl"
    ]
    if names:
        remarks.append(Remark("文件属性", f"作者信息含有姓名：{'、'.join(dict.fromkeys(names))}"))
    if getattr(formulas, "_external_links", None):
        remarks.append(Remark("文件", "含有指向其他文件的链接，链接来的数字以上次保存时为准"))
    return tuple(grids), tuple(remarks)


def _cells(sheet: Any, formulas: Any) -> tuple[list[Cell], list[Remark]]:
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    cells, remarks = [], []
    for row in sheet.iter_rows():
        for one in row:
            if isinstance(one, MergedCell):
                continue
            area = spans.get((one.row, one.column))
            address = f"{sheet.title}!{get_column_letter(one.column)}{one.row}"
            if _lacks_result(one, formulas[one.coordinate]):
                formula = str(formulas[one.coordinate].value)[:40]
                remarks.append(
                    Remark(address, f"公式 {formula} 没有保存计算结果，按未填报处理", doubtful=True)
                )
            if one.comment:
                remarks.append(Remark(address, f"批注：{one.comment.text.strip()}"))
            text = cell_text(one.value, one.number_format)
            if text or area:
                rows, columns = (area.size["rows"], area.size["columns"]) if area else (1, 1)
                cells.append(Cell(text, address, one.row, one.column, rows, columns))
    return cells, remarks


def _lacks_result(shown: Any, formula: Any) -> bool:
    """Tell a formula that was never computed from one whose result is empty text, as `IF(…,"")` often gives."""
    return shown.value is None and formula.data_type == "f" and shown.data_type != "str"


def _hidden(sheet: Any) -> list[Remark]:
    remarks = []
    if sheet.sheet_state != "visible":
        remarks.append(Remark(f"{sheet.title}!", "工作表是隐藏的", doubtful=True))
    rows = [number for number, row in sheet.row_dimensions.items() if row.hidden]
    columns = [letter for letter, column in sheet.column_dimensions.items() if column.hidden]
    if rows:
        remarks.append(Remark(f"{sheet.title}!", f"有隐藏的行：{'、'.join(map(str, rows))}"))
    if columns:
        remarks.append(Remark(f"{sheet.title}!", f"有隐藏的列：{'、'.join(columns)}"))
    return remarks


def cell_text(value: Any, number_format: str) -> str:
    """Return a cell's value as the sheet prints it: 0.9734 formatted 0.00% is `97.34%`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return _number(Decimal(repr(value)), number_format.split(";", maxsplit=1)[0])
    if isinstance(value, datetime) and (value.hour, value.minute) == (0, 0):
        return value.date().isoformat()
    return (
        value.isoformat()
        if isinstance(value, date)
        else str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    )


def _number(value: Decimal, pattern: str) -> str:
    percent = "%" in pattern
    if percent:
        value *= 100
    digits = pattern.partition(".")[2]
    places = len(digits) - len(digits.lstrip("0"))
    if any(mark in pattern for mark in "0#"):
        value = round_half_up(value, places) if "#" not in digits else value
    text = format(value, ",f" if "," in pattern else "f")
    if not any(mark in pattern for mark in "0#") and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}%" if percent else text
