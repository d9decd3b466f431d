"""Excel workbooks to grids: every cell as a reader sees it; what nobody sees is told."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from generator.forms.grid import Cell, Grid, Remark, closely
from generator.forms.shown import shown

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
# Formats that are kept by number alone and that a Chinese program shows in this way.
NUMBERED = {
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}


def read_xlsx(data: bytes) -> tuple[tuple[Grid, ...], tuple[Remark, ...]]:
    """Return one grid a visible sheet, and remarks on whatever else the workbook holds."""
    book = load_workbook(BytesIO(data), data_only=True)
    formulas = load_workbook(BytesIO(data)) if _has_formulas(data) else book
    grids, remarks = [], []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            remarks.append(hidden_sheet(sheet.title, sum(1 for _ in _filled(sheet))))
            continue
        reader = _SheetReader(sheet, formulas[sheet.title], is_1904=_is_1904(book))
        grids.append(Grid(sheet.title, closely(list(reader.cells()))))
        remarks += [*_hidden(sheet), *reader.remarks]
    return tuple(grids), (*remarks, *_of_file(book))


def hidden_sheet(name: str, count: int) -> Remark:
    """Say that a hidden sheet was not read: it is an old form or a list more often than not."""
    return Remark(
        f"{name}!", f"工作表是隐藏的，没有读取（有内容的单元格 {count} 个）；要导入请取消隐藏"
    )


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if _SHEET.fullmatch(name)]
        return any(b"<f>" in part or b"<f " in part for part in map(archive.read, sheets))


def _is_1904(book: Any) -> bool:
    return bool(book.epoch == CALENDAR_MAC_1904)


def _filled(sheet: Any) -> Iterator[Any]:
    """Yield the cells that the file holds and that are no rest of a merged area."""
    for _, cell in sorted(sheet._cells.items()):
        if not isinstance(cell, MergedCell) and cell.value is not None:
            yield cell


class _SheetReader:
    """Reads one sheet; `remarks` tells what is odd about its cells."""

    def __init__(self, sheet: Any, formulas: Any, *, is_1904: bool) -> None:
        self.remarks: list[Remark] = []
        self._sheet, self._formulas, self._is_1904 = sheet, formulas, is_1904
        self._areas = {(one.min_row, one.min_col): one for one in sheet.merged_cells.ranges}

    def cells(self) -> Iterator[Cell]:
        """Yield the cells with text, and merged areas without."""
        held = self._sheet._cells
        for place, one in sorted(held.items()):
            if isinstance(one, MergedCell):
                continue
            address = f"{self._sheet.title}!{get_column_letter(one.column)}{one.row}"
            text = self._text(one, address)
            if one.comment:
                self.remarks.append(Remark(address, f"批注：{one.comment.text.strip()}"))
            area = self._areas.get(place)
            size = area.size if area else {"rows": 1, "columns": 1}
            if text or area:
                yield Cell(text, address, one.row, one.column, size["rows"], size["columns"])

    def _text(self, one: Any, address: str) -> str:
        if one.value is None:
            self._doubt_formula(one, address)
            return ""
        if one.data_type == "e":
            self._doubt(address, f"单元格显示 {one.value}，按未填报处理")
            return ""
        code = NUMBERED.get(one._style.numFmtId, one.number_format)
        found = shown(one.value, code, since_1904=self._is_1904)
        if not found.certain:
            self._doubt(address, uncertain(found.text, code))
        return found.text.strip()

    def _doubt_formula(self, one: Any, address: str) -> None:
        """Doubt a formula that was never computed; `IF(…,"")` gives empty text and is none."""
        formula = self._formulas[one.coordinate] if self._formulas is not None else one
        if formula.data_type == "f" and one.data_type != "str":
            words = str(formula.value)[:40]
            self._doubt(address, f"公式 {words} 没有保存计算结果，按未填报处理")

    def _doubt(self, address: str, message: str) -> None:
        self.remarks.append(Remark(address, message, doubtful=True))


def uncertain(text: str, code: str) -> str:
    """Say that a number may be shown otherwise than it was read."""
    return f"数字格式“{code}”怎样显示没有把握，读作“{text}”，请对照原表核实"


def _hidden(sheet: Any) -> Iterator[Remark]:
    """Yield remarks on hidden rows and columns that hold something; nobody sees what was read."""
    filled = list(_filled(sheet))
    rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    hidden_rows = sorted(rows & {cell.row for cell in filled})
    hidden = [one for one in sheet.column_dimensions.values() if one.hidden]
    columns = {column for one in hidden for column in range(one.min, one.max + 1)}
    hidden_columns = sorted(columns & {cell.column for cell in filled})
    if hidden_rows:
        words = "、".join(map(str, hidden_rows[:20]))
        yield Remark(f"{sheet.title}!", f"有隐藏的行：{words}，一并读取", doubtful=True)
    if hidden_columns:
        words = "、".join(map(get_column_letter, hidden_columns[:20]))
        yield Remark(f"{sheet.title}!", f"有隐藏的列：{words}，一并读取", doubtful=True)


def _of_file(book: Any) -> Iterator[Remark]:
    named = (book.properties.creator, book.properties.lastModifiedBy)
    names = [name for name in dict.fromkeys(named) if name and name != "openpyxl"]
    if names:
        yield Remark("文件属性", f"作者信息含有姓名：{'、'.join(names)}")
    if getattr(book, "_external_links", None):
        yield Remark("文件", "含有指向其他文件的链接，链接来的数字以上次保存时为准")
