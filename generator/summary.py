"""The totals of some reports, taken from the one table of all."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import Any

from generator.scoring.gap import Position

ZERO = Decimal(0)
_COUNTS = ("review_findings", "answered", "notices", "unjudged", "corrected", "upheld")


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
    corrected: int
    upheld: int


def summarise(rows: Sequence[Mapping[str, Any]], order: Sequence[str]) -> Summary:
    """Return the totals of some rows of the report table; `order` is that of the grades."""
    paid = [row for row in rows if row["adjusted"] is not None and row["executed"] is not None]
    adjusted, executed = _sum(paid, "adjusted"), _sum(paid, "executed")
    grades = Counter(filter(None, _column(rows, "grade")))
    positions = Counter(_column(rows, "position"))
    return Summary(
        reports=len(rows),
        adjusted=adjusted,
        executed=executed,
        rate=executed / adjusted if adjusted and executed is not None else None,
        without_money=len(rows) - len(paid),
        grades=tuple((name, grades[name]) for name in order if grades[name]),
        positions=tuple((one, positions[one]) for one in Position),
        **{name: sum(_column(rows, name)) for name in _COUNTS},
    )


def _column(rows: Sequence[Mapping[str, Any]], name: str) -> Iterator[Any]:
    return map(itemgetter(name), rows)


def _sum(rows: Sequence[Mapping[str, Any]], name: str) -> Decimal | None:
    return sum(_column(rows, name), ZERO) if rows else None
