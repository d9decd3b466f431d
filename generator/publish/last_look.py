"""The last gate before the switch: the finished tree is read as a stranger would read it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from generator.checks.finished import IN_PARTS, SURE, Leak, Watch
from generator.checks.recognisers.looks import Kind
from generator.model.written import Written
from generator.publish.builder import BuildError
from generator.publish.gzip_members import GZIP
from generator.publish.looked import Looked
from generator.publish.passages import LONG, Passage, Rows
from generator.publish.problems import LEAK
from generator.publish.unpacking import UnreadableError, texts_of
from generator.publish.walking import files_below, read

# So many are told; the rest is like them.
_MOST = 20
_INDEX = "search/grams/"
# About so many passages of a long file are remembered together.
_IN_A_LOT = 8
OwnTexts = Callable[[str], bool]
# Texts of a file that stand together, some with a digest.
_Lot: TypeAlias = Sequence[tuple[bytes, Iterable[str]]]


class LeakError(BuildError):
    """The finished site says what may not be public; the message is Chinese and names files."""


def refuse_leaks(
    folder: Path, theme: Path, watch: Watch, is_ours: OwnTexts, memory: Path | None = None
) -> tuple[Written, ...]:
    """Read every file of a finished site and return what was seen, to be sealed as it is.

    LeakError where one holds what may not be there. Files of the theme as it was delivered are
    passed by. `is_ours` tells, by its path, a page of the software's own texts, whose examples are
    made up. `memory` is a folder that may remember which files were passed before.
    """
    looked, delivered = Looked(memory, watch.wanted()), _delivered(theme)
    reader = _Reader(watch, looked)
    seen: list[Written] = []
    found: list[tuple[str, Leak]] = []
    for name in files_below(folder):
        data = read(folder, name)
        sha256 = hashlib.sha256(data)
        seen.append(Written(name, len(data), sha256.hexdigest()))
        if not is_ours(name) and sha256.digest() not in delivered:
            found += ((name, leak) for leak in reader.in_file(name, data, sha256.digest()))
    looked.keep()
    if found:
        raise LeakError(_told(found))
    return tuple(seen)


def _told(found: Sequence[tuple[str, Leak]]) -> str:
    lines = [_said(path, leak) for path, leak in found[:_MOST]]
    more = f"\n另有 {len(found) - _MOST} 处" if len(found) > _MOST else ""
    head = f"生成的网站里有 {len(found)} 处不应公开的内容，没有换上；已有的网站没有改动。"
    return "\n".join([head, *lines]) + more


@dataclass(slots=True)
class _Read:
    """The texts that were read for some kinds, and those whose passing holds for today alone.

    `passed` are the digests of passages of which every text was passed for good.
    """

    kinds: tuple[Kind, ...]
    texts: set[str] = field(default_factory=set)
    for_today: set[str] = field(default_factory=set)
    passed: set[bytes] = field(default_factory=set)


class _Reader:
    """Reads files text by text; a text read in another file for as much is not read again."""

    def __init__(self, watch: Watch, looked: Looked) -> None:
        self._watch = watch
        self._looked = looked
        self._pages, self._index = _Read(SURE), _Read(IN_PARTS)

    def in_file(self, name: str, data: bytes, sha256: bytes) -> tuple[Leak, ...]:
        """Return what a file holds, and remember one that holds nothing for good."""
        if self._looked.is_known(name, sha256):
            return ()
        read = self._index if name.startswith(_INDEX) else self._pages
        leaks: list[Leak] = []
        is_lasting = True
        is_long = _is_long(data)
        for lot in _lots(_texts(name, data, leaks), is_long=is_long):
            digest = _digest_of(lot) if is_long else b""
            if digest and self._looked.is_lot_known(name, digest):
                continue
            found = list(self._in_lot(lot, read))
            leaks += chain.from_iterable(found)
            if found:
                is_lasting = False
            elif digest:
                self._looked.passed_lot(name, digest)
        if is_lasting and not leaks:
            self._looked.passed(name, sha256)
        return tuple(leaks)

    def _in_lot(self, lot: _Lot, read: _Read) -> Iterator[list[Leak]]:
        """Yield what is found in each passage that is not passed for good; that may be nothing."""
        for digest, some in lot:
            if digest in read.passed:
                continue
            texts = frozenset(some)
            found = list(self._leaks_in(texts, read))
            if found or not read.for_today.isdisjoint(texts):
                yield found
            elif digest:
                read.passed.add(digest)

    def _leaks_in(self, texts: frozenset[str], read: _Read) -> Iterator[Leak]:
        """Yield what stands in those texts that were not read before."""
        fresh = texts - read.texts
        for text in sorted(fresh):
            look = self._watch.look(text, read.kinds)
            yield from look.leaks
            if not look.is_lasting:
                read.for_today.add(text)
        read.texts |= fresh


def _texts(name: str, data: bytes, leaks: list[Leak]) -> Iterator[Iterable[str]]:
    """Yield what a file says; what cannot be read may hold anything, and is told as a leak."""
    yield (name,)
    try:
        yield from texts_of(name, data)
    except UnreadableError:
        leaks.append(Leak("读不出来的内容（加密、损坏，或打不开的压缩格式），无法检查", ()))


def _is_long(data: bytes) -> bool:
    """Tell whether a file says much; one that is packed may be short and say much."""
    return len(data) > LONG or data.startswith(GZIP)


def _lots(stated: Iterable[Iterable[str]], *, is_long: bool) -> Iterator[_Lot]:
    """Part what a long file says where its passages say so themselves: most stay as they were."""
    some: list[tuple[bytes, Iterable[str]]] = []
    for one in stated:
        digest = one.digest if isinstance(one, Passage | Rows) else b""
        some.append((digest, one))
        if is_long and (not digest or digest[0] % _IN_A_LOT == 0):
            yield some
            some = []
    if some:
        yield some


def _digest_of(lot: _Lot) -> bytes:
    """Return a digest of all that stands in a lot, empty where there is something without one."""
    digests = [digest for digest, _ in lot]
    return hashlib.sha256(b"".join(digests)).digest() if all(digests) else b""


@cache
def _delivered(theme: Path) -> frozenset[bytes]:
    """Return the digests of the theme's own files: scripts, styles, icons."""
    spec = find_spec("material")
    folders = [theme, *map(Path, (spec.submodule_search_locations or []) if spec else [])]
    files = [path for folder in folders for path in (folder / "templates").rglob("assets/**/*")]
    files += [path for folder in folders for path in (folder / "assets").rglob("*")]
    return frozenset(hashlib.sha256(path.read_bytes()).digest() for path in files if path.is_file())


def _said(path: str, leak: Leak) -> str:
    origin = (
        f"，出自 {'、'.join(leak.sources[:3])}" if leak.sources else "，不在内容目录的任何一栏里"
    )
    return f"{path}: 错误 {LEAK.code} 有{leak.what}{origin}\n    改法：{LEAK.advice}"
