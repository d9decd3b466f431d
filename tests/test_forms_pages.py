"""Web pages that a bureau published in earlier years become records, by the same readers and doubts."""

import time
from pathlib import Path

import pytest

from generator.forms.grid import Cell, Grid
from generator.forms.html_counting import texts_in_cells
from generator.forms.html_reading import read_html
from generator.forms.problems import RefusedError
from generator.forms.source_file import read_source
from tests.bureau import Bureau
from tests.form_layouts import Box, draw, to_html
from tests.make import CONTENT, load
from tests.test_forms_import import Values, imported, on_the_form, stated

COURT = CONTENT / "projects/2020/sh-first-intermediate-court"


@pytest.fixture(scope="module")
def two() -> list[Values]:
    """What two real forms print, of one department."""
    return [on_the_form(load(path)) for path in sorted(COURT.glob("*.yml"))]


def grid(html: str) -> list[tuple[str, int, int, int, int]]:
    (found,) = [part for part in read_html(html.encode())[0] if isinstance(part, Grid)]
    return [placed(cell) for cell in found.cells]


def placed(cell: Cell) -> tuple[str, int, int, int, int]:
    return cell.text, cell.row, cell.column, cell.rows, cell.columns


def remarks(html: str) -> list[tuple[str, bool]]:
    return [(one.message, one.doubtful) for one in read_html(html.encode())[1]]


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "gb18030", "utf-8", "utf-16"])
def test_the_letters_of_a_page_are_read_whatever_it_is_written_in(
    encoding: str, two: list[Values], tmp_path: Path
) -> None:
    written = "gb18030" if encoding == "gb2312" else encoding
    data = to_html(draw(two[1]), encoding=written).replace(b"charset=gb18030", b"charset=" + encoding.encode())
    outcome = imported(tmp_path / "page.html", data)

    assert stated(outcome) == two[1]
    assert not [one for one in outcome.source.remarks if one.doubtful]


def test_a_page_that_names_no_letters_is_read_as_chinese_and_a_false_name_is_doubted(tmp_path: Path) -> None:
    unnamed = "<table><tr><td>养护里程</td></tr></table>".encode("gb18030")
    false = '<meta charset="gb2312"><table><tr><td>养护里程</td></tr></table>'.encode()
    broken = b'<meta charset="gb2312"><table><tr><td>\xff\xff\xd1\xf8</td></tr></table>'

    assert read_html(unnamed)[0][0].cells[0].text == "养护里程"  # type: ignore[union-attr]
    assert read_html(unnamed)[1] == ()
    assert read_html(false)[0][0].cells[0].text == "养护里程"  # type: ignore[union-attr]
    assert [one.doubtful for one in read_html(false)[1]] == [True]
    assert "个字读不出来" in read_html(broken)[1][0].message


def test_several_forms_on_one_page_become_several_records(two: list[Values], tmp_path: Path) -> None:
    """Each form has a title of its own above it; the page is laid out by a table, as they were."""
    tables = [draw(values) for values in two]
    page = to_html(*tables, encoding="gb18030").decode("gb18030")
    around = "<body><table width=980><tr><td><ul><li><a href='/'>首页</a><li><a href='/x'>政务公开</a></ul></td></tr><tr><td>"
    page = page.replace("<body>", around).replace("</body>", "</td></tr></table></body>")
    page = page.replace("<p>1</p>", "").replace("<p>2</p>", "<p>项目支出绩效自评表</p>")
    outcome = imported(tmp_path / "page.htm", page.encode("gb18030"))

    assert [stated(outcome, number) for number in (0, 1)] == two
    assert [one.text for one in outcome.unused] == []
    assert [one.message for one in outcome.source.remarks] == ["有 2 行只是链接，没有读取"]


def test_cells_stand_where_a_browser_puts_them() -> None:
    """By the algorithm of the HTML standard (forming a table), worked out by hand; browsers were looked at."""
    html = (
        "<table><tfoot><tr><td>合计</td></tr></tfoot>"
        "<tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr>"
        "<tr><td>丙</td><td rowspan=0>丁</td></tr>"
        "<tr><td colspan=2>戊</td><td>己</td></tr></table>"
    )
    assert grid(html) == [
        ("甲", 1, 1, 2, 1),
        ("乙", 1, 2, 1, 2),
        ("丙", 2, 2, 1, 1),
        ("丁", 2, 3, 3, 1),
        ("戊", 3, 1, 1, 2),
        ("己", 3, 4, 1, 1),
        ("合计", 4, 1, 1, 1),
    ]


def test_a_cell_gives_way_to_what_reaches_down_from_above() -> None:
    html = "<table><tr><td>甲</td><td rowspan=2>乙</td></tr><tr><td colspan=2>丙</td><td>丁</td></tr></table>"

    assert grid(html) == [("甲", 1, 1, 1, 1), ("乙", 1, 2, 2, 1), ("丙", 2, 1, 1, 1), ("丁", 2, 3, 1, 1)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>养护</p><p>里程</p>", "养护\n里程"),
        ("  养护\n   里程&nbsp;", "养护 里程"),
        ("m<sup>2</sup>", "m2"),
        ("<b>9</b><span>5</span>", "95"),
        ("<a href='x.html'>公路养护</a>", "公路养护"),
        ("&lt;b&gt;&amp;#20859;", "<b>&#20859;"),
        ("甲<script>alert(1)</script><style>td{}</style><!-- 乙 -->", "甲"),
        ("<font size=2>≥98%", "≥98%"),
    ],
)
def test_a_cell_says_what_it_shows(cell: str, text: str) -> None:
    assert [one[0] for one in grid(f"<table><tr><td>{cell}</td><td>旁</td></tr></table>")] == [text, "旁"]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("<s>90</s>95", "有 1 处划去的字，没有读取"),
        ("<span style='display: none'>90</span>95", "有 1 处隐藏的内容，没有读取"),
        ("<span hidden>90</span>95", "有 1 处隐藏的内容，没有读取"),
        ("95<input value=90>", "有 1 处输入框，没有读取"),
        ("95<iframe src='x.html'></iframe>", "有 1 处嵌入的网页，没有读取"),
    ],
)
def test_what_a_reader_does_not_see_is_no_value_and_is_doubted(cell: str, told: str) -> None:
    html = f"<table><tr><td>得分</td><td>{cell}</td></tr></table>"

    assert [one[0] for one in grid(html)] == ["得分", "95"]
    assert remarks(html) == [(told, True)]


def test_a_hidden_row_and_a_picture_for_a_figure_are_doubted() -> None:
    html = "<table><tr style='display:none'><td>1</td></tr><tr><td>得分</td><td><img src=a.png></td></tr></table>"

    assert grid(html)[0] == ("得分", 1, 1, 1, 1)
    assert [message for message, doubtful in remarks(html) if doubtful] == [
        "有 1 处隐藏的内容，没有读取",
        "格子里是图片，读不出来",
    ]


def test_the_count_of_another_parser_finds_what_was_lost(tmp_path: Path) -> None:
    """Elements nested beyond what the reader follows end there; the text within is told, not lost in silence."""
    html = f"<table><tr><td>得分</td><td>{'<div>' * 2000}95</td></tr></table>"
    (tmp_path / "page.html").write_text(html, "utf-8")
    source = read_source(tmp_path / "page.html")

    assert "95" in source.texts.values() or any("没有读到：“95”" in one.message for one in source.remarks)
    assert texts_in_cells("<table><tr><td>甲<td><p>乙<tr><td hidden>丙</table>丁") == ["甲", "乙"]


HOSTILE = {
    "entities": b"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><table><tr><td>&x;</td></tr></table>",
    "a workbook": b"PK\x03\x04" + bytes(100),
    "wide": b"<table>" + b"<tr>" + b"<td colspan=9999 rowspan=9999>1" * 4000 + b"</table>",
    "empty": b"   ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(HOSTILE[name])
    began = time.monotonic()
    with pytest.raises(RefusedError):
        read_source(tmp_path / "page.html")

    assert time.monotonic() - began < 60


@pytest.mark.parametrize(
    "data",
    [
        b"<table>" * 3000 + b"<tr><td>1",
        b"<table><tr><td colspan=-5 rowspan=x>1<td colspan=99999999999999>2",
        b"\x00<table\x00><tr><td>1\x00</td>",
        b"<td>1<tr></table></td><table><caption><table><tr><td>2",
        b"<table><tr>" + b"<td>" * 3000 + b"1",
        bytes(range(256)) * 20,
    ],
)
def test_a_page_in_disorder_is_read_or_refused_and_never_crashes(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(data)
    try:
        source = read_source(tmp_path / "page.html")
    except RefusedError:
        return
    assert source.parts


def test_a_folder_of_pages_goes_through_import_as_other_files_do(bureau: Bureau, two: list[Values]) -> None:
    """The record is a draft where a doubt is left; scripts of the page reach nothing."""
    register = bureau.folder / "content/departments.yml"
    register.write_text(register.read_text("utf-8").replace("某某市某某局", "上海市第一中级人民法院"), "utf-8")
    page = to_html(draw({**two[1], "年度": "2020"})).replace(b"</body>", b"<script>alert(1)</script></body>")
    (bureau.folder / "forms").mkdir()
    (bureau.folder / "forms/2020.html").write_bytes(page)
    done = bureau.run("import", "forms", "--department", "shili-ju", "--rulebook", "mof-2020-10")
    (record,) = (bureau.folder / "content/projects/2020/shili-ju").glob("*.yml")
    values = load(record)

    assert done.exit_code in (0, 1), done.output
    assert values["项目名称"] == two[1]["项目名称"]
    assert values["总分"] == "97"
    assert "alert" not in record.read_text("utf-8")
    assert "2020.html" in (bureau.folder / "content/imports/ledger.csv").read_text("utf-8")


def test_boxes_are_drawn_as_pages() -> None:
    assert grid(to_html([Box("甲", 1, 1, 2, 1), Box("乙", 1, 2), Box("丙", 2, 2)]).decode()) == [
        ("甲", 1, 1, 2, 1), ("乙", 1, 2, 1, 1), ("丙", 2, 2, 1, 1),
    ]  # fmt: skip
