"""The totals of some reports, taken from the one table of all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
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
    paid = [row for row in rows if None not in (row["adjusted"], row["executed"])]
    adjusted, executed = _sum(paid, "adjusted"), _sum(paid, "executed")
    grades = Counter(filter(None, (row["grade"] for row in rows)))
    positions = Counter(row["position"] for row in rows)
    return Summary(
        reports=len(rows),
        adjusted=adjusted,
        executed=executed,
        rate=executed / adjusted if adjusted and executed is not None else None,
        without_money=len(rows) - len(paid),
        grades=tuple((name, grades[name]) for name in order if grades[name]),
        positions=tuple((one, positions[one]) for one in Position),
        **{name: _count(rows, name) for name in _COUNTS},
    )


def _count(rows: Sequence[Mapping[str, Any]], name: str) -> int:
    return sum(row[name] for row in rows)


def _sum(rows: Sequence[Mapping[str, Any]], name: str) -> Decimal | None:
    figures = [row[name] for row in rows]
    return sum(figures, ZERO) if figures else None
