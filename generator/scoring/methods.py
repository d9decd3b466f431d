"""The methods that look at no target: tiers, checklists, and what cannot be judged."""

import re
from decimal import Decimal

from generator.model.figure import plain, round_half_up
from generator.model.rulebook import Tier
from generator.scoring.scorecard import Method, Reading

_ITEM_POINTS = re.compile(r"[（(]\s*(\d+(?:\.\d+)?)\s*分\s*[)）]")
HUNDRED = Decimal(100)
ZERO = Decimal(0)


def unknown(weight: Decimal, why: str) -> Reading:
    """Return the widest range, 0 to the weight, with the reason why none is narrower."""
    return Reading(Method.UNKNOWN, ZERO, weight, f"规则只能给出 0 至 {plain(weight)}", note=why)


def score_tiers(
    percent: Decimal, tiers: tuple[Tier, ...], weight: Decimal, method: Method, named: str
) -> Reading:
    """Score a figure in % by steps; within a step the rule leaves the points open.

    `named` says what is measured.
    """
    tier = next((tier for tier in tiers if percent >= tier.floor), tiers[-1])
    low, high = weight * tier.low / HUNDRED, weight * tier.high / HUNDRED
    points = plain(low) if low == high else f"{plain(low)} 至 {plain(high)}"
    shown = plain(round_half_up(percent, 2))
    return Reading(
        method, low, high, f"{named} {shown}%，属“{plain(tier.floor)}% 及以上”一档，得 {points}"
    )


def checklist_points(rule: str | None) -> tuple[Decimal, ...]:
    """Return the points of the items named in a scoring rule, e.g. `（1分）`."""
    return tuple(Decimal(points) for points in _ITEM_POINTS.findall(rule or ""))


def score_checklist(rule: str | None, weight: Decimal) -> Reading:
    """Score a checklist: only the unit knows what is fulfilled, so the range is whole."""
    items = checklist_points(rule)
    steps = " + ".join(plain(item) for item in items)
    listed = f"清单各项 {steps} = {plain(sum(items, ZERO))}"
    arithmetic = listed if items else f"规则只能给出 0 至 {plain(weight)}"
    return Reading(
        Method.CHECKLIST, ZERO, weight, arithmetic, note="清单逐项是否做到，表中没有列出"
    )
