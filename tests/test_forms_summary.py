"""Summary tables (汇总表): one row a project, in as records of one source, out from the content, the same on the way back."""

import shutil
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from generator.cli import main
from generator.loading.content import load_content
from tests.form_layouts import draw, to_xlsx
from tests.layout_language import WRITERS, Sheet, _sheet
from tests.make import CONTENT, load
from tests.test_forms_import import court, imported
from tests.test_forms_intake import bring, put, run

DEPARTMENT = "sh-first-intermediate-court"
SUMMARY = """\
:: 附件3
:: 2023年度项目支出绩效自评情况汇总表
:: 金额单位：万元
序号 | 主管部门 | 项目名称 | 实施单位 | 项目资金 | < | < | 自评得分 | 评价等级 | 存在问题
^ | ^ | ^ | ^ | 全年预算数 | 全年执行数 | 执行率 | ^ | ^ | ^
1 | 上海市第一中级人民法院 | 信息化运维 | 信息处 | 839.16 | 835.89 | 99.61% | 97 | 优 | 响应偏慢
2 | ^ | 办案业务 | 刑庭 | 1,200.00 | 1,100.00 | 91.67% | 95.5 | 优 |
3 | ^ | 物业管理 | | 300 | | | 88 | 良 | 合同到期晚
合计 | < | < | < | 2339.16 | 1935.89 | | | |
填表人：张三　联系电话：13800000000 | < | < | < | < | < | < | < | < | <"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    shutil.rmtree(folder / "projects")
    (folder / "projects").mkdir()
    return folder


def table(text: str = SUMMARY) -> Sheet:
    return _sheet(text)


def found_in(content: Path, path: Path, *options: object) -> dict[str, Any]:
    result: Any = bring(content, path, *options)
    (found,) = result["files"]
    return dict(found)


def forms(path: Path, text: str = SUMMARY) -> list[dict[str, Any]]:
    kind = path.suffix.lstrip(".")
    return [form.values for form in imported(path, WRITERS[kind]([table(text)])).forms]


@pytest.mark.parametrize("kind", WRITERS)
def test_each_row_is_a_record_and_states_only_what_the_row_states(kind: str, tmp_path: Path) -> None:
    head = {"年度": "2023", "主管部门": "上海市第一中级人民法院", "金额单位": "万元"}
    rest = {"评价规则": "mof-2020-10", "公开": {"状态": "待审"}}
    problem = {"名称": "汇总表其他栏目", "表头": ["栏目", "内容"]}

    assert forms(tmp_path / f"汇总表.{kind}") == [
        head | rest | {
            "项目名称": "信息化运维",
            "实施单位": "信息处",
            "资金": [{"来源": "年度资金总额", "全年预算数": "839.16", "全年执行数": "835.89", "执行率": "99.61%"}],
            "附表": [problem | {"行": [["存在问题", "响应偏慢"]]}],
            "总分": "97",
            "评价等级": "优",
        },
        head | rest | {
            "项目名称": "办案业务",
            "实施单位": "刑庭",
            "资金": [{"来源": "年度资金总额", "全年预算数": "1,200.00", "全年执行数": "1,100.00", "执行率": "91.67%"}],
            "总分": "95.5",
            "评价等级": "优",
        },
        head | rest | {
            "项目名称": "物业管理",
            "资金": [{"来源": "年度资金总额", "全年预算数": "300"}],
            "附表": [problem | {"行": [["存在问题", "合同到期晚"]]}],
            "总分": "88",
            "评价等级": "良",
        },
    ]  # fmt: skip


def test_all_is_accounted_for_and_a_wrong_sum_is_told(tmp_path: Path) -> None:
    right = imported(tmp_path / "right.xlsx", WRITERS["xlsx"]([table()]))
    wrong = imported(tmp_path / "wrong.xlsx", WRITERS["xlsx"]([table(SUMMARY.replace("2339.16", "2393.16"))]))

    assert [one.text for one in right.unused if not one.in_order] == []
    assert [one.text for one in wrong.unused if not one.in_order] == ["合计", "2393.16", "1935.89"]
    assert "张三" not in str([form.values for form in right.forms])


def test_money_may_stand_by_source_and_a_sub_total_after_each_department(tmp_path: Path) -> None:
    text = """\
2023年度部门项目绩效自评汇总表（单位：元） | < | < | < | < | < | <
项目名称 | 预算单位 | 全年预算数 | < | < | 全年执行数 | 得分
^ | ^ | 小计 | 财政拨款 | 其他资金 | ^ | ^
公园改造 | 园林所 | 100 | 80 | 20 | 90 | 96
道路养护 | 养护所 | 50 | 50 | | 50 | 98
小计 | < | 150 | 130 | 20 | 140 |
图书采购 | 图书馆 | 10 | 10 | | 9 | 99
小计 | < | 10 | 10 | 0 | 9 |
合计 | < | 160 | 140 | 20 | 149 |"""
    first, _, third = forms(tmp_path / "form.xlsx", text)

    assert first["资金"] == [
        {"来源": "年度资金总额", "全年预算数": "100", "全年执行数": "90"},
        {"来源": "财政拨款", "全年预算数": "80"},
        {"来源": "其他资金", "全年预算数": "20"},
    ]
    assert (third["项目名称"], third["实施单位"], third["年度"], third["金额单位"]) == (
        "图书采购",
        "图书馆",
        "2023",
        "元",
    )
    outcome = imported(tmp_path / "form.xlsx", WRITERS["xlsx"]([table(text)]))
    assert [one.text for one in outcome.unused if not one.in_order] == []


def test_a_form_is_no_summary(tmp_path: Path) -> None:
    text = """\
项目名称 | 养护 | 主管部门 | 交通局 | 自评得分 | 98 | 评价等级 | 优
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
产出指标 | 数量指标 | 里程 | 50 | 50 | 100 | 98 |
总分 | < | < | < | < | 100 | 98 |"""
    (form,) = forms(tmp_path / "form.xlsx", text)

    assert (form["项目名称"], len(form["绩效指标"])) == ("养护", 1)


def test_a_summary_becomes_records_that_load_and_comes_in_again_unchanged(content: Path, tmp_path: Path) -> None:
    path = put(tmp_path / "hz.xlsx", WRITERS["xlsx"]([table()]))
    found = found_in(content, path)
    loaded, problems = load_content(content)

    assert loaded
    assert problems == []
    assert [form["action"] for form in found["forms"]] == ["新增"] * 3
    assert sorted(str(report.form.project) for report in loaded.reports) == ["信息化运维", "办案业务", "物业管理"]
    again = found_in(content, path)
    assert [form["action"] for form in again["forms"]] == ["没有变化"] * 3
    put(path, WRITERS["xlsx"]([table(SUMMARY.replace("95.5", "94"))]))
    changed = found_in(content, path, "--replace")
    assert [form["action"] for form in changed["forms"]] == ["没有变化", "已替换", "没有变化"]


def test_a_project_with_a_form_of_its_own_is_compared_and_no_second_record(content: Path, tmp_path: Path) -> None:
    values = court() | {"年度": "2023", "实施单位": "信息处"}
    sheet = table(SUMMARY.replace("2339.16", "2339.1607").replace("839.16 |", "839.1607 |"))
    put(tmp_path / "form.xlsx", to_xlsx(draw(values)))
    bring(content, tmp_path / "form.xlsx")
    found = found_in(content, put(tmp_path / "hz.xlsx", WRITERS["xlsx"]([sheet])))
    first, *others = found["forms"]

    assert first["report"] == f"2023/{DEPARTMENT}/form"
    assert first["action"] == "有差异，未替换"
    assert first["differences"] == [{"place": "全年执行数", "old": "8,358,865", "new": "835.89"}]
    assert [form["action"] for form in others] == ["新增", "新增"]
    assert len(list((content / "projects").rglob("*.yml"))) == 3


def export(*arguments: object) -> str:
    result = CliRunner().invoke(main, ["export", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("year", [2018, 2020, 2021])
def test_the_real_reports_are_the_same_after_a_summary_went_out_and_came_back(year: int, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    export(year, "--content", content, "-o", tmp_path / "hz.xlsx")
    found = found_in(content, tmp_path / "hz.xlsx", "--dry-run")
    every = list((content / "projects" / str(year)).rglob("*.yml"))
    named = [path for path in every if load(path).get("项目名称")]

    assert [form["action"] for form in found["forms"]] == ["没有变化"] * len(named)
    # A row without a project's name is told, for nobody can say what it is about.
    code = run(tmp_path / "hz.xlsx", "--content", content, "--dry-run").exit_code
    assert code == (0 if len(named) == len(every) else 1)


def test_a_summary_in_one_unit_adds_exact_amounts(content: Path, tmp_path: Path) -> None:
    text = SUMMARY.partition("合计")[0].rstrip()
    bring(content, put(tmp_path / "a.xlsx", WRITERS["xlsx"]([table(text)])))
    other = (
        text.replace("万元", "元").replace("信息化运维", "食堂").replace("办案业务", "车辆").replace("物业管理", "绿化")
    )
    bring(content, put(tmp_path / "b.xlsx", WRITERS["xlsx"]([table(other)])))
    export(f"2023/{DEPARTMENT}", "--content", content, "-o", tmp_path / "hz.xlsx")
    sheet = load_workbook(BytesIO((tmp_path / "hz.xlsx").read_bytes())).worksheets[0]
    heads = {cell.value: int(cell.column or 0) for cell in sheet[3]}
    last = max(cell.row for cell in sheet["A"])

    assert sheet["A1"].value == "2023年度项目支出绩效自评情况汇总表"
    assert sheet["A2"].value == "金额单位：万元"
    # 839.16 + 1,200 + 300 in 万元, and as many 元, which are a ten-thousandth.
    assert Decimal(str(sheet.cell(last, heads["全年预算数"]).value)) == Decimal("2339.16") * Decimal("1.0001")
    found = found_in(content, tmp_path / "hz.xlsx")
    assert [form["action"] for form in found["forms"]] == ["没有变化"] * 6
    assert run(tmp_path / "hz.xlsx", "--content", content).exit_code == 0
