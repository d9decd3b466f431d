"""A gzip file may be several, one after another; lines that were packed apart are read apart."""

import zlib
from collections.abc import Iterable, Iterator

# What a gzip file begins with.
GZIP = b"\x1f\x8b"
_AT_ONCE = 2**16
_GZIP_BITS = 16 + zlib.MAX_WBITS


def members(data: bytes) -> Iterator[bytes]:
    """Yield what each of the files holds that make up this one.

    Raises EOFError where the last is cut off, zlib.error where one is damaged.
    """
    at = 0
    while at < len(data):
        opener, pieces = zlib.decompressobj(_GZIP_BITS), list[bytes]()
        while not opener.eof:
            some = data[at : at + _AT_ONCE]
            if not some:
                raise EOFError
            pieces.append(opener.decompress(some))
            at += len(some) - len(opener.unused_data)
        yield b"".join(pieces)


def in_whole_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pieces of a text so that each ends with a line, as many together as that takes."""
    some: list[bytes] = []
    for piece in pieces:
        some.append(piece)
        if piece.endswith(b"\n"):
            yield b"".join(some)
            some = []
    if some:
        yield b"".join(some)
