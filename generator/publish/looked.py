"""Which finished files the last look passed before: named by all that its verdict depends on.

A name is a SHA-256 over the file's path and bytes, what was looked for, and the software itself, so
that the memory may be lost, cut or damaged: a name that is not there exactly is looked at again.
"""

import hashlib
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path

_NAME = "looked.txt"


class Looked:
    """The files that hold nothing, whoever looks; `folder` keeps their names, None for this once.

    `wanted` says what is looked for: with another secret every file is looked at again.
    """

    def __init__(self, folder: Path | None, wanted: Iterable[str]) -> None:
        self._file = folder / _NAME if folder else None
        text = "\0".join([software(), *wanted])
        self._base = hashlib.sha256(text.encode())
        self._known = _read(self._file)
        self._passed: set[str] = set()

    def is_known(self, path: str, data: bytes) -> bool:
        """Tell whether a file was passed before; then it is still remembered."""
        name = self._name(path, data)
        if name not in self._known:
            return False
        self._passed.add(name)
        return True

    def passed(self, path: str, data: bytes) -> None:
        """Remember that a file holds nothing."""
        self._passed.add(self._name(path, data))

    def keep(self) -> None:
        """Write down what was passed this time, in the place of what was known before."""
        if self._file is None:
            return
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lines = "".join(f"{name}\n" for name in sorted(self._passed))
        with tempfile.NamedTemporaryFile(
            "w", dir=self._file.parent, prefix=_NAME, delete=False
        ) as fresh:
            fresh.write(lines)
        Path(fresh.name).replace(self._file)

    def _name(self, path: str, data: bytes) -> str:
        digest = self._base.copy()
        digest.update(f"\0{path}\0{len(data)}\0".encode())
        digest.update(data)
        return digest.hexdigest()


def _read(file: Path | None) -> frozenset[str]:
    """Return the names that are known; none where there is no memory or it cannot be read."""
    try:
        text = file.read_bytes().decode("ascii", "replace") if file else ""
    except OSError:
        return frozenset()
    return frozenset(text.split("\n"))


@cache
def software() -> str:
    """Name the software: the digest of its own sources, and the versions of all it stands on."""
    digest = hashlib.sha256(sys.version.encode())
    spec = find_spec("generator")
    for root in (spec.submodule_search_locations or ()) if spec else ():
        for path in sorted(Path(root).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
                digest.update(path.read_bytes())
    for found in sorted(f"{one.name} {one.version}" for one in distributions()):
        digest.update(f"\0{found}".encode())
    return digest.hexdigest()
