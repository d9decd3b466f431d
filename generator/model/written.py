"""What is written for the site: the facts of each file, known as it is made, and whoever makes it.

So rooms that make content touch no disk, and nothing holds a file that is finished.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file: its path below the root, its length in bytes, its SHA-256 in hex."""

    path: str
    size: int
    sha256: str


class Writer(Protocol):
    """Makes the files of a tree, each once."""

    def write(self, path: str, content: str | bytes | Iterable[bytes]) -> Written:
        """Make a file below the root of what is given, which may come in pieces."""
        ...
