# ruff: noqa: T201 - its output is what it is for
"""Times `jixiao build` over made reports, cold and again with nothing changed, stage by stage.

python -m benchmarks.build 100 300 1000
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.content import write_content

_MEASURED = """
import resource, sys
from generator.cli import main
try:
    main()
finally:
    own, others = (resource.getrusage(who).ru_maxrss // 1024
                   for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(own, others, file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A build: CPU seconds of each stage, wall seconds of all, and peak memory in MB.

    `memory` is of the build itself, `largest` of the largest program that it ran.
    """

    stages: dict[str, float]
    wall: float
    memory: int
    largest: int

    @property
    def cpu(self) -> float:
        """CPU seconds of all stages."""
        return sum(self.stages.values())


def build(folder: Path) -> Run:
    """Build `content/` of a folder as a program of its own."""
    command = [sys.executable, "-c", _MEASURED, "build", "--timings", "json"]
    done = subprocess.run(  # noqa: S603 - fixed
        command, cwd=folder, capture_output=True, text=True, check=True
    )
    timed, sizes = done.stderr.splitlines()[-2:]
    stated = json.loads(timed)
    own, others = map(int, sizes.split())
    stages = {one["name"]: one["cpu"] for one in stated["stages"]}
    return Run(stages, stated["wall"], own, others)


def measure(reports: int) -> tuple[Run, Run]:
    """Build a made site twice and print both runs side by side."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_content(folder / "content", reports)
        cold, again = build(folder), build(folder)
        files = [path for path in (folder / "site").resolve().rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
    print(f"{reports} reports: {len(files)} files, {size / 1e6:.0f} MB")
    for stage, cpu in cold.stages.items():
        print(f"{cpu:8.1f} {again.stages[stage]:8.1f}  {stage}")
    print(f"{cold.cpu:8.1f} {again.cpu:8.1f}  CPU s, {cold.cpu / reports * 1000:.0f} ms a report")
    print(f"{cold.wall:8.1f} {again.wall:8.1f}  wall s")
    print(f"peak memory {cold.memory} MB, of MkDocs {cold.largest} MB", flush=True)
    return cold, again


def main() -> None:
    """Measure each number of reports named on the command line."""
    for reports in map(int, sys.argv[1:]):
        measure(reports)


if __name__ == "__main__":
    main()
