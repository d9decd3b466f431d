"""A build of which nothing changed: equal content gives equal bytes, and its release is live.

What went into a release is remembered by a digest, sealed with the key of this user, beside the
digest of the manifest that came out. The release itself is held against that manifest, file by
file, before anything is taken from it.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from generator.memory.answers import Memory
from generator.memory.software import software
from generator.publish.builder import Workplace
from generator.publish.manifest import is_whole

_KIND = "release"


@dataclass(frozen=True, slots=True)
class Published:
    """What was made live: how many reports its content holds, and findings.

    It holds `until` the next report becomes public, None of a preview and where none will.
    """

    reports: int
    findings: int
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Released:
    """A release: the SHA-256 of its manifest, and what was made live with it.

    It is what the public may see from `since` on, None of a preview.
    """

    manifest: str
    published: Published
    since: datetime | None = None

    def is_right_at(self, now: datetime | None) -> bool:
        """Tell whether the public may see just this at a moment of the same day."""
        if now is None or self.since is None:
            return now is self.since
        until = self.published.until
        return self.since <= now and (until is None or now < until)


def mark_of_build(
    content_dir: Path, place: Workplace, day: date | None, changed: Sequence[str] = ()
) -> str:
    """Name a build by all that goes into it: content, theme, settings, day, and the software."""
    digest = hashlib.sha256(repr((software(), day, tuple(changed))).encode())
    digest.update((place.project / "mkdocs.yml").read_bytes())
    for folder in (content_dir, place.theme, place.overrides):
        digest.update(b"\0folder\0")
        for piece in _stated(folder) if folder is not None else ():
            digest.update(piece)
    return digest.hexdigest()


def _stated(folder: Path) -> Iterator[bytes]:
    """Yield of each file and link its path, what it is, and what it holds or leads to."""
    for path in sorted(_below(folder)):
        kind, held = _held(path)
        name = path.relative_to(folder).as_posix()
        yield f"\0{name}\0{kind}\0{hashlib.sha256(held).hexdigest()}".encode()


def _held(path: Path) -> tuple[str, bytes]:
    if path.is_symlink():
        return "link", os.fsencode(path.readlink())
    return ("file", path.read_bytes()) if path.is_file() else ("other", b"")


def _below(folder: Path) -> Iterator[Path]:
    """Yield what lies in a folder and is none; git's own files go into no release."""
    for inner, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        yield from (Path(inner, name) for name in files)
        yield from (Path(inner, name) for name in folders if Path(inner, name).is_symlink())


def remember_release(memory: Memory, mark: str, made: Released) -> None:
    """Remember the release that a build made."""
    memory.remember(_KIND, {mark: made})


def live_already(
    memory: Memory, mark: str, site_dir: Path, now: datetime | None
) -> Released | None:
    """Return the release that a build would make, if that is live and every file of it is whole."""
    known: Released | None = memory.recall(_KIND, [mark]).get(mark)
    if known is None or not known.is_right_at(now):
        return None
    return known if is_whole(site_dir.resolve(), known.manifest) else None
