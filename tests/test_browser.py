"""Pages in a real Chromium: wide and narrow, light and dark, without JavaScript, and on paper."""

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.accessible import in_turn, scrolls_sideways, shut_out
from tests.effort import only_long

pytestmark = [pytest.mark.browser, pytest.mark.site]

REPORT = "2021/xinzhou-gov/it-construction/"
KINDS = {
    "home": "",
    "year": "2021/",
    "department": "departments/sx-high-court/",
    "report": REPORT,
    "longest report": "2020/sh-first-intermediate-court/case-handling/",
    "checks": "checks/",
    "check": "checks/f301/",
    "error": "checks/e201/",
    "clean form": "checks/clean-form/",
    "rulebook": "rules/mof-2020-10/",
    "methodology": "methodology/",
    "how to read": "how-to-read/",
    "years": "years/",
    "grade": "grades/1/",
    "region": "regions/",
    "findings": "findings/",
    "corrections": "corrections/",
    "gaps": "gaps/",
    "how to answer": "how-to-answer/",
    "search": "search/?q=%E6%BB%A1%E6%84%8F%E5%BA%A6",
    "comparison": "compare/",
    "matrix": "compare/departments/",
    "unanswered": "departments/sh-first-intermediate-court/unanswered/",
    "open data": "data/",
    "data of a year": "data/years/2021/",
    "no such page": "404.html",
}


# What all others are made of.
ON_BOTH = ("home", "year", "report", "search")


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("screen", "address"), in_turn(KINDS, ON_BOTH, ["longest report"]), indirect=["screen"])
def test_nobody_is_shut_out_and_nothing_scrolls_sideways(screen: Page, site_url: str, address: str) -> None:
    screen.goto(site_url + address)

    assert shut_out(screen) == []
    assert not scrolls_sideways(screen)


def test_who_is_shut_out_and_what_scrolls_sideways_is_found(desk: Page) -> None:
    desk.set_content(
        '<html lang="zh-CN"><title>试验页</title><main><h1>图</h1><img src="data:,"><p style="width:3000px">宽</p>'
    )

    assert "image-alt" in dict(shut_out(desk))
    assert scrolls_sideways(desk)


def test_pages_load_without_errors_or_strangers(desk: Page, site_url: str) -> None:
    problems: list[str] = []
    requests: list[str] = []
    desk.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    desk.on("pageerror", lambda error: problems.append(str(error)))
    desk.on("request", lambda request: requests.append(request.url))
    for kind, address in KINDS.items():
        # What the page before still asks for is not this one's.
        desk.goto("about:blank")
        requests.clear()
        desk.goto(site_url + address)

        assert problems == [], kind
        assert [url for url in requests if not url.startswith(site_url)] == [], kind
        assert 1 < len(requests) <= 8 + (kind == "search") * 20, kind


@pytest.mark.parametrize("address", ["", REPORT, KINDS["longest report"], "2021/", "data/"])
def test_the_first_view_is_light(desk: Page, site_url: str, address: str) -> None:
    """What a host that packs with gzip would send: at most 100 kB and 8 requests."""
    sizes: list[int] = []
    desk.on("response", lambda response: sizes.append(len(gzip.compress(response.body(), 6))))
    desk.goto(site_url + address, wait_until="networkidle")

    assert len(sizes) <= 8
    assert sum(sizes) <= 100_000


@pytest.mark.parametrize(
    "seen",
    [
        ("", "dark"),
        (REPORT, "light"),
        *only_long(("", "light"), (REPORT, "dark"), ("data/", "dark"), ("checks/", "light")),
    ],
)
def test_large_type_and_high_contrast_shut_nobody_out(browser: Browser, site_url: str, seen: tuple[str, str]) -> None:
    address, scheme = seen
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(site_url + address)
    before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)")
    page.get_by_role("button", name="大字").click()
    page.get_by_role("button", name="高对比").click()
    page.reload()

    assert page.get_by_role("button", name="大字").get_attribute("aria-pressed") == "true"
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)") >= before * 1.2
    assert not scrolls_sideways(page)
    assert shut_out(page, also=("wcag2aaa",)) == []
    context.close()


def test_charts_say_in_words_what_they_draw(desk: Page, site_url: str) -> None:
    desk.goto(site_url + REPORT)
    drawn = desk.get_by_role("img")

    assert drawn.count() == 2
    assert desk.get_by_role("img", name="资金从预算到执行").count() == 1
    assert desk.locator("#chart-funding details table tbody tr").count() == 3


def test_a_report_shows_both_totals_and_both_readings(desk: Page, site_url: str) -> None:
    desk.goto(site_url + REPORT)
    head = desk.locator(".jx-hero").inner_text()

    assert "89.5" in head
    assert "99.5 分" in head
    assert "按资金表执行率" in head


def test_a_finding_has_a_permanent_address(desk: Page, site_url: str) -> None:
    desk.goto(site_url + "checks/r205/")
    desk.locator(".jx-finding dl a").first.click()

    assert "/2021/xinzhou-gov/it-construction/#R205-" in desk.url
    assert desk.locator(":target").count() == 1


def test_everything_is_readable_without_javascript(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + REPORT)
    rows = page.locator(".jx-table--indicators tbody th[scope=row]").count()
    context.close()

    assert rows == 10


def test_a_report_prints_with_every_score(desk: Page, site_url: str) -> None:
    desk.goto(site_url + REPORT)
    desk.emulate_media(media="print")

    assert not desk.locator(".md-header").is_visible()
    assert desk.locator(".jx-table--indicators thead").is_visible()
    assert len(desk.pdf(format="A4")) > 10_000


def test_the_answer_is_read_on_the_first_screen_of_a_phone(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site_url + "2020/sh-first-intermediate-court/it-maintenance/")
    points = page.locator(".jx-say__cell").nth(2)
    box = points.bounding_box()

    assert "自评 97 分，在规则范围 87.16–98.56 分之内" in points.inner_text()
    assert box is not None
    assert box["y"] + box["height"] <= 844
    context.close()


def test_a_finding_leads_to_its_row_and_the_row_back(desk: Page, site_url: str) -> None:
    desk.goto(site_url + "2020/sh-first-intermediate-court/it-maintenance/")
    finding = desk.locator(".jx-table--findings tbody tr").first
    name = finding.locator("th a").first.inner_text()
    finding.locator("th a").first.click()

    assert name in desk.locator(".jx-table--indicators tr:target").inner_text()
    desk.locator("tr:target .jx-back").click()
    assert name in desk.locator(".jx-table--findings tr:target").inner_text()


def test_an_unexplained_finding_says_so_and_how_to_explain_it(desk: Page, site_url: str) -> None:
    desk.goto(site_url + REPORT)

    assert desk.locator(".jx-table--findings").first.get_by_text("尚未说明").count() > 0
    desk.get_by_role("link", name="怎样说明、更正和提出异议").click()
    assert "怎样说明" in desk.locator("h1").inner_text()
    assert desk.get_by_role("heading", name="单位怎样说明").count() == 1


def test_citizens_see_rows_not_lines_of_a_file(desk: Page, site_url: str) -> None:
    desk.goto(site_url + REPORT)

    assert "行第" not in desk.locator("main").inner_text()


@pytest.mark.parametrize("address", ["2020/", "gaps/"])
def test_heads_of_sortable_tables_print(desk: Page, site_url: str, address: str) -> None:
    desk.goto(site_url + address)
    desk.emulate_media(media="print")
    shown = desk.locator("thead .jx-sort").first.evaluate("one => getComputedStyle(one).display")

    assert shown == "contents"


def test_a_phone_shows_every_column_of_the_money(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site_url + "2020/sh-first-intermediate-court/it-maintenance/")
    table = page.locator(".jx-table", has=page.locator("#cap-funding-1"))

    assert table.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert table.locator("td[data-label='全年执行数']").first.is_visible()
    context.close()


def test_a_page_tells_others_what_to_show_of_it(desk: Page, site_url: str) -> None:
    desk.goto(site_url + "2020/sh-first-intermediate-court/it-maintenance/")
    told = desk.locator("meta[property='og:description']").get_attribute("content") or ""

    assert desk.locator("meta[property='og:title']").get_attribute("content") == (
        "信息化运维（上海市第一中级人民法院，2020年度）"
    )
    assert told.startswith("839.16 万元用了 835.89 万元，剩 3.27 万元。14 项指标：")


@pytest.mark.parametrize(
    ("address", "tab"),
    [("corrections/", "更正公告"), ("checks/f301/", "方法"), ("compare/departments/", "对照"), ("", "首页")],
)
def test_the_tab_of_a_page_is_marked_and_in_sight_on_a_phone(
    browser: Browser, site_url: str, address: str, tab: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(site_url + address)
    marked = page.locator(".jx-tabs [aria-current]")
    assert marked.all_inner_texts() == [tab]
    box = marked.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    context.close()
