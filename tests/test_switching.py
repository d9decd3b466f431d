"""On Windows the live site is a junction: the steps are tried here with what Windows does stood in for."""

import os
import shutil
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.publish import switching
from generator.publish.switching import Linking, aside, is_link, linking, put_back, switch, whole_site


def junction(link: Path, target: Path) -> None:
    """Stand in for CreateJunction: a name that leads to a folder by its whole address."""
    link.symlink_to(target.absolute(), target_is_directory=True)


WINDOWS = Linking(junction, is_replacing=False)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Linking:
    """Refuse, as Windows does, to rename a folder over another."""
    rename = Path.replace

    def renamed(path: Path, target: Path) -> Path:
        if target.exists():
            raise PermissionError(5, "Access is denied", str(target))
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", renamed)
    return WINDOWS


@pytest.fixture
def releases(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("old", "new"):
        (tmp_path / "site.releases" / name).mkdir(parents=True)
        (tmp_path / "site.releases" / name / "index.html").write_text(name, "utf-8")
    return tmp_path / "site.releases/old", tmp_path / "site.releases/new"


def shown(site: Path) -> str:
    return (site / "index.html").read_text("utf-8")


def test_a_junction_is_switched_from_release_to_release(
    tmp_path: Path, releases: tuple[Path, Path], windows: Linking
) -> None:
    site = tmp_path / "site"
    for release in (*releases, *releases):
        switch(site, release, windows)
        assert shown(site) == release.name

    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "site.releases"]
    assert [shown(release) for release in releases] == ["old", "new"]


def test_a_folder_in_the_place_of_the_site_gives_way(
    tmp_path: Path, releases: tuple[Path, Path], windows: Linking
) -> None:
    (tmp_path / "site").mkdir()
    switch(tmp_path / "site", releases[1], windows)

    assert shown(tmp_path / "site") == "new"


def test_a_switch_of_junctions_that_is_cut_off_comes_back_with_the_old_site(
    tmp_path: Path, releases: tuple[Path, Path], windows: Linking, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    switch(site, releases[0], windows)

    def cut_off(_path: Path, _target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as power:
        power.setattr(Path, "replace", cut_off)
        with pytest.raises(KeyboardInterrupt):
            switch(site, releases[1], windows)
    assert not site.exists()
    assert shown(whole_site(site)) == "old"

    put_back(site)
    assert shown(site) == "old"
    switch(site, releases[1], windows)
    assert shown(site) == "new"
    assert not aside(site).exists()


def test_windows_makes_junctions_and_others_links() -> None:
    assert linking("win32").is_replacing is False
    assert linking("linux").is_replacing is True


def test_a_junction_is_known_by_its_tag_and_never_emptied(
    tmp_path: Path, releases: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python 3.11 has no word for junctions: to it they are folders, and `lstat` tells the tag."""
    place, real = tmp_path / "place", Path.lstat
    place.mkdir()

    def told(path: Path) -> os.stat_result | SimpleNamespace:
        is_junction = path == place and os.path.lexists(path)
        return SimpleNamespace(st_reparse_tag=0xA0000003, st_mode=stat.S_IFDIR) if is_junction else real(path)

    monkeypatch.setattr(Path, "lstat", told)
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: pytest.fail("what it leads to would be deleted"))
    assert is_link(place)
    switching.drop(place)

    assert not os.path.lexists(place)
    assert shown(releases[0]) == "old"
