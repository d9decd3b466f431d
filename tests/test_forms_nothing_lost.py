"""Nothing is lost without a word, and every doubt goes to its own form."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import load_workbook

from generator.forms.importing import Outcome
from generator.forms.source_file import read_source
from tests.form_layouts import Box, draw, to_docx, to_xlsx
from tests.test_forms_hostile import changed
from tests.test_forms_import import court, imported, stated

Values = dict[str, Any]


def second() -> Values:
    values = {key: value for key, value in court().items() if key not in ("年度", "金额单位")}
    return values | {"项目名称": "办案业务"}


def without_year_and_unit(values: Values) -> list[Box]:
    boxes = draw(values | {"金额单位": "万元"})
    return [replace(box, text=box.text.replace("\n（万元）", "")) for box in boxes if not box.text.endswith("年度）")]


def word_of_two(*lines: str) -> bytes:
    """Write a form of 2020 in 万元, then lines, then another form."""
    book = Document(BytesIO(to_docx(draw(court() | {"金额单位": "万元"}), without_year_and_unit(second()))))
    for line in lines:
        book.tables[1]._tbl.addprevious(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>{line}</w:t></w:r></w:p>"))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_year_and_unit_above_a_form_are_of_that_form(tmp_path: Path) -> None:
    outcome = imported(tmp_path / "two.docx", word_of_two("（2023年度）", "金额单位：元"))

    assert [form.values.get("年度") for form in outcome.forms] == [court().get("年度"), "2023"]
    assert [form.values.get("金额单位") for form in outcome.forms] == ["万元", "元"]


def test_a_unit_that_no_form_prints_stays_unstated(tmp_path: Path) -> None:
    outcome = imported(tmp_path / "two.docx", word_of_two("附件3"))

    assert "金额单位" not in outcome.forms[1].values
    assert outcome.forms[1].values["公开"] == {"状态": "草稿"}


def doubts(outcome: Outcome) -> list[list[str]]:
    return [[doubt.address for doubt in form.doubts] for form in outcome.forms]


def test_a_doubt_goes_to_the_form_of_its_sheet(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(to_xlsx(draw(court()), draw(court() | {"项目名称": "办案业务"}))))
    book.worksheets[1].cell(8, 4).number_format = "# ?/?"
    book.worksheets[1].cell(8, 4).value = 0.5
    out = BytesIO()
    book.save(out)
    outcome = imported(tmp_path / "two.xlsx", out.getvalue())

    assert doubts(outcome) == [[], ["自评表2!D8"]]
    assert [form.values["公开"]["状态"] for form in outcome.forms] == ["待审", "草稿"]


def test_a_doubt_goes_to_the_form_of_its_rows(tmp_path: Path) -> None:
    first = draw(court())
    top = max(box.row for box in first) + 3
    book = load_workbook(BytesIO(to_xlsx([*first, *draw(court() | {"项目名称": "办案业务"}, top=top)])))
    sheet = book.worksheets[0]
    place = next(cell for row in sheet.iter_rows(min_row=top) for cell in row if cell.value == court()["总分"])
    place.value, place.data_type = "#REF!", "e"
    out = BytesIO()
    book.save(out)
    outcome = imported(tmp_path / "two.xlsx", out.getvalue())

    assert doubts(outcome) == [[], [f"自评表1!{place.coordinate}", f"自评表1!A{place.row}"]]


def test_a_hidden_sheet_is_no_report(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(to_xlsx(draw(court()), draw(court() | {"年度": "2019"}))))
    book.worksheets[1].sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    outcome = imported(tmp_path / "form.xlsx", out.getvalue())

    assert [form.year for form in outcome.forms] == [court().get("年度")]
    assert any("隐藏" in remark.message for remark in outcome.source.remarks)


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_number_unread_within_a_form_leaves_it_a_draft(kind: str, tmp_path: Path) -> None:
    boxes = draw(court())
    row = next(box.row for box in boxes if box.text == "全年执行数")
    column = max(box.column for box in boxes)
    odd = [Box("结转下年使用", row, column + 1), Box("88.5", row + 1, column + 1)]
    data = {"xlsx": to_xlsx, "docx": to_docx}[kind]([*boxes, *odd])
    (form,) = imported(tmp_path / f"form.{kind}", data).forms

    assert form.values["公开"] == {"状态": "草稿"}
    assert [doubt.message for doubt in form.doubts] == ["这一格没有读入：“88.5”"]


CLOSING = [
    ["填表人：张三", "联系电话：13812345678"],
    ["填报人", "张三", "联系电话", "13812345678"],
    ["单位负责人（签字）：", "填报日期：2024年3月1日"],
    ["注：1.资金使用单位按项目绩效目标填报，主管部门汇总时按区域绩效目标填报。"],
]


@pytest.mark.parametrize("cells", CLOSING, ids=lambda cells: cells[0][:4])
@pytest.mark.parametrize("has_total", [True, False])
def test_signatures_and_notes_are_no_indicators(cells: list[str], has_total: bool, tmp_path: Path) -> None:
    values = court() if has_total else {key: value for key, value in court().items() if key != "总分"}
    boxes = draw(values)
    bottom = max(box.row + box.rows for box in boxes)
    lines = [Box(text, bottom, 1 + 2 * place, 1, 2) for place, text in enumerate(cells)]
    outcome = imported(tmp_path / "form.xlsx", to_xlsx([*boxes, *lines]))

    assert stated(outcome) == values
    assert "13812345678" not in str(outcome.forms[0].values)
    assert [one.text for one in outcome.unused if one.in_order] == cells


def test_a_heading_within_the_table_is_no_source_of_money(tmp_path: Path) -> None:
    boxes = draw(court())
    row = next(box.row for box in boxes if box.text == "预期目标")
    moved = [replace(box, row=box.row + 1) if box.row >= row else box for box in boxes]
    outcome = imported(tmp_path / "form.xlsx", to_xlsx([*moved, Box("三、目标完成情况", row, 1, 1, 9)]))

    assert stated(outcome) == court()


def in_body(data: bytes, before: str, after: str) -> bytes:
    return changed(data, "word/document.xml", find=before.encode(), put=after.encode())


def test_a_form_in_a_content_control_is_read(tmp_path: Path) -> None:
    data = in_body(to_docx(draw(court())), "<w:tbl>", "<w:sdt><w:sdtContent><w:tbl>")
    outcome = imported(tmp_path / "form.docx", in_body(data, "</w:tbl>", "</w:tbl></w:sdtContent></w:sdt>"))

    assert stated(outcome) == court()


def test_rows_and_cells_in_content_controls_are_read(tmp_path: Path) -> None:
    data = to_docx(draw(court()))
    for tag in ("tr", "tc"):
        data = in_body(data, f"<w:{tag}>", f"<w:sdt><w:sdtContent><w:{tag}>")
        data = in_body(data, f"</w:{tag}>", f"</w:{tag}></w:sdtContent></w:sdt>")
    outcome = imported(tmp_path / "form.docx", data)

    assert stated(outcome) == court()


def test_a_form_in_a_cell_of_another_table_is_read(tmp_path: Path) -> None:
    outer = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>"
    data = in_body(to_docx(draw(court())), "<w:tbl>", outer + "<w:tbl>")
    outcome = imported(tmp_path / "form.docx", in_body(data, "</w:tbl>", "</w:tbl><w:p/></w:tc></w:tr></w:tbl>"))

    assert stated(outcome) == court()


_BOX = (
    "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
    "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


def test_a_text_box_is_read(tmp_path: Path) -> None:
    data = in_body(to_docx(without_year_and_unit(second())), "<w:tbl>", _BOX.format("（2023年度）") + "<w:tbl>")
    outcome = imported(tmp_path / "form.docx", data)

    assert outcome.forms[0].values["年度"] == "2023"


def test_text_that_no_reader_knows_of_is_told(tmp_path: Path) -> None:
    strange = "<w:strange><w:p><w:r><w:t>另有结余 12 万元</w:t></w:r></w:p></w:strange>"
    data = in_body(to_docx(draw(court())), "<w:tbl>", strange + "<w:tbl>")
    (form,) = imported(tmp_path / "form.docx", data).forms

    assert [doubt.message for doubt in form.doubts] == ["有一处文字没有读到：“另有结余12万元”"]


def test_words_in_a_drawing_of_a_workbook_are_told(tmp_path: Path) -> None:
    drawing = '<xdr:wsDr xmlns:xdr="x" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r>'
    data = changed(
        to_xlsx(draw(court())),
        "xl/drawings/drawing1.xml",
        f"{drawing}<a:t>调整后 90</a:t></a:r></a:p></xdr:wsDr>".encode(),
    )
    (form,) = imported(tmp_path / "form.xlsx", data).forms

    assert [doubt.message for doubt in form.doubts] == ["图形、文本框里的文字没有导入：“调整后 90”"]


def test_a_far_cell_costs_no_more_than_a_near_one(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(to_xlsx(draw(court()))))
    book.worksheets[0].cell(1_048_576, 16_384).number_format = "0.00"
    book.worksheets[0].cell(900_000, 12_000).value = "远处"
    book.save(tmp_path / "form.xlsx")
    grid = read_source(tmp_path / "form.xlsx").grids[0]

    assert grid.height < 100
    assert [cell.address for cell in grid.cells if cell.text == "远处"] == ["自评表1!QSN900000"]
