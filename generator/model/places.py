"""Where the values of a form stand: in its data file, or in the source it is imported from."""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from generator.model.finding import Location

FormPath = tuple[str | int, ...]


class Places(Protocol):
    """Where the values of a form stand: in its data file, or in the source it is imported from."""

    @property
    def file(self) -> str:
        """The name of that file."""

    def locate(self, path: FormPath) -> Location:
        """Return the place of the value that `path` leads to."""


def outwards(path: FormPath) -> Iterator[FormPath]:
    """Yield a path and all that it lies in, from the inside out: `a/0/b`, `a/0`, `a`, the form."""
    for length in range(len(path), -1, -1):
        yield path[:length]


@dataclass(frozen=True, slots=True, init=False)
class Positions:
    """Where each key and item of a file stands: line and column, packed.

    Every report of a folder is held, and few are asked where a value stands: unpacked, this would
    be larger than the form.
    """

    file: str
    packed: bytes

    def __init__(self, file: str, places: Mapping[FormPath, tuple[int, int]]) -> None:
        """Pack the places of a file's values."""
        stated = [[line, column, *path] for path, (line, column) in places.items()]
        text = json.dumps(stated, ensure_ascii=False, separators=(",", ":"))
        object.__setattr__(self, "file", file)
        object.__setattr__(self, "packed", zlib.compress(text.encode(), 1))

    @property
    def places(self) -> Mapping[FormPath, tuple[int, int]]:
        """Line and column of each value, by the way to it."""
        return _unpacked(self.packed)

    def locate(self, path: FormPath) -> Location:
        """Return the place of `path`, or of its nearest stated ancestor."""
        places = self.places
        for around in outwards(path):
            if place := places.get(around):
                return Location(self.file, *place)
        return Location(self.file)


# A file is asked for many of its values in a row.
@lru_cache(maxsize=2)
def _unpacked(packed: bytes) -> Mapping[FormPath, tuple[int, int]]:
    return {
        tuple(path): (line, column) for line, column, *path in json.loads(zlib.decompress(packed))
    }
