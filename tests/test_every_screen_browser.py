"""Every kind of page on every width and look: nobody is shut out, nothing scrolls sideways, and the HTML is valid."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.accessible import scrolls_sideways, shut_out
from tests.effort import some
from tests.serving import serve
from tests.test_measures import EVERY
from tests.validating import html_errors

pytestmark = [pytest.mark.browser, pytest.mark.site, pytest.mark.long]

WIDTHS = (320, 390, 768, 1024, 1440)
KINDS = {
    **EVERY,
    "clean form": "checks/clean-form/",
    "rulebooks": "rules/",
    "about": "about/",
    "unclear check": "checks/r301/",
    "findings of a department": "checks/r101/bureau-01/",
    "withdrawn report": "2019/bureau-09/project-00/",
    "partly public report": "2019/bureau-06/project-00/",
    "two reports side by side": "compare/projects/bureau-01/whole-0001/",
    "evaluation of another kind": "evaluations/bumen/",
    "ledger": "ledger/",
    "ledger of a year": "ledger/2020/",
    "English": "en/",
    "methods in English": "en/methods/",
    "data in English": "en/data/",
    "no such page": "404.html",
}
# What a reader's system or the reader asks for; `root` is the type size of the system, in per cent.
Look = dict[str, Any]
LOOKS: dict[str, Look] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "more contrast": {"color_scheme": "light", "contrast": "more"},
    "more contrast, dark": {"color_scheme": "dark", "contrast": "more"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active"},
    "large type": {"color_scheme": "light", "root": 200},
}
REPAINTED = {"dark", "more contrast", "more contrast, dark", "forced colours"}
PLAIN: Look = {"color_scheme": "light", "contrast": "no-preference", "forced_colors": "none"}


@pytest.fixture(scope="module")
def address(site_of_300: Path) -> Iterator[str]:
    with serve(site_of_300) as root:
        yield root


def look(page: Page, wanted: Look) -> None:
    """Let a page be seen as a reader's system asks; the type size is that of the browser's own setting."""
    asked = {**PLAIN, **wanted}
    root = asked.pop("root", 100)
    page.emulate_media(**asked)
    # The site's own root is 125 % of what the browser is set to.
    page.evaluate(
        "(size) => { document.documentElement.style.fontSize = size; }", f"{root * 1.25}%" if root != 100 else ""
    )


def faults(page: Page) -> Iterator[tuple[str, int, Any]]:
    """Yield what is wrong with a page, by look and width."""
    for name in some(list(LOOKS), 3):
        look(page, LOOKS[name])
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if scrolls_sideways(page):
                yield name, width, "scrolls sideways"
            yield from ((name, width, one) for one in shut_out(page, colours=name in REPAINTED))


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_shut_out_whatever_the_screen(browser: Browser, address: str, kind: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    response = page.goto(address + KINDS[kind])
    found = list(faults(page))
    context.close()

    assert response is not None
    assert response.ok
    assert found == []


def test_every_page_of_every_kind_is_valid_html(site_of_300: Path) -> None:
    pages = sorted(site_of_300.resolve().rglob("*.html"))

    assert len(pages) > 500
    assert html_errors(pages) == ""
