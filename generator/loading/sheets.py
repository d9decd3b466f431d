"""A table that a clerk keeps in a spreadsheet, as text: CSV (UTF-8 or GBK) or .xlsx.

A place in it is a row and a column, both counted from 1 as a spreadsheet shows them.
"""

import csv
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO

from python_calamine import CalamineError, CalamineWorkbook

from generator.loading.decoding import MAX_BYTES, decode, without_hidden
from generator.loading.errors.approved import BROKEN
from generator.loading.errors.files import GBK
from generator.model.finding import Finding, Location

# What a workbook may unpack to: a list of 10,000 projects takes about 4 MB.
MOST_UNPACKED = 64 * 1024 * 1024
# A spreadsheet keeps 15 digits of a number; what a code had beyond them is lost.
MOST_DIGITS = 10**15
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table with their numbers in the file; empty rows are left out."""

    file: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def at(self, row: int, column: int) -> Location:
        """Return the place of a cell."""
        return Location(self.file, row, column)


def read_sheet(data: bytes, file: str) -> tuple[Sheet | None, list[Finding]]:
    """Return the rows of a table, and what is wrong with the file; None where it is no table."""
    if file.endswith(".xlsx"):
        return _workbook(data, file)
    text, findings = _text(data, file)
    if text is None:
        return None, findings
    return Sheet(file, tuple(_csv_rows(text))), findings


def _text(data: bytes, file: str) -> tuple[str | None, list[Finding]]:
    """Decode what spreadsheets write: UTF-8 with or without BOM, and GBK."""
    text, findings = decode(data.removeprefix(_BOM), file)
    if [finding.code for finding in findings] == [GBK.code]:
        return without_hidden(data.decode("gb18030")), []
    return text, findings


def _csv_rows(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(StringIO(text, newline=""))
    before = 0
    for cells in reader:
        row = tuple(map(_one_line, cells))
        if any(row):
            yield before + 1, row
        before = reader.line_num


def _one_line(cell: str) -> str:
    """Return a cell without the line breaks that only fit it into its column."""
    return "".join(line.strip() for line in cell.splitlines())


def _workbook(data: bytes, file: str) -> tuple[Sheet | None, list[Finding]]:
    place = Location(file)
    if problem := _unfit(data):
        return None, [BROKEN.at(place, problem)]
    try:
        rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    except (CalamineError, IndexError):
        return None, [BROKEN.at(place, "工作簿打不开，可能已损坏或加了密码")]
    lost = [
        BROKEN.at(Location(file, number, column), f"第 {number} 行的数字超过 15 位，已经失真")
        for number, row in enumerate(rows, 1)
        for column, cell in enumerate(row, 1)
        if isinstance(cell, int | float) and abs(cell) >= MOST_DIGITS
    ]
    return Sheet(file, tuple(_filled(rows))), lost


def _unfit(data: bytes) -> str:
    """Say why a workbook is not opened at all; "" where it may be."""
    if len(data) > MAX_BYTES:
        return "工作簿超过 1 MiB"
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile:
        return "不是 .xlsx 工作簿，或文件已损坏"
    return "工作簿解开后过大" if unpacked > MOST_UNPACKED else ""


def _filled(rows: Sequence[Sequence[object]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, cells in enumerate(rows, 1):
        row = tuple(_one_line(without_hidden(_cell(cell))) for cell in cells)
        if any(row):
            yield number, row


def _cell(value: object) -> str:
    """Return a cell as a clerk sees it: whole numbers without a point, days as 2023-08-31."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
