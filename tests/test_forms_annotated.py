"""What is to be looked at, written back at its place: shapes, pictures and other people's comments stay."""

import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.shared import Cm
from openpyxl import load_workbook
from PIL import Image
from xlsxwriter import Workbook

from generator.forms.departments import Departments
from generator.forms.filing import Options
from generator.forms.folder import Found
from generator.forms.intake import Intake
from generator.forms.marks import marks
from generator.loading.content import load_content
from tests.effort import IS_LONG, in_turn
from tests.form_layouts import Box, Look, draw, to_docx, to_ods, to_pdf, to_xls
from tests.layout_language import WRITERS, Sheet, layout
from tests.make import CONTENT, ROOT
from tests.test_forms_import import court
from tests.test_forms_intake import bring, put

COMMENT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODD = court() | {"总分": "99"}  # the scores sum to 97: F102 at the total


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    shutil.rmtree(folder / "projects")
    (folder / "projects").mkdir()
    return folder


def seal() -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (60, 60), "red").save(out, "PNG")
    return BytesIO(out.getvalue())


def sealed_workbook(boxes: list[Box], *, comment: str = "") -> bytes:
    """A form with a seal (a picture), a shape with words, and perhaps a comment of the clerk's own."""
    out = BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet("自评表")
        for box in boxes:
            place = (box.row - 1, box.column - 1, box.row + box.rows - 2, box.column + box.columns - 2)
            if box.rows * box.columns > 1:
                sheet.merge_range(*place, box.text)
            else:
                sheet.write_string(*place[:2], box.text)
        sheet.insert_image("B30", "seal.png", {"image_data": seal()})
        sheet.insert_textbox("F30", "内部资料", {"width": 120, "height": 40})
        if comment:
            total = next(box for box in boxes if box.text == "99")
            sheet.write_comment(total.row - 1, total.column - 1, comment, {"author": "张三"})
    return out.getvalue()


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def said_in(path: Path) -> dict[str, str]:
    sheet = load_workbook(path).worksheets[0]
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


def address_of(form: Any, code: str) -> str:
    (found,) = (one["address"] for one in form["findings"] if one["code"] == code)
    return str(found)


@pytest.mark.parametrize("comment", ["", "这里我再核一下"])
def test_a_workbook_keeps_its_seal_its_shapes_and_what_others_wrote(
    content: Path, tmp_path: Path, comment: str
) -> None:
    path = put(tmp_path / "form.xlsx", sealed_workbook(draw(ODD), comment=comment))
    (form,) = bring(content, path, "--annotate", tmp_path / "copies")["files"][0]["forms"]  # type: ignore[index]
    place = address_of(form, "F102").partition("!")[2]
    copy = tmp_path / "copies/form.核对.xlsx"
    before, after, said = parts(path), parts(copy), said_in(copy)

    assert "F102" in said[place]
    assert said[place].startswith(comment)
    changed = {name for name in before if after[name] != before[name]}
    assert changed <= {
        "[Content_Types].xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }
    assert "xl/media/image1.png" in after
    assert after["xl/drawings/drawing1.xml"] == before["xl/drawings/drawing1.xml"]
    assert b"<drawing r:id=" in after["xl/worksheets/sheet1.xml"]
    boxes = [text for name, text in after.items() if name.endswith(".vml")]
    assert sum(text.count(b'ObjectType="Note"') for text in boxes) == len(said)


def test_two_sheets_each_get_their_comments(content: Path, tmp_path: Path) -> None:
    values = [court() | {"项目名称": f"运维{number}", "总分": f"9{number}"} for number in range(2)]
    boxes = [draw(one) for one in values]
    book = WRITERS["xlsx"]([Sheet(one) for one in boxes])
    bring(content, put(tmp_path / "form.xlsx", book), "--annotate", tmp_path / "copies")
    copy = load_workbook(tmp_path / "copies/form.核对.xlsx")
    said = [" ".join(cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment) for sheet in copy]

    assert len(said) == 2
    assert all("F102" in text for text in said)


def test_a_word_document_gets_its_comments_and_keeps_its_pictures(content: Path, tmp_path: Path) -> None:
    document: Any = Document(BytesIO(to_docx(draw(ODD))))
    document.add_picture(seal(), width=Cm(2))
    document.save(tmp_path / "form.docx")
    found = bring(content, tmp_path / "form.docx", "--annotate", tmp_path / "copies")
    (form,) = found["files"][0]["forms"]  # type: ignore[index]
    copy: Any = Document(str(tmp_path / "copies/form.核对.docx"))
    row, column = map(int, re.findall(r"\d+", address_of(form, "F102").partition("!")[2]))
    (told,) = (one for one in copy.comments if "F102" in one.text)
    begins = copy.element.body.find(f".//{COMMENT}commentRangeStart[@{COMMENT}id='{told.comment_id}']")

    cell = next(one for one in begins.iterancestors() if one.tag == f"{COMMENT}tc")
    assert copy.tables[0].cell(row - 1, column - 1)._tc is cell
    assert "".join(one.text for one in cell.iter(f"{COMMENT}t")) == "99"
    assert told.author == "绩效公开"
    assert len(copy.inline_shapes) == 1
    assert len(list(Document(str(tmp_path / "form.docx")).comments)) == 0


def test_an_unread_paragraph_of_a_document_is_marked_where_it_stands(content: Path, tmp_path: Path) -> None:
    document: Any = Document(BytesIO(to_docx(draw(court(), Look({}, notes=("", "说明：执行数含上年结转12万元"))))))
    document.save(tmp_path / "form.docx")
    bring(content, tmp_path / "form.docx", "--annotate", tmp_path / "copies")
    copy: Any = Document(str(tmp_path / "copies/form.核对.docx"))

    (told,) = (one for one in copy.comments if "没有用到" in one.text)
    reference = f".//{COMMENT}commentRangeStart[@{COMMENT}id='{told.comment_id}']"
    text = "".join(one.text for one in copy.element.body.find(reference).getparent().iter(f"{COMMENT}t"))
    assert text == "说明：执行数含上年结转12万元"


@pytest.mark.parametrize(("kind", "write"), [("xls", to_xls), ("ods", to_ods), ("pdf", to_pdf)])
def test_a_file_that_carries_no_comments_is_given_a_list_to_print(
    content: Path, tmp_path: Path, kind: str, write: Any
) -> None:
    found = bring(content, put(tmp_path / f"form.{kind}", write(draw(ODD))), "--annotate", tmp_path / "copies")
    (form,) = found["files"][0]["forms"]  # type: ignore[index]
    (made,) = (tmp_path / "copies").iterdir()
    document: Any = Document(str(made))
    lines = [[cell.text for cell in row.cells] for row in document.tables[0].rows]

    assert made.name == "form.核对单.docx"
    assert lines[0] == ["序号", "位置", "表上写的", "请看什么、怎么改", "处理结果"]
    assert len(lines) - 1 == len(form["findings"]) + len(form["notices"])
    (told,) = (line for line in lines if "F102" in line[3])
    assert (told[1], told[2], told[4]) == (address_of(form, "F102").replace("!", " "), "99", "")


def test_a_clerk_is_told_nothing_of_the_command_line(content: Path, tmp_path: Path) -> None:
    path = put(
        tmp_path / "form.docx",
        to_docx(draw(court() | {"年度": "", "金额单位": "", "主管部门": "某局", "实施单位": ""})),
    )
    bring(content, path, "--annotate", tmp_path / "copies")
    document: Any = Document(str(tmp_path / "copies/form.核对.docx"))
    said = " ".join(one.text for one in document.comments)

    assert "表中没有写年度" in said
    assert "表中没有写金额单位" in said
    assert "--" not in said


@pytest.mark.long
@pytest.mark.parametrize("kind", WRITERS)
def test_every_doubt_and_finding_of_every_layout_has_a_place_in_its_file(
    kind: str, content: Path, tmp_path: Path
) -> None:
    loaded, _ = load_content(content)
    assert loaded
    options = Options(content, next(iter(loaded.departments)), 2023, "mof-2020-10", None, replace=False, dry_run=True)
    told = 0
    layouts = sorted((ROOT / "tests/layouts").glob("*.txt"))
    for path in [path for path, other in in_turn(layouts, [*WRITERS]) if other == kind]:
        made = put(tmp_path / f"{path.stem}.{kind}", WRITERS[kind](layout(path).sheets))
        result = Intake(loaded, options, (), Departments(loaded.departments)).take_in(Found(made, made.name))
        assert result.outcome
        places = {cell.address for grid in result.outcome.source.grids for cell in grid.cells}
        places |= result.outcome.source.texts.keys()
        found = marks(result)
        told += len(found)
        assert [one for one in found if one.address not in places] == [], path.stem
    assert told >= (110 if IS_LONG else 20)
