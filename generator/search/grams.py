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

import numpy as np
from numpy.typing import NDArray
from pydantic_core import to_json

from generator.search.letters import Flags, Ints, Letters, letters_of

# Grams of the reports' texts have positions from four characters on, those of their names from two.
FIRST, FIRST_OF_NAMES = 4, 2
TEXTS, NAMES = "search/grams/", "search/names/"
MOST = 2_500
LONGEST = 12
# An index of names is small: smaller files, of which a query reads several, cost it nothing else.
SHARD_BYTES, SHARD_BYTES_OF_NAMES = 16_000, 4_000
# So many grams are written, and about so many places sorted, at a time.
_AT_ONCE, _BLOCK = 5_000, 2**20
# There are no more bits in a number beside its sign.
_NUMBER_BITS = 63
_FNV_START, _FNV_PRIME = 2166136261, 16777619


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
    text = letters_of(joined, LONGEST)
    starts = np.cumsum([0, *map(len, texts)])[:-1].astype(np.int64)
    levels = [_entries_of(joined, text, starts, level) for level in _levels(text, first)]
    if not levels:
        yield b"{}"
    count = 1 + sum(len(level.content) for level in levels) // size
    for entries in zip(*(level.by_file(count) for level in levels), strict=True):
        yield b"{" + b",".join(chain.from_iterable(entries)) + b"}"


def _entries_of(joined: str, text: Letters, starts: Ints, level: Level) -> _Entries:
    """Return the entries of a level, packed: each by itself would take up as much again."""
    hashes = _hashes(text, level.positions[level.begins], level.length)
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


def _hashes(text: Letters, at: Ints, length: int) -> NDArray[np.uint32]:
    value = np.full(len(at), _FNV_START, np.uint32)
    for step in range(length):
        value = (value ^ text.alphabet[text.letters[at + step]]) * np.uint32(_FNV_PRIME)
    return value


def _levels(text: Letters, first: int) -> Iterator[Level]:
    """Yield the indexed grams of 2 characters, then 3 …, while a shorter one is too frequent.

    Those of one length come in parts: what it takes to write all at once is many times the text.
    """
    letters = text.are_shown
    wanted, keys = letters & _shifted(letters, 1), Keys(int(text.wide**2), text.pairs)
    for length in range(2, LONGEST + 1):
        most = MOST if length >= first else 0
        names, known = np.full(len(text.letters), -1, np.int32), 0
        for at, numbers in _in_order(wanted, keys):
            level = _level(length, at, numbers, most)
            known += _name(level, names, known)
            yield level
        wanted = _wanted_next(letters, names[: len(letters)] >= 0, length)
        keys = Keys(int(2 * known * text.wide), partial(text.longer, names, known, length))


def _wanted_next(letters: Flags, hot: Flags, length: int) -> Flags:
    """Tell where a gram one longer begins that ends or begins with a frequent one: there it is hot.

    It holds no break.
    """
    return (letters & _shifted(hot, 1)) | (hot & _shifted(letters, length))


def _shifted(flags: Flags, by: int) -> Flags:
    """Return at each place the flag of the place so many behind it."""
    return np.append(flags[by:], np.zeros(min(by, len(flags)), np.bool_))


@dataclass(frozen=True, slots=True)
class Keys:
    """How grams are numbered, from 0 and below `count`: equal grams equally, and no others.

    `of` numbers those that begin at some places.
    """

    count: int
    of: Callable[[Ints], Ints]


def _in_order(wanted: Flags, keys: Keys) -> Iterator[tuple[Ints, Ints]]:
    """Yield wanted places and the keys of their grams, by key and place, some at a time.

    Equal keys come together. A key and a place in one number are sorted many times faster than
    keys that drag their places along; so many keys at a time as leave room for a place.
    """
    bits = len(wanted).bit_length()
    step = 1 << (_NUMBER_BITS - bits)
    for first in range(0, keys.count, step):
        packed = _packed(wanted, keys, range(first, first + step), bits)
        packed.sort()
        for begin, end in pairwise(_cuts(packed, bits)):
            some = packed[begin:end]
            yield some & ((1 << bits) - 1), some >> bits


def _packed(wanted: Flags, keys: Keys, of: range, bits: int) -> NDArray[np.int64]:
    """Return wanted places behind the keys of their grams, of some keys only."""
    packed = np.empty(np.count_nonzero(wanted), np.int64)
    done = 0
    for begin in range(0, len(wanted), _BLOCK):
        at = np.flatnonzero(wanted[begin : begin + _BLOCK]) + begin
        found = keys.of(at) - of.start
        inside = (found >= 0) & (found < len(of))
        found = (found << bits | at)[inside]
        packed[done : done + len(found)] = found
        done += len(found)
    return packed[:done]


def _cuts(packed: NDArray[np.int64], bits: int) -> list[int]:
    """Return where to cut sorted places so that those of one key stay together."""
    next_keys = ((packed[_BLOCK - 1 :: _BLOCK] >> bits) + 1) << bits
    cuts = np.searchsorted(packed, next_keys)
    return sorted({0, *cuts.tolist(), len(packed)})


def _level(length: int, at: Ints, keys: Ints, most: int) -> Level:
    """Group positions by gram; equal keys stand together."""
    begins = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    ends = np.append(begins[1:], len(at))
    frequent = ends - begins > most
    if length == LONGEST:
        frequent[:] = False
    return Level(length, at, begins, ends, frequent)


def _name(level: Level, names: Ints, first: int) -> int:
    """Write down at each position of a frequent gram the gram's number, counted from `first`.

    Returns how many there are.
    """
    counts = (level.ends - level.begins)[level.frequent]
    numbers = np.arange(first, first + len(counts), dtype=np.int32)
    member = np.repeat(level.frequent, level.ends - level.begins)
    names[level.positions[member]] = np.repeat(numbers, counts)
    return len(counts)


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
    lists = [
        [-1, *islice(reports, count)] if is_frequent else list(islice(numbers, count))
        for count, is_frequent in zip(counts.tolist(), frequent.tolist(), strict=True)
    ]
    for first, found in zip(at[firsts].tolist(), _as_json(lists), strict=True):
        gram = joined[first : first + level.length].replace("\\", "\\\\").replace('"', '\\"')
        yield f'"{gram}":['.encode() + found + b"]"


def _as_json(lists: Sequence[Sequence[int]]) -> Sequence[bytes]:
    """Return what stands between the brackets of each list."""
    return to_json(lists)[2:-2].split(b"],[")


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
