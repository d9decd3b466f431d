"""Some finished files read text by text, as a stranger reads them: what they hold that may not be.

It needs nothing but the files and what is looked for, so that processes can share a site out.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from secrets import token_hex
from typing import TypeAlias

from generator.checks.finished import IN_PARTS, SURE, Leak, Watch
from generator.checks.recognisers.looks import Kind
from generator.model.written import Written
from generator.publish.databases import ENDINGS, is_read_in_place
from generator.publish.gzip_members import GZIP
from generator.publish.looked import Looked, Passed
from generator.publish.passages import LONG, Passage, Rows
from generator.publish.unpacking import UnreadableError, texts_in_database, texts_of
from generator.publish.walking import length, read

_INDEX = "search/grams/"
# About so many passages of a long file are remembered together.
_IN_A_LOT = 8
OwnTexts = Callable[[str], bool]
# Texts of a file that stand together, some with a digest.
_Lot: TypeAlias = Sequence[tuple[bytes, Iterable[str]]]


@dataclass(frozen=True, slots=True)
class Order:
    """Files of a folder, by their names, and how they are looked at: see `last_look`.

    `delivered` are the digests of the theme's own files.
    """

    folder: Path
    names: Sequence[str]
    watch: Watch
    is_ours: OwnTexts
    delivered: frozenset[bytes]
    memory: Path | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen: the files as they were then, what they hold, and what was passed for good."""

    files: tuple[Written, ...]
    leaks: tuple[tuple[str, Leak], ...]
    passed: Passed


def look_at(order: Order) -> Seen:
    """Read files over; one that was passed before, by the memory of a folder, is not looked into.

    Files of the theme as it was delivered are passed by, and pages of the software's own texts.
    """
    looked = Looked(order.memory, order.watch.wanted())
    reader = _Reader(order.watch, looked)
    files: list[Written] = []
    leaks: list[tuple[str, Leak]] = []
    for name in order.names:
        file = _file(order.folder, name)
        files.append(Written(name, file.length, file.sha256.hex()))
        if not order.is_ours(name) and file.sha256 not in order.delivered:
            leaks += ((name, leak) for leak in reader.in_file(name, file))
    return Seen(tuple(files), tuple(leaks), looked.passed_now)


@dataclass(frozen=True, slots=True)
class _File:
    """A finished file: its length in bytes and SHA-256, and what reads its texts.

    `is_long` where it says much; one that is packed may be short and say much.
    """

    length: int
    sha256: bytes
    is_long: bool
    stated: Callable[[], Iterator[Iterable[str]]]


def _file(folder: Path, name: str) -> _File:
    if name.endswith(ENDINGS) and is_read_in_place(folder / name):
        return _database(folder, name)
    data = read(folder, name)
    is_long = len(data) > LONG or data.startswith(GZIP)
    sha256 = hashlib.sha256(data).digest()
    return _File(len(data), sha256, is_long, partial(texts_of, name, data))


def _database(folder: Path, name: str) -> _File:
    """Return a database, which is read where it lies: it may be larger than all else together."""
    path = folder / name
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").digest()
    size = length(folder, name)
    return _File(size, sha256, size > LONG, partial(texts_in_database, path))


@dataclass(slots=True)
class _Read:
    """The texts that were read for some kinds, and those whose passing holds for today alone.

    Texts are held by their hashes of 64 bits, behind a `salt` that nobody knows: of some millions
    one is taken for another once in ten million million. `passed` are the digests of passages of
    which every text was passed for good.
    """

    kinds: tuple[Kind, ...]
    salt: str = field(default_factory=token_hex)
    texts: set[int] = field(default_factory=set)
    for_today: set[str] = field(default_factory=set)
    passed: set[bytes] = field(default_factory=set)


class _Reader:
    """Reads files text by text; a text read in another file for as much is not read again."""

    def __init__(self, watch: Watch, looked: Looked) -> None:
        self._watch = watch
        self._looked = looked
        self._pages = _Read(SURE)

    def in_file(self, name: str, file: _File) -> tuple[Leak, ...]:
        """Return what a file holds, and remember one that holds nothing for good."""
        if self._looked.is_known(name, file.sha256):
            return ()
        # What stands in an index stands there once.
        read = _Read(IN_PARTS) if name.startswith(_INDEX) else self._pages
        leaks: list[Leak] = []
        is_lasting = True
        for lot in _lots(_texts(name, file, leaks), is_long=file.is_long):
            digest = _digest_of(lot) if file.is_long else b""
            if digest and self._looked.is_lot_known(name, digest):
                continue
            found = list(self._in_lot(lot, read))
            leaks += chain.from_iterable(found)
            if found:
                is_lasting = False
            elif digest:
                self._looked.passed_lot(name, digest)
        if is_lasting and not leaks:
            self._looked.passed(name, file.sha256)
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
        numbers = {hash(read.salt + text): text for text in texts}
        fresh = numbers.keys() - read.texts
        for text in sorted(map(numbers.__getitem__, fresh)):
            found = self._watch.look(text, read.kinds)
            yield from found
            if found:
                read.for_today.add(text)
        read.texts |= fresh


def _texts(name: str, file: _File, leaks: list[Leak]) -> Iterator[Iterable[str]]:
    """Yield what a file says; what cannot be read may hold anything, and is told as a leak."""
    yield (name,)
    try:
        yield from file.stated()
    except UnreadableError:
        leaks.append(Leak("读不出来的内容（加密、损坏，或打不开的压缩格式），无法检查"))


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
