"""Views to Markdown: every page of the site as {path: text}.

A kind of page is a module of this room and its template: no list names it. Its function
`pages` yields what tells of the whole, `department_pages` what tells of one department alone.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from generator import pages as room
from generator.catalogue import Catalogue
from generator.model.problem import Manual
from generator.pages.handed import Handed
from generator.pages.page import Page, Whole
from generator.presentation.templates import render_page

PageKind = Callable[[Whole], Iterator[Page]]
DepartmentPageKind = Callable[[Catalogue], Iterator[Page]]


def render_department(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the pages, path below docs/ and text, that tell of one department's reports alone.

    The same reports give the same text.
    """
    for kind in department_page_kinds():
        for page in kind(catalogue):
            yield render_page(page.url, page.template, **page.values)


def render_whole(
    catalogue: Catalogue, manual: Manual, handed: Handed, changed: Sequence[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield all other pages, the hand-written ones first.

    The same catalogue gives the same text. `handed` is what its departments hand on. The first page
    of a preview lists the `changed` reports, by id.
    """
    for name, text in catalogue.pages:
        yield f"{name}/index.md", text
    whole = Whole(catalogue, manual, handed, tuple(changed))
    for kind in page_kinds():
        for page in kind(whole):
            yield render_page(page.url, page.template, **page.values)


def page_kinds() -> Iterator[PageKind]:
    """Yield the `pages` of every module of this room that has them, by the module's name."""
    return _functions("pages")


def department_page_kinds() -> Iterator[DepartmentPageKind]:
    """Yield the `department_pages` of every module of this room that has them."""
    return _functions("department_pages")


def _functions(name: str) -> Iterator[Any]:
    for module in sorted(one.name for one in iter_modules(room.__path__)):
        found = getattr(import_module(f"{room.__name__}.{module}"), name, None)
        if found is not None:
            yield found
