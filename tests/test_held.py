"""What comes back from a memory or another process says the same, and is held once where it is equal."""

from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar
from weakref import ref

import pytest

from generator import site
from generator.assessment import Assessment, assess
from generator.memory.answers import memory_in
from generator.model.figure import parse_figure
from generator.model.held import one
from generator.model.report import Report
from generator.parts.workshop import Workshop
from generator.publish.builder import Workplace, build_site
from tests.golden_tree import DAY
from tests.make import CONTENT, ROOT, make_case, sure

Told = TypeVar("Told")


def brought_back(value: Told) -> Told:
    with memory_in(None) as memory:
        memory.remember("value", {"key": value})
        found: Told = memory.recall("value", ["key"])["key"]
    return found


def test_the_real_reports_come_back_as_they_were(real: Assessment) -> None:
    stated = [(case.report, case.scorecard, case.rulebook) for case in real.cases]
    brought, found = brought_back((stated, real.result))

    assert brought == stated
    assert repr(brought) == repr(stated)
    assert found == real.result
    assert [report.mark for report, _, _ in brought] == [case.report.mark for case in real.cases]


def test_a_default_that_a_file_states_is_still_stated(real: Assessment) -> None:
    for case in real.cases:
        brought = brought_back(case.report.form)
        assert brought.model_fields_set == case.report.form.model_fields_set
        assert [row.model_fields_set for row in brought.indicators] == [
            row.model_fields_set for row in case.report.form.indicators
        ]


def test_a_changed_copy_leaves_what_others_state_as_it_is() -> None:
    plain = make_case().report.form
    first, second = (brought_back(plain) for _ in range(2))
    assert "source" not in plain.model_fields_set
    copied = first.model_copy(update={"source": "文件"})

    assert "source" in copied.model_fields_set
    assert "source" not in first.model_fields_set
    assert "source" not in second.model_fields_set


def test_equal_texts_and_numbers_are_one_object() -> None:
    # Made at run time: what a program writes down twice is one object anyhow.
    first, second = (brought_back(parse_figure("".join(["98", ".50%"]))) for _ in range(2))

    assert first.text is second.text
    assert first.value is second.value


def test_numbers_that_are_printed_otherwise_stay_apart() -> None:
    numbers = [Decimal(text) for text in ("1", "1.0", "1.00", "-0", "0", "1E+2", "100")]

    assert [str(one(number)) for number in numbers] == [str(number) for number in numbers]


def test_a_long_text_is_left_as_it_is() -> None:
    text = "".join(["长"] * 200)

    assert one(text) is text


def test_no_report_is_held_any_more_while_html_is_made_and_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[ref[Report]] = []
    still_held: list[int] = []

    def noting(folder: Path, shop: Workshop) -> Assessment:
        assessment = assess(folder, shop)
        read.extend(map(ref, sure(assessment.content).reports))
        return assessment

    def counting(*told: Any) -> None:
        still_held.append(sum(one() is not None for one in read))
        build_site(*told)

    monkeypatch.setattr(site, "assess", noting)
    monkeypatch.setattr(site, "build_site", counting)
    place = Workplace(ROOT, tmp_path / "docs", tmp_path / "mkdocs.yml", cache=tmp_path / "cache")
    for _ in range(2):
        site.publish(CONTENT, tmp_path / "site", place, DAY)

    assert len(read) >= 10
    # A check keeps what it read last at hand.
    assert max(still_held) <= 1
