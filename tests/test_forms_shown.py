"""Numbers are read as the office program shows them; where that is not sure, the record stays a draft.

What a format shows is written down by hand from ECMA-376 part 1, 18.8.31, and Excel's behaviour.
"""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P, S
from openpyxl import Workbook, load_workbook

from generator.forms.draft import Doubt
from generator.forms.finished import Defaults
from generator.forms.importing import import_source
from generator.forms.shown import shown
from generator.forms.source_file import read_source
from tests.form_layouts import draw, to_xlsx
from tests.test_forms_import import court

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '
SHOWN: list[tuple[Any, str, str]] = [
    (98.62, "General", "98.62"),
    (98.62000000000002, "General", "98.62"),
    (0.1 + 0.2, "General", "0.3"),
    (100, "General", "100"),
    (-3.5, "General", "-3.5"),
    (0, "General", "0"),
    (97, "G/通用格式", "97"),
    (12, 'General"个"', "12个"),
    (12, 'G/通用格式"万元"', "12万元"),
    (3, "0", "3"),
    (2.5, "0", "3"),
    (7, "000", "007"),
    (0.955, "0.00", "0.96"),
    (1.005, "0.00", "1.01"),
    (97, "0.00", "97.00"),
    (97.5, "0.0#", "97.5"),
    (97, "0.0#", "97.0"),
    (97.25, "0.##", "97.25"),
    (0.5, "#.##", ".5"),
    (1234567.891, "#,##0.00", "1,234,567.89"),
    (1234567, "#,##0", "1,234,567"),
    (123, "#,##0", "123"),
    (-1234.5, "#,##0.00", "-1,234.50"),
    (-1234.5, "#,##0.00;[Red]-#,##0.00", "-1,234.50"),
    (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
    (1234.5, "#,##0.00_);(#,##0.00)", "1,234.50"),
    (0, '#,##0;-#,##0;"-"', "-"),
    (0, "0.00;-0.00;;@", ""),
    (1234.5, ACCOUNTING, "1,234.50"),
    (0, ACCOUNTING, "-"),
    (1234.5, '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', "¥1,234.50"),
    (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
    (1234.5, "¥#,##0.00;[红色]¥-#,##0.00", "¥1,234.50"),
    (12345678, '#,##0.00,"千元"', "12,345.68千元"),
    (12345678, '0!.0,"万元"', "1234.6万元"),
    (12345678, "0,,", "12"),
    (1, "0%", "100%"),
    (0.9734, "0.00%", "97.34%"),
    (0.9734, "0%", "97%"),
    (1.2, "0.0%", "120.0%"),
    (-0.5, "0%", "-50%"),
    (200, '"≥"0"平方米"', "≥200平方米"),
    (0.95, '"≥"0%', "≥95%"),
    (30, '"≤"0"天"', "≤30天"),
    (5, "0个", "5个"),
    (2, "第0次", "第2次"),
    (2023, "0年", "2023年"),
    (5, r"0\分", "5分"),
    (13812345678, "000-0000-0000", "138-1234-5678"),
    (5, '[>=10]0"多";[<10]0"少"', "5少"),
    (45261, 'yyyy"年"m"月"', "2023年12月"),
    (45261, "yyyy年m月d日", "2023年12月1日"),
    (45261, "yyyy/m/d", "2023/12/1"),
    (45261, "yyyy-mm-dd", "2023-12-01"),
    (45261, "[$-804]yyyy.mm", "2023.12"),
    (45261, 'm"月"d"日"', "12月1日"),
    (45261, "yy-m-d", "23-12-1"),
    (45261.75, "yyyy-mm-dd hh:mm:ss", "2023-12-01 18:00:00"),
    (45261.75, 'h"时"mm"分"', "18时00分"),
    (45261.75, '上午/下午h"时"mm"分"', "下午6时00分"),
    (45261.75, "h:mm AM/PM", "6:00 PM"),
    (1.5, "[h]:mm", "36:00"),
    (0.0020833333, "mm:ss", "03:00"),
    (45261, "aaaa", "星期五"),
    ("达成", "@", "达成"),
    ("甲", '"共"@', "共甲"),
    ("甲", "0.00", "甲"),
    ("甲", "0;0;0;@", "甲"),
]  # fmt: skip
# What only the program itself knows, or what nobody sees: the value, and a doubt.
DOUBTED: list[tuple[Any, str, str]] = [
    (1 / 3, "General", "0.333333333"),
    (510117230000, "General", "510117230000"),
    (0.5, "# ?/?", "0.5"),
    (12345, "0.00E+00", "12345"),
    (12345, "[DBNum1]General", "12345"),
    (12345, "[DBNum2][$-804]0", "12345"),
    (45261, "mmm-yy", "45261"),
    (45261, "dddd", "45261"),
    (45261, "[$-411]ggge", "45261"),
    (45261, "yyyy-mm-dd hh:mm:ss.00", "45261"),
    (-1, "yyyy-mm-dd", "-1"),
    (30, "yyyy-mm-dd", "30"),
    (5, "[>100]0", "5"),
    (5, ";;;", ""),
    (5, '0"未完', "5"),
    (5, "0;0;0;0;0", "5"),
    (5, "0" * 300, "5"),
]
assert len(SHOWN) >= 60


@pytest.mark.parametrize(("value", "code", "text"), SHOWN)
def test_a_number_is_read_as_it_is_shown(value: Any, code: str, text: str) -> None:
    found = shown(value, code)

    assert (found.text.strip(), found.certain) == (text, bool(text))


@pytest.mark.parametrize(("value", "code", "text"), DOUBTED)
def test_what_is_shown_otherwise_than_it_can_be_told_is_doubted(value: Any, code: str, text: str) -> None:
    assert shown(value, code) == (text, False)


def test_dates_count_from_1904_where_the_workbook_does() -> None:
    assert shown(43799, "yyyy-mm-dd", since_1904=True).text == "2023-12-01"
    assert shown(datetime(2023, 12, 1), "yyyy-mm-dd", since_1904=True).text == "2023-12-01"  # noqa: DTZ001


def excel(path: Path) -> None:
    book = Workbook()
    for row, (value, code, _) in enumerate(SHOWN, 1):
        cell = book.worksheets[0].cell(row, 1, value)
        cell.number_format = code
    book.save(path)


def old_excel(path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for row, (value, code, _) in enumerate(SHOWN):
        sheet.write(row, 0, value, xlwt.easyxf(num_format_str=code))
    book.save(str(path))


@pytest.mark.parametrize(("name", "write"), [("form.xlsx", excel), ("form.xls", old_excel)])
def test_workbooks_give_their_cells_as_shown(name: str, write: Any, tmp_path: Path) -> None:
    write(tmp_path / name)
    grid = read_source(tmp_path / name).grids[0]
    texts = [cell.text if (cell := grid.at(row, 1)) else "" for row in range(1, len(SHOWN) + 1)]

    assert texts == [text for _, _, text in SHOWN]


def test_dates_whose_format_has_only_a_number_are_shown_as_in_china(tmp_path: Path) -> None:
    book = Workbook()
    for row, code in enumerate(("mm-dd-yy", "m/d/yy h:mm"), 1):
        book.worksheets[0].cell(row, 1, 45261.75).number_format = code
    book.save(tmp_path / "form.xlsx")
    grid = read_source(tmp_path / "form.xlsx").grids[0]

    assert [cell.text for cell in grid.cells] == ["2023/12/1", "2023/12/1 18:00"]


def test_an_open_workbook_holds_what_it_shows(tmp_path: Path) -> None:
    book = OpenDocumentSpreadsheet()
    table, row = Table(name="表"), TableRow()
    percent = TableCell(valuetype="percentage", value="1")
    percent.addElement(P(text="100%"))
    spaced, words = TableCell(valuetype="string"), P(text="甲")
    words.addElement(S(c=2))
    words.addText("乙")
    spaced.addElement(words)
    for cell in (percent, spaced, TableCell(valuetype="float", value="0.5")):
        row.addElement(cell)
    table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(str(tmp_path / "form.ods"))
    source = read_source(tmp_path / "form.ods")

    assert [cell.text for cell in source.grids[0].cells] == ["100%", "甲  乙", "0.5"]
    assert [(one.address, one.doubtful) for one in source.remarks] == [("表!C1", True)]


def test_a_number_that_is_not_surely_shown_so_leaves_the_record_a_draft(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(to_xlsx(draw(court()))))
    sheet = book.worksheets[0]
    place = next(cell for row in sheet.iter_rows() for cell in row if cell.value == court()["总分"])
    place.value, place.number_format = 93.99, "# ?/?"
    book.save(tmp_path / "form.xlsx")
    (form,) = import_source(read_source(tmp_path / "form.xlsx"), Defaults("mof-2020-10", "万元")).forms

    assert form.values["公开"] == {"状态": "草稿"}
    assert [doubt.address for doubt in form.doubts] == [f"自评表1!{place.coordinate}"]


def test_an_error_is_no_value(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(to_xlsx(draw(court()))))
    sheet = book.worksheets[0]
    place = next(cell for row in sheet.iter_rows() for cell in row if cell.value == court()["总分"])
    place.value, place.data_type = "#REF!", "e"
    book.save(tmp_path / "form.xlsx")
    (form,) = import_source(read_source(tmp_path / "form.xlsx"), Defaults("mof-2020-10", "万元")).forms

    assert "总分" not in form.values
    assert Doubt(f"自评表1!{place.coordinate}", "单元格显示 #REF!，按未填报处理") in form.doubts
