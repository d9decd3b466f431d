"""MkDocs in several processes makes the bytes that it makes in one, whatever happens to them."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.assessment import assess
from generator.publish import batches, sitemaps
from generator.publish.builder import BuildError, Workplace, build_html
from generator.site import generate
from tests.effort import only_long
from tests.made_reports import write_content
from tests.make import ROOT
from tests.trees import thin_out

EPOCH = 1_700_000_000
pytestmark = pytest.mark.site


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "FEWEST_PAGES", 10)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a tree ready to be built, beside the site that one process makes of it."""
    folder = tmp_path_factory.mktemp("batches")
    write_content(folder / "content", 20)
    assessment = assess(folder / "content")
    assert assessment.content is not None
    generate(assessment.content, assessment, place(folder, 1), date(2026, 1, 1))
    thin_out(folder / "docs")
    build_html(place(folder, 1), folder / "one", EPOCH)
    return folder


def place(folder: Path, jobs: int) -> Workplace:
    return Workplace(ROOT, folder / "docs", folder / "mkdocs.yml", jobs=jobs)


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("jobs", [4, *only_long(2)])
def test_more_processes_make_the_same_bytes(folder: Path, tmp_path: Path, jobs: int) -> None:
    before = files(folder / "docs")
    build_html(place(folder, jobs), tmp_path / "site", EPOCH)

    assert files(tmp_path / "site") == files(folder / "one")
    assert files(folder / "docs") == before
    assert sorted(path.name for path in folder.iterdir()) == ["content", "docs", "mkdocs.yml", "one"]


def test_a_large_site_is_made_by_one_process_after_another(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "FEWEST_PAGES", 10_000)
    monkeypatch.setattr(batches, "MOST_PAGES", 40)
    pages = sum(1 for _ in (folder / "docs").rglob("*.md"))
    assert len(batches.divided(folder / "docs", folder / "mkdocs.yml", 1)) == -(-pages // 40) - 1 > 1
    build_html(place(folder, 1), tmp_path / "site", EPOCH)

    assert files(tmp_path / "site") == files(folder / "one")


def test_every_process_has_about_as_much_to_do(folder: Path) -> None:
    parts = batches.divided(folder / "docs", folder / "mkdocs.yml", 4)
    pages = list(folder.joinpath("docs").rglob("*.md"))
    moved = [page for part in parts for page in part]
    loads = [sum((folder / "docs" / page).stat().st_size for page in part) for part in parts]

    assert len(parts) == 3
    assert len(moved) == len(set(moved)) < len(pages)
    # Those at the top are of the navigation, or a person wrote them: their links are checked.
    assert all(page.count("/") >= 2 for page in moved)
    assert any(not page[:4].isdecimal() for page in moved)
    assert max(loads) < 2 * min(loads)


def test_small_sites_are_built_by_one_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "FEWEST_PAGES", 10_000)

    assert batches.divided(folder / "docs", folder / "mkdocs.yml", 4) == ()


def of_batch(folder: Path) -> Iterator[int]:
    """Yield the processes that work on a batch of a folder."""
    for stated in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if f"{folder}/batch-1/mkdocs.yml" in stated.read_text("utf-8"):
                yield int(stated.parent.name)
        except OSError:
            continue


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="finds a process by its command line")
def test_a_killed_process_is_survived(folder: Path, tmp_path: Path) -> None:
    killed: list[int] = []

    def kill() -> None:
        ends = time.monotonic() + 60
        while not killed and time.monotonic() < ends:
            for process in of_batch(folder):
                os.kill(process, signal.SIGKILL)
                killed.append(process)

    hunter = threading.Thread(target=kill)
    hunter.start()
    build_html(place(folder, 2), tmp_path / "site", EPOCH)
    hunter.join()

    assert killed
    assert files(tmp_path / "site") == files(folder / "one")


def test_what_is_wrong_with_a_page_is_told_as_by_one_process(folder: Path, tmp_path: Path) -> None:
    page = folder / "docs" / "about" / "index.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\n[断](../nowhere/index.md)\n", "utf-8")
    try:
        with pytest.raises(BuildError, match=r"pages/about\.md:\d+:\d+: 错误 E"):
            build_html(place(folder, 2), tmp_path / "site", EPOCH)
    finally:
        page.write_text(text, "utf-8")


def test_addresses_come_in_the_order_of_folders() -> None:
    def sitemap(*addresses: str) -> str:
        entries = "".join(f"\n    <url>\n         <loc>https://a.cn/{one}</loc>\n    </url>" for one in addresses)
        return f"<urlset>{entries}\n</urlset>\n"

    rest, own = sitemap("", "2020/", "years/"), sitemap("", "2020/a/b/", "2020/a/b/v/1/", "years/")

    assert sitemaps.joined([rest, own]) == sitemap("", "2020/", "2020/a/b/", "2020/a/b/v/1/", "years/")
    assert sitemaps.joined(["<urlset></urlset>", "<urlset></urlset>"]) == "<urlset></urlset>"
