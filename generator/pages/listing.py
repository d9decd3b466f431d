"""Pages that list reports: home, years, departments, department and year, regions, grades."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.pages.common import Fact, Link, ReportRow, SummaryView, grade_rank, view_row, view_summary

HOME = Link("首页", "")


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


def listing_views(catalogue: Catalogue) -> Iterator[ListingView]:
    """Yield every listing page but the home page."""
    yield _years(catalogue)
    for year in catalogue.years:
        yield _year(catalogue, year)
        yield from _department_years(catalogue, year)
    yield _departments(catalogue)
    for department in catalogue.departments:
        yield _department(catalogue, department)
    yield from _regions(catalogue)
    yield from _grades(catalogue)


def home_view(catalogue: Catalogue) -> ListingView:
    """Show the latest year at a glance, with ways into everything else."""
    latest = catalogue.years[0] if catalogue.years else None
    entries = catalogue.where(lambda entry: entry.report.identity.year == latest)
    return ListingView(
        title=catalogue.site.name,
        url="",
        lead=catalogue.site.description,
        breadcrumbs=(),
        facts=(
            Fact("公开年度", f"{len(catalogue.years)} 个", "years/"),
            Fact("部门", f"{len({e.report.identity.department for e in catalogue.entries})} 个", "departments/"),
            Fact("自评报告", f"{len(catalogue.entries)} 份", "years/"),
            Fact("核对发现", f"{len(catalogue.findings)} 处", "findings/"),
        ),
        summary=view_summary(catalogue, catalogue.summary(entries)) if entries else None,
        groups_title=f"{latest}年度" if latest else "",
        groups=_by_year(catalogue),
        reports=_rows(catalogue, entries),
        related=(Link("怎样看一份自评报告", "how-to-read/"), Link("计分和核对的方法", "methodology/")),
    )


def _rows(catalogue: Catalogue, entries: Sequence[Entry]) -> tuple[ReportRow, ...]:
    return tuple(view_row(catalogue, entry) for entry in entries)


def _group(catalogue: Catalogue, title: str, url: str, entries: Sequence[Entry], note: str = "") -> GroupRow:
    return GroupRow(Link(title, url), note, view_summary(catalogue, catalogue.summary(entries)))


def _by_year(catalogue: Catalogue, wanted: Callable[[Entry], bool] = lambda _: True) -> tuple[GroupRow, ...]:
    return tuple(
        _group(catalogue, f"{year}年度", f"{year}/", entries)
        for year in catalogue.years
        if (entries := catalogue.where(lambda entry, year=year: entry.report.identity.year == year and wanted(entry)))  # type: ignore[misc]
    )


def _listing(
    catalogue: Catalogue,
    title: str,
    url: str,
    lead: str,
    breadcrumbs: Sequence[Link],
    entries: Sequence[Entry],
    *,
    groups: tuple[GroupRow, ...] = (),
    groups_title: str = "",
    facts: tuple[Fact, ...] = (),
    reports: bool = True,
    related: tuple[Link, ...] = (),
) -> ListingView:
    return ListingView(
        title=title,
        url=url,
        lead=lead,
        breadcrumbs=(HOME, *breadcrumbs),
        facts=facts,
        summary=view_summary(catalogue, catalogue.summary(entries)) if entries else None,
        groups_title=groups_title,
        groups=groups,
        reports=_rows(catalogue, entries) if reports else (),
        related=related,
    )


def _years(catalogue: Catalogue) -> ListingView:
    lead = "按评价年度查看。年度指表头所印的年度；表头未印的，按正文所载时间归入，并在报告页注明。"
    groups = _by_year(catalogue)
    return _listing(
        catalogue, "各年度", "years/", lead, (), catalogue.entries, groups=groups, groups_title="年度", reports=False
    )


def _year(catalogue: Catalogue, year: int) -> ListingView:
    entries = catalogue.where(lambda entry: entry.report.identity.year == year)
    ids = tuple(dict.fromkeys(entry.report.identity.department for entry in entries))
    groups = tuple(
        _group(
            catalogue,
            catalogue.departments[name].name,
            f"{year}/{name}/",
            [entry for entry in entries if entry.report.identity.department == name],
        )
        for name in ids
    )
    lead = f"{year}年度公开的项目支出绩效自评，按部门和项目列出。"
    crumbs = (Link("年度", "years/"),)
    return _listing(
        catalogue, f"{year}年度", f"{year}/", lead, crumbs, entries, groups=groups, groups_title="部门"
    )


def _department_years(catalogue: Catalogue, year: int) -> Iterator[ListingView]:
    for name, department in catalogue.departments.items():
        entries = catalogue.where(lambda e, name=name: e.report.identity.year == year and e.report.identity.department == name)  # type: ignore[misc]
        if entries:
            crumbs = (Link(f"{year}年度", f"{year}/"), Link(department.name, f"departments/{name}/"))
            title = f"{department.name} {year}年度"
            lead = f"{department.name}在{year}年度公开的项目支出绩效自评。"
            yield _listing(catalogue, title, f"{year}/{name}/", lead, crumbs, entries)


def _departments(catalogue: Catalogue) -> ListingView:
    groups = tuple(
        _group(catalogue, department.name, f"departments/{name}/", entries, department.region)
        for name, department in catalogue.departments.items()
        if (entries := catalogue.where(lambda e, name=name: e.report.identity.department == name))  # type: ignore[misc]
    )
    lead = "按公开自评结果的部门查看。"
    return _listing(
        catalogue, "各部门", "departments/", lead, (), catalogue.entries, groups=groups, groups_title="部门", reports=False
    )


def _department(catalogue: Catalogue, name: str) -> ListingView:
    department = catalogue.departments[name]
    entries = catalogue.where(lambda entry: entry.report.identity.department == name)
    facts = [Fact("地区", department.region, f"regions/{department.region_id}/")]
    if department.former_names:
        facts.append(Fact("曾用名", "、".join(department.former_names)))
    if department.parent:
        facts.append(Fact("上级部门", catalogue.departments[department.parent].name, f"departments/{department.parent}/"))
    groups = tuple(
        _group(catalogue, f"{year}年度", f"{year}/{name}/", [e for e in entries if e.report.identity.year == year])
        for year in sorted({entry.report.identity.year for entry in entries}, reverse=True)
    )
    lead = department.note or f"{department.name}历年公开的项目支出绩效自评。"
    crumbs = (Link("部门", "departments/"),)
    return _listing(
        catalogue,
        department.name,
        f"departments/{name}/",
        lead,
        crumbs,
        entries,
        groups=groups,
        groups_title="年度",
        facts=tuple(facts),
    )


def _regions(catalogue: Catalogue) -> Iterator[ListingView]:
    regions = {department.region_id: department.region for department in catalogue.departments.values()}
    groups = []
    for region, name in regions.items():
        entries = catalogue.where(lambda entry, region=region: entry.department.region_id == region)  # type: ignore[misc]
        if entries:
            groups.append(_group(catalogue, name, f"regions/{region}/", entries))
            lead = f"{name}各部门公开的项目支出绩效自评。"
            yield _listing(catalogue, name, f"regions/{region}/", lead, (Link("地区", "regions/"),), entries)
    lead = "按部门所属地区查看。"
    yield _listing(
        catalogue,
        "各地区",
        "regions/",
        lead,
        (),
        catalogue.entries,
        groups=tuple(groups),
        groups_title="地区",
        reports=False,
    )


def _grades(catalogue: Catalogue) -> Iterator[ListingView]:
    ranks = sorted({(grade_rank(entry), entry.grade or "总分未填报") for entry in catalogue.entries})
    groups = []
    for rank, name in ranks:
        entries = catalogue.where(lambda entry, name=name: (entry.grade or "总分未填报") == name)  # type: ignore[misc]
        url = f"grades/{rank or 'none'}/"
        groups.append(_group(catalogue, name, url, entries))
        lead = f"自评总分按所用评价规则的分数线属“{name}”的报告。"
        yield _listing(catalogue, f"等级：{name}", url, lead, (Link("等级", "grades/"),), entries)
    lead = "按自评总分和所用评价规则的分数线归类；表上所印的等级用语（如优秀、良好）在报告页按原样显示。"
    yield _listing(
        catalogue,
        "各等级",
        "grades/",
        lead,
        (),
        catalogue.entries,
        groups=tuple(groups),
        groups_title="等级",
        reports=False,
    )
