"""Folders of a site are taken away whole, and nothing that only a link in them leads to."""

import os
from pathlib import Path

import pytest

from generator.publish.walking import take_away


def tree(folder: Path) -> Path:
    """A folder of folders, some of them empty, with more files than are removed at a time."""
    for number in range(200):
        own = folder / f"{number % 7}" / f"{number}"
        own.mkdir(parents=True)
        (own / "index.html").write_text("养护", "utf-8")
    (folder / "empty" / "empty").mkdir(parents=True)
    return folder


def test_a_folder_is_taken_away_with_all_that_it_holds(tmp_path: Path) -> None:
    take_away(tree(tmp_path / "release"))

    assert list(tmp_path.iterdir()) == []


def test_what_a_link_leads_to_stays(tmp_path: Path) -> None:
    kept = tree(tmp_path / "kept")
    gone = tree(tmp_path / "gone")
    (gone / "3" / "link").symlink_to(kept, target_is_directory=True)
    (gone / "file").symlink_to(kept / "0" / "0" / "index.html")
    take_away(gone)

    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert len(list(kept.rglob("index.html"))) == 200


def test_a_link_to_a_folder_is_refused_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    kept = tree(tmp_path / "kept")
    (tmp_path / "link").symlink_to(kept, target_is_directory=True)
    with pytest.raises(OSError, match="symbolic link"):
        take_away(tmp_path / "link")
    take_away(tmp_path / "link", ignore_errors=True)

    assert len(list(kept.rglob("index.html"))) == 200


def test_a_folder_that_is_not_there_is_told_unless_it_does_not_matter(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        take_away(tmp_path / "nothing")
    take_away(tmp_path / "nothing", ignore_errors=True)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="这个用户什么都删得掉")
def test_what_cannot_be_removed_is_told(tmp_path: Path) -> None:
    folder = tree(tmp_path / "release")
    (folder / "3").chmod(0o500)
    try:
        with pytest.raises(PermissionError):
            take_away(folder)
    finally:
        (folder / "3").chmod(0o700)
