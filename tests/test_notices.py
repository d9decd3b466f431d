"""Signed notices reach the public on their day, of what is public, and say nothing of what is kept back."""

from datetime import date

import pytest

from generator.disclosure.notices import public_notices
from generator.model.figure import BLACKED_OUT
from generator.model.notice import Notice
from tests.make import make_report
from tests.test_checks import partly

OPEN_ID, PARTLY_ID = "2022/county-roads/road-care", "2022/county-roads/bridges"
REPORTS = (make_report(), make_report(identity=PARTLY_ID, 公开=partly("总分")))


def notice(day: str, *moves: tuple[str, str]) -> Notice:
    moved = [{"报告": report, "栏目": what, "原": "旧值", "现": "新值"} for report, what in moves]
    return Notice.model_validate({"日期": day, "事由": day, "依据": "通知", "签发人": "李四", "移动": moved})


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2024, 5, 31), ["2024-05-30"]),
        (date(2024, 6, 1), ["2024-06-01", "2024-05-30"]),
        (None, ["2024-06-02", "2024-06-01", "2024-05-30"]),
    ],
)
def test_a_notice_is_told_from_its_day_the_newest_first(day: date | None, shown: list[str]) -> None:
    notices = [notice(one) for one in ("2024-05-30", "2024-06-02", "2024-06-01")]

    assert [one.cause for one in public_notices(notices, REPORTS, day)] == shown


def test_what_moved_is_told_of_public_reports_and_nothing_of_what_is_kept_back() -> None:
    moves = ((OPEN_ID, "规则等级"), (PARTLY_ID, "规则参考总分"), (PARTLY_ID, "部门名称"), ("2022/hidden/a", "等级"))
    (told,) = public_notices([notice("2024-05-30", *moves)], REPORTS, date(2024, 6, 1))

    assert [(one.report, one.what, one.old, one.new) for one in told.moves] == [
        (OPEN_ID, "规则等级", "旧值", "新值"),
        (PARTLY_ID, "规则参考总分", BLACKED_OUT, BLACKED_OUT),
        (PARTLY_ID, "部门名称", "旧值", "新值"),
    ]
