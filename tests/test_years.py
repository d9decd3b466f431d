"""A project against its earlier years: what is said, and the lawful neighbours about which nothing is."""

import pytest

from generator.checks.runner import check_all
from generator.model.problem import sample
from tests.samples import cases

THIS = "公开: {公开日期: 2024-08-31, 保密审查: {结论: 通过, 日期: 2024-08-30}}"


def told(*years: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return code and message of what is found in the last of consecutive years that end in 2023."""
    lines: list[str] = []
    for number, year in enumerate(range(2024 - len(years), 2024)):
        lines += ["---"] * bool(number)
        lines += [f"# projects/{year}/county-roads/road-care.yml", f"年度: {year}", *years[number]]
        lines += [THIS] * (year == 2023)
    found = check_all(cases(sample(*lines)), {}).findings
    return [(one.code, one.message) for one in found if one.report.startswith("2023/") and one.code.startswith("X2")]


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
