"""The row that closes a form: the total score, the sum of the weights, perhaps the grade."""

from itertools import zip_longest

from generator.forms.cells import Line
from generator.forms.draft import Draft, Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell
from generator.forms.indicators import IndicatorBlock
from generator.forms.labels import HEADS, TOTALS, joined, label


def read_total(line: Line, gathered: Gathered, indicators: IndicatorBlock | None) -> bool:
    """Read the row where it is one and the form has indicators but no total yet; tell whether.

    `indicators` tells what a figure is by the column it stands in.
    """
    if not line.cells or label(line.cells[0].text) not in TOTALS:
        return False
    draft = gathered.current()
    if draft.has_total or not draft.indicators:
        return False
    first, *rest = line.cells
    gathered.take(first)
    for cell, following in zip_longest(rest, rest[1:]):
        heads = indicators.keys_over(cell) if indicators else set()
        stands_last = following is None and not draft.has_total
        figure = _figure(heads, stands_last=stands_last)
        if figure is not None:
            draft.put(figure, Taken.of(cell))
            gathered.take(cell)
        else:
            _read_pair(cell, following, draft, gathered)
    return True


def _figure(heads: set[str], *, stands_last: bool) -> str | None:
    """Return the key of a figure below these heads; else the last one in the row is the total."""
    if "得分" in heads:
        return "总分"
    if "分值" in heads:
        return "总分值"
    return "总分" if stands_last else None


def _read_pair(cell: Cell, following: Cell | None, draft: Draft, gathered: Gathered) -> None:
    """Read a label with the cell that follows it, such as the grade."""
    key = HEADS.get(label(cell.text))
    if key is None:
        return
    gathered.take(cell)
    if following is not None:
        draft.put(key, Taken(joined(following.text), following.address))
        gathered.take(following)
