"""The first page: three facts, each with its link; years with their change."""

from decimal import Decimal

import pytest

from generator.catalogue import Catalogue
from generator.pages.front import front_view
from generator.pages.newest import rate_change


def test_the_lowest_execution_of_the_newest_year_leads(six: Catalogue) -> None:
    """2021: 49.92 of 50.00 and 2428.53 of 2428.53 万元; the first is the lower one."""
    story = front_view(six).stories[0]

    assert (story.head, story.figure) == ("2021年度执行率最低", "99.84%")
    assert story.link.url == "2021/sx-npc/it-construction/"
    assert story.said == "50.00 万元用了 49.92 万元，剩 0.08 万元。"
    assert "尚未说明" in story.reply


def test_no_gap_is_told_where_none_is_above(six: Catalogue) -> None:
    view = front_view(six)

    assert [story.head for story in view.stories if "高出" in story.head] == []
    assert dict(view.positions) == {"高于规则": "0 份", "区间内": "3 份", "低于规则": "1 份", "无法核算": "2 份"}
    assert view.finding == "6 份自评报告，没有一份的自评总分高于规则的最高分。"


def test_the_counts_of_the_first_page_are_those_of_the_years(six: Catalogue) -> None:
    view = front_view(six)

    assert sum(int(year.reports) for year in view.years) == 6
    reviews = sum(int(year.reviews) for year in view.years)
    assert f"须核对 {reviews} 处" in view.counts


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("0.90", "0.95", "比上一年 +5 个百分点"),
        ("0.95", "0.9", "比上一年 −5 个百分点"),
        ("0.9", "0.9", "与上一年持平"),
        (None, "0.9", ""),
        ("0.9", None, ""),
    ],
)
def test_a_rate_is_set_beside_that_of_the_year_before(before: str | None, now: str | None, said: str) -> None:
    then, after = (None if text is None else Decimal(text) for text in (before, now))

    assert rate_change(then, after) == said


def test_grades_stand_in_one_order_whatever_the_reports(six: Catalogue) -> None:
    counted = six.summary(six.entries).grades

    assert [name for name, _ in counted] == [name for name in ("优", "良", "中", "差") if name in dict(counted)]
    assert six.summary(tuple(reversed(six.entries))).grades == counted
