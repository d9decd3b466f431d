"""What holds of a whole scorecard, whatever a form states: scale, more and less, copies, mirrors, gaps.

The long run tries 10,000 forms for each promise instead of some dozens.
"""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.scoring.engine import score
from generator.scoring.facts import Standing
from generator.scoring.scorecard import NoTotal, Row, Scorecard, Total
from tests.effort import tries
from tests.make import make_report
from tests.test_scoring_properties import ANY_TEXT, BOOKS, FUNDING, INDICATORS, NAMES, TEXTS, WORDING

pytestmark = pytest.mark.long
many = settings(deadline=None, max_examples=tries(80))


def card(book: str, rows: list[dict[str, Any]], **fields: Any) -> Scorecard:
    """Score a form of just these rows; no funding, total or money unit unless given."""
    stated = {"资金": None, "总分": None, "金额单位": None, "评价规则": book, "绩效指标": rows, **fields}
    return score(make_report(**stated), BOOKS[book])


def one(book: str, target: str, actual: str, name: str = "某项指标", **cells: str) -> Row:
    """Score one row of 10 points."""
    values = {"年度指标值": target, "实际完成值": actual}
    stated = {"二级指标": "质量指标", "三级指标": name, "分值": "10", "得分": "10", **values, **cells}
    return card(book, [{key: text for key, text in stated.items() if text}]).rows[0]


def said(row: Row) -> tuple[Any, ...]:
    """Return what a row says: how it stands, and its points."""
    return row.standing, row.low, row.high


AMOUNTS = st.integers(0, 999).map(Decimal) | st.decimals(0, 999, places=2)
BOUNDS = st.sampled_from(["", "≥", "≤", "＞", "＜", "=", "不低于", "不超过"])
WORDS_BEFORE = st.sampled_from(["", "约", "近", "不足", "超过", "≥", "≤", "已完成", "达到", "共"])
WORDS_BEHIND = st.sampled_from(["", "以上", "以内", "左右"])
# Names that count upwards, downwards, and either way.
UPWARDS = ["培训合格率", "任务完成率", "路面硬化里程", "群众满意度", "发放补助人数"]
DOWNWARDS = ["审核差错率", "返修率", "失业率", "事故发生次数", "投诉次数"]
OPEN = ["某项指标", "资产负债率", "某项指数"]


# The same scale on both sides.


@given(
    book=NAMES,
    bound=BOUNDS,
    target=AMOUNTS,
    before=WORDS_BEFORE,
    behind=WORDS_BEHIND,
    actual=AMOUNTS,
    scale=st.sampled_from(["万", "亿", "千"]),
    unit=st.sampled_from(["", "人", "元", "件", "次", "亩"]),
    name=st.sampled_from([*UPWARDS, *DOWNWARDS, *OPEN]),
)
@many
def test_the_same_scale_on_both_sides_changes_nothing(
    *,
    book: str,
    bound: str,
    target: Decimal,
    before: str,
    behind: str,
    actual: Decimal,
    scale: str,
    unit: str,
    name: str,
) -> None:
    """50万人 of 40万人 is 50人 of 40人. Without any unit two figures far apart may differ in scale: not here."""
    assume(unit or (target and actual and Decimal(1) / 500 < actual / target < 500 and min(target, actual) >= 1))
    plain, scaled = (
        one(book, f"{bound}{target}{factor}{unit}", f"{before}{actual}{factor}{unit}{behind}", name)
        for factor in ("", scale)
    )

    assert said(plain) == said(scaled)


@pytest.mark.parametrize(
    ("small", "large", "factor"),
    [("米", "公里", 1000), ("公斤", "吨", 1000), ("亩", "公顷", 15), ("小时", "天", 24), ("分钟", "小时", 60)],
)
@given(book=NAMES, bound=BOUNDS, target=AMOUNTS, actual=AMOUNTS, name=st.sampled_from([*UPWARDS, *OPEN]))
@many
def test_a_unit_that_converts_changes_nothing(
    *, small: str, large: str, factor: int, book: str, bound: str, target: Decimal, actual: Decimal, name: str
) -> None:
    """Both in the large unit, both in the small one, or one in each."""
    in_large = one(book, f"{bound}{target}{large}", f"{actual}{large}", name)
    in_small = one(book, f"{bound}{target * factor}{small}", f"{actual * factor}{small}", name)
    mixed = one(book, f"{bound}{target}{large}", f"{actual * factor}{small}", name)

    assert said(in_large) == said(in_small) == said(mixed)


# A better actual value.


@given(
    book=NAMES,
    bound=st.sampled_from(["≥", "＞", "不低于", ""]),
    target=AMOUNTS,
    values=st.tuples(AMOUNTS, AMOUNTS),
    unit=st.sampled_from(["%", "个", "人次", "公里"]),
    name=st.sampled_from(UPWARDS),
    behind=WORDS_BEHIND,
)
@many
def test_who_does_more_never_scores_less(
    *, book: str, bound: str, target: Decimal, values: tuple[Decimal, Decimal], unit: str, name: str, behind: str
) -> None:
    """But for a target of 0, of which programs make 0 points once there is more than 0."""
    assume(target or bound == "＞")
    less, more = (one(book, f"{bound}{target}{unit}", f"{value}{unit}{behind}", name) for value in sorted(values))

    assert less.low is not None
    assert less.high is not None
    assert more.low is not None
    assert more.high is not None
    assert (less.low <= more.low, less.high <= more.high) == (True, True)


@given(
    book=NAMES,
    bound=st.sampled_from(["≤", "＜", "不超过", ""]),
    target=AMOUNTS,
    values=st.tuples(AMOUNTS, AMOUNTS),
    unit=st.sampled_from(["%", "起", "人次", "次"]),
    name=st.sampled_from(DOWNWARDS),
    behind=WORDS_BEHIND,
)
@many
def test_who_lets_less_go_wrong_never_scores_less(
    *, book: str, bound: str, target: Decimal, values: tuple[Decimal, Decimal], unit: str, name: str, behind: str
) -> None:
    better, worse = (one(book, f"{bound}{target}{unit}", f"{value}{unit}{behind}", name) for value in sorted(values))

    assert better.low is not None
    assert better.high is not None
    assert worse.low is not None
    assert worse.high is not None
    assert (better.low >= worse.low, better.high >= worse.high) == (True, True)


# An actual value that repeats its target.


@given(
    book=NAMES,
    text=TEXTS | WORDING | ANY_TEXT,
    name=st.sampled_from([*UPWARDS, *DOWNWARDS, *OPEN]),
    unit=st.sampled_from(["", "%", "万元", "次"]),
)
@many
def test_a_value_equal_in_text_to_its_target_can_always_be_full(book: str, text: str, name: str, unit: str) -> None:
    assume(text.strip())
    found = one(book, text, text, name, 度量单位=unit)

    assert found.high == found.weight
    assert found.standing is not Standing.MISSED


@given(book=NAMES, bound=BOUNDS, value=AMOUNTS, unit=st.sampled_from(["", "%", "个", "万元", "天"]))
@many
def test_a_figure_equal_to_its_target_is_full(book: str, bound: str, value: Decimal, unit: str) -> None:
    """Also without the sign; `＜0` asks for less than nothing and `＞0` for something."""
    assume(value or bound not in {"＞", "＜"})
    found = one(book, f"{bound}{value}{unit}", f"{value}{unit}")

    assert (found.low, found.high) == (found.weight, found.weight)


# Sign and direction turned round together.


@given(
    book=NAMES,
    bound=st.sampled_from(["", "≥", "不低于"]),
    target=AMOUNTS.filter(bool),
    actual=AMOUNTS,
    along=st.booleans(),
    unit=st.sampled_from(["%", "个百分点", "人"]),
)
@many
def test_a_rise_and_a_fall_are_judged_alike(
    book: str, bound: str, target: Decimal, actual: Decimal, along: bool, unit: str
) -> None:
    """增长5%, of which 增长4% is done, and 下降5%, of which 下降4% is: one is the mirror of the other."""
    mirrored = {"增长": "下降", "下降": "增长"}
    done = "增长" if along else "下降"
    rise = one(book, f"增长{bound}{target}{unit}", f"{done}{actual}{unit}")
    fall = one(book, f"下降{bound}{target}{unit}", f"{mirrored[done]}{actual}{unit}")

    assert said(rise) == said(fall)


@given(book=NAMES, target=AMOUNTS.filter(bool), actual=AMOUNTS.filter(bool))
@many
def test_a_minus_and_a_word_for_a_fall_say_the_same(book: str, target: Decimal, actual: Decimal) -> None:
    assert said(one(book, f"下降{target}%", f"-{actual}%")) == said(one(book, f"下降{target}%", f"下降{actual}%"))


# Rows are judged one by one.

PLAIN_ROWS = st.lists(
    INDICATORS.map(lambda row: {key: value for key, value in row.items() if key != "与上行合并"}),
    min_size=1,
    max_size=4,
)


@given(
    book=NAMES,
    rows=PLAIN_ROWS,
    funding=st.lists(FUNDING, max_size=2),
    place=st.integers(0, 4),
    target=WORDING,
    actual=WORDING,
)
@many
def test_an_unreadable_row_changes_no_other(
    book: str, rows: list[dict[str, str]], funding: list[dict[str, str]], place: int, target: str, actual: str
) -> None:
    """It has no score, so that it adds nothing to what is declared either."""
    odd = {"一级指标": "其他", "三级指标": "说不清的一行", "年度指标值": target, "实际完成值": actual, "分值": "7"}
    place = min(place, len(rows))
    before = card(book, rows, 资金=funding).rows
    after = card(book, [*rows[:place], odd, *rows[place:]], 资金=funding).rows

    assert [_apart(row) for row in after if row.label != "说不清的一行"] == [_apart(row) for row in before]


def _apart(row: Row) -> tuple[Any, ...]:
    """Return all of a row but its number."""
    return row.kind, row.points, row.readings, row.verdict, row.reason, row.is_budget, row.fact


# What is not stated.

STATED = st.fixed_dictionaries(
    {
        "三级指标": st.sampled_from([*UPWARDS, *DOWNWARDS, *OPEN]),
        "年度指标值": TEXTS.filter(str.strip),
        "实际完成值": TEXTS.filter(str.strip),
        "分值": st.integers(0, 30).map(str),
        "得分": st.integers(0, 30).map(str),
    }
)


@given(
    book=NAMES,
    rows=st.lists(STATED, min_size=1, max_size=4),
    place=st.integers(0, 3),
    missing=st.sampled_from(["年度指标值", "实际完成值", "得分"]),
)
@many
def test_what_is_not_stated_lowers_no_total(book: str, rows: list[dict[str, str]], place: int, missing: str) -> None:
    """It may only leave the total more open."""
    place %= len(rows)
    less = [row if number != place else _without(row, missing) for number, row in enumerate(rows)]
    whole, open_ = card(book, rows), card(book, less)

    assert isinstance(whole.total, Total)
    assert isinstance(open_.total, Total)
    assert open_.total.high >= whole.total.high
    assert open_.total.low <= whole.total.low
    assert missing != "得分" or open_.total == whole.total or open_.declared_sum != whole.declared_sum


@given(book=NAMES, rows=st.lists(STATED, min_size=1, max_size=4), place=st.integers(0, 3))
@many
def test_a_row_without_points_has_none_and_leaves_no_total(book: str, rows: list[dict[str, str]], place: int) -> None:
    place %= len(rows)
    less = [row if number != place else _without(row, "分值") for number, row in enumerate(rows)]
    whole, found = card(book, rows), card(book, less)

    assert isinstance(found.total, NoTotal)
    assert (found.low, found.high, found.grade, found.grade_span) == (None, None, "", "")
    assert found.rows[place].readings == ()
    assert [row.readings for row in found.rows if row.path[1:] != (place,)] == [
        row.readings for row in whole.rows if row.path[1:] != (place,)
    ]


@given(book=NAMES, rows=st.lists(STATED, min_size=1, max_size=4), total=st.integers(0, 100).map(str))
@many
def test_a_grade_is_given_only_for_the_full_score(book: str, rows: list[dict[str, str]], total: str) -> None:
    found = card(book, rows, 总分=total)
    full = sum((Decimal(row["分值"]) for row in rows), Decimal(0)) == BOOKS[book].full_score

    assert full or not found.grade
    assert full or not found.grade_span


def _without(row: dict[str, str], name: str) -> dict[str, str]:
    return {key: text for key, text in row.items() if key != name}
