# ruff: noqa: T201 - its output is what it is for
"""Times `jixiao diff` over many reports with some changed, cold and warm, with its peak memory.

python -m benchmarks.diff 10000 50
"""

import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

CONTENT = Path(__file__).resolve().parent.parent / "content"
DEPARTMENTS = 200
_COMMENT = "comment.md"
_DIFF = ("diff", "HEAD~1", "HEAD", "--format", "markdown", "-o", _COMMENT)
_MEASURED = """
import resource, sys
from generator.cli import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One comparison: seconds, peak memory in MB, and the comment for the merge request."""

    seconds: float
    memory: int
    comment: str


def make(folder: Path, count: int, changed: int) -> None:
    """Write a repository of `count` reports, the last commit of which changes some scores."""
    content = folder / "content"
    shutil.copytree(CONTENT, content, ignore=shutil.ignore_patterns("projects"))
    names = [f"dept-{number:03}" for number in range(DEPARTMENTS)]
    (content / "departments.yml").write_text("".join(map(_department, names)), "utf-8")
    sources = [path.read_text("utf-8") for path in sorted((CONTENT / "projects").rglob("*.yml"))]
    for number in range(count):
        folder_of_year = content / f"projects/{2018 + number % 5}"
        path = folder_of_year / names[number % DEPARTMENTS] / f"p-{number:05}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_report(sources[number % len(sources)], number), "utf-8")
    _git(folder, "init", "-q", "-b", "main")
    _commit(folder, "first")
    dice = random.Random(1)  # noqa: S311 - repeatable
    for path in dice.sample(sorted(content.rglob("p-*.yml")), changed):
        path.write_text(re.sub(r"(?m)^总分: .*$", "总分: 77.5", path.read_text("utf-8")), "utf-8")
    _commit(folder, "second")


def _department(name: str) -> str:
    return f"{name}:\n  名称: 第{name[5:]}局\n  地区: 某市\n  地区标识: moushi\n"


def _report(source: str, number: int) -> str:
    text = re.sub(r"(?m)^年度: .*$", f"年度: {2018 + number % 5}", source)
    return text.replace("信息化", f"信息化{number}号", 1)


def _commit(folder: Path, message: str) -> None:
    _git(folder, "add", "-A")
    who = ("-c", "user.name=a", "-c", "user.email=a@example.cn")
    _git(folder, *who, "commit", "-q", "-m", message)


def _git(folder: Path, *arguments: str) -> None:
    command = ["git", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - fixed


def compare(folder: Path) -> Run:
    """Compare the last two commits as a program of its own."""
    command = [sys.executable, "-c", _MEASURED, *_DIFF]
    start = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - fixed
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    comment = (folder / _COMMENT).read_text("utf-8")
    return Run(seconds, int(done.stderr.splitlines()[-1]), comment)


def main() -> None:
    """Print seconds and peak memory of a cold and a warm run, and the size of the comment."""
    count, changed = (int(argument) for argument in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as name:
        make(Path(name), count, changed)
        cold, warm = compare(Path(name)), compare(Path(name))
    print(f"cold: {cold.seconds:.1f} s, {cold.memory} MB")
    print(f"warm: {warm.seconds:.1f} s, {warm.memory} MB")
    print(f"comment: {len(cold.comment)} characters")


if __name__ == "__main__":
    main()
