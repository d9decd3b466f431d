"""The full-text index: where every string of two characters or more stands, in small static files.

Grams of fewer than `first` characters list the reports that hold them, longer ones positions in
the joined text of all reports. A gram with more than `MOST` positions keeps its list of reports
only, and every gram one character longer that starts or ends with it is indexed as well, up to
`LONGEST`.
So for any query either the query itself has a list of reports, or grams with positions cover each
of its characters; positions that fit together are the query, and nothing is left to verify.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Grams of the reports' texts have positions from four characters on, those of their names from two.
FIRST, FIRST_OF_NAMES = 4, 2
TEXTS, NAMES = "search/grams/", "search/names/"
MOST = 2_500
LONGEST = 12
# An index of names is small: smaller files, of which a query reads several, cost it nothing else.
SHARD_BYTES, SHARD_BYTES_OF_NAMES = 16_000, 4_000
_BREAK = ord("\n")
# So many grams are written at a time.
_AT_ONCE = 20_000
_FNV_START, _FNV_PRIME = 2166136261, 16777619
Ints = NDArray[np.int32] | NDArray[np.int64]
Codes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Level:
    """The grams of one length: all positions gram by gram, and where each gram begins and ends."""

    length: int
    positions: Ints
    begins: Ints
    ends: Ints
    frequent: NDArray[np.bool_]


def shards(texts: list[str], first: int = FIRST, size: int = SHARD_BYTES) -> list[bytes]:
    """Return the index of the texts as JSON files; `shard_of` says which file holds a gram."""
    joined = "".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
    starts = np.cumsum([0, *map(len, texts)])[:-1].astype(np.int64)
    lists: list[tuple[NDArray[np.uint32], list[bytes]]] = []
    for level in _levels(codes, first):
        hashes = _hashes(codes, level.positions[level.begins], level.length)
        lists.append((hashes, list(_entries(joined, starts, level))))
    whole = sum(len(entry) for _, entries in lists for entry in entries)
    count = 1 + whole // size
    files: list[list[bytes]] = [[] for _ in range(count)]
    for hashes, entries in lists:
        for number, entry in zip((hashes % count).tolist(), entries, strict=True):
            files[number].append(entry)
    return [b"{" + b",".join(entries) + b"}" for entries in files]


def shard_of(gram: str, count: int) -> int:
    """Return the number of the file that holds `gram`: FNV-1a over its code points."""
    value = _FNV_START
    for character in gram:
        value = (value ^ ord(character)) * _FNV_PRIME & 0xFFFFFFFF
    return value % count


def shard_name(number: int, folder: str = TEXTS) -> str:
    """Return the path of a file of an index."""
    return f"{folder}{number // 256}/{number % 256}.json"


def _hashes(codes: Codes, at: Ints, length: int) -> NDArray[np.uint32]:
    value = np.full(len(at), _FNV_START, np.uint32)
    for step in range(length):
        value = (value ^ codes[at + step]) * np.uint32(_FNV_PRIME)
    return value


def _levels(codes: Codes, first: int) -> Iterator[Level]:
    """Yield the indexed grams of 2 characters, then 3 …, while a shorter one is too frequent."""
    compact = (np.cumsum(np.bincount(codes) > 0, dtype=np.int32) - 1)[codes]
    wide = np.int64(compact.max(initial=0) + 1)
    letters = codes != _BREAK
    at = np.flatnonzero(letters[:-1] & letters[1:]).astype(np.int32)
    keys = compact[at] * wide + compact[at + 1]
    for length in range(2, LONGEST + 1):
        if not len(at):
            return
        most = MOST if length >= first else 0
        level, names = _level(length, at, keys, len(codes), most)
        yield level
        hot = names >= 0
        starting, ending = hot.copy(), letters.copy()
        starting[:-length] &= letters[length:]
        starting[-length:] = False
        ending[:-1] &= hot[1:]
        ending[-1] = False
        at = np.flatnonzero(starting | ending).astype(np.int32)
        keys = _keys(compact, names, at, ending[at], length)


def _keys(
    compact: Ints, names: Ints, at: Ints, ending: NDArray[np.bool_], length: int
) -> NDArray[np.int64]:
    """Number the grams one longer at `at`: by first letter and rest where the rest is frequent.

    Elsewhere their beginning is frequent, and they are numbered by beginning and last letter.
    """
    wide = np.int64(compact.max() + 1)
    keys = np.empty(len(at), np.int64)
    one = at[ending]
    keys[ending] = compact[one] + wide * names[one + 1]
    one = at[~ending]
    keys[~ending] = -1 - (compact[one + length] + wide * names[one])
    return keys


def _level(
    length: int, at: Ints, keys: NDArray[np.int64], size: int, most: int
) -> tuple[Level, Ints]:
    """Group positions by gram; also return each position's gram if that is frequent, else -1."""
    order = np.argsort(keys, kind="stable")
    at, keys = at[order], keys[order]
    begins = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    ends = np.append(begins[1:], len(at))
    counts = ends - begins
    frequent = counts > most
    if length == LONGEST:
        frequent[:] = False
    ident = np.full(size, -1, np.int32)
    member = np.repeat(frequent, counts)
    ident[at[member]] = np.repeat(np.arange(len(begins), dtype=np.int32), counts)[member]
    return Level(length, at, begins, ends, frequent), ident


def _entries(joined: str, starts: Ints, level: Level) -> Iterator[bytes]:
    """Yield each gram as `"gram":[…]`: differences of positions, or after a -1 report numbers."""
    for at in range(0, len(level.begins), _AT_ONCE):
        yield from _some_entries(joined, starts, level, slice(at, at + _AT_ONCE))


def _some_entries(joined: str, starts: Ints, level: Level, some: slice) -> Iterator[bytes]:
    """Yield some of the entries: as lists of Python, which are quick to walk and large to hold."""
    begins, ends = level.begins[some], level.ends[some]
    at = level.positions[begins[0] : ends[-1]]
    deltas = np.diff(at, prepend=0)
    firsts = begins - begins[0]
    deltas[firsts] = at[firsts]
    numbers = deltas.tolist()
    grams = zip(
        at[firsts].tolist(),
        firsts.tolist(),
        (ends - begins[0]).tolist(),
        level.frequent[some].tolist(),
        strict=True,
    )
    for first, begin, end, frequent in grams:
        gram = joined[first : first + level.length].replace("\\", "\\\\").replace('"', '\\"')
        found = [-1, *_runs(_reports(starts, at[begin:end]))] if frequent else numbers[begin:end]
        yield f'"{gram}":[{",".join(map(str, found))}]'.encode()


def _reports(starts: Ints, positions: Ints) -> Ints:
    """Return the reports in which positions lie, each once; both go up."""
    holding = np.searchsorted(starts, positions, "right") - 1
    reports: Ints = holding[np.append(True, holding[1:] != holding[:-1])]
    return reports


def _runs(reports: Ints) -> list[int]:
    """Return differences between report numbers; -n stands for n that follow one another."""
    steps = np.diff(reports, prepend=-1)
    follows = steps == 1
    begins = np.flatnonzero(~follows | np.append(True, ~follows[:-1]))
    lengths = np.diff(begins, append=len(steps))
    runs: list[int] = np.where(follows[begins], -lengths, steps[begins]).tolist()
    return runs
