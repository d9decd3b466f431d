"""整改: what was promised about a problem, by whom and until when, and what became of it.

Source: 《项目支出绩效评价管理办法》（财预〔2020〕10号）第二十九条 to 第三十一条: results are answered by
rectification and reported back. Promises and what is said of them are added, never altered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.model.fields import CODE, DAY, NAME, NOTE, REQUIRED, ROWS, TERM, declare
from generator.model.types import Day, Part, Text


class PromiseState(StrEnum):
    """How a promise stands; without any word it is 未整改."""

    OPEN = "未整改"
    UNDER_WAY = "整改中"
    DONE = "已整改"
    DROPPED = "不再整改"


CLOSED = (PromiseState.DONE, PromiseState.DROPPED)


class Progress(Part):
    """进展: how a promise stands on a day, and whether its term was put off."""

    day: Day = declare("日期", DAY, default=REQUIRED, title="进展日期", withholdable=False)
    state: PromiseState = declare(
        "状态", TERM, default=REQUIRED, title="整改状态", withholdable=False
    )
    text: Text | None = declare("说明", NOTE, title="整改情况")
    due: Day | None = declare("新期限", DAY, note="展期的写新的期限", withholdable=False)


class Promise(Part):
    """One promise: problem, measure, who answers for it (an office, no person), the term."""

    day: Day = declare("日期", DAY, default=REQUIRED, title="提出日期", withholdable=False)
    problem: Text = declare("问题", NOTE, default=REQUIRED)
    about: Text | None = declare(
        "涉及",
        CODE,
        note="发现编号如 R205-1a2b3c，或栏目如 绩效指标/养护里程、复核",
        withholdable=False,
    )
    measure: Text = declare("措施", NOTE, default=REQUIRED, title="整改措施")
    by: Text | None = declare("责任单位", NAME, note="写单位或科室，不写人名")
    due: Day | None = declare("期限", DAY, title="整改期限", withholdable=False)
    steps: tuple[Progress, ...] = declare("进展", ROWS, default=(), title="整改进展")

    @property
    def last(self) -> Progress | None:
        """The newest of what is said of it, None where nothing is."""
        return max(self.steps, key=lambda one: one.day, default=None)

    @property
    def state(self) -> PromiseState:
        """How it stands."""
        return self.last.state if self.last else PromiseState.OPEN

    @property
    def term(self) -> date | None:
        """The day until which it is to be kept: the newest that was set, None where none was."""
        later = [one for one in self.steps if one.due]
        return max(later, key=lambda one: one.day).due if later else self.due


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise as it stands on the day of the site, with its number on the report, from 1."""

    number: int
    promise: Promise
    is_overdue: bool


def kept(promises: Iterable[Promise], day: date | None) -> tuple[Kept, ...]:
    """Return how promises stand on a day; None, of a preview, calls nothing overdue.

    The term's own day is not over it.
    """
    return tuple(Kept(number, one, _is_overdue(one, day)) for number, one in enumerate(promises, 1))


def _is_overdue(one: Promise, day: date | None) -> bool:
    term = one.term
    return day is not None and term is not None and one.state not in CLOSED and day > term
