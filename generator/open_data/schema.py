"""What a published table is: columns with types, units and constraints, keys, and cells."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from generator.model.figure import plain

Cell: TypeAlias = str | int | Decimal | date | None
Row: TypeAlias = tuple[Cell, ...]


class Type(StrEnum):
    """Table Schema types in use. A NUMBER is an exact decimal, never a float."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: English name, Chinese title, type, unit ("": none) and what a cell may hold."""

    name: str
    title: str
    type: Type = Type.STRING
    note: str = ""
    unit: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """The title with the unit, as a column head in a workbook."""
        return f"{self.title}（{self.unit}）" if self.unit else self.title


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: `columns` of this table hold `others` of the table named."""

    columns: tuple[str, ...]
    table: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One published table."""

    name: str
    title: str
    note: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """English names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def row(self, cells: dict[str, Cell]) -> Row:
        """Return the cells in the columns' order; empty text is None: nothing stated looks one way.

        Raises KeyError where a cell is missing and ValueError where one has no column.
        """
        if len(cells) != len(self.columns):
            raise ValueError(f"{self.name}: {sorted(set(cells) ^ set(self.names))}")
        found = map(cells.__getitem__, self.names)
        return tuple([None if cell == "" else cell for cell in found])


def cell_text(cell: Cell) -> str:
    """Return a cell as text: decimals without exponent, days as 2023-08-31, None as nothing."""
    if cell is None:
        return ""
    return plain(cell) if isinstance(cell, Decimal) else str(cell)
