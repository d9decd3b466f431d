"""Pages that list reports of many departments: by year, region and grade, and overviews."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from generator.catalogue import NO_TOTAL, UNGRADED, Catalogue, Entry, group
from generator.pages import pictures
from generator.pages.cards import card_of_year
from generator.pages.common import grade_rank
from generator.pages.kinds import facts_beside
from generator.pages.listed import (
    GroupRow,
    ListingView,
    department_of,
    group_row,
    list_of,
    listing_pages,
    rows_of_years,
    year_of,
)
from generator.pages.money_charts import rate_order
from generator.pages.newest import newest_of
from generator.pages.page import Page, Whole
from generator.presentation.addresses import Link

# The address of each grade, by its rank and name.
GradeUrls: TypeAlias = dict[tuple[int, str], str]


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the lists of reports."""
    yield from listing_pages(listing_views(whole.catalogue.of_projects), whole.handed.rows)


def listing_views(catalogue: Catalogue) -> Iterator[ListingView]:
    """Yield every list but those of single departments."""
    urls = _grade_urls(catalogue)
    yield _years(catalogue)
    for year, entries in catalogue.grouped(year_of).items():
        yield _year(catalogue, year, entries, urls)
    yield from _departments(catalogue)
    yield from _regions(catalogue)
    yield from _grades(catalogue, urls)


def _narrowed(
    catalogue: Catalogue, page: ListingView, entries: Sequence[Entry]
) -> Iterator[ListingView]:
    """Yield a listing with links to its single years, and the pages of those years."""
    years = group(entries, year_of)
    links = tuple(
        Link(f"{year}年度（{len(years[year])} 份）", f"{page.url}{year}/")
        for year in sorted(years, reverse=True)
    )
    yield replace(page, filters=links)
    for year, found in years.items():
        link, above = (
            Link(f"{page.title} {year}年度", f"{page.url}{year}/"),
            (*page.breadcrumbs[1:], Link(page.title, page.url)),
        )
        yield list_of(catalogue, link, f"{page.lead}本页只列{year}年度。", above, found)


def _overview(
    catalogue: Catalogue, link: Link, lead: str, title: str, groups: Sequence[GroupRow]
) -> ListingView:
    """Return a page that shows all reports by group, without a table of the reports."""
    page = list_of(catalogue, link, lead, (), catalogue.entries)
    return replace(page, groups_title=title, groups=tuple(groups), reports=(), data_url="data/")


def _years(catalogue: Catalogue) -> ListingView:
    lead = "按评价年度查看。年度指表头所印的年度；表头未印的，按正文所载时间归入，并在报告页注明。"
    groups = rows_of_years(catalogue, catalogue.entries)
    page = _overview(catalogue, Link("各年度", "years/"), lead, "年度", groups)
    return replace(page, charts=pictures.over_years(catalogue, catalogue.entries))


def _year(
    catalogue: Catalogue, year: int, entries: tuple[Entry, ...], urls: GradeUrls
) -> ListingView:
    groups = tuple(
        group_row(catalogue, catalogue.departments[name].name, f"{year}/{name}/", found)
        for name, found in sorted(
            group(entries, department_of).items(),
            key=lambda item: rate_order(catalogue.summary(item[1]).rate),
        )
    )
    lead = f"{year}年度公开的项目支出绩效自评，按部门和项目列出。"
    page = list_of(
        catalogue, Link(f"{year}年度", f"{year}/"), lead, (Link("年度", "years/"),), entries
    )
    grades = sorted(group(entries, _grade_of).items())
    filters = tuple(
        Link(f"{name}（{len(found)} 份）", f"{urls[rank, name]}{year}/")
        for (rank, name), found in grades
    )
    charts = (*page.charts, *pictures.by_department(catalogue, entries))
    data = f"data/years/{year}/"
    page = replace(
        page, facts=facts_beside(catalogue.only(entries), year), picture=card_of_year(year)
    )
    return replace(
        page,
        groups_title="部门",
        groups_order="执行率由低到高",
        groups=groups,
        filters=filters,
        charts=charts,
        data_url=data,
    )


def _departments(catalogue: Catalogue) -> Iterator[ListingView]:
    by_department = catalogue.grouped(department_of)
    groups = []
    for name, department in catalogue.departments.items():
        found = by_department.get(name, ())
        if found:
            groups.append(
                group_row(
                    catalogue, department.name, f"departments/{name}/", found, department.region
                )
            )
    page = _overview(
        catalogue, Link("各部门", "departments/"), "按公开自评结果的部门查看。", "部门", groups
    )
    newest = newest_of(catalogue.entries)
    when = f"{year_of(newest[0])}年度" if newest else ""
    yield replace(page, charts=pictures.by_department(catalogue, newest, when))


def _regions(catalogue: Catalogue) -> Iterator[ListingView]:
    names = {
        department.region_id: department.region for department in catalogue.departments.values()
    }
    by_region = catalogue.grouped(lambda entry: entry.department.region_id)
    groups = []
    for region, name in names.items():
        found = by_region.get(region, ())
        link = Link(name, f"regions/{region}/")
        page = list_of(
            catalogue,
            link,
            f"{name}各部门公开的项目支出绩效自评。",
            (Link("地区", "regions/"),),
            found,
        )
        yield from _narrowed(catalogue, page, found)
        if page.summary:
            groups.append(GroupRow(link, "", page.summary))
    yield _overview(catalogue, Link("各地区", "regions/"), "按部门所属地区查看。", "地区", groups)


def _grades(catalogue: Catalogue, urls: GradeUrls) -> Iterator[ListingView]:
    groups = []
    for (rank, name), found in sorted(catalogue.grouped(_grade_of).items()):
        url = urls[rank, name]
        lead = (
            f"自评总分按所用评价规则的分数线属“{name}”的报告。" if rank else _UNRANKED_LEADS[name]
        )
        page = list_of(
            catalogue, Link(f"等级：{name}", url), lead, (Link("等级", "grades/"),), found
        )
        yield from _narrowed(catalogue, page, found)
        if page.summary:
            groups.append(GroupRow(Link(name, url), "", page.summary))
    lead = "按自评总分和所用评价规则的分数线归类；表上所印的等级用语（如优秀、良好）在报告页按原样显示。"
    yield _overview(catalogue, Link("各等级", "grades/"), lead, "等级", groups)


def _grade_urls(catalogue: Catalogue) -> GradeUrls:
    """Return the address of each grade; scales may call the same rank otherwise: 优, 优秀."""
    urls: GradeUrls = {}
    for rank, name in sorted(catalogue.grouped(_grade_of)):
        place = 1 + sum(other == rank for other, _ in urls)
        of_rank = f"grades/{rank}/" if place == 1 else f"grades/{rank}-{place}/"
        urls[rank, name] = of_rank if rank else f"grades/{_UNRANKED[name]}/"
    return urls


_UNRANKED_LEADS = {
    UNGRADED: "各项分值合计不是满分、分数线不能套用的报告。",
    NO_TOTAL: "表上没有填自评总分的报告。",
}
_UNRANKED = {UNGRADED: "ungraded", NO_TOTAL: "none"}


def _grade_of(entry: Entry) -> tuple[int, str]:
    """Return rank and name; scales whose ranks are the same share a page only by name as well."""
    return grade_rank(entry), entry.grade_label
