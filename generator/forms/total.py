"""The row that closes a form: the total score, the sum of the weights, perhaps the grade."""

import re
from decimal import Decimal
from itertools import pairwise, zip_longest

from generator.forms.cells import Line
from generator.forms.draft import Draft, Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell
from generator.forms.indicators import IndicatorBlock
from generator.forms.labels import HEADS, TOTALS, joined, label
from generator.forms.money_rows import is_figure
from generator.model.text import fold

_MORE_TOTALS = re.compile(
    r"(?:项目|绩效|指标)*(?:自评|评价|综合)?(?:总)?得分(?:合计|总计)?|自评总分|合计得分"
)
_FEWEST_BESIDE = 2
_RUN_IN = re.compile(r"([^:：]{2,8})[:：]\s*(\S{1,8})")
_NOTHING = frozenset(("无", "-", "—", "——", "/"))
# Heads that some forms print within the row of the total, over the figures below.
_WITHIN = {"总分值": "总分值", "分值合计": "总分值", "总得分": "总分", "得分合计": "总分"}


def read_total(line: Line, gathered: Gathered, indicators: IndicatorBlock | None) -> bool:
    """Read the row where it is one and the form has indicators but no total yet; tell whether.

    `indicators` tells what a figure is by the column it stands in.
    """
    if not line.cells or not _is_total(line.cells[0]):
        return False
    draft = gathered.current()
    if not draft.indicators or "总分值" in draft.heads:
        return False
    first, *rest = line.cells
    gathered.take(first)
    draft.labels.setdefault("总分", first.address)
    if _read_within(line, rest, draft, gathered) or _read_beside(line, draft, gathered):
        return True
    for cell, following in zip_longest(rest, rest[1:]):
        figure = _figure(cell, indicators, stands_last=following is None and not draft.has_total)
        if figure is not None:
            draft.put(figure, Taken.of(cell))
            gathered.take(cell)
        elif _says_nothing_new(cell, draft, indicators):
            gathered.set_aside(cell)
        else:
            _read_pair(cell, following, draft, gathered)
    return True


def _is_total(cell: Cell) -> bool:
    words = label(cell.text)
    return words in TOTALS or words in _WITHIN or _MORE_TOTALS.fullmatch(words) is not None


def _figure(cell: Cell, indicators: IndicatorBlock | None, *, stands_last: bool) -> str | None:
    """Return the key of a figure by the heads above it; the last one else is the total."""
    if not is_figure(cell.text):
        return None
    heads = indicators.keys_over(cell) if indicators else set()
    if "得分" in heads:
        return "总分"
    if "分值" in heads:
        return "总分值"
    return "总分" if stands_last else None


def _read_within(line: Line, cells: list[Cell], draft: Draft, gathered: Gathered) -> bool:
    """Read heads within the row with what stands below each; tell whether there are any."""
    known = {cell: _WITHIN.get(label(cell.text)) or HEADS.get(label(cell.text)) for cell in cells}
    below = {cell: line.grid.at(cell.row + cell.rows, cell.column) for cell in known}
    heads = {cell: key for cell, key in known.items() if key and below[cell] is not None}
    if not {"总分", "总分值"} & set(heads.values()):
        return False
    for cell, key in heads.items():
        value = below[cell]
        gathered.take(cell)
        if value is not None and value.text:
            draft.put(key, Taken(joined(value.text), value.address))
            gathered.take(value)
    return True


def _read_beside(line: Line, draft: Draft, gathered: Gathered) -> bool:
    """Read such heads with the figure right of each, `总分值 | 100 | 总得分 | 94`; tell if any."""
    heads = {cell: _WITHIN.get(label(cell.text)) for cell in line.cells}
    beside = {
        cell: following
        for cell, following in pairwise(line.cells)
        if heads[cell] and is_figure(following.text)
    }
    if len(beside) < _FEWEST_BESIDE:
        return False
    for cell, figure in beside.items():
        draft.put(str(heads[cell]), Taken.of(figure))
        gathered.take(cell, figure)
    return True


def _says_nothing_new(cell: Cell, draft: Draft, indicators: IndicatorBlock | None) -> bool:
    """Tell a dash, and a figure below a column of level weights that is their sum."""
    if fold(cell.text) in _NOTHING:
        return True
    level = indicators.weights.get(cell.column) if indicators else None
    if level is None or not is_figure(cell.text):
        return False
    deeper = level == "二级指标"
    own = [row for row in draft.subtotals if ("二级指标" in row) == deeper and "分值" in row]
    figures = [row["分值"].text for row in own]
    if not all(is_figure(text) for text in figures):
        return False
    return sum(map(Decimal, figures)) == Decimal(cell.text)


def _read_pair(cell: Cell, following: Cell | None, draft: Draft, gathered: Gathered) -> None:
    """Read a label with the cell that follows it, such as the grade, or both in one cell."""
    if within := _RUN_IN.fullmatch(joined(cell.text)):
        if key := HEADS.get(label(within.group(1))):
            draft.put(key, Taken(within.group(2), cell.address))
            gathered.take(cell)
        return
    key = HEADS.get(label(cell.text))
    if key is None:
        return
    gathered.take(cell)
    if following is not None:
        draft.put(key, Taken(joined(following.text), following.address))
        gathered.take(following)
