"""The block of the year's goals: what was planned beside what was achieved."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.forms.block import Opened, opened, read_sides
from generator.forms.cells import Line, matches
from generator.forms.draft import Annex, Draft, Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell
from generator.forms.head_patterns import GOAL_PATTERNS
from generator.forms.labels import GOALS, LONG_TERM, joined, label

_HEADS = {"预期目标", "实际完成情况"}
_LONGEST_HEAD = 20
# What may stand at the left of a row of goals: its number.
_NUMBER = re.compile(r"(?:年度|绩效)*(?:目标)?[0-9一二三四五六七八九十]{0,2}")
_MARK = re.compile(r"[0-9一二三四五六七八九十]+[、.．]")


@dataclass(slots=True)
class GoalBlock:
    """The columns of the block by the form's keys, and those under heads of the form's own."""

    columns: dict[int, str]
    other: dict[int, str]
    _beside: Annex | None = field(default=None)
    _over: bool = False

    def read(self, line: Line, gathered: Gathered) -> None:
        """Read one row of goals; further rows under the same head lengthen its text."""
        draft = gathered.current()
        self._over = self._over or self._is_past(line)
        if self._over:
            return
        draft.goals = draft.goals if draft.goals is not None else {}
        for column, head in self.columns.items():
            cell = line.at(column)
            if cell is None or cell.address in gathered.used:
                continue
            self._write(cell, self._key(line, column, head, gathered), draft, gathered)
        self._keep_others(line, draft, gathered)
        read_sides(line.cells, gathered)

    def _is_past(self, line: Line) -> bool:
        """Tell a row that has a label of its own at the left: no goal any more."""
        left = [cell for cell in line.cells if cell.column < min(self.columns)]
        return any(not self._is_beside_goal(cell) for cell in left)

    def _is_beside_goal(self, cell: Cell) -> bool:
        words = label(cell.text)
        return words in LONG_TERM or _NUMBER.fullmatch(words) is not None

    def _write(self, cell: Cell, key: str, draft: Draft, gathered: Gathered) -> None:
        goals = draft.goals if draft.goals is not None else {}
        text = f"{goals[key].text}\n{cell.text}" if key in goals else cell.text
        goals[key] = Taken(text, cell.address)
        gathered.take(cell)

    def _key(self, line: Line, column: int, head: str, gathered: Gathered) -> str:
        """Return what a cell states: the head's goal, or another that is named at its left."""
        left = line.grid.at(line.number, column - 1)
        if left is None or label(left.text) not in LONG_TERM:
            return head
        gathered.take(left)
        return "实施期目标"

    def _keep_others(self, line: Line, draft: Draft, gathered: Gathered) -> None:
        """Keep what stands in columns of the form's own, row by row, as a table beside the form."""
        cells = [line.at(column) for column in self.other]
        if not any(cells):
            return
        if self._beside is None:
            self._beside = Annex("年度总体目标", None, list(self.other.values()), [])
            draft.annexes.append(self._beside)
        self._beside.rows.append([cell.text if cell else "" for cell in cells])
        gathered.take(*(cell for cell in cells if cell))


def open_goals(line: Line, gathered: Gathered) -> Opened | None:
    """Read the head of the block; None where the row is none."""
    heads = _heads(line.cells)
    if not set(heads.values()) >= _HEADS:
        return None
    first = min(cell.column for cell in heads)
    own = [cell for cell in line.cells if cell not in heads and cell.column > first]
    other = {cell.column: joined(cell.text) for cell in own}
    columns = dict(sorted((cell.column, key) for cell, key in heads.items()))
    begun = opened(GoalBlock(columns, other), line, heads, gathered)
    gathered.take(*line.cells)
    return begun


def _heads(cells: Sequence[Cell]) -> dict[Cell, str]:
    """Return the heads with their keys, from the right: at their left stands the block's label."""
    short = [cell for cell in cells if len(joined(cell.text)) <= _LONGEST_HEAD]
    lowest = min((cell.rows for cell in short), default=1)
    level = [cell for cell in short if cell.rows == lowest and not _MARK.match(cell.text)]
    return matches(level[::-1], GOALS, GOAL_PATTERNS)
