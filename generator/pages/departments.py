"""Lists of one department's reports: of all its years, and of each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.catalogue import Catalogue, Entry, group
from generator.pages import pictures
from generator.pages.cards import card_of_department
from generator.pages.common import Fact
from generator.pages.handed import rendered_rows
from generator.pages.kinds import facts_beside
from generator.pages.listed import (
    ListingView,
    department_of,
    list_of,
    listing_pages,
    rows_of_years,
    year_of,
)
from generator.pages.matrix import MATRIX
from generator.pages.page import Page, Whole
from generator.pages.unanswered import count_unanswered, unanswered_url
from generator.presentation.addresses import Link


def department_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the lists of each department that has reports of projects."""
    projects = catalogue.of_projects
    yield from listing_pages(_reported(projects), rendered_rows(projects))


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the pages of the departments of the register that have none."""
    yield from listing_pages(_unreported(whole.catalogue.of_projects), {})


def _reported(catalogue: Catalogue) -> Iterator[ListingView]:
    for name, entries in catalogue.grouped(department_of).items():
        yield _department(catalogue, name, entries)
        for year, those in group(entries, year_of).items():
            yield _year(catalogue, name, year, those)


def _unreported(catalogue: Catalogue) -> Iterator[ListingView]:
    reported = catalogue.grouped(department_of)
    for name in catalogue.departments:
        if name not in reported:
            yield _department(catalogue, name, ())


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
    page = list_of(catalogue, link, lead, (Link("部门", "departments/"),), entries)
    groups = rows_of_years(catalogue, entries, f"{name}/")
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


def _year(catalogue: Catalogue, name: str, year: int, entries: tuple[Entry, ...]) -> ListingView:
    department = catalogue.departments[name].name
    above = (Link(f"{year}年度", f"{year}/"), Link(department, f"departments/{name}/"))
    lead = f"{department}在{year}年度公开的项目支出绩效自评。"
    link = Link(f"{department} {year}年度", f"{year}/{name}/")
    page = list_of(catalogue, link, lead, above, entries)
    return replace(
        page,
        facts=facts_beside(catalogue.only(entries), year, name),
        picture=card_of_department(name),
    )
