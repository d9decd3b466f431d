"""What is given to other places says the same as the site: read back by others' programs, held against figures by hand."""

import csv
import re
import shutil
import subprocess
import unicodedata
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from lxml import html
from openpyxl import load_workbook

from generator.catalogue import Catalogue
from generator.outlets.outlets import OUTLETS
from generator.outlets.telling import Scope
from generator.running.browser import found_browser
from generator.site import Assessment, public_catalogue
from tests.bureau import Bureau
from tests.conftest import TODAY

COURT = "sh-first-intermediate-court"
YEAR = Scope(2020, None, TODAY)
# From the two forms, by hand: 12,329,976.00 and 8,391,607.00 元 in 万元, and the totals they print.
ROWS = {
    "项目名称未填报（办案业务）": ("1,232.9976", "1,232.9701", "99.998%", "94"),
    "信息化运维": ("839.1607", "835.8865", "99.61%", "97"),
}
SUMS = ("2,072.1583", "2,068.8566", "99.84%", "")


@pytest.fixture(scope="module")
def catalogue(real: Assessment) -> Catalogue:
    """All that the project's own content makes public."""
    assert real.content is not None
    return public_catalogue(real.content, real, TODAY)


def made(catalogue: Catalogue, kind: str, scope: Scope = YEAR) -> bytes:
    return OUTLETS[kind][1](catalogue, scope)


def told(table: list[list[str]]) -> dict[str, tuple[str, ...]]:
    """Return name, money, rate and declared total of each row of the list of a department."""
    return {"".join(row[1].split()): tuple(row[2:6]) for row in table[1:]}


EXPECTED = {**ROWS, "合计": SUMS}


def test_the_page_for_a_content_system_states_the_figures(catalogue: Catalogue) -> None:
    page = html.fromstring(made(catalogue, "html").decode())
    table = page.xpath("//table[starts-with(caption, '自评结果')]")[0]
    rows = [[cell.text_content() for cell in row.xpath("./th|./td")] for row in table.xpath(".//tr")]

    assert told(rows) == EXPECTED
    assert "共 2 份，全年预算 2,072.1583 万元，全年执行 2,068.8566 万元，执行率 99.84%" in page.text_content()
    assert not page.xpath("//script|//style|//@style|//@id|//@class|//@onclick")


def test_the_word_document_states_the_same_and_is_the_same_again(catalogue: Catalogue) -> None:
    data = made(catalogue, "docx")
    table = Document(BytesIO(data)).tables[0]

    assert told([[cell.text for cell in row.cells] for row in table.rows]) == EXPECTED
    assert made(catalogue, "docx") == data


def test_the_summary_workbook_states_the_same(catalogue: Catalogue) -> None:
    sheet = load_workbook(BytesIO(made(catalogue, "xlsx", Scope(2020, COURT, TODAY))))["项目自评"]
    heads, *rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    lines = [dict(zip(heads, row, strict=True)) for row in rows]
    money = [(Decimal(str(one["全年预算数"])), Decimal(str(one["全年执行数"]))) for one in lines]
    own = [Decimal(figure.replace(",", "")) for row in (*ROWS.values(), SUMS) for figure in row[:2]]

    assert [one / 10000 for pair in money for one in pair] == own
    assert [str(one["自评得分"]) for one in lines[:2]] == [row[3] for row in ROWS.values()]


def plain(text: str) -> str:
    """Leave out spaces, and write radicals as the ideographs that they are: printing maps 目 to ⽬."""
    unspaced = re.sub(r"\s", "", text)
    return re.sub("[\u2e80-\u2fdf]", lambda found: unicodedata.normalize("NFKC", found[0]), unspaced)


@pytest.mark.browser
def test_the_volume_states_the_same_on_the_pages_its_contents_name(catalogue: Catalogue) -> None:
    if found_browser() is None:
        pytest.skip("没有找到 Chromium")
    with pdfplumber.open(BytesIO(made(catalogue, "pdf"))) as pdf:
        texts = [plain(page.extract_text()) for page in pdf.pages]
        contents_page = pdf.pages[1].extract_text()
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    table = next(one for one in tables if one[0][0] == "序号")
    lines = [plain(line) for line in contents_page.split("\n")]
    contents = [found.groups() for line in lines if (found := re.fullmatch(r"(\d\..*?)(\d+)", line))]

    assert told([[plain(cell or "") for cell in row] for row in table]) == EXPECTED
    assert len(contents) == 3
    for name, page in contents:
        assert f"{name}实施单位" in texts[int(page) - 1]
    assert all(text.endswith(f"{number}/{len(texts)}") for number, text in enumerate(texts[1:], 2))


def verified(folder: Path) -> bool:
    """Ask the system's own program whether the files of a bag are what its manifests say."""
    command = ["sha256sum", "--check", "--strict", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


def test_the_bag_is_whole_and_tells_when_it_was_changed(catalogue: Catalogue, tmp_path: Path) -> None:
    with zipfile.ZipFile(BytesIO(made(catalogue, "bag", Scope(2020, COURT, TODAY)))) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / f"jixiao-2020-{COURT}"
    payload = sorted(path.relative_to(folder).as_posix() for path in (folder / "data").rglob("*") if path.is_file())
    listed = [line.split("  ")[1] for line in (folder / "manifest-sha256.txt").read_text("utf-8").splitlines()]
    facts = dict(line.split(": ", 1) for line in (folder / "bag-info.txt").read_text("utf-8").splitlines())
    size = sum((folder / path).stat().st_size for path in payload)
    report = (folder / f"data/reports/2020/{COURT}/it-maintenance.json").read_text("utf-8")

    assert verified(folder)
    assert listed == payload
    assert facts["Payload-Oxum"] == f"{size}.{len(payload)}"
    assert facts["Bagging-Date"] == TODAY.isoformat()
    assert (folder / "bagit.txt").read_text("utf-8").splitlines() == [
        "BagIt-Version: 1.0", "Tag-File-Character-Encoding: UTF-8",
    ]  # fmt: skip
    assert "8,391,607.00" in report
    (folder / "data/page.html").write_text("改过", "utf-8")
    assert not verified(folder)


@pytest.mark.site
def test_every_outlet_states_what_the_tables_of_the_site_state(catalogue: Catalogue, built_site: Path) -> None:
    with (built_site / "data/tables/reports.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file) if row["year"] == "2020"}
    text = re.sub(r"\s", "", html.fromstring(made(catalogue, "html").decode()).text_content())

    assert len(rows) == 3
    for row in rows.values():
        for name in ("adjusted", "executed"):
            shown = f"{(Decimal(row[name]) / 10000).normalize():,f}"
            assert shown in text, row["id"]
        assert f"总分{row['declared_total']}" in text


DRAFT = "content/projects/2024/shili-ju/draft.yml"
WHOLE = "content/projects/2024/shili-ju/whole.yml"


@pytest.fixture
def office(bureau: Bureau) -> Bureau:
    """A bureau with a public report, a draft, and a report on a whole department."""
    own = (bureau.folder / "content/projects/2024/shili-ju/road-care.yml").read_text("utf-8")
    name = re.search(r"^项目名称: (.*)$", own, re.MULTILINE)
    assert name
    hostile = own.replace(name[0], '项目名称: "<script>alert(1)</script>&公路"')
    (bureau.folder / "content/projects/2024/shili-ju/road-care.yml").write_text(hostile, "utf-8")
    secret = own.replace(name[0], "项目名称: 没有公开的工程").replace("状态: 公开", "状态: 草稿")
    (bureau.folder / DRAFT).write_text(secret, "utf-8")
    whole = own.replace(name[0], "项目名称: 整体支出\n类型: 部门整体自评")
    (bureau.folder / WHOLE).write_text(whole, "utf-8")
    return bureau


def test_what_is_not_public_is_in_no_outlet_and_no_kind_is_counted_in_another(office: Bureau) -> None:
    day = ("--date", "2026-01-05")
    for kind in ("html", "docx", "xlsx", "bag"):
        done = office.run("outlet", "2024/shili-ju", "--to", kind, "-o", f"out/{kind}", *day)
        assert done.exit_code == 0, done.output
        assert "2 份报告，截至 2026-01-05" in done.output
    page = (office.folder / "out/html").read_text("utf-8")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;公路" in page
    assert "没有公开的工程" not in page
    assert page.count("共 1 份") == 2
    assert "部门整体支出绩效自评：单独列出，不计入项目自评。" in page
    with zipfile.ZipFile(office.folder / "out/bag") as archive:
        assert not any("draft" in name for name in archive.namelist())
        assert not any("没有公开的工程".encode() in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize(
    ("which", "told"),
    [("2024/nobody", "没有公开的报告"), ("二〇二四", "写作 年度 或 年度/部门标识")],
)
def test_what_there_is_not_is_said(bureau: Bureau, which: str, told: str) -> None:
    done = bureau.run("outlet", which, "--to", "html", "--date", "2026-01-05")

    assert done.exit_code == 2
    assert told in done.output


def test_a_machine_without_a_browser_says_so(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    done = bureau.run("outlet", "2024", "--to", "pdf", "--date", "2026-01-05")

    assert done.exit_code == 2
    assert "不能排印" in done.output
