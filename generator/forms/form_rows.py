"""A table, row by row, to forms: blocks are known by their labels and not by where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.forms.analysis_rows import read_analysis
from generator.forms.cells import columns_of, matches, next_cell, others, source_name
from generator.forms.chapters import without_number
from generator.forms.draft import Draft
from generator.forms.grid import Cell, Grid, Paragraph
from generator.forms.indicator_rows import IndicatorBlock
from generator.forms.labels import (
    FUNDING,
    GOALS,
    HEADS,
    INDICATOR_PATTERNS,
    INDICATORS,
    LONG_TERM,
    MONEY_COLUMNS,
    RULE_SCORE,
    SIDE_LABELS,
    TITLES,
    TOTALS,
    YEAR,
    as_kept,
    joined,
    label,
    money_unit,
)
from generator.forms.source_columns import SourceColumns, details, read_source_columns
from generator.forms.superseding import supersede
from generator.model.text import fold


@dataclass(slots=True)
class FormReader:
    """Reads the tables of one source in order; a form goes on over tables until another one begins."""

    drafts: list[Draft] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    caption: Paragraph | None = None
    unit: str | None = None
    _block: str = ""
    _columns: dict[int, str] = field(default_factory=dict)
    _indicators: IndicatorBlock | None = None

    def read(self, grid: Grid) -> bool:
        """Read one table; returns whether anything of a form stands in it."""
        before = len(self.used)
        if table := read_source_columns(grid):
            self._take_sources(grid, table)
            return True
        grid = self._without_rule_scores(grid)
        self._block = "绩效指标" if self._continues(grid) else ""
        number = 1
        while number <= grid.height:
            number += self._row(grid, number)
        return len(self.used) > before

    def _without_rule_scores(self, grid: Grid) -> Grid:
        """Leave out the column of our own empty form that shows what the rule gives; the form declares none of it."""
        tops = {cell.column: cell.row for cell in reversed(grid.cells) if label(cell.text) == RULE_SCORE}
        ours = [cell for cell in grid.cells if cell.row >= tops.get(cell.column, cell.row + 1)]
        self._take(*ours)
        return Grid(grid.name, [cell for cell in grid.cells if cell not in ours]) if ours else grid

    @property
    def draft(self) -> Draft:
        """The form being read; a new one where there is none or the last is complete."""
        if not self.drafts or self.drafts[-1].complete:
            self.drafts.append(Draft())
        return self.drafts[-1]

    @property
    def _values(self) -> dict[str, Any]:
        return self.drafts[-1].values if self.drafts else {}

    def _continues(self, grid: Grid) -> bool:
        """Tell whether a table without heads goes on with the indicators of the one before (broken over pages)."""
        if self._indicators is None or not self.drafts or self.drafts[-1].complete or "总分" in self.drafts[-1].values:
            return False
        labels = {label(cell.text) for number in range(1, min(3, grid.height) + 1) for cell in grid.row(number)}
        return grid.width == self._indicators.width and not labels & {*INDICATORS, *HEADS}

    def _row(self, grid: Grid, number: int) -> int:
        """Read one row (or a head of several); returns how many rows were read."""
        cells = [cell for cell in grid.row(number) if cell.row == number]
        for read in (self._indicator_head, self._funding_head, self._goal_head):
            if taken := read(grid, number, cells):
                return taken
        self._titles(cells)
        if self._block == "" and "绩效指标" in self._values and (found := read_analysis(grid, number, self.draft)):
            self.used |= found
        elif self._heads(grid, cells):
            self._block = "" if self._block != "绩效指标" else self._block
        elif self._total(cells):
            self._block = ""
        else:
            self._in_block(grid, number, cells)
        return 1

    def _in_block(self, grid: Grid, number: int, cells: list[Cell]) -> None:
        if self._block in ("资金", "资金明细"):
            self._funding(grid, number, cells)
        elif self._block == "目标":
            self._goals(grid, number)
        elif self._block == "绩效指标" and self._indicators:
            self.used |= self._indicators.read(grid, number, self.draft)

    def _take(self, *cells: Cell) -> None:
        self.used |= {cell.address for cell in cells}

    def _indicator_head(self, grid: Grid, number: int, cells: list[Cell]) -> int:
        found = matches(cells, INDICATORS, INDICATOR_PATTERNS)
        if "三级指标" not in found.values() or len(found) < 3:
            return 0
        height = max(cell.rows for cell in found)
        if self.draft.values.get("绩效指标") and self._heads_changed():
            self._finish()
        below = [cell for cell in grid.row(number + 1) if cell.row == number + 1] if height == 1 else []
        second = matches(below, INDICATORS, INDICATOR_PATTERNS)
        if len(second) >= 2 and all(cell.rows == 1 for cell in found):
            height, found = 2, found | second
        if "一级指标" in found.values() and self._indicators and "一级指标" not in self._indicators.columns.values():
            supersede(self.draft)
        above = self._indicators if self.draft.values.get("绩效指标") else None
        self._indicators = IndicatorBlock(columns_of(found), others(cells, found), grid.width)
        if above is not None:
            self._indicators.go_on(above)
        self._block = "绩效指标"
        self._take(*cells, *second)
        return height

    def _heads_changed(self) -> bool:
        return "总分" in self.draft.values

    def _finish(self) -> None:
        self.draft.complete = True

    def _funding_head(self, grid: Grid, _number: int, cells: list[Cell]) -> int:
        found = matches(cells, FUNDING)
        if len(MONEY_COLUMNS & set(found.values())) < 2:
            return 0
        self._columns = columns_of(found)
        # The form's own funding block stands above its indicators; what comes later is a table of details.
        self._block = "资金明细" if {"资金", "绩效指标"} & set(self.draft.values) else "资金"
        if self._block == "资金明细":
            self._details_begin(grid, [cell for cell in cells if cell not in found])
        self._take(*found)
        self._side(cells, found)
        return max(cell.rows for cell in found)

    def _details_begin(self, grid: Grid, others: list[Cell]) -> None:
        """Open a table of funding details, named by the line above it, with a unit of money of its own if it states one."""
        stated = {cell: unit for cell in others if (unit := money_unit(cell.text))}
        unit = next(iter(stated.values()), self.unit)
        table = {"名称": self._name(grid)} | ({"金额单位": unit} if unit else {})
        self.draft.values.setdefault("资金明细", []).append(table | {"行": []})
        self._take(*stated)

    def _take_sources(self, grid: Grid, table: SourceColumns) -> None:
        """Keep a funding table whose sources stand in the columns."""
        units = [unit for cell in grid.cells if (unit := money_unit(cell.text))]
        self.draft.values.setdefault("资金明细", []).append(details(self._name(grid), self.unit, table))
        if units:
            self.draft.values.setdefault("金额单位", units[0])
        self.used |= table.used

    def _name(self, grid: Grid) -> str:
        """Name a table by the line above it, without its number, else by its sheet."""
        if self.caption is None:
            return grid.name
        self.used.add(self.caption.address)
        return without_number(self.caption.text)

    def _goal_head(self, _grid: Grid, _number: int, cells: list[Cell]) -> int:
        found = matches(cells, GOALS)
        if set(found.values()) != {"预期目标", "实际完成情况"}:
            return 0
        self._columns = columns_of(found)
        self._block = "目标"
        self._take(*found)
        self._side(cells, found)
        return max(cell.rows for cell in found)

    def _side(self, cells: list[Cell], found: Mapping[Cell, str]) -> None:
        """Take the labels at the left of a block, with the unit of money they may state."""
        for cell in cells:
            if (
                cell not in found
                and cell.address not in self.used
                and (label(cell.text) in SIDE_LABELS or money_unit(cell.text))
            ):
                self._take(cell)
                if (unit := money_unit(cell.text)) and label(cell.text) not in INDICATORS:
                    self.draft.put("金额单位", cell, unit)

    def _titles(self, cells: list[Cell]) -> None:
        for cell in cells:
            text = joined(cell.text)
            title, year = TITLES.search(text), YEAR.search(text)
            if title or (year and len(fold(text)) <= 12):
                if title and self.drafts and self.drafts[-1].values.get("总分"):
                    self._finish()
                self._take(cell)
                if year:
                    self.draft.put("年度", cell, year.group(1))
            elif label(text) in SIDE_LABELS or (money_unit(text) and len(fold(text)) <= 16):
                self._side([cell], {})

    def _heads(self, grid: Grid, cells: list[Cell]) -> bool:
        """Take pairs of label and value; a value is the next cell that is no label itself."""
        found = False
        for cell in cells:
            key = HEADS.get(label(cell.text))
            if key is None or (self._block == "绩效指标" and key != "评价等级"):
                continue
            if key == "项目名称" and self.drafts and {"绩效指标", "总分"} <= set(self.draft.values):
                self._finish()
            value = next_cell(grid, cell)
            self._take(cell)
            found = True
            if value is not None and value.text and label(value.text) not in HEADS:
                self.draft.put(key, value, as_kept(key, value.text))
                self._take(value)
        return found

    def _total(self, cells: list[Cell]) -> bool:
        if not cells or label(cells[0].text) not in TOTALS or self._block not in ("绩效指标", ""):
            return False
        if not self.draft.values.get("绩效指标") or "总分" in self.draft.values:
            return False
        columns = self._indicators.columns if self._indicators else {}
        self._take(cells[0])
        for cell in cells[1:]:
            names = {columns.get(column) for column in range(cell.column, cell.column + cell.columns)}
            if "得分" in names or (cell is cells[-1] and "分值" not in names and "总分" not in self.draft.values):
                self.draft.put("总分", cell)
                self._take(cell)
            elif "分值" in names:
                self.draft.put("总分值", cell)
                self._take(cell)
            elif key := HEADS.get(label(cell.text)):
                self._take(cell)
                following = cells[cells.index(cell) + 1 :]
                if following:
                    self.draft.put(key, following[0], joined(following[0].text))
                    self._take(following[0])
        return True

    def _funding(self, grid: Grid, number: int, cells: list[Cell]) -> None:
        first = min(self._columns)
        self._side([cell for cell in cells if cell.column < first], {})
        left = [
            cell
            for cell in grid.row(number)
            if cell.column < first and cell.row == number and cell.address not in self.used
        ]
        found = {
            name: cell
            for column, name in self._columns.items()
            if (cell := grid.at(number, column)) is not None and cell.row == number and cell.text
        }
        if not left:
            return
        source = left[-1]
        row = {"来源": source_name(source.text)} | {name: cell.text for name, cell in found.items()}
        if self._block == "资金明细":
            self.draft.values["资金明细"][-1]["行"].append(row)
        else:
            self.draft.add("资金", row, {"来源": source, **found})
        self._take(*left, *found.values())

    def _goals(self, grid: Grid, number: int) -> None:
        goals = self.draft.values.setdefault("年度总体目标", {})
        for column, name in self._columns.items():
            cell = grid.at(number, column)
            if cell is None or cell.row != number or not cell.text or cell.address in self.used:
                continue
            left = grid.at(number, column - 1)
            key = name
            if left is not None and label(left.text) in LONG_TERM:
                key = "实施期目标"
                self._take(left)
            goals[key] = f"{goals[key]}\n{cell.text}" if key in goals else cell.text
            self.draft.origins["年度总体目标", key] = cell.address
            self._take(cell)
        self._side([cell for cell in grid.row(number) if cell.row == number], {})
