"""The full-text index: where every string of two characters or more stands, in small static files.

Grams of fewer than `first` characters list the reports that hold them, longer ones positions in
the joined text of all reports. A gram with more than `MOST` positions keeps its list of reports
only, and every gram one character longer that starts or ends with it is indexed as well, up to
`LONGEST`.
So for any query either the query itself has a list of reports, or grams with positions cover each
of its characters; positions that fit together are the query, and nothing is left to verify.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from pydantic_core import to_json

from generator.search.entries import Entries
from generator.search.letters import Ints, Letters, Numbers, letters_of
from generator.search.levels import Level, levels

# Grams of the reports' texts have positions from four characters on, those of their names from two.
FIRST, FIRST_OF_NAMES = 4, 2
TEXTS, NAMES = "search/grams/", "search/names/"
MOST = 2_500
LONGEST = 12
# An index of names is small: smaller files, of which a query reads several, cost it nothing else.
SHARD_BYTES, SHARD_BYTES_OF_NAMES = 16_000, 4_000
_FNV_START, _FNV_PRIME = 2166136261, 16777619


def shards(texts: Iterable[str], first: int = FIRST, size: int = SHARD_BYTES) -> Iterator[bytes]:
    """Yield the index of the texts as JSON files; `shard_of` says which file holds a gram."""
    entries = _entries(texts, first)
    for file in entries.files(1 + entries.size // size):
        yield b"{" + b",".join(file) + b"}"


def _entries(texts: Iterable[str], first: int) -> Entries:
    """Return the entries of all grams, shorter ones first."""
    text, found = letters_of(texts), Entries()
    # Those of the greatest length are never too frequent: there are none longer.
    limits = [*[0] * (first - 2), *[MOST] * (LONGEST - first), len(text.letters)]
    for level in levels(text, limits):
        codes = text.codes(level.positions[level.begins], level.length)
        found.add(_hashes(codes), list(_told(text, _strings(codes), level)))
    return found


def shard_of(gram: str, count: int) -> int:
    """Return the number of the file that holds `gram`: FNV-1a over its code points."""
    value = _FNV_START
    for character in gram:
        value = (value ^ ord(character)) * _FNV_PRIME & 0xFFFFFFFF
    return value % count


def shard_name(number: int, folder: str = TEXTS) -> str:
    """Return the path of a file of an index."""
    return f"{folder}{number // 256}/{number % 256}.json"


def _hashes(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    value = np.full(len(codes), _FNV_START, np.uint32)
    for column in codes.T:
        value = (value ^ column) * np.uint32(_FNV_PRIME)
    return value


def _strings(codes: NDArray[np.uint32]) -> Iterator[str]:
    """Yield grams of equal length as they are written in JSON."""
    joined, length = codes.tobytes().decode("utf-32-le"), codes.shape[1]
    for begin in range(0, len(joined), length):
        yield joined[begin : begin + length].replace("\\", "\\\\").replace('"', '\\"')


def _told(text: Letters, grams: Iterable[str], level: Level) -> Iterator[bytes]:
    """Yield each gram as `"gram":[…]`: differences of positions, or after a -1 report numbers."""
    at, counts, frequent = level.positions, level.ends - level.begins, level.frequent
    deltas = np.diff(at, prepend=0)
    deltas[level.begins] = at[level.begins]
    listed = np.repeat(frequent, counts)
    runs, lengths = _runs(text.texts(at[listed]), counts[frequent])
    numbers, reports = iter(deltas[~listed].tolist()), iter(runs.tolist())
    counts[frequent] = lengths
    lists = [
        [-1, *islice(reports, count)] if is_frequent else list(islice(numbers, count))
        for count, is_frequent in zip(counts.tolist(), frequent.tolist(), strict=True)
    ]
    for gram, found in zip(grams, _as_json(lists), strict=True):
        yield f'"{gram}":['.encode() + found + b"]"


def _as_json(lists: Sequence[Sequence[int]]) -> Sequence[bytes]:
    """Return what stands between the brackets of each list."""
    return to_json(lists)[2:-2].split(b"],[")


def _runs(reports: Numbers, counts: Ints) -> tuple[Numbers, Ints]:
    """Return differences between the reports of each gram, and how many numbers each gram has.

    So many of the reports belong to each gram, one for every position; -n stands for n reports that
    follow one another.
    """
    gram = np.repeat(np.arange(len(counts)), counts)
    other = np.append(True, (np.diff(reports) != 0) | (np.diff(gram) != 0))[: len(gram)]
    gram, reports = gram[other], reports[other]
    is_first = np.append(True, np.diff(gram) != 0)[: len(gram)]
    steps = np.diff(reports, prepend=-1)
    steps[is_first] = reports[is_first] + 1
    follows = steps == 1
    begins = np.flatnonzero(~follows | is_first | np.append(True, ~follows[:-1])[: len(gram)])
    lengths = np.diff(begins, append=len(steps))
    runs = np.where(follows[begins], -lengths, steps[begins])
    return runs, np.bincount(gram[begins], minlength=len(counts))
