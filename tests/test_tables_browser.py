"""Tables that sort and filter, and charts, in a real Chromium under the site's own style and a strict policy."""

import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.accessible import on_every_screen, scrolls_sideways, shut_out
from tests.make import ROOT
from tests.serving import POLICY, serve
from tests.test_charts import EVERY, draw

pytestmark = pytest.mark.browser

ASSETS = ROOT / "theme_overrides" / "assets"
HEAD = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>试验页</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="theme.css"><link rel="stylesheet" href="jixiao.css">
<script src="jixiao.js"></script><script src="tables.js"></script></head>
<body><div class="md-grid"><main class="md-typeset"><h1>试验页</h1>"""
FOOT = "</main></div></body></html>"
REPORTS = (
    ("农村公路养护", "8,391,607.00", "97.34%", "89.5", -2),
    ("办案经费", "8500", "100%", "100", -1),
    ("信息化建设", "", "9.5%", "", 0),
    ("设备购置", "12,000", "88.8%", "97.25", -1),
)
Opener = Callable[..., Page]


def cell(text: str, label: str, rank: int | None = None) -> str:
    shown = text or '<span class="jx-missing">未填报</span>'
    given = "" if rank is None else f' data-sort-value="{rank}"'
    return f'<td class="num" data-label="{label}"{given}>{shown}</td>'


def report_table(rows: tuple[tuple[str, str, str, str, int], ...] = REPORTS, name: str = "") -> str:
    body = "".join(
        f'<tr><th scope="row" data-label="项目"><a href="#x">{title}</a></th>{cell(budget, "全年预算")}{cell(rate, "执行率")}'
        f"{cell(total, '自评总分')}{cell('优' if rank == -1 else '良' if rank else '', '等级', rank)}</tr>"
        f'<tr class="jx-arith"><td colspan="5">{title}的算式</td></tr>'
        for title, budget, rate, total, rank in rows
    )
    heads = "".join(f'<th scope="col" class="num">{label}</th>' for label in ("全年预算", "执行率", "自评总分", "等级"))
    return (
        f'<div class="jx-table jx-table--stack" role="region" tabindex="0" aria-labelledby="cap{name}"><table data-sortable="{name}">'
        f'<caption id="cap{name}">自评报告</caption><thead><tr><th scope="col">项目</th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def many() -> str:
    rows = tuple((f"第{index}项养护", str(index * 1000), f"{index}%", str(index), -1) for index in range(1, 31))
    return report_table((*rows, *REPORTS))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    theme = next((Path(pytest.__file__).parents[1] / "material/templates/assets/stylesheets").glob("main.*.min.css"))
    shutil.copy(theme, tmp_path / "theme.css")
    for name in ("jixiao.css", "jixiao.js", "tables.js"):
        shutil.copy(ASSETS / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    with serve(site, POLICY) as root:
        yield root


@pytest.fixture
def opened(browser: Browser, site: Path, address: str) -> Iterator[Opener]:
    contexts = []
    problems: list[str] = []

    def open_page(
        body: str, *, width: int = 1280, scheme: str = "light", scripts: bool = True, query: str = ""
    ) -> Page:
        (site / "index.html").write_text(HEAD + body + FOOT, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(address + query)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


def names(page: Page) -> list[str]:
    return page.locator("tbody tr:not(.jx-arith):visible th a").all_inner_texts()


def head(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def notice(page: Page) -> str:
    return page.locator("[role=status]").inner_text()


def test_numbers_sort_as_numbers_and_unstated_ones_stay_last(opened: Opener) -> None:
    page = opened(report_table())
    head(page, "全年预算")
    assert names(page) == ["办案经费", "设备购置", "农村公路养护", "信息化建设"]
    head(page, "全年预算")
    assert names(page) == ["农村公路养护", "设备购置", "办案经费", "信息化建设"]


def test_percentages_and_given_values_sort_by_size(opened: Opener) -> None:
    page = opened(report_table())
    head(page, "执行率")
    assert names(page) == ["信息化建设", "设备购置", "农村公路养护", "办案经费"]
    head(page, "等级")
    assert names(page)[0] == "农村公路养护"
    assert names(page)[-1] == "信息化建设"


def test_words_sort_by_pinyin(opened: Opener) -> None:
    page = opened(report_table())
    head(page, "项目")

    assert names(page) == ["办案经费", "农村公路养护", "设备购置", "信息化建设"]
    assert notice(page) == "已按 项目 拼音顺序 排序"


def test_one_head_says_how_it_is_sorted(opened: Opener) -> None:
    page = opened(report_table())
    head(page, "自评总分")
    assert page.locator("[aria-sort]").evaluate_all("all => all.map(e => e.ariaSort)") == ["ascending"]
    assert notice(page) == "已按 自评总分 从低到高 排序"
    head(page, "自评总分")
    assert page.locator("[aria-sort]").evaluate_all("all => all.map(e => e.ariaSort)") == ["descending"]
    assert notice(page) == "已按 自评总分 从高到低 排序"
    assert page.locator("[aria-sort] button span").inner_text() == "▼"
    head(page, "执行率")
    assert page.locator("[aria-sort]").inner_text().startswith("执行率")


def test_a_third_press_restores_the_order_as_served(opened: Opener) -> None:
    page = opened(report_table())
    for _ in range(3):
        head(page, "自评总分")

    assert names(page) == [row[0] for row in REPORTS]
    assert page.locator("[aria-sort]").count() == 0
    assert notice(page) == "已恢复原来的顺序"


def test_a_row_keeps_the_arithmetic_below_it(opened: Opener) -> None:
    page = opened(report_table())
    head(page, "自评总分")
    rows = page.locator("tbody tr").all_inner_texts()

    assert [row.strip() for row in rows[1::2]] == [f"{name}的算式" for name in names(page)]


def test_heads_of_groups_stay_first(opened: Opener) -> None:
    table = report_table().replace(
        "<tbody>", '<tbody><tr class="jx-group"><th colspan="5" scope="rowgroup">产出</th></tr>'
    )
    page = opened(table)
    head(page, "自评总分")

    assert page.locator("tbody tr").first.inner_text().strip() == "产出"


def test_sorting_works_by_keyboard_and_keeps_the_focus(opened: Opener) -> None:
    page = opened(report_table())
    page.keyboard.press("Tab")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")

    assert page.evaluate("document.activeElement.textContent") == "自评总分▼"
    assert names(page)[0] == "办案经费"


def test_the_order_is_kept_in_the_address_beside_anchors(opened: Opener) -> None:
    page = opened(report_table(), query="#cap")
    head(page, "自评总分")
    head(page, "自评总分")
    assert page.evaluate("decodeURIComponent(location.search + location.hash)") == "?sort=自评总分&dir=desc#cap"
    page.reload()
    assert names(page)[0] == "办案经费"
    assert page.locator("[aria-sort]").get_attribute("aria-sort") == "descending"


def test_two_tables_keep_their_orders_apart(opened: Opener) -> None:
    page = opened(report_table(name="one") + report_table(name="two"), query="?sort-two=自评总分")

    assert names(page)[:4] == [row[0] for row in REPORTS]
    assert names(page)[4] == "农村公路养护"


@pytest.mark.parametrize("query", ["?sort=没有&dir=x", "?sort=%E0%A4%A&q=<b>", "?dir=desc"])
def test_strange_addresses_change_nothing(opened: Opener, query: str) -> None:
    page = opened(report_table(), query=query)

    assert names(page) == [row[0] for row in REPORTS]


def test_long_tables_can_be_filtered(opened: Opener) -> None:
    page = opened(many())
    box = page.get_by_label("筛选")
    assert page.locator(".jx-tools__count").inner_text() == "共 34 行"
    box.fill("养护　第2")
    assert len(names(page)) == 11
    assert notice(page) == "显示 11 行，共 34 行"
    assert "q=" in page.url
    box.fill("没有这一项")
    assert names(page) == []
    assert notice(page) == "显示 0 行，共 34 行"
    box.fill("")
    assert len(names(page)) == 34
    assert "q=" not in page.url


def test_filtering_hides_the_arithmetic_too(opened: Opener) -> None:
    page = opened(many())
    page.get_by_label("筛选").fill("办案")

    assert page.locator("tbody tr:visible").count() == 2


def test_short_tables_have_no_filter(opened: Opener) -> None:
    page = opened(report_table())

    assert page.locator("input").count() == 0
    assert not page.locator(".jx-tools").is_visible()


def test_without_javascript_the_table_stays_as_served(opened: Opener) -> None:
    page = opened(many(), scripts=False)

    assert len(names(page)) == 34
    assert page.locator("button, input, select").count() == 0


def test_on_phones_a_list_takes_the_place_of_the_heads(opened: Opener) -> None:
    page = opened(report_table(), width=360)
    page.get_by_label("排序").select_option(label="自评总分 从高到低")

    assert names(page)[0] == "办案经费"
    assert page.locator("[aria-sort]").get_attribute("aria-sort") == "descending"
    assert page.locator(".jx-sort").first.get_attribute("tabindex") == "-1"
    assert notice(page) == "已按 自评总分 从高到低 排序"


@on_every_screen
def test_nobody_is_shut_out(opened: Opener, window: tuple[int, str]) -> None:
    width, scheme = window
    drawings = "".join(draw(chart) for name, chart in EVERY.items() if name not in {"scores above", "totals"})
    page = opened(many() + drawings, width=width, scheme=scheme)
    if width > 720:
        head(page, "自评总分")
    page.locator("summary").first.click()

    assert shut_out(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("width", [1280, 320])
def test_words_in_charts_do_not_touch_and_keep_their_size(opened: Opener, width: int) -> None:
    page = opened("".join(draw(chart) for chart in EVERY.values()), width=width)
    boxes = page.locator(".jx-chart__plot").evaluate_all(
        """all => all.flatMap(svg => [...svg.querySelectorAll("text")].map(text => {
          const box = text.getBoundingClientRect(), edge = svg.getBoundingClientRect();
          return [svg.id + text.textContent, box.left, box.right, box.top, box.bottom, edge.left, edge.right,
            parseFloat(getComputedStyle(text).fontSize), all.indexOf(svg)];
        }))"""
    )
    assert all(box[7] >= 14 for box in boxes)
    assert [box[0] for box in boxes if box[1] < box[5] - 1 or box[2] > box[6] + 1] == []
    touching = [
        (one[0], two[0])
        for index, one in enumerate(boxes)
        for two in boxes[index + 1 :]
        if one[8] == two[8] and one[1] < two[2] and two[1] < one[2] and one[3] + 3 < two[4] and two[3] + 3 < one[4]
    ]
    assert touching == []


def test_bars_on_the_screen_are_as_long_as_their_figures(opened: Opener) -> None:
    page = opened(draw(EVERY["grades"]), width=360)
    first, second = page.locator("rect.jx-chart__bar").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().width)"
    )

    assert round(Decimal(second) / Decimal(first), 2) == Decimal("0.5")
