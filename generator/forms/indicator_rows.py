"""The indicator block of a form: rows under known heads, merged cells, sub-totals and pre-printed empty rows."""

from dataclasses import dataclass, field
from typing import Any

from generator.forms.draft import Draft
from generator.forms.grid import Cell, Grid
from generator.forms.labels import PREPRINTED, SUBTOTALS, as_kept, joined

_NAMES = ("一级指标", "二级指标", "三级指标")
_FIGURES = ("分值", "得分")


@dataclass(slots=True)
class IndicatorBlock:
    """Columns by key, further columns by their own heads, and the level heads that are in force."""

    columns: dict[int, str]
    extra: dict[int, str]
    width: int
    _carried: dict[str, str] = field(default_factory=dict)

    def go_on(self, above: "IndicatorBlock") -> None:
        """Take over the level names in force: a page begins with the heads again, and its first rows belong to the last."""
        self._carried = dict(above._carried)

    def read(self, grid: Grid, number: int, draft: Draft) -> set[str]:
        """Read one row into the draft; returns the addresses of the cells used."""
        own, shared = self._cells(grid, number)
        if not own:
            return set()
        used = {cell.address for cell in own.values()}
        self._carry(own)
        name = joined(own["三级指标"].text) if "三级指标" in own else ""
        values = {key: cell for key, cell in own.items() if key not in _NAMES}
        if not name and not self._own_values(values):
            self._head(draft, own, values)
            return used
        if not values and PREPRINTED.fullmatch(name):
            return set()
        row: dict[str, Any] = {key: self._carried[key] for key in ("一级指标", "二级指标") if self._carried.get(key)}
        row |= {"三级指标": name} if name else {}
        known = {key: cell for key, cell in values.items() if key in self.columns.values()}
        row |= {key: as_kept(key, cell.text) for key, cell in known.items()}
        extra = {key: cell.text for key, cell in values.items() if key not in self.columns.values()}
        if extra:
            row["其他栏"] = extra
        if shared:
            row["与上行合并"] = shared
        draft.add("绩效指标", row, own)
        return used

    def _cells(self, grid: Grid, number: int) -> tuple[dict[str, Cell], list[str]]:
        """Return the row's own cells by key, and the figures that it shares with the row above."""
        own: dict[str, Cell] = {}
        shared = []
        for column, key in sorted((self.columns | self.extra).items()):
            cell = grid.at(number, column)
            if cell is None or not cell.text:
                continue
            if cell.row == number:
                own.setdefault(key, cell)
            elif key in _FIGURES:
                shared.append(key)
        return own, shared if own else []

    def _carry(self, own: dict[str, Cell]) -> None:
        """A level name holds until the next one; a new first level ends the second."""
        for key in ("一级指标", "二级指标"):
            if key in own:
                text = joined(own[key].text)
                if key == "一级指标" and self._carried.get(key) != text:
                    self._carried.pop("二级指标", None)
                self._carried[key] = text

    def _own_values(self, values: dict[str, Cell]) -> bool:
        return any(key in values for key in ("年度指标值", "实际完成值", "调整后指标值"))

    def _head(self, draft: Draft, own: dict[str, Cell], values: dict[str, Cell]) -> None:
        """Keep a level head that carries figures of its own as a sub-total; one without is only a name."""
        if not values:
            return
        names = {key: self._carried[key] for key in ("一级指标", "二级指标") if key in own or self._carried.get(key)}
        said = {key: values[key].text for key in SUBTOTALS if key in values}
        draft.add("层级小计", names | said, own)
