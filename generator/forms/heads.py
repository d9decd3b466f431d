"""Labels with their values beside them: 项目名称, 主管部门, 实施单位, 评价等级; or both in one cell."""

import re

from generator.forms.cells import Line, matches, next_cell
from generator.forms.closing import is_personal
from generator.forms.draft import Draft, Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell
from generator.forms.head_patterns import HEAD_PATTERNS
from generator.forms.labels import HEADS, as_kept, joined, label
from generator.forms.money_rows import is_figure
from generator.model.text import fold

_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:年度?)?")
_RUN_IN = re.compile(r"([^:：]{2,12})[:：]\s*(\S.*)", re.DOTALL)
_LONGEST_GRADE = 8
_GRADE, _TOTAL, _PROJECT = "评价等级", "总分", "项目名称"
# Who fills in a form names itself above it, and again as 实施单位 within.
_FILLER = re.compile(
    r"(?:填报|填表|编制|报送)?单位(?:\(盖章\)|\(公章\)|名称)?|(?:填报|填表|编制)部门(?:\(盖章\))?"
)


def read_heads(line: Line, gathered: Gathered, *, among_indicators: bool) -> bool:
    """Take the row's pairs of label and value; returns whether there is a label.

    Among the indicators only the grade is a label: an indicator may be worded like any other.
    """
    keys = _keys(line)
    if among_indicators:
        keys = {cell: key for cell, key in keys.items() if key == _GRADE and _has_value(line, cell)}
    for cell, key in keys.items():
        if key == _PROJECT and _begins_another(line, cell, gathered):
            gathered.finish()
        gathered.take(cell)
        gathered.current().labels.setdefault(key, cell.address)
        put_value(key, next_cell(line.grid, cell), gathered)
    found = bool(keys)
    if not among_indicators:
        found = _read_run_in(line, gathered) or found
        found = _set_persons_aside(line, gathered) or found
    return found


def _has_value(line: Line, cell: Cell) -> bool:
    value = next_cell(line.grid, cell)
    return value is not None and bool(value.text)


def _keys(line: Line) -> dict[Cell, str]:
    """Return the labels of the row that have a value such as they ask for."""
    known = {cell: HEADS.get(label(cell.text)) for cell in line.cells}
    found = {cell: key for cell, key in known.items() if key is not None}
    for cell in line.cells:
        key = matches([cell], {}, HEAD_PATTERNS).get(cell)
        if key is not None and cell not in found and key not in found.values():
            found[cell] = key
    return {cell: key for cell, key in found.items() if _fits(key, next_cell(line.grid, cell))}


def _fits(key: str, value: Cell | None) -> bool:
    """Tell whether a cell may be the value of a label: a score is a figure, a grade is short."""
    text = value.text if value is not None else ""
    if key == _TOTAL:
        return is_figure(text)
    if key == _GRADE:
        return len(joined(text)) <= _LONGEST_GRADE
    if key == "年度":
        return _YEAR.fullmatch(fold(text)) is not None
    return True


def _begins_another(line: Line, cell: Cell, gathered: Gathered) -> bool:
    """Tell whether a project's name begins the next form: the last one has all it needs."""
    draft = gathered.current()
    if draft.is_whole:
        return True
    known, value = draft.heads.get(_PROJECT), next_cell(line.grid, cell)
    is_other = (
        known is not None and value is not None and as_kept(_PROJECT, value.text) != known.text
    )
    return bool(draft.indicators) and is_other


def put_value(key: str, value: Cell | None, gathered: Gathered) -> None:
    """State what a label's cell holds, unless it holds nothing or is the next label."""
    if value is None or not value.text or label(value.text) in HEADS:
        return
    text = as_kept(key, value.text)
    stated = year_of(text) if key == "年度" else text
    gathered.current().put(key, Taken(stated, value.address))
    gathered.take(value)


def _read_run_in(line: Line, gathered: Gathered) -> bool:
    """Read cells that hold label and value: `项目名称：农村公路养护`."""
    found = False
    for cell in line.cells:
        pair = None if cell.address in gathered.used else _RUN_IN.fullmatch(cell.text.strip())
        key = _run_in_key(pair.group(1)) if pair else None
        if pair and key is not None and _state(key, pair.group(2), cell, gathered):
            found = True
    return found


def _run_in_key(words: str) -> str | None:
    bare = label(words)
    if bare in HEADS:
        return HEADS[bare]
    if _FILLER.fullmatch(fold(words)):
        return "填报单位"
    return next((key for key, pattern in HEAD_PATTERNS if pattern.fullmatch(bare)), None)


def _state(key: str, text: str, cell: Cell, gathered: Gathered) -> bool:
    """State a value written behind its label; what names who fills in the form is no data."""
    draft = gathered.current()
    kept = as_kept(key, text)
    if _is_filler(key, cell, draft):
        gathered.set_aside(cell)
        return True
    value = Cell(kept, cell.address, cell.row, cell.column)
    if not _fits(key, value):
        return False
    draft.put(key, Taken(year_of(kept) if key == "年度" else kept, cell.address))
    gathered.take(cell)
    return True


def year_of(text: str) -> str:
    """Return the year that a cell states, without the words behind it; else its text."""
    found = _YEAR.fullmatch(fold(text))
    return found.group(1) if found else text


def _is_filler(key: str, cell: Cell, draft: Draft) -> bool:
    words = fold(cell.text)
    return key == "填报单位" or (key == "实施单位" and words.startswith(("填报单位", "单位名称")))


def _set_persons_aside(line: Line, gathered: Gathered) -> bool:
    """Set aside who is responsible, with telephone and day: they are never data."""
    found = False
    for cell in line.cells:
        if cell.address in gathered.used or not is_personal(cell):
            continue
        found = True
        value = next_cell(line.grid, cell)
        gathered.set_aside(cell)
        if value is not None and value.row == cell.row and not is_personal(value):
            gathered.set_aside(value)
    return found
