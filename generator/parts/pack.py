"""What was made of a part, in one file: each piece packed by itself, and checked as it is read."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from generator.memory.squeezing import UnusableError, squeezed, unsqueezed
from generator.model.written import Written

# A correction leaves a pack that nobody asks for again.
_KEPT_SECONDS = 2 * 24 * 60 * 60


class DamagedError(Exception):
    """A pack is not there, or does not hold what was laid into it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a piece lies in the pack (bytes), and the SHA-256 of what it holds."""

    start: int
    length: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Pack(Mapping[str, bytes]):
    """A finished pack: its pieces by their names, and the SHA-256 of its file.

    One that is not whole raises DamagedError.
    """

    file: Path
    pieces: Mapping[str, Piece]
    sha256: str

    def __getitem__(self, name: str) -> bytes:
        return next(self.contents([name]))

    def contents(self, names: Iterable[str]) -> Iterator[bytes]:
        """Yield what some pieces hold; the pack is opened once."""
        try:
            with self.file.open("rb") as file:
                for piece in map(self.pieces.__getitem__, names):
                    file.seek(piece.start)
                    yield self._checked(unsqueezed(file.read(piece.length)), piece)
        except (OSError, UnusableError) as error:
            raise DamagedError(str(self.file)) from error

    def _checked(self, content: bytes, piece: Piece) -> bytes:
        if hashlib.sha256(content).hexdigest() != piece.sha256:
            raise DamagedError(str(self.file))
        return content

    def __iter__(self) -> Iterator[str]:
        return iter(self.pieces)

    def __len__(self) -> int:
        return len(self.pieces)

    def under(self, prefix: str) -> "Pack":
        """Return the pieces whose names begin so, by what follows."""
        own = {name: one for name, one in self.pieces.items() if name.startswith(prefix)}
        pieces = {name.removeprefix(prefix): one for name, one in own.items()}
        return Pack(self.file, pieces, self.sha256)

    @property
    def is_whole(self) -> bool:
        """Tell whether the file is as it was written; then it is kept for longer."""
        try:
            with self.file.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
            self.file.touch()
        except OSError:
            return False
        return found == self.sha256


class Packing:
    """A pack that is being made: a writer of files and of pieces; nothing stays of a failed one."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = file
        descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}.")
        self._partial = Path(name)
        self._out: BinaryIO = os.fdopen(descriptor, "wb")
        self._pieces: dict[str, Piece] = {}
        self._digest = hashlib.sha256()
        self.files: list[Written] = []

    def write(self, path: str, content: str | bytes | Iterable[bytes]) -> Written:
        """Lay a file into the pack under its path."""
        whole = _bytes(content)
        written = Written(path, len(whole), self.add(path, whole))
        self.files.append(written)
        return written

    def add(self, name: str, content: bytes) -> str:
        """Lay a piece into the pack and return its SHA-256. Raises ValueError for a second one."""
        if name in self._pieces:
            raise ValueError(f"{name} is written twice")
        digest = hashlib.sha256(content).hexdigest()
        start = self._out.tell()
        packed = squeezed(content)
        self._digest.update(packed)
        length = self._out.write(packed)
        self._pieces[name] = Piece(start, length, digest)
        return digest

    def finished(self) -> Pack:
        """Put the pack in its place."""
        self._out.close()
        self._partial.replace(self._file)
        return Pack(self._file, self._pieces, self._digest.hexdigest())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._out.close()
        self._partial.unlink(missing_ok=True)


def _bytes(content: str | bytes | Iterable[bytes]) -> bytes:
    if isinstance(content, str):
        return content.encode()
    return content if isinstance(content, bytes) else b"".join(content)


def bring(source: Path, packs: Path) -> None:
    """Bring the packs of another build here; one that is here already stays."""
    packs.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file in sorted(source.glob("*")):
        if file.is_file() and not (packs / file.name).exists():
            shutil.copyfile(file, packs / file.name)


def clear_away(packs: Path) -> None:
    """Remove the packs that no build of the last days has used."""
    oldest = time.time() - _KEPT_SECONDS
    for file in packs.glob("*"):
        with suppress(OSError):
            if file.stat().st_mtime < oldest:
                file.unlink()
