# ruff: noqa: T201 - its output is what it is for
"""Measures `jixiao build` over made sites: cold, again, and after one change of each kind.

python -m benchmarks.build 100 1000
python -m benchmarks.build 10000 --only cold,again,report,another --json build.json

Each build follows the one before it, as a publisher's do: nothing changed (again), a figure of one
report corrected, of another one (as is usual: two releases are there by then), a department
renamed, a grade of a rulebook renamed, the foot of every page changed. `huge` is a cold build of as
many reports, all of one department. A line is printed as soon as its build is over, and the JSON
written anew; stages follow when a site is done with, exponents between the two largest numbers of
reports at the end.
"""

import argparse
import json
import math
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.changes import CHANGES, DAY
from benchmarks.content import write_content
from benchmarks.watched import watch

HUGE = "huge"
RUNS = (*CHANGES, HUGE)
_COMMAND = (sys.executable, "-m", "generator", "build", "--date", DAY, "--timings", "json")
_HEAD = (
    "reports  run          CPU s  to cold  ms/report   wall s  peak MB    files       MB"
    "  largest page"
)


class RefusedError(Exception):
    """The software did not build what is to be measured; the message is all it said."""


@dataclass(frozen=True, slots=True)
class Run:
    """One build: what it took, stage by stage too, and what it left on the disk.

    `cpu` is of all processes, `memory` the most MB they held together (PSS). `page` is the largest
    page, of `page_size` bytes.
    """

    reports: int
    name: str
    cpu: float
    wall: float
    memory: int
    stages: dict[str, float]
    files: int
    size: int
    page: str
    page_size: int


def build(folder: Path, reports: int, name: str) -> Run:
    """Build `content/` of a folder as a program of its own."""
    done = watch(_COMMAND, folder)
    if done.code:
        raise RefusedError(done.output + done.errors)
    stated = json.loads(done.errors.splitlines()[-1])
    stages = {stage["name"]: stage["cpu"] for stage in stated["stages"]}
    site = (folder / "site").resolve()
    sizes = {
        path.relative_to(site).as_posix(): path.stat().st_size
        for path in site.rglob("*")
        if path.is_file()
    }
    page = max((path for path in sizes if path.endswith(".html")), key=lambda path: sizes[path])
    return Run(
        reports,
        name,
        round(done.cpu, 2),
        round(done.wall, 2),
        done.memory,
        stages,
        len(sizes),
        sum(sizes.values()),
        page,
        sizes[page],
    )


def measure(reports: int, names: Sequence[str] = RUNS) -> Iterator[Run]:
    """Build a made site as often as is asked for; cold comes first, whatever is asked for."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_content(folder / "content", reports)
        for kind, change in CHANGES.items():
            if kind in names or kind == "cold":
                change(folder)
                yield build(folder, reports, kind)
    if HUGE in names:
        with tempfile.TemporaryDirectory() as name:
            write_content(Path(name) / "content", reports, departments=1)
            yield build(Path(name), reports, HUGE)


def line(run: Run, cold: Run) -> str:
    """Return a run as a line of the table."""
    return (
        f"{run.reports:7}  {run.name:10} {run.cpu:7.1f}  {run.cpu / cold.cpu:7.3f}"
        f"  {run.cpu / run.reports * 1000:9.1f}  {run.wall:7.1f}  {run.memory or '-':>7}"
        f"  {run.files:7}  {run.size / 1e6:7.1f}  {run.page_size / 1e3:.0f} kB {run.page}"
    )


def stage_table(runs: Sequence[Run]) -> Iterator[str]:
    """Yield the CPU seconds of each stage, a column a run."""
    yield "  CPU s " + "".join(f"{run.name:>11}" for run in runs) + "  stage"
    for stage in dict.fromkeys(name for run in runs for name in run.stages):
        cells = "".join(f"{run.stages.get(stage, 0):11.1f}" for run in runs)
        yield f"        {cells}  {stage}"


def exponents(runs: Sequence[Run]) -> dict[str, dict[str, float]]:
    """Return how CPU, wall and memory of each kind of run grow between the two largest sites."""
    sizes = sorted({run.reports for run in runs})[-2:]
    if len(sizes) < 2:
        return {}
    by_size = [{run.name: run for run in runs if run.reports == size} for size in sizes]
    small, large = by_size
    return {name: _growth(small[name], large[name]) for name in small if name in large}


def _growth(small: Run, large: Run) -> dict[str, float]:
    more = math.log(large.reports / small.reports)
    pairs = {
        "cpu": (small.cpu, large.cpu),
        "wall": (small.wall, large.wall),
        "memory": (small.memory, large.memory),
    }
    return {
        what: round(math.log(after / before) / more, 3)
        for what, (before, after) in pairs.items()
        if before and after
    }


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure jixiao build over made sites.")
    parser.add_argument("reports", type=int, nargs="+", help="numbers of reports")
    parser.add_argument("--only", default=",".join(RUNS), help=f"some of {','.join(RUNS)}")
    parser.add_argument("--json", type=Path, help="write all figures to this file too")
    asked = parser.parse_args()
    asked.only = asked.only.split(",")
    if unknown := set(asked.only) - set(RUNS):
        parser.error(f"--only: no such run: {', '.join(sorted(unknown))}")
    return asked


def _write(path: Path | None, runs: Sequence[Run]) -> None:
    if path is not None:
        told = {"runs": [asdict(run) for run in runs], "exponents": exponents(runs)}
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main() -> None:
    """Measure each number of reports named on the command line."""
    asked, runs = _asked(), list[Run]()
    print(_HEAD, flush=True)
    for reports in asked.reports:
        own: list[Run] = []
        for run in measure(reports, asked.only):
            own.append(run)
            print(line(run, own[0]), flush=True)
            _write(asked.json, [*runs, *own])
        print("\n".join(stage_table(own)), flush=True)
        runs += own
    for name, grown in exponents(runs).items():
        print(f"exponent, {name}: " + ", ".join(f"{what} {one}" for what, one in grown.items()))


if __name__ == "__main__":
    main()
