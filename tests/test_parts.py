"""Work by parts: remembered, shared out or done here, the results are the same."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from benchmarks.content import DEPARTMENTS, address, write_content
from generator.assessment import Assessment, assess
from generator.form_tree.tree import tree_of
from generator.model.report import Form
from generator.parts.making import departments_in, make_parts, of_department, rows_of_all
from generator.parts.marks import mark_of_department
from generator.parts.pack import Pack, Packing
from generator.parts.workers import Workers
from generator.parts.workshop import Workshop, workshop
from generator.parts.years import make_years
from generator.site import public_catalogue
from tests.make import make_report


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parts") / "content"
    write_content(folder, 12)
    return folder


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workshop]:
    with workshop(tmp_path / "cache", jobs=1) as made:
        yield made


def report_files(content: Path) -> list[Path]:
    return sorted((content / "projects").rglob("*.yml"))


def told(assessment: Assessment) -> tuple[object, ...]:
    cards = tuple(case.scorecard for case in assessment.cases)
    return cards, assessment.result, assessment.findings


def test_what_is_remembered_is_what_would_be_worked_out(content: Path, shop: Workshop) -> None:
    fresh = assess(content)
    assert told(assess(content, shop)) == told(fresh)
    assert told(assess(content, shop)) == told(fresh)


def test_what_was_worked_out_is_not_worked_out_again(
    content: Path, shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = assess(content, shop)
    monkeypatch.setattr(Workers, "map", lambda *_: [])

    assert told(assess(content, shop)) == told(fresh)


def test_a_default_that_is_stated_is_another_report_than_one_left_out() -> None:
    """Both mean the same, and what is published of them is not the same: one file states the line."""
    report = make_report()
    stated = {**tree_of(report.form), "类型": "项目自评"}
    left_out = {key: value for key, value in stated.items() if key != "类型"}
    one, other = (replace(report, form=Form.model_validate(tree)) for tree in (stated, left_out))

    assert one.form.kind == other.form.kind
    assert tree_of(one.form) != tree_of(other.form)
    assert one.mark != other.mark


def test_a_renamed_department_makes_its_own_part_again_and_no_other(content: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "content"
    shutil.copytree(content, renamed)
    register = yaml.safe_load((renamed / "departments.yml").read_text("utf-8"))
    first = address(0).split("/")[1]
    register[first]["名称"] = "改了名的局"
    (renamed / "departments.yml").write_text(yaml.safe_dump(register, allow_unicode=True), "utf-8")
    before, after = marks(content), marks(renamed)

    assert len(before) > 1
    assert {name for name in before if before[name] != after[name]} == {first}


def marks(content: Path) -> dict[str, str]:
    assessment = assess(content)
    assert assessment.content is not None
    catalogue = public_catalogue(assessment.content, assessment, date(2027, 1, 1))
    return {name: mark_of_department(of_department(catalogue, name)) for name in departments_in(catalogue)}


def test_a_changed_report_makes_the_tables_of_its_own_year_again_and_of_no_other(
    tmp_path: Path, shop: Workshop
) -> None:
    content = tmp_path / "content"
    # So many that two years are among them.
    write_content(content, DEPARTMENTS + 5)
    before = years(content, shop)
    one = content / "projects" / f"{address(DEPARTMENTS)}.yml"
    one.write_text(one.read_text("utf-8").replace("总分: ", "总分: 1", 1), "utf-8")
    after = years(content, shop)

    first, second = (int(address(number).split("/")[0]) for number in (0, DEPARTMENTS))
    assert before.keys() == after.keys() == {first, second}
    assert before[first] == after[first]
    assert before[second] != after[second]


def years(content: Path, shop: Workshop) -> dict[int, int]:
    """Return which file the pack of each year is: one that is made anew is another."""
    assessment = assess(content, shop)
    assert assessment.content is not None
    catalogue = public_catalogue(assessment.content, assessment, date(2027, 1, 1))
    made = make_years(shop, catalogue.site, rows_of_all(make_parts(shop, catalogue)))
    return {int(one.files[0].path.split("/")[2]): one.pack.file.stat().st_ino for one in made}


def test_a_changed_report_is_worked_out_again_with_those_that_know_of_it(
    content: Path, shop: Workshop, tmp_path: Path
) -> None:
    assess(content, shop)
    changed = tmp_path / "content"
    shutil.copytree(content, changed)
    one = report_files(changed)[3]
    text = one.read_text("utf-8")
    one.write_text(text.replace("总分: ", "总分: 1", 1), "utf-8")

    assert told(assess(changed, shop)) == told(assess(changed))
    assert told(assess(changed)) != told(assess(content))


def square(number: int) -> int:
    return number * number


def dying(parent: int) -> int:
    """End the process that was started for this; where none was, all is well."""
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return parent


def test_a_killed_process_costs_time_and_nothing_else() -> None:
    with Workers(2) as workers:
        assert workers.map(dying, [os.getpid()] * 4) == [os.getpid()] * 4
        assert workers.map(square, range(5)) == [0, 1, 4, 9, 16]


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """Killed, it can tell them nothing: they have to see it themselves."""
    told = tmp_path / "told"
    script = tmp_path / "waiting.py"
    script.write_text(WAITING, "utf-8")
    with subprocess.Popen([sys.executable, script, told]) as started:
        wait_for(lambda: told.is_file() and len(told.read_text().split()) == 2)
        started.kill()
    workers = list(map(int, told.read_text().split()))

    wait_for(lambda: not any(map(is_alive, workers)))


WAITING = """
import os, sys, time
from generator.parts.workers import Workers

def wait(path):
    with open(path, "a") as told:
        told.write(f"{os.getpid()} ")
    time.sleep(600)

if __name__ == "__main__":
    with Workers(2) as workers:
        workers.map(wait, [sys.argv[1]] * 2)
"""


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_for(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < ends
        time.sleep(0.1)


def packed(folder: Path, name: str = "pack") -> Pack:
    with Packing(folder / name) as packing:
        packing.write("a/index.md", "办案业务费")
        packing.add("=rows/0/csv", b"1,2\r\n")
        return packing.finished()


def test_a_pack_gives_back_what_was_laid_into_it(tmp_path: Path) -> None:
    pack = packed(tmp_path)

    assert dict(pack) == {"a/index.md": "办案业务费".encode(), "=rows/0/csv": b"1,2\r\n"}
    assert dict(pack.under("=rows/0/")) == {"csv": b"1,2\r\n"}
    assert pack.is_whole


@pytest.mark.parametrize("place", range(0, 60, 3))
def test_a_pack_that_was_changed_or_cut_is_not_whole(tmp_path: Path, place: int) -> None:
    pack = packed(tmp_path)
    data = bytearray(pack.file.read_bytes())
    data[place % len(data)] ^= 1
    pack.file.write_bytes(data)
    assert not pack.is_whole
    pack.file.write_bytes(data[: place % len(data)])
    assert not pack.is_whole
    pack.file.unlink()
    assert not pack.is_whole


def test_a_pack_that_failed_leaves_nothing_behind(tmp_path: Path) -> None:
    with Packing(tmp_path / "pack") as packing:
        packing.write("a", "1")
        with pytest.raises(ValueError, match="written twice"):
            packing.write("a", "2")

    assert list(tmp_path.iterdir()) == []


def test_packs_that_nobody_asks_for_are_cleared_away(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with workshop(cache) as shop:
        used, old = packed(shop.packs, "used"), packed(shop.packs, "old")
        for pack in (used, old):
            os.utime(pack.file, (0, 0))
        assert used.is_whole

    assert (used.file.exists(), old.file.exists()) == (True, False)
