"""The form's own funding block: it stands above the indicators, one row a source of money."""

from dataclasses import dataclass

from generator.forms.block import Opened
from generator.forms.cells import Line
from generator.forms.draft import Taken
from generator.forms.gathered import Gathered
from generator.forms.labels import MONEY_COLUMNS, money_unit
from generator.forms.money_rows import (
    money_heads,
    open_money,
    own_columns,
    read_money_row,
    sources_in,
)


@dataclass(frozen=True, slots=True)
class FundingBlock:
    """The columns of the block by the form's keys; `sources` is theirs where a head names it.

    `own` are the columns of money under heads that only this form has.
    """

    columns: dict[int, str]
    own: dict[int, str]
    sources: int | None = None

    def read(self, line: Line, gathered: Gathered) -> None:
        """Read one source of money."""
        row = read_money_row(line, self.columns, gathered, self.own, self.sources)
        if row is not None:
            gathered.current().funding.append(row)


def open_funding(line: Line, gathered: Gathered) -> Opened | None:
    """Read the head of the funding block; None where the row is none or the form has it already."""
    head = money_heads(line)
    if head is None or has_funding(gathered):
        return None
    for cell, key in head.known.items():
        unit = money_unit(cell.text)
        if unit and key in MONEY_COLUMNS:
            gathered.current().put("金额单位", Taken(unit, cell.address))
    return open_money(
        FundingBlock(head.columns, own_columns(head), sources_in(line)), line, head, gathered
    )


def has_funding(gathered: Gathered) -> bool:
    """Tell whether the form's own funding block was read, or is past: indicators stand below it."""
    draft = gathered.current()
    return bool(draft.funding or draft.indicators)
