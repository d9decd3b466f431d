"""A summary table (汇总表) to forms: each row is a project and states no more than it states."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from generator.forms.cells import Line
from generator.forms.closing import closes, is_signature_line
from generator.forms.draft import Annex, Draft, Row, Taken
from generator.forms.gathered import Gathered, Table
from generator.forms.grid import Cell, Grid, Paragraph
from generator.forms.heads import year_of
from generator.forms.labels import HEADS, YEAR, as_kept, joined, label, money_unit
from generator.forms.summary_heads import WHOLE, SummaryHead, says_sum, summary_head
from generator.forms.titles import is_form_number, kind_of
from generator.model.figure import parse_figure
from generator.model.kinds import PROJECT

_OTHERS = "汇总表其他栏目"
_LONGEST_TITLE = 60
_RUN_IN = re.compile(r"([^:：]{2,12})[:：]\s*(\S.*)", re.DOTALL)
# Who hands in a summary is the department of its projects.
_FILLERS = frozenset(("填报单位", "填报部门", "单位", "部门", "编制单位", "报送单位"))


def read_summary(table: Table, gathered: Gathered) -> bool:
    """Read a table that is a summary; tell whether it is one."""
    head = summary_head(table.grid)
    if head is None:
        return False
    _SummaryReader(table.grid, head, gathered, _above(table, head, gathered)).read()
    return True


def _above(table: Table, head: SummaryHead, gathered: Gathered) -> Row:
    """Return what the lines above the head say of all its projects."""
    stated: Row = dict(gathered.current().heads)
    if table.unit:
        stated["金额单位"] = Taken(table.unit)
    grid = table.grid
    cells = [cell for number in range(1, head.first) for cell in Line.of(grid, number).cells]
    lines: list[Cell | Paragraph] = [*filter(None, (table.above,)), *cells, *head.cells]
    for part in lines:
        _read_above(part, stated, gathered)
    return stated


def _read_above(part: Cell | Paragraph, stated: Row, gathered: Gathered) -> None:
    """Read the title, the unit of money and the department; the number of the form is no data."""
    text = joined(part.text)
    found = dict(_said(text))
    for key, value in found.items():
        stated.setdefault(key, Taken(value, part.address))
    if is_form_number(text):
        gathered.set_aside(part)
    elif found or "汇总表" in text:
        gathered.take(part)


def _said(text: str) -> Iterator[tuple[str, str]]:
    if len(text) <= _LONGEST_TITLE and (year := YEAR.search(text)):
        yield "年度", year.group(1)
    if unit := money_unit(text):
        yield "金额单位", unit
    if "汇总表" in text and (kind := kind_of(text)) != PROJECT:
        yield "类型", kind
    pair = _RUN_IN.fullmatch(text)
    words = label(pair.group(1)) if pair else ""
    if pair and (words in _FILLERS or HEADS.get(words) == "主管部门"):
        yield "主管部门", pair.group(2).strip()


@dataclass(slots=True)
class _SummaryReader:
    """Walks down the rows below the head; `sums` adds the money up, from the last sub-total on."""

    grid: Grid
    head: SummaryHead
    gathered: Gathered
    stated: Row
    _sums: dict[int, list[Decimal]] = field(default_factory=dict)
    _since: dict[int, int] = field(default_factory=dict)

    def read(self) -> None:
        """Read the head and every row; each project is a form of its own."""
        self.gathered.finish()
        self.gathered.take(*self.head.cells)
        self.gathered.take(*Line.of(self.grid, self.head.first).cells)
        for number in range(self.head.first + self.head.rows, self.grid.height + 1):
            line = Line.of(self.grid, number)
            if line.cells:
                self._read_row(line)

    def _read_row(self, line: Line) -> None:
        name = line.at(self.head.project)
        if any(map(says_sum, line.cells)):
            self._read_sums(line)
        elif closes(line) or all(is_signature_line(cell.text) for cell in line.cells):
            self.gathered.set_aside(*line.cells)
        elif name is not None and len(line.cells) > 1:
            self._read_project(line)

    def _read_project(self, line: Line) -> None:
        draft = Draft(heads=dict(self.stated), of_summary=True, complete=True)
        self.gathered.drafts.append(draft)
        for column, key in sorted(self.head.texts.items()):
            self._state(line, column, key, draft)
        draft.funding = [{**row} for row in self._money(line)]
        self._keep_others(line, draft)
        self.gathered.take_for(draft, *self._own(line, (*self.head.texts, *self.head.money)))
        self.gathered.set_aside(*self._own(line, self.head.numbering))

    def _keep_others(self, line: Line, draft: Draft) -> None:
        """Keep what stands under heads of the summary's own, as a table beside the record."""
        cells = {self.head.others[cell.column]: cell for cell in self._own(line, self.head.others)}
        if cells:
            rows = [[name, cell.text] for name, cell in cells.items()]
            draft.annexes.append(Annex(_OTHERS, None, ["栏目", "内容"], rows))
            self.gathered.take_for(draft, *cells.values())

    def _own(self, line: Line, columns: Iterable[int]) -> list[Cell]:
        """Return the row's own cells that stand in some columns."""
        return [cell for cell in map(line.at, columns) if cell is not None]

    def _state(self, line: Line, column: int, key: str, draft: Draft) -> None:
        """State what a row says; a department may stand in one cell for several rows."""
        cell = line.at(column) or line.from_above(column)
        if cell is None or cell.row < self.head.first + self.head.rows:
            return
        text = as_kept(key, cell.text)
        draft.heads[key] = Taken(year_of(text) if key == "年度" else text, cell.address)

    def _money(self, line: Line) -> list[Row]:
        """Return the rows of money: the whole, then the sources that have columns of their own."""
        rows: dict[str, Row] = {}
        for column, (key, source) in self.head.money.items():
            cell = line.at(column)
            if cell is not None:
                rows.setdefault(source, {"来源": Taken(source)})[key] = Taken.of(cell)
                self._add(column, cell.text)
        return sorted(rows.values(), key=lambda row: row["来源"].text != WHOLE)

    def _add(self, column: int, text: str) -> None:
        value = _value(text)
        if value is not None:
            self._sums.setdefault(column, []).append(value)

    def _read_sums(self, line: Line) -> None:
        """Set a row of sums aside where its amounts are those of the rows; else it is told."""
        amounts = {
            column: cell
            for column, (key, _) in self.head.money.items()
            if not key.endswith("率") and (cell := line.at(column)) is not None
        }
        if all(self._is_sum(column, cell) for column, cell in amounts.items()):
            self.gathered.set_aside(*line.cells)
        self._since = {column: len(values) for column, values in self._sums.items()}

    def _is_sum(self, column: int, cell: Cell) -> bool:
        values = self._sums.get(column, [])
        sums = (sum(values, Decimal(0)), sum(values[self._since.get(column, 0) :], Decimal(0)))
        return _value(cell.text) in sums


def _value(text: str) -> Decimal | None:
    try:
        return parse_figure(text).value
    except ValueError:
        return None
