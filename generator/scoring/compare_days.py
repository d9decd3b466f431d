"""A day against a deadline, or against the earliest day allowed: the rule gives no proportion."""

from datetime import date, timedelta

from generator.model.measure import Comparator, Day
from generator.scoring.days import read_loosely
from generator.scoring.facts import Delay, Fact, Open, Outcome, Settled, Silent, Standing
from generator.scoring.pair import Pair
from generator.scoring.writings import plain_text


def compare_with_day(pair: Pair, deadline: Day) -> Fact:
    """Return the fact of a target that is a day.

    What answers it may be written 20241130, 2024.11.
    """
    stated = pair.actual.value
    day = stated if isinstance(stated, Day) else read_loosely(plain_text(pair.actual.text))
    if day is None:
        return pair.incomparable()
    if pair.target.bound in (Comparator.GE, Comparator.GT):
        return _not_before(pair, deadline, day)
    return _year_or_period_in_doubt(pair, deadline, day) or _not_after(pair, deadline, day)


def _year_or_period_in_doubt(pair: Pair, deadline: Day, day: Day) -> Fact | None:
    target, actual = pair.target.text, pair.actual.text
    both_periods = deadline.period and day.period and day != deadline
    if both_periods and day.first <= deadline.last:
        return Silent(f"“{actual}”与“{target}”起止不同，是提前还是没有做满，看不出来")
    if day.last.year >= deadline.first.year:
        return None
    met = Outcome(Standing.MET, says=f"{actual} 早于 {target}")
    early = Outcome(Standing.MISSED, Delay("年份不符"), actual)
    doubt = f"“{actual}”早于“{target}”所在年度，是提前还是写错年份，看不出来"
    return Open((early, met), doubt)


def _not_after(pair: Pair, deadline: Day, day: Day) -> Fact:
    target, actual = pair.target.text, pair.actual.text
    if day.last <= _last_in_time(deadline):
        return Settled((Outcome(Standing.MET, says=f"{actual} 不晚于 {target}"),))
    delay = Delay(f"{actual} 晚于 {target}，逾期如何扣分，规则没有规定")
    late = Outcome(Standing.MISSED, delay, f"{actual} 晚于 {target}")
    if day.first > deadline.last and not day.open:
        return Settled((late,))
    met = Outcome(Standing.MET, says=f"{actual} 可能在 {target} 之内")
    return Open((late, met), f"“{actual}”没有写到日，不能断定是否晚于“{target}”")


def _last_in_time(deadline: Day) -> date:
    """Return the last day that is surely in time: `10月前` may or may not include October."""
    return deadline.first - timedelta(days=1) if deadline.vague else deadline.last


def _not_before(pair: Pair, earliest: Day, day: Day) -> Fact:
    target, actual = pair.target.text, pair.actual.text
    if day.first >= earliest.first:
        return Settled((Outcome(Standing.MET, says=f"{actual} 不早于 {target}"),))
    early = Delay(f"{actual} 早于 {target}，提前如何扣分，规则没有规定")
    return Settled((Outcome(Standing.MISSED, early, f"{actual} 早于 {target}"),))
