"""Every kind of page on every width and look: nobody is shut out, nothing scrolls sideways, and the HTML is valid.

In the suite two kinds at the least and the greatest width; all of all in the long run.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.accessible import painted, scrolls_sideways, shut_out
from tests.effort import IS_LONG, some
from tests.serving import launched, serve
from tests.test_measures import EVERY
from tests.three_hundred import CASES
from tests.validating import html_errors

pytestmark = [pytest.mark.browser, pytest.mark.site, pytest.mark.long]

WIDTHS = some((320, 390, 768, 1024, 1440), 4)
KINDS = {
    **EVERY,
    "clean form": "checks/clean-form/",
    "rulebooks": "rules/",
    "about": "about/",
    "check with many findings": "checks/r102/2021/",
    "withdrawn report": "2019/bureau-09/project-00/",
    "evaluation of another kind": "evaluations/department/",
    "years of a project side by side": "projects/bureau-01/two-years/",
    "department of a year": "2021/bureau-00/",
    "grade of a year": "grades/1/2021/",
    "data of a department": "data/departments/bureau-01/",
    "report that answers its gap": CASES,
    "ledger": "ledger/",
    "ledger of a year": "ledger/2020/",
    "English": "en/",
    "methods in English": "en/methods/",
    "data in English": "en/data/",
    "no such page": "404.html",
}
# What a reader's system asks for.
Look = dict[str, Any]
LOOKS: dict[str, Look] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "more contrast": {"color_scheme": "light", "contrast": "more"},
    "more contrast, dark": {"color_scheme": "dark", "contrast": "more"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active"},
}
# Twice the size that a browser comes with; what follows from it, as for its reader, is the layout of narrower screens.
LARGE = "--blink-settings=defaultFontSize=32"
REPAINTED = {"dark", "more contrast", "more contrast, dark", "forced colours"}
PLAIN: Look = {"color_scheme": "light", "contrast": "no-preference", "forced_colors": "none"}


@pytest.fixture(scope="module")
def address(site_of_300: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site where its own address says that it lies, as the page for what is not found names its parts from there."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "jixiao").symlink_to(site_of_300.resolve(), target_is_directory=True)
    with serve(folder) as root:
        yield f"{root}jixiao/"


@pytest.fixture(scope="module")
def large_type(browser: Browser) -> Iterator[Browser]:
    opened = launched(browser.browser_type, LARGE)
    yield opened
    opened.close()


def faults(page: Page, looks: dict[str, Look]) -> Iterator[tuple[str, int, Any]]:
    """Yield what is wrong with a page, by look and width.

    Where a page is only repainted, no way of painting is judged twice: to compute contrast is what costs most.
    """
    for name, wanted in looks.items():
        page.emulate_media(**{**PLAIN, **wanted})
        judged: set[str] = set()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if scrolls_sideways(page):
                yield name, width, "scrolls sideways"
            if name in REPAINTED:
                now = painted(page)
                if now <= judged:
                    continue
                judged |= now
            yield from ((name, width, one) for one in shut_out(page, colours=name in REPAINTED))


def opened(browser: Browser, url: str) -> Page:
    page = browser.new_context().new_page()
    response = page.goto(url)
    assert response is not None
    assert response.ok
    return page


ONLY_WIDE = """<!doctype html><html lang="zh-CN"><title>试验页</title><style>
  h1, p { color: #222; background: #fff } p { display: none }
  @media (min-width: 1000px) { p { display: block } }
  @media (prefers-color-scheme: dark) { p { color: #ccc } }
</style><main><h1>试验页</h1><p>只在宽屏上有的话</p></main></html>"""


def test_what_only_a_wide_screen_shows_in_the_dark_is_judged_too(browser: Browser) -> None:
    page = browser.new_context().new_page()
    page.set_content(ONLY_WIDE)
    found = [(name, width, rule) for name, width, (rule, _) in faults(page, {"dark": LOOKS["dark"]})]
    page.context.close()

    assert found == [("dark", min(width for width in WIDTHS if width >= 1000), "color-contrast")]


@pytest.mark.parametrize("kind", some([*KINDS], 23))
def test_nobody_is_shut_out_whatever_the_screen(browser: Browser, address: str, kind: str) -> None:
    page = opened(browser, address + KINDS[kind])
    found = list(faults(page, LOOKS))
    page.context.close()

    assert found == []


@pytest.mark.parametrize("kind", some([*KINDS], 23))
def test_nobody_is_shut_out_by_type_of_twice_the_size(large_type: Browser, address: str, kind: str) -> None:
    page = opened(large_type, address + KINDS[kind])
    size = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    found = list(faults(page, {"large type": PLAIN}))
    page.context.close()

    assert size == "40px"
    assert found == []


def test_every_page_of_every_kind_is_valid_html(site_of_300: Path) -> None:
    """One of each kind in the suite, where the site of the six reports is looked at whole."""
    site = site_of_300.resolve()
    kinds = [place.partition("?")[0] for place in KINDS.values()]
    of_each_kind = {site / place / "index.html" if place[-1:] in ("", "/") else site / place for place in kinds}
    pages = sorted(site.rglob("*.html") if IS_LONG else of_each_kind)

    assert len(pages) > (500 if IS_LONG else 30)
    assert html_errors(pages) == ""
