"""Which cell of a printed table each text stands in, though lines stick out of low rows.

Programs print a cell's lines one after the other. Lines that follow each other in one column are
one text, and a text stands where its middle is; its characters may lie in the cells around it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

# A line goes on up to so many sizes of its letters behind the last one, and the next line below.
_FURTHEST, _HIGHEST, _LOWEST = 2.0, 0.8, 2.2
_SAME_LINE, _MOST = 0.4, 0.75
_HALF, _TOUCH, _ALIGNED = 2, 0.3, 1.0


class Place(NamedTuple):
    """A cell as it is drawn, in points from the page's left and top edges."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies within."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(slots=True)
class _Line:
    """Characters side by side."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    # Where its letters stand, downwards, and where the last of them begins.
    base: float
    reached: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / _HALF, (self.top + self.bottom) / _HALF

    def goes_on_with(self, char: Any) -> bool:
        """Tell whether a character stands right behind the last one."""
        is_level = abs(float(char["top"]) - self.top) <= _SAME_LINE * self.size
        is_further = char["x0"] > self.reached
        return is_level and is_further and char["x0"] - self.right <= _FURTHEST * self.size

    def add(self, char: Any) -> None:
        self.text, self.reached = self.text + char["text"], char["x0"]
        self.right = max(self.right, char["x1"])
        self.top, self.bottom = min(self.top, char["top"]), max(self.bottom, char["bottom"])


def texts_in(chars: Sequence[Any], places: Sequence[Place]) -> dict[Place, str]:
    """Return the text of each cell; further texts in one cell follow on a new line."""
    found: dict[Place, list[str]] = {}
    for lines in _blocks(list(_lines(chars, places)), places):
        place = _place_of(lines, places)
        if place is not None:
            found.setdefault(place, []).append("\n".join(line.text.strip() for line in lines))
    return {place: "\n".join(texts).strip() for place, texts in found.items()}


def _lines(chars: Sequence[Any], places: Sequence[Place]) -> Iterator[_Line]:
    """Yield the lines in the order in which they were printed; a ruled edge parts them."""
    line: _Line | None = None
    for char in chars:
        goes_on = line is not None and line.goes_on_with(char)
        if line is not None and goes_on and not _is_parted(line, char, places):
            line.add(char)
            continue
        if line is not None and line.text.strip():
            yield line
        edges = (char["x0"], char["x1"], char["top"], char["bottom"])
        size = char["bottom"] - char["top"]
        line = _Line(char["text"], *edges, size, base=_base(char), reached=char["x0"])
    if line is not None and line.text.strip():
        yield line


def _base(char: Any) -> float:
    """Return the height on which a character stands, the same for all fonts in a line."""
    upwards: float = char["matrix"][5]
    return -upwards


def _is_parted(line: _Line, char: Any, places: Sequence[Place]) -> bool:
    """Tell whether a vertical edge stands between a line and a character."""
    down = line.middle[1]
    left, right = line.right - _TOUCH, char["x0"] + _TOUCH
    beside = (place for place in places if place.top <= down <= place.bottom)
    return any(left <= place.left <= right for place in beside)


def _blocks(lines: Sequence[_Line], places: Sequence[Place]) -> Iterator[list[_Line]]:
    """Yield lines that are printed one below the other in one column, together."""
    block: list[_Line] = []
    for line in lines:
        if block and not _continues(block, line, places):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _continues(block: Sequence[_Line], line: _Line, places: Sequence[Place]) -> bool:
    above = block[-1]
    step, size = line.base - above.base, max(above.size, line.size)
    if not _HIGHEST * size <= step <= _LOWEST * size:
        return False
    first, second = _around(above, places), _around(line, places)
    if first is None or second is None or first == second:
        return first == second or _share_column(above, line)
    return not _fits(above, first) and _are_aligned(above, line) and _is_even(block, step)


def _is_even(block: Sequence[_Line], step: float) -> bool:
    """Tell whether a line stands as far below the last one as that below the one before it."""
    return len(block) == 1 or abs(block[-1].base - block[-2].base - step) <= _ALIGNED


def _share_column(above: _Line, line: _Line) -> bool:
    return above.left < line.right and line.left < above.right


def _are_aligned(above: _Line, line: _Line) -> bool:
    """Tell whether two lines begin, end or have their middle at one place."""
    edges = (line.left - above.left, line.right - above.right, line.middle[0] - above.middle[0])
    return min(map(abs, edges)) <= _ALIGNED


def _around(line: _Line, places: Sequence[Place]) -> Place | None:
    return next((place for place in places if place.holds(*line.middle)), None)


def _fits(line: _Line, place: Place) -> bool:
    """Tell whether a line stands between the upper and lower edge of a cell, all but a little."""
    within = min(line.bottom, place.bottom) - max(line.top, place.top)
    return within >= _MOST * (line.bottom - line.top)


def _place_of(lines: Sequence[_Line], places: Sequence[Place]) -> Place | None:
    """Return the cell that holds the middle of a text, else that of one of its lines."""
    across = (min(one.left for one in lines) + max(one.right for one in lines)) / _HALF
    down = (lines[0].top + lines[-1].bottom) / _HALF
    middle = next((place for place in places if place.holds(across, down)), None)
    others = (_around(line, places) for line in lines)
    return middle or next((place for place in others if place is not None), None)
