"""What is public changes in no silence: each change before both gates, and harmless ones that pass.

A change is written as a person would make it in the file. Two steps are judged one after the other: the first is told
as it should be, the second is not.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from generator.disclosure.record import read_record, record_text
from generator.disclosure.seen import Seen
from generator.model.notice import Notice
from generator.model.rulebook import Rulebook
from generator.model.site import Department
from generator.review.release_gate import former_reports
from tests.followed import DAY, GATES, over_the_wire, scored, sees
from tests.make import LAWFUL, row, rows, rulebook
from tests.test_checks import OPEN, correction

Form = dict[str, Any]
RICH: Form = {
    **LAWFUL,
    "项目编码": "140000-17",
    "题注": "养护",
    "同一项目": {"项目": "road-care", "表号": "第1张，共2张"},
    "评价等级": "优",
    "总分值": "100",
    "年度总体目标": {"预期目标": "养护50公里。", "实际完成情况": "养护50公里。", "实施期目标": "三年150公里。"},
    "资金": [
        {
            **LAWFUL["资金"][0],
            "实际到位数": "100",
            "结余": "10",
            "到位率": "100%",
        },
        {**LAWFUL["资金"][1], "属于": "年度资金总额"},
        {"来源": "上年结转资金", "年初预算数": "0", "全年预算数": "0", "全年执行数": "0"},
    ],
    "资金明细": [
        {"名称": "预算执行情况", "金额单位": "万元", "行": [{"来源": "合计", "全年预算数": "100"}, {"来源": "省级", "全年预算数": "60"}]}
    ],
    "附表": [{"名称": "设备", "单位": "台", "表头": ["名称", "数量"], "行": [["平板车", "2"], ["压路机", "1"]]}],
    "层级小计": [{"一级指标": "产出指标", "分值": "50", "得分": "50", "指标解释": "数量与质量", "评分规则": "按比例"}],
    "绩效指标": [
        {
            **rows()[0],
            "所属目标": "目标1",
            "指标性质": "正向",
            "调整后指标值": ">=48公里",
            "度量单位": "公里",
            "完成率": "100%",
            "单项得分": "100",
            "复核得分": "20",
            "指标解释": "当年养护的里程",
            "评分规则": "完成得满分",
            "其他栏": {"专家评分": "19", "责任科室": "养护科"},
        },
        *rows()[1:],
    ],
    "报告": {"项目概况": "本项目养护农村公路。"},
}  # fmt: skip

_GONE = object()


def changed(path: str, value: Any, form: Form = RICH) -> Form:
    """Return a form with another value at a path of keys and row numbers; _GONE takes it away."""
    made = deepcopy(form)
    node: Any = made
    *above, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in above:
        node = node[step]
    if value is _GONE:
        del node[last]
    else:
        node[last] = value
    return made


CELLS = {
    "项目名称": "农村公路养护工程",
    "项目编码": "140000-18",
    "题注": "大修",
    "年度": "2021",
    "主管部门": "某县公路局",
    "实施单位": "某县养护中心",
    "评价规则": "sx-2020",
    "金额单位": "元",
    "同一项目/项目": "road-works",
    "同一项目/表号": "第2张，共2张",
    "评价等级": "良",
    "总分值": "110",
    "总分": "98.9",
    "年度总体目标/预期目标": "养护40公里。",
    "年度总体目标/实际完成情况": "养护48公里。",
    "年度总体目标/实施期目标": "三年120公里。",
    "资金/0/来源": "资金总额",
    "资金/0/年初预算数": "101",
    "资金/0/全年预算数": "95",
    "资金/0/实际到位数": "99",
    "资金/0/全年执行数": "95",
    "资金/0/结余": "9",
    "资金/0/到位率": "99%",
    "资金/0/执行率": "95%",
    "资金/0/分值": "11",
    "资金/0/得分": "9.5",
    "资金/1/属于": "上年结转资金",
    "资金/1/来源": "中央资金",
    "资金/1/全年执行数": "9",
    "资金明细/0/名称": "资金使用情况",
    "资金明细/0/金额单位": "亿元",
    "资金明细/0/行/0/全年预算数": "1000",
    "资金明细/0/行/1/来源": "市级",
    "资金明细/0/行/1/全年预算数": "61",
    "附表/0/名称": "车辆",
    "附表/0/单位": "辆",
    "附表/0/表头/1": "金额",
    "附表/0/行/0/1": "3",
    "附表/0/行/1/0": "摊铺机",
    "层级小计/0/分值": "40",
    "层级小计/0/得分": "49",
    "层级小计/0/一级指标": "产出",
    "层级小计/0/指标解释": "数量",
    "层级小计/0/评分规则": "酌情",
    "绩效指标/0/所属目标": "目标2",
    "绩效指标/0/一级指标": "效益指标",
    "绩效指标/0/二级指标": "质量指标",
    "绩效指标/0/三级指标": "养护长度",
    "绩效指标/0/指标性质": "反向",
    "绩效指标/0/年度指标值": ">=40公里",
    "绩效指标/0/调整后指标值": ">=40公里",
    "绩效指标/0/度量单位": "米",
    "绩效指标/0/实际完成值": "51公里",
    "绩效指标/0/完成率": "102%",
    "绩效指标/0/分值": "30",
    "绩效指标/0/得分": "19.9",
    "绩效指标/0/单项得分": "99",
    "绩效指标/0/复核得分": "18",
    "绩效指标/0/指标解释": "累计养护的里程",
    "绩效指标/0/评分规则": "酌情得分",
    "绩效指标/0/其他栏/专家评分": "20",
    "绩效指标/0/其他栏/责任科室": "计划科",
    "绩效指标/5/年度指标值": ">=80%",
    "公开/公开日期": "2023-08-01",
}
TAKEN = (
    "项目名称 项目编码 题注 年度 主管部门 实施单位 金额单位 同一项目 评价等级 总分值 总分 年度总体目标 年度总体目标/预期目标 资金 资金/2 "
    "资金/0/全年执行数 资金明细 资金明细/0/行/1 附表 附表/0/行/1 层级小计 层级小计/0/得分 绩效指标/1 绩效指标/0/得分 绩效指标/0/其他栏 "
    "绩效指标/0/其他栏/专家评分 绩效指标/0/调整后指标值 绩效指标/0/实际完成值 绩效指标/0/评分规则 公开/公开日期"
).split()
NEW: dict[str, Form] = {
    "a row": {**RICH, "绩效指标": [*RICH["绩效指标"], row(三级指标="桥梁", 分值="0", 得分="0")]},
    "a source": {**RICH, "资金": [*RICH["资金"], {"来源": "其他资金", "全年执行数": "1"}]},
    "a table": {**RICH, "附表": [*RICH["附表"], {"名称": "人员", "表头": ["名称"], "行": [["甲"]]}]},
    "a level": {**RICH, "层级小计": [*RICH["层级小计"], {"一级指标": "效益指标", "得分": "30"}]},
    "a column": changed("绩效指标/1/其他栏", {"专家评分": "10"}),
    "a merged cell": changed("绩效指标/1/与上行合并", ["得分"]),
    "a review": changed("绩效指标/1/复核得分", "9"),
    "an adjusted target": changed("绩效指标/1/调整后指标值", "=90%"),
    "a time": changed("公开/公开时间", "08:00"),
    "the first source moved": {**RICH, "资金": RICH["资金"][::-1]},
    "both names swapped": changed("绩效指标/0/三级指标", "验收合格率", changed("绩效指标/1/三级指标", "养护里程")),
    "scores swapped": changed("绩效指标/1/得分", "9", changed("绩效指标/2/得分", "11")),
    "an entry that says something else": {
        **RICH,
        "总分": "98",
        "更正": [correction(字段="总分", 原值="99", 现值="97")],
    },
    "an entry for another field": {**RICH, "总分": "98", "更正": [correction(字段="评价等级", 原值="99", 现值="98")]},
    "an entry from another value": {**RICH, "总分": "98", "更正": [correction(字段="总分", 原值="95", 现值="98")]},
}
REDACTED = {**OPEN, "状态": "部分公开", "不予公开栏目": [{"栏目": "实施单位", "依据": "第十五条"}]}
WITHDRAWAL = {"日期": "2024-02-01", "原因": "重复公开", "批准人": "李四"}
WITHDRAWN = {**OPEN, "状态": "已撤回", "撤回": WITHDRAWAL}
STEP = {"日期": "2024-03-01", "原因": "经复议决定", "批准人": "李四"}
LAID, LIFTED = ({**STEP, "类型": kind, "栏目": "实施单位"} for kind in ("不予公开", "恢复公开"))
AGAIN = {**STEP, "类型": "重新公开"}


def stating(disclosure: Form, **more: Any) -> Form:
    return {**RICH, "公开": disclosure, **more}


ENTRY = correction(日期="2024-01-15", 字段="总分", 原值="98", 现值="99")
CORRECTED = {**RICH, "更正": [ENTRY]}
TWICE = [
    correction(日期="2024-01-15", 类型="补充", 字段="主管部门", 原值="未填报", 现值="某县交通运输局"),
    correction(日期="2024-02-15", 字段="主管部门", 原值="某县交通运输局", 现值="未填报"),
]
# The states of a report one after the other; only the last step is silent.
STEPS: dict[str, list[Form]] = {
    "draft": [RICH, stating({**OPEN, "状态": "草稿"})],
    "pending": [RICH, stating({**OPEN, "状态": "待审"})],
    "no word of publication": [RICH, {key: value for key, value in RICH.items() if key != "公开"}],
    "put off": [RICH, stating({**OPEN, "公开日期": "2024-06-02"})],
    "put off by a minute": [RICH, stating({**OPEN, "公开日期": "2024-06-01", "公开时间": "00:01"})],
    "withheld": [RICH, stating({**OPEN, "状态": "不予公开", "不予公开依据": "第十五条"})],
    "kept back": [RICH, stating(REDACTED)],
    "kept back with the wrong record": [RICH, stating({**REDACTED, "变更记录": [{**LAID, "栏目": "总分"}]})],
    "kept back with the other record": [RICH, stating({**REDACTED, "变更记录": [LIFTED]})],
    "shown again": [stating(REDACTED), RICH],
    "kept back, shown again": [RICH, stating({**REDACTED, "变更记录": [LAID]}), stating({**OPEN, "变更记录": [LAID]})],
    "kept back, the record removed": [RICH, stating({**REDACTED, "变更记录": [LAID]}), stating(REDACTED)],
    "another ground": [stating(REDACTED), stating({**REDACTED, "不予公开栏目": [{"栏目": "实施单位", "依据": "第十六条"}]})],
    "one more field": [
        stating(REDACTED),
        stating({**REDACTED, "不予公开栏目": [*REDACTED["不予公开栏目"], {"栏目": "总分", "依据": "第十五条"}]}),
    ],
    "shown again with a record, another figure beside": [
        stating(REDACTED), stating({**OPEN, "变更记录": [LIFTED]}, 总分="98"),
    ],
    "withdrawn with another figure": [RICH, stating(WITHDRAWN, 总分="98")],
    "withdrawn, back": [RICH, stating(WITHDRAWN), RICH],
    "withdrawn, back with another figure": [RICH, stating(WITHDRAWN), stating(OPEN, 总分="98")],
    "withdrawn, back with a record and another figure": [
        RICH, stating(WITHDRAWN), stating({**OPEN, "变更记录": [AGAIN]}, 总分="98"),
    ],
    "withdrawn, back without its last row": [
        RICH, stating(WITHDRAWN), stating({**OPEN, "变更记录": [AGAIN]}, 绩效指标=RICH["绩效指标"][:-1]),
    ],
    "withdrawn, back in part": [RICH, stating(WITHDRAWN), stating({**REDACTED, "变更记录": [AGAIN]})],
    "withdrawn, draft": [RICH, stating(WITHDRAWN), stating({**OPEN, "状态": "草稿"})],
    "withdrawn, withheld": [RICH, stating(WITHDRAWN), stating({**OPEN, "状态": "不予公开", "不予公开依据": "第十五条"})],
    "withdrawn, put off": [RICH, stating(WITHDRAWN), stating({**WITHDRAWN, "公开日期": "2025-01-01"})],
    "withdrawn, another reason": [RICH, stating(WITHDRAWN), stating({**WITHDRAWN, "撤回": {**WITHDRAWAL, "原因": "另有安排"}})],
    "withdrawn, another day": [RICH, stating(WITHDRAWN), stating({**WITHDRAWN, "撤回": {**WITHDRAWAL, "日期": "2024-01-01"}})],
    "withdrawn, another approver": [RICH, stating(WITHDRAWN), stating({**WITHDRAWN, "撤回": {**WITHDRAWAL, "批准人": "王五"}})],
    "withdrawn, another figure beneath": [RICH, stating(WITHDRAWN), stating(WITHDRAWN, 总分="98")],
    "corrected, the entry removed": [CORRECTED, RICH],
    "corrected, another reason": [CORRECTED, {**RICH, "更正": [{**ENTRY, "原因": "笔误"}]}],
    "corrected, another approver": [CORRECTED, {**RICH, "更正": [{**ENTRY, "批准人": "赵六"}]}],
    "corrected, another day": [CORRECTED, {**RICH, "更正": [{**ENTRY, "日期": "2024-01-16"}]}],
    "corrected, once more without an entry": [CORRECTED, {**CORRECTED, "总分": "98"}],
    "a row gone, said of another place": [
        RICH,
        {
            **RICH,
            "绩效指标": [RICH["绩效指标"][0], *RICH["绩效指标"][2:]],
            "更正": [correction(类型="行", 字段="绩效指标/验收合格率", 位置="3", 原值=RICH["绩效指标"][1], 现值="未填报")],
        },
    ],
    "supplied, taken away, supplied again": [
        {**{key: said for key, said in RICH.items() if key != "主管部门"}, "更正": TWICE}, {**RICH, "更正": TWICE},
    ],
    "corrected, withdrawn without its entry": [CORRECTED, stating(WITHDRAWN)],
    "an entry for a later day, the figure taken along": [RICH, {**RICH, "总分": "97", "更正": [correction(日期="2024-05-01", 字段="总分", 原值="98", 现值="97")]}],
    "another project under its address": [RICH, {**LAWFUL, "项目名称": "桥梁加固", "绩效指标": rows()[:2]}],
}  # fmt: skip

SILENT: dict[str, list[Form]] = {
    **{f"cell {path}": [RICH, changed(path, value)] for path, value in CELLS.items()},
    **{f"taken {path}": [RICH, changed(path, _GONE)] for path in TAKEN},
    **{f"new {name}": [RICH, form] for name, form in NEW.items()},
    **STEPS,
}


OVER_THE_WIRE = [name for name in STEPS if "withdrawn" in name]


def books(*forms: Form) -> dict[str, Rulebook]:
    return {name: rulebook(name) for name in {form["评价规则"] for form in forms}}


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("name", SILENT)
def test_a_silent_change_is_refused(name: str, gate: str) -> None:
    states = [sees(scored(form)) for form in SILENT[name]]
    found = [GATES[gate](old, new, books(*SILENT[name])) for old, new in pairwise(states)]

    assert found[-1], "nobody was told"
    assert found[:-1] == [[]] * (len(found) - 1)


@pytest.mark.parametrize("name", OVER_THE_WIRE)
def test_of_what_is_withdrawn_no_silent_change_passes_from_another_machine(name: str) -> None:
    states = [sees(scored(form)) for form in SILENT[name]]
    found = [over_the_wire(old, new, books(*SILENT[name])) for old, new in pairwise(states)]

    assert found[-1], "nobody was told"
    assert found[:-1] == [[]] * (len(found) - 1)


@pytest.mark.parametrize(
    "name", ["withdrawn as it should be", "back as it should be", "back with a correction", "left alone"]
)
def test_from_another_machine_what_is_withdrawn_comes_back_as_it_should(name: str) -> None:
    forms = HARMLESS.get(name, [stating(WITHDRAWN)] * 2)
    states = [sees(scored(form)) for form in forms]

    assert [over_the_wire(old, new, books(*forms)) for old, new in pairwise(states)] == [[]] * (len(forms) - 1)


def test_there_are_enough_of_them() -> None:
    assert len(SILENT) >= 120
    assert len(HARMLESS) >= 40


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("showing", [OPEN, WITHDRAWN], ids=["public", "withdrawn"])
def test_a_report_that_is_gone_is_refused(showing: Form, gate: str) -> None:
    old = sees(scored(stating(showing)))

    assert [one.severity for one in GATES[gate](old, {}, books(RICH))] == ["错误"]


WITHHELD = {**OPEN, "状态": "不予公开", "不予公开依据": "第十五条"}


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (None, True),
        ({**OPEN, "状态": "草稿"}, True),
        ({**OPEN, "公开日期": "2099-01-01"}, True),
        (WITHHELD, False),
        (OPEN, False),
    ],
)
def test_a_withheld_report_vanishes_in_no_silence(now: Form | None, told: bool) -> None:
    """The live release says how many there are, not which."""
    old = sees(scored(stating(WITHHELD)))
    new = {} if now is None else sees(scored(stating(now)))

    assert [one.code for one in GATES["release"](old, new, books(RICH))] == (["G103"] if told else [])


def test_a_public_form_that_is_gone_from_the_live_site_is_no_consent() -> None:
    old, new = sees(scored(RICH)), sees(scored({**RICH, "总分": "98"}))
    record = read_record(record_text(old, {}, {}))
    former, broken = former_reports(record, lambda _: None, new, books(RICH))

    assert (former, [one.code for one in broken]) == ({}, ["G105"])


HARMLESS_CELLS = {
    "资金/0/年初预算数": "100.00",
    "资金/0/全年执行数": "90.0",
    "资金/0/执行率": "90.0%",
    "资金/0/得分": "9.0",
    "资金/0/到位率": "100.00%",
    "资金/0/结余": "１０",
    "总分": "99.00",
    "总分值": "100.0",
    "层级小计/0/得分": "50.00",
    "资金明细/0/行/0/全年预算数": "100.000",
    "绩效指标/0/得分": "20.0",
    "绩效指标/0/完成率": "100.0%",
    "绩效指标/0/年度指标值": ">= 50公里",
    "绩效指标/0/调整后指标值": ">=48.0公里",
    "绩效指标/0/实际完成值": "50.00公里",
    "绩效指标/0/复核得分": "20.00",
    "绩效指标/0/单项得分": "100.0",
    "绩效指标/0/指标解释": "当年养护的里程 ",
    "绩效指标/0/其他栏/专家评分": "19.0",
    "绩效指标/0/偏差原因分析及改进措施": "没有偏差。",
    "绩效指标/0/备注": "见附表。",
    "资金/0/备注": "含上年结转。",
    "实施单位": " 某县公路管理站",
    "报告/项目概况": "本项目养护全县农村公路。",
    "报告/改进措施及建议": "及早安排。",
    "来源": "公开的自评表",
    "年度依据": "表头",
    "核对说明": {"F101": "已核实"},
    "敏感信息核准": [{"标记": "D201-1a2b3c4d", "理由": "值班电话", "审核人": "王五"}],
    "转录记录": [{"栏目": "全文", "原文": "甲", "处理": "已修复", "说明": "断行"}],
    "项目绩效分析": {"评价结论": "完成较好。"},
}
THOUSANDS = changed("资金/0/年初预算数", "1000", changed("绩效指标/0/年度指标值", ">=30000件"))
HARMLESS: dict[str, list[Form]] = {
    **{f"cell {path}": [RICH, changed(path, value)] for path, value in HARMLESS_CELLS.items()},
    "keys in another order": [RICH, dict(reversed(RICH.items()))],
    "rows in another order": [RICH, {**RICH, "绩效指标": RICH["绩效指标"][::-1]}],
    "levels in another order": [
        {**RICH, "层级小计": [*RICH["层级小计"], {"一级指标": "效益指标", "得分": "30"}]},
        {**RICH, "层级小计": [{"一级指标": "效益指标", "得分": "30"}, *RICH["层级小计"]]},
    ],
    "sources below the first in another order": [RICH, {**RICH, "资金": [RICH["资金"][0], *RICH["资金"][:0:-1]]}],
    "thousands in money": [THOUSANDS, changed("资金/0/年初预算数", "1,000", THOUSANDS)],
    "thousands and zeros": [THOUSANDS, changed("资金/0/年初预算数", "1,000.00", THOUSANDS)],
    "thousands in a target": [THOUSANDS, changed("绩效指标/0/年度指标值", ">=30,000件", THOUSANDS)],
    "a new review": [RICH, stating({**OPEN, "保密审查": {"结论": "通过", "日期": "2023-08-29", "审查人": "钱七"}})],
    "a correction that says so": [RICH, {**RICH, "总分": "98", "更正": [correction(字段="总分", 原值="99", 现值="98")]}],
    "an entry for a day to come": [RICH, {**RICH, "总分": "98", "更正": [correction(日期="2024-07-01", 字段="总分", 原值="99", 现值="98")]}],
    "withdrawn as it should be": [RICH, stating(WITHDRAWN)],
    "back as it should be": [RICH, stating(WITHDRAWN), stating({**OPEN, "变更记录": [AGAIN]})],
    "back with a correction": [
        RICH,
        stating(WITHDRAWN),
        stating({**OPEN, "变更记录": [AGAIN]}, 总分="98", 更正=[correction(日期="2024-04-01", 字段="总分", 原值="99", 现值="98")]),
    ],
    "kept back as it should be": [RICH, stating({**REDACTED, "变更记录": [LAID]})],
    "shown again as it should be": [stating(REDACTED), stating({**OPEN, "变更记录": [LIFTED]})],
    "a draft may change": [stating({**OPEN, "状态": "草稿"}), stating({**OPEN, "状态": "草稿"}, 总分="1")],
    "a draft becomes public": [stating({**OPEN, "状态": "草稿"}), RICH],
    "a row gone, said of its place": [
        RICH,
        {
            **RICH,
            "绩效指标": [RICH["绩效指标"][0], *RICH["绩效指标"][2:]],
            "更正": [correction(类型="行", 字段="绩效指标/验收合格率", 位置="2", 原值=RICH["绩效指标"][1], 现值="未填报")],
        },
    ],
    "under the black": [stating(REDACTED), stating(REDACTED, 实施单位="某县养护中心")],
}  # fmt: skip


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_change_is_not_refused(name: str, gate: str) -> None:
    states = [sees(scored(form)) for form in HARMLESS[name]]
    found = [GATES[gate](old, new, books(*HARMLESS[name])) for old, new in pairwise(states)]

    assert [[one.message for one in step] for step in found] == [[]] * len(found)


RENAMED = Department.model_validate({"名称": "某县公路局", "地区": "某县", "地区标识": "mou-xian"})
FLAT = {**LAWFUL, "绩效指标": rows()}


def raised() -> Rulebook:
    """The national rule with 优 from 100 points."""
    book = rulebook("mof-2020-10")
    best = book.grades[0].model_copy(update={"floor": Decimal(100)})
    return book.model_copy(update={"grades": (best, *book.grades[1:])})


def of_another_version(old: Mapping[str, Seen]) -> dict[str, Seen]:
    """Return what was public as another version of the software worked it out."""
    return {name: replace(one, figures={**one.figures, "规则参考总分": "98.5"}) for name, one in old.items()}


MOVES: dict[str, tuple[Mapping[str, Seen], Mapping[str, Seen], Rulebook]] = {
    "a rulebook": (sees(scored(FLAT)), sees(scored(FLAT, raised())), raised()),
    "a rulebook, with a correction": (
        sees(scored(FLAT)),
        sees(scored({**FLAT, "总分": "98", "更正": [correction(字段="总分", 原值="99", 现值="98")]}, raised())),
        raised(),
    ),
    "a register": (sees(scored(FLAT)), sees(scored(FLAT), DAY, RENAMED), rulebook("mof-2020-10")),
    "the software": (of_another_version(sees(scored(FLAT))), sees(scored(FLAT)), rulebook("mof-2020-10")),
}


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("kind", MOVES)
def test_a_rule_a_register_or_the_software_moves_nothing_unsigned(kind: str, gate: str) -> None:
    old, new, book = MOVES[kind]

    assert [one.code for one in GATES[gate](old, new, {book.id: book})] == ["G109"]


@pytest.mark.parametrize("gate", GATES)
def test_a_signed_notice_lets_exactly_what_it_lists_pass(gate: str) -> None:
    old, new = sees(scored(FLAT)), sees(scored(FLAT), DAY, RENAMED)
    (report,) = old
    line = {"报告": report, "栏目": "部门名称", "原": "某县交通运输局", "现": "某县公路局"}

    def notice(**said: str) -> Notice:
        signed = {"日期": "2024-05-30", "事由": "机构改革", "依据": "县编办通知", "签发人": "李四"}
        return Notice.model_validate({**signed, "移动": [{**line, **said}]})

    judge: Callable[..., list[Any]] = GATES[gate]
    assert judge(old, new, books(FLAT), notice()) == []
    assert len(judge(old, new, books(FLAT), notice(现="某县交通局"))) == 1
    assert len(judge(old, new, books(FLAT), notice(报告="2022/county-roads/bridges"))) == 1
