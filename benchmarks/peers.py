# ruff: noqa: T201 - its output is what it is for
"""Times the HTML stage beside its peers in one run, over the same Markdown.

jixiao generate && python -m benchmarks.peers build/mkdocs.yml

Ours is `mkdocs build` with the hook and without it; the peers are Material as it comes, without
search, its pages in the navigation or out of it, and, where it is installed, Hugo with a bare
template. CPU seconds of the
whole program, its peak memory, and the ratio to Hugo.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_BARE = "<!doctype html><title>{{ .Title }}</title><body>{{ .Content }}</body>"
_WAITING = """
import os, resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One build: its name, CPU and wall seconds, peak memory in MB, and the pages it made."""

    name: str
    cpu: float
    wall: float
    memory: int
    pages: int


def compare(config: Path) -> Iterator[Run]:
    """Build the tree of a config by each program in turn."""
    settings = json.loads(config.read_text("utf-8"))
    docs = Path(settings["docs_dir"])
    yield _mkdocs("ours", settings)
    yield _mkdocs("ours, no hook", {key: settings[key] for key in settings if key != "hooks"})
    with tempfile.TemporaryDirectory() as name:
        pages = _markdown_alone(docs, Path(name) / "content")
        stock = {"site_name": "stock", "docs_dir": str(pages), "theme": "material", "plugins": []}
        yield _mkdocs("Material, all in navigation", stock)
        yield _mkdocs("Material, out of it", stock | {"nav": [{"-": "index.md"}]})
        if shutil.which("hugo"):
            yield _hugo(Path(name))


def _markdown_alone(docs: Path, target: Path) -> Path:
    """Copy the pages of a tree: what is no Markdown costs every builder the same."""
    for page in docs.rglob("*.md"):
        copy = target / page.relative_to(docs)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, copy)
    return target


def _mkdocs(name: str, settings: Mapping[str, object]) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        config, site = Path(folder, "mkdocs.yml"), Path(folder, "site")
        config.write_text(json.dumps(settings), "utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)]
        return _run(name, [*command, "-d", str(site)], Path(folder), site)


def _hugo(folder: Path) -> Run:
    """Build `content/` of a folder with one template, raw HTML allowed."""
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
    command = ["hugo", "--quiet", "--source", str(folder), "--destination", str(site)]
    return _run("Hugo, bare template", command, folder, site)


def _run(name: str, command: list[str], folder: Path, site: Path) -> Run:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"}
    began = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - fixed commands
        [sys.executable, "-c", _WAITING, *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    wall = time.perf_counter() - began
    cpu, memory = done.stdout.splitlines()[-1].split()
    pages = sum(1 for _ in site.rglob("*.html"))
    return Run(name, float(cpu), wall, int(memory), pages)


def main() -> None:
    """Compare for the config named on the command line."""
    runs = list(compare(Path(sys.argv[1])))
    least = runs[-1].cpu
    for run in runs:
        print(
            f"{run.name:28} {run.cpu:8.1f} CPU s {run.wall:8.1f} wall s {run.memory:6} MB"
            f" {run.pages:6} pages {run.cpu / least:6.1f} times the last"
        )


if __name__ == "__main__":
    main()
