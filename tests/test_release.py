"""Releases: the old site stays whole until the new one is complete, and strangers' folders are left alone."""

import hashlib
import json
import shutil
import stat
from pathlib import Path

import pytest
from filelock import FileLock

from generator.model.written import Written
from generator.publish.manifest import ReleaseError, amiss
from generator.publish.release import Sealing, new_release, releases_folder, withdrawn_file


def release(site: Path, text: str) -> None:
    with new_release(site) as staging:
        (staging / "index.html").write_text(text, encoding="utf-8")


def fail_halfway(site: Path) -> None:
    with new_release(site) as staging:
        (staging / "index.html").write_text("half", encoding="utf-8")
        raise RuntimeError


def test_the_site_shows_the_newest_release(tmp_path: Path) -> None:
    site = tmp_path / "site"
    release(site, "first")
    release(site, "second")

    assert (site / "index.html").read_text(encoding="utf-8") == "second"


def test_a_build_that_fails_leaves_the_old_site_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    release(site, "old")
    with pytest.raises(RuntimeError):
        fail_halfway(site)

    assert (site / "index.html").read_text(encoding="utf-8") == "old"


def test_what_an_interrupted_build_left_is_cleared_away(tmp_path: Path) -> None:
    site = tmp_path / "site"
    orphan = releases_folder(site) / "tmpabc.partial"
    orphan.mkdir(parents=True)
    release(site, "new")

    assert not orphan.exists()


def test_the_manifest_names_every_file_with_its_hash(tmp_path: Path) -> None:
    site = tmp_path / "site"
    release(site, "甲")
    manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))

    assert [(entry["path"], entry["bytes"]) for entry in manifest["files"]] == [("index.html", 3)]


def test_what_was_looked_at_is_sealed_as_it_was_seen_and_all_else_as_it_is(tmp_path: Path) -> None:
    """What comes after the look shows in the manifest, or against it: none of it goes live as seen."""
    site = tmp_path / "site"
    seen: list[Written] = []
    sealing = Sealing("record\n", lambda _: "log\n")
    with new_release(site, sealing=sealing, seen=seen) as staging:
        for name in ("changed.html", "gone.html", "record.jsonl"):
            (staging / name).write_text("seen", encoding="utf-8")
            seen.append(Written(name, 4, hashlib.sha256(b"seen").hexdigest()))
        (staging / "changed.html").write_text("changed", encoding="utf-8")
        (staging / "gone.html").unlink()
        (staging / "late.html").write_text("late", encoding="utf-8")
    listed = json.loads((site / "manifest.json").read_bytes())["files"]

    assert {one["path"]: one["sha256"] for one in listed} == {
        "changed.html": hashlib.sha256(b"seen").hexdigest(),
        "late.html": hashlib.sha256(b"late").hexdigest(),
        "record.jsonl": hashlib.sha256(b"record\n").hexdigest(),
    }
    assert amiss(site.resolve()) == ["changed.html"]


def test_only_two_releases_are_kept(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for number in range(5):
        release(site, str(number))

    assert sum(path.is_dir() for path in releases_folder(site).iterdir()) == 2


def test_an_empty_folder_is_taken_over(tmp_path: Path) -> None:
    site = tmp_path / "out"
    site.mkdir()
    release(site, "new")

    assert (site / "index.html").read_text(encoding="utf-8") == "new"


def test_a_folder_with_other_things_in_it_is_refused(tmp_path: Path) -> None:
    site = tmp_path / "documents"
    site.mkdir()
    (site / "letter.txt").write_text("keep me", encoding="utf-8")
    with pytest.raises(ReleaseError, match="已有别的内容"):
        release(site, "new")

    assert (site / "letter.txt").read_text(encoding="utf-8") == "keep me"


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    site = tmp_path / "site"
    release(site, "old")
    with FileLock(releases_folder(site) / "lock"), pytest.raises(ReleaseError, match="另一个构建"):
        release(site, "new")

    assert (site / "index.html").read_text(encoding="utf-8") == "old"


def test_a_release_of_the_same_bytes_keeps_its_name_and_another_gets_another(tmp_path: Path) -> None:
    site = tmp_path / "site"
    release(site, "one")
    first = site.resolve()
    release(site, "one")
    assert site.resolve() == first
    assert first.name == hashlib.sha256((first / "manifest.json").read_bytes()).hexdigest()[:16]
    release(site, "two")
    assert site.resolve() != first


def test_a_preview_and_the_public_site_never_share_a_place(tmp_path: Path) -> None:
    for first in (True, False):
        site = tmp_path / f"site-{first}"
        with new_release(site, preview=first) as staging:
            (staging / "index.html").write_text("first", "utf-8")
        with pytest.raises(ReleaseError, match="预览"), new_release(site, preview=not first):
            pytest.fail("a place was given")
        site.unlink()
        with pytest.raises(ReleaseError, match="预览"), new_release(site, preview=not first):
            pytest.fail("a place was given where old releases lie")
        assert (
            json.loads(next(releases_folder(site).glob("*/manifest.json")).read_bytes()).get("preview", False) is first
        )


def test_what_was_not_finished_is_taken_away_at_once(tmp_path: Path) -> None:
    site = tmp_path / "site"
    release(site, "old")
    with pytest.raises(RuntimeError):
        fail_halfway(site)

    assert list(releases_folder(site).glob("*.partial")) == []


def test_a_copied_site_is_replaced_and_comes_back_where_that_was_cut_off(tmp_path: Path) -> None:
    release(tmp_path / "made", "old")
    site = tmp_path / "site"
    shutil.copytree((tmp_path / "made").resolve(), site)
    release(site, "new")
    assert site.is_symlink()
    assert (site / "index.html").read_text("utf-8") == "new"
    assert not (tmp_path / ".site.before").exists()

    site.unlink()
    shutil.copytree((tmp_path / "made").resolve(), tmp_path / ".site.before")
    with pytest.raises(RuntimeError):
        fail_halfway(site)
    assert (site / "index.html").read_text("utf-8") == "old"


def test_the_log_and_the_record_are_sealed_and_the_withdrawn_kept_private(tmp_path: Path) -> None:
    site = tmp_path / "site"
    sealing = Sealing("record\n", lambda manifest: f"{hashlib.sha256(manifest).hexdigest()}\n", {"2024/a/b": b"form"})
    with new_release(site, sealing=sealing) as staging:
        (staging / "index.html").write_text("x", "utf-8")
    digest = hashlib.sha256((site / "manifest.json").read_bytes()).hexdigest()
    names = [entry["path"] for entry in json.loads((site / "manifest.json").read_bytes())["files"]]

    assert names == ["index.html", "record.jsonl"]
    assert (site / "releases/log.jsonl").read_text("utf-8") == f"{digest}\n"
    assert (releases_folder(site) / "log.jsonl").read_text("utf-8") == f"{digest}\n"
    kept = withdrawn_file(releases_folder(site), "2024/a/b")
    assert kept.read_bytes() == b"form"
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    for number in range(4):
        release(site, str(number))
    assert kept.is_file()
    assert stat.S_IMODE(site.resolve().stat().st_mode) == 0o755
