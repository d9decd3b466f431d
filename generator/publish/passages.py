"""What a page or a sheet says: its words as they are shown, passage by passage."""

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

# What stands within a text of a page; everything else that is marked up ends one.
_INLINE = r"[abisu]|abbr|bdi|code|del|em|ins|kbd|mark|small|span|strong|su[bp]|w?br"
_WITHIN = re.compile(rf"<(?:/?(?:{_INLINE})\b[^>]*+>|!--.*?-->)", re.DOTALL)
_WITHIN_CAPITALS = re.compile(_WITHIN.pattern, re.IGNORECASE | re.DOTALL)
_CAPITALS = re.compile(r"</?[A-Z]")
_TAG = re.compile(r"<[^>]*>")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_SAID = re.compile(
    r"\s(?:title|alt|content|href|src|value|placeholder|aria-[a-z]+|data-[a-z-]+)=\"([^\"]*)\""
)
# Office programs cut a paragraph or a cell into runs; here it ends.
_RUN = re.compile(r"<(?:\w++:)?+r[\s>]")
_PARAGRAPH = re.compile(r"</(?:\w+:)?(?:p|si|is|comment)>")
# Where a row of a sheet ends, and what runs end with: where there are any, rows are read together.
_ROW_END, _RUN_END = b"</row>", b"r>"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of HTML or XML: its words as they are shown, those of attributes, and comments.

    The same bytes say the same wherever they stand. A line that ends within a block is a space on
    the screen.
    """

    data: bytes

    @property
    def digest(self) -> bytes:
        """The SHA-256 of the passage."""
        return hashlib.sha256(self.data).digest()

    def __iter__(self) -> Iterator[str]:
        text = self.data.decode("utf-8", "ignore")
        within = _WITHIN_CAPITALS if _CAPITALS.search(text) else _WITHIN
        shown = _TAG.split(within.sub("", text))
        yield from map(html.unescape, {*_SAID.findall(text), *_COMMENT.findall(text), *shown})
        if _RUN.search(text):
            yield from (html.unescape(_TAG.sub("", one)) for one in _PARAGRAPH.split(text))


def passages_of(data: bytes) -> Iterator[Passage]:
    """Yield a page in one, a sheet row by row: the rows of a report stand in many workbooks.

    Where a row ends within a tag or a comment, the sheet is read in one too.
    """
    rows = data.split(_ROW_END)
    is_cut = len(rows) > 1 and _RUN_END not in data
    is_cut = is_cut and all(row.count(b"<") == row.count(b">") for row in rows)
    yield from map(Passage, rows if is_cut else [data])
