"""Releases: the old site stays whole until the new one is complete, and strangers' folders are left alone."""

import json
from pathlib import Path

import pytest
from filelock import FileLock

from generator.publish.release import ReleaseError, new_release, releases_folder


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
