"""Views to Markdown: every page of the site as {path: text}.

A kind of page is a module of this room with a function `pages`, and its template: no list names it.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pkgutil import iter_modules

from generator import pages as room
from generator.catalogue import Catalogue
from generator.model.problem import Manual
from generator.pages.page import Page, Whole
from generator.presentation.templates import render_page

PageKind = Callable[[Whole], Iterator[Page]]


def render_pages(
    catalogue: Catalogue, manual: Manual, changed: Sequence[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield the whole Markdown tree: path below docs/ and text, the hand-written pages first.

    The same catalogue gives the same text. The first page of a preview lists the `changed` reports,
    by id.
    """
    for name, text in catalogue.pages:
        yield f"{name}/index.md", text
    whole = Whole(catalogue, manual, tuple(changed))
    for kind in page_kinds():
        for page in kind(whole):
            yield render_page(page.url, page.template, **page.values)


def page_kinds() -> Iterator[PageKind]:
    """Yield the `pages` of every module of this room that has them, by the module's name."""
    for name in sorted(module.name for module in iter_modules(room.__path__)):
        kind: PageKind | None = getattr(import_module(f"{room.__name__}.{name}"), "pages", None)
        if kind is not None:
            yield kind
