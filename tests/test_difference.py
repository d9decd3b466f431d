"""Differences: applying them to the old form gives the new one; equal forms have none; words name the fields."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.form_tree.difference import Kind, RowId, apply, differences, place_in_new
from generator.form_tree.difference_words import lines, said, segments, shortened
from generator.form_tree.tree import tree_of
from tests.make import LAWFUL, make_report, row, rows

WORDS = st.text("养护里程道路桥梁验收合格率12.%/", min_size=1, max_size=5)
ROWS = st.fixed_dictionaries(
    {"三级指标": WORDS, "年度指标值": WORDS},
    optional={"实际完成值": WORDS, "分值": WORDS, "得分": WORDS, "备注": WORDS},
)
FORMS = st.fixed_dictionaries(
    {"绩效指标": st.lists(ROWS, min_size=1, max_size=6)},
    optional={
        "项目名称": WORDS,
        "总分": WORDS,
        "资金": st.lists(st.fixed_dictionaries({"来源": WORDS}, optional={"全年执行数": WORDS}), min_size=1, max_size=4),
        "报告": st.dictionaries(st.sampled_from(("项目概况", "立项依据")), WORDS, min_size=1),
        "附表": st.lists(
            st.fixed_dictionaries(
                {"名称": WORDS, "表头": st.lists(WORDS, min_size=1, max_size=3), "行": st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=3)}
            ),
            min_size=1,
            max_size=2,
        ),
    },
)  # fmt: skip


@given(FORMS, FORMS)
def test_applying_the_differences_to_the_old_form_gives_the_new(old: Any, new: Any) -> None:
    assert apply(deepcopy(old), differences(old, new)) == new


@given(FORMS, st.data())
def test_a_form_slightly_changed_is_led_to_all_the_same(old: Any, data: st.DataObject) -> None:
    new = deepcopy(old)
    change = data.draw(st.sampled_from(("order", "cell", "drop", "double", "rename")))
    lines_of = new["绩效指标"]
    at = data.draw(st.integers(0, len(lines_of) - 1))
    if change == "order":
        new["绩效指标"] = list(data.draw(st.permutations(lines_of)))
    elif change == "drop" and len(lines_of) > 1:
        del lines_of[at]
    elif change == "double":
        lines_of.insert(at, deepcopy(lines_of[at]))
    else:
        lines_of[at]["三级指标" if change == "rename" else "得分"] = data.draw(WORDS)

    assert apply(deepcopy(old), differences(old, new)) == new


@given(FORMS)
def test_equal_forms_have_no_differences(form: Any) -> None:
    turned = json.loads(json.dumps(dict(reversed(form.items()))))

    assert differences(form, turned) == ()


def tree(**fields: Any) -> Any:
    return tree_of(make_report(**fields).form)


def test_a_difference_is_told_in_the_words_of_the_form() -> None:
    old = tree(总分="99")
    new = tree(总分="98", 绩效指标=[row(分值="20", 得分="19"), *rows()[1:]], 评价等级="优")

    assert [(line.field, line.kind, line.old, line.new) for line in lines(differences(old, new))] == [
        ("总分", "修改", "99", "98"),
        ("评价等级", "新增", "未填报", "优"),
        ("绩效指标“养护里程”得分", "修改", "20", "19"),
    ]


def test_a_renamed_row_is_one_row_with_another_name() -> None:
    old, new = tree(), tree(绩效指标=[{**rows()[0], "三级指标": "养护总里程"}, *rows()[1:]])
    (one,) = differences(old, new)

    assert (said(one.path), one.old, one.new) == ("绩效指标“养护里程”三级指标", "养护里程", "养护总里程")
    assert place_in_new(one.path, old, new) == ("绩效指标", 0, "三级指标")


def test_rows_in_another_order_are_told_once() -> None:
    old, new = tree(), tree(绩效指标=list(reversed(rows())))
    (one,) = differences(old, new)

    assert one.kind is Kind.ORDER
    assert one.new == list(reversed(one.old))


def test_an_added_row_is_told_cell_by_cell() -> None:
    old, new = tree(), tree(绩效指标=[*rows(), row(三级指标="桥梁加固", 分值="0", 得分="0")])
    told = lines(differences(old, new))

    assert ("绩效指标“桥梁加固”年度指标值", "未填报", ">=50公里") in {(line.field, line.old, line.new) for line in told}


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        (
            "全年养护50公里，群众满意。",
            "全年养护48公里，群众满意。",
            [("same", "全年养护"), ("old", "50"), ("new", "48"), ("same", "公里，群众满意。")],
        ),
        ("有序推动发展", "稳步推动发展", [("old", "有序"), ("new", "稳步"), ("same", "推动发展")]),
        ("相同", "相同", [("same", "相同")]),
        ("", "新的文字", [("new", "新的文字")]),
    ],
)
def test_a_long_text_is_compared_word_by_word(old: str, new: str, parts: list[tuple[str, str]]) -> None:
    assert segments(old, new) == parts


@given(st.text("全年养护50公里，", max_size=40), st.text("全年养护48公里。", max_size=40))
def test_the_parts_of_a_change_spell_both_texts(old: str, new: str) -> None:
    found = segments(old, new)

    assert "".join(text for kind, text in found if kind != "new") == old
    assert "".join(text for kind, text in found if kind != "old") == new
    assert [kind for kind, _ in shortened(found)] == [kind for kind, _ in found]


def test_a_path_tells_rows_from_keys() -> None:
    assert said(("资金明细", RowId("表1"), "行", RowId("合计"), "结余")) == "资金明细“表1”行“合计”结余"
    assert LAWFUL["总分"] == "99"
