"""How a report stands: corrected, partly withheld, an earlier version, withdrawn."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue, Edition, Entry
from generator.model.publication import State
from generator.model.report import Report
from generator.pages.announcements import announcements
from generator.pages.page import Page, Whole, page
from generator.presentation.addresses import Link
from generator.scoring.completeness import completeness_of

# Lines on one page of the notice; what is more stands on further pages.
MOST_NOTICES = 200
INDEX = Link("更正公告", "corrections/")
_LEAD = (
    "已公开的自评，任何数字的改动都写明原值、现值、原因和批准人。更正是改正错误，补充是补上原来没有填的，"
    "撤回是整份撤下。"
)


@dataclass(frozen=True, slots=True)
class Banner:
    """One thing to know before reading on: words, and where to read more.

    `kind` is correction, partial, old or draft.
    """

    kind: str
    text: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """The page that stays where a withdrawn report was."""

    title: str
    page_title: str
    url: str
    breadcrumbs: tuple[Link, ...]
    department: str
    day: str
    reason: str
    approver: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One line of 更正公告."""

    day: str
    kind: str
    report: Link
    department: str
    field: str
    old: str
    new: str
    reason: str
    approver: str


@dataclass(frozen=True, slots=True)
class NoticesView:
    """A page of 更正公告: newest first; `total` counts the lines of all pages."""

    title: str
    url: str
    lead: str
    breadcrumbs: tuple[Link, ...]
    notices: tuple[NoticeView, ...]
    total: str
    pager: tuple[Link, ...]


def department_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield what is left of each withdrawn report."""
    for view in withdrawn_views(catalogue):
        yield page(view.url, "withdrawn.md.j2", view=view)


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the notice of all corrections, the announcements on its first page."""
    first, *further = notices_views(notices(whole.catalogue))
    announced = tuple(announcements(whole.catalogue))
    yield page(first.url, "corrections.md.j2", view=first, announcements=announced)
    for view in further:
        yield page(view.url, "corrections.md.j2", view=view, announcements=())


def report_banners(entry: Entry) -> Iterator[Banner]:
    """Yield what stands above a report: not public, not filled in, corrected, partly withheld."""
    form = entry.report.form
    disclosure = form.disclosure
    if disclosure.state not in (State.PUBLIC, State.PARTIAL):
        yield Banner("draft", f"状态：{disclosure.state.value}。本页没有公开，只在预览中可见。")
    filled = completeness_of(form)
    if filled.is_unfinished:
        text = (
            f"本表没有填完：没有填报{'、'.join(filled.missing)}。"
            if filled.missing
            else "本表没有填完。"
        )
        yield Banner("unfinished", text, Link("看缺了什么", "#findings"))
    if form.corrections:
        newest = max(item.day for item in form.corrections)
        text = f"本报告公开后有 {len(form.corrections)} 处更正或补充，最近一次在 {newest}。"
        yield Banner("correction", text, Link("看更正了什么", "#corrections"))
    if disclosure.redactions:
        words = "；".join(f"{one.field}（{one.ground}）" for one in disclosure.redactions)
        yield Banner("partial", f"本报告部分公开。下列栏目依法不予公开：{words}。")


def edition_banner(edition: Edition, current: Entry) -> Banner:
    """Return what stands above an earlier version."""
    version = edition.version
    since = f"{version.since} 公开" if version.since else "公开日期未填报"
    text = f"这是第 {version.number} 版（{since}，{version.until} 更正），不是现行版本，只供查考。"
    return Banner("old", text, Link("现行版本", current.url))


def edition_link(edition: Edition) -> Link:
    """Return the link to an earlier version."""
    version = edition.version
    since = str(version.since) if version.since else "公开日期未填报"
    return Link(f"第 {version.number} 版：{since} 至 {version.until}", edition.url)


def withdrawn_views(catalogue: Catalogue) -> Iterator[WithdrawnView]:
    """Yield the page of each withdrawn report."""
    for report in catalogue.withdrawn:
        identity, withdrawal = report.identity, report.form.disclosure.withdrawal
        department = catalogue.departments[identity.department].name
        yield WithdrawnView(
            title=report.title,
            page_title=f"{report.title}（{department}，{identity.year}年度）：已撤回",
            url=f"{report.id}/",
            breadcrumbs=(Link("首页", ""), INDEX),
            department=department,
            day=str(withdrawal.day) if withdrawal else "",
            reason=withdrawal.reason if withdrawal else "",
            approver=withdrawal.approver if withdrawal else "",
        )


def notices(catalogue: Catalogue) -> tuple[NoticeView, ...]:
    """Return every correction, addition and withdrawal, newest first."""
    found = [notice for entry in catalogue.entries for notice in _corrections(entry)]
    found += [_withdrawal(catalogue, report) for report in catalogue.withdrawn]
    found.sort(key=lambda item: item.day, reverse=True)
    return tuple(found)


def notices_views(found: tuple[NoticeView, ...]) -> Iterator[NoticesView]:
    """Yield the pages of the notice, at least one."""
    count = max(1, -(-len(found) // MOST_NOTICES))
    links = tuple(
        Link(f"第 {number} 页", INDEX.url if number == 1 else f"{INDEX.url}p/{number}/")
        for number in range(1, count + 1)
    )
    for number, link in enumerate(links):
        yield NoticesView(
            title=f"{INDEX.title}（{link.title}）" if number else INDEX.title,
            url=link.url,
            lead=_LEAD,
            breadcrumbs=(Link("首页", ""), *((INDEX,) if number else ())),
            notices=found[number * MOST_NOTICES : (number + 1) * MOST_NOTICES],
            total=str(len(found)),
            pager=links if count > 1 else (),
        )


def _corrections(entry: Entry) -> Iterator[NoticeView]:
    link = Link(f"{entry.report.title}（{entry.report.identity.year}年度）", f"{entry.url}")
    for item in entry.report.form.corrections:
        yield NoticeView(
            str(item.day),
            item.kind,
            link,
            entry.department.name,
            item.where,
            item.old_words,
            item.new_words,
            item.reason,
            item.approver,
        )


def _withdrawal(catalogue: Catalogue, report: Report) -> NoticeView:
    withdrawal, identity = report.form.disclosure.withdrawal, report.identity
    day, reason, approver = (
        (str(withdrawal.day), withdrawal.reason, withdrawal.approver)
        if withdrawal
        else ("", "", "")
    )
    link = Link(f"{report.title}（{identity.year}年度）", f"{report.id}/")
    department = catalogue.departments[identity.department].name
    return NoticeView(day, "撤回", link, department, "整份", "", "", reason, approver)
