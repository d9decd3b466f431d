"""Where a build may write: a private folder for each build, and folders known to be ours."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from generator.publish.builder import ALONE, Elsewhere, Workplace
from generator.publish.clock import Clock
from generator.publish.walking import take_away

_PREFIX, _LOCK = "jixiao-", "in-use.lock"
_MARK, _WORDS = (
    ".jixiao",
    "docs/ 和 mkdocs.yml 由 jixiao generate 写出，每次重写；里面的文件不要手工改。\n",
)


class PlaceError(Exception):
    """A folder is not ours to write in; the message is Chinese and says what to do."""


@contextmanager
def private_place(
    project: Path,
    build_dir: Path,
    overrides: Path | None,
    jobs: int = 1,
    clock: Clock | None = None,
    elsewhere: Elsewhere = ALONE,
) -> Iterator[Workplace]:
    """Yield a folder in `build_dir` that no other build sees, and take it away afterwards.

    What a killed build left is cleared first; the folder of a build at work is locked, and left.
    """
    build_dir.mkdir(parents=True, exist_ok=True)
    with FileLock(build_dir / f"{_MARK}.lock"):
        _clear_abandoned(build_dir)
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=build_dir))
        in_use = FileLock(folder / _LOCK)
        in_use.acquire()
    try:
        docs, config = folder / "docs", folder / "mkdocs.yml"
        cache = build_dir / "cache"
        yield Workplace(project, docs, config, overrides, cache, jobs, clock or Clock(), elsewhere)
    finally:
        in_use.release()
        take_away(folder, ignore_errors=True)


def _clear_abandoned(build_dir: Path) -> None:
    """Remove the folders of killed builds: each has the file of its lock, which nobody holds."""
    for folder in build_dir.glob(f"{_PREFIX}*"):
        if (folder / _LOCK).is_file() and _is_free(folder / _LOCK):
            # A build that ends at this moment takes its own folder away too.
            take_away(folder, ignore_errors=True)


def _is_free(lock: Path) -> bool:
    try:
        with FileLock(lock, timeout=0):
            return True
    except (Timeout, FileNotFoundError, FileExistsError):
        # Another build's, or gone while it was looked at.
        return False


def lasting_place(project: Path, build_dir: Path, overrides: Path | None) -> Workplace:
    """Return the place for a tree that stays: `docs/` and `mkdocs.yml` in `build_dir`.

    Raises PlaceError where these stand there already and are not ours.
    """
    mark, place = (
        build_dir / _MARK,
        Workplace(project, build_dir / "docs", build_dir / "mkdocs.yml", overrides),
    )
    foreign = [
        path
        for path in (place.docs, place.config, build_dir / "theme")
        if path.exists() or path.is_symlink()
    ]
    if foreign and not mark.is_file():
        raise PlaceError(
            f"{foreign[0]} 不是本软件生成的，不能覆盖；请换一个 --build-dir，或先把它移走"
        )
    build_dir.mkdir(parents=True, exist_ok=True)
    mark.write_text(_WORDS, encoding="utf-8")
    return place
