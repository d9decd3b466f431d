"""Two builds at once, in one folder and over one memory: each comes out as if it had been alone, to the byte.

Real processes build real sites. The second begins later than the first by a part of the time that one takes alone, so
that all delays together lead it past every step of the other. Every other pair begins without any memory.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.bureau import new_bureau
from tests.effort import IS_LONG

pytestmark = [pytest.mark.site, pytest.mark.long]
CANARY = "金丝雀草稿"
DAY = ("--date", "2026-01-05")
# What is built: the content folder, and how.
BUILDS = {
    "public": ("content", DAY),
    "preview": ("content", ("--preview",)),
    "other": ("other", DAY),
    "other preview": ("other", ("--preview",)),
}
PAIRS = (("public", "preview"), ("public", "other"), ("preview", "other"), ("other preview", "public"))
DELAYS = int(os.environ.get("JIXIAO_DELAYS", "100" if IS_LONG else "2"))
TRIED = [PAIRS[number % len(PAIRS)] for number in range(DELAYS)]
# What takes part in a pair, in the order of BUILDS.
NEEDED = [name for name in BUILDS if any(name in pair for pair in TRIED)]


@dataclass(frozen=True)
class Yard:
    """A folder with two contents, what each build of them makes alone, and how long it takes (seconds)."""

    folder: Path
    alone: dict[str, dict[str, str]]
    takes: float

    def begin(self, name: str, place: str) -> subprocess.Popen[str]:
        content, how = BUILDS[name]
        command = [sys.executable, "-m", "generator", "build", "--content", content, "--jobs", "1"]
        return subprocess.Popen(
            [*command, *how, "--site-dir", place], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True,
        )  # fmt: skip


def files_of(site: Path) -> dict[str, str]:
    """Return the digest of every file that is served, but of the log, which names releases."""
    live = site.resolve()
    return {
        path.relative_to(live).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(live.rglob("*"))
        if path.is_file() and path != live / "releases/log.jsonl"
    }


def forget(folder: Path) -> None:
    shutil.rmtree(folder / "build", ignore_errors=True)


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    folder = tmp_path_factory.mktemp("yard") / "bureau"
    with pytest.MonkeyPatch.context() as patch:
        new_bureau(folder, patch)
        report = next((folder / "content/projects").rglob("*.yml"))
        text = report.read_text("utf-8")
        draft = text.replace("农村公路养护（示例）", CANARY).replace("状态: 公开", "状态: 草稿")
        report.with_name("canary.yml").write_text(draft, "utf-8")
        shutil.copytree(folder / "content", folder / "other")
        changed = text.replace("养护农村公路50公里", "养护农村公路五十公里")
        (folder / "other" / report.relative_to(folder / "content")).write_text(changed, "utf-8")
        made = Yard(folder, {}, 0)
        began = time.monotonic()
        for number, name in enumerate(NEEDED):
            forget(folder)
            site = f"alone{number}"
            process = made.begin(name, site)
            said = process.communicate()[0]
            assert process.returncode == 0, said
            made.alone[name] = files_of(folder / site)
        yield Yard(folder, made.alone, (time.monotonic() - began) / len(NEEDED))


def test_what_is_built_alone_are_different_sites(yard: Yard) -> None:
    """Otherwise a wrong byte could not be told from a right one."""
    drafts = {name for name, files in yard.alone.items() if any("canary" in path for path in files)}

    assert len({json.dumps(files) for files in yard.alone.values()}) == len(NEEDED)
    assert drafts == {"preview", "other preview"} & {*NEEDED}


def test_each_of_two_builds_at_once_is_as_if_alone(yard: Yard, record_property: Any) -> None:
    wrong: list[str] = []
    for number, pair in enumerate(TRIED):
        delay = yard.takes * number / DELAYS
        if number % 2:
            forget(yard.folder)
        places = [f"trial{number}-{side}" for side in (0, 1)]
        first = yard.begin(pair[0], places[0])
        time.sleep(delay)
        second = yard.begin(pair[1], places[1])
        said = [one.communicate()[0] for one in (first, second)]
        for name, place, process, words in zip(pair, places, (first, second), said, strict=True):
            site = yard.folder / place
            is_right = process.returncode == 0 and files_of(site) == yard.alone[name]
            wrong += [] if is_right else [f"{name} beside {pair}, {delay:.2f} s later: {words}"]
            shutil.rmtree(site.resolve(), ignore_errors=True)
    record_property("pairs of builds", DELAYS)

    assert wrong == []
    assert [path.name for path in (yard.folder / "build").iterdir() if path.name.startswith("jixiao-")] == []
