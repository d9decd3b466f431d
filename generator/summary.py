"""The totals of some reports, taken from the one table of all."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from generator.scoring.gap import Position

ZERO = Decimal(0)
_COUNTS = ("review_findings", "answered", "notices", "unjudged")


@dataclass(frozen=True, slots=True)
class Summary:
    """Totals of a group of reports. Money in 元; `rate` is a ratio.

    Money and rate are taken over the reports that state both figures.
    """

    reports: int
    adjusted: Decimal | None
    executed: Decimal | None
    rate: Decimal | None
    without_money: int
    grades: tuple[tuple[str, int], ...]
    positions: tuple[tuple[Position, int], ...]
    review_findings: int
    answered: int
    notices: int
    unjudged: int


def summarise(table: pd.DataFrame) -> Summary:
    """Return the totals of a part of the report table."""
    paid = table[table["adjusted"].notna() & table["executed"].notna()]
    adjusted, executed = _sum(paid["adjusted"]), _sum(paid["executed"])
    grades = table["grade"].dropna().value_counts(sort=False)
    return Summary(
        reports=len(table),
        adjusted=adjusted,
        executed=executed,
        rate=executed / adjusted if adjusted and executed is not None else None,
        without_money=len(table) - len(paid),
        grades=tuple((str(name), int(count)) for name, count in grades.items()),
        positions=tuple((one, int((table["position"] == one).sum())) for one in Position),
        **{name: int(table[name].sum()) for name in _COUNTS},
    )


def _sum(column: "pd.Series[Any]") -> Decimal | None:
    values = [value for value in column if value is not None]
    return sum(values, ZERO) if values else None
