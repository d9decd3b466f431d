"""The packages that the software needs: which are here, and are they the tested ones."""

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from generator.running.seen import Seen, State

OURS = "jixiao"
_INSTALL = "重新安装：pip install --constraint constraints.txt jixiao；内网见 jixiao vendor"


def pins(constraints: Path) -> dict[str, str]:
    """Return the tested version of each package, by its plain name."""
    lines = (line.partition("==") for line in constraints.read_text("utf-8").splitlines())
    return {plain_name(name): pinned.strip() for name, is_pin, pinned in lines if is_pin}


def plain_name(name: str) -> str:
    """Return a package's name as all spellings of it are compared."""
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


def needed(environment: Mapping[str, str] | None = None) -> list[Requirement]:
    """Return what the software needs, and what that needs in turn, each requirement once.

    `environment` holds what is otherwise than here of the machine meant, in the words of markers.
    """
    told: dict[str, Requirement] = {}
    waiting = _requirements(OURS, environment)
    while waiting:
        one = waiting.pop()
        if str(one) not in told:
            told[str(one)] = one
            waiting += _requirements(one.name, environment)
    return sorted(told.values(), key=str)


def _requirements(name: str, environment: Mapping[str, str] | None) -> list[Requirement]:
    """Return what an installed package needs by itself; nothing of one that is not here."""
    try:
        stated = requires(name) or []
    except PackageNotFoundError:
        return []
    here = {**(environment or {}), "extra": ""}
    every = map(Requirement, stated)
    return [one for one in every if one.marker is None or one.marker.evaluate(here)]


def packages_seen(constraints: Path) -> Iterator[Seen]:
    """Say what is missing, what is too old or too new, and what is another than tested."""
    every = needed()
    wrong = [told for one in every if (told := _wrong(one))]
    if wrong:
        yield Seen(State.WRONG, "软件包", "；".join(wrong), _INSTALL)
        return
    tested = pins(constraints)
    others = sorted({_other(one.name, tested) for one in every} - {""})
    if others:
        yield Seen(State.NOTE, "软件包", f"能用，与测试过的版本不同：{'、'.join(others)}", _INSTALL)
    else:
        count = len({plain_name(one.name) for one in every})
        yield Seen(State.FINE, "软件包", f"{count} 个，都是测试过的版本")


def _wrong(one: Requirement) -> str:
    """Return what is wrong with an installed package, "" where nothing is."""
    try:
        found = version(one.name)
    except PackageNotFoundError:
        return f"没有 {one.name}"
    return "" if one.specifier.contains(found, prereleases=True) else f"{one.name} {found} 不合用"


def _other(name: str, tested: Mapping[str, str]) -> str:
    pinned, found = tested.get(plain_name(name)), version(name)
    return "" if pinned in (None, found) else f"{name} {found}（测试过的是 {pinned}）"
