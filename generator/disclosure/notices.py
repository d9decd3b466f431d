"""Notices as the public may see them: of reports that are public, without what is kept back."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from generator.disclosure.disclose import day_of
from generator.disclosure.seen import NAMED
from generator.model.figure import BLACKED_OUT
from generator.model.notice import Notice, Shifted, address_of
from generator.model.report import Report


def public_notices(
    notices: Iterable[Notice],
    public: Iterable[Report],
    day: date | None,
    departments: Iterable[str] = (),
) -> tuple[Notice, ...]:
    """Return the notices of a day, newest first; None: a preview looks at no day.

    `departments` are those that the public may know of.
    """
    reports = {report.id: bool(report.form.disclosure.redactions) for report in public}
    keeping = {name for name, keeps in reports.items() if keeps}
    known = {*reports, *map(address_of, departments)}
    seen = [one for one in notices if day is None or one.day <= day_of(day)]
    told = [
        one.model_copy(update={"moves": tuple(_told(one.moves, known, keeping))}) for one in seen
    ]
    return tuple(sorted(told, key=lambda one: one.day, reverse=True))


def _told(
    moves: Iterable[Shifted], public: Collection[str], keeping: Collection[str]
) -> Iterator[Shifted]:
    """Yield what moved; where a report keeps something back, figures that may lead to it untold."""
    for one in moves:
        if one.report in keeping and one.what not in NAMED:
            yield one.model_copy(update={"old": BLACKED_OUT, "new": BLACKED_OUT})
        elif one.report in public:
            yield one
