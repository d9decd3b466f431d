"""Workbooks of Excel 97 (.xls) to grids: every cell as it is shown, by its number format."""

from collections.abc import Iterator
from typing import Any

import xlrd
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError

from generator.forms.grid import Cell, Grid, Remark, closely
from generator.forms.problems import BROKEN, LOCKED, RefusedError
from generator.forms.shown import Shown, shown
from generator.forms.xlsx_reading import NUMBERED, hidden_sheet, uncertain

_VISIBLE = 0
_ERROR, _BOOLEAN = xlrd.XL_CELL_ERROR, xlrd.XL_CELL_BOOLEAN
_NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)


def read_xls(data: bytes) -> tuple[tuple[Grid, ...], tuple[Remark, ...]]:
    """Return one grid a visible sheet, and remarks. Raises RefusedError if locked or broken."""
    book = _opened(data)
    grids, remarks = [], []
    for sheet in book.sheets():
        if sheet.visibility != _VISIBLE:
            remarks.append(hidden_sheet(sheet.name, sum(1 for _ in _places(sheet))))
            continue
        reader = _SheetReader(book, sheet)
        grids.append(Grid(sheet.name, closely(list(reader.cells()))))
        remarks += [*_hidden(sheet), *reader.remarks]
    if book.user_name:
        remarks.append(Remark("文件属性", f"作者信息含有姓名：{book.user_name.strip()}"))
    return tuple(grids), tuple(remarks)


def _opened(data: bytes) -> Any:
    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=_Silence())
    except XLRDError as error:
        if "encrypt" in str(error).lower() or "password" in str(error).lower():
            raise RefusedError(LOCKED, "文件加了密码") from None
        raise RefusedError(BROKEN, "文件已损坏，或不是真正的 .xls 文件") from None
    except (CompDocError, ValueError, LookupError, AssertionError, OverflowError):
        raise RefusedError(BROKEN, "文件已损坏，或不是真正的 .xls 文件") from None


class _Silence:
    """Where the parser writes what it thinks of a file."""

    def write(self, _text: str) -> None:
        """Keep silent."""


def _places(sheet: Any) -> Iterator[tuple[int, int]]:
    """Yield row and column of the cells with a value, from 0."""
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            if sheet.cell_type(row, column) not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                yield row, column


class _SheetReader:
    """Reads one sheet; `remarks` tells what is odd about its cells."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self.remarks: list[Remark] = []
        self._book, self._sheet = book, sheet
        self._areas = {
            (top, left): (bottom - top, right - left)
            for top, bottom, left, right in sheet.merged_cells
        }

    def cells(self) -> Iterator[Cell]:
        """Yield the cells with text, and merged areas without."""
        covered = {
            (top + row, left + column)
            for (top, left), (rows, columns) in self._areas.items()
            for row in range(rows)
            for column in range(columns)
        }
        covered -= self._areas.keys()
        for place in dict.fromkeys((*_places(self._sheet), *self._areas)):
            if place in covered:
                continue
            row, column = place
            address = f"{self._sheet.name}!{xlrd.colname(column)}{row + 1}"
            text = self._text(row, column, address)
            rows, columns = self._areas.get(place, (1, 1))
            if text or place in self._areas:
                yield Cell(text, address, row + 1, column + 1, rows, columns)
        for place in self._sheet.cell_note_map:
            self._remark_note(place)

    def _text(self, row: int, column: int, address: str) -> str:
        if row >= self._sheet.nrows or column >= self._sheet.row_len(row):
            return ""
        cell = self._sheet.cell(row, column)
        if cell.ctype == _ERROR:
            name = xlrd.error_text_from_code.get(cell.value, "错误值")
            self._doubt(address, f"单元格显示 {name}，按未填报处理")
            return ""
        found, code = self._shown(cell)
        if not found.certain:
            self._doubt(address, uncertain(found.text, code))
        return found.text.strip()

    def _shown(self, cell: Any) -> tuple[Shown, str]:
        """Return what a cell shows, and its number format."""
        form = self._book.format_map.get(self._book.xf_list[cell.xf_index].format_key)
        code = NUMBERED.get(form.format_key, form.format_str) if form else "General"
        if cell.ctype == _BOOLEAN:
            return shown(bool(cell.value), code), code
        return shown(cell.value, code, since_1904=bool(self._book.datemode)), code

    def _remark_note(self, place: tuple[int, int]) -> None:
        address = f"{self._sheet.name}!{xlrd.colname(place[1])}{place[0] + 1}"
        text = self._sheet.cell_note_map[place].text.strip()
        self.remarks.append(Remark(address, f"批注：{text}"))

    def _doubt(self, address: str, message: str) -> None:
        self.remarks.append(Remark(address, message, doubtful=True))


def _hidden(sheet: Any) -> Iterator[Remark]:
    """Yield remarks on hidden rows and columns that hold something."""
    filled = list(_places(sheet))
    rows = sorted({row for row, _ in filled if _is_hidden(sheet.rowinfo_map.get(row))})
    columns = sorted({column for _, column in filled if _is_hidden(sheet.colinfo_map.get(column))})
    if rows:
        words = "、".join(str(row + 1) for row in rows[:20])
        yield Remark(f"{sheet.name}!", f"有隐藏的行：{words}，一并读取", doubtful=True)
    if columns:
        words = "、".join(map(xlrd.colname, columns[:20]))
        yield Remark(f"{sheet.name}!", f"有隐藏的列：{words}，一并读取", doubtful=True)


def _is_hidden(info: Any) -> bool:
    return info is not None and bool(info.hidden)
