"""What readers come for, done with real clicks on a made site of 300 reports, in the suite 160; figures from its open data."""

import csv
import re
import time
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.links import broken, downloads
from tests.serving import serve
from tests.three_hundred import ANSWER, COURT

pytestmark = [pytest.mark.browser, pytest.mark.site]

Rows = list[dict[str, str]]
# 400 kbit/s, in bytes a second, with the delay of a mobile network.
SLOW = {"offline": False, "latency": 100, "downloadThroughput": 50_000, "uploadThroughput": 50_000}


@pytest.fixture(scope="module")
def made(site_of_300: Path) -> Path:
    return site_of_300


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


def test_no_link_of_the_made_site_is_broken(made: Path) -> None:
    """Among its pages are earlier versions, projects of one report and of several, withdrawn ones."""
    assert [*broken(made.resolve()), *downloads(made.resolve())] == []


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
    assert re.search(r"本页版本 [0-9a-f]{8}.*\d{4}年\d+月\d+日查阅。$", copied)


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
    assert "2021-10-08，上海市第一中级人民法院" in page.locator("[aria-labelledby=cap-reviews]").inner_text()

    page.get_by_role("link", name="怎样说明").first.click()
    expect(page.locator("h1")).to_contain_text("怎样说明、更正和提出异议")
    assert "答复只增不改" in page.locator("main").inner_text()


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


FIGURE = re.compile(
    r'jx-figure__label">([^<]*)</span> <span class="jx-figure__value">([^<]*)</span>'
    r'(?: <span class="jx-figure__note">([^<]*)<)?'
)
GROUP_ROW = re.compile(
    r'<tr><th scope="row" data-label="(?:年度|部门|地区|等级)"><a href="([^"]+)">.*?</tr>', re.DOTALL
)
CELL = re.compile(r'<td[^>]*data-label="([^"（]+)(?:（[^"]*）)?"[^>]*>(.*?)</td>', re.DOTALL)


def in_wan(rows: Rows, column: str) -> str:
    """Sum money of the rows that state both figures, in 万元, as a page writes it."""
    paid = [row for row in rows if row["adjusted"] and row["executed"]]
    if not paid:
        return "未填报"
    total = sum((Decimal(row[column]) for row in paid), Decimal(0)) / 10_000
    return f"{total:,f}".rstrip("0").rstrip(".") if "." in f"{total:f}" else f"{total:,f}"


def rate_of(rows: Rows) -> str:
    paid = [row for row in rows if row["adjusted"] and row["executed"]]
    adjusted = sum((Decimal(row["adjusted"]) for row in paid), Decimal(0))
    if not adjusted:
        return "未填报"
    exact = sum((Decimal(row["executed"]) for row in paid), Decimal(0)) * 100 / adjusted
    for places in range(2, 7):
        shown = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if shown not in (0, 100) or shown == exact:
            break
    return f"{shown}%"


def of_newest_year(rows: Rows) -> Rows:
    """Money of several years is never added: a page of several years gives that of the newest."""
    return [row for row in rows if row["year"] == max(one["year"] for one in rows)]


def expected_of(rows: Rows) -> dict[str, str]:
    """What a page says of a group, worked out from the table of reports alone."""
    newest = of_newest_year(rows)

    def count(name: str) -> int:
        return sum(int(row[name]) for row in rows)

    return {
        "自评报告": str(len(rows)),
        "全年预算": in_wan(newest, "adjusted"),
        "全年执行": in_wan(newest, "executed"),
        "执行率": rate_of(newest),
        "自评高于规则": str(sum(row["position"] == "高于规则" for row in rows)),
        "区间内": str(sum(row["position"] == "区间内" for row in rows)),
        "低于规则": str(sum(row["position"] == "低于规则" for row in rows)),
        "无法核算": str(sum(row["position"] == "无法核算" for row in rows)),
        "须核对": str(count("review_findings")),
        "已说明": str(count("answered")),
        "提示": str(count("notices")),
        "软件无法判断": str(count("unjudged")),
    }


def figures_of(html: str) -> dict[str, str]:
    found = {label.partition("（")[0]: value.split(" ")[0] for label, value, _ in FIGURE.findall(html)}
    notes = " ".join(note for _, _, note in FIGURE.findall(html))
    for label in ("区间内", "低于规则", "无法核算"):
        found[label] = re.search(rf"{label} (\d+) 份", notes)[1]  # type: ignore[index]
    for label in ("已说明", "提示", "软件无法判断"):
        found[label] = re.search(rf"{label} (\d+) 处", notes)[1]  # type: ignore[index]
    return found


def of_the_page(rows: Rows, address: str) -> Rows:
    """Return the reports that a listing page is about, told by its address."""
    parts = address.strip("/").split("/")
    years = [part for part in parts if re.fullmatch(r"20\d\d", part)]
    found = [row for row in rows if not years or row["year"] in years]
    if parts[0] == "regions" and len(parts) > 1 and not re.fullmatch(r"20\d\d", parts[1]):
        return [row for row in found if row["region"] == parts[1]]
    names = {row["department"] for row in rows} & set(parts)
    return [row for row in found if not names or row["department"] in names]


def listing_pages(made: Path, rows: Rows) -> list[str]:
    """Return the addresses of all pages with totals: years, departments, both, regions."""
    found = ["years/", "departments/", "regions/"]
    for row in rows:
        year, department = row["year"], row["department"]
        found += [f"{year}/", f"{year}/{department}/", f"departments/{department}/"]
        found += [f"regions/{row['region']}/", f"regions/{row['region']}/{year}/"]
    return sorted(set(found))


def test_every_total_on_every_list_is_the_one_that_the_open_data_gives(made: Path, rows: Rows) -> None:
    pages = listing_pages(made, rows)
    assert len(pages) > 90
    for address in pages:
        html = (made / address / "index.html").read_text("utf-8")
        own = of_the_page(rows, address)
        assert figures_of(html) == expected_of(own), address
        years = {row["year"] for row in own}
        named = re.findall(r'jx-figure__label">全年预算（(\d{4})年度）', html)
        assert named == ([max(years)] if len(years) > 1 else []), address


def test_every_line_of_a_summary_is_the_page_that_it_leads_to(made: Path, rows: Rows) -> None:
    names = {"报告": "自评报告", "高于规则": "自评高于规则"}
    lines = 0
    for address in [page for page in listing_pages(made, rows) if page.count("/") <= 2]:
        page = made / address
        for line in GROUP_ROW.finditer((page / "index.html").read_text("utf-8")):
            target = (page / line[1]).resolve().relative_to(made.resolve()).as_posix()
            own = of_the_page(rows, target)
            expected = {**expected_of(own), "金额年度": max(row["year"] for row in own)}
            cells = {label: re.sub("<[^>]+>", "", cell) for label, cell in CELL.findall(line[0])}
            shown = {names.get(label, label): text for label, text in cells.items() if label != "等级分布"}
            assert shown == {label: expected[label] for label in shown}, (address, target)
            lines += 1
    assert lines > 50


def test_the_first_page_the_gaps_and_the_way_to_answer_count_alike(made: Path, rows: Rows) -> None:
    total = expected_of(rows)
    home = re.sub("<[^>]+>", "", (made / "index.html").read_text("utf-8"))
    assert f"{total['自评报告']} 份自评报告；须核对 {total['须核对']} 处，单位已说明 {total['已说明']} 处" in home
    assert f"另有提示 {total['提示']} 处，软件无法判断 {total['软件无法判断']} 处" in home
    gaps = re.sub("<[^>]+>", " ", (made / "gaps/index.html").read_text("utf-8"))
    for position in ("高于规则", "区间内", "低于规则", "无法核算"):
        count = sum(row["position"] == position for row in rows)
        assert re.search(rf"{position}\s+{count} 份", gaps), position
    answer = re.sub("<[^>]+>", "", (made / "how-to-answer/index.html").read_text("utf-8"))
    assert re.search(rf"尚未说明\s*{int(total['须核对']) - int(total['已说明'])} 处", answer)


def test_each_check_counts_the_findings_that_the_open_data_lists(made: Path) -> None:
    with (made / "data/tables/findings.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    found = Counter(row["code"] for row in listed)
    reports = Counter(code for code, _ in {(row["code"], row["report"]) for row in listed})
    assert len(found) > 20
    for code, count in found.items():
        page = re.sub("<[^>]+>", " ", (made / f"checks/{code.lower()}/index.html").read_text("utf-8"))
        assert re.search(rf"有发现的报告\s+{reports[code]} 份", page), code
        assert count <= 100 or f"共 {count} 处" in page, code


def test_the_list_of_findings_counts_as_the_open_data_does_the_most_frequent_first(made: Path, rows: Rows) -> None:
    with (made / "data/tables/findings.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    found = Counter(row["code"] for row in listed)
    reports = Counter(code for code, _ in {(row["code"], row["report"]) for row in listed})
    page = (made / "findings/index.html").read_text("utf-8")
    table = re.findall(r'<th scope="row" data-label="核对"><a [^>]*>(\w+) .*?</tr>', page)
    shown = [
        [re.sub("<[^>]+>", "", cell) for cell in re.findall(r'<td class="num".*?</td>', line)]
        for line in lines_of(page)
    ]
    assert table == sorted(found, key=lambda code: (-reports[code], code))
    assert [line[:2] for line in shown] == [[str(reports[code]), str(found[code])] for code in table]
    open_ones = sum(int(line[2]) for line in shown if line[2] != "—")
    others = [row for row in listed if row["report"] not in {one["id"] for one in rows}]
    own = sum(int(row["review_findings"]) - int(row["answered"]) for row in rows)
    assert own <= open_ones <= own + len(others)
    for name, count in (("须核对", "review_findings"), ("提示", "notices"), ("软件无法判断", "unjudged")):
        assert f'label">{name}</span> <span class="jx-figure__value">{sum(int(row[count]) for row in rows)} 处' in page


def lines_of(page: str) -> list[str]:
    return re.findall(r'<tr><th scope="row" data-label="核对">.*?</tr>', page)
