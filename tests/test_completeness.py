"""How far a form was filled in: what it asks for, what is there, and when nobody filled it in."""

from typing import Any

import pytest

from generator.checks.runner import check_all
from generator.model.finding import Severity
from generator.model.report import Form
from generator.scoring.completeness import completeness_of
from tests.make import LAWFUL, make_case, rows

RESULTS = ("实际完成值", "得分")


def form(**changes: Any) -> Form:
    return make_case(**changes).report.form


def emptied() -> dict[str, Any]:
    """Return what remains of the lawful form when everything about results is taken out."""
    bare = [{key: text for key, text in row.items() if key not in RESULTS} for row in rows()]
    money = [
        {key: text for key, text in row.items() if key not in (*RESULTS, "全年执行数", "执行率")}
        for row in LAWFUL["资金"]
    ]
    goals = {"预期目标": LAWFUL["年度总体目标"]["预期目标"]}
    return {"绩效指标": bare, "资金": money, "年度总体目标": goals, "总分": "—"}


def test_the_lawful_form_lacks_nothing() -> None:
    filled = completeness_of(form())

    assert not filled.is_unfinished
    assert set(filled.empty.values()) == {()}


def test_an_emptied_form_is_unfinished_and_says_what_it_lacks() -> None:
    filled = completeness_of(form(**emptied()))

    assert filled.is_unfinished
    assert filled.missing == ("实际完成值", "得分", "总分")


@pytest.mark.parametrize("key", ["实际完成值", "得分"])
def test_a_single_result_makes_a_form_begun_and_no_longer_unfinished(key: str) -> None:
    changes = emptied()
    changes["绩效指标"][0][key] = "50"

    assert not completeness_of(form(**changes)).is_unfinished


def test_an_emptied_form_is_told_to_be_so_and_what_it_says_of_money_and_goals_besides() -> None:
    found = check_all([make_case(**emptied())], {}).findings
    review = [finding.code for finding in found if finding.severity is Severity.REVIEW]

    assert sorted(review) == ["F409", "F411", "F412"]
    assert "本表没有填完" in next(finding.message for finding in found if finding.code == "F409")


def test_a_form_without_points_asks_for_none() -> None:
    bare = [{key: text for key, text in row.items() if key not in ("分值", "得分")} for row in rows()]
    filled = completeness_of(form(绩效指标=bare))

    assert (filled.asked["分值"], filled.asked["得分"]) == ((), ())


def test_a_form_with_scores_and_no_weights_asks_for_scores_only() -> None:
    bare = [{key: text for key, text in row.items() if key != "分值"} for row in rows()]
    del bare[3]["得分"]
    filled = completeness_of(form(绩效指标=bare))

    assert filled.asked["分值"] == ()
    assert filled.empty["得分"] == (3,)


def test_a_row_that_only_breaks_another_down_needs_no_points() -> None:
    detail = {"一级指标": "产出指标", "三级指标": "其中：县道", "年度指标值": "20公里", "实际完成值": "21公里"}
    filled = completeness_of(form(绩效指标=[*rows(), detail]))

    assert filled.empty["分值"] == filled.empty["得分"] == ()


def test_what_the_law_keeps_back_was_filled_in() -> None:
    made = rows()
    made[0] = {**made[0], "实际完成值": "依法不予公开", "得分": "依法不予公开"}
    filled = completeness_of(form(绩效指标=made))

    assert filled.empty["实际完成值"] == filled.empty["得分"] == ()


def test_a_printed_row_that_nobody_uses_asks_for_nothing() -> None:
    unused = {"一级指标": "效益指标", "二级指标": "生态效益指标", "三级指标": "指标1："}
    filled = completeness_of(form(绩效指标=[*rows(), unused]))

    assert len(filled.rows) == len(rows())


@pytest.mark.parametrize(
    ("transcribed", "severity", "words"),
    [
        ([], Severity.REVIEW, ""),
        (
            [{"栏目": "表尾", "原文": "（无）", "处理": "未能修复", "说明": "来源在此截断"}],
            Severity.NOTICE,
            "来源文件残缺",
        ),
        (
            [{"栏目": "表尾", "原文": "（无）", "处理": "已修复", "说明": "来源在此截断，另一份文件补齐"}],
            Severity.REVIEW,
            "",
        ),
        ([{"栏目": "备注", "原文": "备■", "处理": "未能修复", "说明": "一个字看不清"}], Severity.REVIEW, ""),
    ],
)
def test_what_a_damaged_source_lost_is_told_apart_from_what_nobody_filled_in(
    transcribed: list[dict[str, str]], severity: Severity, words: str
) -> None:
    found = check_all([make_case(总分=None, 评价等级=None, 转录记录=transcribed)], {}).findings
    (total,) = (finding for finding in found if finding.code == "F406")

    assert total.severity is severity
    assert words in total.message
    assert ("来源文件残缺" in total.message) == bool(words)
