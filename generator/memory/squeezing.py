"""What is kept for the next build, made small: quickly, for it is read with every build."""

from zstandard import ZstdCompressor, ZstdDecompressor, ZstdError

# A higher level is slower and hardly smaller.
_LEVEL = 1


class UnusableError(Exception):
    """Something that was made small is not as it was."""


def squeezed(content: bytes) -> bytes:
    """Return content made small; what is small already hardly grows."""
    return ZstdCompressor(_LEVEL).compress(content)


def unsqueezed(small: bytes) -> bytes:
    """Return what was made small. Raises UnusableError where it was harmed."""
    try:
        return ZstdDecompressor().decompress(small)
    except ZstdError as error:
        raise UnusableError(str(error)) from error
