"""What is kept back stays so: no copy of it, however written, and nothing it can be computed from."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.assessment import Assessment
from generator.checks import kept_back
from generator.checks.check import Case
from generator.checks.finished import Sources, Watch, secrets_of
from generator.checks.runner import check_all
from generator.checks.said_again import wide
from generator.form_tree.difference import differences
from generator.form_tree.tree import name_of, tree_of, with_value
from generator.model.figure import BLACKED_OUT, parse_figure
from generator.model.report import Form
from generator.publish.last_look import LeakError, refuse_leaks
from generator.review.kept_back import kept_back as kept_back_in
from generator.review.kept_back import untold
from tests.make import LAWFUL, ROOT, make_case, make_report, rows
from tests.test_checks import correction, partly

AMOUNT = "7654.32"
UNIT = "某县公路管理站"
FUNDING = [{**LAWFUL["资金"][0], "全年执行数": AMOUNT, "全年预算数": "8000", "年初预算数": "8000"}]


def codes(case: Case) -> set[str]:
    return {one.code for one in check_all([case], {}).findings}


# Ways to say again what is kept back: the field, what it holds, and the words elsewhere.
REWRITINGS = [
    *(("实施单位", UNIT, f"由{text}负责。") for text in (
        "某县公路管理站", "某县 公路 管理站", "某县公路\n管理站", "某县　公路管理站", "某县·公路管理站", "“某县公路管理站”",
        "某县、公路管理站", "某 县 公 路 管 理 站", "某县公路-管理站", "某县（公路）管理站", "某县「公路」管理站", "某县+公路+管理站",
        "某县公路\u3164管理站", "某县公\u0301路管理站", "某县公路→管理站",
    )),
    *(("实施单位", "张三", f"补助{text}本人") for text in ("张三", "张 三", "张\n三", "张　三")),
    *(("实施单位", "ABC路桥", f"由{text}施工") for text in (
        "ＡＢＣ路桥", "abc路桥", "A B C 路桥", "ABC 路 桥", "\u0410\u0412\u0421路桥", "Ⓐ Ⓑ Ⓒ 路桥",
    )),
    *(("资金/年度资金总额/全年执行数", AMOUNT, f"支出{text}。") for text in (
        "7654.32万元", "7,654.32万元", "７６５４．３２万元", "7 654.32万元", "76,543,200元", "76543200元",
        "76543200.00元", "0.765432亿元", "7654.3万元", "7654.320", "7,654.32 万元", "7654万元",
        "七千六百五十四点三二万元", "七千六百五十四万三千二百元", "柒仟陆佰伍拾肆万叁仟贰佰元整", "七六五四点三二万元", "约七千六百五十四万元",
        "7654万3200元", "76543.2千元", "7.65432千万元", "7'654.32万元", "7654.\n32万元",
        "\u0667\u0666\u0665\u0664.\u0663\u0662万元", "7654·32万元",
    )),
]  # fmt: skip


@pytest.mark.parametrize(("field", "secret", "words"), REWRITINGS)
def test_a_copy_is_found_however_it_is_written(field: str, secret: str, words: str) -> None:
    holder = {"实施单位": secret} if field == "实施单位" else {"资金": FUNDING}
    case = make_case(**holder, 公开=partly(field), 报告={"项目概况": words})
    without = make_case(**holder, 公开=partly(field), 报告={"项目概况": "由某站负责，支出若干。"})

    assert "D104" in codes(case)
    assert "D104" not in codes(without)


# With characters that nobody sees; no data file may hold them, a written page may by a reference.
UNSEEN = [
    ("实施单位", UNIT, "由某县公\u200b路管理站负责。"),
    ("实施单位", UNIT, "由某县\u2060公路\u202e管理站负责。"),
    ("实施单位", "张三", "补助张\u200c三本人"),
    ("资金/年度资金总额/全年执行数", AMOUNT, "支出7\u200b654.32万元。"),
]


# Where a copy may stand on the finished site: another report, the register, a written page, an attachment.
PLACES = {
    "2023/county-roads/bridges/index.html": "<p>{}</p>",
    "data/reports/2023/county-roads/bridges.json": '{{"报告": {}}}',
    "departments/county-roads/index.html": "<dd>{}</dd>",
    "notes/index.html": "<p>{}</p>",
    "assets/letter.txt": "{}\n",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_copy_is_found_wherever_on_the_site_it_stands(place: str, tmp_path: Path) -> None:
    found = []
    for number, (field, secret, words) in enumerate([*REWRITINGS, *UNSEEN]):
        holder = {"实施单位": secret} if field == "实施单位" else {"资金": FUNDING}
        report = make_report(**holder, 公开=partly(field))
        path = tmp_path / str(number) / place
        path.parent.mkdir(parents=True)
        written = json.dumps(words, ensure_ascii=False) if place.endswith(".json") else words
        path.write_text(PLACES[place].format(written), "utf-8")
        try:
            watch = Watch(frozenset(), secrets_of([report]), Sources(tuple, ()))
            refuse_leaks(tmp_path / str(number), ROOT / "theme_overrides", watch, lambda _: False)
        except LeakError:
            found.append(words)

    missed = [words for *_, words in (*REWRITINGS, *UNSEEN) if words not in found]
    # By chance any site says 7654万元; within the report that keeps it back it is a copy.
    assert missed == [words for words in missed if words in ROUNDED]
    assert len(REWRITINGS) >= 30


ROUNDED = ("支出7654.3万元。", "支出7654万元。", "支出约七千六百五十四万元。")


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("绩效指标/养护里程", "产出指标完成情况良好，全部达到 100%"),
        ("资金/年度资金总额/全年执行数", "完成 90 公里，满意度 90%"),
        ("绩效指标/养护里程/分值", "验收 20 次"),
        ("实施单位", "某县公路养护"),
    ],
)
def test_what_stands_elsewhere_by_chance_is_no_copy(field: str, words: str) -> None:
    assert "D104" not in codes(make_case(公开=partly(field), 报告={"项目概况": words}))


def test_no_finding_says_what_is_kept_back() -> None:
    case = make_case(资金=FUNDING, 公开=partly("资金/年度资金总额/全年执行数"), 报告={"项目概况": f"支出{AMOUNT}"})

    assert not [one for one in check_all([case], {}).findings if one.code in ("D104", "D108") and AMOUNT in f"{one}"]


# Fields kept back, and whether a reader of the rest can compute one of them, by hand.
BLACK_OUTS: list[tuple[tuple[str, ...], bool]] = [
    (("实施单位",), False),
    (("总分",), True),
    (("绩效指标/养护里程/得分",), True),
    (("绩效指标/养护里程/分值",), True),
    (("资金/年度资金总额/全年执行数",), True),
    (("资金/年度资金总额/执行率",), True),
    # The total is gone, but the score follows from value and target.
    (("总分", "绩效指标/养护里程/得分"), True),
    # Of two scores the sum is known, and both are full.
    (("绩效指标/养护里程/得分", "绩效指标/养护里程/实际完成值",
      "绩效指标/验收合格率/得分", "绩效指标/验收合格率/实际完成值"), True),
    (("总分", "绩效指标/养护里程/得分", "绩效指标/养护里程/实际完成值"), False),
    (("总分", "绩效指标/养护里程", "绩效指标/验收合格率"), False),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "computable"), BLACK_OUTS)
def test_what_can_be_computed_is_refused(fields: tuple[str, ...], computable: bool) -> None:
    assert ("D108" in codes(make_case(公开=partly(*fields)))) is computable


def test_one_of_two_sources_can_be_computed_and_both_cannot() -> None:
    sources = [
        {"来源": "年度资金总额", "全年预算数": "100"},
        {"来源": "当年财政拨款", "全年预算数": "61"},
        {"来源": "其他资金", "全年预算数": "39"},
    ]
    one = make_case(资金=sources, 公开=partly("资金/其他资金/全年预算数"))
    both = make_case(资金=sources, 公开=partly("资金/其他资金/全年预算数", "资金/当年财政拨款/全年预算数"))
    (found,) = [found for found in check_all([one], {}).findings if found.code == "D108"]

    assert "资金/当年财政拨款/全年预算数" in found.expected
    assert "39" not in f"{found.message}{found.expected}"
    assert "D108" not in codes(both)


def test_an_earlier_version_gives_nothing_away_either() -> None:
    """Today a part is not stated and the total does not tell; before its correction it did."""
    entry = correction(日期="2023-10-08", 字段="绩效指标/按期完成率/得分", 原值="10", 现值="未填报")
    scores = [*rows()[:2], {key: cell for key, cell in rows()[2].items() if key != "得分"}, *rows()[3:]]
    hidden = partly("绩效指标/养护里程/得分", "绩效指标/养护里程/实际完成值")
    fields: dict[str, Any] = {"绩效指标": scores, "公开": hidden}

    assert "D108" not in codes(make_case(**fields))
    assert "D108" in codes(make_case(**fields, 更正=[entry]))


def test_the_cells_that_are_named_close_it() -> None:
    for fields, computable in BLACK_OUTS:
        kept = list(fields)
        for _ in range(6):
            found = [one for one in check_all([make_case(公开=partly(*kept))], {}).findings if one.code == "D108"]
            named = found[0].expected.removeprefix("把").removesuffix("也列入不予公开栏目") if found else ""
            kept += [name for name in named.split("、") if name and name not in kept]
            if not found or not named:
                break
        assert not found or not computable or "一并" in found[0].expected, kept


def _columns(tree: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Decimal, list[Decimal], Decimal]]:
    """Yield each score and weight with the others of its column and the total a reader knows."""
    for column, total in (("得分", tree.get("总分")), ("分值", "100")):
        cells = {
            (table, number, column): parse_figure(line[column]).value
            for table in ("资金", "绩效指标")
            for number, line in enumerate(tree.get(table, []))
            if column in line and column not in line.get("与上行合并", [])
        }
        known = {path: value for path, value in cells.items() if value is not None}
        for path, value in known.items():
            if total:
                yield path, value, [other for place, other in known.items() if place != path], Decimal(total)


def test_of_the_six_reports_no_score_or_weight_that_is_the_rest_of_a_total_is_kept_back_unrefused(
    real: Assessment,
) -> None:
    tried = unrefused = 0
    for case in real.cases:
        tree = tree_of(case.report.form)
        for path, value, others, total in _columns(tree):
            if total - sum(others) == value:
                tried += 1
                unrefused += "D108" not in _codes_of(case, name_of(tree, path))

    assert (tried > 100, unrefused) == (True, 0)


def _codes_of(case: Case, field: str) -> set[str]:
    """Return what the checks of black-outs find where one field is kept back."""
    tree = with_value(tree_of(case.report.form), ("公开",), partly(field))
    form = Form.model_validate(tree)
    other = replace(case, report=replace(case.report, form=form))
    return {one.code for one in kept_back.CHECKS for _ in one.function(other)}


SPENT = "资金/年度资金总额/全年执行数"
CARRIED = "资金/上年结转资金/全年预算数"
# The year's money of a project: 100 with 63.27 spent, so that 36.73 is carried over to the next.
YEAR = [
    {"来源": "年度资金总额", "全年预算数": "100", "全年执行数": "63.27"},
    {"来源": "当年财政拨款", "全年预算数": "100", "全年执行数": "63.27"},
]
NEXT = [
    {"来源": "年度资金总额", "全年预算数": "136.73", "全年执行数": "120"},
    {"来源": "当年财政拨款", "全年预算数": "100"},
    {"来源": "上年结转资金", "全年预算数": "36.73"},
]


@pytest.mark.parametrize(
    ("name", "hidden", "computable"),
    [
        # This year's spending follows from the carry-over of the next, and not where that is kept back too.
        ("2023/county-roads/road-care", (), True),
        ("2023/county-roads/road-care", (CARRIED, "资金/年度资金总额/全年预算数"), False),
        ("2023/county-roads/bridges", (), False),
        ("2024/county-roads/road-care", (), False),
    ],
)
def test_another_year_gives_nothing_away_either(name: str, hidden: tuple[str, ...], computable: bool) -> None:
    case = make_case(资金=YEAR, 公开=partly(SPENT, "资金/当年财政拨款/全年执行数"))
    other = make_case(identity=name, 年度=name[:4], 资金=NEXT, **({"公开": partly(*hidden)} if hidden else {}))
    found = [one for one in check_all([case, other], {}).findings if one.report == case.report.id]

    assert ("D108" in {one.code for one in found}) is computable
    assert not [one for one in found if "63.27" in f"{one.message}{one.expected}" and one.code == "D108"]


def test_the_carry_over_follows_from_what_was_left_the_year_before() -> None:
    kept = partly(CARRIED, "资金/当年财政拨款/全年预算数")
    case = make_case(identity="2023/county-roads/road-care", 年度="2023", 资金=NEXT, 公开=kept)
    alone = check_all([case], {}).findings
    both = check_all([case, make_case(资金=YEAR)], {}).findings

    assert "D108" not in {one.code for one in alone}
    assert "D108" in {one.code for one in both if one.report == case.report.id}


@pytest.mark.parametrize(("state", "computable"), [("公开", True), ("草稿", False)])
def test_another_form_of_the_project_gives_nothing_away_once_it_is_public(state: str, computable: bool) -> None:
    same = {"同一项目": {"项目": "road-care", "表号": "第1张，共2张"}}
    case = make_case(资金=YEAR, 公开=partly(SPENT, "资金/当年财政拨款/全年执行数"), **same)
    disclosure = {**LAWFUL["公开"], "状态": state}
    other = make_case(identity="2022/county-roads/road-care-b", 资金=YEAR, 公开=disclosure, **same)
    found = check_all([case, other], {}).findings

    assert ("D108" in {one.code for one in found if one.report == case.report.id}) is computable


@pytest.mark.parametrize(("spent", "told"), [("43.21", True), ("4.32", False), ("4320", False), ("4321", True)])
def test_a_figure_of_four_telling_digits_is_looked_for_without_its_unit(spent: str, told: bool) -> None:
    funding = [{"来源": "年度资金总额", "全年执行数": spent}]
    case = make_case(资金=funding, 公开=partly("资金/年度资金总额/全年执行数"), 报告={"项目概况": f"支出合计{spent}。"})

    assert ("D104" in codes(case)) is told


def less_by_one(**more: Any) -> dict[str, Any]:
    """A form whose first score is 19 of 20, so that nothing is known of scores for being full."""
    return {"绩效指标": [{**rows()[0], "得分": "19"}, *rows()[1:]], "总分": "98", **more}


HEAD = {"层级小计": [{"一级指标": "产出指标", "分值": "50", "得分": "49"}]}
FIRST = ("绩效指标/养护里程/得分", "绩效指标/养护里程/实际完成值")
SECOND = ("绩效指标/验收合格率/得分", "绩效指标/验收合格率/实际完成值")
OTHER = ("绩效指标/通行时间/得分", "绩效指标/通行时间/实际完成值")


@pytest.mark.parametrize(
    ("form", "kept", "computable"),
    [
        # 49 of the level less the three others, 30; without the level nothing tells.
        (HEAD, ("总分", *FIRST), True),
        ({}, ("总分", *FIRST), False),
        # Of three scores the total tells only the sum, 59, and the level that of two, 29: the third is 30.
        (HEAD, (*FIRST, *SECOND, *OTHER), True),
        ({}, (*FIRST, *SECOND, *OTHER), False),
        (HEAD, (*FIRST, *SECOND), False),
    ],
)
def test_levels_and_total_together_give_nothing_away(
    form: dict[str, Any], kept: tuple[str, ...], computable: bool
) -> None:
    assert ("D108" in codes(make_case(**less_by_one(**form), 公开=partly(*kept)))) is computable


# Before its correction the form stated the level and no total; since, the total and no level.
LEVEL_GONE = correction(日期="2023-10-08", 字段="层级小计/产出指标/得分", 原值="49", 现值="未填报")
TOTAL_CAME = correction(日期="2023-10-08", 类型="补充", 字段="总分", 原值="未填报", 现值="98")
HEAD_NOW = {"层级小计": [{"一级指标": "产出指标", "分值": "50"}]}


@pytest.mark.parametrize(
    ("entries", "computable"),
    [
        # Then 49 less two scores was known, 29, and no total; now 59 of the three: together 30 is the third.
        ([LEVEL_GONE, TOTAL_CAME], True),
        ([LEVEL_GONE], True),
        ([TOTAL_CAME], False),
        ([], False),
    ],
)
def test_two_versions_together_give_nothing_away(entries: list[dict[str, str]], computable: bool) -> None:
    form = less_by_one(**HEAD_NOW, 更正=entries)

    assert ("D108" in codes(make_case(**form, 公开=partly(*FIRST, *SECOND, *OTHER)))) is computable


def test_what_was_another_figure_then_is_no_second_witness() -> None:
    """The score itself was corrected, from 28 to 30: of the earlier one the later total tells nothing."""
    changed = correction(日期="2023-10-08", 字段="绩效指标/通行时间/得分", 原值="28", 现值="30")
    kept = partly(*FIRST, *SECOND, *OTHER)
    before = {"字段": "总分", "原值": "96", "现值": "98"}
    form = less_by_one(更正=[changed, correction(日期="2023-10-08", **before)])

    assert "D108" not in codes(make_case(**form, 公开=kept))


def test_what_closes_two_versions_is_named_by_field() -> None:
    form = less_by_one(**HEAD_NOW, 更正=[LEVEL_GONE, TOTAL_CAME])
    case = make_case(**form, 公开=partly(*FIRST, *SECOND, *OTHER))
    (found,) = [one for one in check_all([case], {}).findings if one.code == "D108"]
    named = found.expected.removeprefix("把").removesuffix("也列入不予公开栏目").split("、")

    assert found.message.startswith("绩效指标/通行时间/得分不予公开")
    assert "D108" not in codes(make_case(**form, 公开=partly(*FIRST, *SECOND, *OTHER, *named)))


def test_levels_alone_make_up_the_total_where_rows_bear_no_scores() -> None:
    plain = [{key: cell for key, cell in one.items() if key not in ("分值", "得分")} for one in rows()]
    levels = [
        {"一级指标": "产出指标", "分值": "50", "得分": "47"},
        {"一级指标": "效益指标", "分值": "30", "得分": "28"},
        {"一级指标": "满意度指标", "分值": "10", "得分": "9"},
    ]
    form = {"绩效指标": plain, "层级小计": levels, "总分": "93"}

    assert "D108" in codes(make_case(**form, 公开=partly("层级小计/效益指标/得分")))
    assert "D108" not in codes(make_case(**form, 公开=partly("层级小计/效益指标/得分", "层级小计/满意度指标/得分")))


DEVICES = {
    "名称": "设备",
    "表头": ["名称", "一季度", "二季度", "合计"],
    "行": [
        ["平板车", "13", "21", "34"],
        ["压路机", "8", "17", "25"],
        ["合 计", "21", "38", "59"],
    ],
}


@pytest.mark.parametrize(
    ("kept", "computable"),
    [
        (("附表/设备/行/平板车/第2行",), True),
        (("附表/设备/行/平板车",), True),
        (("附表/设备/行/合 计",), True),
        (("附表/设备/行/平板车", "附表/设备/行/压路机"), False),
        (("附表/设备",), False),
    ],
)
def test_a_table_of_ones_own_with_its_totals_gives_nothing_away(kept: tuple[str, ...], computable: bool) -> None:
    found = codes(make_case(附表=[DEVICES], 公开=partly(*kept)))

    assert ("D108" in found, "D103" in found) == (computable, False)


def test_a_total_at_the_foot_of_a_funding_table_gives_nothing_away() -> None:
    lines = [
        {"来源": "中央", "全年预算数": "31"},
        {"来源": "省级", "全年预算数": "58"},
        {"来源": "合计", "全年预算数": "89"},
    ]
    table = {"资金明细": [{"名称": "来源", "金额单位": "万元", "行": lines}]}

    assert "D108" in codes(make_case(**table, 公开=partly("资金明细/来源/行/省级/全年预算数")))
    both = partly("资金明细/来源/行/省级/全年预算数", "资金明细/来源/行/中央/全年预算数")
    assert "D108" not in codes(make_case(**table, 公开=both))


@pytest.mark.parametrize(
    ("target", "actual", "computable"),
    [("=100%", "100%", True), (">=100%", "100%", True), ("=50公里", "50公里", True), (">=50公里", "50公里", False)],
)
def test_a_value_that_full_points_tell_gives_itself_away(target: str, actual: str, computable: bool) -> None:
    """Where the target is one value and all points were given, the value was that one."""
    met = [{**rows()[0], "年度指标值": target, "实际完成值": actual}, *rows()[1:]]

    assert ("D108" in codes(make_case(绩效指标=met, 公开=partly("绩效指标/养护里程/实际完成值")))) is computable


BY_NAME = "绩效指标/养护里程/三级指标"
BY_NUMBER = "绩效指标/第1行/三级指标"


@pytest.mark.parametrize(("field", "told"), [(BY_NAME, True), (BY_NUMBER, False), ("绩效指标/养护里程/分值", False)])
def test_the_list_of_what_is_kept_back_does_not_say_it(field: str, told: bool) -> None:
    found = [one for one in check_all([make_case(公开=partly(field))], {}).findings if one.code == "D104"]

    assert [one.expected for one in found] == ([f"写作 {BY_NUMBER}"] if told else [])


RECORDED = {"栏目": "绩效指标（养护里程）.备注", "原文": "甲", "处理": "已修复", "说明": "断行"}


@pytest.mark.parametrize(("field", "told"), [(BY_NUMBER, True), ("绩效指标/养护里程", False), ("实施单位", False)])
def test_a_record_beside_the_form_does_not_name_what_is_kept_back(field: str, told: bool) -> None:
    """A row that is kept back under its name is named by the list itself."""
    assert ("D104" in codes(make_case(公开=partly(field), 转录记录=[RECORDED]))) is told
    entry = correction(字段="绩效指标/养护里程/分值", 原值="21", 现值="20")
    assert ("D104" in codes(make_case(公开=partly(field), 更正=[entry]))) is told


@pytest.mark.parametrize("field", ["绩效指标/养护里程/得分", "绩效指标/养护里程", "绩效指标"])
def test_of_a_row_that_holds_what_is_kept_back_a_difference_says_nothing(field: str) -> None:
    was = make_report(公开=partly(field)).form
    now = make_report(公开=partly(field), 绩效指标=rows()[1:]).form
    found = list(untold(differences(tree_of(was), tree_of(now)), kept_back_in(was, now)))

    assert [(one.old, one.new) for one in found if len(one.path) == 2] == [(BLACKED_OUT, None)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("7654万3200元", "76543200元"),
        ("1亿2000万元", "120000000元"),
        ("七千六百五十四万三千二百元", "76543200元"),
        ("5万元", "5万元"),
    ],
)
def test_an_amount_in_two_units_or_in_words_is_read_as_one_figure(text: str, read: str) -> None:
    assert wide(text) == read


def test_a_column_of_totals_gives_nothing_away() -> None:
    table = {**DEVICES, "行": DEVICES["行"][:2]}

    assert "D108" in codes(make_case(附表=[table], 公开=partly("附表/设备/行/平板车/第2行")))
