"""The small language that layouts of forms are described in, one file a layout.

A line is a row and `|` parts its cells; `<` belongs to the cell at its left, `^` to the one above. `# ` begins a
comment, `:: ` a paragraph above the table, `=====` the next sheet or table. Below `---` stands what is to be read,
in YAML and written by hand, one document a form; rows may be written as a table, `+` marks a column of the form's own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from tests.form_layouts import Box, _table, to_ods, to_xls

_NUMBER = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|-?[0-9]{1,12}(?:\.[0-9]+)?")
_PERCENT = re.compile(r"[0-9]+(?:\.[0-9]+)?%")


@dataclass(frozen=True)
class Sheet:
    """One table, and the paragraphs above it."""

    boxes: list[Box]
    above: tuple[str, ...] = ()

    @property
    def together(self) -> list[Box]:
        """The paragraphs as rows over the table, as a workbook has them."""
        width = max(box.column + box.columns for box in self.boxes) - 1
        lines = [Box(text, row, 1, 1, width) for row, text in enumerate(self.above, 1)]
        return [*lines, *(replace(box, row=box.row + len(lines)) for box in self.boxes)]


@dataclass(frozen=True)
class Layout:
    """A layout: its sheets, and the values of each form on them."""

    name: str
    sheets: list[Sheet]
    forms: list[dict[str, Any]]


def layout(path: Path) -> Layout:
    """Read the description of a layout."""
    drawing, _, values = path.read_text(encoding="utf-8").partition("\n---\n")
    sheets = [_sheet(part) for part in re.split(r"\n=====\n", drawing)]
    forms = [_values(form) for form in yaml.safe_load_all(values)]
    return Layout(path.stem, sheets, forms)


def _sheet(text: str) -> Sheet:
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    above = tuple(line.removeprefix(":: ") for line in lines if line.startswith(":: "))
    grid = [[cell.strip() for cell in line.split("|")] for line in lines if not line.startswith(":: ")]
    return Sheet([box for row in range(len(grid)) for box in _boxes(grid, row)], above)


def _boxes(grid: list[list[str]], row: int) -> Iterator[Box]:
    for column, text in enumerate(grid[row]):
        if text in ("<", "^"):
            continue
        right = column + 1
        while right < len(grid[row]) and grid[row][right] == "<":
            right += 1
        below = row + 1
        while below < len(grid) and column < len(grid[below]) and grid[below][column] == "^":
            below += 1
        if text or right - column > 1:
            yield Box(text, row + 1, column + 1, below - row, right - column)


def _values(form: dict[str, Any]) -> dict[str, Any]:
    found = {key: _rows(item) if isinstance(item, str) and "|" in item else item for key, item in form.items()}
    return {key: item for key, item in found.items() if item}


def _rows(text: str) -> list[dict[str, Any]]:
    heads, *lines = [[cell.strip() for cell in line.split("|")] for line in text.splitlines()]
    return [_row(heads, line) for line in lines]


def _row(heads: list[str], line: list[str]) -> dict[str, Any]:
    pairs = {head: cell for head, cell in zip(heads, line, strict=False) if cell}
    own = {head.removeprefix("+"): cell for head, cell in pairs.items() if head.startswith("+")}
    row: dict[str, Any] = {head: cell for head, cell in pairs.items() if not head.startswith("+")}
    return {**row, "其他栏": own} if own else row


def as_xlsx(sheets: list[Sheet]) -> bytes:
    """Write a layout as clerks type it: figures are numbers, shown with the digits of the description."""
    book: Any = Workbook()
    book.remove(book.worksheets[0])
    for number, sheet in enumerate(sheets, 1):
        page = book.create_sheet(f"自评表{number}")
        _set_up(page, sheet.together)
        for box in sheet.together:
            cell = page.cell(box.row, box.column)
            cell.value, cell.number_format = _typed(box.text)
            if isinstance(cell.value, str):
                cell.data_type = "s"
            if box.rows * box.columns > 1:
                right = get_column_letter(box.column + box.columns - 1)
                page.merge_cells(f"{cell.coordinate}:{right}{box.row + box.rows - 1}")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _set_up(page: Any, boxes: list[Box]) -> None:
    """Rule all cells, break their lines, and fit the page to the width of A4."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToHeight = 0
    side = Side(style="thin")
    for box in boxes:
        for row in range(box.row, box.row + box.rows):
            for column in range(box.column, box.column + box.columns):
                cell = page.cell(row, column)
                cell.border = Border(side, side, side, side)
                cell.alignment = Alignment(wrap_text=True, vertical="center")
    for column in range(1, max(box.column + box.columns for box in boxes)):
        page.column_dimensions[get_column_letter(column)].width = 14


def _typed(text: str) -> tuple[Any, str]:
    """Return a cell's value and its number format."""
    decimals = len(text.rstrip("%").partition(".")[2])
    digits = f"0.{'0' * decimals}" if decimals else "0"
    if _PERCENT.fullmatch(text):
        return float(text.rstrip("%")) / 100, f"{digits}%"
    if (_NUMBER.fullmatch(text) and not text.startswith("0")) or text == "0":
        return float(text.replace(",", "")), f"#,##{digits}" if "," in text else digits
    return text, "General"


def as_docx(sheets: list[Sheet]) -> bytes:
    """Write a layout as a Word document."""
    document: Any = Document()
    document.core_properties.author = ""
    for sheet in sheets:
        for line in sheet.above:
            document.add_paragraph(line)
        _table(document, sheet.boxes)
        document.add_paragraph("")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_xls(sheets: list[Sheet]) -> bytes:
    """Write a layout as a workbook of Excel 97."""
    return to_xls(*(sheet.together for sheet in sheets))


def as_ods(sheets: list[Sheet]) -> bytes:
    """Write a layout as an OpenDocument workbook."""
    return to_ods(*(sheet.together for sheet in sheets))


WRITERS = {"xlsx": as_xlsx, "docx": as_docx, "xls": as_xls, "ods": as_ods}


def fields(value: Any, path: tuple[Any, ...] = ()) -> dict[tuple[Any, ...], str]:
    """Return every single value with the path that it stands under."""
    if isinstance(value, dict):
        items: Any = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    else:
        return {path: str(value)}
    return {place: text for key, item in items for place, text in fields(item, (*path, key)).items()}
