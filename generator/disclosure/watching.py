"""What the last gate looks for in the finished site of a content folder."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain

from generator.checks.beside import answered_beside
from generator.checks.check import Case
from generator.checks.enclosed import read_attachments
from generator.checks.finished import SURE, Source, Watch, secrets_of
from generator.checks.personal_data import answered_in
from generator.checks.recognisers.looks import bare
from generator.checks.sensitive import scan
from generator.disclosure.beside import texts_beside
from generator.disclosure.disclose import Showing, showing
from generator.form_tree.tree import name_of, texts
from generator.loading.content import Content

_NO_PAGE = (Showing.HIDDEN, Showing.WITHHELD)


def watch_for(content: Content, cases: Sequence[Case], day: date) -> Watch:
    """Return what may not stand in the finished site of a day, and where the content says it."""
    reports = [case.report for case in cases]
    unnamed = {one.id: one.positions.file for one in reports if showing(one, day) in _NO_PAGE}

    @cache
    def sources() -> tuple[Source, ...]:
        beside = (Source(one.name, one.text) for one in texts_beside(content))
        return (*chain.from_iterable(map(_sources, cases)), *beside)

    return Watch(
        allowed=frozenset(map(bare, _answered(content, cases))),
        kept_back=secrets_of(reports),
        sources=sources,
        unnamed=unnamed,
    )


def _answered(content: Content, cases: Sequence[Case]) -> Iterator[str]:
    """Yield what was approved; how the public reaches the publisher is meant to be public."""
    approved = {approval.mark for approval in content.site.approvals}
    yield from chain.from_iterable(map(answered_in, cases))
    yield from answered_beside(texts_beside(content), approved)
    yield from (found for _, found in scan(content.site.contact or "", SURE))


def _sources(case: Case) -> Iterator[Source]:
    file = case.report.positions.file
    for path, text in texts(case.tree):
        yield Source(f"{file} 的 {name_of(case.tree, path)}", text)
    for _, name, one in read_attachments(case):
        yield from (Source(f"{file} 的 {name}", text) for text in one.texts)


def is_own_text(path: str) -> bool:
    """Tell a page of the manual, whose examples hold made-up numbers and marks."""
    return re.fullmatch(r"checks/(?:[a-z][0-9]+/)?index\.html", path) is not None
