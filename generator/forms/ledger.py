"""The ledger of imports: every file met, every form in it and what became of it, line by line.

`content/imports/ledger.csv` only grows; `content/imports/台账.xlsx` shows how things stand now, by
department, for people.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from generator.forms.reporting import without_form
from generator.forms.results import FileResult, FormResult
from generator.forms.shelves import Shelves
from generator.model.site import Department

COLUMNS = (
    "批次",
    "日期",
    "路径",
    "SHA-256",
    "表号",
    "项目",
    "报告",
    "结果",
    "疑点",
    "核对发现",
    "未读",
    "须人看",
)
NO_DEPARTMENT = "未定部门"
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t")
_WIDTHS = (6, 11, 48, 14, 6, 32, 44, 18, 6, 9, 6, 8)
_ROOM = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a form, or a file that gave none; counts are numbers of places to look at."""

    batch: str
    day: str
    path: str
    sha256: str
    number: str
    project: str
    report: str
    outcome: str
    doubts: str
    findings: str
    unread: str
    person: str

    @property
    def department(self) -> str:
        """The id of the department the form belongs to; "" where that is not known."""
        parts = self.report.split("/")
        return parts[1] if len(parts) == 3 else ""


def entries(
    results: Sequence[FileResult], shelves: Shelves, batch: int, day: date
) -> Iterator[Entry]:
    """Yield the lines of a run: one a form, one a file without a form."""
    for result in results:
        path = shelves.origin(result.file, 1, 1).path
        head = (str(batch), day.isoformat(), path, result.sha256)
        unread = str(len(result.left_over))
        person = "是" if result.needs_a_person else ""
        if not result.forms:
            nothing = ("", "", "", without_form(result), "0", "0", unread, person)
            yield Entry(*(*head, *nothing))
        for form in result.forms:
            mark = "是" if form.needs_a_person else ""
            yield Entry(*(*head, *_told(form), unread, mark))


def _told(form: FormResult) -> tuple[str, ...]:
    place, counts = str(form.identity or ""), (len(form.notices), len(form.findings))
    return (str(form.number), form.name, place, form.action.value, *map(str, counts))


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of one content folder."""

    shelves: Shelves

    @property
    def path(self) -> Path:
        """Where every line is kept."""
        return self.shelves.content / "imports" / "ledger.csv"

    @property
    def sheet(self) -> Path:
        """Where people look."""
        return self.shelves.content / "imports" / "台账.xlsx"

    def lines(self) -> list[Entry]:
        """Return all lines so far, oldest first."""
        if not self.path.is_file():
            return []
        rows = csv.reader(StringIO(self.path.read_text("utf-8-sig")))
        return [Entry(*row) for row in rows if len(row) == len(COLUMNS) and row[0].isdigit()]

    def add(
        self, results: Sequence[FileResult], register: Mapping[str, Department], day: date
    ) -> None:
        """Add the lines of a run, and draw the sheet anew."""
        before = self.lines()
        batch = 1 + max((int(line.batch) for line in before), default=0)
        new = list(entries(results, self.shelves, batch, day))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not self.path.exists():
            self.path.write_text(_csv([COLUMNS]), encoding="utf-8-sig")
        with self.path.open("a", encoding="utf-8", newline="") as file:
            file.write(_csv(astuple(line) for line in new))
        names = {name: department.name for name, department in register.items()}
        self.sheet.write_bytes(sheet_of(standing((*before, *new)), names))


def standing(lines: Iterable[Entry]) -> list[Entry]:
    """Return how things stand: the last that was said of each file."""
    last: dict[str, list[Entry]] = {}
    for line in lines:
        known = last.get(line.path)
        if known and known[0].batch == line.batch:
            known.append(line)
        else:
            last[line.path] = [line]
    return [line for path in sorted(last) for line in last[path]]


def _csv(rows: Iterable[Sequence[str]]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def sheet_of(lines: Sequence[Entry], names: Mapping[str, str]) -> bytes:
    """Return the workbook for people: departments with counts, then every line by department."""
    told = [(names.get(line.department, NO_DEPARTMENT), line) for line in lines]
    told.sort(key=lambda one: (one[0] == NO_DEPARTMENT, one[0], one[1].path, one[1].number))
    out = BytesIO()
    with Workbook(out, _ROOM) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        _counts(book.add_worksheet("按部门"), told, bold)
        _listed(book.add_worksheet("全部"), told, bold, plain)
        to_look_at = [one for one in told if one[1].person]
        _listed(book.add_worksheet("须人看"), to_look_at, bold, plain)
    return out.getvalue()


def _counts(sheet: Any, told: Sequence[tuple[str, Entry]], bold: Any) -> None:
    departments = list(dict.fromkeys(name for name, _ in told))
    kinds = list(dict.fromkeys(_kind(line) for _, line in told))
    counts = Counter((name, _kind(line)) for name, line in told)
    people = Counter(name for name, line in told if line.person)
    sheet.write_row(0, 0, ["部门", *kinds, "合计", "须人看"], bold)
    for row, name in enumerate(departments, 1):
        cells = [counts[name, kind] for kind in kinds]
        sheet.write_row(row, 0, [name, *cells, sum(cells), people[name]])
    last = len(departments) + 1
    sums = [sum(counts[name, kind] for name in departments) for kind in kinds]
    sheet.write_row(last, 0, ["合计", *sums, sum(sums), people.total()], bold)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, len(kinds) + 2, 14)
    _page(sheet)


def _kind(line: Entry) -> str:
    """Return what became of a form; all files without a form are one kind."""
    return line.outcome if line.number else "没有表"


def _listed(sheet: Any, told: Sequence[tuple[str, Entry]], bold: Any, plain: Any) -> None:
    sheet.write_row(0, 0, ["部门", *COLUMNS], bold)
    numbers = {place for place, one in enumerate(fields(Entry), 1) if one.name in _NUMBERS}
    for row, (name, line) in enumerate(told, 1):
        for column, text in enumerate((name, *astuple(line))):
            if column in numbers and text.isdigit():
                sheet.write_number(row, column, int(text), plain)
            else:
                sheet.write_string(row, column, text, plain)
    sheet.set_column(0, 0, 30)
    for column, width in enumerate(_WIDTHS, 1):
        sheet.set_column(column, column, width)
    sheet.autofilter(0, 0, len(told), len(COLUMNS))
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    _page(sheet)


_NUMBERS = ("batch", "number", "doubts", "findings", "unread")


def _page(sheet: Any) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
