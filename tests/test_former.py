"""What is still right in the release that is to go is linked into the next one, and no release harms another."""

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from generator.publish import release as releases
from generator.publish.builder import Workplace
from generator.publish.former import Former
from generator.publish.manifest import amiss
from generator.publish.release import former_release, new_release, releases_folder
from generator.publish.tree import TreeWriter
from generator.site import publish
from tests.make import CONTENT, ROOT
from tests.trees import digests

SAME, OTHER = "data/same.csv", "data/other.csv"


def laid(site: Path, files: Mapping[str, str]) -> list[int]:
    """Make a release of some files as a build does; return the inodes of its files while it is not yet live."""
    with new_release(site) as staging:
        writer = TreeWriter(staging, former_release(site))
        for name, text in files.items():
            writer.write(name, text)
        return [(staging / name).stat().st_ino for name in files]


def first_two(site: Path) -> tuple[Path, Path]:
    """Make two releases and return the folder of each."""
    laid(site, {SAME: "甲", OTHER: "一"})
    first = site.resolve()
    laid(site, {SAME: "甲", OTHER: "二"})
    return first, site.resolve()


def of(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.csv")}


def test_what_is_still_right_is_linked_from_the_release_that_goes_and_from_no_other(tmp_path: Path) -> None:
    first, second = first_two(tmp_path / "site")
    inodes = {(folder / SAME).stat().st_ino for folder in (first, second)}
    assert len(inodes) == 2
    own = (first / SAME).stat().st_ino
    same, _ = laid(tmp_path / "site", {SAME: "甲", OTHER: "三"})

    assert same == own
    assert of(tmp_path / "site") == {SAME: "甲", OTHER: "三"}
    assert not first.exists()
    assert [path.stat().st_nlink for path in (tmp_path / "site.releases").rglob("*.csv")] == [1] * 4
    assert amiss((tmp_path / "site").resolve()) == []


def test_what_has_come_back_is_written_since_its_date_would_be_older_than_what_is_live(tmp_path: Path) -> None:
    first, _ = first_two(tmp_path / "site")
    old = (first / OTHER).stat().st_ino
    _, other = laid(tmp_path / "site", {SAME: "乙", OTHER: "一"})

    assert other != old


def changed(path: Path) -> None:
    path.write_text("丙", "utf-8")


def hidden(path: Path) -> None:
    path.chmod(0o600)


def named_twice(path: Path) -> None:
    os.link(path, path.parents[3] / "elsewhere")


def led_elsewhere(path: Path) -> None:
    aside = path.parents[3] / "aside"
    path.rename(aside)
    path.symlink_to(aside)


def in_a_folder_elsewhere(path: Path) -> None:
    aside = path.parents[3] / "aside"
    path.parent.rename(aside)
    path.parent.symlink_to(aside, target_is_directory=True)


@pytest.mark.parametrize("harm", [changed, hidden, named_twice, led_elsewhere, in_a_folder_elsewhere, Path.unlink])
def test_what_was_harmed_or_is_not_the_releases_alone_is_written(
    harm: Callable[[Path], object], tmp_path: Path
) -> None:
    first, _ = first_two(tmp_path / "site")
    own = (first / SAME).stat().st_ino
    harm(first / SAME)
    # It is still the older one.
    os.utime(first, (1, 1))
    same, _ = laid(tmp_path / "site", {SAME: "甲", OTHER: "三"})

    assert same != own
    assert of(tmp_path / "site") == {SAME: "甲", OTHER: "三"}
    assert amiss((tmp_path / "site").resolve()) == []
    assert oct((tmp_path / "site" / SAME).stat().st_mode & 0o777) == oct(
        (tmp_path / "site" / OTHER).stat().st_mode & 0o777
    )


def fail_halfway(site: Path) -> None:
    with new_release(site) as staging:
        TreeWriter(staging, former_release(site)).write(SAME, "甲")
        raise RuntimeError


def test_a_build_that_fails_leaves_both_releases_as_they_were(tmp_path: Path) -> None:
    first, second = first_two(tmp_path / "site")
    before = [digests(folder) for folder in (first, second)]
    with pytest.raises(RuntimeError):
        fail_halfway(tmp_path / "site")

    assert [digests(folder) for folder in (first, second)] == before
    assert (first / SAME).stat().st_nlink == 1


def test_what_is_written_over_a_linked_file_does_not_reach_the_release(tmp_path: Path) -> None:
    first, _ = first_two(tmp_path / "site")
    former = former_release(tmp_path / "site")
    TreeWriter(tmp_path / "tree", former).write(SAME, "甲")
    assert (first / SAME).stat().st_nlink == 2
    TreeWriter(tmp_path / "tree", former).write(SAME, "乙")
    TreeWriter(tmp_path / "tree", former).write(SAME, [b"1", b"2"])

    assert (first / SAME).read_text("utf-8") == "甲"


def test_where_nothing_can_be_linked_all_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another disk, a system without links, a manifest that cannot be read, no release before."""
    site = tmp_path / "site"
    laid(site, {SAME: "甲"})
    assert former_release(site) is None
    first_two(site)

    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", refuse)
        laid(site, {SAME: "甲", OTHER: "三"})
    assert of(site) == {SAME: "甲", OTHER: "三"}
    site.resolve().joinpath("manifest.json").write_text("[]", "utf-8")
    assert former_release(site) is None


def test_a_release_has_its_name_only_when_it_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So what is linked from it need not be waited for again."""
    site = tmp_path / "site"
    waited: list[Path] = []
    first, _ = first_two(site)
    usual = releases._sync

    def watched(path: Path) -> None:
        waited.append(path)
        usual(path)

    monkeypatch.setattr(releases, "_sync", watched)
    laid(site, {SAME: "甲", OTHER: "三"})
    places = [path.relative_to(releases_folder(site)) for path in waited if releases_folder(site) in path.parents]
    partial = [path for path in places if path.parts[0].endswith(".partial")]

    assert {"/".join(path.parts[1:]) for path in partial} == {"", "data", OTHER, "manifest.json"}
    assert places[: len(partial)] == partial
    assert not first.exists()


def test_a_taken_file_is_one_of_the_tree(tmp_path: Path) -> None:
    first_two(tmp_path / "site")
    writer = TreeWriter(tmp_path / "tree", former_release(tmp_path / "site"))
    wanted = TreeWriter(tmp_path / "apart").write(SAME, "甲")
    assert writer.take(wanted)
    assert not writer.take(TreeWriter(tmp_path / "apart").write(OTHER, "三"))

    assert not TreeWriter(tmp_path / "tree").take(wanted)
    with pytest.raises(ValueError, match="twice"):
        writer.write(SAME, "甲")
    assert writer.finish() == (wanted,)
    assert (tmp_path / "tree" / SAME).read_text("utf-8") == "甲"


@pytest.mark.site
def test_a_corrected_site_is_the_one_that_a_clean_build_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is linked, kept or made: every byte is as of a machine that builds for the first time."""
    shutil.copytree(CONTENT, tmp_path / "content")
    page = tmp_path / "content/pages/about.md"
    linked: list[str] = []
    reports = sorted((tmp_path / "content/projects").rglob("*.yml"))
    report = next(path for path in reports if "实施单位: " in path.read_text("utf-8"))
    usual = Former.lay

    def watched(self: Former, name: str, sha256: str, target: str) -> bool:
        if is_linked := usual(self, name, sha256, target):
            linked.append(name)
        return is_linked

    monkeypatch.setattr(Former, "lay", watched)
    for number, path in enumerate((page, report, page, report)):
        text = path.read_text("utf-8").replace("实施单位: ", f"实施单位: {number}")
        path.write_text(text if path == report else f"{text}\n第 {number} 次改。\n", "utf-8")
        built(tmp_path / "content", tmp_path / "own", tmp_path / "own/build")
    built(tmp_path / "content", tmp_path / "clean", tmp_path / "clean/build")

    assert len(linked) > 100
    assert {name.rpartition(".")[2] for name in linked} >= {"html", "json", "xlsx", "yml"}
    assert digests(tmp_path / "own/site") == digests(tmp_path / "clean/site")


def built(content: Path, folder: Path, build: Path) -> None:
    place = Workplace(ROOT, build / "docs", build / "mkdocs.yml", cache=build / "cache")
    shutil.rmtree(build / "docs", ignore_errors=True)
    publish(content, folder / "site", place, date(2026, 8, 31))
