"""Report and rulebook to scorecard: the whole of scoring in one walk down the form."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.model.figure import Figure, plain
from generator.model.report import Form, FormPath, Indicator, Report
from generator.model.rulebook import Rulebook
from generator.scoring.budget import (
    BudgetRow,
    budget_path,
    implied_points,
    read_budget_indicator,
    read_funding_row,
)
from generator.scoring.declared import (
    declared_points,
    merged_score,
    percent,
    points_of,
    scored_apart,
    value_of,
)
from generator.scoring.facts import Fact
from generator.scoring.groups import Group, weight_groups
from generator.scoring.indicator import Context, context_of, fact_of, read_indicator
from generator.scoring.scorecard import (
    Method,
    Points,
    Reading,
    Row,
    RowKind,
    Scorecard,
    Verdict,
)
from generator.scoring.totals import BLANK, grade_of, total_of, undetermined, weight_sum
from generator.scoring.verdicts import judge

ZERO = Decimal(0)
NO_WEIGHT, IN_GROUP, WITH_ABOVE = "分值未填报", "与同一层级各行合并计分", "与上行合并计分"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A form on its way through scoring, with what all its rows share."""

    form: Form
    context: Context
    budget: FormPath | None

    @property
    def book(self) -> Rulebook:
        return self.context.book


def score(report: Report, book: Rulebook) -> Scorecard:
    """Score every row of the form by the rulebook; nothing declared is changed."""
    form = report.form
    sheet = _Sheet(form, context_of(form, report.identity.year, book), _budget_of(form, book))
    rows = [*_funding_rows(sheet), *_indicator_rows(sheet)]
    rows += _implied_row(sheet, rows)
    declared = [
        row.declared for row in rows if row.kind is not RowKind.IMPLIED and row.declared is not None
    ]
    total = total_of(rows, book)
    return Scorecard(
        rulebook=book.id,
        places=int(book.places),
        rows=tuple(rows),
        weight_sum=weight_sum(rows),
        declared_sum=sum(declared, ZERO) if declared else None,
        declared_total=value_of(form.total),
        grade=grade_of(value_of(form.total), total, book),
        total=total,
        undetermined=undetermined(rows),
    )


def _budget_of(form: Form, book: Rulebook) -> FormPath | None:
    """Return the row that scores budget execution.

    An indicator of that name is another one where the total holds a
    budget score besides that no row shows.
    """
    path = budget_path(form, book)
    if path is None or path[0] != "绩效指标":
        return path
    stated = [value for row in form.indicators if (value := declared_points(row)) is not None]
    return None if implied_points(form, sum(stated, ZERO), book) else path


def _funding_rows(sheet: _Sheet) -> Iterator[Row]:
    if sheet.budget != ("资金", 0):
        return
    total = sheet.form.funding[0]
    weight = value_of(total.weight)
    points = Points("预算执行率", weight, total.score, value_of(total.score))
    if weight is None:
        yield Row(
            RowKind.FUNDING, ("资金", 0), points, (), Verdict.UNKNOWN, NO_WEIGHT, "", is_budget=True
        )
        return
    readings = read_funding_row(BudgetRow(sheet.form, weight, sheet.book, sheet.book.budget.tiers))
    yield _row(RowKind.FUNDING, ("资金", 0), points, readings, is_budget=True)


def _indicator_rows(sheet: _Sheet) -> Iterator[Row]:
    headed = {group.members[0]: group for group in weight_groups(sheet.form)}
    members = {index for group in headed.values() for index in group.members}
    for merged in _merged_groups(sheet.form.indicators):
        first = merged[0]
        if first in headed:
            yield _group(headed[first], sheet)
        if members & set(merged):
            yield from (_member(index, sheet, RowKind.MEMBER, IN_GROUP) for index in merged)
        elif len(merged) == 1:
            yield _single(first, sheet)
        else:
            yield from _merged(merged, sheet)


def _merged_groups(indicators: tuple[Indicator, ...]) -> list[list[int]]:
    """Split the rows into groups.

    A row that shares a merged cell with the row above joins its group.
    """
    groups: list[list[int]] = []
    for index, indicator in enumerate(indicators):
        if indicator.shared and groups:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _single(index: int, sheet: _Sheet) -> Row:
    indicator, path = sheet.form.indicators[index], ("绩效指标", index)
    weight = value_of(indicator.weight)
    points = points_of(indicator, weight)
    fact = fact_of(indicator, sheet.context)
    if weight is None:
        reason = BLANK if _is_blank(indicator) else NO_WEIGHT
        return Row(
            RowKind.INDICATOR,
            path,
            points,
            (),
            Verdict.UNKNOWN,
            reason,
            "",
            sheet.budget == path,
            fact,
        )
    readings = _readings(index, weight, sheet, fact)
    return _row(
        RowKind.INDICATOR, path, points, readings, is_budget=sheet.budget == path, fact=fact
    )


def _is_blank(indicator: Indicator) -> bool:
    """Tell whether a printed row was left empty: no target, no actual value, no points."""
    values = (indicator.target, indicator.adjusted_target, indicator.actual)
    figures = (indicator.score, indicator.item_score)
    return not any(values) and all(value_of(figure) is None for figure in figures)


def _readings(index: int, weight: Decimal, sheet: _Sheet, fact: Fact) -> tuple[Reading, ...]:
    indicator = sheet.form.indicators[index]
    if sheet.budget != ("绩效指标", index):
        return read_indicator(indicator, weight, sheet.context, fact)
    item = sheet.book.item_rule(indicator.name)
    tiers = item.tiers if item else sheet.book.budget.tiers
    return read_budget_indicator(indicator, BudgetRow(sheet.form, weight, sheet.book, tiers))


def _group(group: Group, sheet: _Sheet) -> Row:
    """Score the rows under a head that alone carries points."""
    members = [sheet.form.indicators[index] for index in group.members]
    stated = [value for row in members if (value := declared_points(row)) is not None]
    total = sum(stated, ZERO) if len(stated) == len(members) else None
    declared = group.score.value if group.score else total
    points = Points(group.name, group.weight, group.score, declared)
    return _row(RowKind.GROUP, group.path, points, (_spread(group.members, group.weight, sheet),))


def _merged(members: list[int], sheet: _Sheet) -> Iterator[Row]:
    """Score rows that stand under one merged weight or score.

    However the form divides the points among its rows, the total is a weighted
    mean of the rows' shares, so it lies between the least and the greatest share.
    """
    rows = [sheet.form.indicators[index] for index in members]
    stated = [
        value
        for row in rows
        if "分值" not in row.shared and (value := value_of(row.weight)) is not None
    ]
    weight = sum(stated, ZERO) if stated else None
    first, path = rows[0], ("绩效指标", members[0])
    printed = None if scored_apart(rows) else first.score
    points = Points(first.label, weight, printed, merged_score(rows))
    fact = fact_of(first, sheet.context)
    if weight is None:
        yield Row(RowKind.INDICATOR, path, points, (), Verdict.UNKNOWN, NO_WEIGHT, "", fact=fact)
    else:
        yield _row(
            RowKind.INDICATOR, path, points, (_spread(tuple(members), weight, sheet),), fact=fact
        )
    yield from (_member(index, sheet, RowKind.SHARED, WITH_ABOVE) for index in members[1:])


def _spread(members: tuple[int, ...], weight: Decimal, sheet: _Sheet) -> Reading:
    facts = [fact_of(sheet.form.indicators[index], sheet.context) for index in members]
    readings = [
        reading
        for index, fact in zip(members, facts, strict=True)
        for reading in _readings(index, weight, sheet, fact)
    ]
    low, high = min(reading.low for reading in readings), max(reading.high for reading in readings)
    shares = f"{percent(low, weight)} 至 {percent(high, weight)}"
    return Reading(
        Method.SHARED, low, high, f"{len(members)} 行合并计分：各行得分率在 {shares} 之间"
    )


def _member(index: int, sheet: _Sheet, kind: RowKind, reason: str) -> Row:
    """Return a row that has a fact and a place, and whose points stand elsewhere."""
    indicator = sheet.form.indicators[index]
    printed = indicator.score if kind is RowKind.MEMBER else None
    points = Points(indicator.label, None, printed, None)
    fact = fact_of(indicator, sheet.context)
    return Row(kind, ("绩效指标", index), points, (), Verdict.UNKNOWN, reason, "", fact=fact)


def _implied_row(sheet: _Sheet, rows: list[Row]) -> Iterator[Row]:
    """Yield the budget score that the declared total contains although no row shows it."""
    form, book = sheet.form, sheet.book
    if any(row.is_budget for row in rows) or not any(row.readings for row in rows):
        return
    declared = sum((row.declared for row in rows if row.declared is not None), ZERO)
    implied = implied_points(form, declared, book)
    if implied is None:
        return
    amount, reading = implied
    printed = Figure(plain(amount), amount, form.total.places if form.total else 0, "")
    points = Points("预算执行率（表中未列出）", book.budget.weight, printed, amount)
    yield Row(
        RowKind.IMPLIED,
        ("总分",),
        points,
        (reading,),
        Verdict.AGREES,
        "",
        _RULES[reading.method],
        is_budget=True,
    )


def _row(
    kind: RowKind,
    path: FormPath,
    points: Points,
    readings: tuple[Reading, ...],
    *,
    is_budget: bool = False,
    fact: Fact | None = None,
) -> Row:
    verdict, reason = judge(points, readings)
    method = readings[0].method
    rule = _RULES.get(method, "定量指标" if method in set(Method) else "单项规则")
    return Row(kind, path, points, readings, verdict, reason, rule, is_budget, fact)


# The entry of the rulebook's 依据 that a method rests on, where it is not the quantitative rule.
_RULES: dict[str, str] = {
    Method.BUDGET: "预算执行",
    Method.BUDGET_TIERS: "预算执行",
    Method.BAND: "定性档次",
    Method.CHECKLIST: "单项规则",
    Method.TIERS: "单项规则",
}
