"""Forms of other places, each described in one file: rows of cells, then what is to be read.

A line is a row, cells are parted by `|`; `<` belongs to the cell at its left, `^` to the one above.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.form_layouts import Box, to_docx, to_xls, to_xlsx
from tests.make import ROOT
from tests.test_forms_import import imported

FILES = sorted((ROOT / "tests/layouts").glob("*.txt"))
WRITERS = {"xlsx": to_xlsx, "docx": to_docx, "xls": to_xls}


def described(path: Path) -> tuple[list[Box], dict[str, Any]]:
    """Return the cells of a layout, and the values it states."""
    drawing, _, values = path.read_text(encoding="utf-8").partition("\n---\n")
    rows = [line for line in drawing.splitlines() if not line.startswith("#")]
    grid = [[cell.strip() for cell in row.split("|")] for row in rows]
    return [box for row in range(len(grid)) for box in _boxes(grid, row)], yaml.safe_load(values)


def _boxes(grid: list[list[str]], row: int) -> list[Box]:
    found = []
    for column, text in enumerate(grid[row]):
        if text in ("<", "^"):
            continue
        right = column + 1
        while right < len(grid[row]) and grid[row][right] == "<":
            right += 1
        below = row + 1
        while below < len(grid) and column < len(grid[below]) and grid[below][column] == "^":
            below += 1
        if text or right - column > 1:
            found.append(Box(text, row + 1, column + 1, below - row, right - column))
    return found


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_form_of_another_place_is_read_without_a_fault(path: Path, kind: str, tmp_path: Path) -> None:
    boxes, values = described(path)
    doubts = values.pop("疑问", [])
    outcome = imported(tmp_path / f"form.{kind}", WRITERS[kind](boxes))
    (form,) = outcome.forms

    read = {key: value for key, value in form.values.items() if key not in ("评价规则", "公开")}
    assert read == values
    assert [doubt.message for doubt in form.doubts] == doubts
    assert form.values["公开"] == {"状态": "草稿" if doubts else "待审"}
