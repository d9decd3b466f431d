"""The methods that are not plain quantity: bands, completion rate, tiers, checklists, and what cannot be judged."""

import re
from decimal import Decimal

from generator.model.figure import plain, round_half_up
from generator.model.rulebook import Band, Rulebook, Tier
from generator.scoring.scorecard import Method, Reading
from generator.scoring.words import says_achieved, says_not_achieved, says_partly

_ITEM_POINTS = re.compile(r"[（(]\s*(\d+(?:\.\d+)?)\s*分\s*[)）]")
HUNDRED = Decimal(100)
ZERO = Decimal(0)


def unknown(weight: Decimal, why: str) -> Reading:
    """Return the widest range the rule allows, 0 to the weight, with the reason why nothing narrower is known."""
    return Reading(Method.UNKNOWN, ZERO, weight, f"规则只能给出 0 至 {plain(weight)}", note=why)


def score_words(target: str, actual: str, weight: Decimal, book: Rulebook) -> Reading:
    """Score words against words by the rulebook's qualitative bands.

    The top band where the words claim the target, the middle where a lowering word (基本, 部分) stands before them,
    the lowest where they deny it. Other wording is for a person to judge.
    """
    if says_achieved(target, actual):
        return _in_band(book.bands[0], weight, actual)
    if says_not_achieved(target, actual):
        return _in_band(book.bands[-1], weight, actual)
    if says_partly(target, actual) and len(book.bands) > 2:
        return _in_band(book.bands[1], weight, actual)
    return unknown(weight, f"“{target}”与“{actual}”是否相当，须由人判断")


def _in_band(band: Band, weight: Decimal, actual: str) -> Reading:
    low, high = weight * band.low / HUNDRED, weight * band.high / HUNDRED
    arithmetic = f"“{actual}”属“{band.name}”档：{plain(weight)} 的 {plain(band.low)}% 至 {plain(band.high)}%，即 {plain(low)} 至 {plain(high)}"
    return Reading(Method.BAND, low, high, arithmetic)


def score_completion(rate: Decimal, weight: Decimal, book: Rulebook, note: str) -> Reading:
    """Score by a completion rate in %: full from 100, else in proportion."""
    points = weight if rate >= HUNDRED else max(ZERO, weight * rate / HUNDRED)
    shown = plain(round_half_up(points, int(book.places)))
    return Reading(Method.COMPLETION, points, points, f"完成率 {plain(rate)}% × {plain(weight)} = {shown}", note=note)


def score_tiers(rate: Decimal, tiers: tuple[Tier, ...], weight: Decimal, method: Method) -> Reading:
    """Score a rate (ratio, 1 = 100%) by steps; within a step the rule leaves the points open."""
    percent = rate * HUNDRED
    tier = next((tier for tier in tiers if percent >= tier.floor), tiers[-1])
    low, high = weight * tier.low / HUNDRED, weight * tier.high / HUNDRED
    points = plain(low) if low == high else f"{plain(low)} 至 {plain(high)}"
    shown = plain(round_half_up(percent, 2))
    return Reading(method, low, high, f"执行率 {shown}%，属“{plain(tier.floor)}% 及以上”一档，得 {points}")


def checklist_points(rule: str | None) -> tuple[Decimal, ...]:
    """Return the points of the items named in a scoring rule, e.g. `（1分）`."""
    return tuple(Decimal(points) for points in _ITEM_POINTS.findall(rule or ""))


def score_checklist(rule: str | None, weight: Decimal) -> Reading:
    """Score a checklist: which items are fulfilled only the unit knows, so the rule gives the whole range."""
    items = checklist_points(rule)
    steps = " + ".join(plain(item) for item in items)
    arithmetic = f"清单各项 {steps} = {plain(sum(items, ZERO))}" if items else f"规则只能给出 0 至 {plain(weight)}"
    return Reading(Method.CHECKLIST, ZERO, weight, arithmetic, note="清单逐项是否做到，表中没有列出")
