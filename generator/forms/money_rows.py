"""Rows of a funding table: a source of money at the left, its figures under known heads."""

import re
from collections.abc import Mapping
from dataclasses import replace

from generator.forms.block import Block, Opened, opened, read_sides
from generator.forms.cells import Line, matches, source_name
from generator.forms.closing import is_heading
from generator.forms.draft import MoneyRow, Row, Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell
from generator.forms.head_patterns import FUNDING_PATTERNS
from generator.forms.head_rows import HeadRows, head_rows
from generator.forms.labels import FUNDING, MONEY_COLUMNS, joined, label
from generator.model.text import fold

_FEWEST_MONEY_COLUMNS = 2
_LONGEST_HEAD = 24
_AMOUNT = re.compile(r"[^0-9]{0,2}[0-9][0-9.,]*[^0-9]{0,3}")
_NOTHING = frozenset(map(fold, ("", "-", "--", "—", "——", "/", "\\", "*", "无", "○", "×")))
_PART = re.compile(r"(?!其中)([^:：]{2,30}?)其中[:：]\s*([^:：]{1,40})")
_SOURCE_HEADS = frozenset(("任务名称", "资金来源", "资金项目", "项目内容", "支出内容"))
# What heads of money and of rates end with: 统筹整合资金数, 上级补助, 支付进度率.
_OF_MONEY = re.compile(r"(?:数|额|资金|金额|款|补助|补贴|配套|支出|支付|率)$")
_IN_PAIRS = (*MONEY_COLUMNS, "执行率")
_FIGURE = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?(?:%|[万亿]?元)?")


def money_heads(line: Line) -> HeadRows | None:
    """Return the head of a funding table; None where the row is no such head."""
    if money_pairs(line):
        return None
    short = tuple(cell for cell in line.cells if len(joined(cell.text)) <= _LONGEST_HEAD)
    head = head_rows(replace(line, cells=short), FUNDING, FUNDING_PATTERNS)
    money = MONEY_COLUMNS.intersection(head.known.values())
    return head if len(money) >= _FEWEST_MONEY_COLUMNS else None


def own_columns(head: HeadRows) -> dict[int, str]:
    """Return the columns under heads that only this form has, and that speak of money or a rate.

    `其中：财政拨款` is named after the figure that it is a part of. What may count as spent is left
    unread, and so doubted: a person has to tell whether the rate includes it.
    """
    found: dict[int, str] = {}
    for column, name in head.others.items():
        if _OF_MONEY.search(label(name)) and "执行" not in name:
            whole = _left_of(column, head) if name.startswith("其中") else ""
            found[column] = f"{whole}{name}"
    names = list(found.values())
    return {column: name for column, name in found.items() if names.count(name) == 1}


def _left_of(column: int, head: HeadRows) -> str:
    """Return the key of the nearest known head at the left of a column."""
    return max((at, key) for at, key in head.columns.items() if at < column)[1]


def open_money(block: Block, line: Line, head: HeadRows, gathered: Gathered) -> Opened:
    """Take the head with what stands at its left: the block's label, the word over sources."""
    first = min(cell.column for cell in head.known)
    corner = [cell for cell in line.cells if cell.column < first and cell not in head.known]
    groups = [cell for cell in line.cells if cell not in head.known and _is_over(cell, head)]
    begun = opened(block, line, head.known, gathered)
    own = [cell for cell in head.cells if cell.column in own_columns(head)]
    gathered.take(*corner, *groups, *own)
    return Opened(begun.block, max(begun.rows, head.rows))


def _is_over(cell: Cell, head: HeadRows) -> bool:
    reach = range(cell.column, cell.column + cell.columns)
    return any(one.column in reach and one.row > cell.row for one in head.known)


def money_pairs(line: Line) -> dict[Cell, Cell]:
    """Return the labels of figures that have their figure right beside them: 预算数：| 86.00."""
    known = matches(line.cells, FUNDING, FUNDING_PATTERNS)
    pairs = {cell: _beside(line, cell) for cell, key in known.items() if key in _IN_PAIRS}
    return {cell: value for cell, value in pairs.items() if value is not None}


def _beside(line: Line, cell: Cell) -> Cell | None:
    value = line.at(cell.column + cell.columns)
    return value if value is not None and is_figure(value.text) else None


def _are_words(figures: Mapping[str, Cell]) -> bool:
    """Tell what stands in the columns of money without being any: a block that goes its own way."""
    told = [cell.text for key, cell in figures.items() if key in MONEY_COLUMNS]
    if not told or any(_AMOUNT.fullmatch(fold(text)) for text in told):
        return False
    return not all(fold(text) in _NOTHING for text in told)


def is_figure(text: str) -> bool:
    """Tell a number, perhaps with its unit of money or per cent."""
    return _FIGURE.fullmatch(fold(text)) is not None


def sources_in(line: Line) -> int | None:
    """Return the column whose head says that sources or tasks stand in it, None where none does."""
    heads = (cell.column for cell in line.reaching if label(cell.text) in _SOURCE_HEADS)
    return next(heads, None)


def read_money_row(
    line: Line,
    columns: Mapping[int, str],
    gathered: Gathered,
    own: Mapping[int, str],
    sources: int | None = None,
) -> MoneyRow | None:
    """Read a row under the heads of `columns`; None where no source of money stands at the left.

    `own` are columns of money that only this form has. Without a column of `sources` the cell next
    to the figures is one.
    """
    names = _names(line, min(columns), gathered, sources)
    figures = {name: cell for column, name in columns.items() if (cell := line.at(column))}
    if not names or is_heading(line) or _are_words(figures):
        return None
    others = {name: cell for column, name in own.items() if (cell := _figure_at(line, column))}
    gathered.take(*names, *figures.values(), *others.values())
    row: MoneyRow = {
        **_named(names[-1]),
        **{name: Taken.of(cell) for name, cell in figures.items()},
    }
    if others:
        row["其他栏"] = {name: Taken.of(cell) for name, cell in others.items()}
    return row


def _figure_at(line: Line, column: int) -> Cell | None:
    cell = line.at(column)
    return cell if cell is not None and is_figure(cell.text) else None


def _names(line: Line, first: int, gathered: Gathered, sources: int | None) -> list[Cell]:
    """Return what stands left of the figures and may name the source."""
    left = [cell for cell in line.cells if cell.column < first]
    read_sides(left, gathered)
    names = [cell for cell in left if cell.address not in gathered.used]
    return [cell for cell in names if cell.column == sources] or names


def _named(cell: Cell) -> Row:
    """Return a source, and what it is a part of where its name says so: 财政拨款其中：中央."""
    found = _PART.fullmatch(joined(cell.text))
    if found is None:
        return {"来源": Taken(source_name(cell.text), cell.address)}
    parent, source = found.groups()
    return {"来源": Taken(source, cell.address), "属于": Taken(parent, cell.address)}
