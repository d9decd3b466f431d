"""Folding of text: which spellings count as the same on an official form."""

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"\s+")
_ASIDE = re.compile(r"\([^()]*\)")
# What changes a page but not what a reviewer sees in a diff: control characters but tab and
# line breaks, zero-width and bidirectional characters (CVE-2021-42574), line separators
# that YAML alone takes for line breaks, half surrogates, non-characters and invisible tags.
INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


# A form says the same few names again and again; longer texts hardly ever.
_REMEMBERED, _LONGEST_NAME = 4096, 64


def fold(text: str) -> str:
    """Return `text` half-width, its case folded and without white space."""
    return _folded_name(text) if len(text) <= _LONGEST_NAME else _folded(text)


def _folded(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).casefold()


_folded_name = lru_cache(_REMEMBERED)(_folded)


def half_width(text: str) -> str:
    """Return the NFKC form of `text`, but never turn ², ① or ½ into plain digits.

    `85①` is not 851.
    """
    if unicodedata.is_normalized("NFKC", text):
        return text
    return "".join(map(_half_width, text))


@lru_cache(_REMEMBERED)
def _half_width(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char)
    return plain if "０" <= char <= "９" or not re.search(r"\d", plain) else char


@lru_cache(_REMEMBERED)
def level_name(text: str) -> str:
    """Return a level's name without what forms add to it.

    `产出指标（50分）` and `产出` are the same level.
    """
    return _ASIDE.sub("", fold(text)).removesuffix("指标")


def invisible_character(text: str) -> str | None:
    """Return the first character of `text` that must not be there as `U+XXXX`, or None."""
    found = INVISIBLE.search(text)
    return character_name(found.group()) if found else None


def character_name(char: str) -> str:
    """Name one character by its code, `U+200B`."""
    return f"U+{ord(char):04X}"
