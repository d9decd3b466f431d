"""Names for what is worked out: made of all that it is worked out from, so that none grows old."""

import hashlib
from collections.abc import Iterator, Sequence

from generator.catalogue import Catalogue, Entry
from generator.checks.check import Case
from generator.checks.runner import Severities
from generator.disclosure.beside import texts_beside
from generator.loading.content import Content
from generator.model.report import Report
from generator.model.rulebook import Rulebook


def mark_of(*values: object) -> str:
    """Name values by all that they state: `repr` of our values hides nothing."""
    return hashlib.sha256("\0".join(map(repr, values)).encode()).hexdigest()


def mark_of_texts(content: Content) -> str:
    """Name all that the reports of a content folder state, and the texts beside them."""
    reports = [report.mark for report in content.reports]
    return mark_of(reports, [(one.name, one.text) for one in texts_beside(content)])


def marks_to_score(pairs: Sequence[tuple[Report, Rulebook]]) -> Iterator[str]:
    """Yield a name for each report and the rulebook that it is scored by."""
    books = {book.id: mark_of(book) for _, book in pairs}
    return (mark_of(report.mark, books[book.id]) for report, book in pairs)


def marks_to_check(cases: Sequence[Case], severities: Severities) -> Iterator[str]:
    """Yield a name for each case, with what it knows of the others and where its values stand."""
    books = {case.rulebook.id: mark_of(case.rulebook, severities) for case in cases}
    for case in cases:
        report, book = case.report, books[case.rulebook.id]
        attached = [
            # What stands in a file is its SHA-256; how it is read depends on the place's words.
            (one.file, one.sha256, one.refused, one.unseen, one.forms)
            for one in case.attached
        ]
        yield mark_of(report.mark, report.positions, case.others, attached, book)


def mark_of_department(part: Catalogue) -> str:
    """Name what a department's part is made from: `making.of_department` leaves out all else."""
    books = {book.id: mark_of(book) for book in part.rulebooks.values()}

    def told(entry: Entry) -> tuple[object, ...]:
        return entry.report.mark, books[entry.rulebook.id], entry.findings

    versions = [
        (one.version.number, one.version.since, one.version.until, told(one.entry))
        for editions in part.versions.values()
        for one in editions
    ]
    covering = [(name, list(map(told, those))) for name, those in sorted(part.covering.items())]
    return mark_of(
        part.site,
        part.departments,
        part.grades,
        part.ledgers,
        part.withheld,
        list(map(told, part.entries)),
        sorted((name, row["project"]) for name, row in part.rows.items()),
        [report.mark for report in part.withdrawn],
        versions,
        covering,
        part.revisions,
        part.promises,
        part.before,
    )
