"""What is given to other places says the same as the site: read back by others' programs, held against figures by hand."""

import csv
import hashlib
import re
import shutil
import subprocess
import unicodedata
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from lxml import html
from openpyxl import load_workbook

from generator.assessment import Assessment, assess
from generator.catalogue import Catalogue
from generator.outlets.outlets import OUTLETS
from generator.outlets.telling import Scope
from generator.pages.handed import handed, handed_on
from generator.pages.render import render_department, render_whole
from generator.running.browser import found_browser
from generator.site import manual, public_catalogue
from tests.bureau import Bureau
from tests.conftest import TODAY
from tests.county import write_bare
from tests.make import LAWFUL, row, rows

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
        reports = {one["id"]: one for one in csv.DictReader(file) if one["year"] == "2020"}
    text = re.sub(r"\s", "", html.fromstring(made(catalogue, "html").decode()).text_content())

    assert len(reports) == 3
    for one in reports.values():
        for name in ("adjusted", "executed"):
            shown = f"{(Decimal(one[name]) / 10000).normalize():,f}"
            assert shown in text, one["id"]
        assert f"总分{one['declared_total']}" in text


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


ROADS, BEFORE = "2023/dept-00/roads", "2022/dept-00/roads"
SEALED = b"%PDF-1.4\n"


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalogue, Scope]:
    """Two years of one project: looked at again, with promises of both years and an attachment, on 2024-12-01."""
    scored_rows = [row(分值="20", 得分="20", 复核得分="16", 复核理由="少养护10公里"), *rows()[1:]]
    second = {"机构": "某县财政局", "日期": "2024-09-10", "方式": "抽查复核", "总分": "95", "理由": "产出少于目标"}
    promise = {
        "日期": "2024-10-08", "问题": "少养护10公里", "措施": "提前一个月进场补养", "责任单位": "公路站", "期限": "2024-11-30",
        "进展": [{"日期": "2024-11-01", "状态": "整改中", "说明": "已补养4公里"}],
    }  # fmt: skip
    attached = {
        "文件": "sealed.pdf", "标题": "自评表盖章件", "类型": "盖章扫描件", "字节": str(len(SEALED)),
        "SHA-256": hashlib.sha256(SEALED).hexdigest(),
    }  # fmt: skip
    review = {"结论": "通过", "日期": "2024-08-30", "审查人": "王五"}
    later = LAWFUL["公开"] | {"公开日期": "2024-08-31", "保密审查": review}
    former = {
        **LAWFUL,
        "绩效指标": rows(),
        "整改": [promise | {"日期": "2023-10-08", "期限": "2023-12-31", "进展": []}],
    }
    now = {
        **LAWFUL,
        "年度": "2023",
        "公开": later,
        "绩效指标": scored_rows,
        "复核": second,
        "整改": [promise],
        "附件": [attached],
    }
    folder = write_bare(tmp_path_factory.mktemp("reviewed") / "content", 1, {BEFORE: former, ROADS: now})
    path = folder / f"attachments/{ROADS}/sealed.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(SEALED)
    assessment = assess(folder)
    assert assessment.content is not None
    day = date(2024, 12, 1)
    found = public_catalogue(assessment.content, assessment, day)
    return found, Scope(2023, None, day, assessment.attachments)


def pages_of(catalogue: Catalogue) -> dict[str, str]:
    """Return the words of the site's pages by their paths."""
    pages = {
        **dict(render_department(catalogue)),
        **dict(render_whole(catalogue, manual(), handed([handed_on(catalogue)]))),
    }
    return {path: text for path, text in pages.items() if path in (
        f"{ROADS}/index.md", "second-scores/index.md", "rectification/index.md",
    )}  # fmt: skip


def cells_in(page: str, label: str) -> list[str]:
    found = re.findall(rf'data-label="{re.escape(label)}"[^>]*>(.*?)</t[dh]>', page)
    return ["".join(html.fromstring(f"<p>{one}</p>").text_content().split()) for one in found]


def column(table: list[list[str]], head: str) -> list[str]:
    heads, *lines = [["".join(cell.split()) for cell in line] for line in table]
    place = heads.index(head)
    return [line[place] for line in lines if len(line) > place]


def tables_of_html(data: bytes) -> dict[str, list[list[str]]]:
    page = html.fromstring(data.decode())
    return {
        table.findtext("caption"): [
            [cell.text_content() for cell in line.xpath("./th|./td")] for line in table.xpath(".//tr")
        ]
        for table in page.xpath("//table")
    }


def tables_of_word(data: bytes) -> list[list[list[str]]]:
    return [[[cell.text for cell in line.cells] for line in table.rows] for table in Document(BytesIO(data)).tables]


def test_second_scores_and_promises_are_told_as_on_the_site(reviewed: tuple[Catalogue, Scope]) -> None:
    catalogue, scope = reviewed
    site, told = pages_of(catalogue), tables_of_html(made(catalogue, "html", scope))
    second, promised = told["复核过的自评，相差大的在前"], told["答应的整改，期限早的在前"]

    for head in ("自评总分", "规则参考总分", "复核总分", "相差（分）", "谁在哪天复核", "理由"):
        assert column(second, head) == cells_in(site["second-scores/index.md"], head)
    for head in ("问题", "措施", "责任单位", "期限", "状态", "最近进展"):
        assert column(promised, head) == cells_in(site["rectification/index.md"], head)[-1:]
    # By hand: 99 declared, 95 given; the term is the last day of November, and the day the first of December.
    assert column(second, "相差（分）") == ["−4"]
    assert column(promised, "状态") == ["整改中（逾期）"]


def test_a_report_is_told_with_its_second_scores_promises_and_attachments(reviewed: tuple[Catalogue, Scope]) -> None:
    catalogue, scope = reviewed
    data, site = made(catalogue, "html", scope), pages_of(catalogue)[f"{ROADS}/index.md"]
    told, text = tables_of_html(data), re.sub(r"\s", "", html.fromstring(data.decode()).text_content())
    scores = [cell for cell in column(told["绩效指标（单位：分）"], "复核得分") if cell != "—"]

    assert scores == [cell for cell in cells_in(site, "复核得分") if cell != "—"] == ["16"]
    assert "复核：某县财政局（2024-09-10，抽查复核）：复核总分95分，比自评低4分。理由：产出少于目标" in text
    (own,) = told["本报告答应的整改"][1:]
    assert own[4] == "整改中（逾期）；2024-11-01 整改中：已补养4公里"
    (former,) = told["上年答应的整改（出自2022年度的报告）"][1:]
    assert former[3:] == ["2023-12-31", "未整改（逾期）", "没有找到相同的字句"]
    assert told["附件"][1][:4] == ["自评表盖章件", "盖章扫描件", "PDF，9 B", hashlib.sha256(SEALED).hexdigest()]


def test_word_and_workbook_hold_the_same_second_scores_and_promises(reviewed: tuple[Catalogue, Scope]) -> None:
    catalogue, scope = reviewed
    told = tables_of_html(made(catalogue, "html", scope))
    in_word = tables_of_word(made(catalogue, "docx", scope))
    book = load_workbook(BytesIO(made(catalogue, "xlsx", scope)))

    assert book.sheetnames == ["项目自评", "复核", "整改"]
    for name, caption in (("复核", "复核过的自评，相差大的在前"), ("整改", "答应的整改，期限早的在前")):
        assert told[caption] in in_word
        sheet = [[str(cell.value) for cell in line] for line in book[name].iter_rows(min_row=2)]
        assert sheet == told[caption]


def test_without_second_scores_and_promises_nothing_is_said_of_them(catalogue: Catalogue) -> None:
    assert load_workbook(BytesIO(made(catalogue, "xlsx"))).sheetnames == ["项目自评"]
    page = made(catalogue, "html").decode()
    assert "复核得分" not in page
    assert "整改" not in page


def test_the_bag_holds_the_attachments_as_they_are(reviewed: tuple[Catalogue, Scope]) -> None:
    with zipfile.ZipFile(BytesIO(made(reviewed[0], "bag", reviewed[1]))) as archive:
        assert archive.read(f"jixiao-2023/data/attachments/{ROADS}/sealed.pdf") == SEALED
