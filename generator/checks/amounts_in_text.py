"""N1: amounts and rates of the whole project named in the chapters, against the funding tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import FORM, HUNDRED, Passage, in_money, matches
from generator.model.figure import YUAN_PER, round_half_up
from generator.model.finding import Severity
from generator.model.money import funding_views, money_in_yuan, project_money
from generator.model.problem import sample
from generator.model.report import Form

_IS = r"(?:为|达到?|是|：|:)?"
_PER_CENT = r"(?P<rate>\d{1,3}(?:\.\d{1,4})?)%"
_MONEY = r"(\d[\d,]*(?:\.\d{1,6})?)(亿元|万元|元)"
_BUDGETED = re.compile(
    r"(?:全年共?到位预算资金|年度预算|全年预算数?|原预算资金|预算资金总额|年初预算数?)(?:为|共计|共)?"
    + _MONEY
)
_SPENT = re.compile(
    r"(?:实际支出|全年执行数?|实际执行预算资金|实际执行|全年支出|累计支出)(?:资金)?(?:为|共计|共)?"
    + _MONEY
)
_RATE = re.compile(rf"预算(?:资金)?执行率{_IS}{_PER_CENT}")
# Right behind the project's expenditure a bare 执行率 is that of the project.
_RATE_BEHIND = re.compile(rf"{_SPENT.pattern}[，,、；;]执行率{_IS}{_PER_CENT}")
# Powers of ten that a wrong unit makes.
_UNITS = (3, 4, 8)


@dataclass(frozen=True, slots=True)
class _Named:
    """An amount (元) that a chapter names for the whole project, and what the tables state."""

    passage: Passage
    words: str
    key: str
    amount: Decimal
    expected: tuple[Decimal, ...]

    @property
    def power(self) -> int | None:
        """By which power of ten it is off what the tables state, or None where that is not all."""
        shifts = [sign * power for power in _UNITS for sign in (1, -1)]
        return next(
            (
                shift
                for shift in shifts
                for value in self.expected
                if self.amount.scaleb(shift) == value
            ),
            None,
        )


def _named(case: Case) -> list[_Named]:
    money = money_in_yuan(case.report.form)
    budgeted = tuple({value for value in (money.initial, money.adjusted, money.received) if value})
    executed = (money.executed,) if money.executed else ()
    return [
        _Named(passage, match.group(), key, _yuan(match), expected)
        for pattern, expected, key in ((_BUDGETED, budgeted, "预算"), (_SPENT, executed, "执行数"))
        for passage, match in matches(case, pattern)
        if expected
    ]


def _yuan(match: re.Match[str]) -> Decimal:
    return Decimal(match[1].replace(",", "")) * YUAN_PER[match[2]]


def all_off_by_one_power(case: Case) -> int | None:
    """Return the power of ten that parts every amount in the chapters from the tables.

    Then the tables are in another unit than their head says, and the chapters are right. None
    unless there are several amounts.
    """
    named = _named(case)
    powers = {one.power for one in named}
    several = len({one.amount for one in named}) > 1
    return powers.pop() if several and len(powers) == 1 else None


@check(
    "N103",
    Severity.REVIEW,
    title="正文中的金额应与资金表一致",
    basis=FORM,
    explanation="在自评报告正文里找“年度预算××万元”“实际支出××万元”一类写明全项目金额的句子，换算成元后与资金表比较。"
    "写分项目或往年的句子不在检查之列。",
    advice="核对后改正正文或资金表；正文写的是分项或往年金额的，把范围写明。",
    bad=sample("报告: {预算执行情况及分析: 全年实际支出95万元。}"),
    good=sample("报告: {预算执行情况及分析: 全年实际支出 90.00 万元，其中桥梁改造 30 万元。}"),
)
def amounts_in_text(case: Case) -> Iterator[Found | NotApplicable]:
    """Budget and expenditure named in the chapters stand in the funding tables."""
    named = _named(case)
    if not named:
        yield NotApplicable("正文没有写全项目的预算或支出金额，或资金表未填报")
        return
    known = _all_amounts(case.report.form)
    if all_off_by_one_power(case) is None:
        yield from (_amount_finding(case, one) for one in named if one.amount not in known)


def _all_amounts(form: Form) -> set[Decimal]:
    found = set()
    for view in funding_views(form):
        for row in view.rows:
            for figure in ("initial", "adjusted", "received", "executed"):
                amount = view.amount(row, figure)
                if amount is not None:
                    found.add(amount)
    return found


def _amount_finding(case: Case, one: _Named) -> Found:
    words = "、".join(in_money(case, value) for value in sorted(one.expected))
    hint = "，正好相差一万倍，疑为元与万元混用" if one.power in (4, -4) else ""
    message = f"{one.passage.title}写“{one.words}”，资金表的{one.key}为 {words}{hint}"
    return Found(
        one.passage.path, message, words, one.words, subject=f"{one.passage.title}/{one.key}"
    )


@check(
    "N104",
    Severity.REVIEW,
    title="正文中的执行率应与资金表一致",
    basis=FORM,
    explanation="在自评报告正文里找“预算执行率为××%”一类的句子，与资金表所填或所算的执行率比较。",
    advice="核对后改正正文或资金表。",
    bad=sample("报告: {预算执行情况及分析: 预算执行率为95%。}"),
    good=sample("报告: {预算执行情况及分析: 预算执行率达到90%。}"),
)
def rate_in_text(case: Case) -> Iterator[Found | NotApplicable]:
    """An execution rate named in the chapters equals the table's."""
    found = [*matches(case, _RATE), *_behind_expenditure(case)]
    rates = _rates(case.report.form)
    if not found or not rates:
        yield NotApplicable("正文没有写预算执行率，或资金表未填报")
        return
    for passage, match in found:
        stated = match["rate"]
        places = len(stated.partition(".")[2])
        if all(round_half_up(rate, places) != Decimal(stated) for rate in rates):
            shown = f"{round_half_up(rates[0], 2)}%"
            message = f"{passage.title}写“{match.group()}”，按资金表计算为 {shown}"
            yield Found(
                passage.path, message, shown, f"{stated}%", subject=f"{passage.title}/执行率"
            )


def _behind_expenditure(case: Case) -> list[tuple[Passage, re.Match[str]]]:
    """Return the rates that stand bare behind the project's own expenditure."""
    spent = money_in_yuan(case.report.form).executed
    return [found for found in matches(case, _RATE_BEHIND) if _yuan(found[1]) == spent]


def _rates(form: Form) -> list[Decimal]:
    """Return the execution rates (%) that the project's money gives, of each base it states."""
    money = project_money(form)
    executed = money.executed
    if executed is None:
        return []
    bases = (money.adjusted, money.initial, money.received)
    return [executed / base * HUNDRED for base in bases if base and base > 0]


CHECKS = (amounts_in_text, rate_in_text)
