"""The files below a folder, by their names: quick to list, read and move by the ten thousand."""

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

# Some disks let each removal wait, but not one for another; so many names are handed over at once.
_WAITING, _AT_ONCE = 16, 64


def files_below(folder: Path, ending: str = "") -> list[str]:
    """Return the files below a folder whose names end so, by folder, with forward slashes."""
    every = _below(str(folder), "")
    found = (name for name, is_folder in every if not is_folder and name.endswith(ending))
    # The lowest character parts folders, so that those of one stay together.
    return sorted(found, key=lambda name: name.replace("/", "\0"))


def all_below(folder: Path) -> Iterator[str]:
    """Yield the names of all files and folders below a folder, each after what it holds."""
    return (name for name, _ in _below(str(folder), ""))


def folders_of(names: Iterable[str]) -> set[str]:
    """Return the folders that some files lie in, and those above them; "" is the one of all."""
    above = {name.rpartition("/")[0] for name in names}
    return {*above, *folders_of(above)} if any(above) else above


def whole_folders(names: Iterable[str], others: Iterable[str]) -> list[str]:
    """Return in how few pieces some files can be moved: folders without any of the others.

    Of a file that has none above it, its own name.
    """
    shared = {"", *folders_of(others)}
    return sorted({_highest(name, shared) for name in names})


def _highest(name: str, shared: Collection[str]) -> str:
    """Return the highest folder of a file that is not shared, else the file."""
    ends = (place for place, letter in enumerate(name) if letter == "/")
    return next((name[:end] for end in ends if name[:end] not in shared), name)


def move(names: Iterable[str], source: Path, target: Path) -> None:
    """Move files and folders to the same places in another folder."""
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).rename(target / name)


def read(folder: Path, name: str) -> bytes:
    """Return what a file below a folder holds; making a Path takes as long as the reading."""
    with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123
        return file.read()


def take_away(folder: Path, *, ignore_errors: bool = False) -> None:
    """Remove a folder and all that it holds, as `shutil.rmtree` does, but many at a time."""
    # On Windows what looks like a folder may lead to another place.
    if os.name == "posix" and not folder.is_symlink():
        with suppress(OSError):
            _empty(folder)
    # Whatever withstood; a link is refused.
    shutil.rmtree(folder, ignore_errors=ignore_errors)


def _empty(folder: Path) -> None:
    """Remove what a folder holds and lets itself be removed."""
    files: list[str] = []
    folders: defaultdict[int, list[str]] = defaultdict(list)
    for name, is_folder in _below(str(folder), ""):
        (folders[name.count("/")] if is_folder else files).append(f"{folder}/{name}")
    with ThreadPoolExecutor(_WAITING) as waiting:
        _each(waiting, os.unlink, files)
        for depth in sorted(folders, reverse=True):
            _each(waiting, os.rmdir, folders[depth])


def _each(waiting: ThreadPoolExecutor, remove: Callable[[str], None], paths: Sequence[str]) -> None:
    portions = [paths[at : at + _AT_ONCE] for at in range(0, len(paths), _AT_ONCE)]
    list(waiting.map(partial(_removed, remove), portions))


def _removed(remove: Callable[[str], None], paths: Sequence[str]) -> None:
    for path in paths:
        with suppress(OSError):
            remove(path)


def length(folder: Path, name: str) -> int:
    """Return how many bytes a file below a folder has."""
    return os.stat(f"{folder}/{name}").st_size  # noqa: PTH116


def _below(folder: str, above: str) -> Iterator[tuple[str, bool]]:
    """Yield what a folder and its folders hold, and whether it is a folder: those after their own.

    A link is one name, whatever it leads to.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            name, is_folder = f"{above}{entry.name}", entry.is_dir(follow_symlinks=False)
            if is_folder:
                yield from _below(entry.path, f"{name}/")
            yield name, is_folder
