"""What is found, how it is named, counted and answered; the samples run in test_problems.py."""

from typing import Any

import pytest

from generator.checks.check import Case
from generator.checks.runner import check_all
from generator.model.finding import Severity
from tests.make import LAWFUL, make_case, rows


def codes(*cases: Case) -> set[str]:
    return {finding.code for finding in check_all(cases, {}).findings}


def changed(number: int, **cells: Any) -> list[dict[str, str]]:
    """Return the lawful rows with one of them changed; an empty cell is removed."""
    made = rows()
    made[number] = {key: value for key, value in {**made[number], **cells}.items() if value != ""}
    return made


def money(*others: dict[str, str], **cells: str) -> list[dict[str, str]]:
    """Return the lawful funding table with its total row changed and other sources in place of its one."""
    total, source = (dict(line) for line in LAWFUL["资金"])
    return [{key: value for key, value in {**total, **cells}.items() if value != ""}, *(others or (source,))]


def source(name: str, **cells: str) -> dict[str, str]:
    return {"来源": name, **cells}


OPEN: dict[str, Any] = LAWFUL["公开"]


def partly(*fields: str) -> dict[str, Any]:
    ground = "《政府信息公开条例》第十五条"
    return {**OPEN, "状态": "部分公开", "不予公开栏目": [{"栏目": field, "依据": ground} for field in fields]}


def correction(**cells: str) -> dict[str, str]:
    return {"日期": "2023-10-08", "字段": "总分", "原因": "录入笔误", "批准人": "李四", **cells}


# What the samples do not show: a second way to the same finding, and its lawful neighbour.
SECOND_WAYS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("F201", {"资金": money(执行率="0.95")}, {"资金": money(执行率="0.9")}),
    (
        "F204",
        {"资金": money(source("人员经费", 全年预算数="180"))},
        {"资金": money(source("人员经费", 全年预算数="80"))},
    ),
    (
        "F211",
        {"资金": money(source("当年财政拨款", 年初预算数="1000000", 全年预算数="100"))},
        {"资金": money(source("当年财政拨款", 年初预算数="100", 全年预算数="100"))},
    ),
    (
        "F301",
        {"绩效指标": changed(0, 年度指标值="=0次", 实际完成值="100%")},
        {"绩效指标": changed(0, 年度指标值=">=3份", 实际完成值="3份报告")},
    ),
    ("F303", {"绩效指标": changed(3, 实际完成值="0万元")}, {"绩效指标": changed(0, 实际完成值="0公里")}),
    ("F401", {"绩效指标": changed(5, 三级指标="")}, {}),
    ("F403", {"报告": {"项目概况": "我们们们的工作"}}, {"报告": {"项目概况": "稳稳当当，平平安安"}}),
    ("F405", {"公开": {"公开日期": "2020-08-31"}}, {"公开": {"公开日期": "2022-12-31"}}),
    ("F102", {"总分": "98"}, {"总分": "99"}),
    ("F312", {"绩效指标": changed(0, 年度指标值=">=3000公里", 实际完成值="3公里")}, {}),
    (
        "N107",
        {"年度总体目标": {"实际完成情况": "2022年完成养护里程45公里。"}},
        {"年度总体目标": {"实际完成情况": "养护里程县道20公里，乡道30公里；上年养护里程45公里。"}},
    ),
    (
        "F308",
        {"绩效指标": changed(5, 年度指标值="90%以上", 实际完成值="90%以上")},
        {"绩效指标": changed(5, 指标性质="≥", 年度指标值="90", 实际完成值="90", 度量单位="%")},
    ),
    (
        "F309",
        {"绩效指标": changed(0, 实际完成值="已完成")},
        {"绩效指标": changed(1, 实际完成值="全部完成")},
    ),
    ("R303", {"绩效指标": changed(2, 三级指标="路况优良率", 实际完成值="101%")}, {}),
    (
        "R303",
        {"绩效指标": changed(1, 实际完成值="101%")},
        {"绩效指标": changed(1, 三级指标="客运量增长率", 年度指标值=">=90%", 实际完成值="112%")},
    ),
    ("R203", {"评价等级": "甲"}, {"评价等级": "优"}),
]


@pytest.mark.parametrize(("code", "fault", "lawful"), SECOND_WAYS, ids=[item[0] for item in SECOND_WAYS])
def test_a_check_finds_its_fault_in_other_ways_too(code: str, fault: dict[str, Any], lawful: dict[str, Any]) -> None:
    assert code in codes(make_case(**fault))
    assert code not in codes(make_case(**lawful))


def test_missing_kinds_of_output_are_listed() -> None:
    """Quantity, quality, time and cost; kinds of benefit are each project's own matter."""
    only = make_case(绩效指标=[rows()[0], *rows()[4:]])
    found = next(f for f in check_all([only], {}).findings if f.code == "R202")

    assert found.message == "产出没有设置：质量指标、时效指标、成本指标（不适用的可以不设）"


def test_the_lawful_form_is_silent() -> None:
    assert codes(make_case()) == set()


def test_a_score_that_only_rounds_is_information() -> None:
    case = make_case(资金=money(全年执行数="99.61", 执行率="99.61%", 得分="10"), 总分="100")
    found = [f for f in check_all([case], {}).findings if f.code == "R101"]

    assert [finding.severity for finding in found] == [Severity.NOTICE]


def test_a_rate_cut_off_instead_of_rounded_is_information() -> None:
    case = make_case(资金=money(全年执行数="90.666", 执行率="90.66%"))
    found = [f for f in check_all([case], {}).findings if f.code == "F201"]

    assert [finding.severity for finding in found] == [Severity.NOTICE]


def test_level_heads_are_never_counted_twice() -> None:
    heads = [{"一级指标": "产出指标", "分值": "50", "得分": "50"}]

    assert make_case(层级小计=heads).scorecard.weight_sum == make_case().scorecard.weight_sum


def test_the_same_project_twice_is_found_unless_declared_as_one() -> None:
    first, second = make_case(), make_case(identity="2022/county-roads/road-care-again")
    together = {"同一项目": {"项目": "road-care", "表号": "第1张"}}
    declared = [make_case(**together), make_case(identity="2022/county-roads/road-care-again", **together)]

    assert "X101" in codes(first, second)
    assert "X101" not in codes(*declared)
    assert "X101" not in codes(first, make_case(identity="2021/county-roads/road-care", 年度="2021"))


def test_an_id_survives_other_rows_and_their_order() -> None:
    plain = make_case(绩效指标=changed(0, 得分="19"))
    moved = make_case(绩效指标=list(reversed(changed(0, 得分="19"))))
    ids = [{f.id for f in check_all([case], {}).findings if f.code == "R103"} for case in (plain, moved)]

    assert ids[0] == ids[1]
    assert len(ids[0]) == 1


def test_the_units_answer_stands_beside_its_finding() -> None:
    fault = {"绩效指标": changed(0, 得分="19")}
    identifier = next(f.id for f in check_all([make_case(**fault)], {}).findings if f.code == "R103")
    by_id = check_all([make_case(**fault, 核对说明={identifier: "验收有瑕疵"})], {}).findings
    by_code = check_all([make_case(**fault, 核对说明={"R103": "验收有瑕疵"})], {}).findings

    assert [f.answer for f in by_id if f.code == "R103"] == ["验收有瑕疵"]
    assert [f.answer for f in by_code if f.code == "R103"] == ["验收有瑕疵"]


def test_a_publisher_sets_the_severity() -> None:
    found = check_all([make_case(主管部门=None)], {"F401": Severity.ERROR}).findings

    assert next(f.severity for f in found if f.code == "F401") is Severity.ERROR


def test_firing_counts_tell_forms_from_findings() -> None:
    result = check_all([make_case(主管部门=None, 实施单位=None), make_case(identity="2022/a1/b1")], {})
    firing = next(item for item in result.firings if item.code == "F401")

    assert (firing.applied, firing.forms, firing.findings) == (2, 1, 2)


def rows_without(*columns: str) -> list[dict[str, str]]:
    return [{key: value for key, value in row.items() if key not in columns} for row in rows()]


def test_a_column_that_is_empty_in_every_row_is_said_once() -> None:
    found = check_all([make_case(绩效指标=rows_without("实际完成值"))], {}).findings

    assert [f.message for f in found if f.code == "F407"] == [f"{len(rows())} 行指标都没有填报实际完成值"]


def test_a_form_whose_kind_has_no_points_lacks_none() -> None:
    form = {"绩效指标": rows_without("分值", "得分"), "总分": "—", "资金": money(分值="", 得分="")}

    assert not codes(make_case(**form)) & {"F406", "F407", "F409"}


def test_many_rows_with_full_marks_and_no_values_are_said_once_with_their_points() -> None:
    found = check_all([make_case(绩效指标=rows_without("年度指标值", "实际完成值"))], {}).findings

    (message,) = [f.message for f in found if f.code == "F408"]
    assert f"等 {len(rows())} 行得满分，合计 90 分" in message


def test_what_a_source_that_breaks_off_lacks_is_only_a_notice() -> None:
    lost = {"栏目": "绩效指标", "原文": "满意", "处理": "未能修复", "说明": "到此截断，其后内容不存"}
    form = {"总分": "—", "绩效指标": rows()[:-1], "转录记录": [lost]}
    found = check_all([make_case(**form)], {}).findings

    severe = [f.code for f in found if f.severity is not Severity.NOTICE]
    assert {f.code for f in found} >= {"F101", "F406"}
    assert severe == []


def test_a_total_that_no_lost_row_can_make_up_is_found_in_a_source_that_breaks_off_too() -> None:
    lost = {"栏目": "绩效指标", "原文": "满意", "处理": "未能修复", "说明": "到此截断，其后内容不存"}
    within = {"总分": "99", "绩效指标": rows()[:-1], "转录记录": [lost]}
    beyond = {**within, "总分": "100"}

    assert "F102" not in codes(make_case(**within))
    assert "F102" in codes(make_case(**beyond))


def test_several_findings_in_one_cell_are_one_which_tells_the_others() -> None:
    found = check_all([make_case(绩效指标=changed(0, 得分="21"), 总分="100")], {}).findings

    (cell,) = [f for f in found if f.subject.endswith("养护里程")]
    assert (cell.code, cell.severity) == ("F104", Severity.REVIEW)
    assert "又（R102）“养护里程”得分高于规则" in cell.message


def test_the_gravest_finding_in_a_cell_speaks_for_it() -> None:
    case = make_case(绩效指标=changed(0, 得分="21"), 总分="100")
    found = check_all([case], {"F104": Severity.NOTICE}).findings

    (cell,) = [f for f in found if f.subject.endswith("养护里程")]
    assert (cell.code, cell.severity) == ("R102", Severity.REVIEW)


def test_findings_about_a_whole_block_stand_each_for_itself() -> None:
    found = check_all([make_case(绩效指标=changed(0, 分值="30", 得分="30"), 总分="109")], {}).findings

    assert [f.code for f in found if not f.subject] == ["F101", "R201"]
