"""How far a form was filled in: which cells it asks for, and which of them hold something.

Nothing here gives points.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from generator.model.figure import BLACKED_OUT, Figure
from generator.model.measure import Absent
from generator.model.report import Form, Indicator
from generator.model.text import fold
from generator.scoring.grammar import parse_measure
from generator.scoring.groups import weight_groups

Column = Literal["年度指标值", "实际完成值", "分值", "得分"]
COLUMNS: tuple[Column, ...] = ("年度指标值", "实际完成值", "分值", "得分")


@dataclass(frozen=True, slots=True)
class Completeness:
    """The rows in use, and of each column those that it asks for and that leave it empty.

    A column that a form does not have asks for nothing: a form without
    points is complete without them.
    """

    rows: tuple[int, ...]
    asked: Mapping[Column, tuple[int, ...]]
    empty: Mapping[Column, tuple[int, ...]]
    has_total: bool

    def is_empty(self, column: Column) -> bool:
        """Tell whether a column that is asked for holds nothing in any row."""
        return bool(self.asked[column]) and self.empty[column] == self.asked[column]

    @property
    def is_unfinished(self) -> bool:
        """True where nobody filled the form in (本表没有填完).

        No actual value, no score in any row, no total.
        """
        scoreless = self.is_empty("得分") or not self.asked["得分"]
        return self.is_empty("实际完成值") and scoreless and not self.has_total

    @property
    def missing(self) -> tuple[str, ...]:
        """What an unfinished form lacks, in the form's words."""
        columns = tuple(column for column in COLUMNS[1:] if self.is_empty(column))
        return (*columns, "总分") if not self.has_total and self.asked["得分"] else columns


def completeness_of(form: Form) -> Completeness:
    """Return what a form asks for and what of it is there."""
    rows = tuple(index for index, row in enumerate(form.indicators) if _in_use(row))
    asked = _asked(form, rows)
    empty: dict[Column, tuple[int, ...]] = {
        column: _without(form, indices, column) for column, indices in asked.items()
    }
    return Completeness(rows, MappingProxyType(asked), MappingProxyType(empty), _stated(form.total))


def _asked(form: Form, rows: tuple[int, ...]) -> dict[Column, tuple[int, ...]]:
    """Return the rows of which each column of the form asks something."""
    groups = weight_groups(form)
    weighed = {index for group in groups for index in group.members}
    scored = {index for group in groups if group.score for index in group.members}
    asked: dict[Column, tuple[int, ...]] = {
        "年度指标值": rows,
        "实际完成值": rows,
        "分值": (),
        "得分": (),
    }
    has_weights = _any_has(form, rows, "分值")
    if has_weights:
        asked["分值"] = _with_points(form, rows, "分值", weighed)
    if has_weights or groups or _any_has(form, rows, "得分"):
        asked["得分"] = _with_points(form, rows, "得分", scored)
    return asked


def _any_has(form: Form, rows: tuple[int, ...], column: Column) -> bool:
    return any(_has(form.indicators[index], column) for index in rows)


def _without(form: Form, rows: tuple[int, ...], column: Column) -> tuple[int, ...]:
    return tuple(index for index in rows if not _has(form.indicators[index], column))


def _in_use(row: Indicator) -> bool:
    """Tell whether anything but names stands in a printed row."""
    return any(_has(row, column) for column in COLUMNS) or bool(row.shared)


def _with_points(
    form: Form, rows: tuple[int, ...], column: Column, elsewhere: set[int]
) -> tuple[int, ...]:
    """Return the rows that have points of their own.

    No details (其中), no merged cells, no rows weighed by a head.
    """
    return tuple(
        index
        for index in rows
        if index not in elsewhere
        and column not in form.indicators[index].shared
        and not is_detail(form.indicators[index])
    )


def is_detail(row: Indicator) -> bool:
    """Tell whether a row only breaks down the one above: 其中：桃树种植面积, without points of its own."""
    return fold(row.name or "").startswith("其中") and row.weight is None and row.score is None


def _has(row: Indicator, column: Column) -> bool:
    match column:
        case "年度指标值":
            return any(_says(text) for text in (row.target, row.adjusted_target))
        case "实际完成值":
            return _says(row.actual) or _stated(row.completion)
        case "分值":
            return _stated(row.weight)
        case "得分":
            return _stated(row.score) or _stated(row.item_score)


def _says(text: str | None) -> bool:
    """Tell whether a cell says something; what the law keeps back was said."""
    return text is not None and (
        text == BLACKED_OUT or not isinstance(parse_measure(text).value, Absent)
    )


def _stated(figure: Figure | None) -> bool:
    return figure is not None and (figure.text == BLACKED_OUT or figure.value is not None)
