"""Pages that list reports: by year, department, both, region and grade, and the years of these."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.catalogue import NO_TOTAL, UNGRADED, Catalogue, Entry, group
from generator.pages import pictures
from generator.pages.cards import card_of_department, card_of_year
from generator.pages.common import Fact, ReportRow, grade_rank, view_row
from generator.pages.kinds import facts_beside
from generator.pages.listed import HOME, GroupRow, ListingView, in_parts
from generator.pages.matrix import MATRIX
from generator.pages.money_charts import rate_order
from generator.pages.newest import group_summary, newest_of
from generator.pages.page import Page, Whole, page
from generator.pages.unanswered import count_unanswered, unanswered_url
from generator.presentation.addresses import Link


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the lists of reports."""
    for view in listing_views(whole.catalogue.of_projects):
        yield page(view.url, "listing.md.j2", view=view)


def listing_views(catalogue: Catalogue) -> Iterator[ListingView]:
    """Yield every listing page but the home page, long ones in parts."""
    for view in _views(catalogue):
        yield from in_parts(view)


def _views(catalogue: Catalogue) -> Iterator[ListingView]:
    yield _years(catalogue)
    for year, entries in catalogue.grouped(year_of).items():
        yield _year(catalogue, year, entries)
        yield from _department_years(catalogue, year, entries)
    yield from _departments(catalogue)
    yield from _regions(catalogue)
    yield from _grades(catalogue)


def year_of(entry: Entry) -> int:
    """Return the year of evaluation."""
    return entry.report.identity.year


def department_of(entry: Entry) -> str:
    """Return the department's id."""
    return entry.report.identity.department


def region_of(entry: Entry) -> str:
    """Return the id of the department's region."""
    return entry.department.region_id


def _rows(catalogue: Catalogue, entries: Sequence[Entry]) -> tuple[ReportRow, ...]:
    return tuple(view_row(catalogue, entry) for entry in entries)


def _group(
    catalogue: Catalogue, title: str, url: str, entries: Sequence[Entry], note: str = ""
) -> GroupRow:
    return GroupRow(Link(title, url), note, group_summary(catalogue, entries))


def _years_of(
    catalogue: Catalogue, entries: Sequence[Entry], below: str = ""
) -> tuple[GroupRow, ...]:
    """Return one row a year, newest first; `below` is the department's part of the address."""
    years = group(entries, year_of)
    return tuple(
        _group(catalogue, f"{year}年度", f"{year}/{below}", years[year])
        for year in sorted(years, reverse=True)
    )


def _listing(
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
        reports=_rows(catalogue, entries),
        related=(),
        charts=pictures.distribution(catalogue, entries),
    )


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
        yield _listing(catalogue, link, f"{page.lead}本页只列{year}年度。", above, found)


def _overview(
    catalogue: Catalogue, link: Link, lead: str, title: str, groups: Sequence[GroupRow]
) -> ListingView:
    """Return a page that shows all reports by group, without a table of the reports."""
    page = _listing(catalogue, link, lead, (), catalogue.entries)
    return replace(page, groups_title=title, groups=tuple(groups), reports=(), data_url="data/")


def _years(catalogue: Catalogue) -> ListingView:
    lead = "按评价年度查看。年度指表头所印的年度；表头未印的，按正文所载时间归入，并在报告页注明。"
    groups = _years_of(catalogue, catalogue.entries)
    page = _overview(catalogue, Link("各年度", "years/"), lead, "年度", groups)
    return replace(page, charts=pictures.over_years(catalogue, catalogue.entries))


def _year(catalogue: Catalogue, year: int, entries: tuple[Entry, ...]) -> ListingView:
    groups = tuple(
        _group(catalogue, catalogue.departments[name].name, f"{year}/{name}/", found)
        for name, found in sorted(
            group(entries, department_of).items(),
            key=lambda item: rate_order(catalogue.summary(item[1]).rate),
        )
    )
    lead = f"{year}年度公开的项目支出绩效自评，按部门和项目列出。"
    page = _listing(
        catalogue, Link(f"{year}年度", f"{year}/"), lead, (Link("年度", "years/"),), entries
    )
    grades = sorted(group(entries, _grade_of).items())
    urls = _grade_urls(catalogue)
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


def _department_years(
    catalogue: Catalogue, year: int, entries: Sequence[Entry]
) -> Iterator[ListingView]:
    for name, found in group(entries, department_of).items():
        department = catalogue.departments[name].name
        above = (Link(f"{year}年度", f"{year}/"), Link(department, f"departments/{name}/"))
        lead = f"{department}在{year}年度公开的项目支出绩效自评。"
        link = Link(f"{department} {year}年度", f"{year}/{name}/")
        page = _listing(catalogue, link, lead, above, found)
        yield replace(
            page,
            facts=facts_beside(catalogue.only(found), year, name),
            picture=card_of_department(name),
        )


def _departments(catalogue: Catalogue) -> Iterator[ListingView]:
    by_department = catalogue.grouped(department_of)
    groups = []
    for name, department in catalogue.departments.items():
        found = by_department.get(name, ())
        yield _department(catalogue, name, found)
        if found:
            groups.append(
                _group(catalogue, department.name, f"departments/{name}/", found, department.region)
            )
    page = _overview(
        catalogue, Link("各部门", "departments/"), "按公开自评结果的部门查看。", "部门", groups
    )
    newest = newest_of(catalogue.entries)
    when = f"{year_of(newest[0])}年度" if newest else ""
    yield replace(page, charts=pictures.by_department(catalogue, newest, when))


def _department(catalogue: Catalogue, name: str, entries: tuple[Entry, ...]) -> ListingView:
    department = catalogue.departments[name]
    facts = [Fact("地区", department.region, f"regions/{department.region_id}/")]
    if department.former_names:
        facts.append(Fact("曾用名", "、".join(department.former_names)))
    if department.parent:
        facts.append(
            Fact(
                "上级部门",
                catalogue.departments[department.parent].name,
                f"departments/{department.parent}/",
            )
        )
    facts += facts_beside(catalogue.only(entries), department=name)
    facts += _doors(name, entries)
    lead = department.note or f"{department.name}历年公开的项目支出绩效自评。"
    link = Link(department.name, f"departments/{name}/")
    page = _listing(catalogue, link, lead, (Link("部门", "departments/"),), entries)
    groups = _years_of(catalogue, entries, f"{name}/")
    return replace(
        page,
        facts=tuple(facts),
        groups_title="年度",
        groups=groups,
        charts=(*page.charts, *pictures.over_years(catalogue, entries)),
        withheld=tuple(
            (f"{item.year} 年度", item.unit, item.ground)
            for item in catalogue.withheld.get(name, ())
        ),
        data_url=f"data/departments/{name}/" if entries else "",
        picture=card_of_department(name) if entries else "",
    )


def _doors(name: str, entries: Sequence[Entry]) -> Iterator[Fact]:
    """Yield the ways to what else there is of a department: others beside it, what it owes."""
    if entries:
        yield Fact("与其他部门对照", "部门对照", MATRIX.url)
    if count := count_unanswered(entries):
        yield Fact("尚未说明的发现", f"{count} 处", unanswered_url(name))


def _regions(catalogue: Catalogue) -> Iterator[ListingView]:
    names = {
        department.region_id: department.region for department in catalogue.departments.values()
    }
    by_region = catalogue.grouped(region_of)
    groups = []
    for region, name in names.items():
        found = by_region.get(region, ())
        link = Link(name, f"regions/{region}/")
        page = _listing(
            catalogue,
            link,
            f"{name}各部门公开的项目支出绩效自评。",
            (Link("地区", "regions/"),),
            found,
        )
        yield from _narrowed(catalogue, page, found)
        if found:
            groups.append(_group(catalogue, name, link.url, found))
    yield _overview(catalogue, Link("各地区", "regions/"), "按部门所属地区查看。", "地区", groups)


def _grades(catalogue: Catalogue) -> Iterator[ListingView]:
    groups = []
    urls = _grade_urls(catalogue)
    for (rank, name), found in sorted(catalogue.grouped(_grade_of).items()):
        url = urls[rank, name]
        groups.append(_group(catalogue, name, url, found))
        lead = (
            f"自评总分按所用评价规则的分数线属“{name}”的报告。" if rank else _UNRANKED_LEADS[name]
        )
        page = _listing(
            catalogue, Link(f"等级：{name}", url), lead, (Link("等级", "grades/"),), found
        )
        yield from _narrowed(catalogue, page, found)
    lead = "按自评总分和所用评价规则的分数线归类；表上所印的等级用语（如优秀、良好）在报告页按原样显示。"
    yield _overview(catalogue, Link("各等级", "grades/"), lead, "等级", groups)


def _grade_urls(catalogue: Catalogue) -> dict[tuple[int, str], str]:
    """Return the address of each grade; scales may call the same rank otherwise: 优, 优秀."""
    urls: dict[tuple[int, str], str] = {}
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
