"""Funding tables beside the form's own: by row, or with the sources of money in the columns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.forms.block import Opened
from generator.forms.cells import Line
from generator.forms.draft import MoneyTable, Taken
from generator.forms.filed import texts
from generator.forms.gathered import Gathered, Table
from generator.forms.grid import Cell
from generator.forms.labels import money_unit
from generator.forms.money_rows import money_heads, open_money, own_columns, read_money_row
from generator.forms.source_columns import SourceColumns
from generator.model.text import fold

_DIVISOR = re.compile(r"[÷/](年初预算数|全年预算数|实际到位数)")


@dataclass(frozen=True, slots=True)
class DetailBlock:
    """The table's columns by the form's keys and by its own heads, and where its rows go."""

    columns: dict[int, str]
    own: dict[int, str]
    table: MoneyTable

    def read(self, line: Line, gathered: Gathered) -> None:
        """Read one source of money."""
        row = read_money_row(line, self.columns, gathered, self.own)
        if row is not None:
            self.table.rows.append(texts(row))


def open_details(line: Line, gathered: Gathered, table: Table) -> Opened | None:
    """Read the head of a table of details; None where the row is no head of a funding table."""
    head = money_heads(line)
    if head is None:
        return None
    stated = {cell: money_unit(cell.text) for cell in line.cells if cell not in head.known}
    units = {cell: unit for cell, unit in stated.items() if unit}
    gathered.take(*units)
    unit = next(iter(units.values()), table.unit)
    found = MoneyTable(_name(table, gathered), unit, _rate_base(head.known))
    gathered.current().money_tables.append(found)
    return open_money(DetailBlock(head.columns, own_columns(head), found), line, head, gathered)


def _rate_base(heads: Mapping[Cell, str]) -> str | None:
    """Return what the rates are divided by, where their head says it: 执行率（执行数÷预算数）."""
    words = next((fold(cell.text) for cell, key in heads.items() if key == "执行率"), "")
    found = _DIVISOR.search(words)
    return found.group(1) if found else None


def keep_source_columns(table: Table, found: SourceColumns, gathered: Gathered) -> None:
    """Keep a table whose sources of money stand in the columns."""
    name = _name(table, gathered)
    draft = gathered.current()
    units = [unit for cell in table.grid.cells if (unit := money_unit(cell.text))]
    unit = table.unit
    if unit is None and units and "金额单位" in draft.heads:
        unit = units[0]
    draft.money_tables.append(MoneyTable(name, unit, found.rate_base, found.rows))
    if units:
        draft.heads.setdefault("金额单位", Taken(units[0]))
    gathered.used |= found.used


def _name(table: Table, gathered: Gathered) -> str:
    if table.caption is not None:
        gathered.take(table.caption)
    return table.name(table.caption)
