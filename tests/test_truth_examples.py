"""Every way in which a second opinion once said what was not so, each as what is promised instead."""

from datetime import date
from typing import Any

import pytest

from generator.assessment import Assessment
from generator.checks.check import Case
from generator.checks.runner import check_all
from generator.disclosure.disclose import disclose
from generator.model.figure import plain, round_half_up
from generator.model.finding import Finding, Severity
from generator.model.report import Form, Identity, Positions, Report
from generator.model.rulebook import ItemRule, Rulebook
from generator.scoring.engine import score
from generator.scoring.facts import Standing
from generator.scoring.scorecard import NoTotal, Row, RowKind, Verdict
from tests.make import rulebook
from tests.samples import CLEAN, laid_over
from tests.test_open_data import records, slices_of, small_catalogue

REAL, TROUBLE = 6, {Severity.REVIEW, Severity.ERROR}


def case(book: Rulebook | None = None, **fields: Any) -> Case:
    """Return the clean form with what is said laid over it."""
    form = Form.model_validate(laid_over(CLEAN, fields))
    report = Report(Identity(2022, "county-roads", "road-care"), form, Positions("content/projects/x.yml", {}))
    book = book or rulebook(form.rulebook)
    return Case(report, score(report, book), book)


def row(target: str, actual: str, name: str = "某项指标", *, book: Rulebook | None = None, **cells: str) -> Row:
    """Score one row of 10 points on a form that states nothing else."""
    stated = {"一级指标": "产出指标", "二级指标": "质量指标", "三级指标": name, "分值": "10", "得分": "10", **cells}
    values = {"年度指标值": target, "实际完成值": actual}
    nothing: dict[str, Any] = {"资金": "", "总分": "", "评价等级": "", "金额单位": "", "年度总体目标": ""}
    return case(book, 绩效指标=[stated | values], **nothing).scorecard.rows[0]


def points(scored: Row) -> str:
    """Show points by rule: `8`, or `8-10`."""
    assert scored.low is not None
    assert scored.high is not None
    low, high = (plain(round_half_up(value, 2)) for value in (scored.low, scored.high))
    return low if low == high else f"{low}-{high}"


def findings(*cases: Case) -> list[Finding]:
    return list(check_all(cases, {}).findings)


def trouble(one: Case) -> set[str]:
    """Return the codes of what must be looked at."""
    return {finding.code for finding in findings(one) if finding.severity in TROUBLE}


def rows_without(*names: str) -> list[dict[str, Any]]:
    return [{key: value for key, value in line.items() if key not in names} for line in CLEAN["绩效指标"]]


# 1. Points out of nothing.


def test_a_form_without_a_column_of_points_gets_no_total_and_no_grade() -> None:
    one = case(绩效指标=rows_without("分值"), 总分="99.6", 评价等级="")

    assert isinstance(one.scorecard.total, NoTotal)
    assert (one.scorecard.low, one.scorecard.grade, one.scorecard.grade_span) == (None, "", "")
    assert {"F101", "R201"}.isdisjoint(finding.code for finding in findings(one))


def test_the_data_of_a_form_without_points_has_no_zero_for_them() -> None:
    one = case(绩效指标=rows_without("分值"), 总分="99.6")
    (told,) = records(slices_of(small_catalogue(one))[0], "reports")

    assert (told["rule_total_min"], told["rule_total_max"], told["rule_grade"]) == (None, None, None)
    assert "没有填报分值" in told["rule_reason"]


def test_points_that_are_not_the_full_score_give_a_total_of_them_and_no_grade() -> None:
    one = case(绩效指标={"群众满意度": ""}, 总分="89", 评价等级="")

    assert [one.scorecard.low, one.scorecard.high] == [88, 89]
    assert (one.scorecard.grade, one.scorecard.grade_span) == ("", "")
    assert "不是 100 分" in one.scorecard.why_not


def test_section_totals_weigh_the_rows_under_them() -> None:
    heads = [{"一级指标": name, "分值": weight} for name, weight in
             (("产出指标", "50"), ("效益指标", "30"), ("满意度指标", "10"))]  # fmt: skip
    one = case(绩效指标=rows_without("分值", "得分"), 层级小计=heads)

    assert [line.weight for line in one.scorecard.rows if line.kind is RowKind.GROUP] == [50, 30, 10]
    assert [one.scorecard.low, one.scorecard.high] == [93, 99]
    assert one.scorecard.grade_span == "优"


# 2. Across scales.


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≥5000万元", "5200", "0-10"),
        ("≥5000", "4800万元", "9.6-10"),
        ("≥2亿元", "1.9", "0-9.5"),
        ("≥3万人", "2.7", "0-9"),
        ("≥5千", "4.5", "0.01-9"),
    ],
)
def test_a_number_beside_one_with_a_scale_is_read_in_both(target: str, actual: str, expected: str) -> None:
    found = row(target, actual)

    assert found.standing is Standing.DOUBTFUL
    assert points(found) == expected


def test_the_money_unit_at_the_head_settles_the_scale_of_a_bare_amount() -> None:
    """The head says 万元, the cell does not: 5200 is 5200万元."""
    cells = {"年度指标值": "≥5000万元", "实际完成值": "5200"}
    scored = case(绩效指标={"养护里程": cells}).scorecard.rows[1]

    assert scored.standing is Standing.EXCEEDED
    assert scored.low == 20


def test_a_doubt_of_scale_is_a_finding_of_its_own() -> None:
    one = case(绩效指标={"养护里程": {"年度指标值": "≥5000人", "实际完成值": "5200万人"}})

    assert any("量级" in finding.message for finding in findings(one) if finding.severity in TROUBLE)


# 3. A missed target and rounding.


@pytest.mark.parametrize(
    ("name", "target", "actual"), [("路旁绿化里程", "100件", "90件"), ("群众满意度", ">=90%", "86%")]
)
def test_a_missed_target_with_its_full_score_is_found_though_rounding_agrees(
    name: str, target: str, actual: str
) -> None:
    """90 of 100 at 5 points is 4.5, printed 5; 86 of 90 at 10 is 9.56, printed 10."""
    one = case(绩效指标={name: {"年度指标值": target, "实际完成值": actual}})
    (found,) = [finding for finding in findings(one) if finding.severity in TROUBLE]

    assert (found.code, "取整" in found.message) == ("R102", True)


def test_a_score_cut_off_is_not_called_equal() -> None:
    """5.96 points printed as 5."""
    found = row(">=100公里", "99.4公里", 分值="6", 得分="5")

    assert found.verdict is Verdict.TRUNCATED


# 4. Words answered by a percentage; the official phrases.


@pytest.mark.parametrize(("target", "actual"), [("提高", "3.2%"), ("较低", "0.1%")])
def test_a_percentage_beside_words_is_no_completion_rate(target: str, actual: str) -> None:
    found = row(target, actual)

    assert (found.standing, points(found)) == (Standing.UNKNOWN, "0-10")


def test_a_deviation_within_its_limit_is_full() -> None:
    assert points(row("±10%", "8%")) == "10"


@pytest.mark.parametrize("target", ["提高", ">=90%", "2022年底前"])
@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("达成年度指标", "8-10"),
        ("部分达成年度指标并具有一定效果", "6-8"),
        ("未达成年度指标且效果较差", "0-6"),
    ],
)
def test_the_official_phrases_are_known_as_actual_values(target: str, phrase: str, expected: str) -> None:
    found = row(target, phrase)

    assert (found.standing, points(found)) == (Standing.CLAIMED, expected)


# 5. Direction.


@pytest.mark.parametrize(
    ("name", "target", "less", "more"),
    [
        ("返修率", "2%", "1%", "3%"),
        ("失业率", "4%", "3%", "5%"),
        ("空置率", "10%", "8%", "12%"),
        ("漏检率", "1%", "0.5%", "1.5%"),
        ("等待时间", "20分钟", "15分钟", "30分钟"),
        ("工期", "12个月", "10个月", "14个月"),
    ],
)
def test_less_is_better_where_the_name_says_so(name: str, target: str, less: str, more: str) -> None:
    assert points(row(target, less, name)) == "10"
    assert row(target, more, name).standing is Standing.MISSED


def test_a_works_period_that_ran_over_is_missed() -> None:
    """180 days became 200: 1 − 20 ÷ 180."""
    assert points(row("180天", "200天", "工期")) == "8.89"


@pytest.mark.parametrize(("actual", "expected"), [("90", "9-10"), ("110", "9-10"), ("100", "10")])
def test_an_unknown_direction_is_a_range(actual: str, expected: str) -> None:
    assert points(row("100", actual, "某项指数")) == expected


# 6. Signs and words on the actual value.


@pytest.mark.parametrize("actual", ["不足5篇", "不到5篇", "少于5篇", "接近5篇", "将近5篇"])
def test_words_that_stay_below_the_target_do_not_reach_it(actual: str) -> None:
    assert row("≥5篇", actual).standing is Standing.MISSED


def test_a_fall_for_a_rise_is_nothing_of_it() -> None:
    assert points(row("≥5%", "下降2%", "收入增长率")) == "0"


def test_a_minus_is_a_fall() -> None:
    assert points(row("下降3%", "-3.5%")) == "10"


def test_a_wider_limit_for_an_actual_value_is_open() -> None:
    """At most 2 % may be 1 % or 2 %."""
    found = row("≤1%", "≤2%")

    assert (found.standing, points(found)) == (Standing.DOUBTFUL, "0-10")


# 7. Silence about what is missing.


def test_a_form_without_results_is_found() -> None:
    one = case(绩效指标=rows_without("实际完成值", "得分"), 总分="", 评价等级="")

    assert "F409" in trouble(one)


def test_full_marks_on_nothing_are_found_once_and_name_the_rows() -> None:
    one = case(绩效指标=rows_without("年度指标值", "实际完成值"))
    found = [finding for finding in findings(one) if finding.severity in TROUBLE]

    assert [finding.code for finding in found] == ["F408"]
    assert "9 行" in found[0].message


def test_a_missing_total_is_found() -> None:
    assert any("总分" in finding.message for finding in findings(case(总分="")) if finding.severity in TROUBLE)


@pytest.mark.parametrize("filler", ["无", "/", "—"])
def test_a_filler_is_no_reason(filler: str) -> None:
    cells = {"实际完成值": "40公里", "得分": "16", "偏差原因分析及改进措施": filler}

    assert "R107" in trouble(case(绩效指标={"养护里程": cells}, 总分="95"))


def test_an_empty_form_is_not_the_cleanest_on_the_list() -> None:
    empty = case(绩效指标=rows_without("年度指标值", "实际完成值", "分值", "得分"), 总分="", 评价等级="")

    assert trouble(empty) > trouble(case())
    assert trouble(case()) == set()


# 8. Empty evidence, and targets that provinces read in different ways.


@pytest.mark.parametrize(
    ("target", "actual", "code"), [("≥300米", "≥300米", "F308"), ("≥300米", "达成预期指标", "F309")]
)
def test_an_actual_value_that_measures_nothing_is_found(target: str, actual: str, code: str) -> None:
    one = case(绩效指标={"养护里程": {"年度指标值": target, "实际完成值": actual}})

    assert trouble(one) == {code}


def test_the_same_row_twice_is_found() -> None:
    assert "F310" in trouble(case(绩效指标=[CLEAN["绩效指标"][0], *CLEAN["绩效指标"]]))


def test_actual_values_that_all_equal_their_targets_are_found() -> None:
    rows = [line | {"实际完成值": line["年度指标值"].lstrip("<>=")} for line in CLEAN["绩效指标"]]

    assert trouble(case(绩效指标=rows)) == {"F311"}


def test_saving_on_a_cost_control_rate_loses_nothing_for_certain() -> None:
    found = row("=100%", "95%", "成本控制率", 二级指标="成本指标")

    assert (found.standing, points(found)) == (Standing.DOUBTFUL, "9.5-10")


@pytest.mark.parametrize(("setting", "expected"), [("两种读法", "0-10"), ("达到即满分", "10"), ("大于零即零分", "0")])
def test_at_least_zero_is_a_setting_of_the_rulebook(setting: str, expected: str) -> None:
    assert points(row("≥0次", "3次", book=with_quantity(at_least_zero=setting))) == expected


@pytest.mark.parametrize(
    ("setting", "expected"),
    [("两种读法", "0-8"), ("按年初指标值", "8"), ("调整后为空即取消", "0")],
)
def test_a_target_without_an_adjusted_one_is_a_setting_of_the_rulebook(setting: str, expected: str) -> None:
    """The form has a column of adjusted targets, and left it empty for this row."""
    book = with_quantity(dropped=setting)
    rows = {"养护里程": {"实际完成值": "40公里", "分值": "10", "得分": "8"}, "验收合格率": {"调整后指标值": "=100%"}}
    found = case(book, 绩效指标=rows).scorecard.rows[1]

    assert points(found) == expected


@pytest.mark.parametrize(("setting", "expected"), [("不可判定", "0-10"), ("满分", "10"), ("零分", "0")])
def test_nothing_spent_of_nothing_is_a_setting_of_the_rulebook(setting: str, expected: str) -> None:
    book = rulebook()
    budget = book.budget.model_copy(update={"zero": setting})
    money = {"年初预算数": "0", "全年预算数": "0", "全年执行数": "0", "执行率": ""}
    one = case(book.model_copy(update={"budget": budget}), 资金={"年度资金总额": money, "当年财政拨款": ""})

    assert points(one.scorecard.rows[0]) == expected


def with_quantity(**settings: str) -> Rulebook:
    book = rulebook()
    return book.model_copy(update={"quantitative": book.quantitative.model_copy(update=settings)})


# 9. Tiers of any row; the budget row at any level.


@pytest.mark.parametrize(("actual", "expected"), [("95%", "10"), ("85%", "6"), ("70%", "0")])
def test_tiered_satisfaction_is_scored_by_its_own_steps(actual: str, expected: str) -> None:
    """Also beside a funding row that has points."""
    steps = [{"下限": floor, "最低得分": share, "最高得分": share} for floor, share in
             (("90%", "100%"), ("80%", "60%"), ("0%", "0%"))]  # fmt: skip
    rule = {"三级指标": ["群众满意度"], "方法": "分档", "依据量": "实际完成值", "档次": steps}
    book = rulebook().model_copy(update={"items": (ItemRule.model_validate(rule),)})
    one = case(book, 绩效指标={"群众满意度": {"实际完成值": actual}})

    assert points(one.scorecard.rows[-1]) == expected
    assert one.scorecard.budget_row == one.scorecard.rows[0]


@pytest.mark.parametrize("heads", [("产出指标", "成本指标"), ("投入", "投入管理"), ("预算执行率", "预算执行率")])
def test_the_budget_row_is_known_by_its_name_under_any_head(heads: tuple[str, str]) -> None:
    cells = {"一级指标": heads[0], "二级指标": heads[1], "三级指标": "预算执行率", "分值": "10", "得分": "9"}
    money = {"年度资金总额": {"分值": "", "得分": ""}}
    rows = [*CLEAN["绩效指标"], cells | {"年度指标值": "100%", "实际完成值": "90%"}]
    found = case(资金=money, 绩效指标=rows).scorecard.budget_row

    assert found is not None
    assert (found.label, points(found)) == ("预算执行率", "9")


# 10. Noise.


@pytest.mark.parametrize("code", ["R202", "R208"])
def test_a_check_does_not_fire_on_nearly_every_report(real: Assessment, code: str) -> None:
    fired = {finding.report for finding in real.result.findings if finding.code == code}

    assert len(fired) <= REAL * 60 // 100


def test_synonyms_of_levels_are_known() -> None:
    names = {"数量指标": "产出数量", "时效指标": "进度指标", "成本指标": "经济成本指标", "生态效益指标": "环境效益"}
    ones = {"效益指标": "效果指标", "产出指标": "产出"}
    rows = [
        line | {"一级指标": ones.get(line["一级指标"], line["一级指标"]),
                "二级指标": names.get(line["二级指标"], line["二级指标"])}
        for line in CLEAN["绩效指标"]
    ]  # fmt: skip

    assert {"R201", "R202"}.isdisjoint(finding.code for finding in findings(case(绩效指标=rows)))


@pytest.mark.parametrize(
    ("target", "actual"), [("0次", "未发生"), ("3场次", "5场"), ("5吨", "5000公斤"), ("≤24小时", "1天")]
)
def test_values_of_equal_meaning_are_not_called_different(target: str, actual: str) -> None:
    one = case(绩效指标={"养护里程": {"年度指标值": target, "实际完成值": actual}})

    assert {"F301", "F302"}.isdisjoint(finding.code for finding in findings(one))
    assert trouble(one) == set()


def test_a_cell_is_told_of_once() -> None:
    one = case(绩效指标={"养护里程": {"年度指标值": "合规", "实际完成值": "100%"}})
    told = [finding.code for finding in findings(one) if "养护里程" in finding.subject]

    assert len({"F301", "F302"} & set(told)) <= 1
    assert len(told) == len(set(told))


def test_one_total_broken_down_two_ways_adds_up() -> None:
    total = {**CLEAN["资金"][0]}
    sources = [("中央资金", "60", "50"), ("地方资金", "40", "40"), ("基本支出", "30", "30"), ("项目支出", "70", "60")]
    lines = [{"来源": name, "全年预算数": budget, "全年执行数": spent} for name, budget, spent in sources]

    assert "F204" not in {finding.code for finding in findings(case(资金=[total, *lines]))}


def test_what_is_computed_is_not_called_undetermined() -> None:
    one = case(绩效指标={"养护里程": {"年度指标值": "5000人", "实际完成值": "5200"}})

    assert one.scorecard.undetermined == 0


def test_a_total_that_lacks_one_score_is_still_added_up() -> None:
    one = case(绩效指标={"养护里程": {"得分": ""}}, 总分="30", 评价等级="")

    assert "F102" in trouble(one)


# 11. Money nobody doubts.


def test_an_amount_ten_thousand_times_too_large_is_found() -> None:
    money = {"年初预算数": "300", "全年预算数": "3000000", "全年执行数": "270"}
    found = [finding for finding in findings(case(资金={"年度资金总额": money})) if finding.severity in TROUBLE]

    assert any("量级" in finding.message for finding in found)


def test_little_money_and_everything_done_is_found() -> None:
    spent = {"年度资金总额": {"全年执行数": "40", "执行率": "40%", "得分": "4"}, "当年财政拨款": {"全年执行数": "40"}}

    assert trouble(case(资金=spent, 总分="94")) == {"R305"}


# 12. Old versions.


def test_an_earlier_version_is_scored_and_checked_like_the_current_one() -> None:
    change = {
        "编号": "1",
        "日期": "2023-10-08",
        "字段": "总分",
        "原值": "90",
        "现值": "99",
        "原因": "漏加",
        "批准人": "李四",
    }
    change = {name: text for name, text in change.items() if name != "编号"}
    one = case(更正=[change])
    public = disclose([one], check_all([one], {}), {}, date(2024, 6, 1))
    (before,) = public.versions[one.report.id]

    assert before.case.scorecard.low == one.scorecard.low
    assert "F102" in {finding.code for finding in before.findings}


# 13. What the format can say.


@pytest.mark.parametrize("missing", ["绩效指标", "资金", "金额单位", "年度", "总分"])
def test_a_form_states_what_it_has_and_nobody_invents_the_rest(missing: str) -> None:
    """Not read as damaged, and nothing in its place is 0."""
    tree = {key: value for key, value in CLEAN.items() if key != missing}
    form = Form.model_validate(tree)
    report = Report(Identity(2022, "county-roads", "road-care"), form, Positions("content/projects/x.yml", {}))
    found = score(report, rulebook())

    assert all(line.readings == () or line.weight is not None for line in found.rows)
    assert (found.declared_total is None) == (missing == "总分")


# 14. Messages.


def test_money_is_told_in_the_forms_unit_with_separators() -> None:
    one = case(资金={"当年财政拨款": {"全年预算数": "12345.678"}})
    (found,) = [finding for finding in findings(one) if finding.code == "F204"]

    assert "12,345.678 万元" in found.message
    assert found.expected == "12,345.678 万元"


# What published forms of other places showed.


def codes(**fields: Any) -> set[str]:
    return {finding.code for finding in findings(case(**fields))}


@pytest.mark.parametrize("rule", ["有上级文件的计 2 分，没有不得分。", "每缺一项扣 0.5 分，扣完为止"])
def test_a_row_with_a_rule_of_its_own_needs_no_target(rule: str) -> None:
    bare = {"年度指标值": "", "实际完成值": ""}

    assert "F408" in codes(绩效指标={"养护里程": bare})
    assert "F408" not in codes(绩效指标={"养护里程": {**bare, "评分规则": rule}})


@pytest.mark.parametrize(("target", "actual"), [("2023年12月底", "在规定时间内完成"), ("260元/辆", "按该标准发放")])
def test_words_that_answer_a_deadline_or_a_standard_are_no_finding(target: str, actual: str) -> None:
    cells = {"年度指标值": target, "实际完成值": actual}

    assert codes(年度=2023, 绩效指标={"按期完成率": {"三级指标": "补助标准", **cells}}) & {"F301", "F309"} == set()


def test_a_sum_that_leaves_out_the_budget_is_said_to_do_so() -> None:
    (found,) = [one for one in findings(case(总分="90")) if one.code == "F102"]

    assert found.message.endswith("；不计预算执行的 9 分正好相符，多半是合计时漏了这一项")


@pytest.mark.parametrize("target", ["健全", "1套", "100%", "2022年12月底前", "稳定运行", "明显改善", "是"])
@pytest.mark.parametrize("actual", ["未建立", "尚未建立", "未通过验收", "未能按期完工", "暂未拨付到位"])
def test_full_points_beside_words_that_deny_them_are_found(target: str, actual: str) -> None:
    stated = {"一级指标": "效益指标", "二级指标": "可持续影响指标", "三级指标": "管护机制"}
    one = case(绩效指标=[stated | {"年度指标值": target, "实际完成值": actual, "分值": "10", "得分": "10"}])

    assert [found.code for found in findings(one) if found.severity in TROUBLE and "管护机制" in found.message]


@pytest.mark.parametrize("actual", ["未发生", "未超标", "无投诉", "未出现逾期", "未见异常"])
def test_a_denial_of_something_bad_admits_no_shortfall(actual: str) -> None:
    stated = {"一级指标": "效益指标", "二级指标": "社会效益指标", "三级指标": "群众上访"}
    one = case(绩效指标=[stated | {"年度指标值": "有效控制", "实际完成值": actual, "分值": "10", "得分": "10"}])

    assert "R111" not in trouble(one)


def test_what_was_never_set_up_is_not_in_good_order() -> None:
    """健全 asks for more than there being one: 未建立 denies it."""
    denied = row("健全", "未建立", "管护机制")

    assert denied.standing is Standing.CLAIMED
    assert denied.low == 0
    assert denied.high == 6
    assert row("不发生", "未建立", "违规收费").high == 10


def test_a_two_for_a_sign_is_said_to_be_one() -> None:
    cells = {"年度指标值": "290%", "实际完成值": "95%"}
    (found,) = [one for one in findings(case(绩效指标={"群众满意度": cells})) if one.code == "R303"]

    assert found.message.endswith("超过 100%；多半是“≥90%”，符号误成了 2")
