"""Totals of a group as a page shows them: money of several years is never added into one sum.

Of reports of several years the money is that of the newest, set beside the year before.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from generator.catalogue import Catalogue, Entry, group
from generator.pages.common import SummaryView, view_summary
from generator.presentation import words


def newest_of(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the reports of the newest year among some."""
    by_year = group(entries, _year)
    return by_year[max(by_year)] if by_year else ()


def group_summary(catalogue: Catalogue, entries: Sequence[Entry]) -> SummaryView:
    """Count all reports of a group; its money is that of one year, which `money_year` names."""
    view = view_summary(catalogue, catalogue.summary(entries))
    by_year = group(entries, _year)
    newest, *earlier = sorted(by_year, reverse=True)
    if not earlier:
        return replace(view, money_year=str(newest))
    now, then = (catalogue.summary(by_year[year]) for year in (newest, earlier[0]))
    money = view_summary(catalogue, now)
    than = f"{earlier[0]}年度"
    return replace(
        view,
        is_of_years=True,
        adjusted=money.adjusted,
        executed=money.executed,
        rate=money.rate,
        note=f"{newest}年度{money.note}" if money.note else "",
        money_year=str(newest),
        budget_change=_budget_change(then.adjusted, now.adjusted, than),
        rate_change=rate_change(then.rate, now.rate, than),
    )


def rate_change(before: Decimal | None, now: Decimal | None, than: str = "上一年") -> str:
    """Say how a rate has changed, in percentage points; "" where one of the two is not known."""
    if before is None or now is None:
        return ""
    points = (now - before) * 100
    shown = words.gap(points, points)
    return f"与{than}持平" if shown == "0" else f"比{than} {shown} 个百分点"


def _budget_change(before: Decimal | None, now: Decimal | None, than: str) -> str:
    growth = budget_growth(before, now)
    if growth in ("", "0%"):
        return f"与{than}持平" if growth else ""
    return f"比{than} {growth}"


def budget_growth(before: Decimal | None, now: Decimal | None) -> str:
    """Return how much larger a budget is, in per cent with its sign; "" where it cannot be said."""
    if not before or now is None:
        return ""
    percent = now * 100 / before - 100
    return f"{words.gap(percent, percent)}%"


def _year(entry: Entry) -> int:
    return entry.report.identity.year
