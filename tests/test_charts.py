"""Charts: what is drawn is what is counted, in words and in a table, whatever the figures."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages import charts
from generator.pages.chart_views import Chart
from generator.pages.charts import Amounts, Span
from generator.presentation.templates import environment
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
    Amounts("2020年度", D(8_391_607), D(8_358_865)),
    Amounts("2021年度", D(10_000_000), D(2_500_000)),
    Amounts("2022年度", None, None),
)
SPANS = (
    Span("养护里程", D(50), D(50), D(45), D(45), "50", "45"),
    Span("群众满意度", D(10), D("9.5"), D(8), D(10), "9.5", "8–10"),
    Span("通行时间", D(30), None, D(0), D(30), "未填报", "0–30"),
)
FUNDING = (D(1_000_000), D(1_234_500), D(900_000))
EVERY: dict[str, Chart | None] = {
    "grades": charts.grade_chart([("优", 6), ("良", 3), ("中", 0)]),
    "scores": charts.score_chart([D("59.99"), D(60), D(95), D(100), D("98.5"), None]),
    "scores above": charts.score_chart([D(101), D(88)]),
    "execution": charts.execution_chart(OFFICES, "万元"),
    "trend": charts.trend_chart(YEARS, "万元"),
    "funding": charts.funding_chart(FUNDING, "万元"),
    "shares": charts.span_chart(SPANS, share=True),
    "totals": charts.span_chart([Span("甲", D(100), D(97), D("89.5"), D("99.5"), "97", "89.5–99.5")], share=False),
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


def test_a_department_without_figures_is_shown_without_a_bar() -> None:
    figure = parsed(EVERY["execution"])

    assert words_drawn(figure, "value") == ["97.34%", "25.00%", "未填报", "未填报"]
    assert widths(figure, "bar") == [D("97.3"), 25]
    assert len(widths(figure, "track")) == 4


def test_more_than_the_budget_widens_the_axis() -> None:
    figure = parsed(charts.execution_chart([Amounts("甲", D(100), D(150))], "元"))

    assert words_drawn(figure, "tick") == ["0%", "75%", "150%"]
    assert widths(figure, "bar") == [100]
    assert widths(figure, "track") == [D("66.7")]


def test_of_many_departments_those_with_the_largest_budgets_are_drawn_and_all_are_listed() -> None:
    many = [Amounts(f"第{index}局", D(index), D(index)) for index in range(1, 201)]
    figure = parsed(charts.execution_chart(many, "元"))

    assert words_drawn(figure, "label") == [f"第{index}局" for index in range(177, 201)]
    assert len(cells(figure)) == 200
    assert "其余 176 个见表" in text(figure)


def test_a_trend_shows_budget_and_execution_of_each_year() -> None:
    figure = parsed(EVERY["trend"])

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
    dots = [item.get("cx") for item in figure.iter("circle") if item.get("cy") != "50%"]

    assert dots == ["98.0%", "93.2%"]
    assert widths(figure, "range") == [0, D("19.2"), 96]
    assert words_drawn(figure, "value") == ["50 / 45", "9.5 / 8–10", "未填报 / 0–30"]


def test_a_chart_may_name_a_table_that_is_on_the_page() -> None:
    source = draw(EVERY["execution"], existing="cap-groups")

    assert 'aria-describedby="cap-groups"' in source
    assert "<table" not in source


@pytest.mark.parametrize(
    "nothing",
    [
        charts.grade_chart([]),
        charts.grade_chart([("优", 0)]),
        charts.score_chart([]),
        charts.score_chart([None]),
        charts.execution_chart([], "元"),
        charts.trend_chart([], "元"),
        charts.trend_chart(YEARS[:1], "元"),
        charts.funding_chart((None, None, None), "元"),
        charts.span_chart([], share=True),
        charts.span_chart([Span("合并", D(0), None, D(0), D(0), "", "")], share=True),
    ],
)
def test_nothing_to_show_draws_nothing(nothing: Chart | None) -> None:
    assert nothing is None
    assert draw(nothing).strip() == ""


def test_names_cannot_become_markup() -> None:
    evil = '<script>alert(1)</script>"> & *x* {: .y }'
    figure = parsed(charts.execution_chart([Amounts(evil, D(1), D(1))], "元"))

    assert list(figure.iter("script")) == []
    assert cells(figure)[0][0] == evil


def test_long_names_are_broken_and_listed_in_full() -> None:
    long = "某某省某某市中级人民法院关于" * 8
    figure = parsed(charts.execution_chart([Amounts(long, D(1), D(1))], "元"))
    lines = words_drawn(figure, "label")

    assert len(lines) == 3
    assert lines[2].endswith("…")
    assert cells(figure)[0][0] == long


AMOUNT = st.none() | st.decimals(D("-9999999999999.99"), D("9999999999999.99"), places=2)
LABEL = st.text(st.characters(exclude_categories=["C"]), max_size=60)


@given(st.lists(st.builds(Amounts, LABEL, AMOUNT, AMOUNT), max_size=30))
def test_any_amounts_can_be_drawn(items: list[Amounts]) -> None:
    drawn = (charts.execution_chart(items, "万元"), charts.trend_chart(items, "亿元"))
    for chart in [chart for chart in drawn if chart]:
        assert_inside(chart)
        ET.fromstring(draw(chart))  # noqa: S314 - our own markup


@given(st.lists(st.none() | st.decimals(D(0), D(1000), places=2), max_size=40))
def test_every_total_is_counted_once(totals: list[Decimal | None]) -> None:
    chart = charts.score_chart(totals)
    if chart:
        assert sum(int(count) for _, count in chart.table) == len(totals)


def test_drawing_figures_never_touches_a_float() -> None:
    source = (ROOT / "generator" / "pages" / "charts.py").read_text(encoding="utf-8")

    assert not re.search(r"\bfloat\b|(?<![\w\"])\d+\.\d+", source)
