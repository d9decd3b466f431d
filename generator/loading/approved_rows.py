"""The lines of an approved list, cell by cell: what each says, and what is wrong with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pydantic import TypeAdapter, ValidationError

from generator.loading.errors.approved import CELL, DEPARTMENT, HEADER, NO_GROUND, TWICE
from generator.loading.messages import nearest
from generator.loading.quoting import shown
from generator.loading.sheets import Sheet
from generator.model.approved import ApprovedProject, Confirmed
from generator.model.figure import YUAN_PER, parse_figure, to_yuan
from generator.model.finding import Finding, Location
from generator.model.site import Department
from generator.model.types import Day

COLUMNS = (
    "项目编码",
    "项目名称",
    "部门",
    "实施单位",
    "批复预算",
    "金额单位",
    "应自评",
    "应公开",
    "公开期限",
    "豁免依据",
    "备注",
)
NEEDED = COLUMNS[:8]
MATCH_COLUMNS = ("编码", "名称", "报告", "确认人", "日期")
_YES = {"是": True, "否": False}
_DAY: TypeAdapter[date] = TypeAdapter(Day)
_SLASHED = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})")
Row = dict[str, str]


@dataclass(slots=True)
class Table:
    """The rows of a sheet under the heads of its first row; findings are gathered here."""

    sheet: Sheet
    known: tuple[str, ...]
    needed: tuple[str, ...]
    findings: list[Finding] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Yield each row's number and cells by head; nothing where the heads cannot be used."""
        if not self.sheet.rows:
            self.findings.append(HEADER.at(self.sheet.at(1, 1), "名单是空的"))
            return
        (number, heads), *lines = self.sheet.rows
        if self._heads(number, heads):
            for line, cells in lines:
                filled = (*cells, *[""] * (len(heads) - len(cells)))
                yield line, dict(zip(heads, filled, strict=False))

    def _heads(self, number: int, heads: tuple[str, ...]) -> bool:
        found = [
            *(self._head(number, column, heads) for column in range(len(heads))),
            *(
                HEADER.at(self.sheet.at(number, 1), f"缺少“{name}”一栏", expected=name)
                for name in self.needed
                if name not in heads
            ),
        ]
        problems = [one for one in found if one is not None]
        self.findings += problems
        return not problems

    def _head(self, number: int, column: int, heads: tuple[str, ...]) -> Finding | None:
        head, place = heads[column], self.sheet.at(number, column + 1)
        if head in heads[:column]:
            return HEADER.at(place, f"“{shown(head)}”一栏出现两次")
        if head in self.known or not head:
            return None
        meant = nearest(head, self.known)
        expected = f"“{meant}”" if meant else f"下列栏名之一：{'、'.join(self.known)}"
        message = f"不认得“{shown(head)}”一栏"
        return HEADER.at(place, message, expected=expected, declared=shown(head))

    def bad(self, line: int, column: str, value: str, expected: str) -> None:
        """Say that a cell is not as it must be."""
        words = f"填了“{shown(value)}”" if value else "没有填写"
        message = f"第 {line} 行的“{column}”{words}"
        found = CELL.at(self.place(line, column), message, expected=expected, declared=shown(value))
        self.findings.append(found)

    def place(self, line: int, column: str) -> Location:
        """Return the place of a cell."""
        return self.sheet.at(line, self._column(column))

    def _column(self, name: str) -> int:
        heads = self.sheet.rows[0][1]
        return heads.index(name) + 1 if name in heads else 1

    def day(self, line: int, column: str, row: Row) -> date | None:
        """Return the day in a cell, None where it is empty or none."""
        value = row.get(column, "")
        if not value:
            return None
        try:
            return _DAY.validate_python(_iso(value))
        except ValidationError:
            self.bad(line, column, value, "日期，写作 2021-08-31")
            return None

    def filled(self, line: int, column: str, row: Row) -> str:
        """Return a cell that may not be empty."""
        if not row[column]:
            self.bad(line, column, "", "必填")
        return row[column]


def _iso(text: str) -> str:
    """Return a day as spreadsheets write it, 2023/8/31, in our way; anything else as it is."""
    parts = _SLASHED.fullmatch(text)
    return f"{parts[1]}-{int(parts[2]):02}-{int(parts[3]):02}" if parts else text


def read_projects(
    sheet: Sheet, departments: Mapping[str, Department | None], due: date | None
) -> tuple[tuple[ApprovedProject, ...], list[Finding]]:
    """Return the lines of an approved list that can be used, and what is wrong with the others."""
    table = Table(sheet, COLUMNS, NEEDED)
    found: dict[str, ApprovedProject] = {}
    for line, row in table.rows():
        before = len(table.findings)
        project = _project(table, line, row, departments, due)
        if project.code in found:
            message = f"编码“{shown(project.code)}”在名单里已有一行"
            at = table.place(line, "项目编码")
            table.findings.append(TWICE.at(at, message, declared=shown(project.code)))
        if len(table.findings) == before:
            found[project.code] = project
    return tuple(found.values()), table.findings


def _project(
    table: Table,
    line: int,
    row: Row,
    departments: Mapping[str, Department | None],
    due: date | None,
) -> ApprovedProject:
    evaluated, published = _yes(table, line, "应自评", row), _yes(table, line, "应公开", row)
    ground = row.get("豁免依据", "")
    if not (evaluated and published) and not ground:
        at = table.place(line, "豁免依据")
        message = f"第 {line} 行免予自评或公开，没有写明依据"
        table.findings.append(NO_GROUND.at(at, message, expected="依据的文件和条款"))
    return ApprovedProject(
        code=table.filled(line, "项目编码", row),
        name=table.filled(line, "项目名称", row),
        department=_department(table, line, row, departments),
        unit=row["实施单位"],
        budget=_budget(table, line, row),
        evaluated=evaluated,
        published=published,
        due=table.day(line, "公开期限", row) or due,
        ground=ground,
        note=row.get("备注", ""),
        line=line,
    )


def _yes(table: Table, line: int, column: str, row: Row) -> bool:
    if row[column] not in _YES:
        table.bad(line, column, row[column], "“是”或“否”")
    return _YES.get(row[column], True)


def _department(
    table: Table, line: int, row: Row, departments: Mapping[str, Department | None]
) -> str:
    name = table.filled(line, "部门", row)
    found = department_named(name, departments)
    if name and found is None:
        meant = nearest(name, tuple(one.name for one in departments.values() if one))
        expected = f"“{meant}”" if meant else "departments.yml 里的标识、名称或曾用名"
        at = table.place(line, "部门")
        message = f"部门“{shown(name)}”没有登记"
        table.findings.append(DEPARTMENT.at(at, message, expected=expected, declared=shown(name)))
    return found or ""


def department_named(name: str, departments: Mapping[str, Department | None]) -> str | None:
    """Return the id of the department that bears an id, a name or a former name."""
    if name in departments:
        return name
    by_name = {one.name: key for key, one in departments.items() if one}
    former = {old: key for key, one in departments.items() if one for old in one.former_names}
    return by_name.get(name) or former.get(name)


def _budget(table: Table, line: int, row: Row) -> Decimal | None:
    """Return the approved budget in 元; a number without unit is none."""
    value, unit = row["批复预算"], row["金额单位"]
    if not value:
        return None
    amount = _amount(value, unit)
    if unit not in YUAN_PER:
        table.bad(line, "金额单位", unit, "元、万元或亿元")
    elif amount is None or amount < 0:
        table.bad(line, "批复预算", value, "不小于 0 的数字，最多 6 位小数")
    return amount


def _amount(value: str, unit: str) -> Decimal | None:
    """Return an amount in 元; None where it is none, or bears another unit than its column's."""
    try:
        figure = parse_figure(value)
    except ValueError:
        return None
    return to_yuan(figure, unit) if figure.unit in ("", unit) else None


def read_matches(sheet: Sheet) -> tuple[tuple[tuple[int, Confirmed], ...], list[Finding]]:
    """Return the confirmed matches with their lines, and what is wrong with the others."""
    table = Table(sheet, MATCH_COLUMNS, MATCH_COLUMNS)
    found = []
    for line, row in table.rows():
        code = table.filled(line, "编码", row)
        report, by = table.filled(line, "报告", row), table.filled(line, "确认人", row)
        found.append((line, Confirmed(code, report, by, table.day(line, "日期", row))))
    return tuple(found), table.findings
