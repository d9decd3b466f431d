"""A feed of promises that became overdue, each on the day after its term."""

from collections.abc import Iterator
from datetime import timedelta

from generator.catalogue import Catalogue
from generator.open_data.feeds import News, feed

OVERDUE_FEED = "rectification/overdue.xml"


def overdue_feed(catalogue: Catalogue) -> dict[str, bytes]:
    """Return the feed by its path; nothing where nothing is promised."""
    if not catalogue.promises:
        return {}
    return {OVERDUE_FEED: feed(catalogue, "逾期的整改", OVERDUE_FEED, _news(catalogue))}


def _news(catalogue: Catalogue) -> Iterator[News]:
    for entry in catalogue.of_projects.entries:
        identity, department = entry.report.identity, entry.department.name
        for one in catalogue.promises.get(entry.report.id, ()):
            term = one.promise.term
            if one.is_overdue and term is not None:
                title = f"整改逾期：{entry.report.title}（{department}，{identity.year}年度）"
                said = (
                    f"期限 {term} 已过。问题：{one.promise.problem}。措施：{one.promise.measure}。"
                )
                name = f"{entry.report.id}/promise/{one.number}"
                url = f"{entry.url}#promise-{one.number}"
                yield News(term + timedelta(days=1), name, title, said, url, department)
