"""The live site as the gate reads it: from the folder it is served from, or over HTTPS.

Whatever is read is held against the manifest: a record that was written over by hand is no witness.
"""

import hashlib
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.disclosure.record import RECORD, Record, read_record
from generator.publish.log import is_chain, named_by
from generator.publish.manifest import LOG, MANIFEST, PUBLIC_LOG, ReleaseError
from generator.publish.release import releases_folder, withdrawn_file
from generator.publish.switching import whole_site

_TIMEOUT = 30
_FIRST = "确认要从现在的内容重新开始记录的，加 --first"


@dataclass(frozen=True, slots=True)
class Live:
    """What is public now: its record, its log ("" before the first release), its own files.

    `former` gives the last public form of a report by its id, None where it was not kept.
    `is_begun_anew` where a site was live and is not held against: somebody asked for it.
    """

    record: Record
    log: str
    former: Callable[[str], bytes | None]
    is_begun_anew: bool = False


NOTHING_LIVE = Live(Record({}, {}, {}, {}, {}), "", lambda _: None)


def live_in(site_dir: Path, *, first: bool) -> Live:
    """Return what a folder serves; ReleaseError where it is ours and its record is not whole."""
    folder, releases = whole_site(site_dir).resolve(), releases_folder(site_dir)

    def former(report: str) -> bytes | None:
        kept = withdrawn_file(releases, report)
        if kept.is_file():
            return kept.read_bytes()
        return sealed(f"data/reports/{report}.yml")

    manifest = _bytes(folder / MANIFEST)
    sealed = _sealed(lambda path: _bytes(folder / path), manifest, str(site_dir))
    log = _log(folder, releases, first=first)
    if manifest is None and log and not first:
        raise ReleaseError(
            f"{site_dir} 不见了，它的发布日志还在，无法核对有没有无声的改动；{_FIRST}"
        )
    return _live(manifest, sealed, log, former, str(site_dir), first=first)


def _log(folder: Path, releases: Path, *, first: bool) -> bytes:
    """Return the log of the live release, which the copy beside the releases may lack the end of.

    Where the release has none, the copy itself.
    """
    own, copy = _bytes(folder / PUBLIC_LOG) or b"", _bytes(releases / LOG) or b""
    if own and not own.startswith(copy) and not first:
        raise ReleaseError(
            f"{folder} 里的发布日志与 {releases / LOG} 不符，有一个被改动过；{_FIRST}"
        )
    return own or copy


def live_at(address: str, *, first: bool) -> Live:
    """Return what is served at an address, which ends in a slash."""
    if not address.startswith(("https://", "http://")) or not address.endswith("/"):
        raise ReleaseError(f"--live 的网址应以 https:// 开头、以 / 结尾：{address}")
    manifest = _fetched(address + MANIFEST)
    sealed = _sealed(lambda path: _fetched(address + path), manifest, address)
    log = _fetched(address + PUBLIC_LOG) or b""

    def former(report: str) -> bytes | None:
        return sealed(f"data/reports/{report}.yml")

    if manifest is None and not first:
        raise ReleaseError(f"{address} 还没有本软件发布的网站；第一次发布，加 --first")
    return _live(manifest, sealed, log, former, address, first=first)


def _live(
    manifest: bytes | None,
    sealed: Callable[[str], bytes | None],
    log: bytes,
    former: Callable[[str], bytes | None],
    name: str,
    *,
    first: bool,
) -> Live:
    if first or manifest is None:
        return _begun_anew(manifest, log, former)
    recorded = sealed(RECORD)
    if recorded is None or not log:
        missing = RECORD if recorded is None else LOG
        raise ReleaseError(
            f"正在公开的网站（{name}）没有 {missing}，无法核对有没有无声的改动；{_FIRST}"
        )
    _check_log(log, manifest, name)
    try:
        return Live(read_record(recorded.decode()), log.decode(), former)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ReleaseError(f"正在公开的网站（{name}）的 {RECORD} 读不出来；{_FIRST}") from None


def _begun_anew(manifest: bytes | None, log: bytes, former: Callable[[str], bytes | None]) -> Live:
    """Return nothing to be held against; the log goes on, unless it is none any more."""
    text = log.decode(errors="replace")
    kept = text if is_chain(text.splitlines()) else ""
    return Live(NOTHING_LIVE.record, kept, former, is_begun_anew=bool(manifest or log))


def _check_log(log: bytes, manifest: bytes, name: str) -> None:
    """Hold the manifest against the last line of the log, which names it."""
    lines = log.decode(errors="replace").splitlines()
    last = named_by(lines[-1]) if lines else ""
    if last != f"sha256:{hashlib.sha256(manifest).hexdigest()}" or not is_chain(lines):
        raise ReleaseError(
            f"正在公开的网站（{name}）与发布日志的最后一行不符，有一个被改动过；{_FIRST}"
        )


def _sealed(
    read: Callable[[str], bytes | None], manifest: bytes | None, name: str
) -> Callable[[str], bytes | None]:
    """Return a reader of the files that the manifest lists, as it lists them."""
    try:
        listed = json.loads(manifest or b'{"files": []}')["files"]
        digests = {one["path"]: one["sha256"] for one in listed}
    except (ValueError, KeyError, TypeError):
        raise ReleaseError(f"正在公开的网站（{name}）的 {MANIFEST} 读不出来；{_FIRST}") from None

    def sealed(path: str) -> bytes | None:
        if path not in digests:
            return None
        data = read(path)
        if data is None or hashlib.sha256(data).hexdigest() != digests[path]:
            raise ReleaseError(f"正在公开的网站（{name}）的 {path} 与清单不符，被改动过；{_FIRST}")
        return data

    return sealed


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _fetched(address: str) -> bytes | None:
    """Return what stands at an address, None where there is nothing."""
    try:
        with urllib.request.urlopen(address, timeout=_TIMEOUT) as answer:  # noqa: S310 - http(s)
            data: bytes = answer.read()
            return data
    except urllib.error.HTTPError as error:
        if error.code in (404, 410):
            return None
        raise ReleaseError(f"读不到正在公开的网站：{address}（{error.code}）") from None
    except OSError as error:
        raise ReleaseError(f"读不到正在公开的网站：{address}（{error}）") from None
