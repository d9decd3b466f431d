"""Makes a bureau's own site: content, looks and workflows, and none of the package's code."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from generator.starting.scaffold import ScaffoldError

_GIT = ".git"
# Where each file of the skeleton goes; names that hide files would be lost in packages.
_PLACES = {
    "content": "content",
    "overrides": "overrides",
    "github/workflows": ".github/workflows",
    "gitee": ".workflow",
    "gitlab-ci.yml": ".gitlab-ci.yml",
    "running": "running",
    "gitignore": ".gitignore",
    "requirements.txt": "requirements.txt",
    "README.md": "README.md",
}


def new_site(target: Path, project: Path, version: str, year: int) -> list[Path]:
    """Write the skeleton of a site into an empty or new folder; returns the files written.

    `project` is where the package keeps its rulebooks and layouts; `version` of the package is
    pinned; `year` is that of the example report. Raises ScaffoldError where files would be written
    over.
    """
    if target.exists() and not _is_empty(target):
        raise ScaffoldError(f"{target} 不是空文件夹，没有改动")
    with as_file(files("generator.starting") / "skeleton") as skeleton:
        for source, place in _PLACES.items():
            _copy(skeleton / source, target / place)
    example = target / "content" / "example.yml"
    report = target / "content" / "projects" / str(year) / "shili-ju" / "road-care.yml"
    report.parent.mkdir(parents=True)
    report.write_text(example.read_text("utf-8").format(year=year, next=year + 1), encoding="utf-8")
    example.unlink()
    for name in ("rules", "layouts"):
        shutil.copytree(project / "content" / name, target / "content" / name)
    pinned = target / "requirements.txt"
    pinned.write_text(pinned.read_text("utf-8").format(version=version), encoding="utf-8")
    return sorted(path for path in target.rglob("*") if path.is_file() and _GIT not in path.parts)


def _is_empty(folder: Path) -> bool:
    """Tell whether a folder holds nothing but a repository."""
    return folder.is_dir() and all(one.name == _GIT for one in folder.iterdir())


def _copy(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, place)
    else:
        shutil.copyfile(source, place)
