"""Forms of other places, each described in one file in the language of `layout_language`, in four kinds of file (by turns; in
all four in the long run).

What is to be read stands in the description, written by hand. Every cell is read, set aside or told: none is lost.
"""

from pathlib import Path
from typing import Any

import pytest

from generator.forms.closing import is_signature_line
from generator.forms.importing import Outcome
from tests.effort import in_turn
from tests.layout_language import WRITERS, Layout, fields, layout
from tests.make import ROOT
from tests.test_forms_import import imported

FILES = sorted((ROOT / "tests/layouts").glob("*.txt"))
# Provinces whose forms a person has to look at, and why.
DOUBTFUL = {
    "hefei-department": "其中：财政拨款有两栏",
    "sichuan-review": "两组得分各有合计",
    "system-review": "另有一栏年度预算调整",
    "zhejiang": "另有一栏执行数",
}
# What a form holds beside the fields that a description states; a description may state it too.
BESIDE = ("评价规则", "公开", "附表", "项目绩效分析")


def stated(values: dict[str, Any], also: dict[str, Any]) -> dict[str, Any]:
    """Return what was read, of what stands beside the form only what the description states."""
    return {key: item for key, item in values.items() if key not in BESIDE or key in also}


def left_over(outcome: Outcome) -> list[str]:
    unused = [one for one in outcome.unused if not one.in_order]
    return [one.text for one in unused if not is_signature_line(one.text)]


@pytest.mark.long
@pytest.mark.parametrize(
    ("path", "kind"), [pytest.param(*one, id=f"{one[0].stem}-{one[1]}") for one in in_turn(FILES, [*WRITERS])]
)
def test_a_form_of_another_place_is_read_without_a_fault(path: Path, kind: str, tmp_path: Path) -> None:
    described = layout(path)
    outcome = imported(tmp_path / f"form.{kind}", WRITERS[kind](described.sheets))

    assert len(outcome.forms) == len(described.forms)
    for form, values in zip(outcome.forms, described.forms, strict=True):
        doubts = values.pop("疑问", [])
        assert stated(form.values, values) == values
        assert [doubt.message for doubt in form.doubts] == doubts
        assert form.values["公开"] == {"状态": "草稿" if doubts else "待审"}
    assert (left_over(outcome) == []) == (path.stem not in DOUBTFUL)


def test_the_layouts_are_of_many_places_and_hold_many_fields() -> None:
    layouts: list[Layout] = [layout(path) for path in FILES]
    found = sum(len(fields(form)) for one in layouts for form in one.forms)

    assert len(FILES) >= 45
    assert found >= 2_300
    assert len(DOUBTFUL) <= len(FILES) * 3 // 25


def test_what_stands_beside_the_known_blocks_is_kept_under_its_own_words(tmp_path: Path) -> None:
    described = layout(ROOT / "tests/layouts/hubei-goals.txt")
    (form,) = imported(tmp_path / "form.docx", WRITERS["docx"](described.sheets)).forms

    assert form.values["附表"] == [
        {
            "名称": "表头其他栏目",
            "表头": ["栏目", "内容"],
            "行": [
                ["项目类别", "1、部门预算项目 □ 2、省直专项 √ 3、省对下转移支付项目 □"],
                ["项目属性", "1、持续性项目 √ 2、新增性项目 □"],
                ["项目类型", "1、常年性项目 √ 2、延续性项目 □ 3、一次性项目 □"],
            ],
        }
    ]
    assert form.values["项目绩效分析"] == {
        "其他章节": [
            {"标题": "偏差大或目标未完成原因分析", "正文": "一场推介会场地临时调整。"},
            {"标题": "改进措施及结果应用方案", "正文": "提前锁定场地，结果作为下年预算依据。"},
        ]
    }


def test_who_is_responsible_is_set_aside_above_a_form_too(tmp_path: Path) -> None:
    described = layout(ROOT / "tests/layouts/beijing.txt")
    outcome = imported(tmp_path / "form.xlsx", WRITERS["xlsx"](described.sheets))
    aside = [one.text for one in outcome.unused if one.in_order]

    assert aside == ["附件2", "项目负责人", "王某", "联系电话", "010-60000000"]
    assert "王某" not in str(outcome.forms[0].values)
