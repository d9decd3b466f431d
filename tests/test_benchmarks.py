"""The measurements still measure: each is run once, small."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import build, diff, html, peers, search
from benchmarks.samples import make, names
from tests.make import ROOT


def test_what_a_query_costs_is_measured_and_no_answer_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    catalogue = make(30)
    answers = search.answer(catalogue, search.build(catalogue).files, drawn=40)
    search.measure(30)
    printed = capsys.readouterr().out

    assert answers.wrong == 0
    assert answers.asked == 40 + len(names(catalogue))
    assert all(cost > 0 for cost in answers.costs)
    assert "30 reports: built in" in printed
    assert "wrong results: 0 of" in printed


@pytest.mark.site
def test_a_comparison_is_timed_cold_and_warm(tmp_path: Path) -> None:
    diff.make(tmp_path, 12, 2)
    cold, warm = diff.compare(tmp_path), diff.compare(tmp_path)

    assert cold.comment == warm.comment
    assert "改动 2 份" in cold.comment
    assert cold.memory > 0
    assert (tmp_path / "build/cache/memory.sqlite").is_file()


@pytest.mark.browser
@pytest.mark.site
@pytest.mark.usefixtures("browser")
def test_recall_is_counted_in_a_browser_of_its_own() -> None:
    asked = "from benchmarks.search_browser import measure; measure(12, drawn=10)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "recall 1.000, precision 1.000" in done.stdout
    assert "0 queries wrong" in done.stdout
    assert "bytes gzip: first query" in done.stdout


@pytest.mark.site
def test_the_stage_of_mkdocs_is_timed_either_way(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# 首页\n\n<p>一</p>\n", "utf-8")
    hook = str(ROOT / "generator" / "publish" / "finished.py")
    settings = {"site_name": "a", "docs_dir": str(tmp_path / "docs"), "plugins": [], "hooks": [hook]}
    (tmp_path / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")
    without, saved = html.compare(tmp_path / "mkdocs.yml")

    assert b"<p>\xe4\xb8\x80</p>" in saved.files["index.html"]
    assert saved.files == without.files
    assert saved.pages == without.pages == 2  # and the page of what is not found
    assert saved.seconds > 0
    assert saved.memory > 10


@pytest.mark.site
def test_a_build_is_timed_stage_by_stage(capsys: pytest.CaptureFixture[str]) -> None:
    cold, again = build.measure(6)

    assert list(cold.stages) == [
        "读取、计分、核对",
        "与正在公开的内容核对",
        "公开范围、汇总",
        "各部门的网页和数据",
        "汇总的数据文件",
        "检索",
        "汇总的网页",
        "生成网页",
        "最后检查",
        "封存、换上",
    ]
    assert cold.stages["生成网页"] > 0.3
    assert again.stages["最后检查"] < cold.stages["最后检查"]
    assert min(cold.memory, cold.largest) > 10
    assert "6 reports:" in capsys.readouterr().out


@pytest.mark.site
def test_every_builder_makes_the_same_pages_in_one_run(tmp_path: Path) -> None:
    (tmp_path / "docs" / "a").mkdir(parents=True)
    for page in ("index.md", "a/index.md"):
        (tmp_path / "docs" / page).write_text("# 首页\n\n<p>一</p>\n", "utf-8")
    settings = {"site_name": "a", "docs_dir": str(tmp_path / "docs"), "plugins": [], "hooks": []}
    (tmp_path / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")
    runs = list(peers.compare(tmp_path / "mkdocs.yml"))

    assert [run.name.split(",")[0] for run in runs[:4]] == ["ours", "ours", "Material", "Material"]
    # MkDocs makes a page 404 beside the two.
    assert [run.pages for run in runs[:4]] == [3, 3, 3, 3]
    assert [run.pages for run in runs[4:]] in ([], [2])
    assert all(run.cpu > 0 and run.memory > 0 for run in runs)
