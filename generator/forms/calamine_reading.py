"""Older and open workbooks (.xls, .ods) to grids. These readers give values without their number formats."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from generator.forms.grid import Cell, Grid, Remark
from generator.model.figure import plain


def read_workbook(data: bytes) -> tuple[tuple[Grid, ...], tuple[Remark, ...]]:
    """Return one grid a sheet, and remarks: hidden sheets, and figures that a percent format may have changed."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    grids, remarks = [], []
    for meta in book.sheets_metadata:
        sheet = book.get_sheet_by_name(meta.name)
        spans = _spans(sheet)
        cells = []
        for row, line in enumerate(sheet.to_python(skip_empty_area=False), 1):
            for column, value in enumerate(line, 1):
                text, (rows, columns) = _text(value), spans.get((row, column), (1, 1))
                address = f"{meta.name}!{_letters(column)}{row}"
                if text or rows * columns > 1:
                    cells.append(Cell(text, address, row, column, rows, columns))
                if isinstance(value, float) and 0 < value < 2 and value != int(value):
                    message = f"{text} 可能是设成百分比的数，原表显示为 {plain(Decimal(repr(value)) * 100)}%"
                    remarks.append(Remark(address, message, doubtful=True))
        grids.append(Grid(meta.name, cells))
        if meta.visible != SheetVisibleEnum.Visible:
            remarks.append(Remark(f"{meta.name}!", "工作表是隐藏的", doubtful=True))
    return tuple(grids), tuple(remarks)


def _spans(sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:
    found = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        found[top + 1, left + 1] = (bottom - top + 1, right - left + 1)
    return found


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return plain(Decimal(repr(value)))
    return (
        value.isoformat() if isinstance(value, date) else str(value).replace("\r\n", "\n").strip()
    )


def _letters(column: int) -> str:
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
