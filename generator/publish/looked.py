"""Which finished files the last look passed before: named by all that its verdict depends on.

A name is a digest, with the key of this user, over the file's path and SHA-256, what was looked
for, and the software itself, so that the memory may be lost, cut, damaged or forged: a name that is
not there exactly is looked at again.
"""

import hmac
import tempfile
from collections.abc import Iterable
from pathlib import Path

from generator.memory.owner import owner_key
from generator.memory.software import software

_NAME = "looked.txt"


class Looked:
    """The files that hold nothing, whoever looks; `folder` keeps their names, None for this once.

    `wanted` says what is looked for: with another secret every file is looked at again.
    """

    def __init__(self, folder: Path | None, wanted: Iterable[str]) -> None:
        self._file = folder / _NAME if folder else None
        text = "\0".join([software(), *wanted])
        self._base = hmac.new(owner_key(), text.encode(), "sha256")
        self._known = _read(self._file)
        self._passed: set[str] = set()

    def is_known(self, path: str, sha256: bytes) -> bool:
        """Tell whether a file was passed before; then it is still remembered."""
        name = self._name(path, sha256)
        if name not in self._known:
            return False
        self._passed.add(name)
        return True

    def passed(self, path: str, sha256: bytes) -> None:
        """Remember that a file holds nothing."""
        self._passed.add(self._name(path, sha256))

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

    def _name(self, path: str, sha256: bytes) -> str:
        name = self._base.copy()
        name.update(f"\0{path}\0".encode() + sha256)
        return name.hexdigest()


def _read(file: Path | None) -> frozenset[str]:
    """Return the names that are known; none where there is no memory or it cannot be read."""
    try:
        text = file.read_bytes().decode("ascii", "replace") if file else ""
    except OSError:
        return frozenset()
    return frozenset(text.split("\n"))
