"""A page that lists reports: its view, and the pages of a list that is long."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.pages.chart_views import Chart
from generator.pages.common import Fact, ReportRow, SummaryView
from generator.presentation.addresses import Link

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
    reports: tuple[ReportRow, ...]
    related: tuple[Link, ...]
    groups_order: str = ""
    filters: tuple[Link, ...] = ()
    charts: tuple[Chart, ...] = ()
    withheld: tuple[tuple[str, str, str], ...] = ()
    data_url: str = ""
    picture: str = ""
    position: str = ""
    pager: tuple[Link, ...] = ()


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
