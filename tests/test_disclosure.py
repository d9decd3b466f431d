"""What may be public on a day: states, embargo, blacked-out fields, and what a report said before a correction."""

from datetime import date, datetime
from typing import Any

import pytest

from generator.checks.check import Case
from generator.checks.runner import check_all
from generator.disclosure.departments import public_departments
from generator.disclosure.disclose import Disclosed, Showing, as_of, disclose, showing
from generator.form_tree.black_out import blacked_out
from generator.form_tree.tree import declared, texts, tree_of
from generator.model.figure import BLACKED_OUT
from generator.model.site import Department
from tests.make import LAWFUL, make_case, make_report, row, rows, sure
from tests.test_checks import OPEN, correction, partly

DAY = date(2024, 6, 1)


def seen(*cases: Case, day: date = DAY) -> Disclosed:
    return disclose(cases, check_all(cases, {}), {}, day)


@pytest.mark.parametrize(
    ("state", "what"),
    [("草稿", Showing.HIDDEN), ("待审", Showing.HIDDEN), ("公开", Showing.SHOWN), ("部分公开", Showing.SHOWN),
     ("不予公开", Showing.WITHHELD), ("已撤回", Showing.WITHDRAWN)],
)  # fmt: skip
def test_a_state_decides_what_the_public_sees(state: str, what: Showing) -> None:
    assert showing(make_report(公开={**OPEN, "状态": state}), DAY) is what


def test_a_report_is_under_embargo_until_its_day() -> None:
    report = make_report(公开={**OPEN, "公开日期": "2024-06-02"})

    assert showing(report, date(2024, 6, 1)) is Showing.HIDDEN
    assert showing(report, date(2024, 6, 2)) is Showing.SHOWN


def test_a_withdrawal_to_come_is_untold() -> None:
    withdrawal = {"日期": "2024-06-02", "原因": "重复公开", "批准人": "李四"}
    case = make_case(公开={**OPEN, "状态": "已撤回", "撤回": withdrawal})
    (before,) = seen(case).cases

    assert before.report.form.disclosure.state == "公开"
    assert "重复公开" not in str(declared(before.report.form))
    assert [report.id for report in seen(case, day=date(2024, 6, 2)).withdrawn] == [case.report.id]


def test_corrections_of_later_days_are_undone() -> None:
    changes = [correction(日期="2023-10-08", 字段="绩效指标/养护里程/得分", 原值="19", 现值="20"),
               correction(日期="2024-07-01", 字段="总分", 原值="98", 现值="99"),
               correction(日期="2024-08-01", 字段="评价等级", 类型="补充", 原值="未填报", 现值="优")]  # fmt: skip
    form = make_report(更正=changes, 评价等级="优").form
    then = sure(as_of(form, DAY))

    assert (then.total and then.total.text, then.grade) == ("98", None)
    assert len(then.corrections) == 1
    assert as_of(form, date(2024, 8, 1)) is form


def test_each_correction_leaves_a_version_with_what_was_said_before() -> None:
    changes = [correction(日期="2023-10-08", 字段="总分", 原值="97", 现值="98"),
               correction(日期="2024-01-01", 字段="总分", 原值="98", 现值="99")]  # fmt: skip
    public = seen(make_case(更正=changes))
    first, second = public.versions["2022/county-roads/road-care"]

    assert [version.case.report.form.total.text for version in (first, second) if version.case.report.form.total] == [
        "97",
        "98",
    ]
    assert (first.since, first.until, second.since) == (date(2023, 8, 31), date(2023, 10, 8), date(2023, 10, 8))
    assert first.case.report.form.corrections == ()


FIELDS = (
    "实施单位",
    "资金",
    "总分",
    "绩效指标/养护里程/得分",
    "绩效指标/养护里程",
    "年度总体目标/实际完成情况",
    "报告/项目概况",
)


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_kept_back_is_written_over_everywhere(field: str) -> None:
    canary: dict[str, Any] = {
        "实施单位": "金丝雀单位",
        "报告": {"项目概况": "金丝雀概况", "立项依据": "依据"},
        "年度总体目标": {"预期目标": "目标", "实际完成情况": "金丝雀情况"},
        "绩效指标": [row(偏差原因分析及改进措施="金丝雀原因", 得分="49.7531"), *rows()[1:]],
        "总分": "98.7531",
        "资金": [{**LAWFUL["资金"][0], "全年执行数": "89.7531"}],
        "更正": [correction(字段=field, 原值="金丝雀原值", 现值="金丝雀现值")],
    }
    form = blacked_out(make_report(**canary, 公开=partly(field)).form)
    said = [text for _, text in texts(tree_of(form))]
    hidden = {"实施单位": "金丝雀单位", "资金": "89.7531", "总分": "98.7531", "绩效指标/养护里程/得分": "49.7531",
              "绩效指标/养护里程": "金丝雀原因", "年度总体目标/实际完成情况": "金丝雀情况", "报告/项目概况": "金丝雀概况"}  # fmt: skip

    assert BLACKED_OUT in said
    assert not [text for text in said if hidden[field] in text or "金丝雀原值" in text or "金丝雀现值" in text]


def test_nothing_is_found_in_a_form_because_of_its_black() -> None:
    case = make_case(公开=partly("总分", "绩效指标/养护里程/得分"))
    public = seen(case)

    assert {finding.code for finding in public.result.findings} <= {"R202"}


def test_what_is_found_aside_from_the_black_is_still_said() -> None:
    over = make_case(公开=partly("实施单位"), 总分="98")

    assert "F102" in {finding.code for finding in seen(over).result.findings}


def test_a_version_whose_kept_back_field_cannot_be_found_is_not_given() -> None:
    changes = [correction(字段="绩效指标/养护里程", 类型="补充", 原值="未填报", 现值="养护里程")]
    public = seen(make_case(更正=changes, 公开=partly("绩效指标/养护里程/得分")))

    assert public.versions["2022/county-roads/road-care"] == ()


def test_where_everything_is_public_nothing_is_made_anew() -> None:
    case = make_case()
    result: Any = check_all([case], {})

    assert disclose([case], result, {}, DAY).result is result


@pytest.mark.parametrize(
    "beside",
    [
        {"转录记录": [{"栏目": "全文", "原文": "金丝雀单位", "处理": "已修复", "说明": "断行"}]},
        {"核对说明": {"F101": "由金丝雀单位说明"}},
        {"更正": [correction(字段="总分", 原值="98", 现值="99", 原因="金丝雀单位误填")]},
        {"项目名称": "金丝雀单位养护"},
        {"绩效指标": [row() | {"其他栏": {"金丝雀单位确认": "是"}}]},
    ],
)
def test_a_field_kept_back_may_not_be_told_beside_the_form(beside: dict[str, Any]) -> None:
    case = make_case(实施单位="金丝雀单位", 公开=partly("实施单位"), **beside)

    assert "D104" in {finding.code for finding in check_all([case], {}).findings}


def test_a_form_that_cannot_be_told_of_a_day_is_not_shown_as_it_stands_today() -> None:
    entries = [correction(日期="2024-07-01", 字段="总分", 原值="九十八", 现值="99")]
    case = make_case(更正=entries)

    assert as_of(case.report.form, DAY) is None
    assert seen(case).cases == ()
    assert [one.report.id for one in seen(case, day=date(2024, 7, 1)).cases] == [case.report.id]


def test_a_report_without_a_day_is_shown_and_an_hour_is_waited_for() -> None:
    assert showing(make_report(公开={**OPEN, "公开日期": None}), DAY) is Showing.SHOWN
    report = make_report(公开={**OPEN, "公开日期": "2024-06-01", "公开时间": "09:30"})

    for hour, minute, what in ((0, 0, Showing.HIDDEN), (9, 29, Showing.HIDDEN), (9, 30, Showing.SHOWN)):
        assert showing(report, datetime(2024, 6, 1, hour, minute)) is what  # noqa: DTZ001 - Beijing, as everywhere


@pytest.mark.parametrize("state", ["已撤回", "不予公开"])
def test_what_is_withdrawn_or_withheld_leaves_the_office_without_what_it_keeps_back(state: str) -> None:
    more: dict[str, Any] = {
        "撤回": {"日期": "2024-01-02", "原因": "重复公开", "批准人": "李四"},
        "不予公开依据": "第十五条",
    }
    key = "撤回" if state == "已撤回" else "不予公开依据"
    hidden = [{"栏目": "项目名称", "依据": "第十五条"}] if state == "已撤回" else []
    approval = [{"标记": "D201-1a2b3c4d", "理由": "值班电话", "审核人": "赵六"}]
    case = make_case(公开={**OPEN, "状态": state, key: more[key], "不予公开栏目": hidden}, 敏感信息核准=approval)
    public = seen(case)
    (report,) = public.withdrawn or public.withheld

    assert report.title == (BLACKED_OUT if state == "已撤回" else "农村公路养护")
    assert not [name for name in ("赵六", "王五", "值班电话") if name in str(declared(report.form))]


@pytest.mark.parametrize(
    "inside", [{}, {"敏感信息核准": [{"标记": "D201-1a2b3c4d", "理由": "电话", "审核人": "赵六"}]}]
)
def test_nobody_is_named_who_reviewed_or_approved(inside: dict[str, Any]) -> None:
    entry = correction(字段="总分", 原值="98", 现值="99")
    public = seen(make_case(更正=[entry], **inside))
    (now,), ((then,),) = public.cases, public.versions.values()

    for case in (now, then.case):
        assert not [name for name in ("赵六", "王五") if name in str(declared(case.report.form))]


def test_two_reports_as_the_public_sees_them_are_named_apart_though_neither_names_who_approved() -> None:
    approved = [{"标记": "D201-1a2b3c4d", "理由": "电话", "审核人": "赵六"}]
    plain, other = (
        make_case(敏感信息核准=approved),
        make_case(敏感信息核准=approved, 项目名称="农村公路养护二期"),
    )
    marks = [case.report.mark for one in (plain, other) for case in (one, *seen(one).cases)]

    assert len(set(marks)) == 4
    assert [case.report.mark for case in seen(make_case(敏感信息核准=approved)).cases] == [marks[1]]


def test_earlier_versions_are_each_from_the_day_of_the_last_to_that_of_the_next_and_black_where_today_is() -> None:
    changes = [correction(日期="2023-10-08", 字段="总分", 原值="97", 现值="98"),
               correction(日期="2024-01-01", 字段="总分", 原值="98", 现值="99")]  # fmt: skip
    first, second = seen(make_case(更正=changes, 公开=partly("实施单位"))).versions["2022/county-roads/road-care"]

    assert [(one.since, one.until) for one in (first, second)] == [
        (date(2023, 8, 31), date(2023, 10, 8)), (date(2023, 10, 8), date(2024, 1, 1)),
    ]  # fmt: skip
    assert [sure(one.case.report.form.total).text for one in (first, second)] == ["97", "98"]
    assert {one.case.report.form.unit for one in (first, second)} == {BLACKED_OUT}


def test_a_correction_that_begins_today_is_told_today() -> None:
    form = make_report(更正=[correction(日期="2024-06-01", 字段="总分", 原值="98", 现值="99")]).form

    assert as_of(form, DAY) is form
    assert sure(sure(as_of(form, date(2024, 5, 31))).total).text == "98"


def test_a_hidden_report_is_found_nothing_of() -> None:
    over = make_case(公开={**OPEN, "状态": "草稿"}, 总分="98")

    assert check_all([over], {}).findings
    assert seen(over, make_case()).result.findings == seen(make_case()).result.findings


def test_a_department_that_only_hidden_reports_name_is_unknown_and_those_above_the_shown_are_known() -> None:
    names = {"county": None, "county-roads": "county", "hidden": None, "empty": None}
    register = {
        name: Department.model_validate(
            {"名称": name, "地区": "某县", "地区标识": "mou-xian"} | ({"上级": above} if above else {})
        )
        for name, above in names.items()
    }
    drafts = [
        make_report(identity=f"2022/{name}/road-care", 公开={**OPEN, "状态": "草稿"}) for name in ("hidden", "county")
    ]
    case = make_case()
    known = public_departments(register, [*drafts, case.report], seen(case))

    assert set(known) == {"county", "county-roads", "empty"}


def test_a_part_of_what_is_corrected_and_what_was_transcribed_is_black_with_it() -> None:
    was = {"三级指标": "养护里程", "得分": "17.7531"}
    whole = {**correction(字段="绩效指标/养护里程", 类型="行", 现值="养护里程"), "原值": was}
    written = [{"栏目": "绩效指标/养护里程/得分", "原文": "17.7531", "处理": "已修复", "说明": "断行"}]
    form = blacked_out(make_report(更正=[whole], 转录记录=written, 公开=partly("绩效指标/养护里程/得分")).form)

    assert "17.7531" not in str(tree_of(form))
