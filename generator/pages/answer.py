"""What a report answers first: 钱、事、分, a figure and a sentence each, made from facts only."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.catalogue import Entry
from generator.model.figure import BLACKED_OUT, Figure
from generator.model.money import BudgetFigure, Money, funding_views
from generator.pages.answer_points import points_cell
from generator.pages.answer_words import NOTHING, WITHHELD, Cell
from generator.presentation import words
from generator.scoring.facts import Standing
from generator.scoring.scorecard import Row, Scorecard

_NAMED = 3  # rows named in the sentence; the table names them all
_FIGURES: tuple[BudgetFigure, ...] = ("initial", "adjusted", "received", "executed")


@dataclass(frozen=True, slots=True)
class Answer:
    """The three cells and, for descriptions and search engines, their sentences as one text."""

    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """All sentences."""
        return "".join(f"{cell.lead}{cell.more}" for cell in self.cells)


def answer(entry: Entry, unit: str) -> Answer:
    """Return a report's answer; money in `unit`."""
    return Answer(
        (
            money_cell(entry.money, unit, withheld=_money_withheld(entry)),
            deeds_cell(entry.scorecard),
            points_cell(entry),
        )
    )


def _money_withheld(entry: Entry) -> bool:
    cells: list[Figure | None] = [
        getattr(row, name)
        for view in funding_views(entry.report.form)
        for row in view.rows
        for name in _FIGURES
    ]
    return any(cell is not None and cell.text == BLACKED_OUT for cell in cells)


def money_cell(money: Money, unit: str, *, withheld: bool = False) -> Cell:
    """Say how much there was and how much was spent."""
    budget = money.adjusted if money.adjusted is not None else money.initial
    if budget is None or money.executed is None:
        if withheld:
            return Cell("钱", WITHHELD, "金额依法不予公开。")
        return _half_stated(budget, money.executed, unit)
    rate = words.ratio(money.executed / budget) if budget else NOTHING
    lead = _spent(budget, money.executed, unit)
    return Cell("钱", rate, lead, "".join(_around(money, unit)))


def _half_stated(budget: Decimal | None, executed: Decimal | None, unit: str) -> Cell:
    if budget is not None:
        lead = f"预算 {words.amount(budget, unit)}，表上没有填用了多少。"
    elif executed is not None:
        lead = f"用了 {words.amount(executed, unit)}，表上没有填预算，算不出执行率。"
    else:
        lead = "表上没有填可以计算的金额。"
    return Cell("钱", words.NOT_STATED, lead)


def _spent(budget: Decimal, executed: Decimal, unit: str) -> str:
    left = budget - executed
    if not budget and not executed:
        return "预算是 0，没有用钱。"
    if not left:
        return f"{words.amount(budget, unit)}全部用完。"
    used = f"{words.amount(budget, unit)}用了 {words.amount(executed, unit)}"
    if left < 0:
        return f"{used}，超出预算 {words.amount(-left, unit)}。"
    return f"{used}，剩 {words.amount(left, unit)}。"


def _around(money: Money, unit: str) -> Sequence[str]:
    """Say what must be known of the two figures."""
    told = []
    if money.adjusted is None:
        told.append("全年预算没有填，按年初预算算。")
    elif money.initial is not None and money.initial != money.adjusted:
        change = money.adjusted - money.initial
        verb = "增加" if change > 0 else "减少"
        told.append(
            f"年初预算 {words.amount(money.initial, unit)}，"
            f"年中{verb} {words.amount(abs(change), unit)}。"
        )
    if money.basis == "分项合计":
        told.append("合计栏没有填，由各资金来源相加。")
    return told


def deeds_cell(card: Scorecard) -> Cell:
    """Say how many targets were reached, whatever the points."""
    rows = [row for row in card.rows if row.standing is not None]
    if not rows:
        return Cell("事", NOTHING, "表上没有可以对照目标和结果的指标。")
    unknown = card.count(Standing.UNKNOWN)
    if unknown == len(rows):
        return Cell("事", "无法判断", f"{len(rows)} 项指标都无法判断{_why(rows)}。")
    reached = card.count(Standing.MET, Standing.EXCEEDED)
    figure = f"{reached}/{len(rows)} 达到"
    if reached == len(rows):
        return Cell("事", figure, f"{len(rows)} 项指标都达到目标。")
    return Cell("事", figure, f"{len(rows)} 项指标：{_counted(card)}。", _missed(rows))


_COUNTED = (
    ("达到", (Standing.MET, Standing.EXCEEDED)),
    ("未达到", (Standing.MISSED,)),
    ("只有文字自述", (Standing.CLAIMED,)),
    ("有几种读法", (Standing.DOUBTFUL,)),
    ("无法判断", (Standing.UNKNOWN,)),
)


def _counted(card: Scorecard) -> str:
    counts = [(card.count(*standings), label) for label, standings in _COUNTED]
    return "，".join(f"{count} 项{label}" for count, label in counts if count)


def _why(rows: Sequence[Row]) -> str:
    """Say why nothing can be judged, where all rows have one reason."""
    reasons = {row.fact.why for row in rows if row.fact is not None}
    return f"：{reasons.pop()}" if len(reasons) == 1 else ""


def _missed(rows: Sequence[Row]) -> str:
    names = [f"“{row.label}”" for row in rows if row.is_missed and row.label]
    if not names:
        return ""
    more = "等" if len(names) > _NAMED else ""
    return f"未达到的是{'、'.join(names[:_NAMED])}{more}。"
