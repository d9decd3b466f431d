"""Seven faults that the whole suite once did not see: each has a test of its own here, small enough to be run at every one."""

import hashlib
import json
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from generator.checks.runner import check_all
from generator.disclosure.disclose import Showing, disclose, showing
from generator.model.figure import BLACKED_OUT
from generator.publish.release import new_release
from tests.followed import silent
from tests.make import make_case, make_report, row, rows
from tests.test_checks import OPEN, codes, partly

DAY = date(2024, 6, 1)


@pytest.mark.parametrize(("points", "odd"), [("-0.01", True), ("0", False), ("20", False), ("20.01", True)])
def test_a_score_below_nothing_is_as_odd_as_one_above_its_weight(points: str, odd: bool) -> None:
    assert ("F104" in codes(make_case(绩效指标=[row(分值="20", 得分=points), *rows()[1:]]))) is odd


@pytest.mark.parametrize(("secret", "told"), [("县路政处", True), ("路政处", False)])
def test_a_secret_of_four_characters_is_looked_for_and_a_shorter_word_is_not(secret: str, told: bool) -> None:
    hidden = {"年度总体目标": {"预期目标": secret, "实际完成情况": "完成"}, "公开": partly("年度总体目标/预期目标")}

    assert ("D104" in codes(make_case(**hidden, 报告={"项目概况": f"由{secret}负责。"}))) is told


def test_a_withdrawn_report_is_black_where_it_was() -> None:
    withdrawal = {"日期": "2024-01-02", "原因": "重复公开", "批准人": "李四"}
    hidden = [{"栏目": "项目名称", "依据": "第十五条"}]
    case = make_case(公开={**OPEN, "状态": "已撤回", "撤回": withdrawal, "不予公开栏目": hidden})
    (report,) = disclose([case], check_all([case], {}), {}, DAY).withdrawn

    assert report.title == BLACKED_OUT


@pytest.mark.parametrize(("old", "new"), [(">=48公里", ">=40公里"), (None, ">=40公里"), (">=48公里", None)])
def test_an_adjusted_target_changes_in_no_silence(old: str | None, new: str | None) -> None:
    was, now = (
        make_case(绩效指标=[row(**({} if one is None else {"调整后指标值": one})), *rows()[1:]]) for one in (old, new)
    )

    assert [one.code for one in silent(was, now)] == ["G101"]


def release(site: Path, text: str) -> None:
    with new_release(site) as staging:
        (staging / "index.html").write_text(text, "utf-8")


WATCHED: list[Path] = []
MISSING: list[str] = []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Before each step on the file system, see whether the site still shows its first page."""
    if WATCHED and event.startswith(("os.", "shutil.")) and not (WATCHED[0] / "index.html").is_file():
        MISSING.append(f"{event} {arguments}")


sys.addaudithook(watch)


def test_the_site_shows_a_whole_release_before_and_after_every_step_of_the_switch(tmp_path: Path) -> None:
    site = tmp_path / "site"
    release(site, "old")
    WATCHED.append(site)
    try:
        release(site, "new")
        release(site, "newer")
    finally:
        WATCHED.clear()

    assert MISSING == []


@pytest.mark.parametrize("length", [1, 63, 64, 65, 1000, 100_000])
def test_one_byte_changed_anywhere_changes_the_manifest(length: int, tmp_path: Path) -> None:
    text = "a" * length
    for name, said in (("site", text), ("other", f"{text[:-1]}b")):
        release(tmp_path / name, said)
        (entry,) = json.loads((tmp_path / name / "manifest.json").read_bytes())["files"]

        digest = hashlib.sha256(said.encode()).hexdigest()
        assert entry == {"path": "index.html", "bytes": length, "sha256": digest}


def test_an_embargo_ends_with_the_first_minute_of_its_day_and_not_before() -> None:
    report = make_report(公开={**OPEN, "公开日期": "2024-06-01"})

    assert showing(report, date(2024, 5, 31)) is Showing.HIDDEN
    assert showing(report, datetime(2024, 5, 31, 23, 59)) is Showing.HIDDEN  # noqa: DTZ001 - Beijing, as everywhere
    assert showing(report, DAY) is Showing.SHOWN
