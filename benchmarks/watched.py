"""Runs a program and watches it: processors, the clock, and the memory of all its processes.

Memory is the sum of the proportional set sizes (PSS) of the program and of all that it started, at
its highest: what several of them share counts once. It is looked at five times a second.
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

_PAUSE = 0.2
_PROC = Path("/proc")
_KB_A_MB = 1024


@dataclass(frozen=True, slots=True)
class Watched:
    """What a program took, its finished programs included, and what it said.

    `memory` is in MB, and 0 where the system does not tell (no `/proc`). `code` is below 0 where
    a signal ended it.
    """

    cpu: float
    wall: float
    memory: int
    code: int
    output: str
    errors: str


def watch(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> Watched:
    """Run a program in a folder, with more in its environment."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        program = subprocess.Popen(  # noqa: S603 - fixed commands
            command,
            cwd=folder,
            env=os.environ | (environment or {}),
            stdout=output,
            stderr=errors,
        )
        with _memory_of(program.pid) as seen:
            # Tells what the program's own programs took as well, once they have ended.
            _, status, used = os.wait4(program.pid, 0)
        wall = time.perf_counter() - began
        program.returncode = os.waitstatus_to_exitcode(status)
        said = []
        for stream in (output, errors):
            stream.seek(0)
            said.append(stream.read().decode(errors="replace"))
    cpu = used.ru_utime + used.ru_stime
    return Watched(cpu, wall, max(seen, default=0) // _KB_A_MB, program.returncode, *said)


@contextmanager
def _memory_of(program: int) -> Iterator[list[int]]:
    """Yield a list that grows by the kB of all processes while the block lasts."""
    seen: list[int] = []
    over = Event()

    def look() -> None:
        while not over.wait(_PAUSE):
            seen.append(sum(map(_size, _family(program))))

    thread = Thread(target=look, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def _family(program: int) -> set[int]:
    """Return a process and all that it started, and these again."""
    parents = dict(_parents())
    family = {program}
    while found := {one for one, parent in parents.items() if parent in family} - family:
        family |= found
    return family


def _parents() -> Iterator[tuple[int, int]]:
    """Yield every process and its parent."""
    for stat in _PROC.glob("[0-9]*/stat"):
        try:
            # The name stands in brackets and may hold anything; after it come state and parent.
            yield int(stat.parent.name), int(stat.read_text("utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue  # it has ended


def _size(process: int) -> int:
    """Return the kB of a process; 0 where it has ended."""
    try:
        lines = (_PROC / str(process) / "smaps_rollup").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
