"""One report told in blocks: the answer, the goals, the money, the indicators, what was found."""

from collections.abc import Iterator
from dataclasses import replace

from generator.catalogue import Catalogue, Entry
from generator.model.money import funding_views
from generator.outlets.blocks import Block, Kind, Line, Paragraph, Table
from generator.outlets.told_beside import MISSING, NONE
from generator.outlets.told_records import attachment_blocks, promise_blocks, second_blocks
from generator.pages.answer import answer
from generator.pages.findings import FindingView, finding_tables, status_line
from generator.pages.standing import report_banners
from generator.pages.tables import (
    FundingTableView,
    IndicatorView,
    LevelView,
    ScoreView,
    funding_table,
    level_views,
)
from generator.pages.totals import budget_line, totals_of

_HEADS = ("指标", "年度指标值", "实际完成值", "分值", "自评得分", "规则参考分", "复核得分", "判定")
# Where nobody looked again there is no such column.
_SECOND = 6
_FOUND = ("须核对的地方", "表上所填", "应为", "单位说明")


def report_blocks(catalogue: Catalogue, entry: Entry) -> Iterator[Block]:
    """Yield a report without its heading."""
    form = entry.report.form
    yield from (Paragraph(one.text) for one in report_banners(entry))
    yield Paragraph(form.unit or MISSING, "实施单位")
    yield Paragraph(f"{entry.rulebook.name}（版本 {entry.rulebook.version}）", "评价规则")
    yield Paragraph(answer(entry, catalogue.site.money_unit).text)
    yield from second_blocks(entry)
    yield Paragraph((form.goals.planned if form.goals else None) or MISSING, "年度总体目标")
    yield Paragraph((form.goals.achieved if form.goals else None) or MISSING, "实际完成情况")
    yield from (_funding(funding_table(view)) for view in funding_views(form))
    yield _indicators(entry)
    yield Paragraph(status_line(entry.tally), "核对")
    yield from _found(catalogue, entry)
    yield from promise_blocks(catalogue, entry)
    yield from attachment_blocks(catalogue, entry)
    yield from (
        Paragraph(
            f"{one.day}，{one.where}由“{one.old_words}”更正为“{one.new_words}”：{one.reason}",
            "更正",
        )
        for one in form.corrections
    )


def _funding(view: FundingTableView) -> Table:
    lines = tuple(
        Line((f"{'　' * depth}{source}", *(cell or MISSING for cell in cells)))
        for source, depth, cells in view.rows
    )
    return Table(
        f"{view.title}（单位：{view.unit}）",
        ("资金来源", *view.columns),
        lines,
        frozenset(range(1, len(view.columns) + 1)),
    )


def _indicators(entry: Entry) -> Table:
    form, card = entry.report.form, entry.scorecard
    lines = [line for level in level_views(form, card) for line in _level(level)]
    if budget := budget_line(form, card):
        lines.append(_scored((budget.label, "", ""), budget.score, budget.second, ""))
    sums = totals_of(form, card)
    total = f"总分 {sums.declared or MISSING}"
    points = (sums.weights, sums.scores or MISSING, sums.by_rule, sums.second or NONE)
    lines.append(Line(("合计", "", "", *points, total), Kind.SUM))
    table = Table("绩效指标（单位：分）", _HEADS, tuple(lines), frozenset({3, 4, 5, 6}))
    has_second = any(row.review_score for row in form.indicators)
    return table if has_second else _without_second(table)


def _level(level: LevelView) -> Iterator[Line]:
    yield Line((" ".join(filter(None, (level.name, level.subtotal))),), Kind.GROUP)
    yield from map(_indicator, level.rows)


def _indicator(row: IndicatorView) -> Line:
    name = " ".join(filter(None, (row.level2, row.name or MISSING)))
    target = row.adjusted_target or row.target or MISSING
    judged = " ".join(filter(None, (row.score.fact, row.score.verdict)))
    return _scored((name, target, row.actual or MISSING), row.score, row.second, judged)


def _scored(said: tuple[str, str, str], score: ScoreView, second: str, judged: str) -> Line:
    points = (score.weight or MISSING, score.declared or MISSING, score.rule, second or NONE)
    return Line((*said, *points, judged))


def _without_second(table: Table) -> Table:
    """Leave out the second scores."""
    lines = tuple(replace(line, cells=_cut(line.cells)) for line in table.lines)
    return replace(table, heads=_cut(table.heads), lines=lines, figures=frozenset({3, 4, 5}))


def _cut(cells: tuple[str, ...]) -> tuple[str, ...]:
    return (*cells[:_SECOND], *cells[_SECOND + 1 :])


def _found(catalogue: Catalogue, entry: Entry) -> Iterator[Block]:
    """Yield the findings that ask for a look, with what the unit says to each."""
    reviews = [one for one in finding_tables(catalogue, entry) if one.is_answerable]
    for table in reviews:
        lines = tuple(Line(_cells(one)) for one in table.findings)
        yield Table(table.title, _FOUND, lines)


def _cells(one: FindingView) -> tuple[str, ...]:
    said = "；".join(f"{word.state}：{word.text}" for word in one.said) or "尚未说明"
    return f"{one.message}（{one.code}）", one.declared, one.expected, said
