"""The rows of the indicators: merged cells, levels in force, sub-totals, pre-printed empty rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.forms.cells import Line
from generator.forms.closing import fills_row
from generator.forms.draft import Draft, IndicatorRow, Row, Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell, Grid
from generator.forms.labels import (
    HEADS,
    INDICATORS,
    PREPRINTED,
    SUBTOTALS,
    as_kept,
    joined,
    label,
    weighed,
)

_LEVELS = ("一级指标", "二级指标")
_NAME = "三级指标"
_FIGURES = ("分值", "得分")
INDICATOR_LEVELS = frozenset((*_LEVELS, _NAME))
_WIDE = 3
# A level over a whole row, as `（一）产出指标（50分）`.
_SECTION_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十0-9]{1,2}[)）.．、]\s*")
_SECTION_ENDS = ("指标", "绩效", "产出", "效益", "满意度", "执行率")
_LONGEST_SECTION = 12
_SUMS = frozenset(("小计", "合计"))
# A row without a name is an indicator where it states one of these; else it is a level's sub-total.
_VALUES = ("年度指标值", "实际完成值", "调整后指标值")
# A table without heads may go on with the one above it; its heads would stand in these rows.
_HEAD_ROWS = 3


@dataclass(slots=True)
class IndicatorBlock:
    """Columns by the form's keys, columns by heads of their own, and the level names in force."""

    columns: dict[int, str]
    other: dict[int, str]
    width: int
    goal: str = ""
    weights: dict[int, str] = field(default_factory=dict)
    numbering: set[int] = field(default_factory=set)
    _levels: dict[str, str] = field(default_factory=dict)

    @property
    def has_levels(self) -> bool:
        """Tell whether the first level has a column."""
        return "一级指标" in self.columns.values()

    def go_on(self, above: "IndicatorBlock") -> None:
        """Take over the level names in force, for heads that a new page prints again."""
        self._levels = dict(above._levels)

    def goes_on_in(self, grid: Grid) -> bool:
        """Tell whether a table has no heads of its own and is as wide as this one."""
        rows = range(1, min(_HEAD_ROWS, grid.height) + 1)
        labels = {label(cell.text) for number in rows for cell in grid.row(number)}
        return grid.width == self.width and labels.isdisjoint({*INDICATORS, *HEADS})

    def keys_over(self, cell: Cell) -> set[str]:
        """Return the keys of the columns that a cell reaches over."""
        reach = range(cell.column, cell.column + cell.columns)
        return {self.columns[column] for column in reach if column in self.columns}

    def read(self, line: Line, gathered: Gathered) -> None:
        """Read one row: an indicator, a level with figures of its own, or nothing."""
        draft = gathered.current()
        if fills_row(line, self._column(_NAME)):
            self._begin_section(line.cells[0], gathered)
            return
        own = self._own_cells(line)
        if _is_label_with_text(own):
            return
        gathered.set_aside(*(cell for cell in line.cells if cell.column in self.numbering))
        gathered.take(*(cell for cell in own.values() if _says_sum(cell)))
        own = self._without_sums(own)
        self._remember_levels(own)
        self._take_weights(draft, own)
        self._take_columns_of_weights(draft, line, own, gathered)
        self._read_values(line, own, gathered)

    def _begin_section(self, cell: Cell, gathered: Gathered) -> None:
        """Take a first level that fills a row, where it has no column: 产出指标（50分）."""
        name, weight = weighed(_SECTION_NUMBER.sub("", cell.text.strip()))
        if self.has_levels or not name.endswith(_SECTION_ENDS) or len(name) > _LONGEST_SECTION:
            return
        self._levels = {"一级指标": name}
        if weight:
            level = {"一级指标": Taken(name, cell.address), "分值": Taken(weight, cell.address)}
            gathered.current().subtotals.append(level)
        gathered.take(cell)

    def _read_values(self, line: Line, own: Mapping[str, Cell], gathered: Gathered) -> None:
        """Read the row as what its values make it: an indicator, a sub-total, an empty row."""
        draft = gathered.current()
        name = joined(own[_NAME].text) if _NAME in own else ""
        values = {key: cell for key, cell in own.items() if key not in (*_LEVELS, _NAME)}
        if not name and values.keys().isdisjoint(_VALUES):
            self._take_subtotal(draft, own, values)
        elif not values and PREPRINTED.fullmatch(name):
            gathered.set_aside(*own.values())
            return
        else:
            draft.indicators.append(self._indicator(line, own, values))
        gathered.take(*own.values())

    def _column(self, key: str) -> int:
        return next((column for column, own in self.columns.items() if own == key), 0)

    def _keys(self) -> list[tuple[int, str]]:
        """Return all columns with their keys, from left to right."""
        return sorted({**self.columns, **self.other}.items())

    def _own_cells(self, line: Line) -> dict[str, Cell]:
        """Return the row's own cells by key; of a key that stands over two columns, the first."""
        own: dict[str, Cell] = {}
        for column, key in self._keys():
            cell = line.at(column)
            if cell is not None:
                own.setdefault(key, cell)
        return own

    def _remember_levels(self, own: Mapping[str, Cell]) -> None:
        """A level name holds until the next one; a new first level ends the second."""
        names = {level: weighed(own[level].text)[0] for level in _LEVELS if level in own}
        if "一级指标" in names and names["一级指标"] != self._levels.get("一级指标"):
            self._levels.pop("二级指标", None)
        self._levels.update(names)

    def _take_weights(self, draft: Draft, own: Mapping[str, Cell]) -> None:
        """Keep the weights that level names state as those of the levels."""
        for place, level in enumerate(_LEVELS):
            weight = weighed(own[level].text)[1] if level in own else ""
            if weight:
                names = self._level_names(own)
                levels = {key: names[key] for key in _LEVELS[: place + 1] if key in names}
                draft.subtotals.append({**levels, "分值": Taken(weight, own[level].address)})

    def _without_sums(self, own: Mapping[str, Cell]) -> dict[str, Cell]:
        """Leave out what says 小计 in the place of a name: the row is its level's sub-total."""
        named = ("二级指标", _NAME)
        return {key: one for key, one in own.items() if not (key in named and _says_sum(one))}

    def _take_columns_of_weights(
        self, draft: Draft, line: Line, own: Mapping[str, Cell], gathered: Gathered
    ) -> None:
        """Keep what stands in a column of weights beside a level's as the weight of the level."""
        for column, level in self.weights.items():
            cell = line.at(column)
            if cell is None:
                continue
            names = self._level_names(own)
            levels = {key: names[key] for key in _until(level) if key in names}
            draft.subtotals.append({**levels, "分值": Taken.of(cell)})
            gathered.take(cell)

    def _take_subtotal(
        self,
        draft: Draft,
        own: Mapping[str, Cell],
        values: Mapping[str, Cell],
    ) -> None:
        """Keep a level that carries figures as a sub-total; one without is only a name."""
        if not values:
            return
        figures = {key: Taken.of(values[key]) for key in SUBTOTALS if key in values}
        draft.subtotals.append({**self._level_names(own), **figures})

    def _indicator(
        self,
        line: Line,
        own: Mapping[str, Cell],
        values: Mapping[str, Cell],
    ) -> IndicatorRow:
        known = set(self.columns.values())
        named = {_NAME: _taken(_NAME, own[_NAME])} if _NAME in own else {}
        figures = {key: _taken(key, cell) for key, cell in values.items() if key in known}
        other = {key: Taken.of(cell) for key, cell in values.items() if key not in known}
        goal = {"所属目标": Taken(self.goal)} if self.goal else {}
        cells = {**goal, **self._level_names(own), **named, **figures}
        return IndicatorRow(cells, other, self._shared(line))

    def _level_names(self, own: Mapping[str, Cell]) -> Row:
        """Return the level names in force; one that the row prints itself with its address."""
        names: Row = {}
        for level in _LEVELS:
            if name := self._levels.get(level):
                names[level] = Taken(name, own[level].address if level in own else "")
        return names

    def _shared(self, line: Line) -> list[str]:
        """Return the figures whose cell is merged with the row above."""
        return [key for column, key in self._keys() if key in _FIGURES and line.from_above(column)]


def _is_label_with_text(own: Mapping[str, Cell]) -> bool:
    """Tell a row of a label and one text over all the other columns: no indicator."""
    name = own.get(_NAME)
    values = {cell for key, cell in own.items() if key not in INDICATOR_LEVELS}
    if name in values:
        return True
    return (
        name is not None and own.get("一级指标") == name and len(values) == 1 and _is_wide(values)
    )


def _is_wide(cells: set[Cell]) -> bool:
    return all(cell.columns >= _WIDE for cell in cells)


def _says_sum(cell: Cell) -> bool:
    return label(cell.text) in _SUMS


def _until(level: str) -> tuple[str, ...]:
    return _LEVELS[: _LEVELS.index(level) + 1]


def _taken(key: str, cell: Cell) -> Taken:
    return Taken(as_kept(key, cell.text), cell.address)
