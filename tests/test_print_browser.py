"""A page on A4, made by a real Chromium and read back: heads on every sheet, nothing cut, whole addresses, two sheets."""

import unicodedata
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from pdfplumber.page import Page as Sheet
from playwright.sync_api import Browser, Page

from tests.effort import only_long
from tests.serving import serve
from tests.test_measures import EVERY
from tests.three_hundred import COURT

pytestmark = [pytest.mark.browser, pytest.mark.site]

LONGEST = EVERY["longest report"]
MADE = "2019/bureau-00/project-01/"
# A head that every sheet of the page's longest table must repeat.
HEADS = {
    "corrections/": "批准人",
    "gaps/": "规则参考总分",
    "ledger/2020/": "公开期限",
    "2021/": "规则参考总分",
    LONGEST: "规则参考分",
}


@pytest.fixture(scope="module")
def address(site_of_300: Path) -> Iterator[str]:
    with serve(site_of_300) as root:
        yield root


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def printed(page: Page, url: str) -> list[Sheet]:
    page.goto(url)
    return list(pdfplumber.open(BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages)


def texts(sheets: list[Sheet]) -> list[str]:
    """Return what the sheets say; fonts print radicals in the place of characters, which are put back."""
    return [unicodedata.normalize("NFKC", sheet.extract_text()).replace(" ", "") for sheet in sheets]


@pytest.mark.parametrize("path", ["corrections/", "ledger/2020/", *only_long("gaps/", "2021/", LONGEST)])
def test_each_sheet_of_a_long_table_has_its_head_and_nothing_is_cut(page: Page, address: str, path: str) -> None:
    sheets = printed(page, address + path)
    told = texts(sheets)
    tables = [number for number, text in enumerate(told) if HEADS[path] in text]

    assert len(tables) > 1
    assert tables == list(range(tables[0], tables[-1] + 1))
    for sheet in sheets:
        right = max((float(char["x1"]) for char in sheet.chars), default=0)
        assert right <= float(sheet.width) - 30, "wider than the paper"


@pytest.mark.parametrize("path", ["corrections/", MADE, *only_long("gaps/", "ledger/2020/", "2021/", LONGEST)])
def test_no_column_is_a_column_of_single_characters(page: Page, address: str, path: str) -> None:
    """As on paper, each cell with text of three characters and more is wider than two of them."""
    page.goto(address + path)
    page.set_viewport_size({"width": 680, "height": 900})
    page.emulate_media(media="print")
    thin = page.locator(".jx-table tr > *").evaluate_all(
        "(cells) => cells.filter((one) => one.checkVisibility() && one.innerText.trim().length > 2).filter((one) => {"
        "  const style = getComputedStyle(one);"
        "  const inner = one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);"
        "  return inner < 2 * parseFloat(style.fontSize);"
        "}).map((one) => one.innerText)"
    )

    assert thin == []


@pytest.mark.parametrize("path", [COURT, MADE, *only_long(LONGEST)])
def test_a_report_has_a_summary_of_two_sheets_with_its_address(page: Page, address: str, path: str) -> None:
    whole = texts(printed(page, address + path))
    summary = texts(printed(page, f"{address}{path}#summary"))

    assert len(summary) <= 2 < len(whole)
    assert "须核对" in summary[0]
    assert "项目资金" in summary[-1]
    assert f"made.example.gov.cn/jixiao/{path.replace('-', '')}" in summary[-1].replace("\n", "").replace("-", "")
    assert not any("自评得分与规则参考分并列" in text for text in summary)


def test_addresses_on_paper_are_whole_and_folded_findings_are_open(page: Page, address: str) -> None:
    told = "".join(texts(printed(page, address + COURT))).replace("\n", "")

    assert "../" not in told
    assert "data/reports/2020/sh-first-intermediate-court/it-maintenance.xlsx" in told
    assert "实际完成值应为确数" in told
