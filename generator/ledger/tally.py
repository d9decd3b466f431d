"""The sums of a ledger's lines.

Coverage is what is published ÷ what should be, by number and by approved budget.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.ledger.lines import NOT_OWED, PUBLISHED, Became, Line


@dataclass(frozen=True, slots=True)
class Tally:
    """The sums of some lines: numbers of projects, and money in 元.

    `unstated` counts what is owed without an approved budget, or with one that is kept back: it is
    in no sum of money, from which it could be computed.
    """

    counts: tuple[tuple[Became, int], ...]
    owed_money: Decimal
    published_money: Decimal
    overdue_money: Decimal
    unstated: int

    def count(self, *became: Became) -> int:
        """Return how many projects became so."""
        return sum(number for one, number in self.counts if one in became)

    @property
    def owed(self) -> int:
        """How many should be published."""
        return sum(number for one, number in self.counts if one not in NOT_OWED)

    @property
    def published(self) -> int:
        """How many are, in time or late."""
        return self.count(*PUBLISHED)

    @property
    def coverage(self) -> Decimal | None:
        """Published ÷ owed, as a ratio."""
        return Decimal(self.published) / self.owed if self.owed else None

    @property
    def money_coverage(self) -> Decimal | None:
        """Published ÷ owed by approved budget, as a ratio."""
        return self.published_money / self.owed_money if self.owed_money else None


def tally(lines: Iterable[Line]) -> Tally:
    """Return the sums of some lines."""
    found = tuple(lines)
    counts = tuple((one, sum(line.became is one for line in found)) for one in Became)
    owed = [line for line in found if line.is_owed]
    return Tally(
        counts,
        _money(owed),
        _money(line for line in owed if line.became in PUBLISHED),
        _money(line for line in owed if line.became is Became.OVERDUE),
        sum(line.budget is None for line in owed),
    )


def _money(lines: Iterable[Line]) -> Decimal:
    return sum((line.budget or Decimal(0) for line in lines), Decimal(0))
