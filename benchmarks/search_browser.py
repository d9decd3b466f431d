# ruff: noqa: T201 - its output is what it is for
"""Search as a reader does: `python -m benchmarks.search_browser 1000` asks a real Chromium over HTTP.

500 strings of 2 to 12 characters drawn from made-up reports, and every project, department and unit name: each result
page is read, and the reports shown are compared with those that hold the string. Also prints the bytes (gzip) that a
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
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, Response, expect, sync_playwright

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
    for name, content in search_files(catalogue).items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return site


def shown(page: Page, address: str, query: str) -> Iterator[str]:
    """Yield the ids of all reports that the result pages show."""
    number, last = 1, 1
    while number <= last:
        page.goto(f"{address}search/?q={quote(query)}&page={number}")
        expect(page.locator(".jx-find__status")).to_have_text(re.compile("^(找到|没有找到)"))
        links = page.locator(".jx-hits h2 a").evaluate_all("all => all.map((one) => new URL(one.href).pathname)")
        yield from (link.strip("/") for link in links)
        pager = page.locator(".jx-pager")
        last = int(pager.inner_text().split("共 ")[1].split(" ")[0]) if pager.count() else 1
        number += 1


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
        browser = tool.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page, started = browser.new_page(), time.perf_counter()
        for query in queries:
            truth = {
                entry.report.id for entry, text in zip(catalogue.entries, texts, strict=True) if fold(query) in text
            }
            seen = list(shown(page, address, query))
            wanted, found, right = wanted + len(truth), found + len(seen), right + len(truth & set(seen))
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
    sizes: list[int] = []

    def count(response: Response) -> None:
        if "/search/" in response.url and response.url.split("?")[0].endswith(".json"):
            sizes.append(len(gzip.compress(response.body(), 6)))

    page.on("response", count)
    costs = []
    page.goto(f"{address}search/")
    for query in queries:
        page.fill("#jx-find-q", query)
        page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
        costs.append(sum(sizes))
        sizes.clear()
    first, *further = costs
    print(
        f"  bytes gzip: first query {first / 1000:.1f} kB, further {statistics.median(further) / 1000:.1f} kB (most {max(further) / 1000:.1f})"
    )


if __name__ == "__main__":
    for argument in sys.argv[1:] or ["1000"]:
        measure(int(argument))
