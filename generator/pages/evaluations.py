"""Evaluations that are no self-evaluations of projects: lists of their own, apart from them."""

from collections.abc import Iterator

from generator.catalogue import Catalogue, Entry, group
from generator.model.kinds import OTHERS, Kind
from generator.pages.kinds import INDEX, link_of
from generator.pages.listed import HOME, GroupRow, ListingView, listing_pages
from generator.pages.newest import group_summary
from generator.pages.page import Page, Whole
from generator.presentation.addresses import Link

_LEAD = "项目自评之外的评价，按种类列出。每一种单独合计，不计入项目自评的份数和金额。"


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the lists of other evaluations."""
    yield from listing_pages(evaluation_views(whole.catalogue), whole.handed.rows)


def evaluation_views(catalogue: Catalogue) -> Iterator[ListingView]:
    """Yield a page for each kind that there is, and one over them; none where there is none."""
    found = group(catalogue.others, lambda one: one.report.form.kind)
    pages = [_kind(catalogue, kind, found[kind]) for kind in OTHERS if kind in found]
    if pages:
        yield _index(pages)
    yield from pages


def _kind(catalogue: Catalogue, kind: Kind, entries: tuple[Entry, ...]) -> ListingView:
    link = link_of(kind)
    return ListingView(
        title=link.title,
        url=link.url,
        lead=f"{link.title}，共 {len(entries)} 份；单独合计，不计入项目自评。",
        breadcrumbs=(HOME, INDEX),
        facts=(),
        summary=group_summary(catalogue, entries),
        groups_title="",
        groups=(),
        reports=entries,
        related=(),
    )


def _index(pages: list[ListingView]) -> ListingView:
    groups = [
        GroupRow(Link(page.title, page.url), "", page.summary) for page in pages if page.summary
    ]
    return ListingView(
        title=INDEX.title,
        url=INDEX.url,
        lead=_LEAD,
        breadcrumbs=(HOME,),
        facts=(),
        summary=None,
        groups_title="种类",
        groups=tuple(groups),
        reports=(),
        related=(),
    )
