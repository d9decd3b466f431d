"""A text as small numbers, and its grams as numbers: what the index sorts instead of letters."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_BREAK = ord("\n")
# There are no more characters.
_CHARACTERS = 0x110000
Ints = NDArray[np.int32] | NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Letters:
    """A text as numbers of the characters of an `alphabet`, which are code points in their order.

    `letters` go on `beyond` the end by so many, so that a gram may be looked for there.
    """

    letters: NDArray[np.unsignedinteger]
    alphabet: NDArray[np.uint32]
    beyond: int

    @property
    def are_shown(self) -> Flags:
        """Tell of each place whether it is none of the breaks between passages."""
        shown: Flags = (self.alphabet != _BREAK)[self.letters[: len(self.letters) - self.beyond]]
        return shown

    @property
    def wide(self) -> np.int64:
        """How many characters there are; a number of 64 bits, as is what is multiplied by it."""
        return np.int64(len(self.alphabet))

    def pairs(self, at: Ints) -> Ints:
        """Number the grams of two characters that begin at some places."""
        return self.letters[at] * self.wide + self.letters[at + 1]

    def longer(self, names: Ints, known: int, length: int, at: Ints) -> Ints:
        """Number grams one longer than `length`: by first letter and rest if the rest is frequent.

        Elsewhere their beginning is frequent, and they are numbered by beginning and last letter.
        So many frequent ones are known by their `names`; where none begins, that is negative.
        """
        rest = names[at + 1]
        by_rest = rest * self.wide + self.letters[at]
        by_beginning = names[at] * self.wide + self.letters[at + length]
        return known * self.wide + np.where(rest >= 0, by_rest, -1 - by_beginning)


def letters_of(text: str, beyond: int) -> Letters:
    """Return the characters of a text as small numbers, and so many more."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    there = np.zeros(_CHARACTERS, np.bool_)
    there[codes] = True
    alphabet = np.flatnonzero(there).astype(np.uint32)
    numbers = (np.cumsum(there) - 1).astype(np.min_scalar_type(len(alphabet)))
    letters = np.append(numbers[codes], np.zeros(beyond, numbers.dtype))
    return Letters(letters, alphabet, beyond)
