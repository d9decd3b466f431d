"""Forms printed to PDF by an office program: read by the middle of each text, always for a person to confirm."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.forms.finished import Defaults
from generator.forms.importing import Outcome, import_source
from generator.forms.pdf_texts import Place, texts_in
from generator.forms.source_file import read_source
from tests.layout_language import WRITERS, Layout, fields, layout
from tests.make import ROOT

LAYOUTS = sorted((ROOT / "tests/layouts").glob("*.txt"))
# Printed once by LibreOffice from the descriptions, the one half from Excel and the other from Word.
PRINTED = sorted((ROOT / "tests/fixtures/printed").glob("*.pdf"))
LEAST = 0.97
SIZE = 10


def outcome_of(path: Path) -> Outcome:
    return import_source(read_source(path), Defaults("mof-2020-10"))


def right(described: Layout, outcome: Outcome) -> tuple[int, int]:
    """Return how many fields were read as described, and how many there are; line breaks aside."""
    counted = all_of = 0
    for number, values in enumerate(described.forms):
        stated = {place: bare(text) for place, text in fields(values).items() if place[0] != "疑问"}
        forms = outcome.forms[number : number + 1]
        read = {place: bare(text) for form in forms for place, text in fields(form.values).items()}
        counted += sum(read.get(place) == text for place, text in stated.items())
        all_of += len(stated)
    return counted, all_of


def bare(text: str) -> str:
    return "".join(text.split())


def described(path: Path) -> Layout:
    return layout(ROOT / f"tests/layouts/{path.name.split('.')[0]}.txt")


def test_nearly_every_field_of_the_printed_forms_is_read() -> None:
    pairs = [right(described(path), outcome_of(path)) for path in PRINTED]

    assert len(PRINTED) == len(LAYOUTS)
    assert sum(one for one, _ in pairs) >= LEAST * sum(every for _, every in pairs)


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.stem)
def test_a_printed_form_stays_a_draft_and_tells_what_to_look_at(path: Path) -> None:
    outcome = outcome_of(path)

    assert outcome.forms
    for form in outcome.forms:
        assert form.values["公开"] == {"状态": "草稿"}
        assert "PDF 的文字没有结构，请对照原件核实" in [doubt.message for doubt in form.doubts]


@pytest.mark.long
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_forms_printed_anew_are_read_as_well(kind: str, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not installed")
    files = [tmp_path / f"{path.stem}.{kind}" for path in LAYOUTS]
    for path, file in zip(LAYOUTS, files, strict=True):
        file.write_bytes(WRITERS[kind](layout(path).sheets))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True)
    pairs = [right(layout(path), outcome_of(tmp_path / f"{path.stem}.pdf")) for path in LAYOUTS]

    assert sum(one for one, _ in pairs) >= LEAST * sum(every for _, every in pairs)


def chars(text: str, left: float, top: float) -> list[dict[str, Any]]:
    return [
        {
            "text": char,
            "x0": left + SIZE * place,
            "x1": left + SIZE * (place + 1),
            "top": top,
            "bottom": top + SIZE,
            "matrix": (1, 0, 0, 1, left + SIZE * place, -top - SIZE),
        }
        for place, char in enumerate(text)
    ]


ABOVE, OWN, BELOW = Place(0, 0, 100, 12), Place(0, 12, 100, 24), Place(0, 24, 100, 36)
BESIDE = Place(100, 12, 200, 24)


def test_a_text_that_sticks_out_of_its_row_stands_where_its_middle_is() -> None:
    printed = [*chars("偏差原因分析及", 2, 5.5), *chars("改进措施", 2, 18.5)]

    assert texts_in(printed, [ABOVE, OWN, BELOW]) == {OWN: "偏差原因分析及\n改进措施"}


def test_lines_that_fit_their_own_rows_are_texts_of_their_own() -> None:
    printed = [*chars("产出指标", 2, 1), *chars("效益指标", 2, 13)]

    assert texts_in(printed, [ABOVE, OWN]) == {ABOVE: "产出指标", OWN: "效益指标"}


def test_a_ruled_edge_parts_what_stands_close_together() -> None:
    printed = [*chars("468", 69, 13), *chars("10", 101, 13)]

    assert texts_in(printed, [OWN, BESIDE]) == {OWN: "468", BESIDE: "10"}


def test_a_character_left_of_the_last_one_begins_a_text_of_its_own() -> None:
    printed = [*chars("总额", 2, 7), *chars("：", 2, 19), *chars("其中拨款", 2, 19)]

    assert texts_in(printed, [ABOVE, OWN, BELOW]) == {OWN: "总额\n：\n其中拨款"}


def test_lines_at_another_distance_than_those_before_are_a_text_of_another_row() -> None:
    rows = [Place(0, top, 100, top + 14) for top in range(0, 70, 14)]
    total, treasury = [(2, 7.8), (2, 22.8)], [(2, 35.8), (2, 50.8)]
    texts = zip(("总额", "：", "财政专户", "资金"), total + treasury, strict=True)
    printed = [char for text, place in texts for char in chars(text, *place)]

    assert texts_in(printed, rows) == {rows[1]: "总额\n：", rows[3]: "财政专户\n资金"}
