"""The measurements still measure: each is run once, small."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import build, diff, html, peers, search
from benchmarks.changes import CHANGES
from benchmarks.content import write_content
from benchmarks.samples import make, names
from benchmarks.watched import watch
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
def test_a_build_is_timed_stage_by_stage() -> None:
    cold, again, huge = build.measure(6, ["again", "huge"])

    assert list(cold.stages) == [
        "与上一次比较",
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
    assert [run.name for run in (cold, again, huge)] == ["cold", "again", "huge"]
    assert cold.stages["生成网页"] > 0.3
    # Where equal content is live, nothing is built.
    assert {"生成网页", "最后检查"}.isdisjoint(again.stages)
    assert again.cpu < cold.cpu / 2
    assert cold.cpu >= sum(cold.stages.values())
    assert min(cold.wall, cold.memory, cold.page_size) > 1
    assert (again.files, again.page) == (cold.files, cold.page)
    # One department has one page of each kind where sixty have sixty.
    assert huge.files < cold.files


@pytest.mark.site
def test_every_change_that_is_measured_is_one_that_may_be_published(tmp_path: Path) -> None:
    write_content(tmp_path / "content", 12)
    cold = build.build(tmp_path, 12, "cold")
    for change in CHANGES.values():
        change(tmp_path)
    changed = build.build(tmp_path, 12, "all at once")
    site = tmp_path / "site"
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}

    assert changed.files > cold.files
    assert [path for path, text in pages.items() if "测量用的一行" not in text] == []
    assert "临河市财政局本级" in pages["departments/d000/index.html"]
    assert "优等" in pages["rules/sx-2020/index.html"]
    assert sum("/v/1/" in path for path in pages) == 2


def test_sites_of_two_sizes_tell_how_it_grows() -> None:
    def run(reports: int, cpu: float, wall: float, memory: int) -> build.Run:
        return build.Run(reports, "cold", cpu, wall, memory, {"检索": cpu}, 9, 10**6, "a/index.html", 2000)

    small, large = run(100, 10, 5, 200), run(1000, 100, 500, 200)

    assert build.exponents([run(10, 1, 1, 1), small, large]) == {"cold": {"cpu": 1.0, "wall": 2.0, "memory": 0.0}}
    assert build.exponents([small]) == {}
    assert build.exponents([run(100, 1, 1, 0), run(200, 2, 1, 0)]) == {"cold": {"cpu": 1.0, "wall": 0.0}}
    assert build.line(large, small).split() == (
        "1000 cold 100.0 10.000 100.0 500.0 200 9 1.0 2 kB a/index.html".split()
    )
    assert list(build.stage_table([small, large]))[1].split() == ["10.0", "100.0", "检索"]


def test_a_program_is_watched_with_all_that_it_starts(tmp_path: Path) -> None:
    held = "held = bytearray(b'1' * 60_000_000); import time; time.sleep(1)"
    both = (
        f"import subprocess, sys; started = subprocess.Popen([sys.executable, '-c', {held!r}]); {held}; started.wait()"
    )
    seen = watch([sys.executable, "-c", f"{both}; print(1); sys.exit(3)"], tmp_path)

    assert (seen.code, seen.output, seen.errors) == (3, "1\n", "")
    assert 115 < seen.memory < 400
    assert 0 < seen.cpu < seen.wall
    assert watch([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], tmp_path).code == -9


# Builds as Zensical does what matters here: its config lies above the pages.
ZENSICAL = """#!{python}
import json, pathlib, sys
if "--version" in sys.argv:
    sys.exit(print("9.9"))
docs = pathlib.Path(json.load(open(sys.argv[-1]))["docs_dir"])
if docs.is_absolute():
    sys.exit("Error: docs_dir must be within project root")
for page in docs.rglob("*.md"):
    made = pathlib.Path("site") / page.relative_to(docs).with_suffix(".html")
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_text("a")
"""


@pytest.mark.site
def test_every_builder_makes_the_same_pages_in_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs" / "a").mkdir(parents=True)
    for page in ("index.md", "a/index.md"):
        (tmp_path / "docs" / page).write_text("# 首页\n\n<p>一</p>\n", "utf-8")
    theme = {"name": "material", "custom_dir": str(tmp_path / "theme")}
    (tmp_path / "theme").mkdir()
    settings = {"site_name": "a", "docs_dir": str(tmp_path / "docs"), "theme": theme, "plugins": [], "hooks": []}
    (tmp_path / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")
    program = tmp_path / "bin" / "zensical"
    program.parent.mkdir()
    program.write_text(ZENSICAL.format(python=sys.executable), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    runs = {run.name: run for run in peers.compare(tmp_path / "mkdocs.yml")}
    pages = {name: run.pages for name, run in runs.items() if not name.startswith(("Hugo", "ProperDocs"))}

    # MkDocs makes a page 404 beside the two.
    assert pages == {
        "ours": 3,
        "ours, no hook": 3,
        "Material, out of navigation": 3,
        "Material, all in navigation": 3,
        "Zensical 9.9, our tree": 0,
        "Zensical 9.9, relative": 2,
        "Zensical 9.9, Markdown": 2,
    }
    assert runs["Zensical 9.9, our tree"].failure == "exit 1: Error: docs_dir must be within project root"
    assert [run.name for run in runs.values() if run.failure] == ["Zensical 9.9, our tree"]
    assert all(run.cpu > 0 for run in runs.values())
    assert peers.line(runs["ours"], runs["ours"]).endswith("3 pages    1.0 times ours")
    assert [run.pages for name, run in runs.items() if name.startswith("ProperDocs")] in ([], [3])
    assert [run.pages for name, run in runs.items() if name.startswith("Hugo")] in ([], [2])
