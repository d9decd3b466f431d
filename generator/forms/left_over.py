"""What a form holds beside its known blocks: kept as it stands, under its own words.

Labels with a text become chapters or lines of a table of other entries; a block with a head of its
own becomes a table. What fits none of these stays unread, and is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.forms.cells import Line, matches
from generator.forms.chapter_titles import title_key, without_number
from generator.forms.draft import Annex, Chapters, Draft, OtherChapter, Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell, Grid
from generator.forms.head_patterns import GOAL_PATTERNS
from generator.forms.labels import GOALS, joined, label

_PART = "项目绩效分析"
_ENTRIES = "表头其他栏目"
_LONGEST_LABEL = 24
_LONGEST_ENTRY = 40
_CORNER = "项目"
_FIGURE = re.compile(r"[0-9]")
_FEWEST = 2


def keep_left_over(grid: Grid, gathered: Gathered) -> None:
    """Keep what no block of the forms on a table has read."""
    keeper = _Keeper(grid, gathered)
    number = 1
    while number <= grid.height:
        number += keeper.read(Line.of(grid, number))


@dataclass(slots=True)
class _Keeper:
    """Walks down a table; what is unread belongs to the form that it stands in or below."""

    grid: Grid
    gathered: Gathered
    _owner: Draft | None = None

    def read(self, line: Line) -> int:
        """Keep what is unread in a row; returns how many rows were read."""
        self._owner = self._owner_of(line)
        open_ones = [cell for cell in line.cells if self._is_unread(cell)]
        if not open_ones or self._owner is None or not self._owner.indicators:
            return 1
        table = self._table(line, open_ones)
        if table is not None:
            return table
        if self._take_side(line, open_ones):
            return 1
        pairs = list(self._pairs(line, open_ones))
        for name, value in pairs:
            self._keep(name, value, alone=len(pairs) == 1)
        return 1

    def _owner_of(self, line: Line) -> Draft | None:
        """Return the form that a row belongs to: its own, else that of the rows above."""
        owners = (self.gathered.owner(cell.address) for cell in line.reaching)
        return next((one for one in owners if one is not None), self._owner)

    def _is_unread(self, cell: Cell) -> bool:
        return cell.address not in self.gathered.used and cell.address not in self.gathered.aside

    def _table(self, line: Line, cells: Sequence[Cell]) -> int | None:
        """Keep a block with a head and rows beside a label; returns its height, None if none."""
        side, heads = cells[0], cells[1:]
        if side.rows <= _FEWEST or not _are_heads(heads):
            return None
        columns = _named_columns(side, heads)
        lines = self._lines_beside(side, max(one.rows for one in heads))
        body = [cell for one in lines for cell in one.cells]
        rows = [[one.at(column) for column in columns] for one in lines]
        if len(rows) < _FEWEST or not self._are_all(body, rows):
            return None
        kept = [list(map(_text, row)) for row in rows]
        self._draft.annexes.append(Annex(_title(side), None, list(columns.values()), kept))
        self._take(*cells, *body)
        return side.rows

    def _lines_beside(self, side: Cell, height: int) -> list[Line]:
        """Return the rows beside a label below a head of that height."""
        numbers = range(side.row + height, side.row + side.rows)
        return [Line.of(self.grid, number) for number in numbers]

    def _are_all(self, body: Sequence[Cell], rows: Sequence[Sequence[Cell | None]]) -> bool:
        """Tell whether the rows under known columns are all that stands there, and still unread."""
        within = {cell for row in rows for cell in row}
        return set(body) <= within and all(map(self._is_unread, body))

    def _take_side(self, line: Line, cells: Sequence[Cell]) -> bool:
        """Take the label of a block that stands alone at the left of what was read."""
        if len(cells) > 1 or len(line.cells) == 1 or cells[0] != line.cells[0]:
            return False
        words = label(cells[0].text)
        if len(words) > _LONGEST_LABEL or _FIGURE.search(words):
            return False
        self._take(cells[0])
        return True

    @property
    def _draft(self) -> Draft:
        assert self._owner is not None  # noqa: S101 - read() asks before it goes on
        return self._owner

    def _take(self, *cells: Cell) -> None:
        self.gathered.take_for(self._draft, *cells)

    def _pairs(self, line: Line, cells: Sequence[Cell]) -> Iterator[tuple[Cell, Cell]]:
        """Yield labels with the text beside them."""
        left = list(cells)
        while left:
            name = left.pop(0)
            value = line.at(name.column + name.columns) or (left[0] if left else None)
            if value is None or not self._is_unread(value) or not _is_label(name):
                continue
            if value in left:
                left.remove(value)
            yield name, value

    def _keep(self, name: Cell, value: Cell, *, alone: bool) -> None:
        title = _title(name)
        if goal := matches([name], GOALS, GOAL_PATTERNS).get(name):
            self._draft.goals = {goal: Taken.of(value), **(self._draft.goals or {})}
            self._take(name, value)
            return
        is_long = len(value.text) > _LONGEST_ENTRY or title_key(title) is not None
        if alone and (is_long or self._stands_below(name)):
            self._write(title, value)
        else:
            self._enter(title, value)
        self._take(name, value)

    def _stands_below(self, name: Cell) -> bool:
        """Tell whether a label stands below the indicators of its form."""
        own = [cell for cell in self.grid.cells if self.gathered.owner(cell.address) is self._owner]
        rows = [cell.row for cell in own if cell.address in self._indicator_addresses()]
        return bool(rows) and name.row > max(rows)

    def _indicator_addresses(self) -> set[str]:
        rows = self._draft.indicators
        return {taken.address for row in rows for taken in row.cells.values() if taken.address}

    def _write(self, title: str, value: Cell) -> None:
        """Keep a text under its label as a chapter of the analysis."""
        part = self._draft.parts.setdefault(_PART, Chapters())
        key = title_key(title)
        if key is not None and key not in part.texts:
            part.texts[key] = Taken.of(value)
        else:
            part.others.append(OtherChapter(title, value.text))

    def _enter(self, title: str, value: Cell) -> None:
        """Keep a short entry in the table of other entries."""
        tables = self._draft.annexes
        table = next((one for one in tables if one.name == _ENTRIES), None)
        if table is None:
            table = Annex(_ENTRIES, None, ["栏目", "内容"], [])
            tables.append(table)
        table.rows.append([title, value.text])


def _text(cell: Cell | None) -> str:
    return cell.text if cell else ""


def _are_heads(cells: Sequence[Cell]) -> bool:
    return bool(cells) and not any(_FIGURE.search(cell.text) for cell in cells)


def _named_columns(side: Cell, heads: Sequence[Cell]) -> dict[int, str]:
    """Return the columns of a block with their names; the first one may go without."""
    named = {one.column: joined(one.text) for one in heads}
    first = side.column + side.columns
    return named if first in named else {first: _CORNER, **named}


def _title(cell: Cell) -> str:
    return without_number(joined(cell.text)).rstrip("：:") or joined(cell.text)


def _is_label(cell: Cell) -> bool:
    words = label(cell.text)
    return 1 < len(words) <= _LONGEST_LABEL and not words.endswith(("。", "；"))
