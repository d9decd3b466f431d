"""Scoring in the words of the domain: each method, each verdict, each reading."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.figure import plain
from generator.scoring.scorecard import Method, Row, Verdict
from tests.make import make_case, row, rows


def scored(**cells: str) -> Row:
    """Score one indicator row with a weight of 10 and the declared score given, 10 if none."""
    indicator = row(**({"分值": "10", "得分": "10", "二级指标": "数量指标", "三级指标": "某项指标"} | cells))
    return make_case(绩效指标=[indicator], 资金=None, 总分=None).scorecard.rows[0]


def points(scored_row: Row) -> str:
    """Show a row's points by rule as the page does."""
    low, high = (plain(round(value, 2)) for value in (scored_row.low, scored_row.high))
    return low if low == high else f"{low}-{high}"


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        (">=50公里", "50公里", "10"),
        (">=50公里", "60公里", "10"),
        (">=50公里", "40公里", "8"),
        ("≥９０％", "81％", "9"),
        ("不低于90%", "达到95%", "10"),
        ("90%以上", "90%", "10"),
        (">5次", "5次", "10"),
        ("100-200人", "150人", "10"),
        ("100-200人", "80人", "8"),
        ("<=24小时", "约4小时", "10"),
        ("<=2%", "3%", "5"),
        ("<=2%", "4%", "0"),
        ("<=2%", "9%", "0"),
        ("=0次", "0次", "10"),
        ("=0次", "1次", "0"),
        ("<=5%", "0%", "10"),
        ("≥10万次", "120000次", "10"),
        ("同比增长5%", "同比增长4%", "8"),
        ("2022年12月底前", "2022年11月30日", "10"),
        (">=3份调研报告", "3份", "10"),
        (">=3000平方米", "3000㎡", "10"),
    ],
)
def test_a_quantity_scores_in_full_or_in_proportion(target: str, actual: str, expected: str) -> None:
    assert points(scored(年度指标值=target, 实际完成值=actual)) == expected


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("建立", "已建立", "8-10"),
        ("完善", "进一步完善", "8-10"),
        ("提升", "显著提升", "8-10"),
        ("及时", "完成", "8-10"),
        ("完善", "基本完善", "6-8"),
        ("完成", "部分完成", "6-8"),
        ("完成", "未完成", "0-6"),
        ("提升", "良好", "0-10"),
    ],
)
def test_words_score_by_the_band_of_their_wording(target: str, actual: str, expected: str) -> None:
    assert points(scored(年度指标值=target, 实际完成值=actual)) == expected


def test_words_answered_with_a_percentage_score_by_that_percentage() -> None:
    assert points(scored(年度指标值="及时", 实际完成值="95%")) == "9.5"


def test_a_completion_rate_stands_in_for_values_that_cannot_be_compared() -> None:
    found = scored(年度指标值="3批次", 实际完成值="按计划进行", 完成率="80%")

    assert (points(found), found.method) == ("8", Method.COMPLETION)


@pytest.mark.parametrize(
    ("target", "actual", "reason"),
    [
        ("=0次", "100%", "单位"),
        ("90%", "良好", "无从比较"),
        ("1", "100%", "百分比"),
        ("增长5%", "下降3%", "方向相反"),
        ("2022年6月30日前", "2022年9月1日", "逾期"),
    ],
)
def test_what_cannot_be_compared_is_not_judged(target: str, actual: str, reason: str) -> None:
    found = scored(年度指标值=target, 实际完成值=actual)

    assert (found.verdict, points(found)) == (Verdict.UNKNOWN, "0-10")
    assert reason in found.reason


def test_a_missing_value_is_named() -> None:
    assert scored(年度指标值="", 实际完成值="5").reason == "年度指标值未填报"


def test_an_unstated_unit_is_taken_from_the_other_side_and_said() -> None:
    found = scored(年度指标值=">=30000件", 实际完成值="25653", 分值="5", 得分="3")

    assert points(found) == "4.28"
    assert found.low == Decimal("4.2755")
    assert "没有写单位" in found.readings[0].note


def test_a_bare_cost_target_counts_both_ways() -> None:
    """95 of a target of 100: saved money if less is better, 9.5 points if more is."""
    found = scored(二级指标="成本指标", 三级指标="项目总成本", 年度指标值="100万元", 实际完成值="95万元")

    assert (points(found), found.verdict) == ("9.5-10", Verdict.WITHIN)


@pytest.mark.parametrize(
    ("score", "verdict"),
    [("10", Verdict.ABOVE), ("8", Verdict.AGREES), ("8.0", Verdict.AGREES), ("7", Verdict.BELOW)],
)
def test_the_verdict_works_both_ways(score: str, verdict: Verdict) -> None:
    assert scored(年度指标值=">=50公里", 实际完成值="40公里", 得分=score).verdict is verdict


@pytest.mark.parametrize(
    ("score", "verdict"),
    [
        ("3", Verdict.AGREES),
        ("2.99", Verdict.AGREES),
        ("2.98", Verdict.AGREES),
        ("2.9", Verdict.AGREES),
        ("2.95", Verdict.BELOW),
    ],
)
def test_a_score_is_compared_at_its_printed_precision(score: str, verdict: Verdict) -> None:
    """73.95 of 99 by 4 is 2.98787…: rounded 3, 2.99; cut off 2.98, 2.9."""
    assert scored(年度指标值=">=99%", 实际完成值="73.95%", 分值="4", 得分=score).verdict is verdict


def test_a_target_changed_within_the_year_is_read_both_ways() -> None:
    found = scored(年度指标值="6个", 调整后指标值="20个", 实际完成值="17个")

    assert [reading.assumes for reading in found.readings] == ["按年初指标值", "按调整后指标值"]
    assert points(found) == "8.5-10"


def budget_case(**money: str) -> Any:
    total = {"来源": "年度资金总额", "分值": "10", "得分": "10", **money}
    return make_case(资金=[total], 绩效指标=rows(), 总分=None)


@pytest.mark.parametrize(
    ("money", "expected"),
    [
        ({"全年预算数": "100", "全年执行数": "97.34"}, "9.73"),
        ({"全年预算数": "100", "全年执行数": "120"}, "10"),
        ({"年初预算数": "200", "全年预算数": "100", "全年执行数": "100"}, "10"),
        ({"年初预算数": "200", "全年执行数": "100"}, "5"),
        ({"执行率": "80%"}, "8"),
        ({"全年预算数": "0", "全年执行数": "0"}, "0-10"),
        ({}, "0-10"),
    ],
)
def test_the_budget_row_scores_by_the_money_the_form_states(money: dict[str, str], expected: str) -> None:
    assert points(budget_case(**money).scorecard.rows[0]) == expected


def test_merged_points_lie_between_the_least_and_the_greatest_share() -> None:
    """Two rows under one weight of 10: one met, one at 80%; however divided, 8 to 10 points."""
    first = row(分值="10", 得分="9", 年度指标值=">=50公里", 实际完成值="50公里")
    second = row(三级指标="桥梁", 年度指标值=">=10座", 实际完成值="8座") | {"与上行合并": ["分值", "得分"]}
    second = {key: value for key, value in second.items() if key not in ("分值", "得分")}
    card = make_case(绩效指标=[first, second], 资金=None, 总分=None).scorecard

    assert (card.weight_sum, card.declared_sum) == (Decimal(10), Decimal(9))
    assert (points(card.rows[0]), card.rows[0].verdict) == ("8-10", Verdict.WITHIN)


def test_item_scores_are_weighted() -> None:
    """80 of 100 with a weight of 20 counts 16 points."""
    indicator = {key: value for key, value in row(分值="20").items() if key != "得分"} | {"单项得分": "80"}
    card = make_case(绩效指标=[indicator], 资金=None, 总分=None).scorecard

    assert card.declared_sum == Decimal(16)


@given(
    target=st.decimals(min_value="0.01", max_value=10_000, places=2),
    actual=st.decimals(min_value=0, max_value=20_000, places=2),
    weight=st.integers(1, 50),
    operator=st.sampled_from([">=", "<=", "="]),
)
def test_the_engine_equals_the_formulas_in_fractions(
    target: Decimal, actual: Decimal, weight: int, operator: str
) -> None:
    """The formulas of the newer provincial program, recomputed with exact fractions."""
    found = scored(年度指标值=f"{operator}{target}个", 实际完成值=f"{actual}个", 分值=str(weight), 得分="0")
    t, a, w = Fraction(target), Fraction(actual), Fraction(weight)
    met = a <= t if operator == "<=" else a >= t
    missed = max(Fraction(0), (1 - (a - t) / t) * w) if operator == "<=" else a / t * w
    expected = w if met else missed

    assert abs(Fraction(found.low) - expected) < Fraction(1, 10**20)
    assert found.low == found.high
    assert 0 <= found.low <= weight


TEXT = st.text(alphabet="0123456789.%≥<=>-约至万元个次年月日提升完善基本未已，、（） ", max_size=12)


@given(target=TEXT, actual=TEXT, score=st.sampled_from(["0", "5", "10", "-"]))
def test_no_wording_makes_the_engine_raise_or_leave_the_range(target: str, actual: str, score: str) -> None:
    found = scored(年度指标值=target, 实际完成值=actual, 得分=score)

    assert 0 <= found.low <= found.high <= 10


@given(st.permutations(range(6)))
def test_the_order_of_rows_changes_no_total(order: list[int]) -> None:
    straight = make_case().scorecard
    shuffled = make_case(绩效指标=[rows()[number] for number in order]).scorecard

    assert (shuffled.low, shuffled.high, shuffled.declared_sum) == (straight.low, straight.high, straight.declared_sum)
