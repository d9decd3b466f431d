"""The hook that lets finished HTML pass: with it and without it, every page has the same bytes."""

import json
import subprocess
import sys
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.publish.finished import Finished, pieces
from tests.make import ROOT

EXTENSIONS = ["attr_list", "tables", "toc"]
TABLE = '<div class="jx-table" id="rows">\n<table>\n\n<tr><td>97&#46;5</td></tr>\n</table>\n</div>'
# Pieces that a page of ours has, and pieces that only a hand-written page would have.
FINISHED = (
    TABLE,
    "<p>一</p>",
    "<section>\n\n<section>\n</section>\n\n</section>",
    '<script type="a">{"a": 1}</script>',
    "<div>\n- <p>一\n</div>",
)
WRITTEN = (
    "## 资金 {: #rows }",
    "# 年度 & 部门",
    '# 项目 <span class="who">某局<b>，</b>2020年度</span>',
    "# 没有结尾 <i>的标记",
    "- 一\n- 二",
    "文字\n第二行",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "    代码",
)
UNUSUAL = (
    "<div>没有结尾",
    "# 标题里 <div>的块</div>",
    "文字 <b>里</b>的标记",
    "<!-- 注 -->",
    "<https://example.com>",
    "a < b",
    "`<div>`",
    "```\n<div>\n\n</div>\n```",
    "  <div>缩进</div>",
    "- <div>项</div>",
    "</div>",
    "<div/>",
    "<hr>",
    "<p>AT&T</p>",
    '<p title="</p>">一</p>',
    "<p>一</p> 后面",
    "<span>行内</span>",
    "<script>if (a < b) {}</script>",
    "<DIV>大写</DIV>",
)


def both_ways(text: str) -> tuple[str, str]:
    plain = markdown.Markdown(extensions=EXTENSIONS)
    saved = markdown.Markdown(extensions=[*EXTENSIONS, Finished()])
    pages = plain.convert(text), saved.convert(text)
    assert saved.toc_tokens == plain.toc_tokens  # type: ignore[attr-defined]
    return pages


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from((*FINISHED, *WRITTEN, *UNUSUAL)), max_size=7),
    st.lists(st.sampled_from(("\n", "\n\n", "\n\n\n", "\n \n")), min_size=7, max_size=7),
)
def test_any_page_is_the_same_either_way(parts: list[str], between: list[str]) -> None:
    plain, saved = both_ways("".join(a + b for a, b in zip(parts, between, strict=False)))

    assert saved == plain


@pytest.mark.parametrize("unusual", UNUSUAL)
def test_what_is_not_plainly_finished_is_left_to_markdown(unusual: str) -> None:
    text = f"# 标题\n\n{TABLE}\n\n{unusual}\n\n{TABLE}\n\n"

    assert pieces(text, markdown.Markdown()) is None
    plain, saved = both_ways(text)
    assert saved == plain


def test_blocks_of_a_page_are_told_from_its_words() -> None:
    text = f"# 标题\n\n{TABLE}\n<p>一</p>\n\n## 下一节\n"
    found = pieces(text, markdown.Markdown()) or ()

    assert [(piece.is_html, piece.text.strip()) for piece in found] == [
        (False, "# 标题"),
        (True, TABLE),
        (True, "<p>一</p>"),
        (False, "## 下一节"),
    ]


@pytest.mark.site
def test_no_page_of_a_report_is_left_to_the_parsers(built_site: Path) -> None:
    pages = sorted((built_site.parent / "build" / "docs").glob("20*/*/*/index.md"))
    texts = (path.read_text("utf-8").partition("\n---\n")[2] for path in pages)

    assert len(pages) >= 6
    assert all(pieces(text, markdown.Markdown()) for text in texts)


@pytest.mark.site
@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_a_builder_alone_makes_the_same_site(built_site: Path, tmp_path: Path, builder: str) -> None:
    pytest.importorskip(builder)
    config = json.loads((built_site.parent / "build" / "mkdocs.yml").read_text("utf-8"))
    assert config.pop("hooks") == [str(ROOT / "generator" / "publish" / "finished.py")]
    (tmp_path / "plain.yml").write_text(json.dumps(config), "utf-8")
    command: list[str | Path] = [
        sys.executable,
        "-m",
        builder,
        "build",
        "--strict",
        "-f",
        tmp_path / "plain.yml",
        "-d",
        tmp_path / "plain",
    ]
    subprocess.run(command, check=True, capture_output=True, env={"NO_MKDOCS_2_WARNING": "1", "PATH": ""})

    def pages(root: Path) -> dict[str, bytes]:
        folder = root.resolve()
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.html")}

    assert len(pages(built_site)) > 200
    assert pages(built_site) == pages(tmp_path / "plain")


@pytest.mark.site
def test_links_into_finished_blocks_are_still_checked(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# 首页\n\n[有](a.md#rows) [没有](a.md#missing)\n", "utf-8")
    (docs / "a.md").write_text(f"# 表\n\n{TABLE}\n", "utf-8")
    hook = str(ROOT / "generator" / "publish" / "finished.py")
    config = {"site_name": "a", "hooks": [hook], "plugins": [], "validation": {"links": {"anchors": "warn"}}}
    (tmp_path / "mkdocs.yml").write_text(json.dumps(config), "utf-8")

    build(load_config(str(tmp_path / "mkdocs.yml")))

    complaints = [record.getMessage() for record in caplog.records if "anchor" in record.getMessage()]
    assert len(complaints) == 1
    assert "#missing" in complaints[0]
    assert "missing" not in (tmp_path / "site" / "a" / "index.html").read_text("utf-8")
