"""Charts: exact figures to views that `_charts.j2` draws as SVG.

The same figures are the rows of a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.model.figure import plain
from generator.pages.chart_views import Chart, Shape
from generator.pages.drawing import (
    FULL,
    ONE,
    ZERO,
    at,
    binned,
    ceiling,
    inset,
    pillars,
    row,
    shapes,
)
from generator.presentation import words

MOST_ROWS = 24


@dataclass(frozen=True, slots=True)
class Amounts:
    """Budget and execution (元) of a department or a year, None where not stated."""

    label: str
    adjusted: Decimal | None
    executed: Decimal | None

    @property
    def rate(self) -> Decimal | None:
        """Executed ÷ adjusted."""
        if not self.adjusted or self.executed is None:
            return None
        return self.executed / self.adjusted

    def cells(self, unit: str) -> tuple[str, ...]:
        """Return the row of the table."""
        return (
            self.label,
            words.money(self.adjusted, unit),
            words.money(self.executed, unit),
            words.ratio(self.rate),
        )


@dataclass(frozen=True, slots=True)
class Span:
    """Declared points against the rule's, of `full`; `shown` and `rule` are the words for them."""

    label: str
    full: Decimal
    declared: Decimal | None
    low: Decimal
    high: Decimal
    shown: str
    rule: str


def grade_chart(grades: Sequence[tuple[str, int]]) -> Chart | None:
    """Show how many reports have each grade, in the order given."""
    total, most = sum(count for _, count in grades), max((count for _, count in grades), default=0)
    if not total:
        return None
    return Chart(
        id="grades",
        title="自评总分的等级分布",
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
        title="自评总分的分布",
        desc=f"柱形图，共 {len(stated)} 份报告：{_counted([one for one in counts if one[1]])}。",
        columns=("自评总分（分）", "报告数（份）"),
        table=tuple(rows),
        pillars=drawn,
        ticks=ticks,
        note="横轴为自评总分（分），柱顶为报告数（份）。各段含下限、不含上限，100 分在末段。"
        + unstated,
    )


def _counted(counts: Sequence[tuple[str, int]]) -> str:
    return "，".join(f"{label} {count} 份" for label, count in counts)


def execution_chart(items: Sequence[Amounts], unit: str, what: str = "部门") -> Chart | None:
    """Show budget execution, one row a department in the order given.

    Of many only those with the largest budgets have a bar.
    """
    if not items:
        return None
    by_budget = sorted(range(len(items)), key=lambda index: -(items[index].adjusted or ZERO))
    shown = [items[index] for index in sorted(by_budget[:MOST_ROWS])]
    top = ceiling(max(ONE, *(item.rate or ZERO for item in shown)))
    track = Shape("track", 0, at(ONE, top))
    bars = (
        row(item.label, words.ratio(item.rate), (track, *shapes("bar", item.rate, top)))
        for item in shown
    )
    return Chart(
        id="execution",
        title=f"各{what}预算执行率",
        desc=f"横条图，每个{what}一条，长度为全年执行数占全年预算数的比例；空槽的末端为 100%。",
        columns=(what, f"全年预算（{unit}）", f"全年执行（{unit}）", "执行率"),
        table=tuple(item.cells(unit) for item in items),
        bars=tuple(bars),
        ticks=tuple((at(step, top), f"{plain(step * 100)}%") for step in (ZERO, top / 2, top)),
        note=_rest(len(shown), len(items), f"全年预算最大的 {len(shown)} 个{what}"),
    )


def trend_chart(years: Sequence[Amounts], unit: str) -> Chart | None:
    """Show budget and execution by year, the earliest first; one year is no trend."""
    if len(years) < 2:
        return None
    shown = years[-MOST_ROWS:]
    top = ceiling(max(max(item.adjusted or ZERO, item.executed or ZERO) for item in shown))
    return Chart(
        id="trend",
        title="各年度预算与执行",
        desc=f"横条图，每年度一行，从上到下由远及近：宽条为全年预算，其中的窄条为全年执行，单位{unit}。",
        columns=("年度", f"全年预算（{unit}）", f"全年执行（{unit}）", "执行率"),
        table=tuple(item.cells(unit) for item in years),
        bars=tuple(
            row(item.label, f"执行率 {words.ratio(item.rate)}", _both(item, top)) for item in shown
        ),
        ticks=((0, "0"), (500, words.money(top / 2, unit)), (1000, _money(top, unit))),
        legend=(("soft", "全年预算"), ("inner", "全年执行")),
        note=_rest(len(shown), len(years), f"最近 {len(shown)} 个年度"),
    )


def funding_chart(
    amounts: tuple[Decimal | None, Decimal | None, Decimal | None], unit: str
) -> Chart | None:
    """Show the project's money (元): its first budget, its last of the year, what was spent."""
    initial, adjusted, executed = amounts
    stated = [amount for amount in amounts if amount is not None]
    if not stated:
        return None
    rate = Amounts("", adjusted, executed).rate
    share = f"占全年预算 {words.ratio(rate)}" if rate is not None else ""
    stages = (
        ("年初预算", initial, "", "soft"),
        ("全年预算", adjusted, _change(initial, adjusted, unit), "soft"),
        ("全年执行", executed, share, "bar"),
    )
    table = tuple(
        (label, words.money(amount, unit), note or "—") for label, amount, note, _ in stages
    )
    top = max(ZERO, *stated)
    bars = tuple(
        row(_noted(label, note), _money(amount, unit), shapes(kind, amount, top))
        for label, amount, note, kind in stages
    )
    return Chart(
        id="funding",
        title="资金从预算到执行",
        desc=f"横条图，从上到下：{'；'.join(f'{label} {money}' for label, money, _ in table)}，单位{unit}。",
        columns=("阶段", f"金额（{unit}）", "说明"),
        table=table,
        bars=bars,
    )


def _noted(label: str, note: str) -> str:
    return f"{label}（{note}）" if note else label


def span_chart(spans: Sequence[Span], *, share: bool, what: str = "指标") -> Chart | None:
    """Show declared points as a dot over the rule's range.

    They are shares of each row's full points, or points.
    """
    usable = [span for span in spans if span.full > 0]
    shown = usable[:MOST_ROWS]
    if not shown:
        return None
    if share:
        title, scale, sign = "自评得分与规则参考分对照", "横轴为占该项分值的比例。", "%"
        low, high = ZERO, FULL
        marks = [_marks(one, ZERO, one.full) for one in shown]
    else:
        title, scale, sign = "自评总分与规则参考总分对照", "", ""
        low, high = _limits(shown)
        marks = [_marks(one, low, high) for one in shown]
    return Chart(
        id="spans",
        title=title,
        desc=f"点线图，每行一个{what}：圆点为自评，横条为规则参考分，有范围的从低到高。{scale}",
        columns=(what, "满分（分）", "自评（分）", "规则参考（分）"),
        table=tuple(
            (span.label, words.points(span.full), span.shown, span.rule) for span in usable
        ),
        bars=tuple(
            row(one.label, f"{one.shown} / {one.rule}", drawn)
            for one, drawn in zip(shown, marks, strict=True)
        ),
        ticks=tuple(
            (inset(place), plain(low + (high - low) * place / 1000) + sign)
            for place in (0, 500, 1000)
        ),
        legend=(("dot", "自评"), ("range", "规则参考")),
        note=f"行末数字：自评 / 规则参考，单位分。{scale}"
        + _rest(len(shown), len(usable), f"前 {len(shown)} 行"),
    )


def _both(item: Amounts, top: Decimal) -> tuple[Shape, ...]:
    return *shapes("soft", item.adjusted, top), *shapes("inner", item.executed, top)


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


def _money(amount: Decimal | None, unit: str) -> str:
    return words.NOT_STATED if amount is None else f"{words.money(amount, unit)} {unit}"


def _change(initial: Decimal | None, adjusted: Decimal | None, unit: str) -> str:
    if initial is None or adjusted is None:
        return ""
    change, word = adjusted - initial, "增加" if adjusted > initial else "减少"
    return f"比年初{word} {words.money(abs(change), unit)}" if change else "与年初相同"


def _rest(shown: int, total: int, what: str) -> str:
    return f"图中为{what}，其余 {total - shown} 个见表。" if total > shown else ""
