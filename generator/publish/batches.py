"""MkDocs in several processes: each makes some of the pages, one makes what needs all the rest.

A page of ours that is in no navigation comes out the same in whatever company, for MkDocs checks no
link in it. Those of the navigation and the hand-written ones, all of them at the top, stay with the
first process. Each batch is a folder of its own, with stand-ins for the pages of the navigation.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

import yaml

from generator.publish.sitemaps import SITEMAP, rewrite
from generator.publish.walking import files_below, take_away

# Starting MkDocs takes as long as making some dozens of pages; it holds all that it makes.
FEWEST_PAGES, MOST_PAGES = 150, 1_200


@dataclass(frozen=True, slots=True)
class Batch:
    """Some pages, by their paths, in a tree of their own, and the config that names it."""

    pages: tuple[str, ...]
    docs: Path
    config: Path
    site: Path


def divided(docs: Path, config: Path, jobs: int) -> tuple[tuple[str, ...], ...]:
    """Return the pages for each process but the first, which makes what is left.

    There are as many as there are jobs, more of a large site, whose processes would grow with it,
    and none where there is too little to do for two.
    """
    pages = {page: (docs / page).stat().st_size for page in files_below(docs, ".md")}
    batches = max(min(jobs, len(pages) // FEWEST_PAGES), ceil(len(pages) / MOST_PAGES))
    if batches < 2:
        return ()
    stated = json.loads(config.read_text("utf-8"))
    staying = {*in_navigation(Path(stated["INHERIT"])), *filter(_is_at_the_top, pages)}
    found: list[list[str]] = [[] for _ in range(batches)]
    loads = [sum(size for page, size in pages.items() if page in staying)] + [0] * (batches - 1)
    for page in sorted(pages.keys() - staying):
        lightest = loads.index(min(loads))
        found[lightest].append(page)
        loads[lightest] += pages[page]
    return tuple(map(tuple, found[1:]))


def _is_at_the_top(page: str) -> bool:
    return page.count("/") < 2


@contextmanager
def set_apart(docs: Path, config: Path, parts: Sequence[tuple[str, ...]]) -> Iterator[list[Batch]]:
    """Move the pages of each part into a tree of its own while the block runs."""
    stated = json.loads(config.read_text("utf-8"))
    batches = [
        _batch(stated, config.parent / f"batch-{number}", pages)
        for number, pages in enumerate(parts, 1)
    ]
    try:
        for batch in batches:
            move(batch.pages, docs, batch.docs)
            stand_in(batch.docs, config)
        yield batches
    finally:
        for batch in batches:
            move(batch.pages, batch.docs, docs)
            take_away(batch.docs.parent)


def stand_in(docs: Path, config: Path) -> None:
    """Write stand-ins for the pages of the navigation, without which MkDocs makes no site."""
    stated = json.loads(config.read_text("utf-8"))
    for page in in_navigation(Path(stated["INHERIT"])):
        _write(docs / page, "# -\n")


def _batch(stated: Mapping[str, Any], folder: Path, pages: tuple[str, ...]) -> Batch:
    batch = Batch(pages, folder / "docs", folder / "mkdocs.yml", folder / "site")
    own = {**stated, "docs_dir": str(batch.docs)}
    _write(batch.config, json.dumps(own, ensure_ascii=False))
    return batch


def in_navigation(project: Path) -> Iterator[str]:
    """Yield the pages of the navigation; tags of Python objects in the config tell nothing here."""

    class Plain(yaml.SafeLoader):
        pass

    Plain.add_multi_constructor("", lambda *_: None)
    yield from _pages_in(yaml.load(project.read_text("utf-8"), Plain)["nav"])  # noqa: S506 - safe


def _pages_in(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    for inner in node.values() if isinstance(node, dict) else ():
        yield from _pages_in(inner)
    for inner in node if isinstance(node, list) else ():
        yield from _pages_in(inner)


def move(pages: Iterable[str], source: Path, target: Path) -> None:
    """Move pages, by their paths, from one tree to another."""
    for page in pages:
        if (source / page).is_file():
            (target / page).parent.mkdir(parents=True, exist_ok=True)
            (source / page).replace(target / page)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def brought_together(batches: Sequence[Batch], site: Path) -> None:
    """Lay the pages of all batches into the site of the rest, their addresses in its sitemap."""
    for batch in batches:
        for page in batch.pages:
            made = Path(page).with_suffix(".html")
            (site / made).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(batch.site / made, site / made)
    others = [(batch.site / SITEMAP).read_text("utf-8") for batch in batches]
    rewrite(site, others)
