"""Corrections lead back: every entry that the gate asks for, once written, gives the version that was public."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checks.runner import check_all
from generator.disclosure.disclose import disclose
from generator.disclosure.internal import without_internal
from generator.form_tree.tree import tree_of
from generator.model.report import Form
from tests.followed import silent
from tests.make import LAWFUL, load, make_case, make_report, row, rows, sure

DAY = date(2024, 6, 1)
ID = "2022/county-roads/road-care"
WRITTEN_BY = {"日期": "2024-05-01", "原因": "录入笔误", "批准人": "李四"}
DETAILS = [
    {
        "名称": "支出明细",
        "金额单位": "万元",
        "行": [{"来源": "材料费", "全年预算数": "60"}, {"来源": "人工费", "全年预算数": "40"}],
    }
]
EXTRA = [{"名称": "路段", "表头": ["路段", "公里"], "行": [["甲段", "20"], ["乙段", "30"]]}]


def details(*lines: dict[str, str]) -> dict[str, Any]:
    return {"资金明细": [{**DETAILS[0], "行": list(lines)}]}


LINES: Any = DETAILS[0]["行"]
# The form as it is to be, by what it has instead of the form as it was.
CHANGES: dict[str, dict[str, Any]] = {
    "a total": {"总分": "98"},
    "a total taken out": {"总分": None},
    "a grade stated": {"评价等级": "优"},
    "a target": {"绩效指标": [row(年度指标值=">=60公里", 分值="20", 得分="20"), *rows()[1:]]},
    "a score": {"绩效指标": [row(分值="20", 得分="19"), *rows()[1:]]},
    "the first row gone": {"绩效指标": rows()[1:]},
    "a row in the middle gone": {"绩效指标": [*rows()[:2], *rows()[3:]]},
    "two rows gone": {"绩效指标": [rows()[0], *rows()[2:3], *rows()[4:]]},
    "the last three rows gone": {"绩效指标": rows()[:3]},
    "a row came": {"绩效指标": [row(三级指标="桥梁", 分值="0", 得分="0"), *rows()]},
    "two rows came": {"绩效指标": [row(三级指标="桥", 分值="0"), *rows(), row(三级指标="涵洞", 分值="0")]},
    "rows went, came and changed": {
        "绩效指标": [rows()[0], row(三级指标="桥梁", 分值="0"), {**rows()[2], "得分": "9"}, *rows()[4:]]
    },
    "all rows gone": {"绩效指标": None},
    "funding gone": {"资金": None},
    "a funding row gone": {"资金": LAWFUL["资金"][:1]},
    "a funding figure": {"资金": [{**LAWFUL["资金"][0], "全年执行数": "91"}, LAWFUL["资金"][1]]},
    "the details gone": {"资金明细": None},
    "a line of the details gone": details(LINES[1]),
    "a figure of the details": details({**LINES[0], "全年预算数": "61"}, LINES[1]),
    "an annex gone": {"附表": None},
    "a row of an annex changed": {"附表": [{**EXTRA[0], "行": [["甲段", "21"], ["乙段", "30"]]}]},
    "a row of an annex gone": {"附表": [{**EXTRA[0], "行": [["乙段", "30"]]}]},
    "several at once": {"总分": "97", "评价等级": "良", "资金明细": None, "绩效指标": rows()[1:4]},
}
FORMER: dict[str, Any] = {"资金明细": DETAILS, "附表": EXTRA}


def advised(old: dict[str, Any], new: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the entries that the gate asks for, read from its words as a person would copy them."""
    found = silent(make_case(**old), make_case(**new), DAY)
    written = [one.advice.partition("加一条：")[2].partition("，写明")[0] for one in found if one.code == "G101"]
    return [yaml.load(text, yaml.BaseLoader) | WRITTEN_BY for text in written]  # noqa: S506 - all stays text


@pytest.mark.parametrize("change", CHANGES)
def test_what_the_gate_advises_leads_back_to_what_was_public(change: str) -> None:
    new = {**FORMER, **CHANGES[change]}
    entries = advised(FORMER, new)
    case = make_case(**new, 更正=entries)
    result = check_all([case], {})
    (version,) = disclose([case], result, {}, DAY).versions[ID]

    assert entries
    assert [one.code for one in result.findings if one.code in ("D106", "D107")] == []
    assert silent(make_case(**FORMER), case, DAY) == []
    assert tree_of(version.case.report.form) == tree_of(without_internal(make_report(**FORMER)).form)


@pytest.mark.parametrize("change", CHANGES)
def test_a_second_day_of_corrections_leads_back_through_the_first(change: str) -> None:
    between = {**FORMER, **CHANGES[change]}
    first = advised(FORMER, between)
    last = {**between, "实施单位": "某县公路站", "总分": "96", "更正": first}
    second = [one | {"日期": "2024-05-20"} for one in advised({**between, "更正": first}, last)]
    case = make_case(**last | {"更正": [*first, *second]})
    versions = disclose([case], check_all([case], {}), {}, DAY).versions[ID]

    assert [version.number for version in versions] == [1, 2]
    assert sure(versions[0].case.report.form.total).text == "99"


def test_corrections_of_one_day_are_undone_from_the_last_to_the_first() -> None:
    entries = [
        {**WRITTEN_BY, "字段": "总分", "原值": "97", "现值": "98"},
        {**WRITTEN_BY, "字段": "总分", "原值": "98", "现值": "99"},
    ]
    case = make_case(更正=entries)
    (version,) = disclose([case], check_all([case], {}), {}, DAY).versions[ID]

    assert sure(version.case.report.form.total).text == "97"
    assert silent(make_case(总分="97"), case, DAY) == []


ODD = "九十四 空白 千元 约95 95分左右 — 整表 95% 1e2 ９５分以上 [] {} 无 暂缺 ≥90 95/100 甲 １２．３．４ 99999999999999".split()


@pytest.mark.parametrize("old", ODD)
@pytest.mark.parametrize("field", ["总分", "绩效指标/养护里程/得分", "资金/年度资金总额/全年执行数"])
def test_an_old_value_either_fits_its_field_or_is_refused_by_the_check(field: str, old: str) -> None:
    now = {"总分": "99", "绩效指标/养护里程/得分": "20", "资金/年度资金总额/全年执行数": "90"}[field]
    case = make_case(更正=[{**WRITTEN_BY, "字段": field, "原值": old, "现值": now}])
    result = check_all([case], {})
    given = disclose([case], result, {}, DAY).versions[ID]

    assert bool(given) != ("D107" in {one.code for one in result.findings})


@pytest.mark.parametrize(
    "entry",
    [
        {"字段": "资金明细", "原值": "整表", "现值": "未填报"},
        {"字段": "绩效指标", "原值": "整表", "现值": "整表"},
        {"类型": "行", "字段": "绩效指标/养护桥梁", "原值": {"三级指标": "养护桥梁"}, "现值": "未填报"},
        {"类型": "行", "字段": "绩效指标/养护桥梁", "位置": "1", "原值": {"没有的栏": "1"}, "现值": "未填报"},
        {"类型": "行", "字段": "没有的表/一行", "位置": "1", "原值": {"三级指标": "一行"}, "现值": "未填报"},
        {"类型": "整表", "字段": "资金明细", "原值": [{"名称": "甲"}], "现值": "未填报"},
    ],
)
def test_rows_and_tables_that_cannot_have_been_are_refused(entry: dict[str, Any]) -> None:
    result = check_all([make_case(更正=[{**WRITTEN_BY, **entry}])], {})

    assert "D107" in {one.code for one in result.findings}


def test_a_row_may_not_be_said_to_have_been_another() -> None:
    new = {"绩效指标": rows()[1:]}
    (entry,) = advised({}, new)
    entry["原值"]["得分"] = "10"
    case = make_case(**new, 更正=[entry])

    assert [one.code for one in silent(make_case(), case, DAY)] == ["G101"]


def test_the_shipped_file_format_reads_rows_and_tables(tmp_path: Path) -> None:
    entries = advised(FORMER, {**FORMER, "资金明细": None, "绩效指标": rows()[1:]})
    path = tmp_path / "form.yml"
    path.write_text(yaml.dump({"评价规则": "mof-2020-10", "更正": entries}, allow_unicode=True), "utf-8")

    assert [one.kind for one in Form.model_validate(load(path)).corrections] == ["整表", "行"]
