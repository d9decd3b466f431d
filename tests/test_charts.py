"""Charts: what is drawn is what is counted, in words and in a table, whatever the figures."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages import charts, money_charts
from generator.pages.chart_views import Chart
from generator.pages.charts import Span
from generator.pages.money_charts import Amounts
from generator.presentation.templates import environment
from generator.scoring.gap import Position
from generator.scoring.scorecard import Verdict
from tests.make import ROOT

D = Decimal
NO_MONEY = Amounts("未报局", None, None)
OFFICES = (
    Amounts("某县人民政府办公室", D(1_000_000), D(973_400)),
    Amounts("某县交通运输局", D(2_000_000), D(500_000)),
    Amounts("某县教育局", D(0), D(0)),
    NO_MONEY,
)
YEARS = (
    Amounts("2022年度", D(8_391_607), D(8_358_865)),
    Amounts("2021年度", D(10_000_000), D(2_500_000)),
    Amounts("2020年度", None, None),
)
SPANS = (
    Span("养护里程", D(50), D(50), D(45), D(45), "50", "45", Verdict.ABOVE),
    Span("群众满意度", D(10), D("9.5"), D(8), D(10), "9.5", "8–10", Verdict.WITHIN),
    Span("合格率", D(10), D(10), D(10), D(10), "10", "10", Verdict.AGREES),
    Span("通行时间", D(30), None, D(0), D(30), "未填报", "0–30", Verdict.UNKNOWN),
)
TOTAL = Span("甲", D(100), D(97), D("89.5"), D("99.5"), "97", "89.5–99.5", Position.WITHIN)
FUNDING = (D(1_000_000), D(1_234_500), D(900_000))
EVERY: dict[str, Chart | None] = {
    "grades": charts.grade_chart([("优", 6), ("良", 3), ("中", 0)]),
    "scores": charts.score_chart([D("59.99"), D(60), D(95), D(100), D("98.5"), None]),
    "scores above": charts.score_chart([D(101), D(88)]),
    "execution": money_charts.execution_chart(OFFICES, "万元"),
    "trend": money_charts.trend_chart(YEARS, "万元"),
    "funding": money_charts.funding_chart(FUNDING, "万元"),
    "shares": charts.row_chart(SPANS),
    "totals": charts.total_chart([TOTAL]),
}
EVERY_CHART = pytest.mark.parametrize("chart", EVERY.values(), ids=EVERY.keys())


def draw(chart: Chart | None, existing: str = "") -> str:
    template = environment().from_string('{% import "_charts.j2" as c %}{{ c.chart(view, existing) }}')
    return template.render(view=chart, existing=existing)


def parsed(chart: Chart | None) -> ET.Element:
    assert chart is not None
    return ET.fromstring(draw(chart))  # noqa: S314 - our own markup


def text(element: ET.Element) -> str:
    return "".join(element.itertext())


def words_drawn(figure: ET.Element, kind: str) -> list[str]:
    return [text(item) for item in figure.iter("text") if item.get("class") == f"jx-chart__{kind}"]


def cells(figure: ET.Element) -> list[list[str]]:
    return [[text(cell) for cell in row] for row in figure.iter("tr")][1:]


def widths(figure: ET.Element, kind: str) -> list[Decimal]:
    svg = next(item for item in figure.iter("svg") if item.get("role"))
    found = [item for item in svg.iter("rect") if item.get("class") == f"jx-chart__{kind}"]
    return [D((item.get("width") or "").rstrip("%")) for item in found]


@EVERY_CHART
def test_a_chart_has_a_name_a_description_and_a_table(chart: Chart) -> None:
    figure = parsed(chart)
    svg = next(item for item in figure.iter("svg") if item.get("role") == "img")
    named = {item.get("id"): text(item) for item in svg if item.tag in {"title", "desc"}}

    assert (svg.get("aria-labelledby") or "").split() == list(named)
    assert all(named.values())
    assert len(list(figure.iter("caption"))) == 1
    assert len(cells(figure)) == len(chart.table)


@EVERY_CHART
def test_every_figure_drawn_stands_in_the_table(chart: Chart) -> None:
    figure = parsed(chart)
    in_table = " ".join(cell for row in cells(figure) for cell in row)
    numbers = [number for value in words_drawn(figure, "value") for number in re.findall(r"[\d.,]+%?", value)]

    assert numbers
    assert [number for number in numbers if number not in re.findall(r"[\d.,]+%?", in_table)] == []


@EVERY_CHART
def test_a_chart_is_safe_in_markdown_and_under_a_strict_policy(chart: Chart) -> None:
    source = draw(chart)
    page = markdown.markdown(f"前文\n\n{source}\n\n后文", extensions=["md_in_html", "attr_list", "tables"])

    assert "\n\n" not in re.sub(r"[ \t]+", "", source)
    assert source in page
    assert not re.search(r"style=|<script|\son\w+=|xlink|url\(|<path|fill=|stroke=", source)


@EVERY_CHART
def test_the_same_figures_give_the_same_chart(chart: Chart) -> None:
    assert draw(chart) == draw(chart)
    assert not re.search(r'"\d+\.\d{4,}', draw(chart)), "a float's tail in a coordinate"


def assert_inside(chart: Chart) -> None:
    shapes = [shape for bar in chart.bars for shape in bar.shapes]

    assert all(0 <= shape.start <= shape.end <= 1000 for shape in shapes)
    assert all(0 <= place <= 1000 for place, _ in chart.ticks)
    assert all(0 <= pillar.start < pillar.end <= 1000 and 0 <= pillar.height <= 1000 for pillar in chart.pillars)


@EVERY_CHART
def test_everything_stays_inside_the_drawing(chart: Chart) -> None:
    assert_inside(chart)


def test_bars_are_as_long_as_their_figures() -> None:
    figure = parsed(EVERY["grades"])

    assert words_drawn(figure, "value") == ["6 份", "3 份", "0 份"]
    assert widths(figure, "bar") == [100, 50]
    assert cells(figure)[1] == ["良", "3", "33.33%"]


def dots(figure: ET.Element) -> list[str | None]:
    return [item.get("cx") for item in figure.iter("circle") if item.get("cy") != "50%"]


def test_rates_are_ordered_as_in_the_table_beside_the_rate_of_all() -> None:
    """973,400 + 500,000 of 3,000,000 are 49.11 %; the axis begins at the tenth below the lowest."""
    figure = parsed(EVERY["execution"])

    assert words_drawn(figure, "value") == ["25.00%", "97.34%"]
    assert [row[3] for row in cells(figure)] == ["25.00%", "97.34%", "未填报", "未填报"]
    assert "2 个部门的执行率从 25.00% 到 97.34%，合计 49.11%" in text(figure)
    assert words_drawn(figure, "tick") == ["20%", "60%", "100%"]
    assert dots(figure) == ["8.0%", "94.8%"]
    assert [item.get("x1") for item in figure.iter("line") if item.get("class") == "jx-chart__line"] == ["50%", "36.9%"]
    assert "另有 2 个部门没有执行率，不在图中" in text(figure)


def test_equal_rates_are_said_to_be_equal() -> None:
    figure = parsed(money_charts.execution_chart([Amounts("甲", D(5), D(5)), Amounts("乙", D(9), D(9))], "元"))

    assert "2 个部门的执行率都是 100.00%" in text(figure)


def test_more_than_the_budget_widens_the_axis() -> None:
    offices = [Amounts("甲", D(100), D(150)), Amounts("乙", D(100), D(100))]
    figure = parsed(money_charts.execution_chart(offices, "元"))

    assert words_drawn(figure, "tick") == ["90%", "120%", "150%"]
    assert dots(figure) == ["18.0%", "98.0%"]


def test_of_many_departments_those_with_the_largest_budgets_are_drawn_and_all_are_listed() -> None:
    many = [Amounts(f"第{index}局", D(index), D(index)) for index in range(1, 201)]
    figure = parsed(money_charts.execution_chart(many, "元"))

    assert words_drawn(figure, "label") == [f"第{index}局" for index in range(177, 201)]
    assert len(cells(figure)) == 200
    assert "其余 176 个见表" in text(figure)


def test_a_trend_shows_budget_and_execution_of_each_year_the_newest_first() -> None:
    figure = parsed(EVERY["trend"])

    assert "2022年度执行率 99.61%，比2021年度 +74.61 个百分点" in text(figure)
    assert words_drawn(figure, "value") == ["执行率 99.61%", "执行率 25.00%", "执行率 未填报"]
    assert words_drawn(figure, "tick") == ["0", "500", "1,000 万元"]
    assert widths(figure, "soft") == [D("83.9"), 100]
    assert widths(figure, "inner") == [D("83.6"), 25]


def test_funding_tells_what_changed() -> None:
    figure = parsed(EVERY["funding"])

    assert "".join(words_drawn(figure, "label")) == "年初预算全年预算（比年初增加 23.45）全年执行（占全年预算 72.90%）"
    assert words_drawn(figure, "value") == ["100 万元", "123.45 万元", "90 万元"]


def test_scores_are_counted_in_bins_with_their_lower_limits() -> None:
    figure = parsed(EVERY["scores"])
    counts = {row[0]: row[1] for row in cells(figure)}

    assert counts["低于 60"] == "1"
    assert counts["60–65"] == "1"
    assert counts["95–100"] == "3"
    assert counts["未填报"] == "1"
    assert words_drawn(figure, "value") == ["1", "1", "3"]
    assert words_drawn(parsed(EVERY["scores above"]), "value") == ["1", "1"]


def test_a_dot_stands_at_the_declared_score_and_a_range_from_low_to_high() -> None:
    figure = parsed(EVERY["shares"])

    assert dots(figure) == ["98.0%", "93.2%"]
    assert widths(figure, "range") == [0, D("19.2"), 96]
    assert words_drawn(figure, "value") == ["50 / 45", "9.5 / 8–10", "未填报 / 0–30"]


def test_rows_on_which_both_agree_are_left_to_the_table_and_the_title_counts_all() -> None:
    figure = parsed(EVERY["shares"])

    assert "4 项得分与规则相比：高于规则 1 项，区间内 1 项，一致 1 项，不可判定 1 项" in text(figure)
    assert "自评与规则一致的 1 项不画" in text(figure)
    assert "合格率" in [row[0] for row in cells(figure)]
    assert "1 份自评总分与规则相比：区间内 1 份" in text(parsed(EVERY["totals"]))


@pytest.mark.parametrize(
    ("totals", "title"),
    [
        (["95", "89.99"], "2 份自评总分，1 份不低于 90 分"),
        (["90", "100"], "2 份自评总分都不低于 90 分"),
        (["60", "12"], "2 份自评总分都低于 90 分"),
    ],
)
def test_the_title_says_what_is_seen(totals: list[str], title: str) -> None:
    assert title in text(parsed(charts.score_chart([D(total) for total in totals])))
    assert "9 份有等级的自评中，6 份为“优”" in text(parsed(EVERY["grades"]))


@pytest.mark.parametrize("kind", ["execution", "shares", "totals"])
def test_no_row_of_dots_has_a_stray_tick_where_a_bar_would_begin(kind: str) -> None:
    assert [item for item in parsed(EVERY[kind]).iter("line") if item.get("class") == "jx-chart__base"] == []


def test_a_chart_may_name_a_table_that_is_on_the_page() -> None:
    source = draw(EVERY["execution"], existing="cap-groups")

    assert 'aria-describedby="cap-groups"' in source
    assert "<table" not in source


@pytest.mark.parametrize(
    "nothing",
    [
        charts.grade_chart([]),
        charts.grade_chart([("优", 0)]),
        charts.grade_chart([("优", 7)]),
        charts.score_chart([]),
        charts.score_chart([None]),
        money_charts.execution_chart([], "元"),
        money_charts.execution_chart([NO_MONEY, Amounts("甲", D(1), D(1))], "元"),
        money_charts.trend_chart([], "元"),
        money_charts.trend_chart(YEARS[:1], "元"),
        money_charts.funding_chart((None, None, None), "元"),
        charts.row_chart([]),
        charts.total_chart([]),
        charts.row_chart([Span("合并", D(0), None, D(0), D(0), "", "", Verdict.UNKNOWN)]),
        charts.row_chart([SPANS[2]]),
    ],
)
def test_nothing_to_show_draws_nothing(nothing: Chart | None) -> None:
    assert nothing is None
    assert draw(nothing).strip() == ""


def test_names_cannot_become_markup() -> None:
    evil = '<script>alert(1)</script>"> & *x* {: .y }'
    figure = parsed(money_charts.execution_chart([Amounts(evil, D(1), D(1)), Amounts("甲", D(1), D(1))], "元"))

    assert list(figure.iter("script")) == []
    assert cells(figure)[0][0] == evil


def test_long_names_are_broken_and_listed_in_full() -> None:
    long = "某某省某某市中级人民法院关于" * 8
    figure = parsed(money_charts.execution_chart([Amounts(long, D(1), D(1)), Amounts("甲", D(2), D(2))], "元"))
    lines = words_drawn(figure, "label")

    assert len(lines) == 3 + 1
    assert lines[2].endswith("…")
    assert cells(figure)[0][0] == long


AMOUNT = st.none() | st.decimals(D("-9999999999999.99"), D("9999999999999.99"), places=2)
LABEL = st.text(st.characters(exclude_categories=["C"]), max_size=60)


@given(st.lists(st.builds(Amounts, LABEL, AMOUNT, AMOUNT), max_size=30))
def test_any_amounts_can_be_drawn(items: list[Amounts]) -> None:
    drawn = (money_charts.execution_chart(items, "万元"), money_charts.trend_chart(items, "亿元"))
    for chart in [chart for chart in drawn if chart]:
        assert_inside(chart)
        ET.fromstring(draw(chart))  # noqa: S314 - our own markup


@given(st.lists(st.none() | st.decimals(D(0), D(1000), places=2), max_size=40))
def test_every_total_is_counted_once(totals: list[Decimal | None]) -> None:
    chart = charts.score_chart(totals)
    if chart:
        assert sum(int(count) for _, count in chart.table) == len(totals)


def test_drawing_figures_never_touches_a_float() -> None:
    modules = ("charts.py", "money_charts.py", "newest.py")
    source = "".join((ROOT / "generator" / "pages" / name).read_text(encoding="utf-8") for name in modules)

    assert not re.search(r"\bfloat\b|(?<![\w\"])\d+\.\d+", source)
