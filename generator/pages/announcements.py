"""Signed notices on 更正公告: which rule, register or software change moved which grade or name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.model.notice import Notice, address_of
from generator.presentation.addresses import Link

# So many movements of one notice are listed; a rule of a province may move thousands.
_MOST = 500


@dataclass(frozen=True, slots=True)
class MoveView:
    """One score, grade or name that is another one now; "—" where there is none."""

    report: Link
    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """A notice: when, why, on what ground, who signed, and what it moved.

    `count` movements, of which `moves` are listed.
    """

    day: str
    cause: str
    ground: str
    signed: str
    moves: tuple[MoveView, ...]
    count: int


def announcements(catalogue: Catalogue) -> Iterator[AnnouncementView]:
    """Yield the notices, newest first."""
    titles = {entry.report.id: entry.report.title for entry in catalogue.entries}
    titles |= {report.id: report.title for report in catalogue.withdrawn}
    departments = {address_of(name): one.name for name, one in catalogue.departments.items()}
    for notice in catalogue.notices:
        yield AnnouncementView(
            str(notice.day),
            notice.cause,
            notice.ground,
            notice.signed,
            tuple(_moves(notice, titles, departments)),
            len(notice.moves),
        )


def _moves(
    notice: Notice, titles: Mapping[str, str], departments: Mapping[str, str]
) -> Iterator[MoveView]:
    for one in notice.moves[:_MOST]:
        year = one.report.partition("/")[0]
        name = departments.get(one.report) or f"{titles[one.report]}（{year}年度）"
        link = Link(name, f"{one.report}/")
        yield MoveView(link, one.what, one.old or "—", one.new or "—")
