"""What a page costs its reader, on a made site of 300 reports, in the suite 160: height, weight, nothing that moves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.effort import only_long
from tests.serving import serve
from tests.three_hundred import COURT

pytestmark = [pytest.mark.browser, pytest.mark.site]

LISTS = {
    "year": "2021/",
    "department": "departments/bureau-01/",
    "departments": "departments/",
    "years": "years/",
    "regions": "regions/",
    "region": "regions/made-1/",
    "region and year": "regions/made-1/2021/",
    "grades": "grades/",
    "grade": "grades/1/",
    "findings": "findings/",
    "unanswered": "departments/bureau-05/unanswered/",
    "corrections": "corrections/",
    "gaps": "gaps/",
    "matrix": "compare/departments/",
    "checks": "checks/",
    "evaluations": "evaluations/",
    "data": "data/",
    "search": "search/?q=%E6%BB%A1%E6%84%8F%E5%BA%A6",
}
REPORTS = {
    "report": COURT,
    "longest report": "2020/sh-first-intermediate-court/case-handling/",
    "made report": "2019/bureau-01/project-00/",
    "earlier version": "2019/bureau-00/project-01/v/1/",
    "comparison": "compare/",
}
OTHERS = {
    "home": "",
    "check": "checks/f301/",
    "error": "checks/e201/",
    "rulebook": "rules/mof-2020-10/",
    "methodology": "methodology/",
    "how to read": "how-to-read/",
    "how to answer": "how-to-answer/",
    "data of a year": "data/years/2021/",
}
EVERY = {**LISTS, **REPORTS, **OTHERS}
PHONE, DESK = (390, 844), (1280, 900)
OBSERVE = """
  window.moved = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => {
    if (!one.hadRecentInput) window.moved += one.value;
  })).observe({ type: "layout-shift", buffered: true });
"""


@dataclass
class Costs:
    """What was sent for one page, packed; what lies in the style sheet itself is no request."""

    sent: list[float] = field(default_factory=list)

    @property
    def kilobytes(self) -> float:
        return sum(self.sent) / 1000


@pytest.fixture(scope="module")
def address(site_of_300: Path) -> Iterator[str]:
    with serve(site_of_300, compressed=True) as root:
        yield root


def looked_at(browser: Browser, url: str, size: tuple[int, int]) -> tuple[Page, Costs]:
    """Open a page with an empty cache, wait for all of it, and go down to its end."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    context.add_init_script(OBSERVE)
    page, costs = context.new_page(), Costs()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    own: set[str] = set()
    wire.on(
        "Network.requestWillBeSent",
        lambda one: own.add(one["requestId"]) if one["request"]["url"].startswith("http") else None,
    )
    wire.on(
        "Network.loadingFinished",
        lambda one: costs.sent.append(one["encodedDataLength"]) if one["requestId"] in own else None,
    )
    page.goto(url, wait_until="networkidle")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(100)
    return page, costs


@dataclass(frozen=True)
class Visit:
    """What was seen of a page: how far anything moved, how high it is in points, what was sent."""

    moved: float
    height: int
    costs: Costs


@pytest.fixture(scope="module")
def visit(browser: Browser, address: str) -> Callable[..., Visit]:
    """Opens a page of a kind once for all tests."""

    @cache
    def visited(kind: str, size: tuple[int, int]) -> Visit:
        page, costs = looked_at(browser, address + EVERY[kind], size)
        moved = page.evaluate("window.moved")
        height = page.evaluate("document.documentElement.scrollHeight")
        page.context.close()
        return Visit(moved, height, costs)

    return visited


@pytest.mark.parametrize("size", [PHONE, *only_long(DESK)], ids=str)
@pytest.mark.parametrize("kind", EVERY)
def test_nothing_moves(visit: Callable[..., Visit], kind: str, size: tuple[int, int]) -> None:
    assert visit(kind, size).moved < 0.05


@pytest.mark.parametrize("kind", ["home", *LISTS])
def test_a_phone_is_not_scrolled_for_ever(visit: Callable[..., Visit], kind: str) -> None:
    assert visit(kind, PHONE).height <= (6_000 if kind == "home" else 9_000)


@pytest.mark.parametrize("kind", [*REPORTS, "home", "year", "department", "gaps"])
def test_a_page_is_light(visit: Callable[..., Visit], kind: str) -> None:
    costs = visit(kind, PHONE).costs

    assert costs.kilobytes <= 60
    assert len(costs.sent) <= 8


def test_what_moves_is_seen(browser: Browser, address: str) -> None:
    page, _ = looked_at(browser, address, PHONE)
    page.evaluate("window.scrollTo(0, 0)")
    page.evaluate(
        """() => {
             const box = document.createElement("div");
             box.style.height = "300px";
             document.querySelector("h1").before(box);
           }"""
    )
    page.wait_for_timeout(300)
    moved = page.evaluate("window.moved")
    page.context.close()

    assert moved > 0.05


@pytest.mark.parametrize("kind", ["year", "gaps", "unanswered"])
def test_a_button_shows_the_rest_of_a_list_and_wide_screens_have_all_of_it(
    browser: Browser, address: str, kind: str
) -> None:
    page, _ = looked_at(browser, address + EVERY[kind], PHONE)
    box = page.locator("[data-few]").last
    rows = box.locator("tbody tr")
    every = rows.count()
    assert sum(rows.evaluate_all("(rows) => rows.map((row) => row.checkVisibility())")) < every
    page.get_by_role("button", name=f"显示全部 {every} 行").last.click()
    shown = page.locator(".jx-table--stack table").evaluate_all(
        "(tables, count) => tables.filter((one) => one.tBodies[0].rows.length === count)"
        ".map((one) => [...one.tBodies[0].rows].every((row) => row.checkVisibility()))",
        every,
    )
    page.context.close()
    assert any(shown)

    wide, _ = looked_at(browser, address + EVERY[kind], DESK)
    assert wide.locator("[data-few] tbody tr").evaluate_all("(rows) => rows.every((row) => row.checkVisibility())")
    wide.context.close()
