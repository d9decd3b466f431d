"""The tree of a build is made file by file: digested on the way, right files left alone, foreign ones taken away."""

import hashlib
import os
from pathlib import Path

import pytest

from generator.publish.tree import TreeWriter


def test_a_file_is_known_as_it_is_made(tmp_path: Path) -> None:
    writer = TreeWriter(tmp_path)
    whole = writer.write("data/a.csv", "一,二\n")
    pieces = writer.write("data/b.csv", iter([b"\xe4\xb8\x80,", b"\xe4\xba\x8c\n"]))

    assert (tmp_path / "data/a.csv").read_bytes() == (tmp_path / "data/b.csv").read_bytes() == "一,二\n".encode()
    assert whole.size == pieces.size == 8
    assert whole.sha256 == pieces.sha256 == hashlib.sha256("一,二\n".encode()).hexdigest()
    assert writer.finish() == (whole, pieces)


def test_two_files_cannot_have_one_path(tmp_path: Path) -> None:
    writer = TreeWriter(tmp_path)
    writer.write("index.md", "首页")

    with pytest.raises(ValueError, match=r"index\.md"):
        writer.write("index.md", "另一个首页")
    assert (tmp_path / "index.md").read_text(encoding="utf-8") == "首页"


def test_what_is_right_already_is_not_touched(tmp_path: Path) -> None:
    for name in ("same.md", "other.md"):
        (tmp_path / name).write_text("原来的", encoding="utf-8")
        os.utime(tmp_path / name, (1, 1))
    writer = TreeWriter(tmp_path)
    writer.write("same.md", "原来的")
    writer.write("other.md", "后来的")

    assert (tmp_path / "same.md").stat().st_mtime == 1
    assert (tmp_path / "other.md").stat().st_mtime > 1


def test_a_linked_file_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    released = tmp_path / "released.csv"
    released.write_text("已发布", encoding="utf-8")
    root = tmp_path / "tree"
    root.mkdir()
    for name in ("whole.csv", "pieces.csv"):
        (root / name).hardlink_to(released)
    writer = TreeWriter(root)
    writer.write("whole.csv", "新")
    writer.write("pieces.csv", [b"n", b"ew"])

    assert released.read_text(encoding="utf-8") == "已发布"
    assert (root / "pieces.csv").read_bytes() == b"new"


def test_what_stands_in_the_way_or_is_not_of_the_tree_is_taken_away(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.md").write_text("别处的文件", encoding="utf-8")
    root = tmp_path / "tree"
    (root / "page" / "index.md").mkdir(parents=True)
    (root / "old" / "deep").mkdir(parents=True)
    (root / "old" / "deep" / "gone.md").write_text("旧页", encoding="utf-8")
    (root / "linked").symlink_to(outside, target_is_directory=True)
    (root / "data").write_text("文件占了文件夹的位置", encoding="utf-8")
    writer = TreeWriter(root)
    for path in ("page/index.md", "linked/index.md", "data/a.csv"):
        writer.write(path, "新")
    writer.finish()

    found = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    assert found == ["data/a.csv", "linked/index.md", "page/index.md"]
    assert [path.name for path in outside.iterdir()] == ["kept.md"]
