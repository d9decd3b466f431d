"""Lines that close a form or explain it: signatures, contacts, notes. They are never data."""

import re

from generator.forms.cells import Line
from generator.forms.grid import Cell
from generator.model.text import fold

_WHO = "填表|填报|制表|编制|经办|审核|复核|联系|负责|责任|分管|主管|财务"
_SIGNED = re.compile(
    rf"(?:(?:{_WHO}|单位|部门|项目|处室|科室|会计)*(?:负责人|联系人|填表人|填报人|制表人|经办人|审核人|复核人|责任人"
    r"|领导|主管|会计|人员|签字|签章|签名|盖章|公章)"
    r"|(?:联系|办公|手机|移动)?(?:电话|手机|方式|号码)|(?:联系电话|传真|邮箱|电子邮箱|邮编)"
    r"|(?:填表|填报|制表|报送|编制)(?:日期|时间|单位|部门)|日期|时间)"
    r"(?:\((?:签字|签章|签名|盖章|公章|签字盖章|签字或盖章)\))?"
)
_NOTE = re.compile(r"(?:备?注|说明|填[表报写]说明|填[表报]要求|注意事项)(?:[0-9]{0,2}[:：.、]|$)")
_CLOSING_PARAGRAPH = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]")
_COLON = re.compile("[:：]")


def is_signature(cell: Cell) -> bool:
    """Tell a place for a signature or a contact: `填表人：张三`, `联系电话`."""
    head = _COLON.split(fold(cell.text).replace(" ", ""), maxsplit=1)[0]
    return _SIGNED.fullmatch(head) is not None


def is_note(cell: Cell) -> bool:
    """Tell a note on the form: `注：金额保留两位小数。`."""
    return _NOTE.match(fold(cell.text)) is not None


def closes(line: Line) -> bool:
    """Tell a row of signatures or notes by the cell that it begins with."""
    if not line.cells:
        return False
    first = line.cells[0]
    if is_note(first):
        return True
    # A name that many things bear needs its colon, or an empty place for the name beside it.
    has_colon = any(is_signature(cell) and _COLON.search(cell.text) for cell in line.cells)
    alternate = is_signature(first) and all(is_signature(cell) for cell in line.cells[::2])
    return has_colon or (alternate and len(line.reaching) == len(line.cells))


def is_heading(line: Line) -> bool:
    """Tell a heading within a table: `三、目标完成情况` alone in its row."""
    if len(line.cells) != 1:
        return False
    return _CLOSING_PARAGRAPH.match(line.cells[0].text) is not None


def fills_row(line: Line, names: int) -> bool:
    """Tell a row that is one cell from the left edge over the column of names: no indicator."""
    if len(line.cells) != 1 or len(line.reaching) != 1:
        return False
    cell = line.cells[0]
    return (
        cell.columns > 1 and cell.column <= 2 and cell.column < names < cell.column + cell.columns
    )
