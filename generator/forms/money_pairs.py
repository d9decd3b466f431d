"""Figures of money that stand beside their labels: 预算数：| 86.00 | 到位数：| 86.00."""

from dataclasses import dataclass

from generator.forms.block import Opened
from generator.forms.cells import Line, matches, source_name
from generator.forms.draft import MoneyRow, Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell
from generator.forms.head_patterns import FUNDING_PATTERNS
from generator.forms.labels import FUNDING, MONEY_COLUMNS, joined, label, money_unit
from generator.forms.money_rows import is_figure, money_pairs

# What the official form calls the first row of such figures; these forms do not print it.
_WHOLE = "年度资金总额"
_RATE = "执行率"


@dataclass(frozen=True, slots=True)
class PairBlock:
    """The figures' keys by the columns of their labels; the parts of the money stand below."""

    keys: dict[int, str]
    values: dict[int, int]

    def read(self, line: Line, gathered: Gathered) -> None:
        """Read a part of the money: `其中：财政资金` before each of its figures."""
        names = {column: line.at(column) for column in self.keys}
        figures = {column: line.at(self.values[column]) for column in self.keys}
        pairs = {
            self.keys[column]: (name, figures[column])
            for column, name in names.items()
            if name is not None and _holds(figures[column])
        }
        if not pairs or len({source_name(name.text) for name, _ in pairs.values()}) > 1:
            return
        first = next(iter(pairs.values()))[0]
        row: MoneyRow = {"来源": Taken(source_name(first.text), first.address)}
        for key, (name, figure) in pairs.items():
            if figure is not None:
                row[key] = Taken.of(figure)
                gathered.take(name, figure)
        gathered.current().funding.append(row)


def open_pairs(line: Line, gathered: Gathered) -> Opened | None:
    """Read a row of such pairs into the form's first row of money; None where there is none."""
    pairs = money_pairs(line)
    known = matches(line.cells, FUNDING, FUNDING_PATTERNS)
    keys = {cell.column: known[cell] for cell in pairs}
    row = _whole(set(keys.values()), gathered) if pairs else None
    if row is None:
        return None
    for cell, value in pairs.items():
        row[known[cell]] = Taken.of(value)
        _take_pair(cell, value, gathered)
    _take_rate(line, row, gathered)
    parts = {column: key for column, key in keys.items() if key != _RATE}
    values = {cell.column: value.column for cell, value in pairs.items()}
    return Opened(PairBlock(parts, values), 1)


def _whole(keys: set[str], gathered: Gathered) -> MoneyRow | None:
    """Return the form's first row of money; None if it is of a table or holds these keys."""
    draft = gathered.current()
    if draft.indicators:
        return None
    if not draft.funding and not keys.isdisjoint(MONEY_COLUMNS):
        draft.funding.append({"来源": Taken(_WHOLE)})
    row = draft.funding[0] if draft.funding else {}
    is_ours = row.get("来源") == Taken(_WHOLE)
    return row if is_ours and row.keys().isdisjoint(keys) else None


def _take_pair(cell: Cell, value: Cell, gathered: Gathered) -> None:
    gathered.take(cell, value)
    if unit := money_unit(cell.text):
        gathered.current().put("金额单位", Taken(unit, cell.address))


def _take_rate(line: Line, row: MoneyRow, gathered: Gathered) -> None:
    """Take the rate that stands below its head, at the right of the pairs."""
    if _RATE in row:
        return
    for cell in line.cells:
        above = line.grid.at(line.number - 1, cell.column)
        is_rate = above is not None and _key(above) == _RATE
        if above is not None and is_rate and is_figure(cell.text):
            row[_RATE] = Taken.of(cell)
            heads = Line.of(line.grid, above.row).cells
            gathered.take(above, cell, *(one for one in heads if _names_a_group(one)))


def _key(cell: Cell) -> str | None:
    return matches([cell], FUNDING, FUNDING_PATTERNS).get(cell)


def _names_a_group(cell: Cell) -> bool:
    """Tell a head such as 资金到位情况, below which labels and figures alternate."""
    words = label(joined(cell.text))
    return words.endswith("情况") and ("资金" in words or "预算" in words)


def _holds(cell: Cell | None) -> bool:
    return cell is not None and is_figure(cell.text)
