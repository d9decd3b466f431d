"""What is said twice is equal: rows and sentences of pages beside the open data; money in one unit, which is said."""

import csv
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from tests.effort import some

pytestmark = pytest.mark.site

Rows = dict[str, dict[str, str]]
WAN = Decimal(10_000)
# Made of the form's own words, in the unit that the form prints and its caption names.
AS_PRINTED = (
    "//*[contains(@class,'jx-table')][.//caption[contains(.,'单位：')]]|//*[contains(@class,'jx-table--findings')]|"
    "//*[contains(@class,'jx-prose')]|//*[contains(@class,'jx-compare')]|//*[contains(@class,'jx-finding')]|"
    "//*[contains(@class,'jx-arith')]|//*[contains(@class,'jx-explain')]|//*[contains(@class,'jx-revisions')]|"
    "//*[contains(@class,'jx-facts')]|//*[@aria-labelledby='cap-corrections' or @aria-labelledby='cap-notices' or "
    "@aria-labelledby='cap-transcription']"
)
OTHER_UNIT = re.compile(r"\d\s*(?:元|千元|百万元|千万元|亿元)")
OF_MONEY = re.compile(r"^(全年预算|全年执行|年初预算|批复预算|应公开金额|已公开金额)")
# Pages with figures of reports; others explain rules, with examples in any unit.
WITH_MONEY = ("20", "departments", "regions", "years", "grades", "gaps", "compare", "ledger", "evaluations", "projects")


@pytest.fixture(scope="module")
def rows(site_of_300: Path) -> Rows:
    with (site_of_300 / "data/tables/reports.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def pages(site: Path) -> Iterator[Path]:
    for path in sorted(site.resolve().rglob("index.html")):
        if path.parent == site.resolve() or path.relative_to(site.resolve()).parts[0].startswith(WITH_MONEY):
            yield path


def read(path: Path) -> HtmlElement:
    return html.fromstring(path.read_text("utf-8")).find(".//main")


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_page_has_one_unit_of_money_and_says_it(site_of_300: Path) -> None:
    looked = some(list(pages(site_of_300)), 9)
    assert len(looked) > 30
    for path in looked:
        page = read(path)
        for printed in page.xpath(AS_PRINTED):
            printed.drop_tree()
        assert OTHER_UNIT.findall(words(page)) == [], path
        for table in page.iterfind(".//table"):
            said = words(table.find("caption"))
            for head in table.iterfind(".//thead//th"):
                if OF_MONEY.match(words(head)):
                    assert "万元" in words(head) + said, (path, words(head))
        for figure in page.find_class("jx-figure"):
            if OF_MONEY.match(words(figure)):
                assert words(figure).endswith("万元"), (path, words(figure))


def in_wan(yuan: str) -> str:
    amount = Decimal(yuan) / WAN
    return f"{amount:,f}".rstrip("0").rstrip(".") if amount % 1 else f"{amount:,.0f}"


def cells(line: HtmlElement) -> dict[str, str]:
    return {str(cell.get("data-label")).partition("（")[0]: words(cell) for cell in line}


def listed(page: HtmlElement, path: Path, site: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each row of a page's list of reports, with the report that it leads to."""
    for line in page.xpath("//*[@aria-labelledby='cap-reports']//tbody/tr"):
        target = (path.parent / str(line.xpath("./th//a/@href")[0])).resolve()
        yield target.relative_to(site).as_posix(), cells(line)


def test_each_row_of_each_list_says_what_the_open_data_says(site_of_300: Path, rows: Rows) -> None:
    site, seen = site_of_300.resolve(), 0
    for path in some([one for one in pages(site) if "compare" not in one.parts], 2):
        for report, shown in listed(read(path), path, site):
            row = rows[report]
            missing = "未填报"
            assert shown["全年预算"] == (in_wan(row["adjusted"]) if row["adjusted"] else missing), path
            assert rate_in(shown["执行率"]) == stated_rate(row), path
            second = f" 复核 {row['second_total']}" if row["second_total"] else ""
            assert shown["自评总分"] == (row["declared_total_text"] or missing) + second, path
            assert shown["须核对"] == row["review_findings"], path
            gap = Decimal(shown["差距"].replace("−", "-")) if shown["差距"] not in ("", "—") else None
            assert gap == distance(row), path
            seen += 1
    assert seen > 300


def rate_in(text: str) -> Decimal | None:
    """Return the rate that a text begins with; a page adds decimals where two would read 0 or 100."""
    found = re.search(r"([\d.]+)%", text)
    return Decimal(found[1]).quantize(Decimal("0.01"), ROUND_HALF_UP) if found else None


def stated_rate(row: dict[str, str]) -> Decimal | None:
    return Decimal(row["execution_rate"]) if row["execution_rate"] else None


def distance(row: dict[str, str]) -> Decimal | None:
    """Return how far a total lies from the nearer end of the rule's range, None where nothing can be said."""
    if row["position"] == "无法核算":
        return None
    low, high = Decimal(row["gap_min"]), Decimal(row["gap_max"])
    return low if low > 0 else high if high < 0 else Decimal(0)


def test_the_answer_of_a_report_says_what_the_open_data_says(site_of_300: Path, rows: Rows) -> None:
    looked = some([row for row in rows.values() if row["adjusted"] and row["executed"]], 4)
    assert len(looked) > 20
    for row in looked:
        page = read(site_of_300 / row["url"] / "index.html")
        money, deeds, points = (words(cell) for cell in page.find_class("jx-say__cell"))
        assert rate_in(money) == stated_rate(row), row["id"]
        exact = Decimal(row["adjusted"]) / WAN
        amount = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert (f"{amount:,}" if exact >= 1 or exact == amount else in_wan(row["adjusted"])) in money, row["id"]
        assert f"{row['met']}/" in deeds or f"{row['met']} 项" in deeds or "无法判断" in deeds, row["id"]
        assert row["declared_total_text"] in points, row["id"]
        status = words(page.find_class("jx-status")[0])
        open_ones = int(row["review_findings"]) - int(row["answered"])
        assert f"须核对 {row['review_findings']} 处" in status or row["review_findings"] == "0", row["id"]
        assert f"尚未说明 {open_ones} 处" in status or not open_ones, row["id"]
        if row["position"] in ("高于规则", "低于规则"):
            (told,) = page.xpath("//h2[@id='gap']/following-sibling::dl[1]")
            assert f"{row['position']} {abs(distance(row) or Decimal(0)).normalize():f} 分" in words(told)
            assert (row["gap_answer"] or "尚未说明") in words(told)
