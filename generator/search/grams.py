"""The full-text index: where every string of two characters or more stands, in small static files.

Grams of fewer than `first` characters list the reports that hold them, longer ones positions in
the joined text of all reports. A gram with more than `MOST` positions keeps its list of reports
only, and every gram one character longer that starts or ends with it is indexed as well, up to
`LONGEST`.
So for any query either the query itself has a list of reports, or grams with positions cover each
of its characters; positions that fit together are the query, and nothing is left to verify.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice, pairwise
from typing import TypeAlias

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
# So many grams are written, and so many places sorted, at a time.
_AT_ONCE, _BLOCK = 5_000, 2**20
# More than there are characters.
_WIDE = np.int64(2**21)
_FNV_START, _FNV_PRIME = 2166136261, 16777619
Ints = NDArray[np.int32] | NDArray[np.int64]
Codes = NDArray[np.uint32]
Flags = NDArray[np.bool_]
# Numbers the grams at some places: equal grams equally, and no others.
Numbering: TypeAlias = Callable[[Ints], Ints]


@dataclass(frozen=True, slots=True)
class Level:
    """Grams of one length: all positions gram by gram, and where each gram begins and ends."""

    length: int
    positions: Ints
    begins: Ints
    ends: Ints
    frequent: Flags


@dataclass(frozen=True, slots=True)
class _Entries:
    """Entries one behind the other: where each begins and ends, and the hash of its gram."""

    hashes: NDArray[np.uint32]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    content: bytes

    def by_file(self, count: int) -> Iterator[list[bytes]]:
        """Yield the entries of each of so many files, in their own order."""
        numbers = self.hashes % np.uint32(count)
        order = np.argsort(numbers, kind="stable")
        bounds = np.searchsorted(numbers[order], np.arange(count + 1)).tolist()
        for begin, end in pairwise(bounds):
            own = order[begin:end]
            places = zip(self.begins[own].tolist(), self.ends[own].tolist(), strict=True)
            yield [self.content[first:last] for first, last in places]


def shards(texts: Sequence[str], first: int = FIRST, size: int = SHARD_BYTES) -> Iterator[bytes]:
    """Yield the index of the texts as JSON files; `shard_of` says which file holds a gram."""
    joined = "".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
    starts = np.cumsum([0, *map(len, texts)])[:-1].astype(np.int64)
    levels = [_entries_of(joined, codes, starts, level) for level in _levels(codes, first)]
    if not levels:
        yield b"{}"
    count = 1 + sum(len(level.content) for level in levels) // size
    for entries in zip(*(level.by_file(count) for level in levels), strict=True):
        yield b"{" + b",".join(chain.from_iterable(entries)) + b"}"


def _entries_of(joined: str, codes: Codes, starts: Ints, level: Level) -> _Entries:
    """Return the entries of a level, packed: each by itself would take up as much again."""
    hashes = _hashes(codes, level.positions[level.begins], level.length)
    entries = list(_entries(joined, starts, level))
    ends = np.cumsum(np.fromiter(map(len, entries), np.int64, len(entries)))
    return _Entries(hashes, np.append(0, ends[:-1]), ends, b"".join(entries))


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
    """Yield the indexed grams of 2 characters, then 3 …, while a shorter one is too frequent.

    Those of one length come in parts: what it takes to sort all at once is many times the text.
    """
    letters = codes != _BREAK
    at = _places(letters[:-1] & letters[1:])
    number: Numbering = partial(_pairs, codes)
    for length in range(2, LONGEST + 1):
        if not len(at):
            return
        most = MOST if length >= first else 0
        names, known = np.full(len(codes), -1, np.int32), 0
        for some in _parts(at, number):
            level = _level(length, some, number(some), most)
            _name(level, names, known)
            known += len(level.begins)
            yield level
        hot = names >= 0
        starting, ending = hot.copy(), letters.copy()
        starting[:-length] &= letters[length:]
        starting[-length:] = False
        ending[:-1] &= hot[1:]
        ending[-1] = False
        at = _places(starting | ending)
        number = partial(_keys, codes, names, ending, length)


def _places(flags: Flags) -> NDArray[np.int32]:
    """Return where the flags are, block by block: they are found as numbers twice as long."""
    found = np.empty(np.count_nonzero(flags), np.int32)
    done = 0
    for begin in range(0, len(flags), _BLOCK):
        some = np.flatnonzero(flags[begin : begin + _BLOCK])
        found[done : done + len(some)] = some + begin
        done += len(some)
    return found


def _pairs(codes: Codes, at: Ints) -> Ints:
    """Number grams of two characters, at some places."""
    return codes[at] * _WIDE + codes[at + 1]


def _keys(codes: Codes, names: Ints, ending: Flags, length: int, at: Ints) -> Ints:
    """Number grams one longer, at some places: by first letter and rest if the rest is frequent.

    Elsewhere their beginning is frequent, and they are numbered by beginning and last letter.
    """
    by_rest = codes[at] + _WIDE * names[np.minimum(at + 1, len(names) - 1)]
    by_beginning = -1 - (codes[np.minimum(at + length, len(codes) - 1)] + _WIDE * names[at])
    return np.where(ending[at], by_rest, by_beginning)


def _parts(at: Ints, number: Numbering) -> Iterator[Ints]:
    """Yield some places, then those of larger numbers; equal numbers come together, in order."""
    count = 1 + len(at) // _BLOCK
    sample = np.sort(number(at[:: max(1, len(at) // 10_000)]))
    bounds = np.unique(sample[[len(sample) * part // count for part in range(1, count)]])
    if not len(bounds):
        yield at
        return
    parts = np.empty(len(at), np.int16)
    for begin in range(0, len(at), _BLOCK):
        some = slice(begin, begin + _BLOCK)
        parts[some] = np.searchsorted(bounds, number(at[some]), "right")
    for part in range(len(bounds) + 1):
        yield at[parts == part]


def _level(length: int, at: Ints, keys: Ints, most: int) -> Level:
    """Group positions by gram."""
    order = np.argsort(keys, kind="stable")
    at, keys = at[order], keys[order]
    begins = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    ends = np.append(begins[1:], len(at))
    frequent = ends - begins > most
    if length == LONGEST:
        frequent[:] = False
    return Level(length, at, begins, ends, frequent)


def _name(level: Level, names: Ints, first: int) -> None:
    """Write down at each position of a frequent gram the gram's number, counted from `first`."""
    counts = level.ends - level.begins
    member = np.repeat(level.frequent, counts)
    numbers = np.arange(first, first + len(counts), dtype=np.int32)
    names[level.positions[member]] = np.repeat(numbers, counts)[member]


def _entries(joined: str, starts: Ints, level: Level) -> Iterator[bytes]:
    """Yield each gram as `"gram":[…]`: differences of positions, or after a -1 report numbers."""
    for at in range(0, len(level.begins), _AT_ONCE):
        yield from _some_entries(joined, starts, level, slice(at, at + _AT_ONCE))


def _some_entries(joined: str, starts: Ints, level: Level, some: slice) -> Iterator[bytes]:
    """Yield some of the entries: as lists of Python, which are quick to walk and large to hold."""
    begins, ends, frequent = level.begins[some], level.ends[some], level.frequent[some]
    at, counts = level.positions[begins[0] : ends[-1]], ends - begins
    deltas = np.diff(at, prepend=0)
    firsts = begins - begins[0]
    deltas[firsts] = at[firsts]
    listed = np.repeat(frequent, counts)
    runs, lengths = _runs(_reports(starts, at[listed]), counts[frequent])
    numbers, reports = iter(deltas[~listed].tolist()), iter(runs.tolist())
    counts[frequent] = lengths
    grams = zip(at[firsts].tolist(), counts.tolist(), frequent.tolist(), strict=True)
    for first, count, is_frequent in grams:
        gram = joined[first : first + level.length].replace("\\", "\\\\").replace('"', '\\"')
        found = ",".join(map(str, islice(reports if is_frequent else numbers, count)))
        yield f'"{gram}":[{"-1," if is_frequent else ""}{found}]'.encode()


def _reports(starts: Ints, positions: Ints) -> Ints:
    """Return the report in which each position lies."""
    holding: Ints = np.searchsorted(starts, positions, "right") - 1
    return holding


def _runs(reports: Ints, counts: Ints) -> tuple[Ints, Ints]:
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
