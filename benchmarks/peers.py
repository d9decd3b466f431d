# ruff: noqa: T201 - its output is what it is for
"""Times the HTML stage beside its peers in one run, over the same Markdown.

jixiao generate && python -m benchmarks.peers build/mkdocs.yml

Ours is `mkdocs build` with the hook and without it. The peers are Material as it comes, without
search, its pages in the navigation or out of it; and where they are installed (a program is looked
for on the PATH), Hugo with a bare template, ProperDocs with our tree and theme, and Zensical: with
our tree as it lies, with a copy of it by relative paths, and with the Markdown alone. CPU seconds
and memory are of all processes; of one that fails, what it said last is told.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.watched import watch

_BARE = "<!doctype html><title>{{ .Title }}</title><body>{{ .Content }}</body>"
_CALM = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000", "NO_COLOR": "1"}
_OUT_OF_IT = {"nav": [{"-": "index.md"}]}


@dataclass(frozen=True, slots=True)
class Run:
    """One build: its name, CPU and wall seconds, peak memory in MB, and the pages it made.

    `failure` is what a builder said last that ended badly, else "".
    """

    name: str
    cpu: float
    wall: float
    memory: int
    pages: int
    failure: str


def compare(config: Path) -> Iterator[Run]:
    """Build the tree of a config by each program in turn, Hugo first."""
    settings = json.loads(config.read_text("utf-8"))
    plain = {key: settings[key] for key in settings if key != "hooks"}
    with tempfile.TemporaryDirectory() as name:
        pages = _markdown_alone(Path(settings["docs_dir"]), Path(name) / "docs")
        stock = {"site_name": "stock", "docs_dir": str(pages), "theme": "material", "plugins": []}
        yield from _hugo(pages)
        yield _mkdocs("ours", settings)
        yield _mkdocs("ours, no hook", plain)
        if find_spec("properdocs"):
            yield _mkdocs(f"ProperDocs {version('properdocs')}, ours", plain, "properdocs")
        yield _mkdocs("Material, out of navigation", stock | _OUT_OF_IT)
        yield _mkdocs("Material, all in navigation", stock)
        if program := shutil.which("zensical"):
            yield from _zensical(program, plain, pages)


def _markdown_alone(docs: Path, target: Path) -> Path:
    """Copy the pages of a tree: what is no Markdown costs every builder the same."""
    for page in docs.rglob("*.md"):
        copy = target / page.relative_to(docs)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, copy)
    return target


def _mkdocs(name: str, settings: Mapping[str, Any], program: str = "mkdocs") -> Run:
    with tempfile.TemporaryDirectory() as folder:
        config, site = Path(folder, "mkdocs.yml"), Path(folder, "site")
        config.write_text(json.dumps(settings), "utf-8")
        command = [sys.executable, "-m", program, "build", "-q", "-f", str(config), "-d", str(site)]
        return _run(name, command, Path(folder), site)


def _zensical(program: str, ours: Mapping[str, Any], pages: Path) -> Iterator[Run]:
    """Build our tree as it lies, a copy beside its config, and the Markdown by its own theme."""
    with tempfile.TemporaryDirectory() as name:
        name_of = f"Zensical {watch([program, '--version'], Path(name)).output.strip()}"
        yield _zensical_build(f"{name_of}, our tree", program, ours, Path(name))
    with tempfile.TemporaryDirectory() as name:
        copied = _beside(ours, Path(name))
        yield _zensical_build(f"{name_of}, relative", program, copied, Path(name))
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(pages, Path(name) / "docs")
        stock = {"site_name": "stock", "docs_dir": "docs", "theme": {"name": "material"}}
        yield _zensical_build(f"{name_of}, Markdown", program, stock | _OUT_OF_IT, Path(name))


def _beside(settings: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Copy a tree and what its config names into a folder; return the config by relative paths."""
    shutil.copytree(settings["docs_dir"], folder / "docs")
    found = {**settings, "docs_dir": "docs"}
    if "INHERIT" in settings:
        shutil.copyfile(settings["INHERIT"], folder / "base.yml")
        found["INHERIT"] = "base.yml"
    if "theme" in settings:
        shutil.copytree(settings["theme"]["custom_dir"], folder / "theme")
        found["theme"] = {**settings["theme"], "custom_dir": "theme"}
    return found


def _zensical_build(name: str, program: str, settings: Mapping[str, Any], folder: Path) -> Run:
    site = folder / "site"
    config = folder / "mkdocs.yml"
    config.write_text(json.dumps({**settings, "site_dir": "site"}), "utf-8")
    return _run(name, [program, "build", "-c", "-f", str(config)], folder, site)


def _hugo(pages: Path) -> Iterator[Run]:
    """Build pages by one template, raw HTML allowed, where Hugo is installed."""
    program = shutil.which("hugo")
    if program is None:
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(pages, folder / "content")
        layouts = folder / "layouts" / "_default"
        layouts.mkdir(parents=True)
        for kind in ("single.html", "list.html"):
            (layouts / kind).write_text(_BARE, "utf-8")
        # Hugo takes index.md for a page with files of its own; a list is what ours are.
        for page in sorted((folder / "content").rglob("index.md")):
            page.rename(page.with_name("_index.md"))
        settings = {
            "markup": {"goldmark": {"renderer": {"unsafe": True}}},
            "disableKinds": ["taxonomy", "term"],
        }
        (folder / "config.json").write_text(json.dumps(settings), "utf-8")
        site = folder / "site"
        command = [program, "--quiet", "--source", str(folder), "--destination", str(site)]
        yield _run("Hugo, bare template", command, folder, site)


def _run(name: str, command: list[str], folder: Path, site: Path) -> Run:
    done = watch(command, folder, _CALM)
    pages = sum(1 for _ in site.rglob("*.html"))
    failure = f"exit {done.code}: {_last(done.output + done.errors)}" if done.code else ""
    return Run(name, done.cpu, done.wall, done.memory, pages, failure)


def _last(said: str) -> str:
    """Return the last line that says something."""
    return next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "")


def line(run: Run, first: Run) -> str:
    """Return a run as a line of the table, beside the first of all."""
    ratio = f"{run.cpu / first.cpu:6.1f} times {first.name.partition(',')[0]}"
    return (
        f"{run.name:28} {run.cpu:8.1f} CPU s {run.wall:8.1f} wall s {run.memory or '-':>6} MB"
        f" {run.pages:6} pages {run.failure or ratio}"
    )


def main() -> None:
    """Compare for the config named on the command line."""
    runs: list[Run] = []
    for run in compare(Path(sys.argv[1])):
        runs.append(run)
        print(line(run, runs[0]), flush=True)


if __name__ == "__main__":
    main()
