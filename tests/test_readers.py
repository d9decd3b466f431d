"""What readers come for, done with real clicks on a made site of 300 reports; figures from its open data."""

import csv
import re
import shutil
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.cli import main
from tests import made_reports
from tests.make import CONTENT
from tests.serving import serve

pytestmark = [pytest.mark.browser, pytest.mark.site]

COURT = "2020/sh-first-intermediate-court/it-maintenance/"
MADE = 294
ANSWER = "“次”与“%”是填表时写混的，事故确为零次。"
Rows = list[dict[str, str]]
# 400 kbit/s, in bytes a second, with the delay of a mobile network.
SLOW = {"offline": False, "latency": 100, "downloadThroughput": 50_000, "uploadThroughput": 50_000}


def content_of_300(folder: Path) -> Path:
    """Lay the six real reports among 294 made ones."""
    content = folder / "content"
    made_reports.write_content(content, MADE)
    shutil.copytree(CONTENT / "projects", content / "projects", dirs_exist_ok=True)
    register = content / "departments.yml"
    own = (CONTENT / "departments.yml").read_text("utf-8")
    register.write_text(register.read_text("utf-8") + own, "utf-8")
    answered = content / f"projects/{COURT.strip('/')}.yml"
    answered.write_text(answered.read_text("utf-8") + f"核对说明:\n  F301: {ANSWER}\n", "utf-8")
    site = made_reports.site() | yaml.safe_load((CONTENT / "site.yml").read_text("utf-8"))
    (content / "site.yml").write_text(yaml.dump(site, allow_unicode=True), "utf-8")
    return content


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readers")
    content, site = content_of_300(folder), folder / "site"
    command = ["build", "--first", "--content", str(content), "--site-dir", str(site), "--date", "2026-11-25"]
    outcome = CliRunner().invoke(main, command)
    assert outcome.exit_code == 0, outcome.output
    return site


@pytest.fixture(scope="module")
def address(made: Path) -> Iterator[str]:
    with serve(made) as root:
        yield root


@pytest.fixture(scope="module")
def rows(made: Path) -> Rows:
    with (made / "data/tables/reports.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["kind"] == "项目自评"]


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield context
    context.close()


def shown_search(page: Page) -> None:
    expect(page.locator(".jx-find__status")).to_contain_text("找到")


def gap(row: dict[str, str]) -> Decimal:
    return Decimal(row["gap_min"])


def test_a_citizen_finds_a_report_and_reads_its_answer_without_scrolling(phone: Page, address: str) -> None:
    phone.goto(address)
    box = phone.get_by_role("searchbox").first
    box.fill("法院 IT 800万")
    box.press("Enter")
    shown_search(phone)
    phone.locator(".jx-hits h2 a").first.tap()
    expect(phone.locator("h1")).to_contain_text("信息化")

    assert phone.url == address + COURT
    answer = phone.locator(".jx-say").bounding_box()
    assert answer is not None
    assert answer["y"] + answer["height"] <= 844
    assert phone.evaluate("scrollY") == 0
    assert "839.16 万元用了 835.89 万元" in phone.locator(".jx-say").inner_text()


def test_a_journalist_lists_the_largest_gaps_and_takes_them_away(
    desk: BrowserContext, address: str, made: Path, rows: Rows
) -> None:
    page = desk.new_page()
    page.goto(address)
    page.get_by_role("navigation").get_by_role("link", name="自评与规则").first.click()
    listed = page.locator("[aria-labelledby=cap-above] td[data-label='差距（分）']").all_inner_texts()
    above = sorted((gap(row) for row in rows if row["position"] == "高于规则"), reverse=True)
    assert len(above) > 10
    assert [Decimal(text.replace("+", "")) for text in listed[:10]] == [
        one.quantize(Decimal("0.01")) for one in above[:10]
    ]

    with page.expect_download() as taken:
        page.get_by_role("link", name="下载 CSV").click()
    assert Path(taken.value.path()).read_bytes() == (made / "data/tables/reports.csv").read_bytes()
    desk.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制引用").click()
    expect(page.get_by_text("已复制，含查阅日期")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "《自评与规则》" in copied
    assert re.search(r"数据版本 [0-9a-f]{8}.*\d{4}年\d+月\d+日查阅。$", copied)


def test_a_journalist_lists_the_worst_executed(desk: BrowserContext, address: str, rows: Rows) -> None:
    page = desk.new_page()
    page.goto(f"{address}search/?sort=-rate")
    shown_search(page)
    told = [re.search(r"执行率 ([\d.]+)%", text) for text in page.locator(".jx-hits__facts").all_inner_texts()]
    shown = [Decimal(found[1]) for found in told[:5] if found]
    lowest = sorted(Decimal(row["execution_rate"]) for row in rows if row["execution_rate"])

    assert shown == [rate.quantize(Decimal("0.01")) for rate in lowest[:5]]


def test_an_official_sees_what_a_department_has_not_answered(desk: BrowserContext, address: str, rows: Rows) -> None:
    page = desk.new_page()
    page.goto(address + "departments/")
    page.get_by_role("link", name="造表市第5局", exact=True).first.click()
    page.get_by_role("link", name=re.compile(r"^\d+ 处$")).click()
    own = [row for row in rows if row["department"] == "bureau-05"]
    open_ones = sum(int(row["review_findings"]) - int(row["answered"]) for row in own)
    assert open_ones > 20
    expect(page.locator(".jx-lead")).to_have_text(f"共 {open_ones} 处须核对的地方还没有单位的说明，按报告列出。")

    page.locator("tbody th a").first.click()
    assert page.locator("tr:target .jx-state--open").inner_text() == "尚未说明"


def test_a_clerk_learns_how_to_answer_and_sees_an_answer_shown(desk: BrowserContext, address: str, rows: Rows) -> None:
    page = desk.new_page()
    page.goto(address + COURT)
    states = page.locator("[aria-labelledby=cap-reviews] .jx-state").all_inner_texts()
    counted = next(row for row in rows if row["url"] == COURT)
    assert states.count("已说明") == int(counted["answered"]) == 1
    assert states.count("尚未说明") == int(counted["review_findings"]) - 1
    assert ANSWER in page.locator("[aria-labelledby=cap-reviews]").inner_text()

    page.get_by_role("link", name="怎样说明").first.click()
    expect(page.locator("h1")).to_contain_text("怎样说明、更正和提出异议")
    assert "核对说明" in page.locator("main").inner_text()


def test_a_deputy_compares_two_departments_over_three_years(desk: BrowserContext, address: str, rows: Rows) -> None:
    page = desk.new_page()
    page.goto(address)
    page.get_by_role("link", name="对照", exact=True).first.click()
    page.get_by_role("link", name="部门对照：各部门各年度并列").click()
    for name in ("造表市第1局", "造表市第4局"):
        page.get_by_label(f"选 {name}", exact=True).check()
    page.get_by_role("button", name="只看所选").click()
    heads = page.locator("[aria-labelledby=cap-reports] thead th").all_inner_texts()[1:]
    years = [re.sub(r"\D", "", head) for head in heads]
    assert len(years) >= 3
    for department in ("bureau-01", "bureau-04"):
        shown = page.locator(f"[aria-labelledby=cap-reports] tr[data-department={department}] td").all_inner_texts()
        counts = [sum(row["department"] == department and row["year"] == year for row in rows) for year in years]
        assert [text.split()[0] for text in shown] == [str(count) if count else "—" for count in counts]


def test_the_keyboard_and_the_tree_of_a_screen_reader_are_enough(desk: BrowserContext, address: str) -> None:
    page = desk.new_page()
    page.goto(address)
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "search":
            break
    page.keyboard.type("法院 IT 800万")
    page.keyboard.press("Enter")
    shown_search(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('.jx-hits h2'))"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(address + COURT)
    tree = page.locator("main").aria_snapshot()
    assert 'heading "' in tree
    assert "839.16 万元用了 835.89 万元" in tree


def test_the_answer_is_there_in_two_seconds_at_400_kilobits(browser: Browser, made: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    with serve(made, compressed=True) as address:
        page.goto(address + "about/")
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.send("Network.emulateNetworkConditions", SLOW)
        started = time.monotonic()
        page.goto(address + COURT, wait_until="commit")
        page.locator(".jx-say").wait_for()
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert time.monotonic() - started < 2
    context.close()
