"""Figures of a column aligned on the decimal point: each is padded, unseen, to the longest.

The padding is an attribute that the style sheet shows invisibly behind the figure, so that what is
copied, read aloud or sorted stays as it is.
"""

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup

_FIGURE = re.compile(r"[+−-]?[\d,]*\d(?:\.(?P<decimals>\d+))?(?P<unit>%?)")


def decimals(texts: Iterable[str]) -> int:
    """Return how many decimals the most exact figure of a column has; words count for none."""
    found = (_FIGURE.fullmatch(text) for text in texts)
    return max((len(one["decimals"] or "") for one in found if one), default=0)


def decimals_of_columns(rows: Iterable[Sequence[str]]) -> list[int]:
    """Return the same for each column of a table given by rows."""
    return [decimals(column) for column in zip(*rows, strict=True)]


def pad(text: str, most: int) -> Markup:
    """Return the attribute that pads a figure to so many decimals; nothing for words."""
    figure = _FIGURE.fullmatch(text)
    own = len(figure["decimals"] or "") if figure else most
    if own >= most:
        return Markup("")
    missing = ("" if own else ".") + "0" * (most - own)
    return Markup(' data-pad="{}"').format(missing)
