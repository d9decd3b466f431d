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
from pathlib import Path

CONTENT = Path(__file__).resolve().parent.parent / "content"
DEPARTMENTS = 200
MEASURED = """
import resource, sys
from generator.cli import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "MB", file=sys.stderr)
"""


def make(folder: Path, count: int, changed: int) -> None:
    """Write a repository of `count` reports, the last commit of which changes some scores."""
    content = folder / "content"
    shutil.copytree(CONTENT, content, ignore=shutil.ignore_patterns("projects"))
    names = [f"dept-{number:03}" for number in range(DEPARTMENTS)]
    register = "".join(
        f"{name}:\n  名称: 第{name[5:]}局\n  地区: 某市\n  地区标识: moushi\n" for name in names
    )
    (content / "departments.yml").write_text(register, "utf-8")
    sources = [path.read_text("utf-8") for path in sorted((CONTENT / "projects").rglob("*.yml"))]
    for number in range(count):
        year = 2018 + number % 5
        path = content / f"projects/{year}/{names[number % DEPARTMENTS]}/p-{number:05}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = re.sub(r"(?m)^年度: .*$", f"年度: {year}", sources[number % len(sources)])
        path.write_text(text.replace("信息化", f"信息化{number}号", 1), "utf-8")
    _git(folder, "init", "-q", "-b", "main")
    _commit(folder, "first")
    for path in random.Random(1).sample(sorted(content.rglob("p-*.yml")), changed):  # noqa: S311 - repeatable
        path.write_text(re.sub(r"(?m)^总分: .*$", "总分: 77.5", path.read_text("utf-8")), "utf-8")
    _commit(folder, "second")


def _commit(folder: Path, message: str) -> None:
    _git(folder, "add", "-A")
    _git(
        folder, "-c", "user.name=a", "-c", "user.email=a@example.cn", "commit", "-q", "-m", message
    )


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607 - fixed


def main() -> None:
    """Print seconds and peak memory of a cold and a warm run, and the size of the comment."""
    count, changed = (int(argument) for argument in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, count, changed)
        command = [
            sys.executable,
            "-c",
            MEASURED,
            "diff",
            "HEAD~1",
            "HEAD",
            "--format",
            "markdown",
            "-o",
            "comment.md",
        ]
        for run in ("cold", "warm"):
            start = time.perf_counter()
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - fixed
            print(f"{run}: {time.perf_counter() - start:.1f} s, {done.stderr.strip()}")  # noqa: T201 - a report
        print(f"comment: {len((folder / 'comment.md').read_text('utf-8'))} characters")  # noqa: T201 - a report


if __name__ == "__main__":
    main()
