"""The head of the indicators: its columns, those beside the levels, the goal it belongs to."""

import re
from collections.abc import Mapping
from dataclasses import replace

from generator.forms.block import Opened
from generator.forms.cells import Line, matches
from generator.forms.draft import Doubt, Draft
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell
from generator.forms.head_patterns import INDICATOR_PATTERNS
from generator.forms.head_rows import HeadRows, head_rows
from generator.forms.indicators import IndicatorBlock
from generator.forms.labels import INDICATORS, joined, label
from generator.forms.superseding import supersede
from generator.model.text import fold

_LEVELS = ("一级指标", "二级指标")
_NAME = "三级指标"
_FEWEST_HEADS = 3
_FEWEST_HEADS_BELOW = 2
_NUMBERING = frozenset(("序号", "编号", "行次"))
# Some forms divide the indicators by goals, each with points of its own: 年度绩效目标1（40分）.
_GOAL = re.compile(r"年度(?:绩效)?目标[0-9一二三四五六]")


def open_indicators(line: Line, gathered: Gathered, above: IndicatorBlock | None) -> Opened | None:
    """Read the head of the block, over one row or two; None where the row is none.

    `above` is the block read last. Its level names hold on where the same form prints its heads
    again, and its rows are set aside where it had no first level and this block has one.
    """
    if _begins_above(line):
        following = open_indicators(Line.of(line.grid, line.number + 1), gathered, above)
        return Opened(following.block, following.rows + 1) if following else None
    head = head_rows(_without_sides(line), INDICATORS, INDICATOR_PATTERNS)
    if _NAME not in head.known.values() or len(head.known) < _FEWEST_HEADS:
        return None
    if gathered.current().is_whole:
        gathered.finish()
    weights = level_weights(head)
    head = _without(head, weights)
    _doubt_doubled(head, gathered)
    gathered.take(*line.cells, *head.cells, *weights)
    block = _block(line, head, weights)
    if above is not None:
        _follow(block, above, gathered.current())
    return Opened(block, head.rows)


def _block(line: Line, head: HeadRows, weights: Mapping[Cell, str]) -> IndicatorBlock:
    block = IndicatorBlock(head.columns, head.others, line.grid.width)
    block.weights = {cell.column: level for cell, level in weights.items()}
    first = min(cell.column for cell in head.known)
    left = [cell for cell in line.reaching if cell.column < first]
    block.goal = next((joined(cell.text) for cell in left if _GOAL.match(fold(cell.text))), "")
    block.numbering = {cell.column for cell in left if label(cell.text) in _NUMBERING}
    return block


def _begins_above(line: Line) -> bool:
    """Tell a row with heads over two rows whose level names stand in the second one only."""
    tall = [cell for cell in line.cells if cell.rows > 1]
    known = matches(tall, INDICATORS, INDICATOR_PATTERNS)
    if len(known) < _FEWEST_HEADS_BELOW or _NAME in known.values():
        return False
    following = Line.of(line.grid, line.number + 1).cells
    return _NAME in matches(following, INDICATORS, INDICATOR_PATTERNS).values()


def _without_sides(line: Line) -> Line:
    """Leave out what stands at the left of the levels: a goal, a label of the block."""
    first = _first_column(line)
    own = tuple(cell for cell in line.cells if cell.column >= first)
    reaching = tuple(cell for cell in line.reaching if cell.column >= first)
    return replace(line, cells=own, reaching=reaching)


def _first_column(line: Line) -> int:
    """Return where the levels begin, or a column of goals beside them that is no taller."""
    levels = [cell for cell in line.reaching if label(cell.text) in (*_LEVELS, _NAME)]
    height = min((cell.rows for cell in levels), default=1)
    goals = [one for one in line.cells if _names_goals(one) and one.rows <= height]
    return min((cell.column for cell in (*levels, *goals)), default=1)


def _names_goals(cell: Cell) -> bool:
    return INDICATORS.get(label(cell.text)) == "所属目标"


def level_weights(head: HeadRows) -> dict[Cell, str]:
    """Return the heads of weights that stand beside a level's: they are those of the level."""
    known = {cell: matches([cell], INDICATORS, INDICATOR_PATTERNS).get(cell) for cell in head.cells}
    weights = [cell for cell, key in known.items() if key == "分值"]
    if len(weights) < _FEWEST_HEADS_BELOW:
        return {}
    ends = {cell.column + cell.columns: key for cell, key in known.items() if key in _LEVELS}
    return {cell: str(ends[cell.column]) for cell in weights if cell.column in ends}


def _without(head: HeadRows, weights: Mapping[Cell, str]) -> HeadRows:
    if not weights:
        return head
    cells = tuple(cell for cell in head.cells if cell not in weights)
    return HeadRows(matches(cells, INDICATORS, INDICATOR_PATTERNS), cells, head.rows)


def _doubt_doubled(head: HeadRows, gathered: Gathered) -> None:
    """Doubt a head that means the same as another one of its row: which is it?"""
    for cell in head.cells:
        key = INDICATORS.get(label(cell.text))
        if cell not in head.known and key is not None and key in head.known.values():
            message = f"表头有两栏都是“{key}”，取了前一栏，“{joined(cell.text)}”留在其他栏"
            gathered.current().doubts.append(Doubt(cell.address, message))


def _follow(block: IndicatorBlock, above: IndicatorBlock, draft: Draft) -> None:
    if block.has_levels and not above.has_levels and not block.goal:
        supersede(draft)
    if draft.indicators:
        block.go_on(above)
