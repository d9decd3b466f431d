"""What several lists show, as rendered once: rows of tables, findings; and laid into each list.

What differs from list to list is the way to the site's root, which stands open as `{root}`, and how
exact each column is. No value can hold a brace: each is a character reference.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.presentation.alignment import most_exact, padding


@dataclass(frozen=True, slots=True)
class Row:
    """A rendered row; in it `{0}`, `{1}` … stand for the paddings of its figures.

    `decimals` are those of the figures, None for words.
    """

    markup: str
    decimals: tuple[int | None, ...]


def laid(rows: Sequence[Row], root: str) -> Markup:
    """Return the rows as they stand in a list from which `root` is the way up."""
    most = [most_exact(column) for column in zip(*(row.decimals for row in rows), strict=True)]
    whole = "\n".join(_laid(row, root, most) for row in rows)
    return Markup(whole)  # noqa: S704 - rendered by our templates


def _laid(row: Row, root: str, most: Sequence[int]) -> str:
    return row.markup.format(*map(padding, row.decimals, most), root=root)


def rooted(texts: Sequence[str], root: str) -> Markup:
    """Return rendered texts below each other in a list from which `root` is the way up."""
    whole = "\n\n".join(texts).replace("{root}", root)
    return Markup(whole)  # noqa: S704 - rendered by our templates
