"""The files below a folder, by their names: quick to list where there are tens of thousands."""

import os
from collections.abc import Iterator
from pathlib import Path


def files_below(folder: Path, ending: str = "") -> list[str]:
    """Return the files below a folder whose names end so, by folder, with forward slashes."""
    every = _below(str(folder), "")
    found = (name for name, is_folder in every if not is_folder and name.endswith(ending))
    return sorted(found, key=lambda name: name.split("/"))


def all_below(folder: Path) -> Iterator[str]:
    """Yield the names of all files and folders below a folder, each after what it holds."""
    return (name for name, _ in _below(str(folder), ""))


def read(folder: Path, name: str) -> bytes:
    """Return what a file below a folder holds; making a Path takes as long as the reading."""
    with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123
        return file.read()


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
