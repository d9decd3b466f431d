"""The English summary: every kind of page and every column has its line, and the pages really are there."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.open_data.dictionary import TABLES
from generator.open_data.english import english_tables
from generator.pages.english import KINDS
from generator.pages.render import department_page_kinds, page_kinds
from tests.accessible import scrolls_sideways, shut_out

PAGES = ("en/", "en/methods/", "en/data/")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_kind_of_page_has_its_line() -> None:
    every = (*page_kinds(), *department_page_kinds())
    assert set(KINDS) == {kind.__module__.rpartition(".")[2] for kind in every}
    assert not [one.name for one in KINDS.values() if CHINESE.search(one.name + one.said)]


def test_every_column_is_told_in_english() -> None:
    tables = english_tables()

    assert [(one.name, [column.name for column in one.columns]) for one in tables] == [
        (table.name, list(table.names)) for table in TABLES
    ]
    told = {column.name: column for one in tables for column in one.columns}
    assert (told["execution_rate"].meaning, told["execution_rate"].unit) == ("Execution rate", "%")
    assert told["declared_total_text"].meaning == "Declared total, as printed"
    assert (told["adjusted"].unit, told["adjusted"].type) == ("CNY", "decimal")
    words = [
        one.said + one.key + "".join(c.meaning + c.type + c.unit + c.required for c in one.columns) for one in tables
    ]
    assert not [text for text in words if CHINESE.search(text)]


@pytest.mark.site
def test_the_figures_are_those_of_the_site(built_site: Path) -> None:
    text = re.sub("<[^>]+>", " ", (built_site / "en/index.html").read_text("utf-8"))

    assert re.search(r"Reports of projects\s+6\s", text)
    assert re.search(r"Departments\s+5\s", text)


@pytest.mark.browser
@pytest.mark.site
@pytest.mark.parametrize("width", [320, 1280])
def test_a_link_on_every_screen_leads_to_them(browser: Browser, site_url: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(site_url)
    page.get_by_role("link", name="In English").click()
    led_to = page.url
    page.close()

    assert led_to == f"{site_url}en/"


@pytest.mark.browser
@pytest.mark.site
@pytest.mark.parametrize("address", PAGES)
def test_they_are_read_out_as_english_and_shut_nobody_out(screen: Page, site_url: str, address: str) -> None:
    screen.goto(site_url + address)

    assert screen.locator(".jx-lead").evaluate("(one) => one.closest('[lang]').lang") == "en"
    assert shut_out(screen) == []
    assert not scrolls_sideways(screen)
