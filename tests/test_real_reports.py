"""The six real reports: totals recomputed with fractions, and exactly the findings of the audit."""

from collections import Counter
from fractions import Fraction

import pytest

from generator.assessment import Assessment
from generator.checks.check import Case
from generator.model.figure import plain
from tests.make import sure

A = "2020/sx-high-court/it-construction"
B1 = "2020/sh-first-intermediate-court/it-maintenance"
B2 = "2020/sh-first-intermediate-court/case-handling"
C = "2021/sx-npc/it-construction"
D = "2021/xinzhou-gov/it-construction"
E = "2018/sh-chongming-procuratorate/it-maintenance"


def case(real: Assessment, identity: str) -> Case:
    return next(case for case in real.cases if case.report.id == identity)


def found(real: Assessment, identity: str) -> Counter[str]:
    return Counter(finding.code for finding in real.result.findings if finding.report == identity)


def two_places(value: Fraction) -> Fraction:
    """Round half up to two decimals, in fractions."""
    return Fraction(int(value * 100 + Fraction(1, 2)), 100)


def test_all_six_are_read_without_a_problem(real: Assessment) -> None:
    assert real.broken == ()
    assert sorted(case.report.id for case in real.cases) == sorted([A, B1, B2, C, D, E])


@pytest.mark.parametrize(
    ("identity", "weights", "scores", "declared"),
    [
        (A, "100", "94.73", "94.73"),
        (B1, "100", "97", "97"),
        (B2, "100", "94", "94"),
        (C, "95", "84.25", "94.23"),
        (D, "100", "89.5", "89.5"),
        (E, "100", "97", "97.00"),
    ],
)
def test_weights_and_scores_add_up_as_the_audit_found(
    real: Assessment, identity: str, weights: str, scores: str, declared: str
) -> None:
    card = case(real, identity).scorecard

    assert plain(sure(card.weight_sum)) == weights
    assert card.declared_sum is not None
    assert plain(card.declared_sum) == scores
    assert str(card.declared_total) == declared


def test_the_high_courts_total_by_rule_is_a_range_of_three_qualitative_rows(real: Assessment) -> None:
    """Budget in proportion, four rows met, three qualitative rows of 10, 10 and 30 between 80% and 100%."""
    budget = two_places(Fraction("8273.92") / 8500 * 10)
    card = case(real, A).scorecard

    assert Fraction(sure(card.low)) == budget + 20 + 10 + 10 + (10 + 10 + 30) * Fraction(8, 10)
    assert Fraction(sure(card.high)) == budget + 20 + 10 + 10 + 50


def test_the_maintenance_forms_total_by_rule(real: Assessment) -> None:
    """Thirteen rows: nine met by number (58), three words met (20), one in the middle band (7), one unjudged (6)."""
    budget = two_places(Fraction(8358865, 8391607) * 10)
    card = case(real, B1).scorecard
    met, words, middle, unjudged = 6 * 3 + 6 + 6 + 6 + 7 + 7 + 7, 6 + 7 + 7, 7, 6

    assert Fraction(sure(card.low)) == budget + met + words * Fraction(8, 10) + middle * Fraction(6, 10)
    assert Fraction(sure(card.high)) == budget + met + words + middle * Fraction(8, 10) + unjudged


def test_the_case_handling_form_scored_itself_lower_than_proportion(real: Assessment) -> None:
    """Five rows missed their target; by proportion they give 19.33 where the unit took 16."""
    missed = [
        Fraction(25653, 30000) * 5,
        Fraction(25651, 30000) * 5,
        Fraction("97.87") / 99 * 4,
        Fraction("71.9") / 75 * 4,
        Fraction("73.95") / 99 * 4,
    ]
    budget = two_places(Fraction(12329701, 12329976) * 10)
    proportional = sum((two_places(points) for points in missed), Fraction(0))
    met = 90 - 5 - 5 - 4 - 4 - 4
    card = case(real, B2).scorecard

    assert proportional == Fraction("19.33")
    assert Fraction(sure(card.high)) == budget + proportional + met == Fraction("97.33")
    assert Fraction(sure(card.low)) == Fraction(sure(card.high)) - 3 * 4 * Fraction(2, 10)


def test_the_congress_form_is_exact_with_its_hidden_budget_score(real: Assessment) -> None:
    hidden = two_places(Fraction("49.92") / 50 * 10)
    card = case(real, C).scorecard

    assert hidden == Fraction("9.98")
    assert (
        Fraction(sure(card.low))
        == Fraction(sure(card.high))
        == 15 + 15 + 15 * Fraction(95, 100) + 15 + 15 + 10 + hidden
    )


def test_the_city_form_has_two_readings_and_two_grades(real: Assessment) -> None:
    readings = case(real, D).scorecard.readings

    assert [(Fraction(r.low), Fraction(r.high), r.grade_low) for r in readings] == [
        (Fraction("89.5"), Fraction("89.5"), "良"),
        (Fraction("99.5"), Fraction("99.5"), "优"),
    ]


def test_the_procuratorates_form_can_hardly_be_judged(real: Assessment) -> None:
    """Only the tiered execution rate gives points: 75.81 of 80 is 94.76%, the full 8."""
    card = case(real, E).scorecard

    assert Fraction(sure(card.low)) == 8
    assert Fraction(sure(card.high)) == 100
    assert Fraction(card.undetermined) == 92


EXPECTED = {
    A: "F305 F402 N106 R103*2 R107 R109",
    B1: "F301 F303 F304*2 F401 F402 F403 R101 R106 R201 R202",
    B2: "F205 F208 F302*2 F303*2 F307 F401 F402 F403*3 R104*4 R105 R201",
    C: "F101 F103 F202 F210 F301*2 F401*3 F402 F404*4 R105 R107 R201 R204 R307",
    D: "F207*2 F208 F210 F301 F302*7 F306*2 F401*3 F402 R101 R105 R107 R201 R204 R205 R304",
    E: "F401*2 F402 F408 R107*3 R108*3 R201 R202 R204 R207 R208",
}


@pytest.mark.parametrize("identity", EXPECTED)
def test_the_findings_are_exactly_these(real: Assessment, identity: str) -> None:
    expected = [code.partition("*") for code in EXPECTED[identity].split()]

    assert found(real, identity) == Counter({code: int(count or 1) for code, _, count in expected})


@pytest.mark.parametrize(
    ("identity", "code", "subject"),
    [
        (C, "F101", ""),
        (C, "F103", ""),
        (C, "F202", "财政资金小计"),
        (D, "F207", "年度总金额"),
        (B2, "F205", "年度资金总额"),
        (B1, "R101", "预算执行"),
        (D, "R101", "预算执行"),
        (E, "R207", "预算执行率"),
        (A, "R103", "提升办案效率"),
        (E, "R108", "相关人员满意度"),
        (B2, "R104", "一审服判息诉率"),
        (B2, "R105", "一审案件陪审率"),
        (C, "R105", "信息网络发布的及时性"),
        (D, "R105", "保障全市各类信息系统安全、稳定、可靠地运行"),
        (B1, "R106", "信息化运维管理制度"),
        (A, "R107", "提升办案效率"),
        (B1, "F301", "发生信息安全事故"),
        (C, "F301", "资金使用规范性"),
        (B2, "F302", "全年累计结案数量"),
        (B2, "F303", "人员流失率"),
        (B1, "F304", "综合故障率"),
        (A, "F305", "完成项目数量"),
        (B2, "F208", ""),
        (E, "R201", ""),
        (E, "R202", ""),
        (B2, "F401", "项目名称"),
        (C, "F401", "主管部门"),
        (E, "F401", "年度"),
        (A, "N106", "信息化建设项目"),
        (C, "F210", "预算执行率"),
        (B2, "F307", "结案率"),
        (D, "R204", ""),
        (D, "R205", ""),
        (D, "F306", "2.信息资源融合部门数"),
        (C, "F404", "产出情况及分析"),
        (B1, "F402", ""),
    ],
)
def test_every_row_of_the_audit_is_found_where_it_stands(
    real: Assessment, identity: str, code: str, subject: str
) -> None:
    subjects = [f.subject for f in real.result.findings if (f.report, f.code) == (identity, code)]

    assert any(subject in stated for stated in subjects)
    assert subjects
