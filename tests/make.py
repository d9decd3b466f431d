"""Lawful reports for tests: a test states only what it is about."""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from generator.checks.check import Case
from generator.model.report import Form, Identity, Positions, Report
from generator.model.rulebook import Rulebook
from generator.scoring.engine import score

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"

LAWFUL: dict[str, Any] = {
    "项目名称": "农村公路养护",
    "年度": "2022",
    "主管部门": "某县交通运输局",
    "实施单位": "某县公路管理站",
    "评价规则": "mof-2020-10",
    "金额单位": "万元",
    "资金": [
        {
            "来源": "年度资金总额",
            "年初预算数": "100",
            "全年预算数": "100",
            "全年执行数": "90",
            "分值": "10",
            "执行率": "90%",
            "得分": "9",
        },
        {"来源": "当年财政拨款", "年初预算数": "100", "全年预算数": "100", "全年执行数": "90"},
    ],
    "年度总体目标": {"预期目标": "养护农村公路50公里。", "实际完成情况": "全年养护农村公路50公里，验收合格。"},
    "总分": "99",
    "公开": {
        "状态": "公开",
        "公开日期": "2023-08-31",
        "保密审查": {"结论": "通过", "日期": "2023-08-30", "审查人": "王五"},
    },
}

T = TypeVar("T")


def row(**cells: str) -> dict[str, str]:
    """Return one lawful indicator row, with the cells given in place of its own."""
    return {
        "一级指标": "产出指标",
        "二级指标": "数量指标",
        "三级指标": "养护里程",
        "年度指标值": ">=50公里",
        "实际完成值": "50公里",
        "分值": "50",
        "得分": "50",
    } | cells


def rows() -> list[dict[str, str]]:
    """Return indicator rows that follow 10/50/30/10 and are all met."""
    return [
        row(分值="20", 得分="20"),
        row(二级指标="质量指标", 三级指标="验收合格率", 年度指标值="=100%", 实际完成值="100%", 分值="10", 得分="10"),
        row(二级指标="时效指标", 三级指标="按期完成率", 年度指标值=">=95%", 实际完成值="96%", 分值="10", 得分="10"),
        row(
            二级指标="成本指标", 三级指标="每公里成本", 年度指标值="<=2万元", 实际完成值="1.8万元", 分值="10", 得分="10"
        ),
        row(
            一级指标="效益指标",
            二级指标="社会效益指标",
            三级指标="通行时间",
            年度指标值="<=30分钟",
            实际完成值="28分钟",
            分值="30",
            得分="30",
        ),
        row(
            一级指标="满意度指标",
            二级指标="服务对象满意度指标",
            三级指标="群众满意度",
            年度指标值=">=90%",
            实际完成值="93%",
            分值="10",
            得分="10",
        ),
    ]


# The one written in C, where there is one: hundreds of tests load a file.
_AS_TEXT = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def load(path: Path) -> Any:
    """Read a YAML file as text, empty values dropped, without the loader under test."""
    return _stated(yaml.load(path.read_text(encoding="utf-8"), _AS_TEXT))  # noqa: S506 - every scalar stays text


def _stated(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _stated(value) for key, value in node.items() if value != ""}
    return [_stated(item) for item in node] if isinstance(node, list) else node


@cache
def rulebook(name: str = "mof-2020-10") -> Rulebook:
    """Return one of the project's own rulebooks."""
    return Rulebook.model_validate(load(CONTENT / "rules" / f"{name}.yml"))


def make_report(*, identity: str = "2022/county-roads/road-care", **fields: Any) -> Report:
    """Return a lawful report; `fields` are Chinese keys, None removes one."""
    stated = {**LAWFUL, "绩效指标": rows(), **fields}
    form = Form.model_validate({key: value for key, value in stated.items() if value is not None})
    year, department, project = identity.split("/")
    return Report(Identity(int(year), department, project), form, Positions(f"content/projects/{identity}.yml", {}))


def make_case(**fields: Any) -> Case:
    """Return a report scored by the rulebook it names."""
    report = make_report(**fields)
    book = rulebook(report.form.rulebook)
    return Case(report, score(report, book), book)


def sure(value: T | None) -> T:
    """Return a value that the test knows to be there."""
    assert value is not None
    return value
