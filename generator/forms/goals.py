"""The block of the year's goals: what was planned beside what was achieved."""

from dataclasses import dataclass

from generator.forms.block import Opened, opened, read_sides
from generator.forms.cells import Line, columns_of, matches
from generator.forms.draft import Taken
from generator.forms.gathered import Gathered
from generator.forms.labels import GOALS, LONG_TERM, label

_HEADS = {"预期目标", "实际完成情况"}


@dataclass(frozen=True, slots=True)
class GoalBlock:
    """The columns of the block by the form's keys."""

    columns: dict[int, str]

    def read(self, line: Line, gathered: Gathered) -> None:
        """Read one row of goals; further rows under the same head lengthen its text."""
        draft = gathered.current()
        goals = draft.goals if draft.goals is not None else {}
        draft.goals = goals
        for column, head in self.columns.items():
            cell = line.at(column)
            if cell is None or cell.address in gathered.used:
                continue
            key = self._key(line, column, head, gathered)
            text = f"{goals[key].text}\n{cell.text}" if key in goals else cell.text
            goals[key] = Taken(text, cell.address)
            gathered.take(cell)
        read_sides(line.cells, gathered)

    def _key(self, line: Line, column: int, head: str, gathered: Gathered) -> str:
        """Return what a cell states: the head's goal, or another that is named at its left."""
        left = line.grid.at(line.number, column - 1)
        if left is None or label(left.text) not in LONG_TERM:
            return head
        gathered.take(left)
        return "实施期目标"


def open_goals(line: Line, gathered: Gathered) -> Opened | None:
    """Read the head of the block; None where the row is none."""
    heads = matches(line.cells, GOALS)
    if set(heads.values()) != _HEADS:
        return None
    return opened(GoalBlock(columns_of(heads)), line, heads, gathered)
