"""What holds for every form: the formulas in exact fractions, the limits of points, and how rows make totals."""

from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model.figure import YUAN_PER
from generator.model.text import invisible_character
from generator.scoring.engine import score
from generator.scoring.scorecard import NoTotal, Row, RowKind, Scorecard
from tests.make import make_report, row, rulebook, sure

BOOKS = {name: rulebook(name) for name in ("mof-2020-10", "sh-2020", "sx-2020", "gx-2020", "hb-2020", "chongming-2018")}
DIVIDING = {"hb-2020", "chongming-2018"}  # reverse points by target ÷ actual; the others deduct the overrun


def card(name: str, indicators: list[dict[str, Any]], **fields: Any) -> Scorecard:
    """Score a form of just these rows by the rulebook named; no funding and no total unless given."""
    stated = {"资金": None, "总分": None, "评价规则": name, "绩效指标": indicators, **fields}
    return score(make_report(**stated), BOOKS[name])


def one(name: str, **cells: str) -> Row:
    return card(name, [row(**({"三级指标": "某项指标"} | cells))]).rows[0]


def hundredths(exact: Fraction) -> Fraction:
    """Round a figure that is not negative to two decimals, halves up."""
    return Fraction(floor(exact * 100 + Fraction(1, 2)), 100)


def by_the_rule(operator: str, target: Fraction, actual: Fraction, weight: Fraction, *, dividing: bool) -> Fraction:
    """Give the points as domain.md 1.4 tabulates them; a target of zero never divides."""
    if operator == "<=":
        if actual <= target:
            return weight
        if dividing:
            return target / actual * weight
        return (1 - (actual - target) / target) * weight if actual < 2 * target else Fraction(0)
    if operator == "=" and target == 0:
        return weight if actual <= 0 else Fraction(0)
    return weight if actual >= target else actual / target * weight


AMOUNTS = st.decimals(min_value=0, max_value=10_000, places=2) | st.integers(0, 12).map(Decimal)
WEIGHTS = st.decimals(min_value=0, max_value=100, places=1)
OPERATORS = st.sampled_from([">=", "<=", "="])
NAMES = st.sampled_from(sorted(BOOKS))


@given(
    name=NAMES, operator=OPERATORS, target=AMOUNTS, actual=AMOUNTS, weight=WEIGHTS, unit=st.sampled_from(["个", "%"])
)
@settings(deadline=None, max_examples=300)
def test_quantities_score_as_the_formulas_say(
    name: str, operator: str, target: Decimal, actual: Decimal, weight: Decimal, unit: str
) -> None:
    cells = {"年度指标值": f"{operator}{target}{unit}", "实际完成值": f"{actual}{unit}", "分值": str(weight)}
    scorecard = card(name, [row(**cells, 三级指标="某项指标")])
    found = scorecard.rows[0]
    expected = by_the_rule(operator, Fraction(target), Fraction(actual), Fraction(weight), dividing=name in DIVIDING)

    if operator == ">=" and target == 0 < actual:
        assert (sure(found.low), sure(found.high)) == (Decimal(0), weight)  # programs give 0, plain reading gives full
        return
    assert found.low == found.high
    assert abs(Fraction(sure(found.low)) - expected) < Fraction(1, 10**20)
    assert Fraction(sure(scorecard.low)) == hundredths(expected)
    assert 0 <= sure(found.low) <= weight


@given(name=NAMES, target=AMOUNTS, actual=AMOUNTS, weight=WEIGHTS)
@settings(deadline=None)
def test_a_bare_target_of_unknown_direction_lies_between_both_formulas(
    name: str, target: Decimal, actual: Decimal, weight: Decimal
) -> None:
    """One way the target is met and counts in full, the other way it is missed. A bare zero is met or not."""
    cells = {"二级指标": "成本指标", "三级指标": "每人补助标准"}
    found = one(name, **cells, 年度指标值=f"{target}元", 实际完成值=f"{actual}元", 分值=str(weight))
    t, a, w = Fraction(target), Fraction(actual), Fraction(weight)
    ways = [
        by_the_rule(operator, t, a, w, dividing=name in DIVIDING) for operator in (("=",) if t == 0 else (">=", "<="))
    ]

    assert abs(Fraction(sure(found.low)) - min(ways)) < Fraction(1, 10**20)
    assert found.high == max(ways)


@given(name=NAMES, budget=AMOUNTS.filter(bool), executed=AMOUNTS, weight=WEIGHTS)
@settings(deadline=None)
def test_the_budget_row_scores_what_was_spent_of_the_budget(
    name: str, budget: Decimal, executed: Decimal, weight: Decimal
) -> None:
    money = {"年初预算数": str(budget), "全年预算数": str(budget), "全年执行数": str(executed)}
    funding = [{"来源": "年度资金总额", "分值": str(weight), "得分": "0", **money}]
    found = card(name, [row()], 资金=funding).rows[0]
    share = min(Fraction(1), Fraction(executed) / Fraction(budget))

    if name == "chongming-2018":
        tiers = [("0.9", "1", "1"), ("0.8", "0.75", "1"), ("0.7", "0.5", "0.75"), ("0", "0", "0")]
        low, high = next((low, high) for limit, low, high in tiers if share >= Fraction(limit))
        assert (found.low, found.high) == (weight * Decimal(low), weight * Decimal(high))
    else:
        assert found.low == found.high
        assert abs(Fraction(sure(found.low)) - share * Fraction(weight)) < Fraction(1, 10**20)


# Forms of arbitrary cells, as far as the loader lets them in: any visible text, any figure.

WORDING = st.text(
    alphabet="0123456789.,%‰≥≤<>=-~至约近万亿元个次人天年月日底前提升下降完善基本部分未已无建立，、。（） ", max_size=14
)
ANY_TEXT = st.text(st.characters(exclude_categories=["C"]), max_size=30).filter(
    lambda text: not invisible_character(text)
)
TEXTS = (
    WORDING | ANY_TEXT | st.sampled_from(["100%", ">=90%", "=0次", "0", "-", "100-200人", "2022年6月底前", "已完成"])
)
FIGURES = st.from_regex(r"-?[0-9]{1,13}(\.[0-9]{1,6})?(%|分|元|万元|亿元)?|-|—", fullmatch=True) | st.sampled_from(
    ["0", "5", "10", "20", "100", "9.96", "100%"]
)


def some(**cells: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return cells of which any may be missing."""
    return st.fixed_dictionaries({}, optional=dict(cells))


INDICATORS = some(
    一级指标=st.sampled_from(["产出指标", "预算执行率", "满意度指标"]),
    二级指标=st.sampled_from(["数量指标", "成本指标", "预算执行"]),
    三级指标=st.sampled_from(["预算执行率", "差错率", "项目设立的规范性"]) | TEXTS,
    指标性质=st.sampled_from(["≥", "≤", "＝", "正向", "反向", "定性"]) | TEXTS,
    年度指标值=TEXTS,
    调整后指标值=TEXTS,
    度量单位=TEXTS,
    实际完成值=TEXTS,
    完成率=FIGURES,
    分值=FIGURES,
    得分=FIGURES,
    单项得分=FIGURES,
    评分规则=st.just("甲（1分）乙（2.5分）") | TEXTS,
    与上行合并=st.sampled_from([[], ["分值"], ["得分"], ["分值", "得分"]]),
)
FUNDING = some(
    属于=st.just("当年财政拨款"),
    年初预算数=FIGURES,
    全年预算数=FIGURES,
    全年执行数=FIGURES,
    执行率=FIGURES,
    分值=FIGURES,
    得分=FIGURES,
).flatmap(
    lambda cells: st.sampled_from(["年度资金总额", "当年财政拨款", "其他资金"]).map(lambda name: {"来源": name} | cells)
)
HUGE = {"年初预算数": "0.000001元", "全年预算数": "0.000001元", "全年执行数": "9999999999999亿元"}


@given(
    name=NAMES,
    indicators=st.lists(INDICATORS, min_size=1, max_size=5),
    funding=st.lists(FUNDING, max_size=3),
    total=st.none() | FIGURES,
    unit=st.sampled_from(sorted(YUAN_PER)),
)
@example("chongming-2018", [{}], [{"来源": "年度资金总额", "分值": "8", **HUGE}], None, "元")
@example(
    "mof-2020-10", [{"二级指标": "预算执行", "分值": "10", "实际完成值": "90%"}], [{"来源": "合计", **HUGE}], None, "元"
)
@example("mof-2020-10", [{}], [{"来源": "合计", "分值": "10", "全年预算数": "9", "全年执行数": "-9"}], None, "元")
@settings(deadline=None, max_examples=300)
def test_whatever_stands_in_the_cells_points_stay_between_zero_and_the_weight(
    name: str, indicators: list[dict[str, Any]], funding: list[dict[str, str]], total: str | None, unit: str
) -> None:
    found = card(name, indicators, 资金=funding, 总分=total, 金额单位=unit)

    assert len([line for line in found.rows if line.kind in (RowKind.INDICATOR, RowKind.SHARED)]) == len(indicators)
    for line in found.rows:
        assert bool(line.readings) == (line.weight is not None)
        if line.weight is not None and line.weight >= 0:
            assert all(0 <= reading.low <= reading.high <= line.weight for reading in line.readings)
    scored = [line for line in found.rows if line.readings]
    if isinstance(found.total, NoTotal):
        assert not scored or len(scored) < len(found.rows)
        assert (found.low, found.high, found.grade_span) == (None, None, "")
        return
    assert found.low == sum((found.points(sure(line.low)) for line in scored), Decimal(0))
    assert found.high == sum((found.points(sure(line.high)) for line in scored), Decimal(0))
    assert all(reading.low <= reading.high for reading in found.readings) or any(
        sure(line.weight) < 0 for line in scored
    )


LINES = st.fixed_dictionaries(
    {
        "三级指标": st.sampled_from(["培训人数", "审核差错率"]),
        "年度指标值": TEXTS,
        "调整后指标值": TEXTS,
        "实际完成值": TEXTS,
        "分值": st.integers(0, 30).map(str),
        "得分": st.integers(0, 30).map(str),
    }
)


@given(name=NAMES, data=st.data(), lines=st.lists(LINES, min_size=2, max_size=6))
@settings(deadline=None)
def test_the_order_of_rows_changes_no_total(name: str, data: st.DataObject, lines: list[dict[str, str]]) -> None:
    straight, shuffled = card(name, lines), card(name, data.draw(st.permutations(lines)))

    assert sorted((total.low, total.high) for total in shuffled.readings) == sorted(
        (total.low, total.high) for total in straight.readings
    )
    assert (shuffled.weight_sum, shuffled.declared_sum, shuffled.undetermined, shuffled.grade_span) == (
        straight.weight_sum,
        straight.declared_sum,
        straight.undetermined,
        straight.grade_span,
    )


@given(name=NAMES, actual=AMOUNTS, more=AMOUNTS, target=AMOUNTS.filter(bool))
@settings(deadline=None)
def test_who_does_more_never_scores_less(name: str, actual: Decimal, more: Decimal, target: Decimal) -> None:
    """More of a positive indicator, less of a reverse one: never fewer points."""
    less_of, more_of = sorted((actual, more))
    positive = [
        sure(one(name, 年度指标值=f">={target}个", 实际完成值=f"{value}个").low) for value in (less_of, more_of)
    ]
    reverse = [sure(one(name, 年度指标值=f"<={target}个", 实际完成值=f"{value}个").low) for value in (less_of, more_of)]

    assert positive == sorted(positive)
    assert reverse == sorted(reverse, reverse=True)


@pytest.mark.parametrize("name", sorted(BOOKS))
@given(total=st.decimals(min_value=0, max_value=100, places=3))
@settings(deadline=None)
def test_every_total_has_the_grade_its_limits_give_it(name: str, total: Decimal) -> None:
    expected = "优" if total >= 90 else "良" if total >= 80 else "中" if total >= 60 else "差"

    assert BOOKS[name].grade_of(total).name == expected
