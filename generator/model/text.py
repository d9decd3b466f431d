"""Folding of text: which spellings count as the same on an official form."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
# Invisible characters change what a reader sees but not what a reviewer reads in a diff.
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def fold(text: str) -> str:
    """Return `text` with full-width forms made half-width, case folded and all white space removed."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def invisible_character(text: str) -> str | None:
    """Return the first control, zero-width or bidirectional character of `text` as `U+XXXX`, or None."""
    found = _INVISIBLE.search(text)
    return f"U+{ord(found.group()):04X}" if found else None
