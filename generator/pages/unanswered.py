"""尚未说明: for each department the findings to which its units have not yet said anything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.checks.tally import is_review
from generator.pages.findings import FindingView, view_finding
from generator.pages.page import Page, page
from generator.presentation.addresses import Link

MOST_ON_PAGE = 200


@dataclass(frozen=True, slots=True)
class UnansweredPage:
    """One page of the list; `pager` is empty where one page holds all."""

    title: str
    url: str
    lead: str
    breadcrumbs: tuple[Link, ...]
    findings: tuple[FindingView, ...]
    pager: tuple[Link, ...]


def department_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the list of each department whose projects have something to answer."""
    for view in unanswered_views(catalogue.of_projects):
        yield page(view.url, "unanswered.md.j2", view=view)


def unanswered_url(department: str) -> str:
    """Return the address of a department's list."""
    return f"departments/{department}/unanswered/"


def count_unanswered(entries: Sequence[Entry]) -> int:
    """Return how many findings that ask for a look have no answer."""
    return sum(entry.tally.reviews - entry.tally.answered for entry in entries)


def unanswered_views(catalogue: Catalogue) -> Iterator[UnansweredPage]:
    """Yield the pages of every department that has something to answer."""
    groups = catalogue.grouped(lambda entry: entry.report.identity.department)
    for department, entries in groups.items():
        found = tuple(_open_findings(catalogue, entries))
        if found:
            yield from _pages(Link(catalogue.departments[department].name, department), found)


def _open_findings(catalogue: Catalogue, entries: Sequence[Entry]) -> Iterator[FindingView]:
    for entry in entries:
        for finding in entry.findings:
            if is_review(finding) and not finding.answer:
                yield view_finding(catalogue, finding, entry)


def _pages(department: Link, found: tuple[FindingView, ...]) -> Iterator[UnansweredPage]:
    first = unanswered_url(department.url)
    parts = [found[at : at + MOST_ON_PAGE] for at in range(0, len(found), MOST_ON_PAGE)]
    links = tuple(
        Link(f"第 {number} 页", first if number == 1 else f"{first}p/{number}/")
        for number in range(1, len(parts) + 1)
    )
    title = f"{department.title}：尚未说明的发现"
    above = (
        Link("首页", ""),
        Link("部门", "departments/"),
        Link(department.title, f"departments/{department.url}/"),
    )
    for link, part in zip(links, parts, strict=True):
        yield UnansweredPage(
            title=title if link is links[0] else f"{title}（{link.title}）",
            url=link.url,
            lead=f"共 {len(found)} 处须核对的地方还没有单位的说明，按报告列出。",
            breadcrumbs=above,
            findings=part,
            pager=links if len(links) > 1 else (),
        )
