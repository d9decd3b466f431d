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
    """Yield pieces of lines of JSON, as many together as it takes to part them between two objects.

    What begins otherwise stays with what it follows: by itself it might pass for another file.
    """
    some: list[bytes] = []
    for piece in pieces:
        if some and some[-1].endswith(b"\n") and piece.startswith(b"{"):
            yield b"".join(some)
            some = []
        some.append(piece)
    yield b"".join(some)
