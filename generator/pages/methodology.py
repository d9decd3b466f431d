"""The page of methods: how values are read and scored, and where each rule stands."""

from collections.abc import Iterator
from dataclasses import asdict

from generator.pages.page import Page, Whole, page
from generator.presentation.addresses import Link

_LINKS = (
    Link("全部核对规则", "checks/"),
    Link("全部评价规则", "rules/"),
    Link("怎样看一份自评报告", "how-to-read/"),
    Link("怎样说明、更正和提出异议", "how-to-answer/"),
    Link("关于本站", "about/"),
)


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the page of methods."""
    links = [asdict(link) for link in _LINKS]
    accuracy = whole.manual.accuracy
    yield page("methodology/", "methodology.md.j2", links=links, accuracy=accuracy)
