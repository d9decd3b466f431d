"""A page that lists reports: its view, and the pages of a list that is long."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from generator.catalogue import Catalogue, Entry, group
from generator.pages import pictures
from generator.pages.chart_views import Chart
from generator.pages.common import Fact, SummaryView
from generator.pages.newest import group_summary
from generator.pages.page import Page, page
from generator.presentation.addresses import Link
from generator.presentation.rows import Row

HOME = Link("首页", "")
# Longer tables load slowly on old desks; what is more stands on further pages.
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group in an overview: a link and its totals."""

    link: Link
    note: str
    summary: SummaryView


@dataclass(frozen=True, slots=True)
class ListingView:
    """A page with totals, an overview of groups and a table of reports; each part may be empty."""

    title: str
    url: str
    lead: str
    breadcrumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    summary: SummaryView | None
    groups_title: str
    groups: tuple[GroupRow, ...]
    reports: tuple[Entry, ...]
    related: tuple[Link, ...]
    groups_order: str = ""
    filters: tuple[Link, ...] = ()
    charts: tuple[Chart, ...] = ()
    withheld: tuple[tuple[str, str, str], ...] = ()
    data_url: str = ""
    picture: str = ""
    position: str = ""
    pager: tuple[Link, ...] = ()


def year_of(entry: Entry) -> int:
    """Return the year of evaluation."""
    return entry.report.identity.year


def department_of(entry: Entry) -> str:
    """Return the department's id."""
    return entry.report.identity.department


def group_row(
    catalogue: Catalogue, title: str, url: str, entries: Sequence[Entry], note: str = ""
) -> GroupRow:
    """Return a group's row in an overview."""
    return GroupRow(Link(title, url), note, group_summary(catalogue, entries))


def rows_of_years(
    catalogue: Catalogue, entries: Sequence[Entry], below: str = ""
) -> tuple[GroupRow, ...]:
    """Return one row a year, newest first; `below` is the department's part of the address."""
    years = group(entries, year_of)
    return tuple(
        group_row(catalogue, f"{year}年度", f"{year}/{below}", years[year])
        for year in sorted(years, reverse=True)
    )


def list_of(
    catalogue: Catalogue, link: Link, lead: str, above: Sequence[Link], entries: Sequence[Entry]
) -> ListingView:
    """Return a page with the totals and the table of `entries`, and no overview."""
    return ListingView(
        title=link.title,
        url=link.url,
        lead=lead,
        breadcrumbs=(HOME, *above),
        facts=(),
        summary=group_summary(catalogue, entries) if entries else None,
        groups_title="",
        groups=(),
        reports=tuple(entries),
        related=(),
        charts=pictures.distribution(catalogue, entries),
    )


def listing_pages(views: Iterable[ListingView], rows: Mapping[str, Row]) -> Iterator[Page]:
    """Yield the pages of lists, long ones in parts; `rows` are those of the reports, by id."""
    for view in chain.from_iterable(map(in_parts, views)):
        listed = [rows[entry.report.id] for entry in view.reports]
        yield page(view.url, "listing.md.j2", view=view, rows=listed)


def in_parts(view: ListingView) -> Iterator[ListingView]:
    """Split a table of more than MOST_ROWS; the further pages lie at p/2/, p/3/ …: no id is p."""
    count = -(-len(view.reports) // MOST_ROWS)
    if count < 2:
        yield view
        return
    links = tuple(
        Link(f"第 {number} 页", view.url if number == 1 else f"{view.url}p/{number}/")
        for number in range(1, count + 1)
    )
    for number, link in enumerate(links, 1):
        rows = view.reports[(number - 1) * MOST_ROWS : number * MOST_ROWS]
        part = replace(
            view, url=link.url, reports=rows, position=f"第 {number} 页，共 {count} 页", pager=links
        )
        if number == 1:
            yield part
        else:
            above = (*view.breadcrumbs, Link(view.title, view.url))
            title = f"{view.title}（{link.title}）"
            yield replace(
                part, title=title, breadcrumbs=above, groups=(), charts=(), facts=(), withheld=()
            )
