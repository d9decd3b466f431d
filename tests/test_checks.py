"""Each check finds its fault and is silent on the lawful form next to it."""

import re
from typing import Any

import pytest

from generator.checks import ALL_CHECKS
from generator.checks.across import SAME_PROJECT, CrossCheck
from generator.checks.check import Case, Check
from generator.checks.runner import check_all
from generator.model.finding import Severity
from tests.make import LAWFUL, make_case, row, rows


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


TEXT = "全年养护农村公路，群众出行更方便，道路状况明显改善。"
TIERS = "①执行率90%及以上得8分；②大于80%以上不到90%得6分；③70以下不得分"
CHECKLIST = "①制度健全（4分）②手续完备（6分）"

OPEN: dict[str, Any] = LAWFUL["公开"]


def partly(*fields: str) -> dict[str, Any]:
    ground = "《政府信息公开条例》第十五条"
    return {**OPEN, "状态": "部分公开", "不予公开栏目": [{"栏目": field, "依据": ground} for field in fields]}


def correction(**cells: str) -> dict[str, str]:
    return {"日期": "2023-10-08", "字段": "总分", "原因": "录入笔误", "批准人": "李四", **cells}


FOUND_AND_SILENT: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("F101", {"绩效指标": changed(0, 分值="15", 得分="15")}, {}),
    ("F102", {"总分": "98"}, {"总分": "99.0"}),
    (
        "F103",
        {"资金": money(分值="", 得分=""), "总分": "99"},
        {"资金": money(分值="", 得分=""), "总分": "90"},
    ),
    ("F104", {"绩效指标": changed(0, 得分="21")}, {"绩效指标": changed(0, 得分="20.00")}),
    (
        "F105",
        {"层级小计": [{"一级指标": "产出指标", "分值": "55"}]},
        {"层级小计": [{"一级指标": "产出指标", "分值": "50", "得分": "50"}]},
    ),
    (
        "F106",
        {"绩效指标": changed(0, 单项得分="90")},
        {"绩效指标": changed(0, 单项得分="100")},
    ),
    ("F107", {"总分值": "90"}, {"总分值": "100"}),
    ("F201", {"资金": money(执行率="95%")}, {"资金": money(执行率="90.0")}),
    ("F201", {"资金": money(执行率="0.95")}, {"资金": money(执行率="0.9")}),
    ("F202", {"资金": money(实际到位数="50", 到位率="100")}, {"资金": money(实际到位数="50", 到位率="50.00%")}),
    ("F203", {"资金": money(实际到位数="100", 结余="5")}, {"资金": money(实际到位数="100", 结余="10")}),
    (
        "F204",
        {"资金": money(source("当年财政拨款", 全年预算数="80"), source("其他资金", 全年预算数="10"))},
        {"资金": money(source("当年财政拨款", 全年预算数="80"), source("其他资金", 全年预算数="20"))},
    ),
    (
        "F204",
        {"资金": money(source("人员经费", 全年预算数="180"))},
        {"资金": money(source("人员经费", 全年预算数="80"))},
    ),
    (
        "F205",
        {"资金": money(全年执行数="99.999", 执行率="100.00%")},
        {"资金": money(全年执行数="100", 执行率="100.00%")},
    ),
    ("F206", {"资金": money(全年执行数="101")}, {"资金": money(全年执行数="100")}),
    (
        "F207",
        {"资金": money(全年预算数="", 全年执行数="")},
        {"资金": money()},
    ),
    (
        "F208",
        {"资金": money(年初预算数="120")},
        {"资金": money(年初预算数="120"), "报告": {"资金情况": "年中调整预算，收回20万元。"}},
    ),
    (
        "F209",
        {"资金": money(source("当年财政拨款", 全年预算数="1000000"))},
        {"资金": money(source("当年财政拨款", 全年预算数="100"))},
    ),
    ("F209", {"金额单位": "元"}, {"金额单位": "万元"}),
    (
        "F210",
        {"绩效指标": changed(3, 三级指标="预算执行率", 年度指标值=">=90%", 实际完成值="98%")},
        {"绩效指标": changed(3, 三级指标="预算执行率", 年度指标值=">=90%", 实际完成值="90%")},
    ),
    (
        "F301",
        {"绩效指标": changed(0, 年度指标值="合规", 实际完成值="100%")},
        {"绩效指标": changed(0, 年度指标值="合规", 实际完成值="合规")},
    ),
    (
        "F301",
        {"绩效指标": changed(0, 年度指标值="=0次", 实际完成值="100%")},
        {"绩效指标": changed(0, 年度指标值=">=3份", 实际完成值="3份报告")},
    ),
    (
        "F302",
        {"绩效指标": changed(0, 实际完成值="50")},
        {"绩效指标": changed(0, 年度指标值=">=50", 实际完成值="50")},
    ),
    (
        "F303",
        {"绩效指标": changed(0, 年度指标值="=0次", 实际完成值="0次")},
        {"绩效指标": changed(0, 实际完成值="0公里")},
    ),
    ("F304", {"绩效指标": changed(0, 实际完成值="约50公里")}, {"绩效指标": changed(0, 年度指标值="约50公里")}),
    (
        "F305",
        {"绩效指标": changed(0, 调整后指标值="40公里")},
        {"绩效指标": changed(0, 调整后指标值=">=５０公里")},
    ),
    (
        "F306",
        {"绩效指标": changed(0, 三级指标="1.养护里程2.改造桥梁")},
        {"绩效指标": changed(0, 三级指标="G12国道2期养护里程")},
    ),
    (
        "F307",
        {
            "绩效指标": [
                row(三级指标="收案数量", 年度指标值=">=100件", 实际完成值="100件", 分值="20", 得分="20"),
                row(三级指标="结案数量", 年度指标值=">=90件", 实际完成值="99件", 分值="20", 得分="20"),
                row(三级指标="结案率", 年度指标值=">=90%", 实际完成值="100%", 分值="50", 得分="50"),
            ]
        },
        {
            "绩效指标": [
                row(三级指标="收案数量", 年度指标值=">=100件", 实际完成值="100件", 分值="20", 得分="20"),
                row(三级指标="结案数量", 年度指标值=">=90件", 实际完成值="99件", 分值="20", 得分="20"),
                row(三级指标="审限内结案率", 年度指标值=">=90%", 实际完成值="100%", 分值="50", 得分="50"),
            ]
        },
    ),
    ("F401", {"主管部门": None}, {}),
    ("F401", {"绩效指标": changed(5, 三级指标="")}, {}),
    (
        "F402",
        {"转录记录": [{"栏目": "资金", "原文": "8273 .92", "处理": "已修复", "说明": "断开"}]},
        {},
    ),
    (
        "F403",
        {"报告": {"项目概况": "总投资8273 .92万元。"}},
        {"报告": {"项目概况": "1. 5个项目投资 8273.92 万元。"}},
    ),
    ("F403", {"报告": {"项目概况": "我们们们的工作"}}, {"报告": {"项目概况": "稳稳当当，平平安安"}}),
    (
        "F404",
        {"年度总体目标": {"预期目标": TEXT, "实际完成情况": TEXT}},
        {"年度总体目标": {"预期目标": TEXT, "实际完成情况": TEXT + "共完成52公里。"}},
    ),
    (
        "F405",
        {"报告": {"预算执行情况及分析": "截至2021年12月31日，支出90万元。"}},
        {"报告": {"预算执行情况及分析": "截至 2022 年 12 月 31 日，支出90万元。"}},
    ),
    ("F405", {"公开": {"公开日期": "2020-08-31"}}, {"公开": {"公开日期": "2022-12-31"}}),
    ("R101", {"资金": money(得分="10"), "总分": "100"}, {"资金": money(得分="9.0")}),
    (
        "R102",
        {"绩效指标": changed(0, 实际完成值="40公里")},
        {"绩效指标": changed(0, 实际完成值="40公里", 得分="16")},
    ),
    ("R103", {"绩效指标": changed(0, 得分="19")}, {"绩效指标": changed(0, 实际完成值="40公里", 得分="16")}),
    (
        "R104",
        {"绩效指标": changed(0, 实际完成值="40公里", 得分="10")},
        {"绩效指标": changed(0, 实际完成值="40公里", 得分="16")},
    ),
    ("R105", {"绩效指标": changed(0, 实际完成值="40公里", 得分="16")}, {}),
    (
        "R106",
        {"绩效指标": changed(0, 年度指标值="完善", 实际完成值="基本完善", 得分="20")},
        {"绩效指标": changed(0, 年度指标值="完善", 实际完成值="基本完善", 得分="14")},
    ),
    (
        "R107",
        {"绩效指标": changed(0, 实际完成值="40公里", 得分="16")},
        {"绩效指标": changed(0, 实际完成值="40公里", 得分="16", 偏差原因分析及改进措施="雨季延长")},
    ),
    (
        "R108",
        {"绩效指标": changed(0, 年度指标值="", 实际完成值="", 得分="16")},
        {"绩效指标": changed(0, 年度指标值="", 实际完成值="")},
    ),
    ("R109", {"绩效指标": changed(0, 实际完成值="65公里")}, {"绩效指标": changed(0, 实际完成值="64公里")}),
    (
        "R110",
        {"绩效指标": changed(0, 评分规则=CHECKLIST)},
        {"绩效指标": changed(1, 评分规则=CHECKLIST)},
    ),
    ("R201", {"绩效指标": changed(0, 一级指标="效益指标")}, {}),
    ("R203", {"评价等级": "良"}, {"评价等级": "优秀"}),
    ("R203", {"评价等级": "甲"}, {"评价等级": "优"}),
    ("R204", {"评价等级": "优秀"}, {"评价等级": "优"}),
    (
        "R205",
        {"绩效指标": changed(0, 年度指标值=">=50公里", 调整后指标值=">=100公里")},
        {"绩效指标": changed(0, 年度指标值=">=40公里", 调整后指标值=">=50公里")},
    ),
    ("R206", {"评价规则": "chongming-2018"}, {}),
    (
        "R207",
        {"绩效指标": changed(0, 评分规则=TIERS)},
        {"绩效指标": changed(0, 评分规则="90%及以上得8分；80%及以上得6分；80%以下不得分")},
    ),
    ("R208", {"绩效指标": changed(0, 实际完成值="")}, {}),
    ("N101", {"报告": {"评价结论": "项目总得分 98 分"}}, {"报告": {"评价结论": "总得分为99.00分"}}),
    (
        "N102",
        {"评价等级": "优", "报告": {"评价结论": "属于“良好”。"}},
        {"评价等级": "优", "报告": {"评价结论": "属于“优秀”。"}},
    ),
    (
        "N103",
        {"报告": {"预算执行情况及分析": "全年实际支出95万元。"}},
        {"报告": {"预算执行情况及分析": "全年实际支出 90.00 万元，其中桥梁改造 30 万元。"}},
    ),
    (
        "N104",
        {"报告": {"预算执行情况及分析": "预算执行率为95%。"}},
        {"报告": {"预算执行情况及分析": "预算执行率达到90%。"}},
    ),
    (
        "N105",
        {"报告": {"满意度情况及分析": "群众满意度达到97%。"}},
        {"报告": {"满意度情况及分析": "群众满意度达90%以上。"}},
    ),
    (
        "N106",
        {
            "年度总体目标": {"预期目标": "计划开展6个道路养护项目。"},
            "报告": {"绩效目标": "完成十七个道路养护项目。"},
        },
        {
            "年度总体目标": {"预期目标": "计划开展17个道路养护项目。"},
            "报告": {"绩效目标": "完成十七个道路养护项目。"},
        },
    ),
    (
        "D101",
        {"公开": {"状态": "公开", "公开日期": "2023-08-31"}},
        {"公开": {"状态": "待审", "公开日期": "2023-08-31"}},
    ),
    (
        "D102",
        {"公开": {"状态": "不予公开"}},
        {"公开": {"状态": "不予公开", "不予公开依据": "《政府信息公开条例》第十四条"}},
    ),
    ("D103", {"公开": partly("实施单位名称")}, {"公开": partly("实施单位")}),
    (
        "D104",
        {"公开": partly("实施单位"), "报告": {"项目概况": "由某县公路管理站养护。"}},
        {"公开": partly("实施单位", "报告/项目概况"), "报告": {"项目概况": "由某县公路管理站养护。"}},
    ),
    (
        "D105",
        {"公开": {**OPEN, "状态": "已撤回"}},
        {"公开": {**OPEN, "状态": "已撤回", "撤回": {"日期": "2024-01-02", "原因": "重复公开", "批准人": "李四"}}},
    ),
    (
        "D106",
        {"更正": [correction(字段="总分", 原值="98", 现值="99.5")]},
        {"更正": [correction(字段="总分", 原值="98", 现值="99")]},
    ),
    ("D201", {"报告": {"项目概况": "联系人电话13812345678。"}}, {"报告": {"项目概况": "全年支出13812345678.00元。"}}),
    (
        "D202",
        {"报告": {"项目概况": "内部资料，不得公开。"}},
        {"报告": {"项目概况": "保障数据机密性和完整性，严守国家保密规定。"}},
    ),
]


@pytest.mark.parametrize(("code", "fault", "lawful"), FOUND_AND_SILENT, ids=[item[0] for item in FOUND_AND_SILENT])
def test_a_check_finds_its_fault_and_nothing_else(code: str, fault: dict[str, Any], lawful: dict[str, Any]) -> None:
    assert code in codes(make_case(**fault))
    assert code not in codes(make_case(**lawful))


def test_every_check_has_such_a_pair() -> None:
    tested = {item[0] for item in FOUND_AND_SILENT}

    assert {check.code for check in ALL_CHECKS} - tested == {"R202"}


def test_missing_kinds_are_listed_by_the_lawful_form_itself() -> None:
    found = next(f for f in check_all([make_case()], {}).findings if f.code == "R202")

    assert found.message == "表中没有设置：经济效益指标、生态效益指标、可持续影响指标（不适用的可以不设）"


def test_the_lawful_form_is_otherwise_silent() -> None:
    assert codes(make_case()) == {"R202"}


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

    assert SAME_PROJECT.code in codes(first, second)
    assert SAME_PROJECT.code not in codes(*declared)
    assert SAME_PROJECT.code not in codes(first, make_case(identity="2021/county-roads/road-care", 年度="2021"))


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


def test_codes_are_unique_and_every_text_is_there() -> None:
    checks: list[Check | CrossCheck] = [*ALL_CHECKS, SAME_PROJECT]

    assert len({check.code for check in checks}) == len(checks)
    for check in checks:
        assert re.fullmatch(r"[FRNXD]\d{3}", check.code)
        for text in (check.title, check.basis, check.explain):
            assert re.search(r"[\u4e00-\u9fff]{4}", text)
