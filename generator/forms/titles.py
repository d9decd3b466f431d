"""The title above a form, with the year and the kind it may state; labels that stand alone."""

import re

from generator.forms.block import read_sides
from generator.forms.cells import Line
from generator.forms.draft import Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell
from generator.forms.labels import SIDE_LABELS, TITLES, YEAR, joined, label, money_unit
from generator.model.kinds import PROJECT, Kind
from generator.model.text import fold

# Longer texts only mention a year or a unit of money.
_LONGEST_YEAR = 12
_LONGEST_UNIT = 16
_LONGEST_TITLE = 60
# The number that a form bears among others: 附件2-1, 公开13表, 表3.
_NUMBER = re.compile(
    r"(?:附件?表?|附录|公开|表号?|样表)[:：]?[a-z]*[0-9一二三四五六七八九十]{0,3}(?:-[0-9]+)*表?[:：]?"
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("部门整体自评", re.compile(r"(?:部门|单位)?整体(?:支出|绩效|预算)")),
    ("转移支付自评", re.compile(r"转移支付(?!项目支出)|对地方.*区域")),
)


def kind_of(title: str) -> Kind:
    """Return the kind of evaluation that a form's title names."""
    words = fold(title)
    return next((kind for kind, pattern in _KINDS if pattern.search(words)), PROJECT)


def read_titles(line: Line, gathered: Gathered) -> None:
    """Take titles and years; a title below a total score begins the next form."""
    for cell in line.cells:
        if is_title(cell.text) or _is_year(cell):
            _take_title(cell, gathered)
        elif is_form_number(cell.text):
            gathered.set_aside(cell)
        elif _stands_alone(cell):
            read_sides([cell], gathered)


def _take_title(cell: Cell, gathered: Gathered) -> None:
    last = gathered.last
    if is_title(cell.text) and last is not None and last.has_ended:
        gathered.finish()
    gathered.take(cell)
    state_title(joined(cell.text), cell.address, gathered)


def state_title(text: str, address: str, gathered: Gathered) -> None:
    """State the year and the kind of evaluation that a title names."""
    if year := YEAR.search(text):
        gathered.current().put("年度", Taken(year.group(1), address))
    kind = kind_of(text)
    if is_title(text) and kind != PROJECT:
        gathered.current().put("类型", Taken(kind, address))


def is_form_number(text: str) -> bool:
    """Tell the number that a form bears among others: 附件2."""
    return _NUMBER.fullmatch(fold(text)) is not None


def is_title(text: str) -> bool:
    """Tell a form's title from sentences that mention the form."""
    words = joined(text)
    return len(words) <= _LONGEST_TITLE and TITLES.search(words) is not None


def _is_year(cell: Cell) -> bool:
    found = YEAR.search(joined(cell.text))
    return found is not None and len(fold(cell.text)) <= _LONGEST_YEAR


def _stands_alone(cell: Cell) -> bool:
    if label(cell.text) in SIDE_LABELS:
        return True
    return money_unit(cell.text) is not None and len(fold(cell.text)) <= _LONGEST_UNIT
