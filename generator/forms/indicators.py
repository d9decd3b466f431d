"""The block of indicators: known heads, merged cells, sub-totals and pre-printed empty rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.forms.block import Opened
from generator.forms.cells import Line, columns_of, matches, others
from generator.forms.closing import fills_row
from generator.forms.draft import Doubt, Draft, IndicatorRow, Row, Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell, Grid
from generator.forms.labels import (
    HEADS,
    INDICATOR_PATTERNS,
    INDICATORS,
    PREPRINTED,
    SUBTOTALS,
    as_kept,
    joined,
    label,
    weighed,
)
from generator.forms.superseding import supersede

_LEVELS = ("一级指标", "二级指标")
_NAME = "三级指标"
_FIGURES = ("分值", "得分")
# A row without a name is an indicator where it states one of these; else it is a level's sub-total.
_VALUES = ("年度指标值", "实际完成值", "调整后指标值")
_FEWEST_HEADS = 3
_FEWEST_HEADS_BELOW = 2
# A table without heads may go on with the one above it; its heads would stand in these rows.
_HEAD_ROWS = 3


@dataclass(slots=True)
class IndicatorBlock:
    """Columns by the form's keys, columns by heads of their own, and the level names in force."""

    columns: dict[int, str]
    other: dict[int, str]
    width: int
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
            return
        own = self._own_cells(line)
        self._remember_levels(own)
        self._take_weights(draft, own)
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
        cells = {**self._level_names(own), **named, **figures}
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


def _taken(key: str, cell: Cell) -> Taken:
    return Taken(as_kept(key, cell.text), cell.address)


def open_indicators(line: Line, gathered: Gathered, above: IndicatorBlock | None) -> Opened | None:
    """Read the head of the block, over one row or two; None where the row is none.

    `above` is the block read last. Its level names hold on where the same form prints its heads
    again, and its rows are set aside where it had no first level and this block has one.
    """
    heads = matches(line.cells, INDICATORS, INDICATOR_PATTERNS)
    if _NAME not in heads.values() or len(heads) < _FEWEST_HEADS:
        return None
    if gathered.current().is_whole:
        gathered.finish()
    below = _heads_below(line, heads)
    _doubt_doubled(line, heads, gathered)
    gathered.take(*line.cells, *below)
    rows = max(cell.rows for cell in heads)
    cells = line.cells
    if len(below) >= _FEWEST_HEADS_BELOW:
        cells = tuple(cell for cell in cells if not _is_group(cell, below))
        heads, rows = {**heads, **below}, max(rows, 2)
    block = IndicatorBlock(columns_of(heads), others(cells, heads), line.grid.width)
    if above is not None:
        _follow(block, above, gathered.current())
    return Opened(block, rows)


def _heads_below(line: Line, heads: Mapping[Cell, str]) -> dict[Cell, str]:
    """Return the heads in the next row.

    Where heads of this row take two rows, they stand below those that take one and name a group.
    """
    following = Line.of(line.grid, line.number + 1).cells
    if any(cell.rows > 1 for cell in heads):
        groups = [cell for cell in line.cells if cell not in heads and cell.rows == 1]
        following = tuple(cell for cell in following if any(_is_over(one, cell) for one in groups))
    return matches(following, INDICATORS, INDICATOR_PATTERNS)


def _is_over(group: Cell, cell: Cell) -> bool:
    return group.column <= cell.column < group.column + group.columns


def _is_group(cell: Cell, below: Mapping[Cell, str]) -> bool:
    """Tell a head that only names what the heads below it have in common."""
    return any(_is_over(cell, one) and cell.row < one.row for one in below)


def _doubt_doubled(line: Line, heads: Mapping[Cell, str], gathered: Gathered) -> None:
    """Doubt a head that means the same as another one of its row: which is it?"""
    for cell in line.cells:
        key = INDICATORS.get(label(cell.text))
        if cell not in heads and key is not None and key in heads.values():
            message = f"表头有两栏都是“{key}”，取了前一栏，“{joined(cell.text)}”留在其他栏"
            gathered.current().doubts.append(Doubt(cell.address, message))


def _follow(block: IndicatorBlock, above: IndicatorBlock, draft: Draft) -> None:
    if block.has_levels and not above.has_levels:
        supersede(draft)
    if draft.indicators:
        block.go_on(above)
