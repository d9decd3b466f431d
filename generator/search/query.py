"""The query, as search.js does it: what the search finds, for tests and measurements."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, TypeAlias

from generator.model.text import fold
from generator.search.grams import FIRST, LONGEST, shard_name, shard_of
from generator.search.text import BLOCK

# Where a gram stands in the query: its first character, and the one behind its last.
Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers of the reports that hold the query, in order, and the files that had to be read."""

    reports: tuple[int, ...]
    files: frozenset[str]


@dataclass(slots=True)
class Index:
    """The search files, read as a browser reads them: one shard a time, only when needed."""

    files: Mapping[str, bytes]
    read: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    table: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.table = json.loads(self.files["search/catalogue.json"])

    def find(self, query: str) -> Found:
        """Return the reports whose text holds `query` (two characters or more once folded)."""
        self.used = set()
        reports = self._reports(fold(query))
        return Found(tuple(reports), frozenset(self.used))

    def _reports(self, text: str) -> list[int]:
        """Answer from the query's own entry, one file, or from grams that cover the query."""
        numbers = self._look_up(text) if FIRST < len(text) <= LONGEST else []
        if not numbers:
            return self._cover(text)
        if _is_list(numbers):
            return reports_listed(numbers)
        return self._reports_at(list(accumulate(numbers)))

    def _cover(self, text: str) -> list[int]:
        """Look up grams side by side; one without positions is looked up a character wider."""
        placed: dict[Span, list[int]] = {}
        spans = _side_by_side(text)
        while spans:
            wider = set()
            for span in spans:
                numbers = self._look_up(text[slice(*span)])
                if not numbers:
                    return []
                if not _is_list(numbers):
                    placed[span] = numbers
                elif span == (0, len(text)):
                    return reports_listed(numbers)
                else:
                    wider.add(_wider(span, text))
            spans = sorted(span for span in wider if not _covered(span, placed))
        return self._reports_at(_matches(placed))

    def _look_up(self, gram: str) -> list[int]:
        name = shard_name(shard_of(gram, self.table["shards"]))
        self.used.add(name)
        if name not in self.read:
            self.read[name] = json.loads(self.files[name])
        return self.read[name].get(gram, [])

    def _reports_at(self, positions: list[int]) -> list[int]:
        found: list[int] = []
        report, end = -1, 0
        for position in positions:
            while position >= end:
                report += 1
                end += self.table["blocks"][report] * BLOCK
            if not found or found[-1] != report:
                found.append(report)
        return found


def _is_list(numbers: list[int]) -> bool:
    """Tell a list of reports from a list of positions."""
    return numbers[0] < 0


def reports_listed(numbers: list[int]) -> list[int]:
    """Read a list of reports: differences after the leading -1, -n standing for n neighbours."""
    steps: list[int] = []
    for step in numbers[1:]:
        steps += [step] if step > 0 else [1] * -step
    _, *found = accumulate(steps, initial=-1)
    return found


def _side_by_side(text: str) -> list[Span]:
    """Return the spans of short grams that cover a text; the last one may overlap."""
    length = min(FIRST, len(text))
    begins = [*range(0, len(text) - length, FIRST), len(text) - length]
    return [(begin, begin + length) for begin in begins]


def _wider(span: Span, text: str) -> Span:
    """Return a span one character longer, to the right as long as there is one."""
    begin, end = span
    return (begin, end + 1) if end < len(text) else (begin - 1, end)


def _covered(span: Span, placed: Mapping[Span, list[int]]) -> bool:
    """Tell whether the characters of a span are all covered by grams whose positions are known."""
    return all(any(begin <= place < end for begin, end in placed) for place in range(*span))


def _matches(placed: Mapping[Span, list[int]]) -> list[int]:
    """Return the positions at which every gram stands in its place."""
    sets = [
        {position - begin for position in accumulate(steps)} for (begin, _), steps in placed.items()
    ]
    return sorted(set.intersection(*sets))
