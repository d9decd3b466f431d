"""Writes the Markdown tree: complete in itself, so that `mkdocs build` alone makes the site."""

import shutil
from collections.abc import Mapping
from pathlib import Path


def write_tree(files: Mapping[str, str | bytes], root: Path) -> None:
    """Write files below `root`, leave those that are right already, and remove everything else."""
    wanted = {root / name: _bytes(content) for name, content in files.items()}
    for path, content in wanted.items():
        if not _holds(path, content):
            _make_room(path, root)
            path.write_bytes(content)
    keep = {folder for path in wanted for folder in path.parents}
    for path in sorted(root.rglob("*"), reverse=True):
        if path not in wanted and path not in keep:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8")


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == content


def _make_room(path: Path, root: Path) -> None:
    """Make the folders of `path`, clearing away files and links that stand in their place."""
    for folder in reversed(
        [parent for parent in path.parents if parent == root or root in parent.parents]
    ):
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        folder.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.is_symlink():
        path.unlink()
