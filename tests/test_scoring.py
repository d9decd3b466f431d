"""Scoring in the words of the domain: each method, each verdict, each reading."""

from decimal import Decimal
from typing import Any

import pytest

from generator.model.figure import plain, round_half_up
from generator.scoring.engine import score
from generator.scoring.facts import Standing
from generator.scoring.scorecard import Method, NoTotal, Row, RowKind, Scorecard, Total, Verdict
from tests.make import make_case, make_report, row, rows, rulebook, sure

NEWER, OLDER = "mof-2020-10", "hb-2020"


def card(*indicators: dict[str, Any], book: str = NEWER, **fields: Any) -> Scorecard:
    """Score a form of just these indicator rows, without funding or total unless given."""
    stated = {"资金": None, "总分": None, "评价规则": book, **fields}
    return make_case(绩效指标=list(indicators), **stated).scorecard


def of_ten(**cells: str) -> dict[str, Any]:
    """Return one indicator row of plain name with a weight of 10, declared 10."""
    return row(**({"分值": "10", "得分": "10", "二级指标": "数量指标", "三级指标": "某项指标"} | cells))


def scored(*, book: str = NEWER, **cells: str) -> Row:
    """Score one such row."""
    return card(of_ten(**cells), book=book).rows[0]


def without(cells: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in cells.items() if key not in names}


def points(scored_row: Row | Any) -> str:
    """Show points by rule as the page does: `8`, or `8-10` where the rule gives a range."""
    low, high = (plain(round_half_up(sure(value), 2)) for value in (scored_row.low, scored_row.high))
    return low if low == high else f"{low}-{high}"


# Quantities.


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        (">=50公里", "50公里", "10"),
        (">=50公里", "60公里", "10"),
        (">=50公里", "500公里", "10"),
        (">=50公里", "40公里", "8"),
        (">=50公里", "0公里", "0"),
        (">=50公里", "-5公里", "0"),
        ("≥９０％", "81％", "9"),
        ("不低于90%", "达到95%", "10"),
        ("90%以上", "90%", "10"),
        ("=100%", "97%", "9.7"),
        ("=100%", "103%", "10"),
        (">5次", "6次", "10"),
        (">5次", "5次", "10"),
        ("<=24小时", "约4小时", "10"),
        ("<=5%", "0%", "10"),
        ("≥10万次", "120000次", "10"),
        ("1.5万元", "12000元", "8"),
        ("5‰", "0.4%", "8"),
        ("同比增长5%", "同比增长4%", "8"),
        (">=3份调研报告", "3份", "10"),
        (">=3000平方米", "3000㎡", "10"),
    ],
)
def test_a_quantity_scores_in_full_or_in_proportion(target: str, actual: str, expected: str) -> None:
    assert points(scored(三级指标="任务完成量", 年度指标值=target, 实际完成值=actual)) == expected


def test_cases_received_in_the_year_of_the_epidemic() -> None:
    """25653 of 30000 cases at 5 points: exactly 4.2755, shown 4.28; the court gave itself 3."""
    found = scored(年度指标值=">=30000件", 实际完成值="25653", 分值="5", 得分="3")

    assert (found.low, found.method, found.verdict) == (Decimal("4.2755"), Method.PROPORTION, Verdict.BELOW)
    assert found.readings[0].arithmetic == "25653 ÷ 30000 × 5 = 4.28"


@pytest.mark.parametrize(("target", "actual", "weight"), [("9", "3", "3"), ("7", "1", "14"), ("30", "10", "6")])
def test_points_are_multiplied_before_divided(target: str, actual: str, weight: str) -> None:
    """3 ÷ 9 × 3 is exactly 1, and not 0.999…9."""
    found = scored(年度指标值=f">={target}个", 实际完成值=f"{actual}个", 分值=weight)

    assert sure(found.low) * Decimal(target) == Decimal(actual) * Decimal(weight)


@pytest.mark.parametrize(
    ("actual", "newer", "older"),
    [
        ("1%", "10", "10"),
        ("2%", "10", "10"),
        ("2.5%", "7.5", "8"),
        ("3%", "5", "6.67"),
        ("3.99%", "0.05", "5.01"),
        ("4%", "0", "5"),
        ("9%", "0", "2.22"),
        ("0%", "10", "10"),
    ],
)
def test_a_reverse_indicator_by_either_formula(actual: str, newer: str, older: str) -> None:
    """Target <=2%: the newer rule deducts the overrun, 0 from double on; the older divides target by actual."""
    found = {book: scored(book=book, 年度指标值="<=2%", 实际完成值=actual) for book in (NEWER, OLDER)}

    assert (points(found[NEWER]), points(found[OLDER])) == (newer, older)


@pytest.mark.parametrize("book", [NEWER, OLDER])
@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("=0次", "0次", "10"),
        ("=0次", "1次", "0"),
        ("0次", "0次", "10"),
        ("<=0%", "0%", "10"),
        ("<=0%", "0.01%", "0"),
        (">=0分", "0分", "10"),
        (">0次", "0次", "0"),
        (">0次", "1次", "10"),
        ("<0次", "0次", "0"),
        ("=0次", "未发生", "10"),
        ("=0次", "无", "10"),
    ],
)
def test_a_target_of_zero_is_kept_or_not_and_never_divides(book: str, target: str, actual: str, expected: str) -> None:
    found = scored(book=book, 年度指标值=target, 实际完成值=actual)

    assert (points(found), found.method) == (expected, Method.ZERO_TARGET)


@pytest.mark.parametrize(
    ("name", "expected", "standing"),
    [("安全事故次数", "0", Standing.MISSED), ("养护里程", "0-10", Standing.DOUBTFUL)],
)
def test_one_beside_a_bare_target_of_zero_counts_by_what_is_counted(
    name: str, expected: str, standing: Standing
) -> None:
    found = scored(三级指标=name, 年度指标值="0", 实际完成值="1")

    assert (points(found), found.standing) == (expected, standing)


@pytest.mark.parametrize(
    ("setting", "expected", "standing"),
    [
        ("两种读法", "0-10", Standing.DOUBTFUL),
        ("达到即满分", "10", Standing.MET),
        ("大于零即零分", "0", Standing.MISSED),
    ],
)
def test_more_than_at_least_zero_is_read_as_the_rulebook_says(setting: str, expected: str, standing: Standing) -> None:
    """`≥0` answered by 5: plainly read it is met; some provinces' programs give 0 points for it."""
    form = make_report(绩效指标=[of_ten(年度指标值="≥0分", 实际完成值="5分")], 资金=None, 总分=None)
    book = rulebook(NEWER)
    quantitative = book.quantitative.model_copy(update={"at_least_zero": setting})
    found = score(form, book.model_copy(update={"quantitative": quantitative})).rows[0]

    assert (points(found), found.standing) == (expected, standing)


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("100-200人", "100人", "10"),
        ("100-200人", "150人", "10"),
        ("100-200人", "200人", "10"),
        ("100-200人", "80人", "8"),
        ("100-200人", "250人", "7.5-10"),
        ("100-200人", "400人", "0-10"),
        (">=50公里", "40-60公里", "8-10"),
        (">=50公里", "50-60公里", "10"),
        (">=50公里", "30-40公里", "6-8"),
        ("<=10天", "8-12天", "8-10"),
        ("100-200人", "80-120人", "8-10"),
    ],
)
def test_ranges_as_target_and_as_actual_value(target: str, actual: str, expected: str) -> None:
    """Above the upper end of a target the rule leaves open whether that is good; an actual range counts at both ends."""
    assert points(scored(年度指标值=target, 实际完成值=actual)) == expected


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("2022年12月底前", "2022年11月30日", "10"),
        ("2022年6月30日前", "2022年6月30日", "10"),
        ("2022年6月30日前", "2022-06-01", "10"),
        ("2022年", "2022年8月", "10"),
        ("2022年6月30日前", "2022年7月1日", "0-10"),
        ("2022年12月底前", "2023年1月", "0-10"),
        ("不早于2022年6月1日", "2022年7月1日", "10"),
        ("不早于2022年6月1日", "2022年5月1日", "0-10"),
    ],
)
def test_a_day_in_time_scores_in_full_and_delay_has_no_rule(target: str, actual: str, expected: str) -> None:
    assert points(scored(年度指标值=target, 实际完成值=actual)) == expected


# Direction and units.


@pytest.mark.parametrize(
    ("cells", "target", "actual", "expected"),
    [
        ({"二级指标": "成本指标"}, "100万元", "95万元", "10"),
        ({"二级指标": "经济成本指标"}, "100万元", "105万元", "9.5"),
        ({"二级指标": "成本指标"}, "100万元", "100万元", "10"),
        ({"二级指标": "成本指标"}, "100万元", "300万元", "0"),
        ({"二级指标": "成本指标", "三级指标": "业务培训"}, "100万元", "95万元", "10"),
        ({"二级指标": "成本指标", "三级指标": "成本节约额"}, "100万元", "95万元", "9.5"),
        ({"二级指标": "成本指标", "三级指标": "每人补助标准"}, "100元", "95元", "9.5-10"),
        ({"二级指标": "成本指标", "三级指标": "成本控制率"}, "=100%", "95%", "9.5-10"),
        ({"三级指标": "审核差错率"}, "2%", "3%", "5"),
        ({"三级指标": "建设工期"}, "12个月", "10个月", "10"),
        ({"三级指标": "建设工期"}, "180天", "198天", "9"),
        ({"二级指标": "质量指标", "三级指标": "某项指数"}, "100", "90", "9-10"),
        ({"二级指标": "质量指标", "三级指标": "某项指数"}, "100", "110", "9-10"),
        ({"三级指标": "审核差错率"}, "<=2%", "3%", "5"),
        ({"三级指标": "审核差错率", "指标性质": "反向"}, "2%", "3%", "5"),
        ({"三级指标": "审核差错率", "指标性质": "正向"}, "2%", "3%", "10"),
        ({"三级指标": "培训人数", "指标性质": "≥"}, "90人", "81人", "9"),
        ({"三级指标": "培训覆盖率"}, "2%", "3%", "10"),
        ({"二级指标": "成本指标"}, "下降5%", "下降4%", "8"),
        ({"二级指标": "成本指标"}, "100-200万元", "150万元", "10"),
        ({"三级指标": "投诉次数"}, "0次", "0次", "10"),
        ({"三级指标": "投诉次数"}, "0次", "1次", "0"),
    ],
)
def test_a_bare_target_runs_the_way_its_name_says_and_both_ways_where_it_says_nothing(
    cells: dict[str, str], target: str, actual: str, expected: str
) -> None:
    """Cost, error and duration count downwards; a standard to be paid out, or an index, may count either way."""
    assert points(scored(**cells, 年度指标值=target, 实际完成值=actual)) == expected


@pytest.mark.parametrize(
    ("target", "actual", "reason"),
    [
        ("=0次", "100%", "单位"),
        ("24小时", "1个工作日", "单位"),
        ("100亩", "90株", "单位"),
        ("100米", "50平方米", "单位"),
        ("5个", "5个百分点", "单位"),
        ("90%", "良好", "无从比较"),
        ("良好", "85分", "无从比较"),
        ("提高", "95%", "无从比较"),
        ("2022年6月30日前", "2022年9月1日", "逾期"),
    ],
)
def test_what_cannot_be_compared_is_not_judged(target: str, actual: str, reason: str) -> None:
    found = scored(年度指标值=target, 实际完成值=actual)

    assert (found.verdict, points(found)) == (Verdict.UNKNOWN, "0-10")
    assert reason in found.reason


@pytest.mark.parametrize(
    ("target", "actual", "expected", "doubt"),
    [
        (">=1", "100%", "10", ""),
        (">=90%", "0.95", "0.11-10", "百分比"),
        (">=90%", "0.81", "0.09-9", "百分比"),
        (">=5000万人", "4800", "0-9.6", "量级"),
        (">=5000万人", "5200", "0-10", "量级"),
        (">=5000", "4800万人", "9.6-10", "量级"),
        (">=5000万元", "4800", "9.6", "金额单位"),
        (">=5000万元", "5200", "10", "金额单位"),
        (">=5000", "4800万元", "9.6", "金额单位"),
    ],
)
def test_a_bare_number_beside_a_scale_or_a_percent_sign_is_read_both_ways(
    target: str, actual: str, expected: str, doubt: str
) -> None:
    """0.95 ÷ 90 and 95 ÷ 90; 4800 ÷ 50000000 and 4800 ÷ 5000. Where both give the same, nothing is open.

    Money of the form's magnitude is in the form's unit, 万元.
    """
    found = scored(年度指标值=target, 实际完成值=actual)

    assert points(found) == expected
    assert doubt in found.readings[0].note


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("增长5%", "下降3%", "0"),
        ("增长5%", "持平", "0"),
        ("下降3%", "-3.5%", "10"),
        ("下降3%", "下降2.4%", "8"),
        ("下降3%", "3.5%", "0-10"),
        ("±10%", "8%", "10"),
        ("±10%", "-12%", "8"),
    ],
)
def test_a_change_is_compared_in_the_direction_asked(target: str, actual: str, expected: str) -> None:
    """The other direction is nothing of it; a bare figure beside a fall may be either."""
    assert points(scored(年度指标值=target, 实际完成值=actual)) == expected


@pytest.mark.parametrize(
    ("target", "actual"),
    [("24小时", "1天"), ("5吨", "5000公斤"), ("1公顷", "15亩"), ("3场次", "3场")],
)
def test_units_of_equal_meaning_are_converted(target: str, actual: str) -> None:
    found = scored(年度指标值=target, 实际完成值=actual)

    assert (points(found), found.verdict) == ("10", Verdict.AGREES)


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        (">=100人次", "110人", "10"),
        (">=100人次", "90人", "9-10"),
        (">=100人", "90人次", "0-9"),
        ("<=1个月", "25天", "10"),
        ("<=30天", "1个月", "9.67-10"),
        ("<=10个工作日", "9天", "10"),
        ("<=10天", "8个工作日", "0-10"),
    ],
)
def test_units_of_one_matter_without_an_exact_figure_are_compared_as_far_as_they_go(
    target: str, actual: str, expected: str
) -> None:
    """A person comes once or more; a month has 28 to 31 days; a working day is one day, with others between."""
    assert points(scored(年度指标值=target, 实际完成值=actual)) == expected


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("3个，5次", "3个，6次", "10"),
        ("3个，5次", "3个，4次", "8-10"),
        ("3个，5次", "2个，4次", "6.67-8"),
        ("培训300人次，合格率95%", "培训320人次，合格率96%", "10"),
        ("1,200人", "1,260人", "10"),
        ("3个，5次", "3个", "0-10"),
    ],
)
def test_several_values_in_one_cell_are_compared_item_by_item(target: str, actual: str, expected: str) -> None:
    """Met and missed together run from the miss to full: no rule says how they are combined."""
    found = scored(二级指标="数量指标", 三级指标="建基地及培训", 年度指标值=target, 实际完成值=actual)

    assert points(found) == expected


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("2022年底前", "已按期完成", "8-10"),
        ("100%", "达标", "8-10"),
        ("100%", "基本完成", "6-8"),
        ("5次", "未完成", "0-6"),
        ("5次", "部分达成年度指标并具有一定效果", "6-8"),
        ("提升", "未达成年度指标且效果较差", "0-6"),
    ],
)
def test_a_set_answer_to_a_figure_or_a_day_is_the_forms_own_claim(target: str, actual: str, expected: str) -> None:
    """Nobody measured it: the band of the words, and the fact says so."""
    found = scored(年度指标值=target, 实际完成值=actual)

    assert (points(found), found.standing) == (expected, Standing.CLAIMED)


@pytest.mark.parametrize(
    ("actual", "worst", "best"),
    [
        ("不足5篇", "0", "10"),
        ("不到5篇", "0", "10"),
        ("少于5篇", "0", "10"),
        ("近5篇", "0", "10"),
        ("接近5篇", "0", "10"),
        ("将近5篇", "0", "10"),
    ],
)
def test_words_that_stay_below_the_target_never_reach_it(actual: str, worst: str, best: str) -> None:
    found = scored(年度指标值="≥5篇", 实际完成值=actual)

    assert found.standing is Standing.MISSED
    assert points(found) == f"{worst}-{best}"


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [(">=30000件", "24000", "8"), ("90", "81%", "9"), (">=95%", "96", "10"), ("5", "4个", "8"), ("<=5%", "0", "10")],
)
def test_an_unstated_unit_is_taken_from_the_other_side_and_said(target: str, actual: str, expected: str) -> None:
    """Zero is zero with or without the percent sign."""
    found = scored(三级指标="任务完成量", 年度指标值=target, 实际完成值=actual)

    assert points(found) == expected
    assert "没有写单位" in found.readings[0].note


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"年度指标值": "", "实际完成值": "5"}, "年度指标值未填报"),
        ({"年度指标值": "5", "实际完成值": "—"}, "实际完成值未填报"),
        ({"年度指标值": "", "实际完成值": ""}, "年度指标值和实际完成值未填报"),
        ({"分值": "-"}, "分值未填报"),
        ({"得分": "-"}, "得分未填报"),
    ],
)
def test_what_is_missing_is_named(cells: dict[str, str], reason: str) -> None:
    assert (scored(**cells).verdict, scored(**cells).reason) == (Verdict.UNKNOWN, reason)


# Words.


@pytest.mark.parametrize(
    ("target", "actual", "newer", "older"),
    [
        ("建立", "建立", "8-10", "8-10"),
        ("建立", "已建立", "8-10", "8-10"),
        ("完善", "进一步完善", "8-10", "8-10"),
        ("提升", "显著提升", "8-10", "8-10"),
        ("及时", "完成", "8-10", "8-10"),
        ("同比下降", "同比下降", "8-10", "8-10"),
        ("基本完善", "基本完善", "8-10", "8-10"),
        ("无污染", "无污染", "8-10", "8-10"),
        ("完善", "基本完善", "6-8", "5-8"),
        ("完成", "部分完成", "6-8", "5-8"),
        ("完成", "未完成", "0-6", "0-5"),
        ("建立", "尚无", "0-6", "0-5"),
        ("提升", "良好", "0-10", "0-10"),
        ("同比下降", "同比上升", "0-6", "0-5"),
        ("明显提高", "有所提高", "6-8", "5-8"),
    ],
)
def test_words_score_by_the_band_of_their_wording(target: str, actual: str, newer: str, older: str) -> None:
    found = {book: scored(book=book, 年度指标值=target, 实际完成值=actual) for book in (NEWER, OLDER)}

    assert (points(found[NEWER]), points(found[OLDER])) == (newer, older)


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("提升", "无提升"),
        ("提高", "有待提高"),
        ("建立", "正在建立"),
        ("完善", "不够完善"),
        ("提升", "提升不明显"),
        ("完成", "完成一半"),
        ("完成", "即将完成"),
        ("是", "不是"),
        ("稳定", "不稳定"),
        ("无投诉", "有"),
        ("实现", "良好"),
        ("全部", "少数"),
    ],
)
def test_words_that_only_contain_the_target_do_not_claim_it(target: str, actual: str) -> None:
    low = scored(年度指标值=target, 实际完成值=actual).low

    assert sure(low) < 8


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("合规", "合规，未发现违规问题"),
        ("按期完成", "按期完成，未逾期"),
        ("无安全事故", "未发生安全事故"),
        ("不超标", "未超标"),
        ("正常运行", "未出现故障"),
        ("保障", "保障基本运转"),
        ("提高", "提高15%"),
        ("同比下降", "同比下降3.2%"),
        ("无事故", "0%"),
    ],
)
def test_nobody_is_called_too_generous_on_a_misread_word(target: str, actual: str) -> None:
    """What 未, 基本 or a percentage belong to only a person can see; full marks must not be called 高于规则."""
    verdict = scored(年度指标值=target, 实际完成值=actual).verdict

    assert verdict is not Verdict.ABOVE


# Completion rates and checklists.


@pytest.mark.parametrize("target", ["提高", "及时", "较低", "规范", "有效改善"])
@pytest.mark.parametrize("actual", ["3.2%", "95%", "100%"])
def test_a_percentage_is_no_completion_rate_of_words(target: str, actual: str) -> None:
    """提高 answered by 3.2% is not 3.2% of the way."""
    found = scored(年度指标值=target, 实际完成值=actual)

    assert (points(found), found.verdict, found.standing) == ("0-10", Verdict.UNKNOWN, Standing.UNKNOWN)


@pytest.mark.parametrize(
    ("target", "actual", "expected", "standing"),
    [
        ("完成", "100%", "8-10", Standing.CLAIMED),
        ("全部完成", "105%", "8-10", Standing.CLAIMED),
        ("完成", "95%", "0-10", Standing.DOUBTFUL),
        ("提高", "提高3.2%", "8-10", Standing.CLAIMED),
        ("提高", "下降3.2%", "0-6", Standing.CLAIMED),
        ("未发生事故", "未发生事故", "10", Standing.MET),
        ("零投诉", "无投诉", "10", Standing.MET),
        ("无", "0起", "10", Standing.MET),
        ("无投诉", "0次", "10", Standing.MET),
        ("无投诉", "2次", "0", Standing.MISSED),
    ],
)
def test_words_of_completion_change_or_absence_can_be_answered_by_a_figure(
    target: str, actual: str, expected: str, standing: Standing
) -> None:
    found = scored(年度指标值=target, 实际完成值=actual)

    assert (points(found), found.standing) == (expected, standing)


@pytest.mark.parametrize(
    "cells",
    [
        {"年度指标值": "3批次", "实际完成值": "按计划进行"},
        {"年度指标值": "提升", "实际完成值": "良好"},
        {"年度指标值": "=0次", "实际完成值": "100%"},
        {"年度指标值": "", "实际完成值": ""},
        {"年度指标值": "及时", "实际完成值": "100%"},
    ],
)
def test_a_completion_rate_stands_in_for_values_that_cannot_be_compared(cells: dict[str, str]) -> None:
    found = scored(**cells, 完成率="80%", 得分="8")

    assert (points(found), found.method, found.verdict) == ("8", Method.COMPLETION, Verdict.AGREES)
    assert "按所填完成率折算" in found.readings[0].note


def test_a_completion_rate_does_not_replace_values_that_can_be_compared() -> None:
    assert points(scored(年度指标值=">=50公里", 实际完成值="40公里", 完成率="100%")) == "8"


@pytest.mark.parametrize(
    ("book", "cells"),
    [
        ("chongming-2018", {"三级指标": "绩效目标合理性", "评分规则": "①随预算报送（1分）②相匹配；(2分）"}),
        ("chongming-2018", {"三级指标": "项目设立的规范性"}),
        (NEWER, {"三级指标": "制度健全性", "评分规则": "有办法（3分）；有检查（7分）"}),
    ],
)
def test_a_checklist_gives_the_whole_range(book: str, cells: dict[str, str]) -> None:
    """Which items are fulfilled only the unit's papers show."""
    found = card(without(of_ten(**cells), "年度指标值", "实际完成值"), book=book).rows[0]

    assert (points(found), found.method, found.verdict) == ("0-10", Method.CHECKLIST, Verdict.UNKNOWN)
    assert "清单" in found.reason


def test_the_items_of_a_checklist_are_added_up() -> None:
    rule = "①随预算报送（1分）②相匹配；(2分）③细化（1分）④量化（4分）其中：细化的得4分，未细化的不得分。"
    found = card(without(of_ten(评分规则=rule, 分值="8"), "年度指标值", "实际完成值")).rows[0]

    assert found.readings[0].arithmetic == "清单各项 1 + 2 + 1 + 4 = 8"


# Changed targets, merged cells, scores out of 100.


def test_a_target_changed_within_the_year_is_read_both_ways() -> None:
    form = card(of_ten(年度指标值="6个", 调整后指标值="20个", 实际完成值="17个"))
    found = form.rows[0]

    assert [(reading.assumes, points(reading)) for reading in found.readings] == [
        ("按年初指标值", "10"),
        ("按调整后指标值", "8.5"),
    ]
    assert found.verdict is Verdict.UNKNOWN
    assert [(total.assumes, total.low) for total in form.readings] == [
        ("按年初指标值", Decimal("10.00")),
        ("按调整后指标值", Decimal("8.50")),
    ]


@pytest.mark.parametrize(("target", "adjusted", "actual"), [("6个", "17个", "17个"), ("90%", "90%", "90%")])
def test_a_changed_target_that_changes_no_points_is_one_reading(target: str, adjusted: str, actual: str) -> None:
    found = scored(年度指标值=target, 调整后指标值=adjusted, 实际完成值=actual)

    assert (len(found.readings), points(found), found.verdict) == (1, "10", Verdict.AGREES)


@pytest.mark.parametrize("dash", ["-", "—", "/"])
def test_a_dash_in_the_column_of_changed_targets_changes_nothing(dash: str) -> None:
    found = scored(年度指标值=">=50公里", 调整后指标值=dash, 实际完成值="40公里", 得分="8")

    assert (points(found), found.verdict) == ("8", Verdict.AGREES)


def merged(*actuals: str, shared: list[str], first_score: str = "9") -> Scorecard:
    """Score rows with a target of 50公里 under one merged weight of 10 or one merged score, or both."""
    first = of_ten(年度指标值=">=50公里", 实际完成值=actuals[0], 得分=first_score)
    others = [of_ten(年度指标值=">=50公里", 实际完成值=actual, 得分="5") for actual in actuals[1:]]
    return card(first, *({**without(other, *shared), "与上行合并": shared} for other in others))


def test_merged_points_lie_between_the_least_and_the_greatest_share() -> None:
    """Two rows under one weight of 10: one met, one at 80%; however divided, 8 to 10 points."""
    found = merged("50公里", "40公里", shared=["分值", "得分"])

    assert (found.weight_sum, found.declared_sum) == (Decimal(10), Decimal(9))
    assert [line.kind for line in found.rows] == [RowKind.INDICATOR, RowKind.SHARED]
    assert (points(found.rows[0]), found.rows[0].verdict) == ("8-10", Verdict.WITHIN)
    assert (found.low, found.high) == (Decimal("8.00"), Decimal("10.00"))


def test_merged_rows_that_all_met_their_targets_score_in_full() -> None:
    found = merged("50公里", "60公里", "70公里", shared=["分值", "得分"], first_score="10")

    assert (points(found.rows[0]), found.rows[0].verdict) == ("10", Verdict.AGREES)


def test_scores_stated_apart_under_one_merged_weight_are_added_before_they_are_judged() -> None:
    found = merged("50公里", "60公里", shared=["分值"], first_score="5")

    assert found.declared_sum == Decimal(10)
    assert (points(found.rows[0]), found.rows[0].verdict) == ("10", Verdict.AGREES)


def test_weights_stated_apart_under_one_merged_score_are_added() -> None:
    found = merged("50公里", "60公里", shared=["得分"], first_score="20")

    assert (found.weight_sum, points(found.rows[0]), found.rows[0].verdict) == (Decimal(20), "20", Verdict.AGREES)


def test_a_merged_cell_that_is_repeated_in_every_row_counts_once() -> None:
    second = of_ten(三级指标="桥梁", 分值="10", 得分="9") | {"与上行合并": ["分值", "得分"]}
    found = card(of_ten(得分="9"), second)

    assert (found.weight_sum, found.declared_sum) == (Decimal(10), Decimal(9))


def out_of_hundred(item: str, **cells: str) -> Row:
    """Score a row of a form that scores each row out of 100 and multiplies by the weight."""
    return card(without(of_ten(**cells), "得分") | {"单项得分": item}).rows[0]


def test_item_scores_are_weighted() -> None:
    """80 of 100 with a weight of 20 counts 16 points."""
    found = out_of_hundred("80", 分值="20", 年度指标值=">=50公里", 实际完成值="40公里")

    assert (found.declared, found.verdict) == (Decimal(16), Verdict.AGREES)


@pytest.mark.parametrize(
    ("item", "weight", "actual", "verdict"),
    [
        ("85.5", "7", "85.5公里", Verdict.AGREES),
        ("86", "30", "85.53公里", Verdict.AGREES),
        ("85.5", "30", "85.53公里", Verdict.AGREES),
        ("87", "30", "85.53公里", Verdict.ABOVE),
        ("84", "30", "85.53公里", Verdict.BELOW),
    ],
)
def test_an_item_score_is_compared_at_the_precision_it_is_printed_with(
    item: str, weight: str, actual: str, verdict: Verdict
) -> None:
    """85.5 of 100 at a weight of 7 is exactly 5.985 points; 86 is 85.53 in whole points."""
    found = out_of_hundred(item, 分值=weight, 年度指标值=">=100公里", 实际完成值=actual).verdict

    assert found is verdict


# Budget execution.


def funding(**cells: str) -> list[dict[str, str]]:
    return [{"来源": "年度资金总额", **cells}]


def budget_points(book: str = NEWER, **cells: str) -> str:
    """Return the points of a funding row with a weight of 10."""
    return points(card(of_ten(), book=book, 资金=funding(分值="10", 得分="10", **cells)).rows[0])


@pytest.mark.parametrize(
    ("money", "expected"),
    [
        ({"全年预算数": "8500", "全年执行数": "8273.92"}, "9.73"),
        ({"全年预算数": "100", "全年执行数": "120"}, "10"),
        ({"全年预算数": "100", "全年执行数": "0"}, "0"),
        ({"全年预算数": "100", "全年执行数": "-3"}, "0"),
        ({"年初预算数": "200", "全年预算数": "100", "全年执行数": "100"}, "10"),
        ({"年初预算数": "200", "全年执行数": "100"}, "5"),
        ({"全年预算数": "100", "全年执行数": "90", "执行率": "50%"}, "9"),
        ({"执行率": "80%"}, "8"),
        ({"执行率": "120%"}, "10"),
        ({"全年预算数": "0", "全年执行数": "0"}, "0-10"),
        ({"全年预算数": "100"}, "0-10"),
        ({}, "0-10"),
    ],
)
def test_the_funding_row_scores_by_the_money_the_form_states(money: dict[str, str], expected: str) -> None:
    assert budget_points(**money) == expected


def test_a_missing_adjusted_budget_is_said() -> None:
    form = card(of_ten(), 资金=funding(分值="10", 得分="5", 年初预算数="200", 全年执行数="100"))

    assert "以年初预算数为分母" in form.rows[0].readings[0].note


def test_overspending_is_capped_and_said() -> None:
    form = card(of_ten(), 资金=funding(分值="10", 得分="10", 全年预算数="100", 全年执行数="120"))

    assert form.rows[0].readings[0].arithmetic == "120 ÷ 100 × 10，不超过 10 = 10"


@pytest.mark.parametrize(
    ("executed", "expected"),
    [
        ("100", "10"),
        ("90", "10"),
        ("89.99", "7.5-10"),
        ("80", "7.5-10"),
        ("79.99", "5-7.5"),
        ("70", "5-7.5"),
        ("69.99", "0"),
        ("0", "0"),
        ("130", "10"),
    ],
)
def test_a_tier_begins_at_its_limit(executed: str, expected: str) -> None:
    """90, 80 and 70 belong to the tier above them, as a funding row and as an indicator row."""
    indicator = of_ten(一级指标="投入目标", 三级指标="预算执行率", 实际完成值=f"{executed}%")
    money = funding(年初预算数="100", 全年执行数=executed)
    as_indicator = card(indicator, book="chongming-2018", 资金=money)

    assert budget_points("chongming-2018", 年初预算数="100", 全年执行数=executed) == expected
    assert points(as_indicator.rows[0]) == expected


def budget_indicator(actual: str, score: str = "9") -> dict[str, Any]:
    return of_ten(
        一级指标="预算", 二级指标="预算执行", 三级指标="预算执行率", 年度指标值="100%", 实际完成值=actual, 得分=score
    )


@pytest.mark.parametrize("actual", ["90%", "90.00%", "90", "89.9%", "—"])
def test_a_budget_row_among_the_indicators_that_agrees_with_the_money_is_one_reading(actual: str) -> None:
    """The money gives 89.99%: printed 90, 90% or cut off 89.9%; a dash leaves the money alone to speak."""
    form = card(budget_indicator(actual), 资金=funding(全年预算数="10000", 全年执行数="8999.9"))

    assert (len(form.rows[0].readings), form.rows[0].low) == (1, Decimal("8.9999"))
    assert (form.budget_row, form.rows[0].verdict) == (form.rows[0], Verdict.AGREES)


def test_a_budget_row_among_the_indicators_that_contradicts_the_money_is_read_both_ways() -> None:
    """A city's table: 0.00% in the row, everything spent by the funding table; the grade hangs on it."""
    form = card(
        of_ten(分值="90", 得分="89.5", 年度指标值=">=100公里", 实际完成值="99公里"),
        budget_indicator("0.00%", "0"),
        资金=funding(全年预算数="2428.53", 全年执行数="2428.53"),
        总分="89.5",
    )

    assert [(reading.assumes, points(reading)) for reading in form.rows[1].readings] == [
        ("按指标行所填执行率", "0"),
        ("按资金表执行率", "10"),
    ]
    assert (form.rows[1].verdict, form.undetermined) == (Verdict.UNKNOWN, Decimal(10))
    assert [(total.assumes, total.low, total.grade_low) for total in form.readings] == [
        ("按指标行所填执行率", Decimal("89.10"), "良"),
        ("按资金表执行率", Decimal("99.10"), "优"),
    ]
    assert form.grade_span == "良至优"


def test_a_budget_row_among_the_indicators_speaks_alone_without_money() -> None:
    assert points(card(budget_indicator("80%")).rows[0]) == "8"
    assert card(budget_indicator("—")).rows[0].reason == "执行率和资金数都没有填报"


def test_where_the_funding_table_has_points_a_second_budget_row_is_an_ordinary_indicator() -> None:
    money = funding(全年预算数="100", 全年执行数="90", 分值="10", 得分="9")
    form = card(budget_indicator("98%"), 资金=money)

    assert [(line.kind, line.is_budget, points(line)) for line in form.rows] == [
        (RowKind.FUNDING, True, "9"),
        (RowKind.INDICATOR, False, "9.8"),
    ]


def test_a_budget_row_is_known_by_its_name_under_any_head() -> None:
    """预算执行率 under 成本指标: 98% by the row, 49.92 of 50 by the money."""
    cells = of_ten(二级指标="成本指标", 三级指标="预算执行率", 年度指标值="98%", 实际完成值="98%")
    form = card(cells, 资金=funding(全年预算数="50", 全年执行数="49.92"))

    assert form.budget_row == form.rows[0]
    assert [points(reading) for reading in form.rows[0].readings] == ["9.8", "9.98"]


@pytest.mark.parametrize("name", ["成本", "经费支出"])
def test_a_cost_row_of_another_name_is_no_budget_row(name: str) -> None:
    cells = of_ten(二级指标="成本指标", 三级指标=name, 年度指标值="98%", 实际完成值="98%")
    form = card(cells, 资金=funding(全年预算数="50", 全年执行数="49.92"))

    assert (points(form.rows[0]), form.budget_row) == ("10", None)


def test_a_row_named_after_the_budget_is_another_one_where_the_total_holds_the_budget_score_besides() -> None:
    """A people's congress files 预算执行率 under 成本指标, and adds 9.98 to its total that no row shows."""
    cells = of_ten(二级指标="成本指标", 三级指标="预算执行率", 年度指标值="98%", 实际完成值="98%")
    form = card(cells, 资金=funding(全年预算数="50", 全年执行数="49.92"), 总分="19.98")

    assert [(line.kind, points(line)) for line in form.rows] == [(RowKind.INDICATOR, "10"), (RowKind.IMPLIED, "9.98")]


@pytest.mark.parametrize("total", ["94.23", "94.2", "94"])
def test_budget_points_that_only_the_total_contains_are_found(total: str) -> None:
    """84.25 in the rows and 94.23 declared: the 9.98 that the money gives stand in no row."""
    cells = of_ten(分值="85", 得分="84.25", 年度指标值="及时", 实际完成值="及时")
    form = card(cells, 资金=funding(全年预算数="50", 全年执行数="49.92"), 总分=total)

    assert form.rows[-1].kind is RowKind.IMPLIED
    assert (form.rows[-1].low, form.rows[-1].verdict) == (Decimal("9.984"), Verdict.AGREES)
    assert (form.weight_sum, form.declared_sum) == (Decimal(95), Decimal("84.25"))


@pytest.mark.parametrize("total", ["84.25", "84", "90", "94.5", None])
def test_a_total_that_contains_no_budget_points_implies_none(total: str | None) -> None:
    cells = of_ten(分值="85", 得分="84.25")
    form = card(cells, 资金=funding(全年预算数="50", 全年执行数="49.92"), 总分=total)

    assert (len(form.rows), form.budget_row) == (1, None)


def test_no_budget_points_are_implied_beside_a_budget_row_or_where_nothing_was_spent() -> None:
    spent, nothing = {"全年预算数": "100", "全年执行数": "90"}, {"全年预算数": "100", "全年执行数": "0"}
    beside = card(of_ten(), 资金=funding(分值="10", 得分="-", **spent), 总分="19")
    unspent = card(of_ten(), 资金=funding(**nothing), 总分="10")

    assert [line.kind for line in beside.rows] == [RowKind.FUNDING, RowKind.INDICATOR]
    assert [line.kind for line in unspent.rows] == [RowKind.INDICATOR]


def test_the_largest_amounts_a_form_can_state_are_scored() -> None:
    """Typing errors of twenty digits are a matter for the checks and not for a crash."""
    money = {"年初预算数": "0.000001元", "全年预算数": "0.000001元", "全年执行数": "9999999999999亿元"}

    assert budget_points(**money) == "10"
    assert budget_points("chongming-2018", **money) == "10"
    assert points(card(budget_indicator("100.00%"), 资金=funding(**money)).rows[0]) == "10"


# Verdicts.


@pytest.mark.parametrize(
    ("score", "verdict"),
    [
        ("10", Verdict.AGREES),
        ("10.0", Verdict.AGREES),
        ("9.96", Verdict.AGREES),
        ("9.961", Verdict.AGREES),
        ("9.9", Verdict.TRUNCATED),
        ("9", Verdict.TRUNCATED),
        ("9.97", Verdict.ABOVE),
        ("10.00", Verdict.ABOVE),
        ("9.95", Verdict.BELOW),
        ("9.0", Verdict.BELOW),
        ("8", Verdict.BELOW),
        ("-", Verdict.UNKNOWN),
    ],
)
def test_a_score_is_compared_at_its_printed_precision(score: str, verdict: Verdict) -> None:
    """9.9609… by rule. Rounded it is 9.96, 10.0, 10; cut off (截尾) it is 9.9 or 9, and that is said."""
    money = funding(全年预算数="8391607", 全年执行数="8358865", 分值="10", 得分=score)

    assert card(of_ten(), 资金=money).rows[0].verdict is verdict


@pytest.mark.parametrize(
    ("score", "verdict"),
    [
        ("7", Verdict.WITHIN),
        ("5.6", Verdict.WITHIN),
        ("6.3", Verdict.WITHIN),
        ("7.01", Verdict.ABOVE),
        ("5.59", Verdict.BELOW),
        ("4", Verdict.BELOW),
        ("-", Verdict.UNKNOWN),
    ],
)
def test_a_score_within_a_band_is_chosen_and_rounding_excuses_nothing(score: str, verdict: Verdict) -> None:
    """提升 reported as 提升 with a weight of 7: 5.6 to 7 points."""
    assert scored(年度指标值="提升", 实际完成值="提升", 分值="7", 得分=score).verdict is verdict


def test_a_court_that_gave_less_than_the_band_of_its_words() -> None:
    """完善 reported as 基本完善: 4.2 to 5.6 of 7, declared 4."""
    found = scored(年度指标值="完善", 实际完成值="基本完善", 分值="7", 得分="4")

    assert (points(found), found.verdict) == ("4.2-5.6", Verdict.BELOW)


# Totals and grades.


def test_the_total_adds_the_rounded_rows() -> None:
    """Three rows of exactly 0.625 are 0.63 each, so 1.89 and not 1.88."""
    eighth = of_ten(分值="1", 年度指标值=">=8次", 实际完成值="5次")

    assert card(eighth, eighth, eighth).low == Decimal("1.89")


@pytest.mark.parametrize(
    ("worded", "low", "grades", "span"),
    [
        ("40", "92.00", ("优", "优"), "优"),
        ("50", "90.00", ("优", "优"), "优"),
        ("51", "89.80", ("良", "优"), "良至优"),
        ("100", "80.00", ("良", "优"), "良至优"),
    ],
)
def test_the_grade_stands_at_both_ends_of_the_total(worded: str, low: str, grades: tuple[str, str], span: str) -> None:
    """Rows of words leave up to a fifth of their weight open; exactly 90 is still 优."""
    number = of_ten(分值=str(100 - int(worded)))
    form = card(number, of_ten(分值=worded, 年度指标值="建立", 实际完成值="建立"))

    assert (form.low, form.high) == (Decimal(low), Decimal("100.00"))
    assert [(total.grade_low, total.grade_high) for total in form.readings] == [grades]
    assert form.grade_span == span


def test_what_nobody_can_judge_opens_the_total_and_is_counted() -> None:
    form = card(of_ten(分值="70"), of_ten(分值="30", 年度指标值="90%", 实际完成值="良好"))

    assert (form.low, form.high, form.undetermined) == (Decimal("70.00"), Decimal("100.00"), Decimal(30))
    assert isinstance(form.total, Total)
    assert (form.total.judged.weight, form.total.says_something) == (Decimal(70), False)
    assert form.grade_span == ""


def test_a_grade_is_told_where_the_range_excludes_enough() -> None:
    """15 of 100 points that nobody can judge: 85 to 100."""
    form = card(of_ten(分值="85"), of_ten(分值="15", 年度指标值="90%", 实际完成值="良好"))

    assert (form.low, form.high, form.grade_span) == (Decimal(85), Decimal(100), "良至优")


@pytest.mark.parametrize(("changed", "totals"), [(0, 1), (1, 2), (3, 8), (4, 1)])
def test_beyond_eight_combinations_only_the_widest_range_is_told(changed: int, totals: int) -> None:
    double = of_ten(年度指标值=">=50公里", 调整后指标值=">=100公里", 实际完成值="50公里")
    form = card(of_ten(), *[double] * changed)

    assert len(form.readings) == totals
    assert (form.low, form.high) == (Decimal(10 + 5 * changed), Decimal(10 + 10 * changed))


def test_a_lawful_form_scores_what_it_declares() -> None:
    form = make_case().scorecard

    assert (form.weight_sum, form.declared_sum, form.declared_total) == (Decimal(100), Decimal(99), Decimal(99))
    assert {line.verdict for line in form.rows} == {Verdict.AGREES}
    assert (form.low, form.high, form.grade_span, form.undetermined) == (Decimal(99), Decimal(99), "优", Decimal(0))


def test_nothing_declared_adds_to_nothing() -> None:
    form = card(*(without(line, "得分") for line in rows()))

    assert (form.declared_sum, form.declared_total, form.low) == (None, None, Decimal(90))
    assert {line.reason for line in form.rows} == {"得分未填报"}


# What is not stated makes no points, no total and no grade.


@pytest.mark.parametrize("cells", [{}, {"分值": "-"}])
def test_a_row_without_points_of_its_own_has_a_fact_and_no_points(cells: dict[str, str]) -> None:
    bare = without(of_ten(年度指标值="100件", 实际完成值="90件"), "分值") | cells
    form = card(of_ten(), bare)

    assert (form.rows[1].standing, form.rows[1].readings) == (Standing.MISSED, ())
    assert form.rows[1].reason == "分值未填报"


def test_a_total_needs_the_points_of_every_row() -> None:
    form = card(of_ten(), without(of_ten(), "分值"), 总分="20")

    assert isinstance(form.total, NoTotal)
    assert (form.low, form.high, form.readings, form.grade_span) == (None, None, (), "")
    assert form.why_not == "“某项指标”没有填报分值，规则参考总分无法核算"


def test_a_form_without_a_column_of_points_has_no_total() -> None:
    form = card(*(without(line, "分值") for line in rows()), 总分="99.6")

    assert form.why_not == "表中没有填报分值，规则参考总分无法核算"
    assert (form.weight_sum, form.low, form.grade) == (None, None, "")
    assert form.count(Standing.MET, Standing.EXCEEDED) == len(rows())


def test_a_printed_row_that_nobody_filled_in_needs_no_points() -> None:
    form = card(of_ten(), {"一级指标": "产出指标"})

    assert (form.low, form.rows[1].reason) == (Decimal(10), "空行")


def test_points_printed_for_a_head_weigh_the_rows_under_it() -> None:
    """50 points for two rows, one met and one at 80%: 40 to 50, however they are shared out."""
    met, missed = (
        without(of_ten(年度指标值=">=50公里", 实际完成值=actual), "分值", "得分") for actual in ("50公里", "40公里")
    )
    form = card(
        met | {"一级指标": "产出指标"},
        missed | {"一级指标": "产出指标"},
        层级小计=[{"一级指标": "产出指标", "分值": "50", "得分": "45"}],
    )

    assert [line.kind for line in form.rows] == [RowKind.GROUP, RowKind.MEMBER, RowKind.MEMBER]
    assert (points(form.rows[0]), form.rows[0].verdict) == ("40-50", Verdict.WITHIN)
    assert [line.standing for line in form.rows[1:]] == [Standing.MET, Standing.MISSED]
    assert (form.weight_sum, form.low, form.high) == (Decimal(50), Decimal(40), Decimal(50))


def test_a_grade_is_given_only_where_the_points_are_the_full_score() -> None:
    """10 of 10 is no 优: the grades are made for 100."""
    form = card(of_ten(), 总分="10")

    assert (form.low, form.high) == (Decimal(10), Decimal(10))
    assert (form.grade, form.grade_span) == ("", "")
    assert form.why_not == "各项分值合计为 10 分，不是 100 分，不评等级"
