"""Memory that was let go of, given back to the system: other processes of the build need it."""

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Give back what nobody holds any more; where the system's own library keeps it, it stays.

    GNU's keeps what lies between pieces that are held, until it is asked.
    """
    with suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
