"""Files are read in a process of their own, with limits: foreign parsers may take what they like.

The process reads one file after another, each within limits of its own, and is started anew where
it was ended or has read many. Where a system has no `fork` (Windows), files are read in the
program itself, bounded by `generator.forms.bounds` alone.
"""

import os
import pickle
import select
import signal
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, NoReturn, TypeVar

from generator.forms.problems import PROBLEMS, SWOLLEN, RefusedError

try:
    import resource
except ImportError:  # pragma: no cover - Windows
    resource = None  # type: ignore[assignment]

T = TypeVar("T")

MEMORY = 320 * 1024 * 1024
# What a process has read leaves traces in its memory; after so many files another begins.
MOST_FILES = 50
_LENGTH = struct.Struct(">Q")
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one file may take, in seconds: of a processor, and by the clock."""

    busy: int = 9
    wall: int = 60


_OF_A_FORM = Patience()


def confined(read: Callable[[Path], T], path: Path) -> T:
    """Return what `read` gives for one file; see `Confined`."""
    with Confined(read) as reading:
        return reading(path)


class Confined(Generic[T]):
    """Reads files in a process with limits on memory and time; to be used in a `with` block."""

    def __init__(self, read: Callable[[Path], T], patience: Patience = _OF_A_FORM) -> None:
        self._read = read
        self._patience = patience
        self._child: _Child | None = None

    def __enter__(self) -> "Confined[T]":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def __call__(self, path: Path) -> T:
        """Return what is read from a file.

        Raises RefusedError as the reading does, and where the limits were reached.
        """
        if resource is None or not hasattr(os, "fork"):
            return self._read(path)
        if self._child is None:
            self._child = _Child(self._read, self._patience)
        answer = self._child.ask(path)
        if not answer or self._child.asked >= MOST_FILES:
            self._end()
        found: T = _unpacked(answer)
        return found

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


class _Child:
    """The process and the two pipes to it; `asked` counts the files it was given."""

    def __init__(self, read: Callable[[Path], Any], patience: Patience) -> None:
        self.asked = 0
        self._wall = patience.wall
        asking, self._asking = os.pipe()
        self._answers, answering = os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(self._asking)
            os.close(self._answers)
            _serve(read, asking, answering, patience.busy)
        os.close(asking)
        os.close(answering)

    def ask(self, path: Path) -> bytes:
        """Return the packed answer for a file, nothing where none came within the limits."""
        self.asked += 1
        ends = time.monotonic() + self._wall
        try:
            _send(self._asking, os.fsencode(path))
        except BrokenPipeError:
            return b""
        return _received(self._answers, ends)

    def end(self) -> None:
        """Let go of the process; there is nothing left for it to do."""
        os.close(self._asking)
        os.close(self._answers)
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)


def _serve(read: Callable[[Path], Any], asking: int, answering: int, seconds: int) -> NoReturn:
    """Read what is asked for within limits, and end without a trace of the parent's affairs."""
    try:
        forever = float("inf")
        while asked := _received(asking, forever):
            _limit(seconds)
            found = _answer(read, Path(os.fsdecode(asked)))
            _send(answering, pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL))
    except BaseException:  # noqa: BLE001 - whatever happens here, the parent sees an empty answer
        os._exit(1)
    os._exit(0)


def _answer(read: Callable[[Path], Any], path: Path) -> tuple[str, Any]:
    try:
        return "read", read(path)
    except RefusedError as error:
        return "refused", (error.code, error.message, error.advice)


def _limit(more: int) -> None:
    """Allow one file so many seconds and more memory, beyond what was used before it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + more
    _lower(resource.RLIMIT_CPU, seconds)
    _lower(resource.RLIMIT_CORE, 0)
    statm = Path("/proc/self/statm")
    if statm.exists():
        pages = int(statm.read_text(encoding="ascii").split()[0])
        _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + MEMORY)


def _lower(limit: int, most: int) -> None:
    _, hard = resource.getrlimit(limit)
    resource.setrlimit(limit, (most if hard < 0 else min(most, hard), hard))


def _send(pipe: int, message: bytes) -> None:
    left = memoryview(_LENGTH.pack(len(message)) + message)
    while left:
        left = left[os.write(pipe, left) :]


def _received(pipe: int, ends: float) -> bytes:
    """Return a whole message that comes in time, else nothing."""
    head = _exactly(pipe, _LENGTH.size, ends)
    return _exactly(pipe, _LENGTH.unpack(head)[0], ends) if head else b""


def _exactly(pipe: int, length: int, ends: float) -> bytes:
    """Return so many bytes; nothing where they do not come in time or the other end is gone."""
    found = bytearray()
    while len(found) < length:
        left = ends - time.monotonic()
        wait = None if left == float("inf") else max(0.0, left)
        ready, _, _ = select.select([pipe], [], [], wait)
        chunk = os.read(pipe, min(_CHUNK, length - len(found))) if ready else b""
        if not chunk:
            return b""
        found += chunk
    return bytes(found)


def _unpacked(answer: bytes) -> Any:
    if not answer:
        raise RefusedError(SWOLLEN, "读取这份文件要用的内存或时间过多")
    kind, value = pickle.loads(answer)  # noqa: S301 - written by our own child
    if kind == "read":
        return value
    code, message, advice = value
    problem = next(one for one in PROBLEMS if one.code == code)
    raise RefusedError(problem, message, advice)
