"""Fields are declared once: what is declared agrees with every place that handles fields."""

from collections.abc import Iterable, Iterator

import pytest
from pydantic import Field

from generator.checks.runner import check_all
from generator.form_tree.black_out import blacked_out
from generator.form_tree.tree import resolve, row_names, texts, tree_of, value_at
from generator.forms import blank_xlsx, head_patterns, labels
from generator.forms.layout import layout_of
from generator.model.fields import (
    ALWAYS,
    AMOUNT,
    NOTE,
    POINTS,
    ROWS,
    Belongs,
    FieldKind,
    FormField,
    along,
    beside,
    declare,
    fields_of,
    parts_of,
)
from generator.model.money import funding_views
from generator.model.narrative import Narrative
from generator.model.report import Form, FundingRow, Goals, Indicator, Report
from generator.model.text import fold
from generator.model.types import Number, Part, Text
from generator.open_data import dictionary
from generator.pages.tables import funding_table, level_views
from tests.make import LAWFUL, make_case, make_report, row, rows

EVERY = [(part, field) for part in parts_of(Form) for field in fields_of(part)]


def keys(found: Iterable[FormField]) -> list[str]:
    return [field.key for field in found]


def names(part: type[Part], *, without: Iterable[str] = ()) -> list[str]:
    return [field.name for field in fields_of(part) if field.is_listed and field.name not in without]


def test_the_importer_knows_a_field_by_its_key_and_by_what_bureaus_call_it() -> None:
    heads = {"项目名称", "项目编码", "主管部门", "实施单位", "评价等级"}
    in_rows = {"年初预算数", "全年预算数", "实际到位数", "全年执行数", "结余", "到位率", "执行率"}

    assert set(labels.HEADS.values()) == heads
    assert set(labels.FIGURE_ROWS.values()) == in_rows
    assert set(labels.FUNDING.values()) == in_rows | {"分值", "得分", "复核得分", "备注"}
    assert set(labels.GOALS.values()) == {"预期目标", "实际完成情况"}
    assert {"实施期目标", "中长期目标"} <= labels.LONG_TERM
    assert {"总分", "合计", "综合得分"} <= labels.TOTALS
    assert labels.HEADS["预算单位"] == "实施单位"
    assert labels.FUNDING["支出数"] == labels.FIGURE_ROWS["全年支出资金"] == "全年执行数"
    assert labels.INDICATORS["业绩值"] == "实际完成值"
    assert labels.INDICATORS["财政审核评分"] == "复核得分"


@pytest.mark.parametrize("part", parts_of(Form))
def test_no_label_names_two_fields_of_one_part(part: type[Part]) -> None:
    said = [fold(word) for field in fields_of(part) for word in set(field.labels)]

    assert sorted(said) == sorted(set(said))


def test_labels_that_are_told_apart_by_hand_are_declared_ones() -> None:
    amounts = {field.key for field in fields_of(FundingRow) if field.kind is AMOUNT}

    assert amounts >= labels.MONEY_COLUMNS
    for patterns, part in (
        (head_patterns.INDICATOR_PATTERNS, Indicator),
        (head_patterns.FUNDING_PATTERNS, FundingRow),
        (head_patterns.GOAL_PATTERNS, Goals),
        (head_patterns.HEAD_PATTERNS, Form),
    ):
        assert {key for key, _ in patterns} <= set(keys(fields_of(part)))


def test_a_form_is_drawn_in_the_order_of_its_fields() -> None:
    funding = "年初预算数 全年预算数 实际到位数 全年执行数 结余 到位率 分值 执行率 得分 复核得分 备注"
    indicators = (
        "一级指标 二级指标 三级指标 指标性质 年度指标值 调整后指标值 度量单位 实际完成值 完成率 分值 得分 单项得分 复核得分 复核理由 "
        "偏差原因分析及改进措施 指标解释 评分规则 备注"
    )
    row = dict.fromkeys(f"{funding} {indicators}".split(), "1")
    sources = [{"来源": "合计"} | {key: row[key] for key in funding.split()}]
    full = make_report(资金=sources, 绩效指标=[{key: row[key] for key in indicators.split()}])
    bare = make_report(资金=[{"来源": "合计"}], 绩效指标=[{"三级指标": "甲"}])

    assert labels_drawn(full) == [*funding.split(), *indicators.split()]
    assert (
        labels_drawn(bare)
        == (
            "年初预算数 全年预算数 全年执行数 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施"
        ).split()
    )


def labels_drawn(report: Report) -> list[str]:
    (_, boxes), *_ = layout_of(report).tables
    rows = {box.row for box in boxes if box.text in ("年初预算数", "三级指标")}
    return [box.text for box in boxes if box.head and box.row in rows and box.column > 1]


def test_the_empty_form_has_every_column_that_a_form_always_has_in_the_declared_order() -> None:
    columns = [key for key in blank_xlsx._COLUMNS if key != labels.RULE_SCORE]
    declared = [field for field in fields_of(Indicator) if field.is_listed]

    assert columns == [field.key for field in declared if field.key in columns]
    assert {field.key for field in declared if field.printed is ALWAYS} <= set(columns)


WITH_MEANING = (
    "年初预算数 全年预算数 实际到位数 全年执行数 结余 到位率 执行率 分值 得分 总分 总分值 评价等级 年度指标值 调整后指标值 度量单位"
    " 指标性质 实际完成值 完成率 单项得分 复核得分 金额单位 评价规则 与上行合并 执行率分母"
    " 项目名称 项目编码 年度 主管部门 实施单位 来源 属于 名称 单位 表头 一级指标 二级指标 三级指标 所属目标 预期目标 调整后目标 实施期目标"
    " 实际完成情况 指标解释 评分规则 其他栏 复核理由 事项 结论"
).split()
ROWS_OF_THE_FORM = ("资金", "资金明细", "行", "绩效指标", "层级小计", "附表", "资金管理情况")


def test_what_carries_meaning_needs_a_correction_once_it_is_public_and_other_words_do_not() -> None:
    guarded = [
        one for field in fields_of(Form) if field.belongs is Belongs.FORM for one in _within(field) if one.guarded
    ]

    assert {field.key for field in guarded if field.kind is not ROWS} == set(WITH_MEANING)
    assert {field.key for field in guarded if field.kind is ROWS} == set(ROWS_OF_THE_FORM)


def _within(field: FormField) -> Iterator[FormField]:
    yield field
    if field.part is not None:
        for inner in fields_of(field.part):
            yield from _within(inner)


def test_without_some_fields_a_file_cannot_be_read_or_says_nothing() -> None:
    always_public = "类型 涵盖 年度 评价规则 金额单位 同一项目 公开 更正 转录记录 核对说明 答复 附件".split()

    assert [field.key for field in fields_of(Form) if not field.withholdable] == always_public


@pytest.mark.parametrize(
    "field", ["年度", "评价规则", "公开/状态", "转录记录/总分/原文", "绩效指标/验收合格率/与上行合并"]
)
def test_such_a_field_cannot_be_kept_back_which_is_told_as_a_finding(field: str) -> None:
    record = {"栏目": "总分", "原文": "9?", "处理": "已修复", "说明": "污损"}
    kept_back = {"栏目": field, "依据": "第十五条"}
    merged = [rows()[0], {**rows()[1], "与上行合并": ["分值"]}, *rows()[2:]]
    partial = LAWFUL["公开"] | {"状态": "部分公开", "不予公开栏目": [kept_back]}
    case = make_case(公开=partial, 转录记录=[record], 绩效指标=merged)
    (finding,) = [one for one in check_all([case], {}).findings if one.code == "D103"]

    assert finding.message == f"“{field}”不能不公开"


@pytest.mark.parametrize("field", ["绩效指标/验收合格率", "资金明细/支出明细", "绩效指标", "资金明细"])
def test_rows_can_be_kept_back_whole_though_parts_of_them_are_not_words(field: str) -> None:
    details = {"名称": "支出明细", "金额单位": "元", "执行率分母": "实际到位数", "行": [{"来源": "合计", "结余": "17"}]}
    merged = [rows()[0], {**rows()[1], "与上行合并": ["分值"]}, *rows()[2:]]
    kept_back = {"栏目": field, "依据": "第十五条"}
    partial = LAWFUL["公开"] | {"状态": "部分公开", "不予公开栏目": [kept_back]}
    form = make_report(公开=partial, 资金明细=[details], 绩效指标=merged).form
    shown = tree_of(blacked_out(form))
    hidden = value_at(tree_of(form), resolve(tree_of(form), field) or ())

    assert {"验收合格率", "17"} & {text for _, text in texts(hidden)}
    assert not {"验收合格率", "17"} & {
        text for path, text in texts(shown) if path[0] == field.split("/", maxsplit=1)[0]
    }
    assert shown["资金明细"][0]["执行率分母"] == "实际到位数"


def test_what_stands_beside_the_form_survives_an_import_and_is_no_revision_where_it_is_about_the_file() -> None:
    about_the_file = {
        "年度依据",
        "公开",
        "更正",
        "敏感信息核准",
        "来源",
        "转录记录",
        "核对说明",
        "答复",
        "整改",
        "附件",
    }

    assert set(beside(Form, Belongs.FILE)) == about_the_file
    assert set(beside(Form, Belongs.REPORT, Belongs.FILE)) == about_the_file | {
        "题注",
        "类型",
        "涵盖",
        "同一项目",
        "复核",
    }


@pytest.mark.parametrize(
    ("key", "row", "name"),
    [
        ("资金", {"来源": "当年财政拨款"}, "当年财政拨款"),
        ("资金明细", {"名称": "支出明细表"}, "支出明细表"),
        ("行", {"来源": "市级"}, "市级"),
        ("附表", {"名称": "培训情况"}, "培训情况"),
        ("绩效指标", {"一级指标": "产出指标", "三级指标": "养护里程"}, "养护里程"),
        ("层级小计", {"一级指标": "产出指标", "二级指标": "数量指标"}, "产出指标 数量指标"),
        ("其他章节", {"标题": "附言"}, "附言"),
        ("转录记录", {"栏目": "总分"}, "总分"),
        ("更正", {"字段": "总分"}, "第1行"),
        ("整改", {"问题": "少养护10公里"}, "少养护10公里"),
    ],
)
def test_a_row_is_named_by_what_heads_it(key: str, row: dict[str, str], name: str) -> None:
    assert row_names(key, [row]) == [name]


def test_what_the_page_does_not_print_as_stated_is_not_searched_as_stated() -> None:
    hidden = [
        f"{part.__name__}.{field.key}" for part in parts_of(Form) for field in fields_of(part) if not field.searched
    ]

    assert sorted(hidden) == sorted(
        [
            f"Form.{key}"
            for key in "项目名称 题注 类型 涵盖 年度 年度依据 主管部门 实施单位 评价规则 金额单位 同一项目 总分值".split()
        ]
        + [f"Form.{key}" for key in "公开 敏感信息核准 核对说明 答复".split()]
        + ["FundingRow.属于", "FundingTable.执行率分母", "Secrecy.审查人", "Correction.位置"]
        + "Attachment.文件 Attachment.字节 Attachment.SHA-256 Verified.人 Verified.SHA-256".split()
        + [f"Indicator.{key}" for key in "指标性质 度量单位 与上行合并".split()]
    )


def test_notes_keep_their_paragraphs_and_names_broken_over_lines_are_one_line() -> None:
    assert labels.as_kept("偏差原因分析及改进措施", "一、雨季\n二、征地") == "一、雨季\n二、征地"
    assert labels.as_kept("指标解释", "甲\n乙") == "甲\n乙"
    assert labels.as_kept("三级指标", "养护\n里程") == "养护里程"
    assert labels.as_kept("实施单位", "县公路\n管理站") == "县公路管理站"
    assert labels.SUBTOTALS == ("分值", "得分", "指标解释", "评分规则", "备注")


def test_published_columns_keep_their_names_and_their_order() -> None:
    measures = "text kind comparator low high unit about trend day".split()

    assert list(dictionary.REPORTS.names[6:13]) == (
        "project short_title code form_year year_basis form_department unit".split()
    )
    assert (
        list(dictionary.FUNDING.names[5:])
        == (
            "source parent initial_text initial adjusted_text adjusted received_text received executed_text executed "
            "balance_text balance arrival_rate_text execution_rate_text weight_text weight score_text score "
            "review_score_text note extra"
        ).split()
    )
    assert list(dictionary.INDICATORS.names[3:]) == [
        *"goal level1 level2 level3 nature measure_unit".split(),
        *(f"{name}_{measure}" for name in ("target", "adjusted", "actual") for measure in measures),
        *"completion_text weight_text weight score_text score item_score_text review_score_text".split(),
        *"review_reason shared note explanation rule remark extra".split(),
    ]


def test_a_meaning_in_the_dictionary_is_of_a_declared_field() -> None:
    with pytest.raises(ValueError, match="noet"):
        list(dictionary._declared(FundingRow, noet=dictionary.FUNDING.columns[0]))


def test_a_page_lists_what_some_row_states_in_the_order_of_the_form() -> None:
    sources = [
        {"来源": "合计", "备注": "已决算", "执行率": "90%"},
        {"来源": "市级", "属于": "合计", "年初预算数": "1,000.50"},
    ]
    (view,) = funding_views(make_report(资金=sources).form)
    table = funding_table(view)

    assert table.columns == ("年初预算数", "执行率", "备注")
    assert table.rows == (("合计", 0, ("", "90%", "已决算")), ("市级", 1, ("1,000.50", "", "")))


def test_below_an_indicator_stand_words_then_figures_then_columns_of_the_forms_own() -> None:
    stated = {**row(复核得分="9", 备注="已复核", 指标解释="通车里程"), "其他栏": {"佐证材料": "验收单", "空": ""}}
    case = make_case(绩效指标=[stated, *rows()[1:]])
    (level, *_) = level_views(case.report.form, case.scorecard)

    assert [(one.label, one.text) for one in level.rows[0].texts] == [
        ("指标解释", "通车里程"),
        ("备注", "已复核"),
        ("佐证材料", "验收单"),
    ]
    assert level.rows[0].second == "9"


def test_chapters_are_told_by_their_titles() -> None:
    assert [field.title for field in fields_of(Narrative)][:3] == ["项目概况", "立项依据", "设立的必要性"]


def test_a_field_that_is_not_declared_is_refused() -> None:
    class Careless(Part):
        note: Text | None = Field(None, alias="备注")

    with pytest.raises(TypeError, match=r"Careless\.note must be declared"):
        fields_of(Careless)


def test_a_declaration_of_what_nobody_knows_is_refused() -> None:
    with pytest.raises(TypeError, match="colour"):
        declare("备注", NOTE, colour="red")


def test_a_declared_field_is_read_and_typed_as_any_other() -> None:
    class Sample(Part):
        score: Number | None = declare("得分", POINTS, title="得分（自评分）")

    (field,) = fields_of(Sample)

    assert Sample.model_validate({"得分": "9.50"}).score == Sample(score="9.50").score
    assert (field.name, field.title, field.data, field.guarded, field.scanned) == (
        *("score", "得分（自评分）", "score", True, True),
    )


def test_a_column_of_the_forms_own_that_bears_a_fields_name_counts_as_that_field() -> None:
    def last(*path: str) -> tuple[str, FieldKind]:
        *_, field = along(Form, path)
        return field.key, field.kind

    assert last("绩效指标", "其他栏", "得分") == ("得分", POINTS)
    assert last("绩效指标", "其他栏", "佐证材料")[0] == "其他栏"
    assert last("资金明细", "行", "结余") == ("结余", AMOUNT)
    assert [field.key for field in along(Form, ("没有", "此栏"))] == []
