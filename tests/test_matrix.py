"""部门对照: every figure is the one that the open data gives; departments are chosen in a real browser."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessible import shut_out

pytestmark = [pytest.mark.site, pytest.mark.browser]

ADDRESS = "compare/departments/"
COURT = "sh-first-intermediate-court"
Sums = dict[tuple[str, str], list[dict[str, str]]]


@pytest.fixture
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(site_url + ADDRESS)
    yield opened
    context.close()


def by_department(site: Path) -> Sums:
    found: Sums = defaultdict(list)
    with (site / "data/tables/reports.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found[row["department"], row["year"]].append(row)
    return found


def rate(rows: list[dict[str, str]]) -> str:
    paid = [row for row in rows if row["adjusted"] and row["executed"]]
    if not paid:
        return "未填报"
    executed = sum((Decimal(row["executed"]) for row in paid), Decimal(0))
    adjusted = sum((Decimal(row["adjusted"]) for row in paid), Decimal(0))
    return f"{(executed / adjusted * 100).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"


def shown(page: Page, table: str, department: str) -> list[str]:
    row = page.locator(f"[aria-labelledby=cap-{table}] tr[data-department={department}] td")
    return [text.split("\n")[0].split(" ")[0] for text in row.all_inner_texts()]


def differences(page: Page, table: str) -> list[str]:
    return page.locator(f"[aria-labelledby=cap-{table}] tfoot td").all_inner_texts()


def test_every_cell_is_what_the_open_data_gives(page: Page, built_site: Path) -> None:
    sums = by_department(built_site)
    years = sorted({year for _, year in sums}, reverse=True)
    assert len(sums) == 5
    for department in {name for name, _ in sums}:
        rows = [sums.get((department, year), []) for year in years]
        expected = [str(len(found)) if found else "—" for found in rows]
        assert shown(page, "reports", department) == expected
        assert shown(page, "rate", department) == [rate(found) if found else "—" for found in rows]
        counts = [sum(int(row["review_findings"]) for row in found) for found in rows]
        expected = [str(count) if found else "—" for count, found in zip(counts, rows, strict=True)]
        assert shown(page, "reviews", department) == expected


def test_nothing_is_said_to_be_above_where_nothing_can_be_judged(page: Page, built_site: Path) -> None:
    """A zero would say that somebody looked."""
    sums = by_department(built_site)
    years = sorted({year for _, year in sums}, reverse=True)
    for department in {name for name, _ in sums}:
        expected = []
        for rows in (sums.get((department, year), []) for year in years):
            judged = [row for row in rows if row["position"] != "无法核算"]
            count = str(sum(row["position"] == "高于规则" for row in rows))
            expected.append(count if judged else "无法核算" if rows else "—")
        assert shown(page, "above", department) == expected


def test_chosen_departments_stand_alone_in_every_table_and_in_the_address(page: Page) -> None:
    page.get_by_label("选 上海市第一中级人民法院").check()
    page.get_by_label("选 山西省高级人民法院").check()
    page.get_by_role("button", name="只看所选").click()
    assert page.locator("tr[data-department]:visible").count() == 2 * 6
    assert page.url.endswith(f"?d={COURT}&d=sx-high-court")

    # 1 report and 2 of 2020, each with its rate; no figure in other years.
    assert differences(page, "reports") == ["—", "−1", "—"]
    high, court = shown(page, "rate", "sx-high-court")[1], shown(page, "rate", COURT)[1]
    expected = Decimal(high.rstrip("%")) - Decimal(court.rstrip("%"))
    assert Decimal(differences(page, "rate")[1].replace("−", "-")) == expected != 0
    heads = page.locator("tfoot th").all_inner_texts()
    assert heads[1] == "相差（百分点）：山西省高级人民法院 − 上海市第一中级人民法院"
    assert heads[2] == "相差：山西省高级人民法院 − 上海市第一中级人民法院"
    page.reload()
    assert page.locator("tr[data-department]:visible").count() == 2 * 6
    page.get_by_role("button", name="看全部部门").click()
    assert page.locator("tfoot").count() == 0
    assert page.locator("tr[data-department]:visible").count() == 5 * 6
    assert "d=" not in page.url


def test_an_address_with_an_unknown_department_shows_all(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{ADDRESS}?d=nowhere")
    assert page.locator("tr[data-department]:visible").count() == 5 * 6


def test_without_scripts_all_departments_stand_there(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + ADDRESS)
    expect(page.locator("h1")).to_contain_text("部门对照")
    assert page.locator("tr[data-department]").count() == 5 * 6
    assert page.locator("input[type=checkbox]:visible").count() == 0
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_accessible(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})

    assert shut_out(page) == []
