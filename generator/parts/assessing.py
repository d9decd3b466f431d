"""Reading, scoring and checking, remembered by what is read and judged, and shared out."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from generator.checks.check import Case
from generator.checks.runner import (
    CheckAll,
    CheckResult,
    Outcome,
    Severities,
    check_each,
    knowing,
    summed,
)
from generator.disclosure.seen import Said, Saying, said_here
from generator.loading.report_files import OneRead, Order, Reader, read_here
from generator.model.report import Report
from generator.model.rulebook import Rulebook
from generator.parts.marks import marks_to_check, marks_to_score
from generator.parts.workshop import Portion, Work, Workshop
from generator.scoring.engine import score
from generator.scoring.scorecard import Scorecard


def reading(shop: Workshop) -> Reader:
    """Return what reads files as `report_files.read_here` does."""
    return lambda names, orders: shop.make(_READING, names, orders)


def score_all(
    shop: Workshop, reports: Iterable[Report], books: Mapping[str, Rulebook]
) -> tuple[Case, ...]:
    """Return every report with its scorecard."""
    pairs = [(report, books[report.form.rulebook]) for report in reports]
    cards = shop.make(_SCORING, marks_to_score(pairs), pairs)
    scored = zip(pairs, cards, strict=True)
    return tuple(Case(report, card, book) for (report, book), card in scored)


def checking(shop: Workshop, only: Collection[str] | None = None) -> CheckAll:
    """Return what runs every check over every case, as `checks.runner.check_all` does.

    With `only` some departments, over their reports alone, which know of all the others.
    """

    def check_all(cases: Sequence[Case], severities: Severities) -> CheckResult:
        known = [
            case
            for case in knowing(cases)
            if only is None or case.report.identity.department in only
        ]
        orders = [(case, severities) for case in known]
        keys = marks_to_check(known, severities)
        return summed(shop.make(_CHECKING, keys, orders))

    return check_all


def saying(shop: Workshop) -> Saying:
    """Return what tells what cases say as `disclosure.seen.said_here` does."""

    def say(cases: Sequence[Case]) -> Sequence[Said]:
        pairs = [(case.report, case.rulebook) for case in cases]
        return shop.make(_SAYING, marks_to_score(pairs), cases)

    return say


def _read(orders: Portion[Order]) -> list[OneRead]:
    return read_here((), orders)


def _scored(pairs: Portion[tuple[Report, Rulebook]]) -> list[Scorecard]:
    return [score(report, book) for report, book in pairs]


def _checked(orders: Portion[tuple[Case, Severities]]) -> list[Outcome]:
    _, severities = orders[0]
    return list(check_each([case for case, _ in orders], severities))


_READING = Work("read", _read)
_SCORING = Work("scored", _scored)
_CHECKING = Work("checked", _checked)
_SAYING = Work("said", said_here)
