"""Units that forms write differently, and units that only look alike."""

import pytest
from generator.model.units import same_unit


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
        ("件", "项"),
        ("", "件"),
        ("台", "台次"),
    ],
)
def test_units_that_only_look_alike_are_kept_apart(left: str, right: str) -> None:
    assert not same_unit(left, right)
    assert not same_unit(right, left)
