"""钱、事、分: the answer of a report, for every combination of what a form states. Sentences by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.assessment import Assessment
from generator.catalogue import Entry
from generator.checks.tally import Tally
from generator.model.figure import BLACKED_OUT, Figure, parse_figure
from generator.model.money import Money
from generator.pages.answer import deeds_cell, money_cell
from generator.pages.answer_points import points_cell
from generator.pages.findings import status_line
from generator.scoring.facts import Outcome, Settled, Silent, Standing
from generator.scoring.gap import Position, gap_of
from generator.scoring.scorecard import (
    Judged,
    NoTotal,
    Points,
    Row,
    RowKind,
    Scorecard,
    Total,
    TotalReading,
    Verdict,
)

HUNDRED = Decimal(100)


def money(initial: str | None, adjusted: str | None, executed: str | None, *, summed: bool = False) -> Money:
    amounts = [None if text is None else Decimal(text) for text in (initial, adjusted, executed)]
    return Money(amounts[0], amounts[1], None, amounts[2], "分项合计" if summed else "总额")


@pytest.mark.parametrize(
    ("stated", "figure", "said"),
    [
        (money("8391607", "8391607", "8358865"), "99.61%", "839.16 万元用了 835.89 万元，剩 3.27 万元。"),
        (
            money("1000000", "1200000", "600000"),
            "50.00%",
            "120.00 万元用了 60.00 万元，剩 60.00 万元。年初预算 100.00 万元，年中增加 20.00 万元。",
        ),
        (
            money("1500000", "1200000", "1200000"),
            "100.00%",
            "120.00 万元全部用完。年初预算 150.00 万元，年中减少 30.00 万元。",
        ),
        (money(None, "1000000", "1100000"), "110.00%", "100.00 万元用了 110.00 万元，超出预算 10.00 万元。"),
        (
            money("800000", None, "758051"),
            "94.76%",
            "80.00 万元用了 75.81 万元，剩 4.19 万元。全年预算没有填，按年初预算算。",
        ),
        (
            money(None, "1000000", "999999"),
            "99.9999%",
            "100.00 万元用了 100.00 万元，剩 0.0001 万元。",
        ),
        (
            money(None, "1000000", "1000000", summed=True),
            "100.00%",
            "100.00 万元全部用完。合计栏没有填，由各资金来源相加。",
        ),
        (money(None, "0", "0"), "—", "预算是 0，没有用钱。"),
        (money(None, "0", "5000"), "—", "0.00 万元用了 0.50 万元，超出预算 0.50 万元。"),
        (money("500000", None, None), "未填报", "预算 50.00 万元，表上没有填用了多少。"),
        (money(None, "500000", None), "未填报", "预算 50.00 万元，表上没有填用了多少。"),
        (money(None, None, "500000"), "未填报", "用了 50.00 万元，表上没有填预算，算不出执行率。"),
        (money(None, None, None), "未填报", "表上没有填可以计算的金额。"),
    ],
)
def test_money_is_told_for_whatever_the_form_states(stated: Money, figure: str, said: str) -> None:
    cell = money_cell(stated, "万元")

    assert (cell.figure, cell.lead + cell.more) == (figure, said)


@pytest.mark.parametrize("stated", [money(None, None, None), money("1", None, None), money(None, "1", None)])
def test_withheld_money_is_said_to_be_withheld(stated: Money) -> None:
    cell = money_cell(stated, "万元", withheld=True)

    assert (cell.figure, cell.lead) == ("不公开", "金额依法不予公开。")


def row(standing: Standing, name: str = "", why: str = "") -> Row:
    fact = Silent(why) if standing is Standing.UNKNOWN else Settled((Outcome(standing),))
    points = Points(name, Decimal(10), None, Decimal(10))
    return Row(RowKind.INDICATOR, ("绩效指标", 0), points, (), Verdict.UNKNOWN, "", "", fact=fact)


NOT_WEIGHTED = NoTotal("分值没有填")


def card(
    *rows: Row,
    declared: str | None = None,
    added: str | None = None,
    total: Total | NoTotal = NOT_WEIGHTED,
    grade: str = "",
) -> Scorecard:
    return Scorecard(
        rulebook="mof-2020-10",
        places=2,
        rows=rows,
        weight_sum=HUNDRED,
        declared_sum=Decimal(added) if added else None,
        declared_total=Decimal(declared) if declared else None,
        grade=grade,
        total=total,
        undetermined=Decimal(0),
    )


MET, MISSED = row(Standing.MET), row(Standing.MISSED, "结案率")
CLAIMED, UNKNOWN = row(Standing.CLAIMED), row(Standing.UNKNOWN, why="完成值未填报")


@pytest.mark.parametrize(
    ("rows", "figure", "said"),
    [
        ((), "—", "表上没有可以对照目标和结果的指标。"),
        ((MET, row(Standing.EXCEEDED)), "2/2 达到", "2 项指标都达到目标。"),
        ((UNKNOWN, UNKNOWN), "无法判断", "2 项指标都无法判断：完成值未填报。"),
        ((UNKNOWN, row(Standing.UNKNOWN, why="单位不同")), "无法判断", "2 项指标都无法判断。"),
        ((MET, MISSED), "1/2 达到", "2 项指标：1 项达到，1 项未达到。未达到的是“结案率”。"),
        ((MISSED,), "0/1 达到", "1 项指标：1 项未达到。未达到的是“结案率”。"),
        ((CLAIMED,), "0/1 达到", "1 项指标：1 项只有文字自述。"),
        (
            (MET, MISSED, CLAIMED, UNKNOWN, row(Standing.DOUBTFUL)),
            "1/5 达到",
            "5 项指标：1 项达到，1 项未达到，1 项只有文字自述，1 项有几种读法，1 项无法判断。未达到的是“结案率”。",
        ),
        (
            tuple(row(Standing.MISSED, name) for name in "甲乙丙丁"),
            "0/4 达到",
            "4 项指标：4 项未达到。未达到的是“甲”、“乙”、“丙”等。",
        ),
    ],
)
def test_deeds_are_counted_and_missed_ones_named(rows: tuple[Row, ...], figure: str, said: str) -> None:
    cell = deeds_cell(card(*rows))

    assert (cell.figure, cell.lead + cell.more) == (figure, said)


def total(low: str, high: str, *, judged: str = "100", grades: str = "优优") -> Total:
    reading = TotalReading("", Decimal(low), Decimal(high), grades[0], grades[1])
    part = Judged(Decimal(judged), Decimal(judged), Decimal(judged), Decimal(judged))
    return Total((reading,), HUNDRED, part)


BOTH = Total(
    (TotalReading("按指标行", Decimal("89.5"), Decimal("89.5"), "良", "良"),
     TotalReading("按资金表", Decimal("99.5"), Decimal("99.5"), "优", "优")),
    HUNDRED,
    Judged(HUNDRED, HUNDRED, HUNDRED, HUNDRED),
)  # fmt: skip


@pytest.mark.parametrize(
    ("scored", "said", "position"),
    [
        (card(declared="97", added="97", total=total("87.2", "98.6")),
         "自评 97 分，在规则范围 87.2–98.6 分之内。", Position.WITHIN),
        (card(declared="97", added="97", total=total("95", "98"), grade="优"),
         "自评 97 分，在规则范围 95–98 分之内。自评和规则都是“优”。", Position.WITHIN),
        (card(declared="97", added="97", total=total("97", "97")),
         "自评 97 分，与按规则算出的 97 分一致。", Position.WITHIN),
        (card(declared="97", added="97", total=total("96.6", "96.6")),
         "自评 97 分，与按规则算出的 96.6 分一致。", Position.WITHIN),
        (card(declared="97", added="97", total=total("85", "89", grades="良良"), grade="优"),
         "自评 97 分，比规则最高的 89 分还高 8 分。自评为“优”，按规则为“良”。", Position.ABOVE),
        (card(declared="97", added="97", total=total("90", "90")),
         "自评 97 分，比按规则算出的 90 分还高 7 分。", Position.ABOVE),
        (card(declared="80", added="80", total=total("85", "89", grades="良良"), grade="良"),
         "自评 80 分，比规则最低的 85 分还低 5 分。自评和规则都是“良”。", Position.BELOW),
        (card(declared="80", added="80", total=total("90", "90")),
         "自评 80 分，比按规则算出的 90 分还低 10 分。", Position.BELOW),
        (card(declared="89", added="88", total=total("89", "89")),
         "自评 89 分，与按规则算出的 89 分一致。各项得分相加是 88 分，与总分差 1 分。", Position.WITHIN),
        (card(declared="97", added="97", total=total("8", "100", judged="8")),
         "能核算的 8 分中，自评 8 分，与规则相同。其余 92 分表上没有依据，无法核算。", None),
        (card(declared="97", added="97", total=total("0", "100", judged="0")),
         "表上没有规则可以核算的分值。其余 100 分表上没有依据，无法核算。", None),
        (card(declared="89.5", added="89.5", total=BOTH, grade="良"),
         "自评 89.5 分。表内自相矛盾，规则有 2 种读法：按指标行 89.5 分，按资金表 99.5 分。自评为“良”，按规则为“良至优”。", None),
        (card(declared="97"), "自评 97 分，规则总分无法核算：分值没有填。", None),
        (card(), "表上没有填总分，规则总分无法核算：分值没有填。", None),
        (card(added="96", total=total("95", "95")),
         "表上没有填总分，各项得分相加 96 分；按规则为 95 分。", None),
    ],
)  # fmt: skip
def test_points_are_told_against_the_rule(
    real: Assessment, scored: Scorecard, said: str, position: Position | None
) -> None:
    entry = _entry(real, scored)
    cell = points_cell(entry)
    gap = entry.gap

    assert cell.lead + cell.more == said
    assert (gap.position if gap else None) == position
    assert "–100" not in said


def test_a_withheld_total_is_said_to_be_withheld(real: Assessment) -> None:
    black = Figure(BLACKED_OUT, None, 0, "")
    entry = _entry(real, card(total=total("90", "90")))
    form = entry.report.form.model_copy(update={"total": black})
    cell = points_cell(replace(entry, report=replace(entry.report, form=form)))

    assert (cell.figure, cell.lead) == ("不公开", "自评总分依法不予公开。")


def _entry(real: Assessment, scored: Scorecard) -> Entry:
    assert real.content is not None
    case = real.cases[0]
    printed = parse_figure(str(scored.declared_total)) if scored.declared_total is not None else None
    form = case.report.form.model_copy(update={"total": printed, "grade": None})
    report = replace(case.report, form=form)
    department = real.content.departments[report.identity.department]
    return Entry(report, scored, case.rulebook, department, money(None, None, None), ())


def test_a_gap_has_two_ends() -> None:
    """97 against 85 to 89: 8 above the maximum, 12 above the minimum."""
    gap = gap_of(card(declared="97", total=total("85", "89")), None)

    assert gap is not None
    assert (gap.low, gap.high, gap.beyond) == (Decimal(8), Decimal(12), Decimal(8))


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (Tally(0, 0, 0, 0), "没有发现须核对的地方。"),
        (Tally(0, 0, 2, 0), "没有发现须核对的地方。另有提示 2 处。"),
        (Tally(3, 0, 0, 0), "须核对 3 处，尚未说明 3 处。"),
        (Tally(3, 1, 2, 1), "须核对 3 处，单位已说明 1 处，尚未说明 2 处。另有提示 2 处，软件无法判断 1 处。"),
        (Tally(3, 3, 0, 1), "须核对 3 处，单位已说明 3 处。另有软件无法判断 1 处。"),
    ],
)
def test_the_three_counts_are_never_added(counts: Tally, said: str) -> None:
    assert status_line(counts) == said
