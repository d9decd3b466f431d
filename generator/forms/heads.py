"""Labels with their values beside them: 项目名称, 主管部门, 实施单位, 评价等级."""

from generator.forms.cells import Line, next_cell
from generator.forms.draft import Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell
from generator.forms.labels import HEADS, as_kept, label


def read_heads(line: Line, gathered: Gathered, *, among_indicators: bool) -> bool:
    """Take the row's pairs of label and value; returns whether there is a label.

    Among the indicators only the grade is a label: an indicator may be worded like any other.
    """
    keys = {cell: HEADS[label(cell.text)] for cell in line.cells if label(cell.text) in HEADS}
    if among_indicators:
        keys = {cell: key for cell, key in keys.items() if key == "评价等级"}
    for cell, key in keys.items():
        if key == "项目名称" and _begins_another(line, cell, gathered):
            gathered.finish()
        gathered.take(cell)
        put_value(key, next_cell(line.grid, cell), gathered)
    return bool(keys)


def _begins_another(line: Line, cell: Cell, gathered: Gathered) -> bool:
    """Tell whether a project's name begins the next form: the last one has all it needs."""
    draft = gathered.current()
    if draft.is_whole:
        return True
    known, value = draft.heads.get("项目名称"), next_cell(line.grid, cell)
    is_other = (
        known is not None and value is not None and as_kept("项目名称", value.text) != known.text
    )
    return bool(draft.indicators) and is_other


def put_value(key: str, value: Cell | None, gathered: Gathered) -> None:
    """State what a label's cell holds, unless it holds nothing or is the next label."""
    if value is None or not value.text or label(value.text) in HEADS:
        return
    gathered.current().put(key, Taken(as_kept(key, value.text), value.address))
    gathered.take(value)
