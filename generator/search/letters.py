"""Texts as small numbers, and their grams as numbers: what the index sorts instead of letters."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

import numpy as np
from numpy.typing import NDArray

_BREAK = ord("\n")
# There are no more characters.
_CHARACTERS = 0x110000
# So many letters are looked at at a time.
_AT_ONCE = 2**18
Ints: TypeAlias = NDArray[np.int64]
Numbers: TypeAlias = NDArray[np.integer]
Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Letters:
    """Texts one behind the other, as numbers of the characters of an `alphabet`.

    That holds code points in their order, the break between passages among them. Each text is some
    blocks of `block` letters long; `holders` tells of each block in which text it lies.
    """

    letters: NDArray[np.unsignedinteger]
    alphabet: NDArray[np.uint32]
    block: int
    holders: NDArray[np.int32]

    @property
    def wide(self) -> int:
        """How many characters there are."""
        return len(self.alphabet)

    @property
    def bits(self) -> int:
        """How many bits a place takes."""
        return len(self.letters).bit_length()

    def are_shown(self, begin: int, end: int) -> Flags:
        """Tell of each of some places whether it is none of the breaks between passages."""
        shown: Flags = self.letters[begin:end] != np.searchsorted(self.alphabet, _BREAK)
        return shown

    def texts(self, at: Ints) -> NDArray[np.int32]:
        """Return the number of the text in which each place lies."""
        return self.holders[at // self.block]

    def codes(self, at: Ints, length: int) -> NDArray[np.uint32]:
        """Return the code points of the grams so long that begin at some places, each as a row."""
        rows: NDArray[np.uint32] = self.alphabet[
            self.letters[at[:, np.newaxis] + np.arange(length)]
        ]
        return rows


def letters_of(texts: Iterable[str]) -> Letters:
    """Return texts as small numbers; each is held no longer than until the next has come."""
    codes, lengths, there = bytearray(), [], np.zeros(_CHARACTERS, np.bool_)
    there[_BREAK] = True
    for text in texts:
        own = text.encode("utf-32-le")
        there[np.frombuffer(own, np.uint32)] = True
        codes += own
        lengths.append(len(text))
    alphabet = np.flatnonzero(there).astype(np.uint32)
    block = math.gcd(*lengths) or 1
    blocks = [length // block for length in lengths]
    holders = np.repeat(np.arange(len(blocks), dtype=np.int32), blocks)
    return Letters(_numbered(np.frombuffer(codes, np.uint32), alphabet), alphabet, block, holders)


def _numbered(
    codes: NDArray[np.uint32], alphabet: NDArray[np.uint32]
) -> NDArray[np.unsignedinteger]:
    """Return the numbers of code points in an alphabet, as small as it allows."""
    small = np.min_scalar_type(len(alphabet))
    numbers, letters = np.zeros(_CHARACTERS, small), np.empty(len(codes), small)
    numbers[alphabet] = np.arange(len(alphabet))
    for begin in range(0, len(codes), _AT_ONCE):
        letters[begin : begin + _AT_ONCE] = numbers[codes[begin : begin + _AT_ONCE]]
    return letters


@dataclass(frozen=True, slots=True)
class Pairs:
    """Grams of two characters: sorted by the first, which leads them, then by the second."""

    text: Letters
    length: ClassVar[int] = 2

    def counts(self) -> Ints:
        """Return of how many at most each number is the lead."""
        letters, none = self.text.letters, np.zeros(self.text.wide, np.int64)
        some = (letters[begin : begin + _AT_ONCE] for begin in range(0, len(letters), _AT_ONCE))
        return sum((np.bincount(one, minlength=len(none)) for one in some), none)

    def leads(self, begin: int, end: int) -> tuple[Numbers, Flags]:
        """Return the leads of those that begin at some places, and at which of these one does."""
        shown = self.text.are_shown(begin, end + 1)
        return self.text.letters[begin:end], shown[:-1] & shown[1:]

    def others(self, at: Ints) -> Numbers:
        """Return the letter by which those of one lead are sorted; they begin at some places."""
        return self.text.letters[at + 1]


@dataclass(frozen=True, slots=True)
class Frequent:
    """Frequent grams of one length. Where one ends stands its name: a number counted from `first`.

    `places` tells how often there is each.
    """

    length: int
    names: NDArray[np.int32]
    first: int
    places: Ints

    def numbers(self, begin: int, end: int) -> NDArray[np.int32]:
        """Return which of them begins at each of some places, from 0 on; else no such number."""
        last = self.length - 1
        return self.names[begin + last : end + last] - np.int32(self.first)


@dataclass(frozen=True, slots=True)
class _Longer:
    """Grams one longer than the `known` frequent ones."""

    text: Letters
    known: Frequent

    @property
    def length(self) -> int:
        """How long they are."""
        return self.known.length + 1


class ByBeginning(_Longer):
    """Grams that begin with a frequent one, are one longer, and whose rest is not frequent.

    They are sorted by it, which leads them, then by the last letter: both from the highest down.
    """

    def counts(self) -> Ints:
        """Return of how many at most each number is the lead."""
        return self.known.places[::-1]

    def leads(self, begin: int, end: int) -> tuple[Numbers, Flags]:
        """Return the leads of those that begin at some places, and at which of these one does."""
        highest, last = np.int32(len(self.known.places) - 1), self.known.length
        is_rare = self.known.numbers(begin + 1, end + 1) < 0
        shown = self.text.are_shown(begin + last, end + last)
        return highest - self.known.numbers(begin, end), is_rare & shown

    def others(self, at: Ints) -> Numbers:
        """Return the letter by which those of one lead are sorted; they begin at some places."""
        return self.text.wide - 1 - self.text.letters[at + self.known.length].astype(np.int64)


class ByRest(_Longer):
    """Grams one longer than a frequent one that they end with.

    They are sorted by it, which leads them, then by the first letter.
    """

    def counts(self) -> Ints:
        """Return of how many at most each number is the lead."""
        return self.known.places

    def leads(self, begin: int, end: int) -> tuple[Numbers, Flags]:
        """Return the leads of those that begin at some places, and at which of these one does."""
        return self.known.numbers(begin + 1, end + 1), self.text.are_shown(begin, end)

    def others(self, at: Ints) -> Numbers:
        """Return the letter by which those of one lead are sorted; they begin at some places."""
        return self.text.letters[at]


# A lead that is none of those counted tells that no gram of the kind begins there.
Grams: TypeAlias = Pairs | ByBeginning | ByRest
