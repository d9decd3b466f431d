"""Fields are declared once: what is declared agrees with every place that handles fields."""

from collections.abc import Iterable, Iterator

import pytest
from pydantic import Field

from generator.form_tree import tree
from generator.forms import blank_xlsx, indicator_rows, intake, labels
from generator.forms.layout import layout_of
from generator.model.fields import (
    ALWAYS,
    AMOUNT,
    LISTED,
    NAME,
    NOTE,
    POINTS,
    ROWS,
    Belongs,
    Columns,
    Entry,
    Kind,
    along,
    declare,
    entries,
    parts_of,
)
from generator.model.narrative import Narrative
from generator.model.report import Form, FundingRow, Indicator, LevelHead, Report
from generator.model.text import fold
from generator.model.types import Number, Part, Text
from generator.open_data import dictionary
from generator.pages import tables
from generator.review import history
from generator.search import text as search_text
from tests.make import make_report

EVERY = [(part, entry) for part in parts_of(Form) for entry in entries(part)]


def keys(found: Iterable[Entry]) -> list[str]:
    return [entry.key for entry in found]


def names(part: type[Part], *, without: Iterable[str] = ()) -> list[str]:
    return [entry.name for entry in entries(part) if entry.is_listed and entry.name not in without]


def test_the_importer_knows_a_field_by_its_key_and_by_what_bureaus_call_it() -> None:
    heads = {"项目名称", "项目编码", "主管部门", "实施单位", "评价等级"}
    in_rows = {"年初预算数", "全年预算数", "实际到位数", "全年执行数", "结余", "到位率", "执行率"}

    assert set(labels.HEADS.values()) == heads
    assert set(labels.FIGURE_ROWS.values()) == in_rows
    assert set(labels.FUNDING.values()) == in_rows | {"分值", "得分", "备注"}
    assert set(labels.GOALS.values()) == {"预期目标", "实际完成情况"}
    assert {"实施期目标", "中长期目标"} <= labels.LONG_TERM
    assert {"总分", "合计", "综合得分"} <= labels.TOTALS
    assert labels.HEADS["预算单位"] == "实施单位"
    assert labels.FUNDING["支出数"] == labels.FIGURE_ROWS["全年支出资金"] == "全年执行数"
    assert labels.INDICATORS["业绩值"] == "实际完成值"
    assert labels.INDICATORS["财政审核评分"] == "复核得分"


@pytest.mark.parametrize("part", parts_of(Form))
def test_no_label_names_two_fields_of_one_part(part: type[Part]) -> None:
    said = [fold(word) for entry in entries(part) for word in set(entry.labels)]

    assert sorted(said) == sorted(set(said))


def test_labels_that_are_told_apart_by_hand_are_declared_ones() -> None:
    amounts = {entry.key for entry in entries(FundingRow) if entry.kind is AMOUNT}

    assert amounts >= labels.MONEY_COLUMNS
    assert {key for key, _ in labels.INDICATOR_PATTERNS} <= set(keys(entries(Indicator)))


def test_a_form_is_drawn_in_the_order_of_its_fields() -> None:
    funding = "年初预算数 全年预算数 实际到位数 全年执行数 结余 到位率 分值 执行率 得分 备注"
    indicators = (
        "一级指标 二级指标 三级指标 指标性质 年度指标值 调整后指标值 度量单位 实际完成值 完成率 分值 得分 单项得分 复核得分 "
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
    declared = [entry for entry in entries(Indicator) if entry.is_listed]

    assert columns == [entry.key for entry in declared if entry.key in columns]
    assert {entry.key for entry in declared if entry.printed is ALWAYS} <= set(columns)


FIGURES_AND_TARGETS = (
    "年初预算数 全年预算数 实际到位数 全年执行数 结余 到位率 执行率 分值 得分 总分 总分值 评价等级 年度指标值 调整后指标值 度量单位"
    " 指标性质 实际完成值 完成率 单项得分 复核得分 金额单位 评价规则 与上行合并 执行率分母"
).split()
ROWS_OF_THE_FORM = ("资金", "资金明细", "行", "绩效指标", "层级小计", "附表")


def test_figures_targets_and_rows_need_a_correction_once_they_are_public_and_words_do_not() -> None:
    guarded = [one for entry in entries(Form) if entry.belongs is Belongs.FORM for one in _within(entry) if one.guarded]

    assert {entry.key for entry in guarded if entry.kind is not ROWS} == set(FIGURES_AND_TARGETS)
    assert {entry.key for entry in guarded if entry.kind is ROWS} == set(ROWS_OF_THE_FORM)


def _within(entry: Entry) -> Iterator[Entry]:
    yield entry
    if entry.part is not None:
        for inner in entries(entry.part):
            yield from _within(inner)


def test_without_some_fields_a_file_cannot_be_read_or_says_nothing() -> None:
    always_public = "年度 评价规则 金额单位 同一项目 公开 更正 转录记录 核对说明".split()

    assert [entry.key for entry in entries(Form) if not entry.withholdable] == always_public


def test_what_stands_beside_the_form_is_declared() -> None:
    assert {entry.key for entry in entries(Form) if entry.belongs is not Belongs.FORM} == set(intake._KEPT)
    assert {entry.key for entry in entries(Form) if entry.belongs is Belongs.FILE} == set(history._BESIDE)


def test_rows_are_named_by_what_heads_them() -> None:
    assert {entry.key: entry.headed_by for _, entry in EVERY if entry.headed_by} == tree._HEADS


def test_the_search_leaves_out_what_the_page_does_not_print_as_stated() -> None:
    hidden = {(part, entry.name) for part, entry in EVERY if not entry.searched}
    listed = {(part, entry.name) for part, entry in EVERY if entry.name in search_text._HIDDEN}
    # A unit of a table, a chapter or a sibling's number is hidden with the group it stands in, or printed.
    listed -= {(part, name) for part, name in listed if name in ("unit", "project") and part is not Form}

    assert hidden == listed


def test_texts_of_several_lines_keep_them() -> None:
    long = [entry.key for entry in entries(Indicator) if entry.kind is NOTE]

    assert sorted(long) == sorted(("偏差原因分析及改进措施", "指标解释", "评分规则", "备注"))
    assert tuple(entry.key for entry in entries(Indicator) if entry.kind is NAME) == indicator_rows._NAMES
    assert [entry.key for entry in entries(LevelHead) if entry.kind is not NAME] == [
        *("分值", "得分", "指标解释", "评分规则", "备注")
    ]


SUFFIXES = {
    Columns.NONE: (),
    Columns.TEXT: ("",),
    Columns.PRINTED: ("_text",),
    Columns.AMOUNT: ("_text", ""),
    Columns.POINTS: ("_text", ""),
    Columns.MEASURE: tuple(f"_{one}" for one in "text kind comparator low high unit about trend day".split()),
}


def columns(part: type[Part]) -> list[str]:
    found = [entry for entry in entries(part) if entry.data]
    for entry in [one for one in found if one.data_before]:
        found.remove(entry)
        found.insert([one.name for one in found].index(entry.data_before), entry)
    return [f"{entry.data}{suffix}" for entry in found for suffix in SUFFIXES[entry.columns]]


def test_the_published_tables_have_the_declared_columns() -> None:
    assert columns(FundingRow) == list(dictionary.FUNDING.names[5:])
    assert columns(Indicator) == list(dictionary.INDICATORS.names[3:])
    assert columns(Form) == list(dictionary.REPORTS.names[6:13])


def test_the_funding_table_of_a_page_has_the_declared_columns() -> None:
    assert [(entry.key, entry.name) for entry in entries(FundingRow) if entry.shown is LISTED] == [
        *tables._FUNDING_COLUMNS
    ]


def test_chapters_are_told_by_their_titles() -> None:
    assert [entry.title for entry in entries(Narrative)][:3] == ["项目概况", "立项依据", "设立的必要性"]


def test_a_field_that_is_not_declared_is_refused() -> None:
    class Careless(Part):
        note: Text | None = Field(None, alias="备注")

    with pytest.raises(TypeError, match=r"Careless\.note must be declared"):
        entries(Careless)


def test_a_declaration_of_what_nobody_knows_is_refused() -> None:
    with pytest.raises(TypeError, match="colour"):
        declare("备注", NOTE, colour="red")


def test_a_declared_field_is_read_and_typed_as_any_other() -> None:
    class Sample(Part):
        score: Number | None = declare("得分", POINTS, title="得分（自评分）")

    (entry,) = entries(Sample)

    assert Sample.model_validate({"得分": "9.50"}).score == Sample(score="9.50").score
    assert (entry.name, entry.title, entry.data, entry.guarded, entry.scanned) == (
        *("score", "得分（自评分）", "score", True, True),
    )


def test_a_column_of_the_forms_own_that_bears_a_fields_name_counts_as_that_field() -> None:
    def last(*path: str) -> tuple[str, Kind]:
        *_, entry = along(Form, path)
        return entry.key, entry.kind

    assert last("绩效指标", "其他栏", "得分") == ("得分", POINTS)
    assert last("绩效指标", "其他栏", "佐证材料")[0] == "其他栏"
    assert last("资金明细", "行", "结余") == ("结余", AMOUNT)
    assert [entry.key for entry in along(Form, ("没有", "此栏"))] == []
