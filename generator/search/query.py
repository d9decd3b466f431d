"""The query, as search.js does it: what the search finds, for tests and measurements."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from generator.model.text import fold
from generator.search.grams import FIRST, LONGEST, shard_name, shard_of
from generator.search.text import BLOCK


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
        text = fold(query)
        if FIRST < len(text) <= LONGEST and (numbers := self._look_up(text)):
            return Found(tuple(self._read(numbers)), frozenset(self.used))
        length = min(FIRST, len(text))
        offsets = [*range(0, len(text) - length, FIRST), len(text) - length]
        reports = self._cover(text, [(begin, begin + length) for begin in offsets])
        return Found(tuple(reports), frozenset(self.used))

    def _cover(self, text: str, spans: list[tuple[int, int]]) -> list[int]:
        placed: dict[tuple[int, int], list[int]] = {}
        while spans:
            wider = set()
            for begin, end in spans:
                numbers = self._look_up(text[begin:end])
                if not numbers:
                    return []
                if numbers[0] >= 0:
                    placed[begin, end] = numbers
                elif (begin, end) == (0, len(text)):
                    return reports_listed(numbers)
                else:
                    wider.add((begin, end + 1) if end < len(text) else (begin - 1, end))
            spans = sorted(span for span in wider if not _covered(span, placed))
        return self._reports_at(_matches(placed))

    def _read(self, numbers: list[int]) -> list[int]:
        """Return the reports of a whole query's own entry: one file answers common texts."""
        return (
            reports_listed(numbers)
            if numbers[0] < 0
            else self._reports_at(list(accumulate(numbers)))
        )

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


def reports_listed(numbers: list[int]) -> list[int]:
    """Read a list of reports: differences after the leading -1, -n standing for n neighbours."""
    found, last = [], -1
    for step in numbers[1:]:
        for one in [step] if step > 0 else [1] * -step:
            last += one
            found.append(last)
    return found


def _covered(span: tuple[int, int], placed: Mapping[tuple[int, int], list[int]]) -> bool:
    """Tell whether the characters of a span are all covered by grams whose positions are known."""
    return all(any(begin <= place < end for begin, end in placed) for place in range(*span))


def _matches(placed: Mapping[tuple[int, int], list[int]]) -> list[int]:
    """Return the positions at which every gram stands in its place."""
    sets = []
    for (begin, _), numbers in placed.items():
        total, positions = 0, set()
        for step in numbers:
            total += step
            positions.add(total - begin)
        sets.append(positions)
    return sorted(set.intersection(*sets))
