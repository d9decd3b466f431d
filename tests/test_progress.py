"""How a build goes on is told: a line a stage in a log, one line that moves on a terminal."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.parts.workers import Workers
from generator.parts.workshop import Work, workshop
from tests.make import ROOT

STAGES = ("读取、计分、核对", "各部门的网页和数据", "检索", "生成网页", "最后检查", "封存、换上")
COMMAND = [sys.executable, "-m", "generator", "build", "--content", str(ROOT / "content"), "--jobs", "1"]


def halves(portion: tuple[int, ...]) -> list[int]:
    return [number // 2 for number in portion]


def test_the_reports_that_are_done_are_counted_and_those_remembered_are_no_work(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    work = Work("halved", halves, weight=lambda number: number)
    numbers = [200, 100, 150, 7]
    with workshop(tmp_path, counts=lambda done, total: heard.append((done, total))) as shop:
        shop.make(work, map(str, numbers), numbers)
        # By hand: an order follows another until they are 250 reports or more.
        assert heard == [(300, 457), (457, 457)]
        shop.make(work, ["200", "8"], [200, 8])

    assert heard[2:] == [(8, 8)]


def test_what_is_done_in_other_processes_is_counted_as_it_comes() -> None:
    heard: list[int] = []
    with Workers(2) as workers:
        workers.map(abs, [-1, -2, -3], heard.append)

    assert heard == [1, 2, 3]


@pytest.mark.site
def test_a_log_has_a_line_a_stage_and_a_terminal_one_that_is_taken_away(tmp_path: Path) -> None:
    done = subprocess.run(COMMAND, cwd=tmp_path, capture_output=True, text=True, check=True)
    lines = done.stderr.splitlines()
    assert all(re.fullmatch(r"[^：]+：[0-9]+\.[0-9] 秒", line) for line in lines)
    assert [line.split("：")[0] for line in lines if line.startswith(STAGES)] == list(STAGES)

    mine, theirs = pty.openpty()
    anew = [*COMMAND, "--first"]
    with subprocess.Popen(anew, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=theirs):
        os.close(theirs)
        shown = b"".join(iter(lambda: read(mine), b""))
    text = shown.decode()
    assert "生成网页" in text
    assert "\x1b[2K" in text
    assert " 秒" not in text


def read(terminal: int) -> bytes:
    """Return what a terminal shows next, nothing once the program is gone."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
