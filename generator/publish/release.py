"""Releases: built beside the live site, sealed with a manifest, switched in by one rename.

`site` is a link to a folder in `site.releases/`. A crash at any moment leaves the link as it was.
"""

import json
import os
import stat
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from generator.model.written import Written
from generator.publish.former import Former, former_in
from generator.publish.manifest import LOG, MANIFEST, PUBLIC_LOG, ReleaseError, is_whole, seal
from generator.publish.switching import is_link, linking, put_back, switch
from generator.publish.walking import all_below, take_away

KEPT = 2
_RECORD, _WITHDRAWN, _PARTIAL = "record.jsonl", "withdrawn", ".partial"
# Disks that are waited for by many at once write for all of them together.
_WAITING = 16
# Windows waits only for what is opened for writing.
_SYNCED = os.O_RDWR if os.name == "nt" else os.O_RDONLY


@dataclass(frozen=True, slots=True)
class Sealing:
    """What is sealed with a public release beside its pages.

    `record` tells what is public; `log` makes the log with a line more out of the bytes of the
    manifest; `withdrawn` are the last public forms of withdrawn reports, which nobody is served.
    """

    record: str
    log: Callable[[bytes], str]
    withdrawn: Mapping[str, bytes] = field(default_factory=dict)


def releases_folder(site_dir: Path) -> Path:
    """Return the folder that holds the releases of `site_dir`."""
    return site_dir.with_name(f"{site_dir.name}.releases")


@contextmanager
def new_release(
    site_dir: Path,
    *,
    preview: bool = False,
    sealing: Sealing | None = None,
    seen: Collection[Written] = (),
) -> Iterator[Path]:
    """Yield an empty staging folder; when the block ends well, seal it and make it the live site.

    A file that the block laid among the `seen`, for it was looked at, is sealed as it was seen.
    The record goes in before the manifest, the log after it, and the switch comes when all of it
    is on the disk.

    Raises ReleaseError where another build is at work, where `site_dir` is a folder that is not
    ours, and where a preview and the public site would come to lie together.
    """
    folder = releases_folder(site_dir)
    _refuse_foreign(site_dir)
    _refuse_other_kind(site_dir, folder, preview=preview)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "lock", timeout=0):
            put_back(site_dir)
            _clear_partial(folder)
            staging = Path(tempfile.mkdtemp(suffix=_PARTIAL, dir=folder))
            staging.chmod(0o755)
            with _given_back(staging):
                yield staging
                if sealing is not None:
                    (staging / _RECORD).write_text(sealing.record, encoding="utf-8")
                lasting = [file for file in seen if file.path != _RECORD]
                digest = seal(staging, lasting, preview=preview)
                _to_disk(staging)
                release = _keep(staging, folder, digest)
            log = "" if sealing is None else _write_log(folder, release, sealing)
            _sync(release)
            _sync(folder)
            switch(site_dir, release, linking())
            _sync(site_dir.parent)
            if log:
                _write_whole(folder / LOG, log)
            _forget_old(folder, site_dir)
    except Timeout:
        raise ReleaseError(f"另一个构建正在写 {site_dir}，请等它结束后再试") from None


@contextmanager
def _given_back(staging: Path) -> Iterator[None]:
    """Take a release that was not finished away at once: on a full disk its place is needed."""
    try:
        yield
    except BaseException:
        take_away(staging, ignore_errors=True)
        raise


def _refuse_foreign(site_dir: Path) -> None:
    if is_link(site_dir) or not site_dir.exists() or _is_ours(site_dir):
        return
    raise ReleaseError(
        f"{site_dir} 已有别的内容，不是本软件生成的网站；请换一个 --site-dir，或先把它移走"
    )


def _is_ours(site_dir: Path) -> bool:
    """Tell whether a folder is empty, or the copy of a site that we made."""
    if not site_dir.is_dir():
        return False
    return _manifest(site_dir) is not None or not any(site_dir.iterdir())


def _refuse_other_kind(site_dir: Path, releases: Path, *, preview: bool) -> None:
    """Keep previews, which show drafts, from where the public site is served, old ones too."""
    for folder in (site_dir, *(path.parent for path in releases.glob(f"*/{MANIFEST}"))):
        manifest = _manifest(folder)
        if manifest is None or manifest.get("preview", False) == preview:
            continue
        if preview:
            raise ReleaseError(
                f"{site_dir} 是正式公开的网站，预览不能写在这里；请用 --site-dir 另给一个位置"
            )
        raise ReleaseError(
            f"{site_dir} 是预览，含有草稿，正式的网站不能写在这里；请换一个 --site-dir，或先把它移走"
        )


def _manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a release of ours; None where there is none, or another's."""
    try:
        stated = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return stated if isinstance(stated, dict) and isinstance(stated.get("files"), list) else None


def _clear_partial(folder: Path) -> None:
    """Remove what an interrupted build left behind."""
    for path in folder.glob(f"*{_PARTIAL}"):
        take_away(path)


def withdrawn_file(releases: Path, report: str) -> Path:
    """Return where the last public form of a withdrawn report is kept."""
    return releases / _WITHDRAWN / f"{report.replace('/', '__')}.yml"


def _write_log(folder: Path, release: Path, sealing: Sealing) -> str:
    """Write the log into a release, and keep what was withdrawn; returns the log.

    It goes live with its release. The copy beside the releases follows the switch: cut off in
    between it lacks a line, and never has one of what did not go live.
    """
    for report, form in sealing.withdrawn.items():
        kept = withdrawn_file(folder, report)
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        kept.write_bytes(form)
        _sync(kept)
    log = sealing.log((release / MANIFEST).read_bytes())
    public = release / PUBLIC_LOG
    public.parent.mkdir(exist_ok=True)
    _write_whole(public, log)
    _sync(public.parent)
    return log


def _write_whole(path: Path, text: str) -> None:
    """Write a file that is there whole, or as it was."""
    fresh = path.with_name(f".{path.name}.next")
    fresh.write_text(text, encoding="utf-8")
    _sync(fresh)
    fresh.replace(path)


def _to_disk(release: Path) -> None:
    """Wait until a release is on the disk, its files and its folders; only then has it a name.

    So a file that is linked from another release is there already.
    """
    with ThreadPoolExecutor(_WAITING) as waiting:
        for _ in waiting.map(_sync, filter(_is_fresh, map(release.joinpath, all_below(release)))):
            pass
    _sync(release)


def _is_fresh(path: Path) -> bool:
    """Tell a folder, or a file that stands in no other release."""
    state = path.lstat()
    return state.st_nlink == 1 or not stat.S_ISREG(state.st_mode)


def _sync(path: Path) -> None:
    """Wait until a file or folder is on the disk; some systems do not open folders."""
    try:
        handle = os.open(path, _SYNCED)
    except (PermissionError, IsADirectoryError):
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _keep(staging: Path, folder: Path, digest: str) -> Path:
    """Put a release in its place; one that is there already and whole stays.

    One that was harmed stays as well, and the new one lies beside it: it may be live.
    """
    places = chain([folder / digest], (folder / f"{digest}-{n}" for n in count(2)))
    release = next(place for place in places if not place.exists() or is_whole(place, digest))
    if release.exists():
        take_away(staging)
        os.utime(release)
    else:
        staging.rename(release)
    return release


def _is_release(path: Path) -> bool:
    return path.is_dir() and path.name != _WITHDRAWN


def _forget_old(folder: Path, site_dir: Path) -> None:
    live = site_dir.resolve()
    others = [path for path in _newest_first(folder) if path.resolve() != live]
    for path in others[KEPT - 1 :]:
        take_away(path)


def _newest_first(folder: Path) -> list[Path]:
    found = filter(_is_release, folder.iterdir())
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def former_release(site_dir: Path) -> Former | None:
    """Return the release that goes when the one that is being built is live, unless it is live."""
    folder, live = releases_folder(site_dir), site_dir.resolve()
    others = [path for path in _newest_first(folder) if path.suffix != _PARTIAL]
    to_go = [path for path in others[KEPT - 1 :] if path.resolve() != live]
    return former_in(to_go[0], live) if to_go else None
