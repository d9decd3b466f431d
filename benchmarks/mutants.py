"""Faults planted in the gate of publication, one at a time: which of them does no test see?

`make mutants` runs all of `mutants.yml` on a copy and keeps the result in docs/mutants.md. A
process that holds the libraries, and none of our modules, forks for each fault: the tests of one
then cost a few seconds. Tests that build a site or open a browser are left out.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from hypothesis import Phase, settings

ROOT = Path(__file__).resolve().parent.parent
LIST, RESULT = ROOT / "benchmarks" / "mutants.yml", ROOT / "docs" / "mutants.md"
_COPIED = ("generator", "tests", "content", "benchmarks", "theme_overrides", "mkdocs.yml")
_HEAVY = (
    "pandas",
    "pydantic",
    "hypothesis",
    "mkdocs.livereload",
    "playwright.sync_api",
    "openpyxl",
)
_HOW = (
    "-x",
    "-q",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "-m",
    "not site and not browser",
)

# Given where the tests were seen passing already.
_GREEN = "--green"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its group, the file below generator/, what stands there, what is put there."""

    group: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file}: {self.old.strip()!r} → {self.new.strip()!r}"


class _Shuffled:
    """Runs files in the order in which they are listed, fast ones first.

    The tests of each come in an order of no meaning: one that sees a fault soon has its turn.
    """

    def __init__(self, files: Sequence[str]) -> None:
        self.places = {Path(file).name: place for place, file in enumerate(files)}

    def pytest_configure(self) -> None:
        """Let examples that fail stand as they are: making them smaller takes minutes."""
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("planted", deadline=None, database=None, phases=phases)
        settings.load_profile("planted")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Order by file, and by the digests of their names; pytest calls this."""
        items.sort(
            key=lambda item: (
                self.places[item.path.name],
                hashlib.sha256(item.nodeid.encode()).digest(),
            )
        )


def faults(listed: Path = LIST) -> tuple[Fault, ...]:
    """Read the list."""
    groups = yaml.safe_load(listed.read_text("utf-8"))
    return tuple(
        Fault(name, file, old, new, tuple(group["tests"]))
        for name, group in groups.items()
        for file, old, new in group["faults"]
    )


def numbered() -> Iterator[tuple[str, Fault]]:
    """Yield every fault with the number it has in its group, from 1: gate/3."""
    count: Counter[str] = Counter()
    for one in faults():
        count[one.group] += 1
        yield f"{one.group}/{count[one.group]}", one


@contextmanager
def planted(fault: Fault, copy: Path) -> Iterator[None]:
    """Plant a fault in a copy; ValueError where its place is not found exactly as it is listed."""
    path = copy / "generator" / fault.file
    text = path.read_text("utf-8")
    if fault.old not in text:
        raise ValueError(f"not found: {fault}")
    path.write_text(text.replace(fault.old, fault.new, 1), "utf-8")
    try:
        yield
    finally:
        path.write_text(text, "utf-8")


def is_seen(fault: Fault, copy: Path) -> bool:
    """Tell whether a test fails with the fault planted."""
    with planted(fault, copy):
        return _fails([f"tests/{name}.py" for name in fault.tests], copy)


def _fails(tests: Sequence[str], copy: Path) -> bool:
    """Run tests in a process of their own, which sees the modules of the copy."""
    child = os.fork()
    if not child:
        _silently(tests, copy)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) != 0


def _silently(tests: Sequence[str], copy: Path) -> None:
    """Run tests and leave the process, whatever happens."""
    outcome = 70
    try:
        said = os.open(copy / "said.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1)
        os.dup2(said, 2)
        os.chdir(copy)
        sys.path.insert(0, str(copy))
        outcome = int(pytest.main([*_HOW, *tests], plugins=[_Shuffled(tests)]))
    except Exception:  # noqa: BLE001 - a fault may raise anything; the process must not go on
        traceback.print_exc()
    finally:
        os._exit(outcome)


def _refuse_failing(chosen: Sequence[Fault], copy: Path) -> None:
    """Raise RuntimeError where tests fail without any fault: then they would see everything."""
    tests = dict.fromkeys(name for one in chosen for name in one.tests)
    if _fails([f"tests/{name}.py" for name in tests], copy):
        raise RuntimeError((copy / "said.txt").read_text("utf-8"))


def copied(folder: Path) -> Path:
    """Return a copy of the project in a folder, without what was compiled."""
    for name in _COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    (folder / "pyproject.toml").write_text(settings, "utf-8")
    # Some tests ask the repository they stand in.
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)  # noqa: S603, S607 - fixed
    return folder


def main() -> int:
    """Plant all faults, or those of groups that are named (`gate`), or some of a group (`gate/3`).

    The result of all is kept.
    """
    asked = [one for one in sys.argv[1:] if one != _GREEN]
    chosen = [one for name, one in numbered() if not asked or {name, one.group} & {*asked}]
    sys.dont_write_bytecode = True
    for name in _HEAVY:
        import_module(name)
    with tempfile.TemporaryDirectory(prefix="jixiao-mutants-") as folder:
        copy = copied(Path(folder))
        if _GREEN not in sys.argv:
            _refuse_failing(chosen, copy)
        seen = tried(chosen, copy)
    if not asked:
        RESULT.write_text("\n".join(result(seen)) + "\n", "utf-8")
    return 0 if all(seen.values()) else 1


def tried(chosen: Sequence[Fault], copy: Path) -> dict[Fault, bool]:
    """Plant one fault after the other and say whether a test saw it."""
    seen: dict[Fault, bool] = {}
    for number, one in enumerate(chosen, 1):
        seen[one] = is_seen(one, copy)
        _say(f"{number}/{len(chosen)} {'seen' if seen[one] else 'NOT SEEN'} {one}")
    return seen


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def result(seen: dict[Fault, bool]) -> Iterator[str]:
    """Say what was planted, group by group, and what no test saw."""
    yield "# Faults planted in the gate\n"
    yield "`make mutants`: every fault of `benchmarks/mutants.yml`, and the tests of its group.\n"
    yield f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}: {_share(seen)}.\n"
    yield "| group | planted | seen |"
    yield "|---|---|---|"
    for group in dict.fromkeys(one.group for one in seen):
        own = [found for one, found in seen.items() if one.group == group]
        yield f"| {group} | {len(own)} | {sum(own)} |"
    unseen = [one for one, found in seen.items() if not found]
    if unseen:
        yield "\nNot seen:\n"
        yield from (f"- `{one}`" for one in unseen)


def _share(seen: dict[Fault, bool]) -> str:
    return f"{sum(seen.values())} of {len(seen)} seen ({sum(seen.values()) / len(seen):.1%})"


if __name__ == "__main__":
    sys.exit(main())
