"""The release that is to go: what is still right in it is linked into the next one, not written.

Two releases are kept, and the older goes when a new one is live. No file of it is written over, so
a build that fails leaves it as it was; nor does it share one with the live release, so that what
harms a file of one release harms none of another that stays.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.publish.manifest import MANIFEST
from generator.publish.walking import files_below, read


@dataclass(frozen=True, slots=True)
class Former:
    """The files of a release that is to go, by their `names` below its folder.

    `live` gives the SHA-256 of each file of the live release. `plain` is the state of a file that
    is made now: a file, its rights, one name, its owner.
    """

    folder: Path
    names: Collection[str]
    live: Mapping[str, str]
    plain: tuple[int, int, int]

    def lay(self, name: str, sha256: str, target: str) -> bool:
        """Link a file to its place in the next release; False where it has to be written.

        It is read, for a release may be harmed. What the live release has otherwise has come back:
        a server that tells by the date of a file alone would not say so.
        """
        if name not in self.names or self.live.get(name) != sha256:
            return False
        source = f"{self.folder}/{name}"
        try:
            if _state(source) != self.plain or self._digest(name) != sha256:
                return False
            os.link(source, target)
        except OSError:
            return False
        return True

    def _digest(self, name: str) -> str:
        return hashlib.sha256(read(self.folder, name)).hexdigest()


def former_in(folder: Path, live: Path) -> Former | None:
    """Return a release that is to go when the one after the `live` one is there."""
    try:
        listed = json.loads((live / MANIFEST).read_bytes())["files"]
        digests = {one["path"]: one["sha256"] for one in listed}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Former(folder, frozenset(files_below(folder)), digests, _state_of_new(folder.parent))


def _state(path: str) -> tuple[int, int, int]:
    state = os.lstat(path)
    return state.st_mode, state.st_nlink, state.st_uid


def _state_of_new(folder: Path) -> tuple[int, int, int]:
    """Return the state of a file that is made now, by whoever builds."""
    with tempfile.TemporaryDirectory(dir=folder, suffix=".partial") as place:
        made = Path(place, "made")
        made.touch()
        return _state(str(made))
