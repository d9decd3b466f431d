"""The page that says how to explain, correct and dispute, with how things stand now."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.pages.page import Page, Whole, page


@dataclass(frozen=True, slots=True)
class ReplyView:
    """Findings that ask for a look: all, explained, open; whom to write to, "" if not stated."""

    reviews: str
    answered: str
    corrected: str
    upheld: str
    open: str
    contact: str
    error_report: str


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the page that says how a unit answers."""
    yield page(
        "how-to-answer/", "how_to_answer.md.j2", view=reply_view(whole.catalogue.of_projects)
    )


def reply_view(catalogue: Catalogue) -> ReplyView:
    """Return the page's words."""
    counts, site = catalogue.summary(catalogue.entries), catalogue.site
    return ReplyView(
        reviews=str(counts.review_findings),
        answered=str(counts.answered),
        corrected=str(counts.corrected),
        upheld=str(counts.upheld),
        open=str(counts.review_findings - counts.answered),
        contact=site.contact or "",
        error_report=site.error_report or "",
    )
