"""The manifest of a release, every file with size and SHA-256: written, and held against."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from pydantic_core import to_json

from generator.model.written import Written
from generator.publish.walking import files_below, read

MANIFEST = "manifest.json"
LOG = "log.jsonl"
# Where the log is laid in a release; the manifest cannot list what names the manifest.
PUBLIC_LOG = f"releases/{LOG}"
_APART = (MANIFEST, PUBLIC_LOG)


class ReleaseError(Exception):
    """The release cannot be made or switched in; the message is Chinese and says what to do."""


def seal(folder: Path, seen: Iterable[Written] = (), *, preview: bool = False) -> str:
    """Write the manifest: path, size and SHA-256 of every file, and whether it is a preview.

    A file that was `seen` is listed as it was then, whatever has become of it since. Returns the
    release's name, the first 16 hex digits of the manifest's own SHA-256.
    """
    known = {file.path: file for file in seen}
    names = [name for name in files_below(folder) if name not in _APART]
    entries = [_entry(known.get(name) or _seen(name, folder)) for name in names]
    stated = {"preview": True, "files": entries} if preview else {"files": entries}
    text = to_json(stated, indent=1) + b"\n"
    (folder / MANIFEST).write_bytes(text)
    return hashlib.sha256(text).hexdigest()[:16]


def _seen(name: str, folder: Path) -> Written:
    content = read(folder, name)
    return Written(name, len(content), hashlib.sha256(content).hexdigest())


def _entry(file: Written) -> dict[str, str | int]:
    return {"path": file.path, "bytes": file.size, "sha256": file.sha256}


def amiss(folder: Path) -> list[str]:
    """Return the files that are not as the manifest lists them: gone, changed, or added.

    A link is no file of ours. The log names the manifest and is not listed in it. Raises
    ReleaseError where there is no manifest that can be read.
    """
    try:
        listed = json.loads((folder / MANIFEST).read_bytes())["files"]
        told = {one["path"]: one["sha256"] for one in listed}
    except OSError:
        raise ReleaseError(f"{folder} 没有本软件生成的网站") from None
    except (ValueError, KeyError, TypeError):
        raise ReleaseError(f"{folder / MANIFEST} 读不出来") from None
    found = {name: _digest(folder / name) for name in files_below(folder) if name not in _APART}
    return sorted({name for name, _ in told.items() ^ found.items()})


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file, "" of a link: who serves the site may follow it anywhere."""
    is_file = path.is_file() and not path.is_symlink()
    return hashlib.sha256(path.read_bytes()).hexdigest() if is_file else ""


def digest_of(folder: Path) -> str:
    """Return the SHA-256 of the manifest of a release; "" where there is none."""
    try:
        return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""


def is_whole(folder: Path, digest: str) -> bool:
    """Tell whether a folder holds the release whose manifest has a digest, or one that begins so.

    Every file of it is as the manifest lists it, and there is no other.
    """
    return digest_of(folder).startswith(digest) and not amiss(folder)
