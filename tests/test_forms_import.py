"""Forms in: real .xlsx and .docx files become the data files that a careful person would have written."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.forms.finished import Defaults
from generator.forms.importing import Outcome, import_source
from generator.forms.source_file import read_source
from tests.form_layouts import INDICATORS, Box, Look, draw, to_docx, to_html, to_ods, to_pdf, to_xls, to_xlsx
from tests.make import CONTENT, load

Values = dict[str, Any]
REPORTS = sorted((CONTENT / "projects").rglob("*.yml"))
# What no form prints: where the record lives, how it was made, and what is kept beside the form.
NOT_ON_THE_FORM = ("评价规则", "年度依据", "题注", "公开", "来源", "转录记录", "核对说明", "更正", "同一项目")
# Stands in the report around the form and is tested apart.
BESIDE = ("资金明细", "附表", "项目绩效分析", "报告", "层级小计")


def on_the_form(values: Values) -> Values:
    """Return what the form itself prints of a data file."""
    found = {key: value for key, value in values.items() if key not in (*NOT_ON_THE_FORM, *BESIDE) and value}
    if "资金" in found:
        found["资金"] = [{key: cell for key, cell in row.items() if key != "属于" and cell} for row in found["资金"]]
    found["绩效指标"] = [{key: cell for key, cell in row.items() if cell} for row in found["绩效指标"]]
    goals = found.get("年度总体目标")
    if goals:
        found["年度总体目标"] = {key: text for key, text in goals.items() if key != "实施期目标" and text}
    if not found.get("资金"):
        found.pop("金额单位", None)
    return found


def imported(path: Path, data: bytes, *, unit: str | None = None) -> Outcome:
    path.write_bytes(data)
    return import_source(read_source(path), Defaults("mof-2020-10", unit))


def stated(outcome: Outcome, number: int = 0) -> Values:
    values = {
        key: value for key, value in outcome.forms[number].values.items() if key not in ("评价规则", "公开", *BESIDE)
    }
    if not values.get("资金"):
        values.pop("金额单位", None)
    return values


@pytest.fixture(params=REPORTS, ids=lambda path: path.stem + path.parent.name)
def values(request: pytest.FixtureRequest) -> Values:
    return on_the_form(load(request.param))


def test_a_real_form_in_excel_gives_its_transcription(values: Values, tmp_path: Path) -> None:
    outcome = imported(tmp_path / "form.xlsx", to_xlsx(draw(values)))

    assert stated(outcome) == values
    assert (outcome.unused, outcome.used) == ((), outcome.present)


def test_a_real_form_in_word_gives_its_transcription(values: Values, tmp_path: Path) -> None:
    outcome = imported(tmp_path / "form.docx", to_docx(draw(values)))

    assert stated(outcome) == values
    assert (outcome.unused, outcome.used) == ((), outcome.present)


@pytest.mark.parametrize(("kind", "write"), [("xls", to_xls), ("ods", to_ods), ("html", to_html)])
def test_older_and_open_workbooks_and_pages_give_the_same(
    kind: str, write: Callable[..., bytes], values: Values, tmp_path: Path
) -> None:
    outcome = imported(tmp_path / f"form.{kind}", write(draw(values)))

    assert stated(outcome) == values
    assert (outcome.unused, outcome.used) == ((), outcome.present)


def bare(value: Any) -> Any:
    """Return values without line breaks and spaces: a PDF breaks lines where the column ends."""
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items()}
    if isinstance(value, list):
        return [bare(item) for item in value]
    return "".join(value.split())


def test_a_printed_form_gives_the_same_but_for_its_line_breaks(values: Values, tmp_path: Path) -> None:
    outcome = imported(tmp_path / "form.pdf", to_pdf(draw(values)))

    assert bare(stated(outcome)) == bare(values)
    assert (outcome.unused, outcome.used) == ((), outcome.present)
    assert outcome.forms[0].values["公开"] == {"状态": "草稿"}


@pytest.mark.parametrize("height", [842, 500])
def test_a_printed_form_broken_over_pages_is_one_form(height: int, tmp_path: Path) -> None:
    outcome = imported(tmp_path / "form.pdf", to_pdf(draw(court()), height=height))

    assert len(outcome.forms) == 1
    assert bare(stated(outcome)) == bare(court())
    assert (outcome.unused, outcome.used) == ((), outcome.present)


def court() -> Values:
    return on_the_form(load(CONTENT / "projects/2020/sh-first-intermediate-court/it-maintenance.yml"))


LOOKS = {
    "as printed": Look({}),
    "labels broken over lines": Look(
        {
            "年度指标值": "年度\n指标值",
            "实际完成值": "实际\n完成值",
            "偏差原因分析及改进措施": "偏差原因分析及\n改进措施",
        }
    ),
    "other words": Look(
        {
            "年度指标值": "目标值",
            "实际完成值": "业绩值",
            "分值": "权重",
            "三级指标": "目标指标",
            "预期目标": "年初设定目标",
            "全年执行数": "执行数",
            "全年预算数": "预算数",
            "偏差原因分析及改进措施": "未完成原因分析及改进措施",
            "总分": "合计",
        }
    ),
    "as the central template": Look(
        {
            "全年预算数": "全年预算数（A）",
            "全年执行数": "全年执行数（B）",
            "执行率": "执行率（B/A）",
            "实际完成值": "全年实际完成情况",
            "偏差原因分析及改进措施": "未完成原因及拟采取的改进措施和相关说明",
            "实际完成情况": "年度总体目标完成情况综述",
            "分值": "分值/权重",
        }
    ),
    "units in the heads": Look(
        {"年初预算数": "年初预算数（元）", "全年预算数": "全年预算数 (元)", "分值": "分值（分）"}
    ),
    "columns moved": Look(
        {},
        order=(
            "一级指标",
            "二级指标",
            "三级指标",
            "分值",
            "得分",
            "年度指标值",
            "实际完成值",
            "偏差原因分析及改进措施",
        ),
    ),
    "level names repeated": Look({}, merged_levels=False),
    "blank rows": Look({}, row_gap=1),
    "blank columns": Look({}, column_gap=1),
    "notes above and below": Look({}, notes=("附件2", "填表说明：请如实填写。")),
    "title of a system": Look({}, title="2020年度部门项目支出绩效自评表"),
    "colons and stars": Look({"项目名称": "*项目名称：", "主管部门": "主管部门及代码", "实施单位": "项目单位："}),
    "full-width": Look({"分值": "分　值", "得分": "得　分", "执行率": "执行率（％）"}),
}


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_a_form_is_known_by_its_labels_and_not_by_its_layout(look: Look, kind: str, tmp_path: Path) -> None:
    boxes = draw(court(), look)
    data = to_xlsx(boxes) if kind == "xlsx" else to_docx(boxes, sideways=True)
    outcome = imported(tmp_path / f"form.{kind}", data)
    found = stated(outcome)

    assert found == court()
    assert [one.text for one in outcome.unused] == [note for note in look.notes if note]


def test_two_forms_stand_below_each_other_on_one_sheet(tmp_path: Path) -> None:
    first = draw(court())
    second = court() | {"项目名称": "办案业务", "总分": "94"}
    outcome = imported(tmp_path / "two.xlsx", to_xlsx([*first, *draw(second, top=max(box.row for box in first) + 3)]))

    assert [stated(outcome, number) for number in (0, 1)] == [court(), second]


def test_each_sheet_holds_a_form_of_its_own(tmp_path: Path) -> None:
    second = court() | {"项目名称": "办案业务"}
    outcome = imported(tmp_path / "two.xlsx", to_xlsx(draw(court()), draw(second)))

    assert [form.name for form in outcome.forms] == ["信息化运维", "办案业务"]
    assert stated(outcome, 1) == second


def split(boxes: list[Box], row: int) -> tuple[list[Box], list[Box]]:
    """Break a drawn table into two below a row, as Word does over pages."""
    return [box for box in boxes if box.row <= row], [box for box in boxes if box.row > row]


def test_a_table_broken_into_head_and_indicators_is_one_form(tmp_path: Path) -> None:
    boxes = draw(court())
    head = next(box.row for box in boxes if box.text == "三级指标")
    outcome = imported(tmp_path / "broken.docx", to_docx(*split(boxes, head - 1)))

    assert [stated(form_outcome) for form_outcome in (outcome,)] == [court()]
    assert len(outcome.forms) == 1


def test_heads_printed_again_on_the_next_page_leave_the_levels_in_force(tmp_path: Path) -> None:
    boxes = draw(court())
    head = next(box.row for box in boxes if box.text == "三级指标")
    at = head + 3
    second = {"一级指标", "二级指标"}
    moved = []
    for box in boxes:
        if box.row < at < box.row + box.rows and box.column > 1:
            # A cell merged over the break is cut in two: the second half is empty.
            moved += [replace(box, rows=at - box.row), replace(box, text="", row=at + 1, rows=box.row + box.rows - at)]
        elif box.row < at < box.row + box.rows:
            moved.append(replace(box, rows=box.rows + 1))
        else:
            moved.append(box if box.row < at else replace(box, row=box.row + 1))
    moved += [replace(box, row=at) for box in boxes if box.row == head and box.column > 1]
    outcome = imported(tmp_path / "form.xlsx", to_xlsx(moved))

    assert second <= set(court()["绩效指标"][0])
    assert stated(outcome) == court()
    assert outcome.unused == ()


def test_the_chapters_of_a_report_are_kept_under_their_headings(tmp_path: Path) -> None:
    chapters = [
        ("项目概况", "一段。\n又一段。"),
        ("存在的主要问题及原因分析", "问题。"),
        ("其他需要说明的问题", "没有。"),
    ]
    outcome = imported(tmp_path / "report.docx", to_docx(draw(court()), chapters=chapters))

    assert outcome.forms[0].values["报告"] == {
        "项目概况": "一段。\n又一段。",
        "存在问题及原因分析": "问题。",
        "其他章节": [{"标题": "其他需要说明的问题", "正文": "没有。"}],
    }
    assert outcome.unused == ()


@st.composite
def looks(draw_one: st.DrawFn) -> Look:
    rest = draw_one(st.permutations(INDICATORS[3:]))
    return Look(
        {},
        merged_levels=draw_one(st.booleans()),
        order=(*INDICATORS[:3], *rest),
        row_gap=draw_one(st.integers(0, 2)),
        column_gap=draw_one(st.integers(0, 2)),
        notes=(draw_one(st.sampled_from(["", "附件1"])), draw_one(st.sampled_from(["", "注：金额保留两位小数。"]))),
    )


@given(look=looks())
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_columns_may_stand_anywhere_and_blanks_between_them(look: Look, tmp_path: Path) -> None:
    outcome = imported(tmp_path / "form.xlsx", to_xlsx(draw(court(), look)))

    assert stated(outcome) == court()
    assert outcome.used + len(outcome.unused) == outcome.present
