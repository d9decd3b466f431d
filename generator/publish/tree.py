"""Writes the Markdown tree: complete in itself, so that `mkdocs build` alone makes the site."""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from generator.model.written import Written
from generator.publish.former import Former
from generator.publish.walking import all_below, folders_of


class TreeWriter:
    """Makes the files of a tree one by one, digesting each on the way; nothing of it is held.

    What is right already is left as it is, and what a `former` release holds is linked. `finish`
    takes away what was not written.
    """

    def __init__(self, root: Path, former: Former | None = None) -> None:
        self._root = root
        self._former = former
        self._written: dict[str, Written] = {}
        self._folders: set[str] = set()

    def write(self, path: str, content: str | bytes | Iterable[bytes]) -> Written:
        """Make a file below the root.

        Raises ValueError where the path was written before: two pages cannot stand at one address.
        """
        if path in self._written:
            raise ValueError(f"{path} is written twice")
        self._make_folder_of(path)
        target = f"{self._root}/{path}"
        if isinstance(content, (str, bytes)):
            found = self._write_whole(path, target, _bytes(content))
        else:
            found = _write_pieces(path, Path(target), content)
        self._written[path] = found
        return found

    def take(self, file: Written) -> bool:
        """Lay a file without being given its content; False where that is needed."""
        if self._former is None or file.path in self._written:
            return False
        self._make_folder_of(file.path)
        if not self._former.lay(file.path, file.sha256, f"{self._root}/{file.path}"):
            return False
        self._written[file.path] = file
        return True

    def _write_whole(self, path: str, target: str, content: bytes) -> Written:
        found = Written(path, len(content), hashlib.sha256(content).hexdigest())
        if self._former is not None and self._former.lay(path, found.sha256, target):
            return found
        file = Path(target)
        if not _holds(file, content):
            _clear(file)
            file.write_bytes(content)
        return found

    def _make_folder_of(self, path: str) -> None:
        """Make the folder of a file, clearing away what stands in its place, or above it."""
        folder, _, _ = path.rpartition("/")
        # By its name: making a Path takes as long as looking at it.
        if folder in self._folders:
            return
        if folder:
            self._make_folder_of(folder)
        place = self._root / folder
        if place.is_symlink() or place.is_file():
            place.unlink()
        place.mkdir(parents=True, exist_ok=True)
        self._folders.add(folder)

    def finish(self) -> tuple[Written, ...]:
        """Remove everything in the tree that was not written, and return what was, by path."""
        keep = {*self._written, *folders_of(self._written)}
        for name in [name for name in all_below(self._root) if name not in keep]:
            _remove(self._root / name)
        return tuple(self._written[path] for path in sorted(self._written))


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8")


def _write_pieces(path: str, target: Path, pieces: Iterable[bytes]) -> Written:
    _clear(target)
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as file:
        for piece in pieces:
            digest.update(piece)
            size += file.write(piece)
    return Written(path, size, digest.hexdigest())


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == content


def _clear(path: Path) -> None:
    """Take away what stands in a file's place, and the file: others may be linked to it."""
    if path.is_symlink() or path.exists():
        _remove(path)


def _remove(path: Path) -> None:
    """Remove a file, a link, or a folder with all that it holds."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
