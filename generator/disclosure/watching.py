"""What the last gate looks for in the finished site of a content folder."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain

from generator.checks.beside import answered_beside
from generator.checks.check import Case
from generator.checks.enclosed import read_attachments
from generator.checks.finished import (
    SURE,
    Source,
    Sources,
    Stated,
    Watch,
    figures_in,
    secrets_of,
    source,
)
from generator.checks.recognisers.looks import bare
from generator.checks.runner import CheckResult
from generator.checks.sensitive import may_hold, scan
from generator.disclosure.beside import texts_beside
from generator.disclosure.disclose import Showing, showing
from generator.form_tree.tree import TreePath, name_of, texts
from generator.loading.content import Content

_NO_PAGE = (Showing.HIDDEN, Showing.WITHHELD)


def watch_for(
    content: Content, cases: Sequence[Case], result: CheckResult, day: date, stated: Stated
) -> Watch:
    """Return what may not stand in the finished site of a day.

    `result` is what the checks said of the cases; `stated` returns what `sources_in` the content
    tells, and is asked only where something was found.
    """
    reports = [case.report for case in cases]
    unnamed = {one.id: one.positions.file for one in reports if showing(one, day) in _NO_PAGE}
    said_beside = (one.text for one in texts_beside(content))
    return Watch(
        allowed=frozenset((*result.answered, *map(bare, _answered_beside(content)))),
        kept_back=secrets_of(reports),
        sources=Sources(stated, result.figures.union(figures_in(said_beside))),
        unnamed=unnamed,
    )


def sources_in(content: Content, cases: Iterable[Case]) -> Iterator[Source]:
    """Yield each text of a content folder that may say something that is looked for."""
    every = chain(chain.from_iterable(map(_stated, cases)), _beside(content))
    return (source(text, named) for text, named in every if may_hold(text))


def _answered_beside(content: Content) -> Iterator[str]:
    """Yield what was approved; how the public reaches the publisher is meant to be public."""
    approved = {approval.mark for approval in content.site.approvals}
    yield from answered_beside(texts_beside(content), approved)
    yield from (found for _, found in scan(content.site.contact or "", SURE))


def _stated(case: Case) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield each text of a report and of its attachments, and what tells where it stands."""
    for path, text in texts(case.tree):
        yield text, partial(_place, case, path)
    for _, name, one in read_attachments(case):
        yield from ((text, partial(_named, case, name)) for text in one.texts)


def _beside(content: Content) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield each text beside the reports in the same way."""
    return ((one.text, partial(str, one.name)) for one in texts_beside(content))


def _place(case: Case, path: TreePath) -> str:
    return _named(case, name_of(case.tree, path))


def _named(case: Case, name: str) -> str:
    return f"{case.report.positions.file} 的 {name}"


def is_own_text(path: str) -> bool:
    """Tell a page of the manual, whose examples hold made-up numbers and marks."""
    return re.fullmatch(r"checks/(?:[a-z][0-9]+/)?index\.html", path) is not None
