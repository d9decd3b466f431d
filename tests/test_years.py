"""A project against its earlier years: what is said, and the lawful neighbours about which nothing is."""

import pytest

from generator.checks.runner import check_all
from generator.checks.siblings import meaning, year_before
from generator.model.problem import sample
from generator.model.report import Report
from tests.make import make_report
from tests.samples import cases

THIS = "公开: {公开日期: 2024-08-31, 保密审查: {结论: 通过, 日期: 2024-08-30}}"


def told(*years: tuple[str, ...], family: str = "X2") -> list[tuple[str, str]]:
    """Return code and message of what is found in the last of consecutive years that end in 2023."""
    lines: list[str] = []
    for number, year in enumerate(range(2024 - len(years), 2024)):
        lines += ["---"] * bool(number)
        lines += [f"# projects/{year}/county-roads/road-care.yml", f"年度: {year}", *years[number]]
        lines += [THIS] * (year == 2023)
    found = check_all(cases(sample(*lines)), {}).findings
    return [(one.code, one.message) for one in found if one.report.startswith("2023/") and one.code.startswith(family)]


def row(name: str, **cells: str) -> tuple[str, ...]:
    inner = ", ".join(f'{key}: "{value}"' for key, value in cells.items())
    return ("绩效指标:", f"  {name}: {{{inner}}}")


def test_a_value_that_stays_for_three_years_is_told_with_both_sources() -> None:
    others = ("  按期完成率: {实际完成值: 95.5%}", "  每公里成本: {实际完成值: 1.7万元}")
    more = ("  每吨货物运费: {实际完成值: 39元}", "  进城通行时间: {实际完成值: 29分钟}")
    first = (*row("群众满意度", 实际完成值="93%"), *others, *more, "  路旁绿化里程: {实际完成值: 20.5公里}")
    found = told(first, (), ())
    assert found == [
        (
            "X201",
            "“群众满意度”2021 至 2023 年的完成值都是“93%”（2021/county-roads/road-care、2022/county-roads/road-care）",
        )
    ]


def test_two_years_are_no_three() -> None:
    assert told((), ()) == []


@pytest.mark.parametrize(
    "cells",
    [
        {"年度指标值": "≥90%", "实际完成值": "100%"},
        {"年度指标值": "=12次", "实际完成值": "12次"},
        {"年度指标值": "0次", "实际完成值": "0次"},
        {"年度指标值": "健全", "实际完成值": "健全"},
    ],
)
def test_what_is_all_none_or_the_target_itself_may_stay(cells: dict[str, str]) -> None:
    same = row("群众满意度", **cells)
    assert not [message for _, message in told(same, same, same) if "群众满意度" in message]


def test_a_miss_that_is_no_longer_measured_is_told() -> None:
    before = row("养护里程", 三级指标="桥梁加固座数", 年度指标值="≥10座", 实际完成值="8座", 得分="16")
    assert told((*before, "总分: 95"), ()) == [
        (
            "X202",
            (
                "上年（2022/county-roads/road-care）的“桥梁加固座数”目标“≥10座”，完成“8座”，"
                "得 16 分，满分 20 分；今年的表里没有这一项"
            ),
        )
    ]


def test_a_row_dropped_with_full_points_is_nobodys_business() -> None:
    assert told(row("养护里程", 三级指标="桥梁加固座数", 年度指标值="≥10座", 实际完成值="10座"), ()) == []


MISSED = (*row("养护里程", 实际完成值="40公里", 得分="16", 偏差原因分析及改进措施="征地滞后，下年补足"), "总分: 95")


def budget(amount: int) -> tuple[str, ...]:
    money = f"{{年初预算数: {amount}, 全年预算数: {amount}, 全年执行数: {amount * 9 // 10}}}"
    return ("资金:", f"  年度资金总额: {money}", f"  当年财政拨款: {money}")


@pytest.mark.parametrize(("amount", "codes"), [(130, ["X203"]), (110, []), (100, [])])
def test_more_money_and_fewer_points(amount: int, codes: list[str]) -> None:
    found = told((), (*budget(amount), *MISSED))
    assert [code for code, _ in found] == codes
    if codes:
        assert found[0][1] == (
            "全年预算比上年由 100 万元 增至 130 万元（增加 30.00%），自评总分由 99 分降为 95 分"
            "（上年：2022/county-roads/road-care）"
        )


def test_a_reason_copied_from_last_year_is_told_and_a_short_one_is_not() -> None:
    copied = told(MISSED, MISSED)
    assert [code for code, _ in copied] == ["X204"]
    weather = (*row("养护里程", 实际完成值="40公里", 得分="16", 偏差原因分析及改进措施="天气原因"), "总分: 95")
    assert told(weather, weather) == []


def other(name: str, year: int, **said: str) -> Report:
    return make_report(identity=f"{year}/{name}", 年度=str(year), **said)


def test_a_project_is_found_again_by_address_by_code_and_by_name_and_not_where_two_share_it() -> None:
    reports = [
        other("roads/care", 2022),
        other("roads/care", 2023, 项目名称="别的名称"),
        other("roads/bridge", 2022, 项目名称="桥梁检测", 项目编码="JT-7"),
        other("transport/bridge-check", 2023, 项目名称="桥梁检测评定", 项目编码="jt-7"),
        other("school/canteen", 2022, 项目名称="食堂改造", 实施单位="一小"),
        other("school/kitchen", 2023, 项目名称="食堂改造", 实施单位="一小"),
        other("school/desks", 2022, 项目名称="课桌椅"),
        other("school/desks-1", 2023, 项目名称="课桌椅"),
        other("school/desks-2", 2023, 项目名称="课桌椅"),
        other("school/whole", 2022, 项目名称="整体", 类型="部门整体自评"),
        other("school/whole", 2023, 项目名称="整体"),
    ]

    assert year_before(reports) == {
        "2023/roads/care": "2022/roads/care",
        "2023/transport/bridge-check": "2022/roads/bridge",
        "2023/school/kitchen": "2022/school/canteen",
    }


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("1.2023年养护里程（公里）", True),
        ("（2）养护里程(公里)", True),
        ("当年养护里程", True),
        ("养护里程（新建）", False),
        ("养护里程完成率", False),
        ("2021年养护里程", False),
    ],
)
def test_a_row_is_found_again_by_what_its_name_means(name: str, same: bool) -> None:
    assert (meaning(name, 2023) == meaning("养护里程", 2022)) is same


# What is said of 2023 where 2022 had a target of ≥50公里 and 50公里; "" where nothing may be said.
LOWER = {
    "less": (row("养护里程", 年度指标值="≥40公里"), (), "目标“≥40公里”低于上年：上年目标“>=50公里”，完成“50公里”"),
    "less in another unit": (
        row("养护里程", 年度指标值="≥40000米", 实际完成值="50000米"),
        (),
        "目标“≥40000米”低于上年",
    ),
    "the same in another unit": (row("养护里程", 年度指标值="≥50000米", 实际完成值="50000米"), (), ""),
    "more": (row("养护里程", 年度指标值="≥60公里", 实际完成值="60公里"), (), ""),
    "in a unit of which no table tells": (row("养护里程", 年度指标值="≥40个标段", 实际完成值="50个标段"), (), ""),
    "less money, and as much less to do": (row("养护里程", 年度指标值="≥40公里"), (80,), ""),
    "less money, and even less to do": (row("养护里程", 年度指标值="≥30公里"), (80,), "低于上年"),
    "a lower cost": (row("每公里成本", 年度指标值="≤1万元", 实际完成值="0.9万元"), (), ""),
    "a higher cost": (row("每公里成本", 年度指标值="≤3万元", 实际完成值="1.8万元"), (), "目标“≤3万元”低于上年"),
}


@pytest.mark.parametrize("name", LOWER)
def test_a_lowered_target_is_told_and_its_lawful_neighbours_are_not(name: str) -> None:
    this_year, money, said = LOWER[name]
    amounts = [line for amount in money for line in budget(amount)]
    found = [message for code, message in told((), (*this_year, *amounts), family="X1") if code == "X103"]

    assert [said in message for message in found] == ([True] if said else [])


def test_a_row_that_goes_on_under_a_longer_name_is_not_gone() -> None:
    before = (*row("养护里程", 三级指标="桥梁加固", 年度指标值="≥10座", 实际完成值="8座", 得分="16"), "总分: 95")

    assert [code for code, _ in told(before, row("养护里程", 三级指标="危旧桥梁加固座数"))] == []


STATED = {
    "上年完成值: 48公里": "“养护里程”的“上年完成值”写“48公里”，上年的报告（2022/county-roads/road-care）填“50公里”",
    "2022年实际完成值: 48": "",
    "上年完成值: 50.0公里": "",
    "上年完成值: 50000米": "",
    "上年完成值: 约48公里": "",
    "上年完成值: 无": "",
    "2021年完成值: 48公里": "",
    "上年目标值: 45公里": "“养护里程”的“上年目标值”写“45公里”，上年的报告（2022/county-roads/road-care）填“>=50公里”",
    "上年同期完成值: 48公里": "",
}


@pytest.mark.parametrize("column", STATED)
def test_last_years_value_stated_otherwise_is_told_with_its_source(column: str) -> None:
    found = told((), (f"绩效指标: {{养护里程: {{其他栏: {{{column}}}}}}}",))

    assert found == ([("X205", STATED[column])] if STATED[column] else [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("上年全年执行数为80万元。", "写“上年全年执行数为80万元”，上年的报告（2022/county-roads/road-care）是 90 万元"),
        ("2022年全年预算数为110万元。", "写“2022年全年预算数为110万元”"),
        ("上年全年执行数为900000元，2022年度全年预算数100万元。", ""),
        ("2021年全年执行数为80万元，上年支出80万元，上年其他项目全年执行数为80万元。", ""),
    ],
)
def test_last_years_money_stated_otherwise_is_told_where_it_is_named_as_on_the_form(text: str, said: str) -> None:
    found = told((), (f"报告: {{预算执行情况及分析: {text}}}",))

    assert [said in message for code, message in found if code == "X205"] == ([True] if said else [])


def test_a_year_that_was_reopened_later_is_told() -> None:
    changed = "{日期: 2024-10-08, 字段: 总分, 原值: 98, 现值: 99, 原因: 漏加一分, 批准人: 李四}"
    renamed = "{日期: 2024-10-08, 字段: 项目名称, 原值: 路, 现值: 农村公路养护, 原因: 错字, 批准人: 李四}"
    said = "本报告 2024-08-31 公开以后，上年的报告（2022/county-roads/road-care）2024-10-08 更正：“总分”由“98”改为“99”"

    assert told((f"更正: [{changed}, {renamed}]",), ()) == [("X206", said)]


def test_each_sentence_leads_to_both_rows() -> None:
    lines = sample(
        "# projects/2022/county-roads/road-care.yml", *MISSED, "---", "# projects/2023/county-roads/road-care.yml",
        "年度: 2023", THIS, *MISSED,
    )  # fmt: skip
    (one,) = [found for found in check_all(cases(lines), {}).findings if "X204" in found.code + found.message]
    (source,) = one.sources

    assert (source.report, source.row) == ("2022/county-roads/road-care", 0)
    assert source.anchor.startswith("row-")


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2023年受汛期影响少养护12公里，下年补足", "除数字外一字不差"),
        ("受汛期和征地影响少养护12公里，下年补足", ""),
        ("无", ""),
    ],
)
def test_a_reason_with_new_figures_alone_is_still_last_years(now: str, said: str) -> None:
    def short(reason: str) -> tuple[str, ...]:
        cells = {"实际完成值": "40公里", "得分": "16", "偏差原因分析及改进措施": reason}
        return (*row("养护里程", **cells), "总分: 95")

    found = [
        message for code, message in told(short("2022年受汛期影响少养护10公里，下年补足"), short(now)) if code == "X204"
    ]
    assert [said in message for message in found] == ([True] if said else [])
