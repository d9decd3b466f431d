"""Where the shapes of a chart stand, and how its labels break.

Places are thousandths of the chart's width (of its height for pillars) and serve for drawing only.
"""

import re
import unicodedata
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from generator.model.figure import round_half_up
from generator.pages.chart_views import Bar, Pillar, Shape

ZERO, ONE, FULL = Decimal(0), Decimal(1), Decimal(100)
_NARROW = 40  # half-width characters that stand side by side at 320 px
_FEWEST = 14  # of them a line of a label has, whatever stands beside it
_MOST_LINES = 3
_STEPS = tuple(map(Decimal, ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")))
_WORDS = re.compile(r"[0-9.,%]+|.")  # a number is never broken
_NEVER_FIRST = "，。、；：）》”％%"
_EDGES = tuple(range(60, 101, 5))  # of the score bins


def at(value: Decimal, high: Decimal, low: Decimal = ZERO) -> int:
    """Return where a value lies between low (0) and high (1000)."""
    if high <= low:
        return 0
    within = min(max(value, low), high)
    return int(round_half_up((within - low) / (high - low) * 1000, 0))


def inset(place: int) -> int:
    """Move a place inwards, so that a dot on the edge is not cut."""
    return 20 + place * 960 // 1000


def shapes(kind: str, value: Decimal | None, top: Decimal) -> tuple[Shape, ...]:
    """Return a bar from nought; none for nought and where nothing is stated."""
    return (Shape(kind, 0, max(4, at(value, top))),) if value and value > 0 else ()


def ceiling(value: Decimal) -> Decimal:
    """Return the round number at or next above a value, 1 for nothing."""
    power = ONE.scaleb(value.adjusted()) if value > 0 else ONE
    return next(step * power for step in _STEPS if step * power >= value)


def row(label: str, value: str, drawn: tuple[Shape, ...]) -> Bar:
    """Break the label so that it and the figure stand side by side on a phone."""
    lines = _broken(" ".join(label.split()), _room_beside(value))
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1][:-1]}…"]
    return Bar(tuple(lines), value, drawn)


def _room_beside(value: str) -> int:
    """Return how many half-width characters a label may have beside a figure, by its own width."""
    taken = len(value) * 5 // 4 + value.count("未填报") * 2
    return max(_FEWEST, _NARROW - 2 - taken)


def _broken(label: str, room: int) -> list[str]:
    lines, width = [""], 0
    for mark in _WORDS.findall(label):
        size = sum(map(_width, mark))
        if width + size > room and mark not in _NEVER_FIRST:
            lines.append("")
            width = 0
        lines[-1] += mark
        width += size
    return lines


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def binned(totals: Sequence[Decimal]) -> list[tuple[str, int]]:
    """Count totals by bin; 100 belongs to the last, totals above have one where there are any."""
    last = len(_EDGES) - 1
    counts = Counter(min(bisect(_EDGES, total), last) for total in totals if total <= FULL)
    labels = ("低于 60", *(f"{low}–{high}" for low, high in pairwise(_EDGES)))
    bins = [(label, counts[place]) for place, label in enumerate(labels)]
    above = sum(total > FULL for total in totals)
    return [*bins, ("高于 100", above)] if above else bins


def pillars(counts: Sequence[int]) -> tuple[tuple[Pillar, ...], tuple[tuple[int, str], ...]]:
    """Place the pillars, the open bins at the ends wider than the others, and every other limit."""
    above = len(counts) > len(_EDGES)
    weights = [4, *[2] * (len(_EDGES) - 1), *[4] * above]
    ends = [sum(weights[: index + 1]) * 1000 // sum(weights) for index in range(len(counts))]
    drawn = tuple(
        Pillar(start, end, count * 1000 // max(counts), str(count) if count else "")
        for start, end, count in zip([0, *ends], ends, counts, strict=False)
    )
    limits = [(end, str(edge)) for end, edge in zip(ends, _EDGES, strict=False)][::2]
    return drawn, ((0, "低于"), *limits, *[(1000, "高于")] * above)
