"""Charts of grades and scores: exact figures to views that `_charts.j2` draws as SVG.

The title of a chart says what is seen in it; the same figures are the rows of a table.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.model.figure import plain
from generator.pages.chart_views import Bar, Chart, Shape
from generator.pages.drawing import FULL, ZERO, at, binned, inset, pillars, row, shapes
from generator.presentation import words
from generator.scoring.gap import Position
from generator.scoring.scorecard import Verdict

MOST_ROWS = 24
# Totals from here on are 优 by most rulebooks.
_HIGH = Decimal(90)
_STANDINGS = (
    Verdict.ABOVE,
    Verdict.BELOW,
    Verdict.WITHIN,
    Verdict.TRUNCATED,
    Verdict.AGREES,
    Verdict.UNKNOWN,
    Position.UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class Span:
    """Declared points against the rule's, of `full`; `shown` and `rule` are the words for them.

    `standing` says how the two stand to each other.
    """

    label: str
    full: Decimal
    declared: Decimal | None
    low: Decimal
    high: Decimal
    shown: str
    rule: str
    standing: Verdict | Position


def grade_chart(grades: Sequence[tuple[str, int]]) -> Chart | None:
    """Show how many reports have each grade, in the order given.

    Where all have the same there is nothing to show.
    """
    total, most = sum(count for _, count in grades), max((count for _, count in grades), default=0)
    if total == most:
        return None
    best, count = next(item for item in grades if item[1])
    return Chart(
        id="grades",
        title=f"{total} 份有等级的自评中，{count} 份为“{best}”",
        desc=f"横条图，共 {total} 份报告：{_counted(grades)}。",
        columns=("等级", "报告数（份）", "占比"),
        table=tuple(
            (label, str(count), words.ratio(Decimal(count) / total)) for label, count in grades
        ),
        bars=tuple(
            row(label, f"{n} 份", shapes("bar", Decimal(n), Decimal(most))) for label, n in grades
        ),
    )


def score_chart(totals: Sequence[Decimal | None]) -> Chart | None:
    """Show how the declared totals are distributed, in bins of five points from 60."""
    stated = [total for total in totals if total is not None]
    if not stated:
        return None
    counts, missing = binned(stated), len(totals) - len(stated)
    drawn, ticks = pillars([count for _, count in counts])
    rows = [(label, str(count)) for label, count in counts]
    if missing:
        rows.append((words.NOT_STATED, str(missing)))
    unstated = f"另有 {missing} 份未填报自评总分，不在图中。" if missing else ""
    return Chart(
        id="scores",
        title=_scores_title(stated),
        desc=f"柱形图，共 {len(stated)} 份报告：{_counted([one for one in counts if one[1]])}。",
        columns=("自评总分（分）", "报告数（份）"),
        table=tuple(rows),
        pillars=drawn,
        ticks=ticks,
        note="横轴为自评总分（分），柱顶为报告数（份）。各段含下限、不含上限，100 分在末段。"
        + unstated,
    )


def _scores_title(totals: Sequence[Decimal]) -> str:
    high = sum(total >= _HIGH for total in totals)
    said = f"，{high} 份不低于 {_HIGH} 分" if high else f"都低于 {_HIGH} 分"
    return f"{len(totals)} 份自评总分" + (f"都不低于 {_HIGH} 分" if high == len(totals) else said)


def _counted(counts: Sequence[tuple[str, int]]) -> str:
    return "，".join(f"{label} {count} 份" for label, count in counts)


def row_chart(spans: Sequence[Span]) -> Chart | None:
    """Show the declared score of each row as a dot over the rule's range, as shares of full points.

    Rows on which both agree say nothing, and are left to the table.
    """
    usable = [span for span in spans if span.full > 0]
    told = [span for span in usable if span.standing is not Verdict.AGREES]
    shown = told[:MOST_ROWS]
    if not shown:
        return None
    same = len(usable) - len(told)
    scale = "横轴为占该项分值的比例。"
    left_out = f"自评与规则一致的 {same} 项不画，见表。" if same else ""
    return Chart(
        id="spans",
        title=f"{len(usable)} 项得分与规则相比：{_standings(usable, '项')}",
        desc=f"点线图，每行一项：圆点为自评，横条为规则参考分，有范围的从低到高。{scale}{left_out}",
        columns=("指标", "满分（分）", "自评（分）", "规则参考（分）"),
        table=_cells(usable),
        bars=tuple(_bar(one, ZERO, one.full) for one in shown),
        ticks=tuple((inset(place), f"{place // 10}%") for place in (0, 500, 1000)),
        legend=(("dot", "自评"), ("range", "规则参考")),
        note=f"行末数字：自评 / 规则参考，单位分。{scale}{left_out}"
        + rest(len(shown), len(told), f"前 {len(shown)} 行"),
    )


def total_chart(spans: Sequence[Span]) -> Chart | None:
    """Show the declared total of each report as a dot over the rule's range."""
    shown = spans[:MOST_ROWS]
    if not shown:
        return None
    low, high = _limits(shown)
    return Chart(
        id="spans",
        title=f"{len(spans)} 份自评总分与规则相比：{_standings(spans, '份')}",
        desc="点线图，每行一份报告：圆点为自评，横条为规则参考分，有范围的从低到高。",
        columns=("报告", "满分（分）", "自评（分）", "规则参考（分）"),
        table=_cells(spans),
        bars=tuple(_bar(one, low, high) for one in shown),
        ticks=tuple(
            (inset(place), plain(low + (high - low) * place / 1000)) for place in (0, 500, 1000)
        ),
        legend=(("dot", "自评"), ("range", "规则参考")),
        note="行末数字：自评 / 规则参考，单位分。"
        + rest(len(shown), len(spans), f"前 {len(shown)} 行"),
    )


def _standings(spans: Sequence[Span], measure: str) -> str:
    counts = Counter(span.standing for span in spans)
    return "，".join(f"{one} {counts[one]} {measure}" for one in _STANDINGS if counts[one])


def _cells(spans: Sequence[Span]) -> tuple[tuple[str, ...], ...]:
    return tuple((one.label, words.points(one.full), one.shown, one.rule) for one in spans)


def _bar(span: Span, low: Decimal, high: Decimal) -> Bar:
    return row(span.label, f"{span.shown} / {span.rule}", _marks(span, low, high))


def _marks(span: Span, low: Decimal, high: Decimal) -> tuple[Shape, ...]:
    left, right, dot = (
        inset(at(value or ZERO, high, low)) for value in (span.low, span.high, span.declared)
    )
    drawn = (Shape("track", inset(0), inset(1000)), Shape("range", left, right))
    return drawn if span.declared is None else (*drawn, Shape("dot", dot, dot))


def _limits(spans: Sequence[Span]) -> tuple[Decimal, Decimal]:
    """Return the ends of the axis: tens around every declared and rule total."""
    low = min(min(span.low, FULL if span.declared is None else span.declared) for span in spans)
    high = max(FULL, *(max(span.high, span.declared or ZERO) for span in spans))
    return min(low // 10 * 10, FULL - 10), -(-high // 10) * 10


def rest(shown: int, total: int, what: str) -> str:
    """Say that not all are drawn; "" where all are."""
    return f"图中为{what}，其余 {total - shown} 个见表。" if total > shown else ""
