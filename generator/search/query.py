"""The query, as search.js does it: what the search finds, for tests and measurements."""

import json
from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, TypeAlias

from generator.model.text import fold
from generator.search.grams import (
    FIRST,
    FIRST_OF_NAMES,
    LONGEST,
    NAMES,
    TEXTS,
    shard_name,
    shard_of,
)
from generator.search.text import BLOCK

# Where a gram stands in the query: its first character, and the one behind its last.
Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers of the reports that hold the query, in order, and the files that had to be read."""

    reports: tuple[int, ...]
    files: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grams:
    """An index: its folder, the number of its files, the shortest grams with positions.

    `lengths` are those of the reports' texts, one after another.
    """

    folder: str
    shards: int
    first: int
    lengths: tuple[int, ...]


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
        lengths = tuple(blocks * BLOCK for blocks in self.table["blocks"])
        texts = Grams(TEXTS, self.table["shards"], FIRST, lengths)
        places = self._places(fold(query), texts)
        reports = dict.fromkeys(_report_at(places, lengths))
        return Found(tuple(reports), frozenset(self.used))

    def ranks(self, query: str) -> dict[int, int]:
        """Return how well the names of reports meet `query`: 3 the title itself, 2 a part of it.

        1 is a part of the unit's name; the names of departments are in the table. Of a query that
        very many names hold only the reports are known: it counts as a part of their titles.
        """
        lengths, word = tuple(self.table["names"]), fold(query)
        names = Grams(NAMES, self.table["name_shards"], FIRST_OF_NAMES, lengths)
        places = self._places(word, names)
        if isinstance(places, Listed):
            return dict.fromkeys(places.reports, 2)
        ranks: dict[int, int] = {}
        starts = list(accumulate(lengths, initial=0))
        for place, report in zip(places, _report_at(places, lengths), strict=True):
            rank = self._rank(report, place - starts[report], len(word))
            ranks[report] = max(ranks.get(report, 0), rank)
        return ranks

    def _rank(self, report: int, at: int, size: int) -> int:
        """Rank a word of so many characters that stands so far into a report's names."""
        title = self.table["titles"][report]
        if at >= title:
            return 1
        return 3 if size == title else 2

    def column(self, name: str) -> list[str]:
        """Return a figure of every report as it is stated, "" where it is not."""
        found: list[str] = json.loads(self.files[f"search/columns/{name}.json"])
        return found

    def _places(self, text: str, index: Grams) -> "list[int] | Listed":
        """Answer from the query's own entry, one file, or from grams that cover the query."""
        numbers = self._look_up(text, index) if index.first < len(text) <= LONGEST else []
        if not numbers:
            return self._cover(text, index)
        return Listed(reports_listed(numbers)) if _is_list(numbers) else list(accumulate(numbers))

    def _cover(self, text: str, index: Grams) -> "list[int] | Listed":
        """Look up grams side by side; one without positions is looked up a character wider."""
        placed: dict[Span, list[int]] = {}
        spans = _side_by_side(text, index.first)
        while spans:
            wider = set()
            for span in spans:
                numbers = self._look_up(text[slice(*span)], index)
                if not numbers:
                    return []
                if not _is_list(numbers):
                    placed[span] = numbers
                elif span == (0, len(text)):
                    return Listed(reports_listed(numbers))
                else:
                    wider.add(_wider(span, text))
            spans = sorted(span for span in wider if not _covered(span, placed))
        return _matches(placed)

    def _look_up(self, gram: str, index: Grams) -> list[int]:
        name = shard_name(shard_of(gram, index.shards), index.folder)
        self.used.add(name)
        if name not in self.read:
            self.read[name] = json.loads(self.files[name])
        return self.read[name].get(gram, [])


@dataclass(frozen=True, slots=True)
class Listed:
    """Reports that hold a query, where it is not known at which places."""

    reports: list[int]


def _report_at(places: list[int] | Listed, lengths: tuple[int, ...]) -> list[int]:
    """Return the number of the report at each place, or those that are listed."""
    if isinstance(places, Listed):
        return places.reports
    ends = list(accumulate(lengths))
    return [bisect(ends, place) for place in places]


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


def _side_by_side(text: str, first: int) -> list[Span]:
    """Return the spans of short grams that cover a text; the last one may overlap."""
    length = min(first, len(text))
    begins = [*range(0, len(text) - length, first), len(text) - length]
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
