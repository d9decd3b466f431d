"""Several values in one cell, `3个，5次`: compared item by item where the items align."""

import re
from collections.abc import Sequence

from generator.scoring.facts import Fact, Outcome, Settled, Standing

# A comma between digits parts thousands.
_BETWEEN = re.compile(r"[、；;]|[，,](?!\d{3}(?:\D|$))")


def items_of(text: str) -> tuple[str, ...]:
    """Return the items of a cell, in its order."""
    return tuple(item.strip() for item in _BETWEEN.split(text) if item.strip())


def joined(facts: Sequence[Fact], text: str) -> Fact | None:
    """Return the fact of a cell from those of its items; None unless each is settled by a figure.

    Some missed and some met: the rule does not say how they count
    together, so all from the lowest share to full.
    """
    if not all(isinstance(fact, Settled) for fact in facts):
        return None
    outcomes = [outcome for fact in facts for outcome in fact.outcomes]
    if any(outcome.standing is Standing.CLAIMED for outcome in outcomes):
        return None
    missed = tuple(outcome for outcome in outcomes if not outcome.is_reached)
    if not missed:
        return Settled((Outcome(Standing.MET, says=f"{text} 各项都达到"),))
    met = (Outcome(Standing.MISSED, None, "其余各项达到"),) if len(missed) < len(outcomes) else ()
    return Settled((*missed, *met), "一格几项，合起来怎样计分，规则没有规定")
