"""Every text of a finished file, archives and databases unpacked."""

import bz2
import io
import json
import logging
import lzma
import re
import sqlite3
import zipfile
import zlib
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from generator.publish.columns import LOCKED, PARQUET, cells_of
from generator.publish.csv_rows import cells_of_rows
from generator.publish.databases import DATABASE, ENDINGS, rows_in_file, rows_of_database
from generator.publish.gzip_members import GZIP, in_whole_lines, members
from generator.publish.passages import parted, passages_of
from generator.publish.pictures import JPEG, PNG, beside_jpeg, beside_png

_LINES = re.compile(r"[\x1e\r\n]+")
# A text of JSON, whose marks of quotation are escaped.
_QUOTED = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)
_BLANK = re.compile(r"\r?\n[ \t]*\r?\n")
_OF_LINES = ("jsonl", "ndjson")
_AT_ONCE = 2**20


class UnreadableError(Exception):
    """What a file says cannot be told: it is packed or locked in a way that is not known."""


Reader = Callable[[str, bytes], Iterator[Iterable[str]]]


def texts_of(name: str, data: bytes) -> Iterator[Iterable[str]]:
    """Yield what a file says, some texts at a time.

    Its first bytes tell what kind of file it is, else `name`. Raises UnreadableError.
    """
    suffix = name.rpartition(".")[2].lower()
    packed = next((reader for mark, reader in _PACKED.items() if data.startswith(mark)), None)
    try:
        yield from (packed or _READERS.get(suffix, _plain))(name, data)
    except _BROKEN as error:
        raise UnreadableError(name) from error
    if packed is None and not _is_utf8(data):
        yield from _as_others_write(data)


def _plain(_name: str, data: bytes) -> Iterator[Iterable[str]]:
    return parted(data, _by_line, _lines)


def _by_line(data: bytes) -> Iterable[bytes]:
    return io.BytesIO(data)


def _lines(data: bytes) -> list[str]:
    return _LINES.split(data.decode("utf-8", "ignore"))


def _as_others_write(data: bytes) -> Iterator[Iterable[str]]:
    """Yield the lines of what is no UTF-8 as other programs may have written them."""
    yield _LINES.split(data.decode("gb18030", "ignore"))
    for wide in (data, data[1:]):
        yield _LINES.split(wide.decode("utf-16-le", "ignore"))
    yield _LINES.split(data.decode("utf-16-be", "ignore"))


def _is_utf8(data: bytes) -> bool:
    """Tell whether all of it is text, some of it at a time: as text it may be twice as long."""
    decoder = getincrementaldecoder("utf-8")()
    try:
        for begin in range(0, len(data), _AT_ONCE):
            decoder.decode(data[begin : begin + _AT_ONCE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def _prose(_name: str, data: bytes) -> Iterator[Iterable[str]]:
    """Yield paragraphs: a line may end within a name or a number."""
    yield _BLANK.split(data.decode("utf-8", "ignore"))


def _markup(_name: str, data: bytes) -> Iterator[Iterable[str]]:
    return passages_of(data)


def _json(name: str, data: bytes) -> Iterator[Iterable[str]]:
    if _is_json(data):
        yield _quoted(data)
        return
    try:
        # As pairs: of a name that is stated twice an object would keep what is said last.
        found = json.loads(data, object_pairs_hook=list)
    except ValueError:
        yield from _plain(name, data)
    else:
        yield _strings(found)


def _json_lines(_name: str, data: bytes) -> Iterator[Iterable[str]]:
    return parted(data, _by_line, _lines_of_json)


def _lines_of_json(data: bytes) -> Iterable[str]:
    """Return the texts of some lines; a line that is no JSON may hold anything."""
    some = data.splitlines()
    joined = b",".join(some)
    if _is_json(b"[" + joined + b"]"):
        return _quoted(joined)
    return chain.from_iterable(chain.from_iterable(_json("", line)) for line in some)


def _is_json(data: bytes) -> bool:
    try:
        from_json(data)
    except ValueError:
        return False
    return True


def _quoted(data: bytes) -> Iterable[str]:
    """Return every text in JSON, names too, each time that it is stated."""
    found = _QUOTED.findall(data.decode("utf-8", "ignore"))
    return (text if "\\" not in text else json.loads(f'"{text}"', strict=False) for text in found)


def _strings(found: Any) -> list[str]:
    """Return every text in parsed JSON, whose objects are lists of pairs."""
    texts: list[str] = []
    nodes = [found]
    for node in nodes:
        if isinstance(node, str):
            texts.append(node)
        elif isinstance(node, list | tuple):
            nodes += node
    return texts


def _gzip(name: str, data: bytes) -> Iterator[Iterable[str]]:
    inner, opened = name.rpartition(".")[0], members(data)
    apart = in_whole_lines(opened) if inner.endswith(_OF_LINES) else [b"".join(opened)]
    for part in apart:
        yield from texts_of(inner, part)


def _zip(_name: str, data: bytes) -> Iterator[Iterable[str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        yield names
        for entry in names:
            yield from texts_of(entry, archive.read(entry))


def _database(_name: str, data: bytes) -> Iterator[Iterable[str]]:
    return rows_of_database(data)


def texts_in_database(path: Path) -> Iterator[Iterable[str]]:
    """Yield what a file of SQLite says, which is read where it lies. Raises UnreadableError."""
    try:
        yield from rows_in_file(path)
    except sqlite3.Error as error:
        raise UnreadableError(path.name) from error


def _pdf(name: str, data: bytes) -> Iterator[Iterable[str]]:
    return texts_of_pdf(name, data, _unseen)


def _unseen(_page: Any, _text: str) -> None:
    """Look at no page: its text is enough."""


def texts_of_pdf(
    name: str, data: bytes, look: Callable[[Any, str], None]
) -> Iterator[Iterable[str]]:
    """Yield what a PDF says; `look` is shown each page with its text. Raises UnreadableError."""
    import pdfplumber  # noqa: PLC0415 - few sites have one: not loaded in vain

    # It tells of every font that browsers write a little otherwise.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            yield from _beside_pages(name, document)
            for page in document.pages:
                text = page.extract_text() or ""
                look(page, text)
                yield (text,)
                yield _notes(name, page)
                page.close()
    except Exception as error:
        raise UnreadableError(name) from error


def _beside_pages(name: str, document: Any) -> Iterator[Iterable[str]]:
    """Yield what a PDF says of itself: title, author, programs; files within it are not opened."""
    yield map(str, document.metadata.values())
    catalog = document.doc.catalog
    if "Metadata" in catalog:
        yield from _markup("", catalog["Metadata"].resolve().get_data())
    names = catalog.get("Names")
    if names is not None and "EmbeddedFiles" in (names.resolve() if _is_far(names) else names):
        raise UnreadableError(name)


def _notes(name: str, page: Any) -> Iterator[str]:
    """Yield the notes and addresses on a page; a file pinned to it is not opened."""
    for note in page.annots:
        if str(note["data"].get("Subtype")) == "/'FileAttachment'":
            raise UnreadableError(name)
        yield from (str(note[key]) for key in ("title", "contents", "uri") if note.get(key))
        yield from (_words(note["data"][key]) for key in ("V", "TU") if key in note["data"])


def _words(value: Any) -> str:
    """Return what was typed into a field of a form."""
    found = value.resolve() if _is_far(value) else value
    if not isinstance(found, bytes):
        return str(found)
    wide = found.startswith((b"\xfe\xff", b"\xff\xfe"))
    return found.decode("utf-16" if wide else "utf-8", "replace")


def _is_far(value: object) -> bool:
    """Tell whether a value of a PDF stands elsewhere in it."""
    return hasattr(value, "resolve")


def _said_by(notes: Callable[[bytes], Iterator[bytes]]) -> Reader:
    """Return what reads the notes of a picture: those are plain text, in whatever encoding."""

    def read(_name: str, data: bytes) -> Iterator[Iterable[str]]:
        for note in notes(data):
            yield from _plain("", note)
            if not _is_utf8(note):
                yield from _as_others_write(note)

    return read


def _squeezed(name: str, data: bytes) -> Iterator[Iterable[str]]:
    open_ = bz2.decompress if data.startswith(b"BZh") else lzma.decompress
    yield from texts_of(name.rpartition(".")[0], open_(data))


def _locked(name: str, _data: bytes) -> Iterator[Iterable[str]]:
    raise UnreadableError(name)


_READERS: dict[str, Reader] = {
    **dict.fromkeys(("html", "htm", "xml", "svg", "rels", "vml"), _markup),
    **dict.fromkeys(("json", "jsonld", "geojson"), _json),
    **dict.fromkeys(_OF_LINES, _json_lines),
    **dict.fromkeys(("zip", "xlsx", "docx"), _zip),
    **dict.fromkeys((ending.removeprefix(".") for ending in ENDINGS), _database),
    **dict.fromkeys(("txt", "md"), _prose),
    "csv": cells_of_rows,
    "gz": _gzip,
}
# By their first bytes, whatever they are called.
_PACKED: dict[bytes, Reader] = {
    b"PK\x03\x04": _zip,
    GZIP: _gzip,
    DATABASE: _database,
    b"%PDF": _pdf,
    PARQUET: cells_of,
    PNG: _said_by(beside_png),
    JPEG: _said_by(beside_jpeg),
    **dict.fromkeys((b"BZh", b"\xfd7zXZ\0"), _squeezed),
    **dict.fromkeys((b"7z\xbc\xaf\x27\x1c", b"Rar!", LOCKED), _locked),
}
# What readers say of a file that is damaged, cut off, or locked by a password.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    sqlite3.Error,
    OSError,
    EOFError,
    RuntimeError,
)
