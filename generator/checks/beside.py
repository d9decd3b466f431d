"""The scan of what is published beside the reports: site, departments, rules, written pages."""

import html
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from generator.checks.check import Check
from generator.checks.personal_data import mark_of, personal_data, remedy, said, secrecy_marks
from generator.checks.recognisers.looks import Kind, Sureness
from generator.checks.runner import finding_id
from generator.checks.sensitive import PERSONAL, SECRECY, masked, scan
from generator.model.finding import Finding, Location, Severity

_SCANS: tuple[tuple[Check, tuple[Kind, ...]], ...] = (
    (personal_data, PERSONAL),
    (secrecy_marks, SECRECY),
)
# What Markdown and HTML put between the characters of a word: tags, marks of emphasis, backslashes.
_MARKUP = re.compile(r"<[^<>]*>|[*_`\\]")


@dataclass(frozen=True, slots=True)
class Beside:
    """A text published beside the reports; `name` is where: site.yml/声明, pages/about.md."""

    name: str
    text: str
    location: Location


def page_lines(name: str, text: str, file: str) -> Iterator[Beside]:
    """Yield what a hand-written page says, line by line: as written, and as a browser shows it."""
    for number, line in enumerate(text.splitlines(), 1):
        written = html.unescape(line)
        for version in dict.fromkeys((written, html.unescape(_MARKUP.sub("", line)))):
            yield Beside(name, version, Location(file, number))


def sensitive_beside(texts: Iterable[Beside], approved: Collection[str]) -> Iterator[Finding]:
    """Yield what looks personal or secret and is not approved by its mark; all of it blocks."""
    seen: Counter[str] = Counter()
    told: set[tuple[Location, str]] = set()
    for one in texts:
        for check, kind, found in _found(one.text):
            mark = mark_of(check.code, one.name, found)
            if kind.sureness is Sureness.DOUBTFUL or (one.location, found) in told:
                continue
            if mark in approved and not kind.is_certain:
                continue
            told.add((one.location, found))
            seen[mark] += 1
            yield Finding(
                check.code,
                Severity.ERROR,
                said(one.name, kind, found),
                one.location,
                declared=masked(found),
                advice=remedy(kind, mark, "site.yml 的"),
                subject=f"{one.name} {mark}",
                id=finding_id("", check.code, mark, seen[mark]),
            )


def answered_beside(texts: Iterable[Beside], approved: Collection[str]) -> Iterator[str]:
    """Yield what looks personal or secret beside the reports and is approved by its mark."""
    for one in texts:
        for check, _, found in _found(one.text):
            if mark_of(check.code, one.name, found) in approved:
                yield found


def _found(text: str) -> Iterator[tuple[Check, Kind, str]]:
    for check, kinds in _SCANS:
        for kind, found in scan(text, kinds):
            yield check, kind, found
