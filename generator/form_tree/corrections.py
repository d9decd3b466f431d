"""A form before some of its corrections: each names its field, and the old value beside the new.

A correction is of a cell, of a row (added, taken out or written anew) or of a whole table. Those of
one day are undone as they were laid: cells last to first, then rows that came, rows that went, each
to the place it had before that day, and tables.
"""

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from functools import reduce
from typing import Any

from pydantic import ValidationError

from generator.form_tree.tree import UNSTATED, Tree, resolve, stated, tree_of, value_at, with_value
from generator.model.publication import Correction
from generator.model.report import Form

ROW, TABLE = "行", "整表"


class _Sort(Enum):
    """What a correction is about, in the order in which those of a day are undone."""

    CELL = auto()
    CAME = auto()
    GONE = auto()
    TABLE = auto()


class NotUndoneError(Exception):
    """A correction names what cannot be found, or what was in no such place; Chinese."""


def undone(form: Form, corrections: Iterable[Correction]) -> Form | None:
    """Return the form before some of its corrections; None where one of them cannot be undone."""
    undo = list(corrections)
    tree = tree_of(form)
    try:
        for day in sorted({one.day for one in undo}, reverse=True):
            tree = _before_day(tree, [one for one in undo if one.day == day])
        tree["更正"] = [tree_of(one) for one in form.corrections if one not in undo]
        return Form.model_validate(stated(tree))
    except (NotUndoneError, ValidationError):
        return None


def _before_day(tree: Tree, corrections: Sequence[Correction]) -> Tree:
    """Undo what was corrected on one day."""
    sorts = [(_sort(tree, one), one) for one in corrections]
    cells, came, gone, tables = ([one for its, one in sorts if its is sort] for sort in _Sort)
    return reduce(
        before,
        (
            *reversed(cells),
            *sorted(came, key=lambda one: _number(tree, one), reverse=True),
            *sorted(gone, key=lambda one: one.place or 0),
            *tables,
        ),
        tree,
    )


def _sort(tree: Tree, one: Correction) -> _Sort:
    if one.kind == TABLE:
        return _Sort.TABLE
    if one.kind == ROW and one.new == UNSTATED:
        return _Sort.GONE
    return _Sort.CAME if one.old == UNSTATED and _number(tree, one) else _Sort.CELL


def _number(tree: Tree, one: Correction) -> int:
    """Return which row a correction is about, from 1; 0 where it is about none."""
    path = resolve(tree, one.field) or ("",)
    return path[-1] + 1 if isinstance(path[-1], int) else 0


def before(tree: Tree, one: Correction) -> Tree:
    """Return the tree before one correction; NotUndoneError where what it names is not there."""
    if one.kind == ROW and one.new == UNSTATED:
        return _with_row_again(tree, one)
    old = None if one.old == UNSTATED else plain(one.old)
    undone_tree: Tree = with_value(tree, _found(tree, one), old)
    return undone_tree


def _found(tree: Tree, one: Correction) -> tuple[str | int, ...]:
    path = resolve(tree, one.field)
    if path is None:
        raise NotUndoneError(f"更正的栏目“{one.field}”在表中找不到")
    return path


def _with_row_again(tree: Tree, one: Correction) -> Tree:
    """Put a row back to the place it had."""
    path = resolve(tree, one.field.rpartition("/")[0])
    if path is None:
        raise NotUndoneError(f"“{one.field}”所在的表找不到")
    rows = value_at(tree, path) or []
    if one.place is None or not isinstance(rows, list):
        reason = f"“{one.field}”没有写明“位置”，不知道原来是第几行"
        raise NotUndoneError(reason)
    number = one.place - 1
    whole: Tree = with_value(tree, path, [*rows[:number], plain(one.old), *rows[number:]])
    return whole


def plain(value: Any) -> Any:
    """Return a row or a table that a correction holds as a form's tree has it."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value
