"""Figures of a column aligned on the decimal point: each is padded, unseen, to the longest.

The padding is an attribute that the style sheet shows invisibly behind the figure, so that what is
copied, read aloud or sorted stays as it is.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup

_FIGURE = re.compile(r"[+−-]?[\d,]*\d(?:\.(?P<decimals>\d+))?(?P<unit>%?)")


def decimals(texts: Iterable[str]) -> int:
    """Return how many decimals the most exact figure of a column has; words count for none."""
    return most_exact(map(decimals_in, texts))


def decimals_in(text: str) -> int | None:
    """Return how many decimals a figure has; None for words."""
    figure = _FIGURE.fullmatch(text)
    return len(figure["decimals"] or "") if figure else None


def most_exact(column: Iterable[int | None]) -> int:
    """Return the most decimals among some; 0 where all are words."""
    return max((one for one in column if one), default=0)


def decimals_of_columns(rows: Iterable[Sequence[str]]) -> list[int]:
    """Return the same for each column of a table given by rows."""
    return [decimals(column) for column in zip(*rows, strict=True)]


def pad(text: str, most: int) -> Markup:
    """Return the attribute that pads a figure to so many decimals; nothing for words."""
    return padding(decimals_in(text), most)


@lru_cache
def padding(own: int | None, most: int) -> Markup:
    """Return the same for a figure that has so many of its `own`, None for words."""
    if own is None or own >= most:
        return Markup("")
    missing = ("" if own else ".") + "0" * (most - own)
    return Markup(' data-pad="{}"').format(missing)
