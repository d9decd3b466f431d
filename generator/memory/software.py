"""The software itself, on which everything that is remembered depends."""

import hashlib
import sys
from functools import cache
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path


@cache
def software() -> str:
    """Name the software: the digest of its own sources, and the versions of all it stands on."""
    digest = hashlib.sha256(sys.version.encode())
    spec = find_spec("generator")
    for root in (spec.submodule_search_locations or ()) if spec else ():
        for path in sorted(Path(root).rglob("*")):
            # Python lays what it compiled beside the sources, under passing names at first.
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
                digest.update(path.read_bytes())
    # One may be seen twice: where the sources lie, and where they are installed.
    for found in sorted({f"{one.name} {one.version}" for one in distributions()}):
        digest.update(f"\0{found}".encode())
    return digest.hexdigest()
