"""What is live is a witness only while its files, its manifest, its record and its log agree."""

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.publish.live import live_in
from generator.publish.log import with_line
from generator.publish.manifest import ReleaseError
from generator.publish.release import Sealing, new_release, releases_folder

DAY_SAID = {"record": "sha256:0", "software": "1"}
LINE = {"kind": "report", "id": "2024/a/b", "state": "公开", "form": "sha256:1"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return released(tmp_path / "site", "first")


def released(site: Path, text: str) -> Path:
    log = releases_folder(site) / "log.jsonl"
    before = log.read_text("utf-8") if log.is_file() else ""
    sealing = Sealing(f"{json.dumps(LINE)}\n", lambda manifest: with_line(before, date(2024, 6, 1), manifest, DAY_SAID))
    with new_release(site, sealing=sealing) as staging:
        (staging / "data/reports/2024/a").mkdir(parents=True)
        (staging / "data/reports/2024/a/b.yml").write_text(text, "utf-8")
    return site


def test_what_is_whole_is_read(site: Path) -> None:
    live = live_in(site, first=False)

    assert list(live.record.reports) == ["2024/a/b"]
    assert live.former("2024/a/b") == b"first"
    assert live.former("2024/a/c") is None
    assert len(live.log.splitlines()) == 1


def test_the_log_is_a_chain_and_does_not_grow_by_the_same_release(site: Path) -> None:
    released(site, "first")
    released(site, "second")
    lines = (releases_folder(site) / "log.jsonl").read_text("utf-8").splitlines()
    first, second = map(json.loads, lines)

    assert (first["number"], second["number"], first["previous"]) == (1, 2, "")
    assert second["previous"] == f"sha256:{hashlib.sha256(lines[0].encode()).hexdigest()}"


def without_a_line_of_the_manifest(site: Path) -> None:
    stated = json.loads((site / "manifest.json").read_bytes())
    stated["files"] = stated["files"][:-1]
    (site / "manifest.json").write_text(json.dumps(stated), "utf-8")


def without_logs(site: Path) -> None:
    for path in (site / "releases/log.jsonl", releases_folder(site) / "log.jsonl"):
        path.unlink()


def rewritten(site: Path, old: str, new: str) -> None:
    """Change the first line of a log of two, in the release and beside it."""
    released(site, "second")
    for path in (site / "releases/log.jsonl", releases_folder(site) / "log.jsonl"):
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


SPOILT: dict[str, Callable[[Path], object]] = {
    "the record": lambda site: (site / "record.jsonl").write_text("", "utf-8"),
    "no record": lambda site: (site / "record.jsonl").unlink(),
    "the manifest": without_a_line_of_the_manifest,
    "no log": without_logs,
    "a line of the log": lambda site: rewritten(site, '"number": 1', '"number": 2'),
    "another log": lambda site: (releases_folder(site) / "log.jsonl").write_text('{"manifest": "sha256:0"}\n', "utf-8"),
    "a log that is none": lambda site: (releases_folder(site) / "log.jsonl").write_text("甲\n", "utf-8"),
    "no site": Path.unlink,
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_was_spoilt_is_no_witness(what: str, site: Path) -> None:
    SPOILT[what](site)
    with pytest.raises(ReleaseError, match="--first"):
        live_in(site, first=False)

    assert live_in(site, first=True).record.reports == {}


@pytest.mark.parametrize("what", SPOILT)
def test_who_begins_anew_says_so_and_keeps_the_log_that_is_one(what: str, site: Path) -> None:
    beside = releases_folder(site) / "log.jsonl"
    before = beside.read_text("utf-8")
    SPOILT[what](site)
    live = live_in(site, first=True)
    is_log_gone = what in ("no log", "a line of the log")

    assert live.is_begun_anew
    assert not live_in(site.with_name("other"), first=True).is_begun_anew
    assert live.log == ("" if is_log_gone else before)


def test_a_form_that_was_written_over_is_not_believed(site: Path) -> None:
    (site / "data/reports/2024/a/b.yml").write_text("other", "utf-8")
    with pytest.raises(ReleaseError, match="与清单不符"):
        live_in(site, first=False).former("2024/a/b")


def test_before_the_first_release_there_is_nothing_to_be_held_against(tmp_path: Path) -> None:
    assert live_in(tmp_path / "site", first=False).log == ""


def test_a_switch_that_was_cut_off_before_or_after_its_step_leaves_a_witness(site: Path) -> None:
    """Before: the new release lies there with its log. After: the log beside the releases lacks a line."""
    log, old = releases_folder(site) / "log.jsonl", site.resolve()
    one = log.read_bytes()
    released(site, "second")
    two, new = log.read_bytes(), site.resolve()
    for release, beside, lines in ((old, one, 1), (new, one, 2), (new, two, 2)):
        site.unlink()
        site.symlink_to(release, target_is_directory=True)
        log.write_bytes(beside)

        assert len(live_in(site, first=False).log.splitlines()) == lines
