"""Lines that close a form or explain it: signatures, days, seals, notes. They are never data."""

import re

from generator.forms.cells import Line
from generator.forms.grid import Cell
from generator.forms.labels import joined
from generator.model.text import fold

_WHO = (
    r"(?:(?:项目|单位|部门|处室|科室|会计|填表|填报|制表|编制|经办|审核|复核|评价|联系|负责|责任|分管|主管|财务|业务)*"
    r"(?:负责人|联系人|填表人|填报人|制表人|编制人|经办人|审核人|复核人|评价人|责任人|领导|主管|会计|人员))"
)
_HOW = r"(?:(?:联系|办公|手机|移动)?(?:电话|手机|方式|号码)|联系电话|传真|邮箱|电子邮箱|邮编)"
_DAY = r"(?:(?:填表|填报|制表|报送|上报|编制|自评|评价)(?:日期|时间)|日期|时间)"
_PLACE = r"(?:(?:填表|填报|制表|报送|上报|编制)(?:单位|部门))"
_SEAL = r"(?:(?:单位|部门|项目)?(?:盖章|公章|签章|签字|签名)(?:处)?)"
_ASIDE = r"(?:\((?:盖章|公章|签章|签字|签名|加盖公章|盖单位公章|签字盖章|签字或盖章|签字/盖章)\))?"
_LABEL = rf"(?:{_WHO}|{_HOW}|{_DAY}|{_PLACE}|{_SEAL}|单位(?=\()){_ASIDE}"
# A label, perhaps with a short entry behind its colon, which ends where the next label begins.
_ENTRY = rf"(?:(?!{_LABEL}[:])[^:]){{0,30}}+"
_PAIR = rf"{_LABEL}(?::{_ENTRY})?"
_DATE = r"(?:[0-9]{4}|_*)年(?:[0-9]{1,2}|_*)月(?:(?:[0-9]{1,2}|_*)日)?"
_SIGNATURE = re.compile(rf"(?:(?:{_PAIR}|{_DATE}|\((?:盖章|公章|签章|签字)\))[,;，；、.。]?)+")
_LONGEST = 120
_SIGNED = re.compile(_LABEL)
_PERSONAL = re.compile(rf"(?:{_WHO}|{_HOW}|{_DAY}){_ASIDE}")
_NOTE = re.compile(
    r"(?:备?注|附注|说明|填[表报写]说明|填[表报]要求|注意事项)(?:[0-9]{0,2}[:：.、]|$)"
)
_NUMBERED_NOTE = re.compile(r"[(（]?[0-9]{1,2}[)）.．、]")
_CLOSING_PARAGRAPH = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]")
_COLON = re.compile("[:：]")
_SENTENCE = re.compile("[。；，]")
_LONGEST_SECTION = 24


def is_signature_line(text: str) -> bool:
    """Tell whether a line holds nothing but signatures, contact data, the day or a seal."""
    folded = fold(text)
    return 0 < len(folded) <= _LONGEST and _SIGNATURE.fullmatch(folded) is not None


def is_signature(cell: Cell) -> bool:
    """Tell a place for a signature or a contact: `填表人：张三`, `联系电话`."""
    return _SIGNED.fullmatch(_before_colon(cell)) is not None


def is_personal(cell: Cell) -> bool:
    """Tell the label of a person, a contact or a day, which may stand above the form too."""
    return _PERSONAL.fullmatch(_before_colon(cell)) is not None


def _before_colon(cell: Cell) -> str:
    return _COLON.split(fold(cell.text), maxsplit=1)[0]


def is_note(cell: Cell) -> bool:
    """Tell a note on the form: `注：金额保留两位小数。`."""
    return _NOTE.match(fold(cell.text)) is not None


def goes_on_with_notes(line: Line) -> bool:
    """Tell a row that is one numbered sentence, as notes below a form are."""
    return len(line.cells) == 1 and _NUMBERED_NOTE.match(line.cells[0].text.strip()) is not None


def closes(line: Line) -> bool:
    """Tell a row of signatures or notes by the cell that it begins with."""
    if not line.cells:
        return False
    first = line.cells[0]
    if is_note(first):
        return len(line.cells) == 1 or _COLON.search(first.text) is not None
    # A name that many things bear needs its colon, or an empty place for the name beside it.
    has_colon = any(is_signature(cell) and _COLON.search(cell.text) for cell in line.cells)
    alternate = is_signature(first) and all(is_signature(cell) for cell in line.cells[::2])
    return has_colon or (alternate and len(line.reaching) == len(line.cells))


def is_heading(line: Line) -> bool:
    """Tell a heading within a table: `三、目标完成情况` alone in its row."""
    if len(line.cells) != 1:
        return False
    return _CLOSING_PARAGRAPH.match(line.cells[0].text) is not None


def is_section(line: Line) -> bool:
    """Tell a short heading over the full width that parts a form: `四、绩效指标完成情况`."""
    if not is_heading(line) or len(line.reaching) != 1:
        return False
    cell = line.cells[0]
    is_short = len(joined(cell.text)) <= _LONGEST_SECTION and _SENTENCE.search(cell.text) is None
    return is_short and cell.columns > 1


def fills_row(line: Line, names: int) -> bool:
    """Tell a row that is one cell from the left edge over the column of names: no indicator."""
    if len(line.cells) != 1 or len(line.reaching) != 1:
        return False
    cell = line.cells[0]
    return (
        cell.columns > 1 and cell.column <= 2 and cell.column < names < cell.column + cell.columns
    )
