"""Equal content gives equal bytes: where the site it would make is live and whole, nothing is built."""

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.publish.again import mark_of_build
from generator.publish.builder import Workplace
from generator.publish.manifest import MANIFEST
from tests.make import CONTENT, ROOT

pytestmark = pytest.mark.site
EMBARGOED = "projects/2021/sx-npc/it-construction.yml"
# 2026-12-01 in Beijing: 09:00, 09:20, and 09:40.
NINE, TWENTY_PAST, TWENTY_TO_TEN = 1796086800, 1796088000, 1796089200


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The six reports, one of them public at 09:30, built at nine."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(CONTENT, folder / "content")
    path = folder / "content" / EMBARGOED
    lines = path.read_text("utf-8").splitlines()
    at = lines.index("公开:")
    lines[at + 1 : at + 1] = ["  公开日期: 2026-12-01", "  公开时间: '09:30'"]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    first = build(folder, NINE)
    assert first.stdout.startswith("网站已生成"), first.output
    return folder


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of the built site with all that builds remember."""
    shutil.copytree(built, tmp_path / "own", symlinks=True)
    return tmp_path / "own"


def build(folder: Path, seconds: int, *options: str) -> Result:
    places = {"content": "content", "site-dir": "site", "build-dir": "build"}
    named = [part for option, name in places.items() for part in (f"--{option}", str(folder / name))]
    return CliRunner(env={"SOURCE_DATE_EPOCH": str(seconds)}).invoke(main, ["build", *named, *options])


def is_public(folder: Path) -> bool:
    return (folder / "site/2021/sx-npc/it-construction/index.html").is_file()


def test_nothing_is_built_where_nothing_changed_and_it_says_so(site: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (site / "site").resolve().rglob("*")}
    again = build(site, TWENTY_PAST, "--timings", "json")

    assert again.stdout.startswith("内容没有变化，已有的网站逐个文件核对无误，没有重新生成"), again.output
    assert "录入 6 份报告" in again.stdout
    assert [stage["name"] for stage in json.loads(again.stderr.splitlines()[-1])["stages"]] == ["与上一次比较"]
    assert {path: path.stat().st_mtime_ns for path in (site / "site").resolve().rglob("*")} == before


def test_a_report_whose_hour_has_come_is_published_though_no_file_changed(site: Path) -> None:
    assert not is_public(site)
    later = build(site, TWENTY_TO_TEN)

    assert later.stdout.startswith("网站已生成"), later.output
    assert is_public(site)


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def added(path: Path) -> None:
    path.with_name("added.html").write_text("<p>不是本软件写的</p>", "utf-8")


def led_elsewhere(path: Path) -> None:
    """Beside a page lies a link to a folder of other things, which a server would follow."""
    path.with_name("others").symlink_to(CONTENT)


def replaced_by_a_link(path: Path) -> None:
    """What it leads to holds the same, today."""
    copy = path.parents[3] / "elsewhere.html"
    path.rename(copy)
    path.symlink_to(copy)


@pytest.mark.parametrize("harm", [flipped, Path.unlink, added, led_elsewhere, replaced_by_a_link])
def test_a_site_that_was_harmed_is_built_anew(site: Path, harm: Callable[[Path], None]) -> None:
    live = (site / "site").resolve()
    sealed = {path.relative_to(live): path.read_bytes() for path in live.rglob("*") if path.is_file()}
    harm(live / "years/index.html")
    again = build(site, TWENTY_PAST)

    assert again.stdout.startswith("网站已生成"), again.output
    mended = (site / "site").resolve()
    assert {path.relative_to(mended): path.read_bytes() for path in mended.rglob("*") if path.is_file()} == sealed


def test_a_memory_of_another_user_is_not_believed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.memory.owner import owner_key  # noqa: PLC0415 - its memory is emptied

    monkeypatch.setenv("JIXIAO_OWNER_KEY", "ab" * 32)
    owner_key.cache_clear()
    try:
        assert build(site, TWENTY_PAST).stdout.startswith("网站已生成")
    finally:
        owner_key.cache_clear()


@pytest.mark.parametrize("option", ["--first", "--history", "--date=2026-12-02"])
def test_a_build_that_asks_for_more_is_made(site: Path, option: str) -> None:
    who = ("-c", "user.name=甲", "-c", "user.email=a@example.cn")
    for command in (["init", "-q"], ["add", "content"], [*who, "commit", "-q", "-m", "建站"]):
        subprocess.run(["git", *command], cwd=site, check=True)

    assert build(site, TWENTY_PAST, option).stdout.startswith("网站已生成")


def test_an_edited_report_is_built_and_a_return_to_what_was_is_no_news_only_while_it_is_live(site: Path) -> None:
    page = site / "content/pages/about.md"
    text = page.read_text("utf-8")
    page.write_text(text + "\n另有一句。\n", "utf-8")
    assert build(site, TWENTY_PAST).stdout.startswith("网站已生成")
    page.write_text(text, "utf-8")
    back = build(site, TWENTY_PAST)

    assert back.stdout.startswith("网站已生成"), back.output
    assert "另有一句" not in (site / "site/about/index.html").read_text("utf-8")


EDITS: dict[str, Callable[[Path], object]] = {
    "a report": lambda folder: changed(folder / "content" / EMBARGOED),
    "a report's name": lambda folder: (folder / "content" / EMBARGOED).rename(folder / "content/projects/x.yml"),
    "a report that is gone": lambda folder: (folder / "content" / EMBARGOED).unlink(),
    "the register": lambda folder: changed(folder / "content/departments.yml"),
    "a rulebook": lambda folder: changed(folder / "content/rules/sx-2020.yml"),
    "the settings": lambda folder: changed(folder / "content/site.yml"),
    "a page": lambda folder: changed(folder / "content/pages/about.md"),
    "a file that is new": lambda folder: (folder / "content/notices-x.yml").write_text("甲: 乙\n", "utf-8"),
    "a folder that became a link": lambda folder: linked(folder / "content/pages"),
    "the project's settings": lambda folder: changed(folder / "project/mkdocs.yml"),
    "the theme": lambda folder: changed(folder / "project/theme_overrides/main.html"),
    "the publisher's theme": lambda folder: changed(folder / "overrides/own.css"),
}


def changed(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def linked(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to("elsewhere")


@pytest.mark.parametrize("edit", EDITS)
def test_all_that_goes_into_a_site_is_part_of_its_mark(tmp_path: Path, edit: str) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copytree(ROOT / "theme_overrides", tmp_path / "project/theme_overrides")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "project")
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides/own.css").write_text("p {}", "utf-8")
    place = Workplace(tmp_path / "project", tmp_path / "docs", tmp_path / "x.yml", overrides=tmp_path / "overrides")
    day = date(2026, 8, 31)
    before = mark_of_build(tmp_path / "content", place, day)
    assert mark_of_build(tmp_path / "content", place, day) == before
    EDITS[edit](tmp_path)

    assert mark_of_build(tmp_path / "content", place, day) != before


def test_a_preview_is_known_again_and_is_no_public_site(site: Path) -> None:
    options = ("--preview", "--site-dir", str(site / "preview"))
    assert build(site, NINE, *options).stdout.startswith("网站已生成")
    again = build(site, TWENTY_TO_TEN, *options)

    assert again.stdout.startswith("内容没有变化"), again.output
    assert '"preview": true' in (site / "preview" / MANIFEST).read_text("utf-8")
    assert not is_public(site)
