"""What a CSV file says: its cells. It is parted between rows before it is read."""

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain

from generator.publish.passages import LONG, Passage, parted

# A row as `csv` reads it: a cell that begins with a quotation mark may hold ends of lines, and goes
# on to the end of the file where no other closes it.
_CELL = rb'(?:"[^"]*+(?:"|\Z))*+[^,\r\n]*+'
_ROW = re.compile(rb"%b(?:,%b)*+(?:\r\n?|\n|\Z)" % (_CELL, _CELL))


def cells_of_rows(_name: str, data: bytes) -> Iterator[Passage]:
    """Yield the cells of a CSV file, some rows at a time."""
    # A long one is not copied to be without the mark that it begins with.
    return parted(data if len(data) > LONG else data.removeprefix(BOM_UTF8), rows_of, _cells)


def rows_of(data: bytes) -> Iterator[bytes]:
    """Yield the rows of a table as they are written, without the mark that it begins with.

    A line may end within a cell.
    """
    begin = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    return (row[0] for row in _ROW.finditer(data, begin))


def _cells(data: bytes) -> Iterable[str]:
    """Return the cells of some rows, or all in one where one is longer than `csv` takes."""
    text = data.decode("utf-8", "ignore")
    try:
        return list(chain.from_iterable(csv.reader(StringIO(text, newline=""))))
    except csv.Error:
        return [text]
