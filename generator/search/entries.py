"""Entries of an index, kept small until all are there and it is known how many files they make."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.memory.squeezing import squeezed, unsqueezed

# The files are put together in so many portions, and all entries are unpacked for each.
_PORTIONS = 4


class Entries:
    """Entries one behind the other, and `size`, how many bytes all of them have.

    They are made small some at a time, but lie in one piece: many would leave gaps between what is
    worked with meanwhile, and a third more memory be taken.
    """

    def __init__(self) -> None:
        self.size = 0
        self._small = bytearray()
        self._counts: list[tuple[int, int]] = []

    def add(self, hashes: NDArray[np.uint32], entries: Sequence[bytes]) -> None:
        """Add some entries and the hashes of their grams."""
        lengths = np.fromiter(map(len, entries), np.uint32, len(entries))
        small = squeezed(b"".join([hashes.tobytes(), lengths.tobytes(), *entries]))
        self._counts.append((len(entries), len(small)))
        self._small += small
        self.size += int(lengths.sum())

    def files(self, count: int) -> Iterator[list[bytes]]:
        """Yield the entries of each of so many files in the order in which they were added."""
        step = -(-count // _PORTIONS)
        for begin in range(0, count, step):
            yield from self._some_files(range(begin, min(begin + step, count)), count)

    def _some_files(self, some: range, count: int) -> list[list[bytes]]:
        files: list[list[bytes]] = [[] for _ in some]
        for hashes, ends, content in self._parts():
            numbers = hashes % np.uint32(count)
            own = np.flatnonzero((numbers >= some.start) & (numbers < some.stop))
            places = zip(ends[own].tolist(), ends[own + 1].tolist(), strict=True)
            for number, (begin, end) in zip(numbers[own].tolist(), places, strict=True):
                files[number - some.start].append(content[begin:end])
        return files

    def _parts(self) -> Iterator[tuple[NDArray[np.uint32], NDArray[np.int64], bytes]]:
        """Yield entries as they were added: their hashes, between which places they lie in what."""
        at = 0
        for count, size in self._counts:
            content = unsqueezed(bytes(self._small[at : at + size]))
            hashes, lengths = np.frombuffer(content, np.uint32, 2 * count).reshape(2, count)
            yield hashes, 8 * count + np.cumsum([0, *lengths.tolist()]), content
            at += size
