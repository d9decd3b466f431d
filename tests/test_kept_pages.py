"""Pages that are known are not made again, and nobody can tell from the site."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.assessment import assess
from generator.memory.answers import Memory, memory_in
from generator.publish import kept_pages
from generator.publish.builder import BuildError, Workplace, build_html
from generator.publish.kept_pages import Keeping
from generator.site import generate
from tests.made_reports import write_content
from tests.make import ROOT
from tests.trees import thin_out

EPOCH = 1_700_000_000
pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a tree ready to be built, with an address, so that it has a sitemap."""
    folder = tmp_path_factory.mktemp("kept")
    write_content(folder / "content", 12)
    (folder / "content/pages").mkdir(exist_ok=True)
    (folder / "content/pages/about.md").write_text("# 说明\n\n[看数据](../data/index.md)\n", "utf-8")
    assessment = assess(folder / "content")
    assert assessment.content is not None
    generate(assessment.content, assessment, place(folder), date(2026, 1, 1))
    thin_out(folder / "docs")
    return folder


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with memory_in(tmp_path / "cache") as found:
        yield found


def place(folder: Path, jobs: int = 1) -> Workplace:
    return Workplace(ROOT, folder / "docs", folder / "mkdocs.yml", jobs=jobs)


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def made_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of pages that were remembered anew, filled as builds go on."""
    seen: list[str] = []
    usual: Callable[..., None] = Keeping._remember

    def watched(self: Keeping, keys: dict[str, str], site: Path) -> None:
        seen.extend(keys)
        usual(self, keys, site)

    monkeypatch.setattr(kept_pages.Keeping, "_remember", watched)
    return seen


def test_a_page_that_is_known_is_not_made_again_and_the_site_is_the_same(
    folder: Path, tmp_path: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping, seen = Keeping(memory, ["about"]), made_again(monkeypatch)
    before = files(folder / "docs")
    build_html(place(folder), tmp_path / "plain", EPOCH)
    build_html(place(folder), tmp_path / "first", EPOCH, keeping)
    assert len(seen) > 50
    assert not {"index.md", "about/index.md"} & set(seen)
    seen.clear()
    build_html(place(folder), tmp_path / "second", EPOCH, keeping)
    assert seen == []

    plain = files(tmp_path / "plain")
    assert files(tmp_path / "first") == plain
    assert files(tmp_path / "second") == plain
    assert b"made.example.gov.cn/jixiao/20" in plain["sitemap.xml"]
    assert files(folder / "docs") == before
    assert not (folder / "kept").exists()


def test_the_day_of_the_data_moves_no_page_but_the_sitemap(folder: Path, tmp_path: Path, memory: Memory) -> None:
    keeping = Keeping(memory)
    build_html(place(folder), tmp_path / "before", EPOCH, keeping)
    build_html(place(folder), tmp_path / "after", EPOCH + 86_400 * 9, keeping)
    build_html(place(folder), tmp_path / "plain", EPOCH + 86_400 * 9)

    assert files(tmp_path / "after") == files(tmp_path / "plain")
    moved = {name for name, data in files(tmp_path / "before").items() if files(tmp_path / "after")[name] != data}
    assert moved == {"sitemap.xml", "sitemap.xml.gz"}


def test_another_setting_makes_every_page_again(
    folder: Path, tmp_path: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = made_again(monkeypatch)
    build_html(place(folder), tmp_path / "before", EPOCH, Keeping(memory))
    pages = sorted(seen)
    seen.clear()
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    stated = json.loads(text)
    stated["extra"]["jixiao"]["contact"] = "另一个电话"
    config.write_text(json.dumps(stated, ensure_ascii=False), "utf-8")
    try:
        build_html(place(folder), tmp_path / "after", EPOCH, Keeping(memory))
        build_html(place(folder), tmp_path / "plain", EPOCH)
    finally:
        config.write_text(text, "utf-8")

    assert sorted(seen) == pages
    assert files(tmp_path / "after") == files(tmp_path / "plain")


def test_a_broken_link_of_a_hand_written_page_is_told_with_every_build(
    folder: Path, tmp_path: Path, memory: Memory
) -> None:
    keeping = Keeping(memory, ["about"])
    build_html(place(folder), tmp_path / "before", EPOCH, keeping)
    page = folder / "docs/about/index.md"
    text = page.read_text("utf-8")
    before = files(folder / "docs")
    page.write_text("# 说明\n\n[看数据](../gone/index.md)\n", "utf-8")
    try:
        for _ in range(2):
            with pytest.raises(BuildError, match="gone"):
                build_html(place(folder), tmp_path / "after", EPOCH, keeping)
    finally:
        page.write_text(text, "utf-8")

    assert files(folder / "docs") == before
    assert not (folder / "kept").exists()


def test_a_hand_written_page_may_lead_to_a_page_that_is_known(folder: Path, tmp_path: Path, memory: Memory) -> None:
    """MkDocs looks for the Markdown of what a hand-written page leads to."""
    report = next(path for path in sorted((folder / "docs").rglob("20*/*/*/index.md")))
    page = folder / "docs/about/index.md"
    text = page.read_text("utf-8")
    page.write_text(f"# 说明\n\n[一份报告](../{report.relative_to(folder / 'docs').as_posix()})\n", "utf-8")
    try:
        for name in ("first", "second"):
            build_html(place(folder), tmp_path / name, EPOCH, Keeping(memory, ["about"]))
        build_html(place(folder), tmp_path / "plain", EPOCH)
    finally:
        page.write_text(text, "utf-8")

    assert files(tmp_path / "second") == files(tmp_path / "plain")
