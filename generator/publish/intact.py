"""Holds a release against its own manifest, file by file."""

import hashlib
import json
from pathlib import Path

from generator.publish.release import MANIFEST, PUBLIC_LOG, ReleaseError


def amiss(folder: Path) -> list[str]:
    """Return the files that are not as the manifest lists them: gone, changed, or added.

    The log names the manifest and is not listed in it. Raises ReleaseError where there is no
    manifest that can be read.
    """
    try:
        listed = json.loads((folder / MANIFEST).read_bytes())["files"]
        told = {one["path"]: one["sha256"] for one in listed}
    except OSError:
        raise ReleaseError(f"{folder} 没有本软件生成的网站") from None
    except (ValueError, KeyError, TypeError):
        raise ReleaseError(f"{folder / MANIFEST} 读不出来") from None
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    found = {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in there.items()
        if path.is_file() and name not in (MANIFEST, PUBLIC_LOG)
    }
    return sorted({name for name, _ in told.items() ^ found.items()})
