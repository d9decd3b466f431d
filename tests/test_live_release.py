"""The live release is the base of the gate: real builds, one after the other, beside and from another machine."""

import hashlib
import json
import shutil
import stat
from pathlib import Path

import pytest

from tests.bureau import Bureau, new_bureau
from tests.serving import serve

REPORT = "content/projects/2024/shili-ju/road-care.yml"
DAY = ("--date", "2026-01-05")
pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a bureau whose site went live once."""
    folder = tmp_path_factory.mktemp("first") / "bureau"
    with pytest.MonkeyPatch.context() as patch:
        assert new_bureau(folder, patch).run("build", *DAY).exit_code == 0
    return folder


@pytest.fixture
def live(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    """A copy of that bureau, in which the test stands."""
    folder = tmp_path / "bureau"
    shutil.copytree(first, folder, symlinks=True)
    monkeypatch.chdir(folder)
    return Bureau(folder)


def edited(bureau: Bureau, place: str, *changes: tuple[str, str]) -> None:
    path = bureau.folder / place
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def log_of(site: Path) -> list[str]:
    return (site.with_name(f"{site.name}.releases") / "log.jsonl").read_text("utf-8").splitlines()


def test_what_is_live_changes_in_no_silence_and_the_log_tells_the_rest(live: Bureau) -> None:
    site = live.folder / "site"
    first = site.resolve()

    edited(live, REPORT, ("总分: 98.55", "总分: 99"))
    refused = live.run("build", *DAY)
    assert refused.exit_code == 1
    assert "G101" in refused.output
    assert site.resolve() == first

    entry = "更正:\n  - {日期: 2026-01-04, 字段: 总分, 原值: 98.55, 现值: 99, 原因: 录入笔误, 批准人: 李四}\n"
    edited(live, REPORT, ("公开:\n", f"{entry}公开:\n"))
    assert live.run("build", *DAY).exit_code == 0
    assert site.resolve() != first
    assert live.run("build", *DAY).exit_code == 0

    lines = log_of(site)
    told = [json.loads(line) for line in lines]
    manifest = hashlib.sha256((site / "manifest.json").read_bytes()).hexdigest()
    changed = [{"新增": 1, "更正": 0, "撤回": 0}, {"新增": 0, "更正": 1, "撤回": 0}]
    assert [{key: one["changed"][key] for key in ("新增", "更正", "撤回")} for one in told] == changed
    assert told[1]["changed"] | changed[1] == {**changed[1], "页面": 0, "评价规则": 0}
    assert told[1]["previous"] == f"sha256:{hashlib.sha256(lines[0].encode()).hexdigest()}"
    assert told[1]["manifest"] == f"sha256:{manifest}"
    assert (site / "releases/log.jsonl").read_text("utf-8").splitlines() == lines


def test_a_register_moves_names_only_with_a_signed_notice(live: Bureau) -> None:
    edited(live, "content/departments.yml", ("名称: 示例局", "名称: 样例局"))
    refused = live.run("build", *DAY)
    assert (refused.exit_code, "G109" in refused.output) == (1, True)

    assert live.run("notice", "renamed", *DAY).exit_code == 0
    unsigned = live.run("build", *DAY)
    assert (unsigned.exit_code, "签发人" in unsigned.output) == (2, True)
    edited(
        live,
        "content/notices/renamed.yml",
        ("事由:", "事由: 机构改革"),
        ("依据:", "依据: 编办通知"),
        ("签发人:", "签发人: 李四"),
    )
    assert live.run("build", *DAY).exit_code == 0
    page = (live.folder / "site/corrections/index.html").read_text("utf-8")
    told = page.partition("机构改革")[2]
    assert [words in told for words in ("编办通知", "李四", "部门名称", "示例局", "样例局")] == [True] * 5


def test_the_last_public_form_of_a_withdrawn_report_is_kept_from_the_public(live: Bureau) -> None:
    public = "  状态: 公开\n"
    withdrawn = "  状态: 已撤回\n  撤回: {日期: 2026-01-04, 原因: 重复公开, 批准人: 李四}\n"
    edited(live, REPORT, (public, withdrawn))
    assert live.run("build", *DAY).exit_code == 0
    kept = live.folder / "site.releases/withdrawn/2024__shili-ju__road-care.yml"
    assert "98.55" in kept.read_text("utf-8")
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert not (live.folder / "site/data/reports/2024/shili-ju/road-care.yml").exists()

    again = "  状态: 公开\n  变更记录:\n    - {日期: 2026-01-05, 类型: 重新公开, 原因: 并无重复, 批准人: 李四}\n"
    edited(live, REPORT, (withdrawn, again), ("总分: 98.55", "总分: 99"))
    refused = live.run("build", *DAY)
    assert (refused.exit_code, "G101" in refused.output, "G108" in refused.output) == (1, True, False)


def test_a_site_whose_record_was_lost_or_written_over_is_no_witness(live: Bureau) -> None:
    record = live.folder / "site/record.jsonl"
    record.write_text("", "utf-8")
    changed = live.run("build", *DAY)
    assert (changed.exit_code, "--first" in changed.output) == (2, True)

    log = live.folder / "site.releases/log.jsonl"
    log.unlink()
    lost = live.run("build", *DAY)
    assert (lost.exit_code, "--first" in lost.output) == (2, True)


def test_a_site_that_is_gone_is_no_reason_to_ask_nobody(live: Bureau) -> None:
    edited(live, REPORT, ("总分: 98.55", "总分: 99"))
    site = live.folder / "site"
    release = site.resolve()
    site.unlink()
    gone = live.run("build", *DAY)
    assert (gone.exit_code, "--first" in gone.output) == (2, True)

    shutil.copytree(release, live.folder / ".site.before")
    cut_off = live.run("build", *DAY)
    assert (cut_off.exit_code, "G101" in cut_off.output) == (1, True)


def test_who_goes_round_the_gate_by_beginning_anew_is_told_in_the_public_log(live: Bureau) -> None:
    """Also where the site itself was taken away before."""
    edited(live, REPORT, ("总分: 98.55", "总分: 99"))
    site = live.folder / "site"
    before = log_of(site)
    site.unlink()
    assert live.run("build", *DAY, "--first").exit_code == 0
    lines = [json.loads(line) for line in (site / "releases/log.jsonl").read_text("utf-8").splitlines()]

    assert [line.get("begun_anew", False) for line in lines] == [False, True]
    assert log_of(site)[:1] == before


def test_another_machine_asks_the_site_itself(bureau: Bureau) -> None:
    assert bureau.run("build", *DAY, "--site-dir", "elsewhere").exit_code == 0
    edited(bureau, REPORT, ("总分: 98.55", "总分: 99"))
    with serve((bureau.folder / "elsewhere").resolve()) as address:
        refused = bureau.run("build", *DAY, "--live", address)
        assert (refused.exit_code, "G101" in refused.output) == (1, True)
        nothing = bureau.run("build", *DAY, "--live", f"{address}nowhere/")
        assert (nothing.exit_code, "--first" in nothing.output) == (2, True)
    gone = bureau.run("build", *DAY, "--live", address)
    assert (gone.exit_code, "读不到" in gone.output) == (2, True)
