"""Where the values of a form stand: in its data file, or in the source it is imported from."""

from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Positions:
    """Where each key and item of a file stands."""

    file: str
    places: dict[FormPath, tuple[int, int]]

    def locate(self, path: FormPath) -> Location:
        """Return the place of `path`, or of its nearest stated ancestor."""
        for around in outwards(path):
            if place := self.places.get(around):
                return Location(self.file, *place)
        return Location(self.file)
