"""The texts in the cells of a web page, gathered by another parser than the one that reads them.

Links in a table that holds tables are those of the site around the page, which is not read.
"""

from html.parser import HTMLParser

_ALONE = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNSEEN = frozenset(
    "aside del embed footer head iframe nav noscript object s script select strike style svg "
    "template textarea".split()
)
_CELLS = frozenset(("td", "th"))


def texts_in_cells(text: str) -> list[str]:
    """Return every piece of text within a cell that a page shows, as it comes."""
    collecting = _Collecting()
    collecting.feed(text)
    collecting.close()
    return [text for text, table in collecting.found if table not in collecting.outer]


class _Collecting(HTMLParser):
    """Keeps which elements are open; a tag that is not closed ends with what is around it."""

    def __init__(self) -> None:
        super().__init__()
        # Each text with the number of the table whose link it is, 0 where it is none.
        self.found: list[tuple[str, int]] = []
        self.outer: set[int] = set()
        self._open: list[tuple[str, bool]] = []
        self._tables: list[int] = []
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a cell or row ends the cell before it."""
        if tag in _ALONE:
            return
        if tag in (*_CELLS, "tr"):
            self._end_cell()
        if tag == "table":
            self.outer.update(self._tables)
            self._count += 1
            self._tables.append(self._count)
        stated = {name: value or "" for name, value in attrs}
        style = "".join(stated.get("style", "").lower().split())
        hidden = "hidden" in stated or "display:none" in style or "visibility:hidden" in style
        self._open.append((tag, hidden or tag in _UNSEEN))

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest element of that name, and all within it."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                ended = sum(name == "table" for name, _ in self._open[place:])
                del self._open[place:]
                del self._tables[len(self._tables) - ended :]
                return

    def handle_data(self, data: str) -> None:
        """Keep a text that is shown within a cell."""
        if data.strip() and self._is_in_cell() and not any(unseen for _, unseen in self._open):
            is_link = any(tag == "a" for tag, _ in self._open)
            self.found.append((data.strip(), self._tables[-1] if is_link and self._tables else 0))

    def _is_in_cell(self) -> bool:
        return any(tag in _CELLS for tag, _ in self._open)

    def _end_cell(self) -> None:
        """Close a cell or row that stands open in the innermost table."""
        for place in range(len(self._open) - 1, -1, -1):
            tag = self._open[place][0]
            if tag == "table":
                return
            if tag in _CELLS:
                del self._open[place:]
                return
