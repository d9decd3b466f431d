"""How a rulebook scores rows of certain names (单项规则): one function a method, named in METHODS.

Another method is one more function here, and its name as rulebooks write it (方法).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from generator.model.measure import Amount, Measure
from generator.model.rulebook import ItemRule, Rulebook, Tier
from generator.scoring.facts import Completion, Fact, Ratio, Settled, Silent
from generator.scoring.methods import (
    HUNDRED,
    checklist_points,
    score_checklist,
    score_tiers,
    unknown,
)
from generator.scoring.points import points
from generator.scoring.scorecard import Method, Reading


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What a method may look at: the points possible (分), what was done, and the rules.

    `fact` is what the actual value says of the target; `stated_rule` the row's own 评分规则; `item`
    the rulebook's rule for rows of this name, None where the general one holds.
    """

    weight: Decimal
    fact: Fact
    actual: Measure
    stated_rule: str | None
    book: Rulebook
    item: ItemRule | None

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The steps of the rulebook's rule."""
        return self.item.tiers if self.item else ()


ItemMethod = Callable[[ItemRow], Reading]


def by_target(row: ItemRow) -> Reading:
    """Score against the target; a row without values but with a checklist, by that."""
    if isinstance(row.fact, Silent) and checklist_points(row.stated_rule):
        return by_checklist(row)
    return points(row.fact, row.weight, row.book)


def by_checklist(row: ItemRow) -> Reading:
    """Leave the whole range open: only the unit knows what is fulfilled."""
    return score_checklist(row.stated_rule, row.weight)


def by_tiers(row: ItemRow) -> Reading:
    """Score by the rulebook's steps, on the actual value or its completion."""
    if row.item is not None and row.item.measured == "完成比例":
        percent, why = _completion_percent(row.fact)
        named = "完成比例"
    else:
        percent, why = _actual_percent(row.actual)
        named = "实际完成值"
    if percent is None:
        return unknown(row.weight, why)
    return score_tiers(percent, row.tiers, row.weight, Method.TIERS, named)


def _actual_percent(actual: Measure) -> tuple[Decimal | None, str]:
    amount = actual.amount
    if not isinstance(amount, Amount) or amount.is_span or amount.unit not in ("%", ""):
        return None, f"实际完成值“{actual.text}”不是一个百分比，无法分档"
    return amount.low, ""


def _completion_percent(fact: Fact) -> tuple[Decimal | None, str]:
    """Return how much of the target was done, in %; 100 where it was reached."""
    if not isinstance(fact, Settled) or len(fact.outcomes) != 1:
        return None, fact.why or "完成比例无法算出，无法分档"
    outcome = fact.outcomes[0]
    if outcome.is_reached:
        return HUNDRED, ""
    match outcome.basis:
        case Completion(rate):
            return rate, ""
        case Ratio(limit, value) if limit > 0:
            return value / limit * HUNDRED, ""
    return None, "完成比例无法算出，无法分档"


METHODS: Mapping[str, ItemMethod] = MappingProxyType(
    {
        "按比例": by_target,
        "分档": by_tiers,
        "清单": by_checklist,
        "自评": by_checklist,
    }
)


def method_of(item: ItemRule | None) -> ItemMethod:
    """Return the method of a rule for certain names; by target where there is no such rule."""
    return by_target if item is None else METHODS.get(item.method, by_target)
