"""Tables, row by row, to forms: blocks are known by their labels and not by where they stand."""

import re
from dataclasses import dataclass, field

from generator.forms.analysis import read_analysis
from generator.forms.block import Block, Opened
from generator.forms.cells import Line
from generator.forms.closing import closes, goes_on_with_notes, is_note, is_section
from generator.forms.draft import Doubt, Draft
from generator.forms.funding import open_funding
from generator.forms.funding_details import keep_source_columns, open_details
from generator.forms.gathered import Gathered, Table
from generator.forms.goals import open_goals
from generator.forms.grid import Cell, Grid
from generator.forms.heads import read_heads
from generator.forms.indicator_heads import open_indicators
from generator.forms.indicators import IndicatorBlock
from generator.forms.labels import LAST_YEAR, RULE_SCORE, label
from generator.forms.left_over import keep_left_over
from generator.forms.money_pairs import open_pairs
from generator.forms.source_columns import read_source_columns
from generator.forms.summary_rows import read_summary
from generator.forms.titles import read_titles
from generator.forms.total import read_total

_DIGIT = re.compile(r"[0-9０-９]")
_LONGEST = 30
_OUR_OWN = frozenset(map(label, (RULE_SCORE, *LAST_YEAR)))


@dataclass(slots=True)
class TableReader:
    """Reads the tables of one source in order; a form goes on over tables until another begins."""

    gathered: Gathered = field(default_factory=Gathered)
    _block: Block | None = None
    _indicators: IndicatorBlock | None = None
    _among_notes: bool = False

    def read(self, table: Table) -> bool:
        """Read one table; returns whether anything of a form stands in it."""
        before = len(self.gathered.used)
        if read_summary(table, self.gathered):
            return True
        sources = read_source_columns(table.grid)
        if sources is not None:
            keep_source_columns(table, sources, self.gathered)
            return True
        grid = _without_rule_scores(table.grid, self.gathered)
        self._block = self._indicators if self._goes_on_in(grid) else None
        number, height = 1, grid.height
        while number <= height:
            number += self._read_row(Line.of(grid, number), table)
        keep_left_over(grid, self.gathered)
        self._doubt_unread(grid)
        return len(self.gathered.used) > before

    def _doubt_unread(self, grid: Grid) -> None:
        """Doubt the form in whose body a number was left unread."""
        reached: dict[int, Draft] = {}
        for cell in grid.cells:
            owner = self.gathered.owner(cell.address)
            if owner is not None and cell.text:
                reached[id(owner)] = owner
        for draft in reached.values():
            rows = [one.row for one in grid.cells if self.gathered.owner(one.address) is draft]
            body = range(min(rows), max(rows) + 1)
            for cell in grid.cells:
                if cell.row in body and self._is_unread(cell):
                    message = f"这一格没有读入：“{cell.text[:_LONGEST]}”"
                    draft.doubts.append(Doubt(cell.address, message))

    def _is_unread(self, cell: Cell) -> bool:
        """Tell a cell with a number that went nowhere."""
        known = cell.address in self.gathered.used or cell.address in self.gathered.aside
        return not known and _DIGIT.search(cell.text) is not None

    def _goes_on_in(self, grid: Grid) -> bool:
        """Tell whether a table goes on with the indicators before it: a page ended there."""
        last = self.gathered.last
        if self._indicators is None or last is None or last.complete or last.has_total:
            return False
        return self._indicators.goes_on_in(grid)

    def _read_row(self, line: Line, table: Table) -> int:
        """Read one row, or a head of several; returns how many rows were read."""
        head = self._open_block(line, table)
        if head is not None:
            return head.rows
        read_titles(line, self.gathered)
        if is_section(line):
            self._block = None
            self.gathered.set_aside(*line.cells)
            return 1
        if not self._read_beside_blocks(line) and self._block is not None:
            self._block.read(line, self.gathered)
        return 1

    def _open_block(self, line: Line, table: Table) -> Opened | None:
        """Read the head of a block; from here on, rows belong to it."""
        head = (
            open_indicators(line, self.gathered, self._indicators)
            or self._open_pairs(line)
            or open_funding(line, self.gathered)
            or open_details(line, self.gathered, table)
            or open_goals(line, self.gathered)
        )
        if head is None:
            return None
        self._block = head.block
        if isinstance(head.block, IndicatorBlock):
            self._indicators = head.block
        return head

    def _open_pairs(self, line: Line) -> Opened | None:
        """Read figures beside their labels; among the indicators such a label is a name."""
        among_indicators = isinstance(self._block, IndicatorBlock)
        return None if among_indicators else open_pairs(line, self.gathered)

    def _read_beside_blocks(self, line: Line) -> bool:
        """Read a row that stands for itself; tell whether it does."""
        return (
            self._read_closing(line)
            or self._read_analysis(line)
            or self._read_heads(line)
            or self._read_total(line)
        )

    def _read_closing(self, line: Line) -> bool:
        """Set aside a row of signatures or notes; below it the indicators are at an end."""
        last = self.gathered.last
        if last is None or not last.indicators:
            return False
        goes_on = self._among_notes and goes_on_with_notes(line)
        self._among_notes = goes_on or (closes(line) and is_note(line.cells[0]))
        if not goes_on and not closes(line):
            return False
        self.gathered.set_aside(*line.cells)
        self._block = None
        return True

    def _read_analysis(self, line: Line) -> bool:
        """Read a row of the analysis, which stands below the indicators outside all blocks."""
        last = self.gathered.last
        if self._block is not None or last is None or not last.indicators:
            return False
        return read_analysis(line, self.gathered)

    def _read_heads(self, line: Line) -> bool:
        """Read labels with their values; among indicators the block goes on, others end."""
        among_indicators = isinstance(self._block, IndicatorBlock)
        found = read_heads(line, self.gathered, among_indicators=among_indicators)
        if found and not among_indicators:
            self._block = None
        return found

    def _read_total(self, line: Line) -> bool:
        """Read the total score, which ends the indicators; other blocks have totals too."""
        if self._block is not None and not isinstance(self._block, IndicatorBlock):
            return False
        found = read_total(line, self.gathered, self._indicators)
        if found:
            self._block = None
        return found


def _without_rule_scores(grid: Grid, gathered: Gathered) -> Grid:
    """Leave out the columns of our own empty form that show what the rule gives, and last year.

    They are there to compare with and no declaration of the form.
    """
    heads = [cell for cell in reversed(grid.cells) if label(cell.text) in _OUR_OWN]
    tops = {cell.column: cell.row for cell in heads}
    ours = {cell for cell in grid.cells if cell.column in tops and cell.row >= tops[cell.column]}
    gathered.take(*ours)
    return Grid(grid.name, [cell for cell in grid.cells if cell not in ours])
