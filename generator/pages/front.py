"""The first page: three facts with links, where totals lie, the years, doors to the rest."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.pages.answer import money_cell
from generator.pages.answer_points import points_cell
from generator.pages.common import Fact
from generator.pages.findings import status_line
from generator.pages.gaps import finding
from generator.pages.kinds import facts_beside
from generator.pages.newest import rate_change
from generator.pages.page import Page, Whole, page
from generator.pages.said import latest_words
from generator.pages.standing import notices
from generator.presentation import words
from generator.presentation.addresses import Link
from generator.scoring.gap import Position
from generator.summary import Summary

_MOST_DOORS = 24


@dataclass(frozen=True, slots=True)
class Story:
    """One fact: what it is about, the figure, the report, a sentence, and what the unit says."""

    head: str
    figure: str
    link: Link
    said: str
    reply: str
    more: Link


@dataclass(frozen=True, slots=True)
class YearView:
    """A year beside the one before; `change` is that of the execution rate, "" for the first."""

    link: Link
    reports: str
    adjusted: str
    executed: str
    rate: str
    change: str
    above: str
    reviews: str
    answered: str


@dataclass(frozen=True, slots=True)
class FrontView:
    """The whole first page."""

    title: str
    lead: str
    counts: str
    beside: tuple[Fact, ...]
    unit: str
    stories: tuple[Story, ...]
    finding: str
    positions: tuple[tuple[str, str], ...]
    years: tuple[YearView, ...]
    departments: tuple[Link, ...]
    regions: tuple[Link, ...]
    more_departments: bool


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the first page; that of a preview lists the reports it is about."""
    entries = whole.catalogue.entries
    changed = [Link(one.report.title, one.url) for one in entries if one.report.id in whole.changed]
    yield page("", "home.md.j2", view=front_view(whole.catalogue.of_projects), changed=changed)


def front_view(catalogue: Catalogue) -> FrontView:
    """Return the first page of a site."""
    summary = catalogue.summary(catalogue.entries)
    above = dict(summary.positions)[Position.ABOVE]
    departments = _doors(catalogue, "departments", _department, _department_name)
    return FrontView(
        title=catalogue.site.name,
        lead=catalogue.site.description,
        counts=_counts(catalogue, summary) if catalogue.entries else "",
        beside=facts_beside(catalogue),
        unit=catalogue.site.money_unit,
        stories=tuple(_stories(catalogue)),
        finding=finding(summary.reports, above),
        positions=tuple((name.value, f"{count} 份") for name, count in summary.positions),
        years=_years(catalogue),
        departments=departments[:_MOST_DOORS],
        regions=_doors(catalogue, "regions", _region, _region_name),
        more_departments=len(departments) > _MOST_DOORS,
    )


def _counts(catalogue: Catalogue, summary: Summary) -> str:
    departments = len(catalogue.grouped(_department))
    findings = f"须核对 {summary.review_findings} 处，单位已说明 {summary.answered} 处"
    apart = f"另有提示 {summary.notices} 处，软件无法判断 {summary.unjudged} 处"
    years = len(catalogue.years)
    return (
        f"{years} 个年度，{departments} 个部门，{summary.reports} 份自评报告；{findings}。{apart}。"
    )


def _stories(catalogue: Catalogue) -> Sequence[Story]:
    if not catalogue.entries:
        return ()
    year = catalogue.years[0]
    entries = [entry for entry in catalogue.entries if entry.report.identity.year == year]
    found = (_lowest_rate(catalogue, year, entries), _largest_gap(year, entries))
    return [story for story in (*found, _newest_correction(catalogue)) if story is not None]


def _lowest_rate(catalogue: Catalogue, year: int, entries: Sequence[Entry]) -> Story | None:
    rated = [(rate, entry) for entry in entries if (rate := entry.execution_rate) is not None]
    if not rated:
        return None
    rate, entry = min(rated, key=lambda item: item[0])
    cell = money_cell(entry.money, catalogue.site.money_unit)
    more = Link(f"{year}年度全部，按执行率从低到高", f"search/?year={year}&sort=-rate")
    return Story(
        f"{year}年度执行率最低", words.ratio(rate), _named(entry), cell.lead, _reply(entry), more
    )


def _largest_gap(year: int, entries: Sequence[Entry]) -> Story | None:
    gaps = [(gap.beyond, entry) for entry in entries if (gap := entry.gap) is not None]
    above = [item for item in gaps if item[0] > 0]
    if not above:
        return None
    beyond, entry = max(above, key=lambda item: item[0])
    figure = f"{words.gap(beyond, beyond, entry.scorecard.places)} 分"
    more = Link("全部高于规则的项目", "gaps/#above")
    said = points_cell(entry).lead
    return Story(f"{year}年度自评高出规则最多", figure, _named(entry), said, _reply(entry), more)


def _newest_correction(catalogue: Catalogue) -> Story | None:
    found = notices(catalogue)
    if not found:
        return None
    one = found[0]
    said = f"{one.field}：由“{one.old}”改为“{one.new}”。" if one.new else f"{one.field}。"
    reason = f"原因：{one.reason}" if one.reason else ""
    more = Link("全部更正公告", "corrections/")
    return Story(f"最近的{one.kind}", one.day, one.report, said, reason, more)


def _named(entry: Entry) -> Link:
    return Link(f"{entry.department.name}：{entry.report.title}", entry.url)


def _reply(entry: Entry) -> str:
    return status_line(entry.tally) + latest_words(entry)


def _years(catalogue: Catalogue) -> tuple[YearView, ...]:
    by_year = catalogue.grouped(lambda entry: entry.report.identity.year)
    views = []
    before: Summary | None = None
    for year in sorted(by_year):
        summary = catalogue.summary(by_year[year])
        views.append(_year(catalogue, year, summary, before))
        before = summary
    return tuple(reversed(views))


def _year(catalogue: Catalogue, year: int, summary: Summary, before: Summary | None) -> YearView:
    unit = catalogue.site.money_unit
    return YearView(
        link=Link(f"{year}年度", f"{year}/"),
        reports=str(summary.reports),
        adjusted=words.money(summary.adjusted, unit),
        executed=words.money(summary.executed, unit),
        rate=words.ratio(summary.rate),
        change=rate_change(before.rate if before else None, summary.rate),
        above=str(dict(summary.positions)[Position.ABOVE]),
        reviews=str(summary.review_findings),
        answered=str(summary.answered),
    )


def _department(entry: Entry) -> str:
    return entry.report.identity.department


def _department_name(entry: Entry) -> str:
    return entry.department.name


def _region(entry: Entry) -> str:
    return entry.department.region_id


def _region_name(entry: Entry) -> str:
    return entry.department.region


def _doors(
    catalogue: Catalogue, room: str, key: Callable[[Entry], str], name: Callable[[Entry], str]
) -> tuple[Link, ...]:
    """Link each department or region, those with most reports first."""
    groups = sorted(catalogue.grouped(key).items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        Link(f"{name(found[0])}（{len(found)} 份）", f"{room}/{one}/") for one, found in groups
    )
