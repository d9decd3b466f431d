"""The search page in a real Chromium, on a small site with a hostile project name, under a strict policy."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from generator.assessment import assess
from generator.model.text import fold
from generator.publish.builder import Workplace, build_html
from generator.search import table as search_table
from generator.site import generate
from tests.accessible import on_every_screen, scrolls_sideways, shut_out
from tests.conftest import TODAY
from tests.make import CONTENT, ROOT, load
from tests.serving import serve

pytestmark = [pytest.mark.browser, pytest.mark.site]

PAYLOAD = '<img src=x onerror="document.title=1"> １２３abc 信息化 & "引号"'
# A project of several years, the only reports of their department in the later two.
BRIDGES = (2021, 2022, 2023)
UNREAD = "摘录没有载入，请打开报告查看。"
Opener = Callable[..., Page]


def with_hostile_report(folder: Path) -> Path:
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    report = load(CONTENT / "projects/2021/sx-npc/it-construction.yml") | {"项目名称": PAYLOAD}
    path = content / "projects/2021/sx-npc/hostile.yml"
    path.write_text(yaml.dump(report, allow_unicode=True), encoding="utf-8")
    for number in range(30):
        copy = report | {"项目名称": f"养护第{number}项"}
        path.with_name(f"road-{number:02}.yml").write_text(yaml.dump(copy, allow_unicode=True), encoding="utf-8")
    for year in BRIDGES:
        goals = report["年度总体目标"] | {"预期目标": f"检测桥梁{year % 100}座"}
        copy = report | {"项目名称": "桥梁安全", "年度总体目标": goals}
        path = content / f"projects/{year}/sx-npc/bridges.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.dump(copy, allow_unicode=True), encoding="utf-8")
    return content


@pytest.fixture(scope="module", params=["one file of rows", "many files of rows"])
def built(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    folder = tmp_path_factory.mktemp("search")
    place = Workplace(ROOT, folder / "build" / "docs", folder / "build" / "mkdocs.yml")
    assessment = assess(with_hostile_report(folder))
    assert assessment.content
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "many files of rows":
            patch.setattr(search_table, "_IN_ONE_FILE", 5)
        generate(assessment.content, assessment, place, TODAY)
    build_html(place, folder / "www" / "below" / "site", 0)
    return folder / "www"


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """The search page of a site in a subfolder."""
    with serve(built) as root:
        yield f"{root}below/site/search/"


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Opener]:
    contexts = []
    problems: list[str] = []

    def open_page(query: str = "", *, width: int = 1280, scheme: str = "light", scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda request: None if address[:18] in request.url else problems.append(request.url))
        page.goto(address + query)
        if scripts:
            expect(page.locator(".jx-find__status")).to_contain_text("找")
            expect(page.locator(".jx-find__status")).not_to_contain_text("正在")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


def ask(query: str, **more: str) -> str:
    return "?" + "&".join(f"{name}={quote(value)}" for name, value in {"q": query, **more}.items())


def titles(page: Page) -> list[str]:
    return page.locator(".jx-hits h2").all_inner_texts()


def status(page: Page) -> str:
    return page.locator(".jx-find__status").inner_text()


def test_full_text_is_found_by_address_with_its_sentence_marked(opened: Opener) -> None:
    page = opened(ask("扫描准确率"))
    shown = titles(page)

    assert status(page) == f"找到 {len(shown)} 份含有“扫描准确率”的报告"
    expect(page.locator(".jx-hits__excerpt mark").first).to_have_text("扫描准确率")
    page.locator(".jx-hits a").first.click()
    expect(page.locator("main")).to_contain_text("扫描准确率")


def excerpts(page: Page) -> list[str]:
    """Return the excerpts of all results, once each has come."""
    expect(page.locator(".jx-find__status")).to_contain_text("找到")
    lines = page.locator(".jx-hits__excerpt")
    for line in lines.all():
        line.scroll_into_view_if_needed()
        expect(line).not_to_be_empty()
    return lines.all_inner_texts()


def test_the_excerpts_of_a_project_come_with_one_request(opened: Opener) -> None:
    page = opened()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/search/text/" in request.url else None)
    page.fill("#jx-find-q", "检测桥梁")
    page.keyboard.press("Enter")
    expect(page.locator(".jx-find__status")).to_contain_text("找到 3 份")

    assert excerpts(page) == ["预期目标：检测桥梁23座", "预期目标：检测桥梁22座", "预期目标：检测桥梁21座"]
    assert [url.partition("?")[0].partition("/search/")[2] for url in asked] == ["text/sx-npc/bridges.json"]


def test_an_excerpt_that_is_not_to_be_had_is_said(browser: Browser, address: str) -> None:
    """A site may change while it is read: then a file is gone, or a year in it."""

    def without_2022(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={year: text for year, text in answer.json().items() if year != "2022"})

    page = browser.new_page()
    page.route("**/text/**", without_2022)
    page.goto(address + ask("检测桥梁"))
    assert excerpts(page) == ["预期目标：检测桥梁23座", UNREAD, "预期目标：检测桥梁21座"]

    page.unroute("**/text/**")
    page.route("**/text/**", lambda route: route.abort())
    page.reload()
    assert excerpts(page) == [UNREAD] * 3
    page.close()


def test_hostile_names_are_only_text(opened: Opener) -> None:
    page = opened(ask("onerror"))

    assert titles(page) == [PAYLOAD]
    assert page.locator("main img").count() == 0
    assert page.title().startswith("搜索")
    assert page.locator(".jx-hits h2 mark").inner_text() == "onerror"


def test_hostile_queries_are_only_text(opened: Opener) -> None:
    page = opened(ask("<img src=x onerror=alert(1)>", department="<b>", page="-9", sort="__proto__"))

    assert page.locator("main img").count() == 0
    assert "没有找到含有“<img src=x onerror=alert(1)>”的报告" in status(page)


@pytest.mark.parametrize("query", ["toString", "__proto__", "constructor", '\\"\\', "%00", "𠮷𠮷", "项" * 60])
def test_strange_queries_find_nothing(opened: Opener, query: str) -> None:
    page = opened(ask(query))

    assert titles(page) == []


def test_full_width_and_case_are_folded(opened: Opener) -> None:
    assert titles(opened(ask("123ABC信息化"))) == [PAYLOAD]
    assert titles(opened(ask("１２３aBc 信息"))) == [PAYLOAD]


def test_names_come_first(opened: Opener) -> None:
    page = opened(ask("信息化运维"))

    assert "信息化运维" in titles(page)[0]
    assert len(titles(page)) > 1


def test_choices_are_kept_in_the_address(opened: Opener) -> None:
    page = opened(ask("信息化"))
    page.get_by_label("年度").select_option("2020")
    expect(page.locator(".jx-find__status")).to_contain_text("找到 2 份")
    page.get_by_label("排序").select_option("自评总分从高到低")
    page.get_by_label("只看有须核对之处的").check()
    assert unquote(page.url.partition("?")[2]) == "q=信息化&year=2020&sort=total&findings=1"
    before = titles(page)
    page.reload()
    expect(page.locator(".jx-hits")).to_be_visible()
    assert titles(page) == before
    assert page.get_by_label("年度").input_value() == "2020"
    assert page.get_by_label("只看有须核对之处的").is_checked()


def test_reports_sort_by_their_figures(opened: Opener) -> None:
    page = opened("?sort=total")
    facts = page.locator(".jx-hits__facts").all_inner_texts()
    totals = [float(fact.split("自评总分 ")[1].split(" ")[0]) for fact in facts if "总分 未" not in fact]

    assert totals == sorted(totals, reverse=True)
    assert len(facts) == 20


def test_long_lists_have_pages(opened: Opener) -> None:
    page = opened(ask("养护第"))
    assert status(page).startswith("找到 30 份")
    first = titles(page)
    page.get_by_role("link", name="下一页").click()
    expect(page.locator(".jx-pager")).to_contain_text("第 2 页，共 2 页")
    second = titles(page)

    assert (len(first), len(second), set(first) & set(second)) == (20, 10, set())


def test_everything_works_by_keyboard(opened: Opener) -> None:
    page = opened()
    page.locator("#jx-find-q").focus()
    page.keyboard.type("满意度")
    page.keyboard.press("Enter")
    expect(page.locator(".jx-find__status")).to_contain_text("满意度")
    assert "q=%E6%BB%A1" in page.url
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "year"
    page.keyboard.type("2018")
    expect(page.locator(".jx-find__status")).to_contain_text("找到 1 份")
    for _ in range(8):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("信息化运维")


def test_nothing_found_proposes_shorter_words_and_departments(opened: Opener) -> None:
    page = opened(ask("信息化飞船"))
    assert status(page) == "没有找到含有“信息化飞船”的报告"
    assert page.get_by_role("link", name="上海市崇明区人民检察院").is_visible()
    page.get_by_role("link", name="信息化（").click()
    expect(page.locator(".jx-find__status")).to_contain_text("含有“信息化”的报告")
    assert titles(page)


def test_choices_that_leave_nothing_can_be_dropped(opened: Opener) -> None:
    page = opened(ask("扫描准确率", year="2018"))
    page.get_by_role("link", name="不限条件（1 份）").click()

    expect(page.locator(".jx-find__status")).to_contain_text("找到 1 份")


def test_one_character_looks_at_names_only(opened: Opener) -> None:
    page = opened(ask("养"))

    assert status(page) == "找到 30 份含有“养”的报告。只有一个字时只查项目、部门和单位名称"


def test_without_javascript_the_page_says_so(opened: Opener) -> None:
    page = opened(scripts=False)

    assert "JavaScript" in page.locator(".jx-find__without").inner_text()
    page.get_by_role("link", name="按部门查找").click()
    assert page.url.endswith("/below/site/departments/")


def test_missing_data_is_said(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/grams/**", lambda route: route.abort())
    page.goto(address + ask("满意度"))
    expect(page.locator(".jx-find__status")).to_contain_text("没有载入")
    assert page.get_by_role("link", name="按部门查找").is_visible()
    page.close()


@on_every_screen
def test_nobody_is_shut_out(opened: Opener, window: tuple[int, str]) -> None:
    width, scheme = window
    for query in (ask("信息化"), ask("信息化飞船")):
        page = opened(query, width=width, scheme=scheme)
        assert shut_out(page) == []
        assert not scrolls_sideways(page)


def test_the_browser_folds_as_python_does(opened: Opener, built: Path) -> None:
    """Over every character of the site's texts, and every character of the basic plane that forms may hold."""
    corpus = {letter for path in built.rglob("text/**/*.json") for letter in path.read_text(encoding="utf-8")}
    plane = {
        chr(code)
        for code in [
            *range(0x20, 0x250),
            *range(0x370, 0x460),
            *range(0x2000, 0xA000),
            *range(0xAC00, 0xD800),
            *range(0xF900, 0xFE00),
            *range(0xFF00, 0x10000),
        ]
    }
    letters = sorted(corpus | plane)
    script = (ROOT / "theme_overrides/assets/search.js").read_text(encoding="utf-8")
    lines = [
        found[0]
        for name in ("caseless", "fold")
        if (found := re.search(rf"const {name} =.*?;$", script, re.DOTALL | re.MULTILINE))
    ]
    page = opened()
    theirs = page.evaluate("(letters) => {" + "\n".join(lines) + "\nreturn letters.map(fold); }", letters)

    assert [(hex(ord(a)), b, fold(a)) for a, b in zip(letters, theirs, strict=True) if b != fold(a)] == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("法院 IT 800万", "信息化运维"),
        ("法院 信息化 839万", "信息化运维"),
        ("高级人民法院 信息化", "信息化建设"),
        ("信息化运维 ≤24小时", "信息化运维"),
    ],
)
def test_words_apart_amounts_and_other_words_are_understood(opened: Opener, query: str, first: str, width: int) -> None:
    page = opened(ask(query), width=width)

    assert first in titles(page)[0]
    assert "万元" in page.locator(".jx-hits__facts").first.inner_text()
    box = page.locator(".jx-hits h2").first.bounding_box()
    assert box is not None
    assert box["y"] < 844


def test_a_department_is_the_first_answer_to_its_name(opened: Opener) -> None:
    page = opened(ask("山西省高级人民法院"))

    assert page.locator(".jx-offices a").inner_text() == "山西省高级人民法院"
    page.locator(".jx-offices a").click()
    assert page.url.endswith("/departments/sx-high-court/")


@pytest.mark.parametrize("name", ["total", "adjusted", "rate"])
def test_every_sort_has_two_directions_and_what_is_not_stated_is_last(opened: Opener, name: str) -> None:
    page = opened(f"?sort={name}&year=2020")
    down = titles(page)
    up = titles(opened(f"?sort=-{name}&year=2020"))

    assert len(down) == 3
    assert up == down[::-1]


def test_the_lowest_gap_comes_first_upwards(opened: Opener) -> None:
    page = opened("?sort=-gap&year=2020")

    assert "低于规则 −0.93 分" in page.locator(".jx-hits__facts").first.inner_text()


def test_reports_are_chosen_by_where_their_total_lies(opened: Opener) -> None:
    page = opened("?position=" + quote("低于规则"))

    assert status(page) == "找到 1 份报告"
    assert "低于规则 −0.93 分" in page.locator(".jx-hits__facts").inner_text()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("query", ["", "信息化", "没有这样的词"])
def test_nothing_moves_when_the_answer_comes(browser: Browser, address: str, query: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((one) =>"
        "{ window.moved += one.value; })).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(address + (ask(query) if query else ""), wait_until="networkidle")
    expect(page.locator(".jx-find__status")).to_contain_text(query or "份报告")

    assert page.evaluate("window.moved") < 0.05
    context.close()
