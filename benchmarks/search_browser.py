# ruff: noqa: T201 - its output is what it is for
"""Search as a reader does: `python -m benchmarks.search_browser 1000` asks Chromium over HTTP.

500 strings of 2 to 12 characters drawn from made-up reports, and every project, department and
unit name: the reports shown are compared with those that hold the string. Also prints the bytes
(gzip) that a first and a further query cost, excerpts included.
"""

import json
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Response, sync_playwright

from benchmarks.samples import draw, make, names
from benchmarks.search import holding, packed_size
from benchmarks.whole import search_files
from generator.catalogue import Catalogue
from generator.publish.builder import Workplace, build_html, write_config
from generator.publish.tree import TreeWriter
from generator.search.page import render_search_page
from generator.search.text import folded, passages
from tests.serving import chromium, serve

ROOT = Path(__file__).resolve().parent.parent
_PAGE, _ONE_PAGE = "PAGE = 20,", "PAGE = 100000,"
_ANSWERED = re.compile("^(找到|没有找到)")
# Style and excerpts change nothing of what is found; without them thousands of pages can be read.
_UNNEEDED = re.compile(r"\.css$|/search/text/")


@dataclass(frozen=True, slots=True)
class Recall:
    """Results over many queries: how many there should be, were shown, and were rightly shown."""

    wanted: int
    shown: int
    right: int
    wrong_queries: int


def build(catalogue: Catalogue, folder: Path) -> Path:
    """Build just the search page, with the index of all reports beside it; return the site."""
    place = Workplace(ROOT, folder / "docs", folder / "mkdocs.yml")
    writer = TreeWriter(place.docs)
    for name, text in render_search_page().items():
        writer.write(name, text)
    writer.finish()
    write_config(place, catalogue.site, preview=False)
    _without_other_pages(place.config)
    site = folder / "site"
    build_html(place, site, 0)
    _show_all_results(site / "assets" / "search.js")
    for name, content in search_files(catalogue).items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return site


def _without_other_pages(path: Path) -> None:
    config = json.loads(path.read_text(encoding="utf-8"))
    config["nav"] = [{"搜索": "search/index.md"}]
    config["not_in_nav"] = ""
    config["validation"] = {"nav": {"not_found": "ignore"}}
    path.write_text(json.dumps(config), encoding="utf-8")


def _show_all_results(script: Path) -> None:
    """Put all results on one page, so that each can be read."""
    text = script.read_text(encoding="utf-8")
    if _PAGE not in text:
        raise SystemExit("search.js no longer shows 20 results a page")
    script.write_text(text.replace(_PAGE, _ONE_PAGE), encoding="utf-8")


@contextmanager
def opened(catalogue: Catalogue) -> Iterator[tuple[Browser, str]]:
    """Serve the search of a catalogue; yields a browser and the page's address."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(build(catalogue, Path(folder))) as address,
        sync_playwright() as tool,
        chromium(tool) as browser,
    ):
        yield browser, f"{address}search/"


def ask(page: Page, query: str) -> set[str]:
    """Return the ids of all reports shown for a query."""
    _enter(page, query)
    page.locator(".jx-find__status", has_text=_ANSWERED).wait_for()
    links = page.locator(".jx-hits h2 a").evaluate_all(
        "all => all.map((one) => new URL(one.href).pathname)"
    )
    return {link.strip("/") for link in links}


def _enter(page: Page, query: str) -> None:
    page.fill("#jx-find-q", query)
    page.keyboard.press("Enter")


def recall(catalogue: Catalogue, page: Page, queries: Iterable[str]) -> Recall:
    """Ask every query and compare what is shown with the texts themselves."""
    texts = [folded(passages(entry)) for entry in catalogue.entries]
    ids = [entry.report.id for entry in catalogue.entries]
    page.route(_UNNEEDED, lambda route: route.abort())
    answers = []
    for query in queries:
        truth = {ids[number] for number in holding(texts, query)}
        answers.append((truth, ask(page, query)))
    return Recall(
        wanted=sum(len(truth) for truth, _ in answers),
        shown=sum(len(seen) for _, seen in answers),
        right=sum(len(truth & seen) for truth, seen in answers),
        wrong_queries=sum(truth != seen for truth, seen in answers),
    )


def costs(page: Page, address: str, queries: Iterable[str]) -> list[int]:
    """Return the bytes (gzip) of the search files that each query fetched, in order."""
    answers: list[Response] = []

    def count(response: Response) -> None:
        path = response.url.partition("?")[0]
        if "/search/" in path and path.endswith(".json"):
            answers.append(response)

    page.on("response", count)
    page.goto(address)
    found = []
    for query in queries:
        _enter(page, query)
        page.wait_for_load_state("networkidle")
        found.append(sum(packed_size(answer.body()) for answer in answers))
        answers.clear()
    return found


def measure(count: int, drawn: int = 500) -> None:
    """Print recall and precision over all queries, and what queries cost."""
    catalogue = make(count)
    texts = [folded(passages(entry)) for entry in catalogue.entries]
    queries = [*draw(texts, drawn), *names(catalogue)]
    with opened(catalogue) as (browser, address):
        page = browser.new_page()
        page.goto(address)
        started = time.perf_counter()
        _print_recall(recall(catalogue, page, queries), count, len(queries))
        print(f"  results read in {time.perf_counter() - started:.0f} s")
        _print_costs(costs(browser.new_context().new_page(), address, queries[: drawn // 5]))


def _print_recall(found: Recall, count: int, queries: int) -> None:
    ratios = f"recall {found.right / found.wanted:.3f}, precision {found.right / found.shown:.3f}"
    print(f"{count} reports, {queries} queries in Chromium: {ratios}")
    print(f"  {found.wrong_queries} queries wrong; {found.shown} results shown")


def _print_costs(sizes: Sequence[int]) -> None:
    first, *further = [size / 1000 for size in sizes]
    more = f"further {statistics.median(further):.1f} kB (most {max(further):.1f})"
    print(f"  bytes gzip: first query {first:.1f} kB, {more}")


if __name__ == "__main__":
    for argument in sys.argv[1:] or ["1000"]:
        measure(int(argument))
