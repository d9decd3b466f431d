"""Work by parts: remembered, shared out or done here, the results are the same."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.content import write_content
from generator.parts.workers import Workers
from generator.parts.workshop import Workshop, workshop
from generator.site import Assessment, assess


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
