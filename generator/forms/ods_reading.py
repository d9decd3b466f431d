"""OpenDocument workbooks (.ods) to grids. Each cell holds the text that it shows."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree
from openpyxl.utils import get_column_letter

from generator.forms.grid import Cell, Grid, Remark, closely
from generator.forms.problems import SWOLLEN, RefusedError
from generator.forms.xlsx_reading import hidden_sheet

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE = (
    f"{{{_SPACE}table:1.0}}",
    f"{{{_SPACE}text:1.0}}",
    f"{{{_SPACE}office:1.0}}",
)
_STYLE = f"{{{_SPACE}style:1.0}}"
_DRAW = f"{{{_SPACE}drawing:1.0}}"
_ROWS = (f"{_TABLE}table-row",)
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
# What stands in a cell and is not its text.
_ASIDE = (f"{_OFFICE}annotation", f"{_TEXT}note")
_MOST_REPEATED = 1_000


def read_ods(data: bytes) -> tuple[tuple[Grid, ...], tuple[Remark, ...]]:
    """Return one grid a visible sheet, and remarks on what a reader does not see."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("content.xml"), _parser())
    hidden_styles = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for one in style.iter(f"{_STYLE}table-properties")
        if one.get(f"{_TABLE}display") == "false"
    }
    grids, remarks = [], []
    for table in root.iter(f"{_TABLE}table"):
        if any(parent.tag == f"{_TABLE}table" for parent in table.iterancestors()):
            continue
        name = table.get(f"{_TABLE}name") or "工作表"
        reader = _TableReader(table, name)
        cells = list(reader.cells())
        if table.get(f"{_TABLE}style-name") in hidden_styles:
            remarks.append(hidden_sheet(name, sum(1 for cell in cells if cell.text)))
            continue
        grids.append(Grid(name, closely(cells)))
        remarks += reader.remarks
    return tuple(grids), tuple(remarks)


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


class _TableReader:
    """Reads one table; `remarks` tells what is odd about its cells."""

    def __init__(self, table: Any, name: str) -> None:
        self.remarks: list[Remark] = []
        self._table, self._name = table, name

    def cells(self) -> Iterator[Cell]:
        """Yield the cells with text, and merged areas without."""
        number, hidden = 1, []
        for row in self._table.iter(*_ROWS):
            times = _count(row, "number-rows-repeated")
            own = list(self._row(row, number))
            if own and row.get(f"{_TABLE}visibility") in ("collapse", "filter"):
                hidden.append(str(number))
            if len(own) * times > _MOST_REPEATED and times > 1:
                raise RefusedError(SWOLLEN, "同样的行列重复过多", "删去无关的行和列再导入")
            # A row that is repeated and holds something stands there as often as it says.
            for again in range(min(times, _MOST_REPEATED) if own else 0):
                yield from (_lower(cell, again, self._name) for cell in own)
            number += times
        if hidden:
            words = "、".join(hidden[:20])
            self._doubt(f"{self._name}!", f"有隐藏的行：{words}，一并读取")

    def _row(self, row: Any, number: int) -> Iterator[Cell]:
        column = 1
        for element in row.iterchildren(*_CELLS):
            times = _count(element, "number-columns-repeated")
            if element.tag == _CELLS[0]:
                yield from self._repeated(element, number, column, times)
            column += times

    def _repeated(self, element: Any, row: int, column: int, times: int) -> Iterator[Cell]:
        rows = _count(element, "number-rows-spanned")
        columns = _count(element, "number-columns-spanned")
        address = f"{self._name}!{get_column_letter(min(column, 18_278))}{row}"
        text = self._text(element, address)
        if not text and rows * columns == 1:
            return
        if times > _MOST_REPEATED and text:
            raise RefusedError(SWOLLEN, "同样的行列重复过多", "删去无关的行和列再导入")
        for again in range(min(times, _MOST_REPEATED)):
            place = column + again
            here = f"{self._name}!{get_column_letter(min(place, 18_278))}{row}"
            yield Cell(text, here, row, place, rows, columns)

    def _text(self, element: Any, address: str) -> str:
        for note in element.iterchildren(f"{_OFFICE}annotation"):
            words = "\n".join(_written(line) for line in note.iter(f"{_TEXT}p"))
            self.remarks.append(Remark(address, f"批注：{words.strip()}"))
        lines = [_written(line) for line in element.iterchildren(f"{_TEXT}p", f"{_TEXT}h")]
        text = "\n".join(lines).strip()
        value = element.get(f"{_OFFICE}value") or element.get(f"{_OFFICE}date-value")
        if not text and value:
            self._doubt(address, f"文件没有保存这一格显示的文字，读作“{value}”，请对照原表核实")
            return str(value)
        if text.startswith(("#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "Err:")):
            self._doubt(address, f"单元格显示 {text}，按未填报处理")
            return ""
        return text

    def _doubt(self, address: str, message: str) -> None:
        self.remarks.append(Remark(address, message, doubtful=True))


def _count(element: Any, name: str) -> int:
    text = element.get(f"{_TABLE}{name}") or "1"
    return max(1, int(text)) if text.isdecimal() else 1


def _lower(cell: Cell, by: int, name: str) -> Cell:
    if not by:
        return cell
    row = cell.row + by
    address = f"{name}!{get_column_letter(min(cell.column, 18_278))}{row}"
    return Cell(cell.text, address, row, cell.column, cell.rows, cell.columns)


def _written(element: Any) -> str:
    """Return the words of a paragraph as shown: blanks are counted, breaks are elements."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            pieces.append(" " * min(_spaces(child), 100))
        elif child.tag == f"{_TEXT}tab":
            pieces.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif child.tag not in _ASIDE:
            pieces.append(_written(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _spaces(element: Any) -> int:
    text = element.get(f"{_TEXT}c") or "1"
    return int(text) if text.isdecimal() else 1
