"""Writes the Markdown tree: complete in itself, so that `mkdocs build` alone makes the site."""

import shutil
from collections.abc import Mapping
from itertools import chain
from pathlib import Path


def write_tree(files: Mapping[str, str | bytes], root: Path) -> None:
    """Write files below `root`, leave those that are right already, and remove everything else."""
    wanted = {root / name: _bytes(content) for name, content in files.items()}
    for path, content in wanted.items():
        if not _holds(path, content):
            _make_room(path, root)
            path.write_bytes(content)
    keep = {*wanted, *chain.from_iterable(path.parents for path in wanted)}
    for path in sorted(root.rglob("*"), reverse=True):
        if path not in keep:
            _remove(path)


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8")


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == content


def _make_room(path: Path, root: Path) -> None:
    """Make the folders of `path`, clearing away files and links that stand in their place."""
    inside = [folder for folder in path.parents if folder.is_relative_to(root)]
    for folder in reversed(inside):
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        folder.mkdir(parents=True, exist_ok=True)
    if path.is_symlink() or path.is_dir():
        _remove(path)


def _remove(path: Path) -> None:
    """Remove a file, a link, or a folder with all that it holds."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
