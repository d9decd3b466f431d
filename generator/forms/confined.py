"""A file is read in a process of its own, with limits: foreign parsers may take what they like.

Where a system has no `fork` (Windows), files are read in the program itself, bounded by
`generator.forms.bounds` alone.
"""

import os
import pickle
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from generator.forms.problems import PROBLEMS, SWOLLEN, RefusedError

try:
    import resource
except ImportError:  # pragma: no cover - Windows
    resource = None  # type: ignore[assignment]

T = TypeVar("T")

CPU_SECONDS = 9
WALL_SECONDS = 60
MEMORY = 320 * 1024 * 1024
_CHUNK = 1 << 16


def confined(read: Callable[[Path], T], path: Path) -> T:
    """Return what `read` gives for a file, from a process with limits on memory and time.

    Raises RefusedError as `read` does, and where the limits were reached.
    """
    if resource is None or not hasattr(os, "fork"):
        return read(path)
    receiving, sending = os.pipe()
    child = os.fork()
    if not child:
        os.close(receiving)
        _answer(read, path, sending)
    os.close(sending)
    try:
        answer = _received(receiving)
    finally:
        os.close(receiving)
        _end(child)
    found: T = _unpacked(answer)
    return found


def _answer(read: Callable[[Path], Any], path: Path, sending: int) -> NoReturn:
    """Read within limits, send the result, and end without a trace of the parent's affairs."""
    try:
        _limit()
        try:
            found: tuple[str, Any] = "read", read(path)
        except RefusedError as error:
            found = "refused", (error.code, error.message, error.advice)
        with os.fdopen(sending, "wb") as pipe:
            pickle.dump(found, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    except BaseException:  # noqa: BLE001 - whatever happens here, the parent sees an empty answer
        os._exit(1)
    os._exit(0)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    statm = Path("/proc/self/statm")
    if statm.exists():
        pages = int(statm.read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _received(receiving: int) -> bytes:
    """Return all that comes within the time; less than a whole answer where it runs out."""
    found = bytearray()
    ends = time.monotonic() + WALL_SECONDS
    while True:
        ready, _, _ = select.select([receiving], [], [], max(0, ends - time.monotonic()))
        chunk = os.read(receiving, _CHUNK) if ready else b""
        if not chunk:
            return bytes(found)
        found += chunk


def _end(child: int) -> None:
    """Let go of the child; one that is still at work is ended."""
    if os.waitpid(child, os.WNOHANG) == (0, 0):
        # It has sent its answer or run out of time: there is nothing left for it to do.
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _unpacked(answer: bytes) -> Any:
    try:
        kind, value = pickle.loads(answer)  # noqa: S301 - written by our own child
    except (EOFError, pickle.UnpicklingError):
        message = "读取这份文件要用的内存或时间过多"
        raise RefusedError(SWOLLEN, message) from None
    if kind == "read":
        return value
    code, message, advice = value
    problem = next(one for one in PROBLEMS if one.code == code)
    raise RefusedError(problem, message, advice)
