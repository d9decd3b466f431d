# ruff: noqa: T201 - its output is what it is for
"""Search as a reader does: `python -m benchmarks.search_browser 1000` asks a real Chromium over HTTP.

500 strings of 2 to 12 characters drawn from made-up reports, and every project, department and unit name: the
reports shown are compared with those that hold the string. Also prints the bytes (gzip) that a
first and a further query cost, excerpts included.
"""

import gzip
import json
import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, Response, sync_playwright

from benchmarks.search import draw, make, names
from generator.catalogue import Catalogue
from generator.model.text import fold
from generator.publish.builder import Workplace, build_html, write_config
from generator.publish.tree import write_tree
from generator.search.files import search_files
from generator.search.page import render_search_page
from generator.search.text import folded, passages
from tests.serving import serve

ROOT = Path(__file__).resolve().parent.parent


def build(catalogue: Catalogue, folder: Path) -> Path:
    """Build just the search page, with the index of all reports beside it."""
    place = Workplace(ROOT, folder / "docs", folder / "mkdocs.yml")
    write_tree(dict(render_search_page()), place.docs)
    write_config(place, catalogue.site, "")
    config = json.loads(place.config.read_text(encoding="utf-8"))
    bare = {
        **config,
        "nav": [{"搜索": "search/index.md"}],
        "not_in_nav": "",
        "validation": {"nav": {"not_found": "ignore"}},
    }
    place.config.write_text(json.dumps(bare), encoding="utf-8")
    site = folder / "site"
    build_html(place, site, 0)
    script = site / "assets" / "search.js"
    text = script.read_text(encoding="utf-8")
    if "PAGE = 20," not in text:
        raise SystemExit("search.js no longer shows 20 results a page")
    # All results on one page, so that each can be read.
    script.write_text(text.replace("PAGE = 20,", "PAGE = 100000,"), encoding="utf-8")
    for name, content in search_files(catalogue).items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return site


def shown(page: Page, query: str) -> list[str]:
    """Return the ids of all reports shown for a query."""
    page.fill("#jx-find-q", query)
    page.keyboard.press("Enter")
    page.locator(".jx-find__status", has_text=re.compile("^(找到|没有找到)")).wait_for()
    links = page.locator(".jx-hits h2 a").evaluate_all(
        "all => all.map((one) => new URL(one.href).pathname)"
    )
    return [link.strip("/") for link in links]


def measure(count: int) -> None:
    """Print recall and precision over all queries, and what queries cost."""
    catalogue = make(count)
    texts = [folded(passages(entry)) for entry in catalogue.entries]
    queries = [*draw(texts, 500), *names(catalogue)]
    wanted = found = right = wrong = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(build(catalogue, Path(folder))) as address,
        sync_playwright() as tool,
    ):
        browser = tool.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page, started = browser.new_page(), time.perf_counter()
        page.goto(f"{address}search/")
        # Style and excerpts change nothing of what is found; without them thousands of pages can be read.
        page.route(re.compile(r"\.css$|/search/text/"), lambda route: route.abort())
        for query in queries:
            truth = {
                entry.report.id
                for entry, text in zip(catalogue.entries, texts, strict=True)
                if fold(query) in text
            }
            seen = shown(page, query)
            wanted, found, right = (
                wanted + len(truth),
                found + len(seen),
                right + len(truth & set(seen)),
            )
            wrong += len(seen) != len(truth) or set(seen) != truth
        seconds = time.perf_counter() - started
        print(
            f"{count} reports, {len(queries)} queries in Chromium: recall {right / wanted:.3f}, precision {right / found:.3f}"
        )
        print(f"  {wrong} queries wrong; {found} results read in {seconds:.0f} s")
        _costs(browser.new_context().new_page(), address, queries[:100])
        browser.close()


def _costs(page: Page, address: str, queries: list[str]) -> None:
    """Print bytes (gzip) of the first query and of further ones, everything counted but page and style."""
    answers: list[Response] = []

    def count(response: Response) -> None:
        if "/search/" in response.url and response.url.split("?")[0].endswith(".json"):
            answers.append(response)

    page.on("response", count)
    costs = []
    page.goto(f"{address}search/")
    for query in queries:
        page.fill("#jx-find-q", query)
        page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
        costs.append(sum(len(gzip.compress(answer.body(), 6)) for answer in answers))
        answers.clear()
    first, *further = costs
    print(
        f"  bytes gzip: first query {first / 1000:.1f} kB, further {statistics.median(further) / 1000:.1f} kB (most {max(further) / 1000:.1f})"
    )


if __name__ == "__main__":
    for argument in sys.argv[1:] or ["1000"]:
        measure(int(argument))
