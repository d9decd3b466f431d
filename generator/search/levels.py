"""All grams of texts that are indexed, length by length: where each of them stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from generator.search.letters import (
    ByBeginning,
    ByRest,
    Flags,
    Frequent,
    Grams,
    Ints,
    Letters,
    Pairs,
)

# So many parts of all places are sorted one after the other, and the text looked through for each.
# With parts of a fixed size it would be looked through the more often the longer it is.
_PARTS = 4
# About so many places are told at a time, and so many looked at.
_BLOCK, _STRETCH = 2**18, 2**17
# There are no more bits in a number beside its sign.
_NUMBER_BITS = 63


@dataclass(frozen=True, slots=True)
class Level:
    """Grams of one length: all positions gram by gram, and where each gram begins and ends."""

    length: int
    positions: Ints
    begins: Ints
    ends: Ints
    frequent: Flags


def levels(text: Letters, limits: Sequence[int]) -> Iterator[Level]:
    """Yield the indexed grams of 2 characters, then 3 …, while a shorter one is too frequent.

    That is one with more places than the limit of its length. Those of one length come in parts:
    what it takes to write all at once is many times the text.
    """
    names, known = np.full(len(text.letters), -1, np.int32), 0
    grams: tuple[Grams, ...] = (Pairs(text),)
    for length, most in enumerate(limits, 2):
        first, places = known, [np.zeros(0, np.int64)]
        for at, keys in chain.from_iterable(map(_in_order, grams)):
            level = _level(length, at, keys, most)
            places.append(_name(level, names, known))
            known += len(places[-1])
            yield level
        frequent = Frequent(length, names, first, np.concatenate(places))
        grams = (ByBeginning(text, frequent), ByRest(text, frequent))


def _in_order(grams: Grams) -> Iterator[tuple[Ints, Ints]]:
    """Yield places of grams and their keys, by key and place, some at a time.

    Equal keys come together. A key and a place in one number are sorted many times faster than
    keys that drag their places along; so many keys at a time as leave room for a place.
    """
    counts, widest = grams.counts(), (1 << _NUMBER_BITS - grams.text.bits) // grams.text.wide
    ranges = list(_ranges(counts, len(grams.text.letters) // _PARTS, max(widest, 1)))
    sizes = (int(counts[leads.start : leads.stop].sum()) for leads in ranges)
    room = np.empty(max(sizes, default=0), np.int64)
    for leads in ranges:
        packed = _packed(grams, leads, room)
        packed.sort()
        for begin, end in pairwise(_cuts(packed, grams.text.bits)):
            some = packed[begin:end]
            yield some & ((1 << grams.text.bits) - 1), some >> grams.text.bits


def _ranges(counts: Ints, most: int, widest: int) -> Iterator[range]:
    """Yield ranges of leads, as long as there are no more places and leads than that in one."""
    ends, begin, before = np.cumsum(counts), 0, 0
    while begin < len(counts):
        enough = int(np.searchsorted(ends, before + most, "right"))
        end = min(max(enough, begin + 1), begin + widest)
        yield range(begin, end)
        begin, before = end, int(ends[end - 1])


def _packed(grams: Grams, leads: range, room: Ints) -> Ints:
    """Return in a room the places of grams with some leads, behind their keys."""
    text, done = grams.text, 0
    count = len(text.letters) - grams.length + 1
    for begin in range(0, count, _STRETCH):
        found, there = grams.leads(begin, min(begin + _STRETCH, count))
        own = np.flatnonzero(there & (found >= leads.start) & (found < leads.stop))
        at = own + begin
        keys = (found[own].astype(np.int64) - leads.start) * text.wide + grams.others(at)
        room[done : done + len(at)] = keys << text.bits | at
        done += len(at)
    return room[:done]


def _cuts(packed: Ints, bits: int) -> list[int]:
    """Return where to cut sorted places so that those of one key stay together."""
    next_keys = ((packed[_BLOCK - 1 :: _BLOCK] >> bits) + 1) << bits
    cuts = np.searchsorted(packed, next_keys)
    return sorted({0, *cuts.tolist(), len(packed)})


def _level(length: int, at: Ints, keys: Ints, most: int) -> Level:
    """Group positions by gram; equal keys stand together."""
    begins = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    ends = np.append(begins[1:], len(at))
    return Level(length, at, begins, ends, ends - begins > most)


def _name(level: Level, names: NDArray[np.int32], first: int) -> Ints:
    """Name each frequent gram, from `first` on, where it ends; return how often there is each.

    Its name takes the place of its rest's, which stood there. Nobody misses that: as a rest it led
    this gram alone, and those that begin with it came before all that are led by their rest.
    """
    counts: Ints = (level.ends - level.begins)[level.frequent]
    numbers = np.arange(first, first + len(counts), dtype=np.int32)
    own = level.positions[np.repeat(level.frequent, level.ends - level.begins)]
    names[own + level.length - 1] = np.repeat(numbers, counts)
    return counts
