"""The project's money: which funding table states it, totals and sources, and the execution rate."""

from decimal import Decimal
from typing import Any

import pytest

from generator.model.money import BudgetFigure, FundingView, Money, execution_rate, funding_views, project_money
from tests.make import make_report

TOTAL = {"来源": "年度资金总额"}
STATED = {"年初预算数": "100", "全年预算数": "80", "实际到位数": "75", "全年执行数": "60"}


def source(name: str, **cells: str) -> dict[str, str]:
    return {"来源": name, **cells}


def money(*rows: dict[str, str], tables: list[dict[str, Any]] | None = None, unit: str = "元") -> Money:
    """Return the money of a form with just these funding rows and longer tables."""
    report = make_report(资金=list(rows), 资金明细=tables, 金额单位=unit)
    return project_money(report.form)


def views(**fields: Any) -> list[FundingView]:
    return list(funding_views(make_report(**fields).form))


def of(initial: str, adjusted: str, received: str, executed: str) -> Money:
    return Money(Decimal(initial), Decimal(adjusted), Decimal(received), Decimal(executed), "总额")


def test_a_form_has_its_own_funding_table_and_the_tables_of_the_report() -> None:
    table = {"名称": "项目资金到位情况", "金额单位": "元", "执行率分母": "实际到位数", "行": [TOTAL]}
    own, longer = views(资金=[TOTAL], 资金明细=[table])

    assert (own.name, own.path, own.unit, own.rate_base) == ("项目资金", ("资金",), "万元", "adjusted")
    assert (longer.name, longer.path, longer.unit, longer.rate_base) == (
        "项目资金到位情况",
        ("资金明细", 0, "行"),
        "元",
        "received",
    )


def test_a_table_without_unit_and_base_takes_the_forms_unit_and_the_adjusted_budget() -> None:
    (longer,) = views(资金=None, 资金明细=[{"名称": "资金", "行": [TOTAL]}])

    assert (longer.unit, longer.rate_base) == ("万元", "adjusted")


def test_a_form_without_funding_has_no_view_and_no_money() -> None:
    assert views(资金=None) == []
    assert project_money(make_report(资金=None).form) == Money(None, None, None, None, "未填报")


def test_sources_belong_to_the_total_unless_they_name_another_row() -> None:
    """Only the finest sources are added: 财政小计 stands for 省级 and 市级 and is left out beside them."""
    rows = [TOTAL, source("财政小计"), source("省级", 属于="财政小计"), source("市级", 属于="财政小计"), source("自筹")]
    (view,) = views(资金=rows)

    assert [row.source for row in view.children(0)] == ["财政小计", "自筹"]
    assert [row.source for row in view.children(1)] == ["省级", "市级"]
    assert [row.source for row in view.leaves()] == ["省级", "市级", "自筹"]


def test_the_total_row_states_the_money() -> None:
    assert money(TOTAL | STATED, source("财政拨款", 全年预算数="1", 全年执行数="1")) == of("100", "80", "75", "60")


@pytest.mark.parametrize(
    "empty", [{}, {"全年预算数": "-", "全年执行数": "—"}, {"全年预算数": "0", "全年执行数": "0.00"}]
)
def test_an_empty_dashed_or_zero_total_gives_way_to_the_sum_of_the_sources(empty: dict[str, str]) -> None:
    """As printed for a city project: the total left empty, 2428.53 under 市级."""
    found = money(
        TOTAL | empty,
        source("小计", 全年预算数="2428.53"),
        source("市级", 属于="小计", 年初预算数="3130.4", 全年预算数="2428.53", 全年执行数="2428.53"),
        source("其他", 全年预算数="1.47"),
    )

    assert found == Money(Decimal("3130.4"), Decimal("2430.00"), None, Decimal("2428.53"), "分项合计")


def test_zeros_without_any_source_are_a_statement() -> None:
    assert money(TOTAL | {"全年预算数": "0", "全年执行数": "0"}) == Money(None, Decimal(0), None, Decimal(0), "总额")


def test_the_total_of_a_longer_table_is_preferred_to_adding_up() -> None:
    table = {"名称": "资金", "行": [TOTAL | STATED]}

    assert money(TOTAL, source("财政拨款", 全年执行数="7"), tables=[table]) == of("100", "80", "75", "60")


def test_money_is_compared_in_yuan_whatever_unit_is_printed() -> None:
    cells = {"年初预算数": "100", "全年预算数": "80万元", "实际到位数": "750000元", "全年执行数": "0.006亿元"}

    assert money(TOTAL | cells, unit="万元") == of("1000000", "800000", "750000", "600000")


def test_a_longer_table_keeps_its_own_unit() -> None:
    table = {"名称": "资金", "金额单位": "元", "行": [TOTAL | STATED]}

    assert money(tables=[table], unit="万元") == of("100", "80", "75", "60")


@pytest.mark.parametrize(("base", "expected"), [("initial", "0.6"), ("adjusted", "0.75"), ("received", "0.8")])
def test_the_execution_rate_is_what_was_spent_of_its_base(base: BudgetFigure, expected: str) -> None:
    assert execution_rate(of("100", "80", "75", "60"), base) == Decimal(expected)


def test_an_unstated_adjusted_budget_falls_back_on_the_initial_one() -> None:
    stated = Money(Decimal(100), None, None, Decimal(60), "总额")

    assert execution_rate(stated, "adjusted") == Decimal("0.6")
    assert execution_rate(stated, "received") is None


@pytest.mark.parametrize(
    "stated",
    [
        Money(None, None, None, Decimal(60), "总额"),
        Money(Decimal(100), Decimal(100), None, None, "总额"),
        Money(Decimal(100), Decimal(0), None, Decimal(60), "总额"),
        Money(Decimal(100), Decimal(-80), None, Decimal(60), "总额"),
    ],
)
def test_no_rate_without_both_figures_and_a_positive_base(stated: Money) -> None:
    assert execution_rate(stated, "adjusted") is None


def test_more_may_be_spent_than_budgeted() -> None:
    assert execution_rate(of("100", "80", "80", "100"), "adjusted") == Decimal("1.25")
