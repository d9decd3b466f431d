"""What a file says, passage by passage; of a page or a sheet its words as they are shown."""

import hashlib
import html
import marshal
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias, TypeVar
from zlib import crc32

# What stands within a text of a page; everything else that is marked up ends one.
_INLINE = r"[abisu]|abbr|bdi|code|del|em|ins|kbd|mark|small|span|strong|su[bp]|w?br"
_WITHIN = re.compile(rf"<(?:/?(?:{_INLINE})\b[^>]*+>|!--.*?-->)", re.DOTALL)
_WITHIN_CAPITALS = re.compile(_WITHIN.pattern, re.IGNORECASE | re.DOTALL)
_CAPITALS = re.compile(r"</?[A-Z]")
_TAG = re.compile(r"<[^>]*>")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_SAID = re.compile(
    r"\s(?:title|alt|content|href|src|value|placeholder|aria-[a-z]+|data-[a-z-]+)=\"([^\"]*)\""
)
# Office programs cut a paragraph or a cell into runs; here it ends.
_RUN = re.compile(r"<(?:\w++:)?+r[\s>]")
_PARAGRAPH = re.compile(r"</(?:\w+:)?(?:p|si|is|comment)>")
# Where a row of a sheet ends, and what runs end with: where there are any, rows are read together.
_ROW_END, _RUN_END = b"</row>", b"r>"
# A file of more bytes is long: in it one of so many pieces ends a group.
LONG, _TOGETHER = 100_000, 64
# The format in which values are written one after another, each as often as it is there.
_PLAIN = 2
Piece = TypeVar("Piece")
Row: TypeAlias = Sequence[str | bytes | int | float | None]


@dataclass(frozen=True, slots=True)
class Passage:
    """Some data and what reads its texts: the same says the same wherever it stands."""

    read: Callable[[bytes], Iterable[str]]
    data: bytes

    @property
    def digest(self) -> bytes:
        """The SHA-256 of the passage, and of how it is read."""
        return hashlib.sha256(f"{self.read.__name__}\0".encode() + self.data).digest()

    def __iter__(self) -> Iterator[str]:
        return iter(self.read(self.data))


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a database: a passage whose texts are those among its cells."""

    rows: list[Any]

    @property
    def digest(self) -> bytes:
        """The SHA-256 of the rows."""
        # Without references: these depend on what else holds a cell.
        return hashlib.sha256(b"rows\0" + marshal.dumps(self.rows, _PLAIN)).digest()

    def __iter__(self) -> Iterator[str]:
        return (cell for cell in chain.from_iterable(self.rows) if isinstance(cell, str))


def parted(
    data: bytes, pieces: Callable[[bytes], Iterable[bytes]], read: Callable[[bytes], Iterable[str]]
) -> Iterator[Passage]:
    """Yield data in one, long data in groups of its pieces, which are not read yet."""
    groups = map(b"".join, in_groups(pieces(data), bytes)) if len(data) > LONG else [data]
    return (Passage(read, group) for group in groups)


def in_groups(pieces: Iterable[Piece], told: Callable[[Piece], bytes]) -> Iterator[list[Piece]]:
    """Yield some pieces at a time, parted where what is told of a piece says so.

    So a piece that is changed, added or taken away leaves all groups as they were but its own.
    """
    some: list[Piece] = []
    for piece in pieces:
        some.append(piece)
        if crc32(told(piece)) % _TOGETHER == 0:
            yield some
            some = []
    if some:
        yield some


def as_shown(data: bytes) -> Iterator[str]:
    """Yield the words of HTML or XML as they are shown, those of attributes, and comments.

    A line that ends within a block is a space on the screen.
    """
    text = data.decode("utf-8", "ignore")
    within = _WITHIN_CAPITALS if _CAPITALS.search(text) else _WITHIN
    shown = _TAG.split(within.sub("", text))
    yield from map(html.unescape, {*_SAID.findall(text), *_COMMENT.findall(text), *shown})
    if _RUN.search(text):
        yield from (html.unescape(_TAG.sub("", one)) for one in _PARAGRAPH.split(text))


def passages_of(data: bytes) -> Iterator[Passage]:
    """Yield a page in one, a sheet row by row: the rows of a report stand in many workbooks.

    Where a row ends within a tag or a comment, the sheet is read in one too.
    """
    is_cut = _ROW_END in data and _RUN_END not in data
    is_cut = is_cut and all(row.count(b"<") == row.count(b">") for row in _rows(data))
    return (Passage(as_shown, row) for row in (_rows(data) if is_cut else [data]))


def _rows(data: bytes) -> Iterator[bytes]:
    """Yield what ends with each row of a sheet: all at once would take up as much again."""
    begin = 0
    while (end := data.find(_ROW_END, begin)) >= 0:
        yield data[begin:end]
        begin = end + len(_ROW_END)
    yield data[begin:]
