"""Units that forms write differently, units that convert into each other, and units that only look alike."""

from fractions import Fraction

import pytest

from generator.scoring.units import conversion, is_count, is_duration, same_unit


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("份", "份调研报告"),
        ("个", "个项目"),
        ("m²", "平方米"),
        ("公里", "KM"),
        ("人", "名"),
        ("天", "日"),
        ("%", "%"),
        ("元", "元"),
        ("元/人", "元/名"),
        ("批", "批次"),
        ("件", "项"),
        ("户", "家"),
        ("千米", "公里"),
    ],
)
def test_other_spellings_and_added_nouns_are_the_same_unit(left: str, right: str) -> None:
    assert same_unit(left, right)
    assert same_unit(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("人", "人次"),
        ("次", "%"),
        ("元", "元/人"),
        ("天", "工作日"),
        ("%", "%以上"),
        ("", "件"),
        ("台", "台次"),
        ("月", "天"),
        ("户", "人"),
        ("亩", "株"),
        ("%", "个百分点"),
        ("小时", "天"),
        ("元/人", "元/天"),
    ],
)
def test_units_that_only_look_alike_are_kept_apart(left: str, right: str) -> None:
    assert not same_unit(left, right)
    assert not same_unit(right, left)


@pytest.mark.parametrize(
    ("one", "others", "factor"),
    [
        ("天", "小时", 24),
        ("小时", "分钟", 60),
        ("周", "天", 7),
        ("年", "月", 12),
        ("季度", "个月", 3),
        ("公里", "米", 1000),
        ("吨", "公斤", 1000),
        ("公斤", "斤", 2),
        ("公顷", "亩", 15),
        ("平方公里", "公顷", 100),
        ("亩", "平方米", Fraction(2000, 3)),
        ("立方米", "升", 1000),
        ("兆瓦时", "度", 1000),
        ("%", "‰", 10),
        ("元/人·天", "元/人·日", 1),
        ("元/公斤", "元/吨", 1000),
        ("元/吨", "元/公斤", Fraction(1, 1000)),
    ],
)
def test_units_of_one_table_convert_exactly_both_ways(one: str, others: str, factor: int | Fraction) -> None:
    """By the legal units of measurement; a hectare is 15 亩."""
    assert conversion(one, others) == factor
    assert conversion(others, one) == 1 / Fraction(factor)


@pytest.mark.parametrize(("left", "right"), [("工作日", "天"), ("元", "美元"), ("人", "%"), ("米", "平方米")])
def test_what_no_table_ties_together_is_not_converted(left: str, right: str) -> None:
    assert conversion(left, right) is None
    assert conversion(right, left) is None


def test_units_of_time_and_of_things_that_are_counted_are_known() -> None:
    assert [unit for unit in ("小时", "个月", "工作日", "元", "%", "人") if is_duration(unit)] == [
        "小时",
        "个月",
        "工作日",
    ]
    assert [unit for unit in ("人", "公里", "人次", "元", "%", "分") if is_count(unit)] == ["人", "公里", "人次"]
