"""What a folder holds, byte by byte."""

import hashlib
import shutil
from pathlib import Path


def thin_out(docs: Path) -> None:
    """Leave five pages of codes in a tree: there are two hundred, each alike to whoever builds them."""
    pages = sorted(path for path in (docs / "checks").iterdir() if len(path.name) == 4)
    for path in pages[5:]:
        shutil.rmtree(path)


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a folder, by its place in it."""
    root = folder.resolve()
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
