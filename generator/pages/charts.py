"""Charts: exact figures to views that `_charts.j2` draws as SVG, with the same figures as the rows of a table.

Places are thousandths of the chart's width (of its height for pillars) and serve for drawing only.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.model.figure import plain, round_half_up
from generator.pages.chart_views import Bar, Chart, Pillar, Shape
from generator.presentation import words

ZERO, ONE, FULL = Decimal(0), Decimal(1), Decimal(100)
MOST_ROWS = 24
_NARROW = 40  # half-width characters that stand side by side at 320 px
_STEPS = tuple(map(Decimal, ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")))
_WORDS = re.compile(r"[0-9.,%]+|.")  # a number is never broken
_EDGES = tuple(range(60, 101, 5))  # of the score bins


@dataclass(frozen=True, slots=True)
class Amounts:
    """Budget and execution (元) of a department or a year, None where not stated."""

    label: str
    adjusted: Decimal | None
    executed: Decimal | None

    @property
    def rate(self) -> Decimal | None:
        """Executed ÷ adjusted."""
        return (
            self.executed / self.adjusted if self.adjusted and self.executed is not None else None
        )

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
    """Declared points against the rule's, of `full` points; `shown` and `rule` are the words for them."""

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
        desc=f"横条图，共 {total} 份报告：{'，'.join(f'{label} {count} 份' for label, count in grades)}。",
        columns=("等级", "报告数（份）", "占比"),
        table=tuple(
            (label, str(count), words.ratio(Decimal(count) / total)) for label, count in grades
        ),
        bars=tuple(
            _row(label, f"{n} 份", _shapes("bar", Decimal(n), Decimal(most))) for label, n in grades
        ),
    )


def score_chart(totals: Sequence[Decimal | None]) -> Chart | None:
    """Show how the declared totals are distributed, in bins of five points from 60."""
    stated = [total for total in totals if total is not None]
    if not stated:
        return None
    counts, missing = _binned(stated), len(totals) - len(stated)
    pillars, ticks = _pillars([count for _, count in counts])
    rows = [(label, str(count)) for label, count in counts] + [
        (words.NOT_STATED, str(missing))
    ] * bool(missing)
    unstated = f"另有 {missing} 份未填报自评总分，不在图中。" if missing else ""
    return Chart(
        id="scores",
        title="自评总分的分布",
        desc=f"柱形图，共 {len(stated)} 份报告：{'，'.join(f'{label} {count} 份' for label, count in counts if count)}。",
        columns=("自评总分（分）", "报告数（份）"),
        table=tuple(rows),
        pillars=pillars,
        ticks=ticks,
        note="横轴为自评总分（分），柱顶为报告数（份）。各段含下限、不含上限，100 分在末段。"
        + unstated,
    )


def execution_chart(items: Sequence[Amounts], unit: str, what: str = "部门") -> Chart | None:
    """Show budget execution, one row a department in the order given; of many only those with the largest budgets."""
    if not items:
        return None
    largest = sorted(range(len(items)), key=lambda index: -(items[index].adjusted or ZERO))[
        :MOST_ROWS
    ]
    shown = [items[index] for index in sorted(largest)]
    top = _ceiling(max(ONE, *(item.rate or ZERO for item in shown)))
    track = Shape("track", 0, _at(ONE, top))
    bars = (
        _row(item.label, words.ratio(item.rate), (track, *_shapes("bar", item.rate, top)))
        for item in shown
    )
    return Chart(
        id="execution",
        title=f"各{what}预算执行率",
        desc=f"横条图，每个{what}一条，长度为全年执行数占全年预算数的比例；空槽的末端为 100%。",
        columns=(what, f"全年预算（{unit}）", f"全年执行（{unit}）", "执行率"),
        table=tuple(item.cells(unit) for item in items),
        bars=tuple(bars),
        ticks=tuple((_at(step, top), f"{plain(step * 100)}%") for step in (ZERO, top / 2, top)),
        note=_rest(len(shown), len(items), f"全年预算最大的 {len(shown)} 个{what}"),
    )


def trend_chart(years: Sequence[Amounts], unit: str) -> Chart | None:
    """Show budget and execution by year, the earliest first; one year is no trend."""
    if len(years) < 2:
        return None
    shown = years[-MOST_ROWS:]
    top = _ceiling(max(max(item.adjusted or ZERO, item.executed or ZERO) for item in shown))
    return Chart(
        id="trend",
        title="各年度预算与执行",
        desc=f"横条图，每年度一行，从上到下由远及近：宽条为全年预算，其中的窄条为全年执行，单位{unit}。",
        columns=("年度", f"全年预算（{unit}）", f"全年执行（{unit}）", "执行率"),
        table=tuple(item.cells(unit) for item in years),
        bars=tuple(
            _row(item.label, f"执行率 {words.ratio(item.rate)}", _both(item, top)) for item in shown
        ),
        ticks=((0, "0"), (500, words.money(top / 2, unit)), (1000, _money(top, unit))),
        legend=(("soft", "全年预算"), ("inner", "全年执行")),
        note=_rest(len(shown), len(years), f"最近 {len(shown)} 个年度"),
    )


def funding_chart(
    amounts: tuple[Decimal | None, Decimal | None, Decimal | None], unit: str
) -> Chart | None:
    """Show the project's money (元): the first budget, the budget at the end of the year, what was spent."""
    initial, adjusted, executed = amounts
    stated = [amount for amount in amounts if amount is not None]
    if not stated:
        return None
    rate = Amounts("", adjusted, executed).rate
    notes = (
        "",
        _change(initial, adjusted, unit),
        f"占全年预算 {words.ratio(rate)}" if rate is not None else "",
    )
    stages = tuple(
        zip(
            ("年初预算", "全年预算", "全年执行"),
            amounts,
            notes,
            ("soft", "soft", "bar"),
            strict=True,
        )
    )
    table = tuple(
        (label, words.money(amount, unit), note or "—") for label, amount, note, _ in stages
    )
    bars = tuple(
        _row(
            label + (f"（{note}）" if note else ""),
            _money(amount, unit),
            _shapes(kind, amount, max(ZERO, *stated)),
        )
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


def span_chart(spans: Sequence[Span], *, share: bool, what: str = "指标") -> Chart | None:
    """Show declared points as a dot over the rule's range: as shares of each row's full points, or as points."""
    usable = [span for span in spans if span.full > 0]
    shown = usable[:MOST_ROWS]
    if not shown:
        return None
    low, high = (ZERO, FULL) if share else _limits(shown)
    ends = {span: (ZERO, span.full) if share else (low, high) for span in shown}
    scale, sign = ("横轴为占该项分值的比例。", "%") if share else ("", "")
    return Chart(
        id="spans",
        title="自评得分与规则参考分对照" if share else "自评总分与规则参考总分对照",
        desc=f"点线图，每行一个{what}：圆点为自评，横条为规则参考分，有范围的从低到高。{scale}",
        columns=(what, "满分（分）", "自评（分）", "规则参考（分）"),
        table=tuple(
            (span.label, words.points(span.full), span.shown, span.rule) for span in usable
        ),
        bars=tuple(
            _row(one.label, f"{one.shown} / {one.rule}", _marks(one, *ends[one])) for one in shown
        ),
        ticks=tuple(
            (_inset(place), plain(low + (high - low) * place / 1000) + sign)
            for place in (0, 500, 1000)
        ),
        legend=(("dot", "自评"), ("range", "规则参考")),
        note=f"行末数字：自评 / 规则参考，单位分。{scale}"
        + _rest(len(shown), len(usable), f"前 {len(shown)} 行"),
    )


def _at(value: Decimal, high: Decimal, low: Decimal = ZERO) -> int:
    """Return where a value lies between low (0) and high (1000)."""
    return (
        int(round_half_up((min(max(value, low), high) - low) / (high - low) * 1000, 0))
        if high > low
        else 0
    )


def _inset(place: int) -> int:
    """Move a place inwards, so that a dot on the edge is not cut."""
    return 20 + place * 960 // 1000


def _shapes(kind: str, value: Decimal | None, top: Decimal) -> tuple[Shape, ...]:
    """Return a bar from nought; none for nought and where nothing is stated."""
    return (Shape(kind, 0, max(4, _at(value, top))),) if value and value > 0 else ()


def _both(item: Amounts, top: Decimal) -> tuple[Shape, ...]:
    return *_shapes("soft", item.adjusted, top), *_shapes("inner", item.executed, top)


def _marks(span: Span, low: Decimal, high: Decimal) -> tuple[Shape, ...]:
    left, right, dot = (
        _inset(_at(value or ZERO, high, low)) for value in (span.low, span.high, span.declared)
    )
    drawn = (Shape("track", _inset(0), _inset(1000)), Shape("range", left, right))
    return drawn if span.declared is None else (*drawn, Shape("dot", dot, dot))


def _limits(spans: Sequence[Span]) -> tuple[Decimal, Decimal]:
    """Return the ends of the axis: tens around every declared and rule total."""
    low = min(min(span.low, FULL if span.declared is None else span.declared) for span in spans)
    high = max(FULL, *(max(span.high, span.declared or ZERO) for span in spans))
    return min(low // 10 * 10, FULL - 10), -(-high // 10) * 10


def _ceiling(value: Decimal) -> Decimal:
    """Return the round number at or next above a value, 1 for nothing."""
    power = ONE.scaleb(value.adjusted()) if value > 0 else ONE
    return next(step * power for step in _STEPS if step * power >= value)


def _row(label: str, value: str, shapes: tuple[Shape, ...]) -> Bar:
    """Break the label so that it and the figure stand side by side on a phone; at most three lines."""
    room, lines, width = (
        max(14, _NARROW - 2 - len(value) * 5 // 4 - value.count("未填报") * 2),
        [""],
        0,
    )
    for mark in _WORDS.findall(" ".join(label.split())):
        size = sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in mark)
        if width + size > room and mark not in "，。、；：）》”％%":
            lines, width = [*lines, ""], 0
        lines[-1], width = lines[-1] + mark, width + size
    return Bar(
        tuple(lines) if len(lines) <= 3 else (*lines[:2], f"{lines[2][:-1]}…"), value, shapes
    )


def _binned(totals: Sequence[Decimal]) -> list[tuple[str, int]]:
    """Count totals by bin; 100 belongs to the last, and totals above 100 have a bin only where there are any."""
    bins = [
        (f"{low}–{low + 5}", sum(low <= total < low + 5 for total in totals)) for low in _EDGES[:-1]
    ]
    bins[-1] = (bins[-1][0], sum(_EDGES[-2] <= total <= FULL for total in totals))
    above = sum(total > FULL for total in totals)
    return [
        ("低于 60", sum(total < 60 for total in totals)),
        *bins,
        *([("高于 100", above)] if above else []),
    ]


def _pillars(counts: Sequence[int]) -> tuple[tuple[Pillar, ...], tuple[tuple[int, str], ...]]:
    """Place the pillars, the open bins at the ends wider than the others, and every other limit."""
    above = len(counts) > len(_EDGES)
    weights = [4, *[2] * (len(_EDGES) - 1), *[4] * above]
    ends = [sum(weights[: index + 1]) * 1000 // sum(weights) for index in range(len(counts))]
    pillars = tuple(
        Pillar(start, end, count * 1000 // max(counts), str(count) if count else "")
        for start, end, count in zip([0, *ends], ends, counts, strict=False)
    )
    limits = [(end, str(edge)) for end, edge in zip(ends, _EDGES, strict=False)][::2]
    return pillars, ((0, "低于"), *limits, *[(1000, "高于")] * above)


def _money(amount: Decimal | None, unit: str) -> str:
    return words.NOT_STATED if amount is None else f"{words.money(amount, unit)} {unit}"


def _change(initial: Decimal | None, adjusted: Decimal | None, unit: str) -> str:
    if initial is None or adjusted is None:
        return ""
    change, word = adjusted - initial, "增加" if adjusted > initial else "减少"
    return f"比年初{word} {words.money(abs(change), unit)}" if change else "与年初相同"


def _rest(shown: int, total: int, what: str) -> str:
    return f"图中为{what}，其余 {total - shown} 个见表。" if total > shown else ""
