"""The tables of the report page: funding as printed, indicators with both scores side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.anchors import row_anchors
from generator.model.fields import OWN, POINTS, RATE, FormField
from generator.model.figure import Figure
from generator.model.finding import Finding
from generator.model.money import FundingView
from generator.model.report import Form, FundingRow, Indicator, LevelHead
from generator.pages.common import FACT_CLASS, VERDICT_CLASS, Fact
from generator.pages.findings import rows_of
from generator.pages.stated import columns, facts, label, listed_on_page, text
from generator.presentation import words
from generator.scoring.scorecard import Reading, Row, RowKind, Scorecard


@dataclass(frozen=True, slots=True)
class ScoreView:
    """Declared and rule score of a row, with verdict and arithmetic."""

    weight: str
    declared: str
    rule: str
    fact: str
    fact_class: str
    verdict: str
    verdict_class: str
    method: str
    arithmetic: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator row; `texts` are the columns that only some forms have, `second` is 复核得分."""

    level2: str
    name: str
    target: str
    adjusted_target: str
    actual: str
    completion: str
    note: str
    texts: tuple[Fact, ...]
    score: ScoreView
    anchor: str
    findings: tuple[str, ...]
    second: str


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level-1 head with its rows and any printed sub-total."""

    name: str
    subtotal: str
    texts: tuple[Fact, ...]
    rows: tuple[IndicatorView, ...]


@dataclass(frozen=True, slots=True)
class FundingTableView:
    """A funding table as text; only columns that some row fills are shown."""

    title: str
    unit: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, int, tuple[str, ...]], ...]


def funding_table(view: FundingView) -> FundingTableView:
    """Show one funding table; sources that belong to others are indented."""
    filled = list(columns(listed_on_page(FundingRow), view.rows))
    depths = {view.rows[0].source: 0}
    rows = []
    for index, row in enumerate(view.rows):
        depth = 0 if index == 0 else depths.get(row.parent or view.rows[0].source, 0) + 1
        depths[row.source] = depth
        cells = tuple(text(row, column) for column in filled)
        rows.append((row.source, min(depth, 2), cells))
    return FundingTableView(
        view.name, view.unit or "未填报", tuple(map(label, filled)), tuple(rows)
    )


def _cell(figure: Figure | None) -> str:
    return figure.text if figure else ""


def level_views(
    form: Form, card: Scorecard, findings: Sequence[Finding] = ()
) -> tuple[LevelView, ...]:
    """Show the indicator rows under their level-1 heads, in the form's order."""
    anchors, found = row_anchors(form), rows_of(form, findings)
    scored = {row.path: row for row in card.rows if row.path[0] == "绩效指标"}
    order: dict[str, list[IndicatorView]] = {}
    for index, indicator in enumerate(form.indicators):
        score = score_view(scored[("绩效指标", index)], card)
        anchor = anchors[index]
        view = _indicator(indicator, score, anchor, found.get(anchor, ()))
        order.setdefault(indicator.level1 or "", []).append(view)
    return tuple(_level(form, name, rows) for name, rows in order.items())


def _level(form: Form, name: str, rows: list[IndicatorView]) -> LevelView:
    head = next(
        (head for head in form.heads if (head.level1 or "") == name and not head.level2), None
    )
    if head is None:
        return LevelView(name or "一级指标未填报", "", (), tuple(rows))
    parts = [
        f"{key} {figure.text}"
        for key, figure in (("分值", head.weight), ("得分", head.score))
        if figure
    ]
    texts = facts(head, listed_on_page(LevelHead))
    return LevelView(name, f"小计：{'，'.join(parts)}" if parts else "", texts, tuple(rows))


def _indicator(
    indicator: Indicator, score: ScoreView, anchor: str, findings: tuple[str, ...]
) -> IndicatorView:
    nature = f"{indicator.nature} " if indicator.nature else ""
    unit = f" {indicator.measure_unit}" if indicator.measure_unit else ""
    return IndicatorView(
        level2=indicator.level2 or "",
        name=indicator.name or "",
        target=f"{nature}{indicator.target}{unit}" if indicator.target else "",
        adjusted_target=indicator.adjusted_target or "",
        actual=indicator.actual or "",
        completion=_cell(indicator.completion),
        note=indicator.note or "",
        texts=facts(indicator, sorted(listed_on_page(Indicator), key=_words_first)),
        score=score,
        anchor=anchor,
        findings=findings,
        second=_cell(indicator.review_score),
    )


def _words_first(field: FormField) -> int:
    """Below a row stand words, then further figures, then columns of the form's own."""
    if field.kind is OWN:
        return 2
    return 1 if field.kind in (POINTS, RATE) else 0


def score_view(row: Row, card: Scorecard) -> ScoreView:
    """Show a row's points, verdict and arithmetic."""
    together = _TOGETHER.get(row.kind, "")
    weight = words.points(row.weight) if row.weight is not None else ""
    is_judged = bool(row.readings) and not together
    return ScoreView(
        weight=together or weight,
        declared=_declared(row) or together,
        rule=together or _rule(row, card),
        fact=row.standing or "",
        fact_class=_fact_class(row),
        verdict=row.verdict if is_judged else "",
        verdict_class=VERDICT_CLASS[row.verdict],
        method=_method(row),
        arithmetic=tuple(_arithmetic(reading) for reading in row.readings) or _words_of_fact(row),
        reason=row.reason,
    )


_TOGETHER = {RowKind.SHARED: "与上行合并", RowKind.MEMBER: "层级合计"}


def _method(row: Row) -> str:
    return row.method or ("判断" if row.fact else "")


def _fact_class(row: Row) -> str:
    return FACT_CLASS[row.standing] if row.standing else ""


def _rule(row: Row, card: Scorecard) -> str:
    return words.span(row.low, row.high, card.places) if row.readings else "没有分值"


def _words_of_fact(row: Row) -> tuple[str, ...]:
    """Say of a row without points what was done, or why nothing can be said."""
    if row.fact is None:
        return ()
    said = [outcome.says for outcome in row.fact.outcomes if outcome.says]
    return tuple(dict.fromkeys(filter(None, [*said, row.fact.why])))


def _declared(row: Row) -> str:
    if row.printed is not None and row.points.share == 1:
        return row.printed.text
    return words.points(row.declared) if row.declared is not None else ""


def _arithmetic(reading: Reading) -> str:
    head = f"{reading.assumes}：" if reading.assumes else ""
    note = f"（{reading.note}）" if reading.note else ""
    return f"{head}{reading.arithmetic}{note}"
