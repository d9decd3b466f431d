"""N1: figures in the goal texts against the rows that measure the same thing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import FORM, Passage, goals, squeeze
from generator.model.figure import decimals, plain, round_half_up
from generator.model.finding import Severity
from generator.model.measure import Measure
from generator.model.problem import sample
from generator.model.report import Indicator
from generator.model.text import fold
from generator.scoring.indicator import context_of, measures
from generator.scoring.units import conversion, times

_CLAUSE = re.compile(r"[，,。；;、：:（）()\n]")
# The day or year of a clause is no quantity; a clause with another year speaks of that year.
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?:度|底|末)?(?:\d{1,2}月(?:底|末)?(?:\d{1,2}日)?)?"
    r"|\d{1,2}月(?:\d{1,2}日)?(?:底|末)?"
)
_NUMBER = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)(万|亿)?")
# Words beside which a figure speaks of another time, of a part, of a rate for each, or roughly.
_OTHERWISE = re.compile(
    r"累计|其中|上年|去年|往年|历年|同比|以来|约|近|余|每|人均|户均|分别|各|占|原|第|增|减|升|降|提高|提前|[三五]年|\d{4}年?[-—至]\d{4}"
)
_ZEROS = {"": 0, "万": 4, "亿": 8}
# So many characters in common tie a clause to a row, or the whole of the row's name.
_TIED = 4
_LONGEST_UNIT = 6


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure that a goal text states: the clause around it, its words, what stands behind it."""

    passage: Passage
    clause: str
    words: str
    number: Decimal
    behind: str

    @property
    def is_planned(self) -> bool:
        """Whether it stands in a text of what was planned."""
        return self.passage.title != "实际完成情况"

    def in_unit(self, unit: str) -> Decimal | None:
        """Return the number in a unit, or None where the text names another or none."""
        for length in range(min(_LONGEST_UNIT, len(self.behind)), 0, -1):
            factor = conversion(self.behind[:length], unit)
            if factor is not None:
                return times(self.number, factor)
        return None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with a target or an actual value in a unit."""

    indicator: Indicator
    target: Measure
    initial: Measure
    actual: Measure

    @property
    def unit(self) -> str:
        """The unit of whichever of the two has one."""
        units = (amount.unit for amount in (self.target.amount, self.actual.amount) if amount)
        return next((unit for unit in units if unit), "")

    def amounts(self, unit: str, *, planned: bool) -> tuple[Decimal, ...]:
        """Return the figures in a unit that a goal text may repeat.

        A plan repeats the target, results that or the actual value.
        """
        factor = conversion(self.unit, unit)
        if not factor:
            return ()
        results = () if planned else (self.actual,)
        amounts = (measure.amount for measure in (self.target, self.initial, *results))
        ends = (end for amount in amounts if amount for end in amount.in_base_unit())
        return tuple(times(end, factor) for end in ends)


@check(
    "N107",
    Severity.REVIEW,
    title="总体目标中的数字应与指标一致",
    basis=FORM,
    explanation="预期目标、实际完成情况里写的数量，与名称相近、单位相同的指标行不同，读者不知道以哪个为准。"
    "只比较能对上的：同一小句里写着指标的名称，只有一个数字；写累计、其中、上年、每、约等字样的不比较。",
    advice="核对后改成同一个数字；范围不同的，写明范围。",
    bad=sample("年度总体目标: {预期目标: 完成公路养护里程40公里。}"),
    good=sample("年度总体目标: {预期目标: 完成公路养护里程50公里（其中县道养护里程20公里）。}"),
)
def goals_agree_with_rows(case: Case) -> Iterator[Found | NotApplicable]:
    """A figure in a goal text is that of the row that measures the same thing."""
    rows = list(_rows(case))
    year = case.report.identity.year
    stated = [one for passage in goals(case.report.form) for one in _figures(passage, year)]
    if not rows or not stated:
        yield NotApplicable("总体目标中没有可以与指标对照的数字")
    for one in stated:
        row = _measuring(one, rows)
        if row is None or _is_the_bare_figure(one, row):
            continue
        if not _is_known(one, stated, row.unit, rows):
            yield _apart(one, row)


def _is_known(one: _Stated, stated: list[_Stated], unit: str, rows: list[_Row]) -> bool:
    """Tell whether some row states a figure, or one that it makes with those behind it."""
    known = [amount for row in rows for amount in row.amounts(unit, planned=one.is_planned)]
    return _is(one, unit, known) or _adds_up(one, stated, unit, known)


def _is_the_bare_figure(one: _Stated, row: _Row) -> bool:
    """Tell whether a row has the same digits without a unit: 8.1万人, 8.1; F312 speaks of these."""
    amount = row.actual.amount
    if amount is None or amount.unit or one.is_planned:
        return False
    return any(one.number == amount.low.scaleb(power) for power in _ZEROS.values())


def _apart(one: _Stated, row: _Row) -> Found:
    title, label = one.passage.title, row.indicator.label
    result = "" if one.is_planned else row.actual.text
    shown = result or row.target.text
    message = f"{title}写“{one.words}”，指标“{label}”为 {shown}"
    return Found(one.passage.path, message, shown, one.words, subject=f"{title}/{label}")


def _rows(case: Case) -> Iterator[_Row]:
    form = case.report.form
    context = context_of(form, case.report.identity.year, case.rulebook)
    for item in form.indicators:
        target, actual = measures(item, context)
        initial, _ = measures(item, context, initial=True)
        row = _Row(item, target, initial, actual)
        if item.name and row.unit:
            yield row


def _figures(passage: Passage, year: int) -> Iterator[_Stated]:
    """Yield the clauses of a goal text that hold one plain figure, of this year."""
    if passage.title == "实施期目标":
        return
    for whole in _CLAUSE.split(squeeze(passage.text)):
        years = {match["year"] for match in _DATE.finditer(whole)} - {None, str(year)}
        clause = _DATE.sub("", whole)
        numbers = list(_NUMBER.finditer(clause))
        if years or len(numbers) != 1 or _OTHERWISE.search(clause):
            continue
        match = numbers[0]
        number = Decimal(match[1].replace(",", "")).scaleb(_ZEROS[match[2] or ""])
        yield _Stated(passage, fold(clause), clause[-40:], number, clause[match.end() :])


def _measuring(one: _Stated, rows: list[_Row]) -> _Row | None:
    """Return the row in the clause's unit whose name shares most with it, if that is enough.

    None also where the figure is a result, and that row states none.
    """
    in_its_unit = [row for row in rows if one.in_unit(row.unit) is not None]
    shared = [(_in_common(one.clause, row.indicator), row) for row in in_its_unit]
    most, row = max(shared, key=lambda tied: tied[0], default=(0, None))
    if row is None or most == 0:
        return None
    return row if one.is_planned or row.actual.amount is not None else None


def _in_common(clause: str, item: Indicator) -> int:
    """Return how many characters in a row a clause shares with a name; 0 where too few tie them.

    Of rates only the whole name ties: 教师满意度 is not 学生满意度.
    """
    name = fold(item.name or "")
    if name in clause:
        return len(name)
    if name.endswith(("率", "度", "比例", "占比", "比重")):
        return 0
    pieces = (name[start:end] for end in range(len(name) + 1) for start in range(end))
    longest = max((len(piece) for piece in pieces if piece in clause), default=0)
    return longest if longest >= _TIED else 0


def _is(one: _Stated, unit: str, known: list[Decimal]) -> bool:
    """Tell whether the figure is one of those known, rounded as the text has it."""
    stated = one.in_unit(unit)
    if stated is None:
        return False
    places = decimals(one.number)
    return any(
        stated == value or plain(round_half_up(value, places)) == plain(stated) for value in known
    )


def _adds_up(one: _Stated, stated: list[_Stated], unit: str, known: list[Decimal]) -> bool:
    """Tell whether a figure and those behind it in its text are parts of one that is known.

    县道210公里，乡道410公里.
    """
    total = Decimal(0)
    behind = stated[stated.index(one) :]
    for part in (other for other in behind if other.passage == one.passage):
        amount = part.in_unit(unit)
        if amount is None:
            return False
        total += amount
        if total in known:
            return True
    return False


CHECKS = (goals_agree_with_rows,)
