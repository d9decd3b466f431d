"""Which finished files the last look passed before: named by all that its verdict depends on.

A name is a digest, with the key of this user, over the file's path and SHA-256, what was looked
for, and the software itself, so that the memory may be lost, cut, damaged or forged: a name that is
not there exactly is looked at again. Of long files the lots are named in the same way, so that one
of which a line changed is not looked at as a whole.
"""

import hmac
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from generator.memory.owner import owner_key
from generator.memory.software import software

_NAME = "looked.txt"
# Stands before the digest of a lot: what follows a path is then of another length than a file's.
_LOTS = b"lots\0"


@dataclass(frozen=True, slots=True)
class Passed:
    """The names of files that were passed, and those of lots by the name of their file's lots."""

    files: frozenset[str]
    lots: Mapping[str, frozenset[str]]


class Looked:
    """The files that hold nothing, whoever looks; `folder` keeps their names, None for this once.

    `wanted` says what is looked for: with another secret every file is looked at again.
    """

    def __init__(self, folder: Path | None, wanted: Iterable[str]) -> None:
        self._file = folder / _NAME if folder else None
        text = "\0".join([software(), *wanted])
        self._base = hmac.new(owner_key(), text.encode(), "sha256")
        self._known, self._lots = _read(self._file)
        self._passed: set[str] = set()
        self._passed_lots: dict[str, set[str]] = defaultdict(set)

    def is_known(self, path: str, sha256: bytes) -> bool:
        """Tell whether a file was passed before; then it and its lots are still remembered."""
        name = self._name(path, sha256)
        if name not in self._known:
            return False
        self._passed.add(name)
        if lots := self._lots.get(self._name(path, _LOTS)):
            self._passed_lots[path] = lots
        return True

    def passed(self, path: str, sha256: bytes) -> None:
        """Remember that a file holds nothing."""
        self._passed.add(self._name(path, sha256))

    def is_lot_known(self, path: str, digest: bytes) -> bool:
        """Tell whether a lot of a file was passed before; then it is still remembered."""
        name = self._name(path, _LOTS + digest)
        if name not in self._lots.get(self._name(path, _LOTS), ()):
            return False
        self._passed_lots[path].add(name)
        return True

    def passed_lot(self, path: str, digest: bytes) -> None:
        """Remember that a lot of a file holds nothing."""
        self._passed_lots[path].add(self._name(path, _LOTS + digest))

    @property
    def passed_now(self) -> Passed:
        """What was passed this time, and is to be known the next time."""
        lots = {
            self._name(path, _LOTS): frozenset(those) for path, those in self._passed_lots.items()
        }
        return Passed(frozenset(self._passed), lots)

    def _name(self, path: str, sha256: bytes) -> str:
        name = self._base.copy()
        name.update(f"\0{path}\0".encode() + sha256)
        return name.hexdigest()


def is_blank(folder: Path | None) -> bool:
    """Tell whether there is no memory yet."""
    return folder is None or not (folder / _NAME).exists()


def keep(folder: Path | None, passed: Iterable[Passed]) -> None:
    """Write down what was passed, in the place of what was known before."""
    if folder is None:
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lines = "".join(f"{line}\n" for line in sorted(chain.from_iterable(map(_lines, passed))))
    with tempfile.NamedTemporaryFile("w", dir=folder, prefix=_NAME, delete=False) as fresh:
        fresh.write(lines)
    Path(fresh.name).replace(folder / _NAME)


def _lines(passed: Passed) -> Iterator[str]:
    """Yield the names of files, and those of lots behind the name of their file's lots."""
    yield from passed.files
    for own, lots in passed.lots.items():
        yield from (f"{own} {lot}" for lot in lots)


def _read(file: Path | None) -> tuple[frozenset[str], dict[str, set[str]]]:
    """Return the names that are known, and those of lots by their files.

    None where there is no memory or it cannot be read.
    """
    try:
        text = file.read_bytes().decode("ascii", "replace") if file else ""
    except OSError:
        text = ""
    lots: dict[str, set[str]] = defaultdict(set)
    names: set[str] = set()
    for line in text.split("\n"):
        name, _, lot = line.partition(" ")
        if lot:
            lots[name].add(lot)
        else:
            names.add(name)
    return frozenset(names), lots
