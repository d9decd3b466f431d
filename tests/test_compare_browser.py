"""Choosing reports to set side by side, in a real Chromium, with keys alone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessible import scrolls_sideways, shut_out

pytestmark = [pytest.mark.browser, pytest.mark.site]

TWO = "?r=2021/sx-npc/it-construction&r=2021/xinzhou-gov/it-construction"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def heads(page: Page) -> list[str]:
    return page.locator("thead th a").all_inner_texts()


def cells(page: Page, label: str) -> list[str]:
    return (
        page.locator("tbody tr", has=page.get_by_role("rowheader", name=re.compile(f"^{label}( 不同)?$")))
        .locator("td")
        .all_inner_texts()
    )


def test_an_address_names_the_reports_side_by_side(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}compare/{TWO}")
    expect(page.locator(".jx-pick__status")).to_have_text("已选 2 份")

    assert heads(page) == ["信息化建设经费", "忻州市政府信息化建设经费"]
    assert cells(page, "自评总分") == ["94.23", "89.5"]
    assert cells(page, "规则参考总分") == ["94.23", "89.5–99.5"]
    assert cells(page, "全年预算") == ["50 万元", "2,428.53 万元"]
    assert cells(page, "实施单位") == ["未填报", "未填报"]
    marked = page.locator("tr.jx-differs th").all_inner_texts()
    assert "自评总分 不同" in marked
    assert "年度" not in marked


def test_reports_are_chosen_and_dropped_with_keys_alone(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}2021/sx-npc/it-construction/")
    page.get_by_role("link", name="与其他报告对照").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".jx-pick__status")).to_have_text("已选 1 份")
    page.get_by_label("添加报告", exact=True).last.focus()
    page.keyboard.type("忻州")
    expect(page.locator(".jx-pick__status")).to_have_text("有 1 份可选")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".jx-pick__status")).to_have_text("已选 2 份")

    assert heads(page) == ["信息化建设经费", "忻州市政府信息化建设经费"]
    assert page.url.count("r=") == 2
    page.get_by_role("button", name="移去 2021年度 信息化建设经费").focus()
    page.keyboard.press("Space")
    expect(page.locator(".jx-pick__status")).to_have_text("已选 1 份")
    assert heads(page) == ["忻州市政府信息化建设经费"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "还没有选报告"),
        ("?r=2021/sx-npc/none", "还没有选报告；没有找到：2021/sx-npc/none"),
        ("?r=../../etc/passwd&r=<img>", "还没有选报告"),
    ],
)
def test_an_address_that_names_nothing_says_so(page: Page, site_url: str, query: str, said: str) -> None:
    page.goto(f"{site_url}compare/{query}")

    expect(page.locator(".jx-pick__status")).to_have_text(said)


@pytest.mark.parametrize("width", [1280, 320])
def test_nobody_is_shut_out(page: Page, site_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site_url}compare/{TWO}")
    expect(page.locator(".jx-pick__status")).to_have_text("已选 2 份")

    assert shut_out(page) == []
    assert not scrolls_sideways(page)
