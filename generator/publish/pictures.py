"""What a picture says beside its pixels: notes of programs and cameras, what follows its end."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_PIXELS = (b"IHDR", b"PLTE", b"IDAT")
_LONGEST_NOTE = 1_000_000
# Segments of a JPEG that describe the pixels; behind the last of them the pixels stand.
_TABLES = frozenset((0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD))
_SCAN, _END = 0xDA, b"\xff\xd9"


def beside_png(data: bytes) -> Iterator[bytes]:
    """Yield the notes of a PNG, those that are packed as well, and what follows its end."""
    place = len(PNG)
    while place + 12 <= len(data):
        length, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        body = data[place + 8 : place + 8 + length]
        place += 12 + length
        if kind in (b"zTXt", b"iTXt"):
            yield from _unsqueezed(body)
        if kind not in _PIXELS:
            yield body
        if kind == b"IEND":
            break
    yield data[place:]


def _unsqueezed(body: bytes) -> Iterator[bytes]:
    """Yield the texts that a note may hold packed, wherever they begin."""
    for start in (one.start() for one in re.finditer(b"\0", body)):
        for begin in (start + 1, start + 2):
            with suppress(zlib.error):
                yield zlib.decompressobj().decompress(body[begin:], _LONGEST_NOTE)


def beside_jpeg(data: bytes) -> Iterator[bytes]:
    """Yield the notes of a JPEG, Exif and XMP among them, and what follows its end."""
    place = 2
    while data[place : place + 1] == b"\xff" and place + 4 <= len(data):
        kind, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if kind not in _TABLES and kind != _SCAN:
            yield data[place + 4 : place + 2 + length]
        place += 2 + length
        if kind == _SCAN:
            break
    end = data.find(_END, place)
    yield data[place:] if end < 0 else data[end + len(_END) :]
