"""`imports/部门对照.csv`: names of departments as forms write them, for a person to confirm once.

The import proposes and asks; only what stands in the column 确认 is ever used.
"""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

from generator.forms.departments import Confirmed, Departments
from generator.loading.sheets import Sheet, read_sheet
from generator.model.finding import Finding
from generator.model.site import Department
from generator.model.text import fold

NAME = "部门对照.csv"
COLUMNS = ("表上的名称", "建议的部门", "建议的标识", "相像", "确认", "见于")
_YES = frozenset(("是", "对", "确认", "√", "y", "yes"))
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t")


def path_in(content: Path) -> Path:
    """Return where the file lies."""
    return content / "imports" / NAME


def read_departments(
    content: Path, register: Mapping[str, Department]
) -> tuple[Departments, list[Finding]]:
    """Return the register with the confirmed names, and why the file cannot be read."""
    path = path_in(content)
    if not path.is_file():
        return Departments(register), []
    sheet, findings = read_sheet(path.read_bytes(), f"imports/{NAME}")
    if sheet is None:
        return Departments(register), findings
    confirmed = {fold(one.name): one for one in _confirmed(sheet)}
    return Departments(register, confirmed), findings


def _confirmed(sheet: Sheet) -> Iterator[Confirmed]:
    """Yield the names that a person has confirmed: with 是 as proposed, or with another id."""
    for number, row in sheet.rows[1:]:
        name, _, proposed, _, word, *_ = (*map(_bare, row), *[""] * len(COLUMNS))
        if name and word:
            yield Confirmed(name, proposed if fold(word) in _YES else word, number)


def add_unknown(content: Path, departments: Departments, unknown: Mapping[str, str]) -> list[str]:
    """Add names that are not in the file yet, each with what it most likely means.

    `unknown` says of each name in which file it stands. Returns the names that wait for a person.
    """
    path = path_in(content)
    rows = _rows(path)
    known = {fold(_bare(row[0])) for row in rows}
    new = [name for name in unknown if fold(name) not in known]
    rows += [_row(name, unknown[name], departments) for name in new]
    if new:
        path.parent.mkdir(parents=True, exist_ok=True)
        out = StringIO()
        csv.writer(out, lineterminator="\r\n").writerows([COLUMNS, *rows])
        path.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
    return [name for name in unknown if fold(name) not in departments.confirmed]


def _rows(path: Path) -> list[tuple[str, ...]]:
    if not path.is_file():
        return []
    sheet, _ = read_sheet(path.read_bytes(), path.name)
    return [row for _, row in sheet.rows[1:]] if sheet else []


def _row(name: str, seen: str, departments: Departments) -> tuple[str, ...]:
    proposal = departments.proposal(name)
    if proposal is None:
        return _safe(name), "", "", "", "", _safe(seen)
    department, alike = proposal
    known = departments.register[department].name
    return _safe(name), known, department, f"{alike:.0%}", "", _safe(seen)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _bare(text: str) -> str:
    return text.removeprefix("'").strip()
