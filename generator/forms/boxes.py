"""Cells of a form as it is drawn, and the room that their texts take."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """One cell from row and column 1.

    `head` is for labels, `title` for the form's own title, `number` for a figure.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    head: bool = False
    title: bool = False
    number: bool = False


def widths(boxes: Sequence[Box]) -> list[int]:
    """Return each column's width in Latin characters, by its longest cell, between 8 and 34."""
    found = [8] * max(box.column + box.columns - 1 for box in boxes)
    for box in boxes:
        if box.columns == 1:
            longest = max((_width(line) for line in box.text.split("\n")), default=0)
            found[box.column - 1] = max(
                found[box.column - 1], min(longest + 2, 18 if box.head else 34)
            )
    return found


def lines_of(box: Box, columns: Sequence[int]) -> int:
    """Return how many lines a cell's text takes in columns of these widths."""
    room = max(1, sum(columns[box.column - 1 : box.column - 1 + box.columns]) - 2)
    return sum(max(1, -(-_width(line) // room)) for line in box.text.split("\n"))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
