"""Each build works in a place of its own: nothing of one comes into another, nothing of the user's is lost."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from generator.publish.builder import BuildError
from generator.publish.manifest import ReleaseError
from generator.publish.places import PlaceError, lasting_place, private_place
from generator.publish.release import new_release, releases_folder
from tests.bureau import Bureau
from tests.effort import IS_LONG
from tests.make import ROOT

CANARY = "金丝雀草稿"


def test_two_builds_at_once_have_two_places_and_leave_nothing(tmp_path: Path) -> None:
    build = tmp_path / "build"
    with private_place(ROOT, build, None) as one, private_place(ROOT, build, None) as other:
        one.docs.mkdir()
        (one.docs / "index.md").write_text("甲", encoding="utf-8")

        assert one.docs != other.docs
        assert not other.docs.exists()
        assert one.cache == other.cache

    assert [path.name for path in build.iterdir() if path.is_dir()] == []


def test_what_a_killed_build_left_is_cleared_but_nothing_else(tmp_path: Path) -> None:
    abandoned, busy, foreign = (tmp_path / f"jixiao-{name}" for name in ("abandoned", "busy", "minutes"))
    for folder in (abandoned, busy, foreign):
        folder.mkdir()
        (folder / "text.md").write_text("甲", encoding="utf-8")
    (abandoned / "in-use.lock").touch()
    with FileLock(busy / "in-use.lock"), private_place(ROOT, tmp_path, None):
        assert not abandoned.exists()
        assert (busy / "text.md").is_file()
        assert (foreign / "text.md").is_file()


def fail(build: Path) -> None:
    with private_place(ROOT, build, None) as place:
        place.docs.mkdir()
        raise BuildError("坏了")


COMING_AND_GOING = """
import sys
from pathlib import Path
from generator.publish.places import private_place
for _ in range(int(sys.argv[2])):
    with private_place(Path("."), Path(sys.argv[1]), None) as place:
        place.docs.mkdir()
        for number in range(20):
            (place.docs / f"{number}.md").write_text("甲", encoding="utf-8")
        assert len(list(place.docs.iterdir())) == 20
"""


def test_builds_that_begin_while_others_end_do_not_stumble_over_them(tmp_path: Path) -> None:
    """One takes away what a killed build left, at the moment when its owner does."""
    command = [sys.executable, "-c", COMING_AND_GOING, str(tmp_path / "build"), "60"]
    running = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    told = [one.communicate()[1] for one in running]

    assert [one.returncode for one in running] == [0] * 4, told
    assert [path.name for path in (tmp_path / "build").iterdir() if path.is_dir()] == []


def test_a_place_is_given_back_when_the_build_fails(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="坏了"):
        fail(tmp_path)

    assert [path for path in tmp_path.iterdir() if path.is_dir()] == []


@pytest.mark.parametrize("name", ["docs/minutes.md", "docs/sub/letter.txt", "mkdocs.yml", "theme/logo.svg"])
def test_a_folder_that_is_not_ours_is_never_emptied(bureau: Bureau, name: str) -> None:
    path = bureau.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("留着", encoding="utf-8")
    result = bureau.run("generate", "--build-dir", ".")

    assert result.exit_code == 2
    assert "不是本软件生成的，不能覆盖" in result.output
    assert path.read_text(encoding="utf-8") == "留着"


@pytest.mark.site
def test_a_build_among_other_files_touches_none(bureau: Bureau) -> None:
    mine = [bureau.folder / name for name in ("docs/minutes.md", "mkdocs.yml", "theme/logo.svg", "cache.txt")]
    for path in mine:
        path.parent.mkdir(exist_ok=True)
        path.write_text("留着", encoding="utf-8")
    result = bureau.run("build", "--preview", "--build-dir", ".")

    assert result.exit_code == 0, result.output
    assert [path.read_text(encoding="utf-8") for path in mine] == ["留着"] * 4


def test_a_link_among_the_publishers_own_files_is_not_followed(bureau: Bureau) -> None:
    """What it leads to would be published: the settings of git hold a token on some machines."""
    (bureau.folder / "overrides/assets/settings.txt").symlink_to(bureau.folder / ".git/config")
    result = bureau.run("generate", "--date", "2026-01-05")

    assert result.exit_code == 2, result.output
    assert "overrides/assets/settings.txt 是符号链接" in result.output


def test_a_tree_of_ours_is_written_again(tmp_path: Path) -> None:
    first = lasting_place(ROOT, tmp_path, None)
    first.docs.mkdir()

    assert lasting_place(ROOT, tmp_path, None) == first


def test_a_link_in_place_of_the_tree_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "docs").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PlaceError):
        lasting_place(ROOT, tmp_path, None)


def released(site: Path, *, preview: bool) -> None:
    with new_release(site, preview=preview) as staging:
        (staging / "index.html").write_text(CANARY if preview else "公开", encoding="utf-8")


@pytest.mark.parametrize("preview", [True, False])
def test_a_preview_and_the_public_site_never_share_a_place(tmp_path: Path, *, preview: bool) -> None:
    site = tmp_path / "site"
    released(site, preview=preview)
    before = (site / "index.html").read_bytes()
    with pytest.raises(ReleaseError, match="预览"):
        released(site, preview=not preview)

    assert (site / "index.html").read_bytes() == before
    released(site, preview=preview)


def test_the_place_of_old_previews_stays_theirs_when_the_link_is_gone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    released(site, preview=True)
    site.unlink()
    with pytest.raises(ReleaseError, match="含有草稿"):
        released(site, preview=False)

    assert list(releases_folder(site).glob("*/index.html"))


def test_another_softwares_manifest_makes_no_site_of_ours(tmp_path: Path) -> None:
    site = tmp_path / "app"
    site.mkdir()
    (site / "manifest.json").write_text('{"name": "小程序", "start_url": "/"}', encoding="utf-8")
    with pytest.raises(ReleaseError, match="已有别的内容"):
        released(site, preview=False)

    assert (site / "manifest.json").is_file()


@pytest.fixture
def drafting(bureau: Bureau) -> Bureau:
    """A bureau with a public report and a draft."""
    public = next((bureau.folder / "content/projects").rglob("*.yml"))
    text = public.read_text(encoding="utf-8")
    assert "状态: 公开" in text or "状态: 草稿" in text
    draft = public.with_name("canary.yml")
    lines = [line for line in text.splitlines() if not line.startswith("项目名称:")]
    draft.write_text("\n".join([f"项目名称: {CANARY}", *lines]).replace("状态: 公开", "状态: 草稿"), encoding="utf-8")
    return bureau


def holds_canary(folder: Path) -> list[str]:
    return [str(path) for path in folder.rglob("*.html") if CANARY in path.read_text(encoding="utf-8")]


@pytest.mark.site
def test_a_preview_goes_to_a_place_of_its_own_by_default(drafting: Bureau) -> None:
    assert drafting.run("build", "--date", "2026-01-05").exit_code == 0
    assert drafting.run("build", "--preview").exit_code == 0

    assert holds_canary((drafting.folder / "site").resolve()) == []
    assert holds_canary((drafting.folder / "site.releases").resolve()) == []
    assert holds_canary((drafting.folder / "preview").resolve())
    refused = drafting.run("build", "--preview", "--site-dir", "site")
    assert refused.exit_code == 2
    assert "正式公开的网站，预览不能写在这里" in refused.output
    assert not list((drafting.folder / "build").glob("jixiao-*"))


@pytest.mark.site
@pytest.mark.long
@pytest.mark.skipif(not IS_LONG, reason="test_side_by_side builds both at once, and compares every byte")
@pytest.mark.parametrize("delay", [0, 1, 3])
def test_a_preview_at_the_same_time_leaves_the_public_site_alone(drafting: Bureau, delay: float) -> None:
    command = [sys.executable, "-m", "generator", "build", "--site-dir"]
    public = subprocess.Popen([*command, "public", "--date", "2026-01-05"], cwd=drafting.folder)
    time.sleep(delay)
    preview = subprocess.Popen([*command, "seen", "--preview"], cwd=drafting.folder)

    assert (public.wait(), preview.wait()) == (0, 0)
    assert holds_canary((drafting.folder / "public").resolve()) == []
    assert holds_canary((drafting.folder / "seen").resolve())
