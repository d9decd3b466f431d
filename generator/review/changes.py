"""A guarded change in the words of a correction, and the entry to be written for it."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.form_tree.corrections import ROW, TABLE, plain
from generator.form_tree.difference import Difference, Kind, place_in_new
from generator.form_tree.tree import UNSTATED, Tree
from generator.model.publication import Correction
from generator.model.types import in_words

_CELL, _ADDED = "更正", "补充"
_PLAIN = re.compile(r"[一-鿿A-Za-z][一-鿿A-Za-z0-9（）]*")


@dataclass(frozen=True, slots=True)
class Change:
    """What changed: the field as a correction names it, what it said and what it says.

    `kind` is the correction's; `place` tells which row one was that is gone, from 1.
    """

    kind: str
    field: str
    old: Any
    new: Any
    place: int | None = None

    def is_said(self, entries: Iterable[Correction]) -> bool:
        """Tell whether corrections lead from what was said to what is said."""
        own = sorted((one for one in entries if one.field == self.field), key=lambda one: one.day)
        if not own or plain(own[0].old) != self.old or own[0].place != self.place:
            return False
        # Of what was added it is enough that an entry names it: the form itself states it.
        return self.kind == _ADDED or plain(own[-1].new) == self.new

    def with_values(self, name: str) -> tuple[str, str]:
        """Return what is found, and the entry that would say it."""
        old, new = in_words(self.old), in_words(self.new)
        message = f"{name}已经公开，由“{old}”改为“{new}”，没有更正记录"
        return message, f"在“更正”里加一条：{self._entry()}，写明日期、原因和批准人"

    def without_values(self, name: str) -> tuple[str, str]:
        """Return the same of a field that is kept back: its values are not told."""
        message = f"{name}是不予公开栏目，内容有改动（不写出），没有更正记录"
        advice = f"在“更正”里加一条，字段 {self.field}，照实写明原值、现值、日期、原因和批准人"
        return message, advice

    def _entry(self) -> str:
        parts = {"类型": self.kind, "字段": self.field}
        place = {} if self.place is None else {"位置": self.place}
        return _flow({**parts, **place, "原值": self.old, "现值": self.new})


def _flow(value: Any) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def cell_change(one: Difference, name: str) -> Change:
    """Return the change of one cell."""
    old, new = _text(one.old), _text(one.new)
    return Change(_ADDED if old == UNSTATED else _CELL, name, old, new)


def row_change(one: Difference, name: str, place: int | None) -> Change:
    """Return how a whole row came, went, or was written anew; `place` is where it was."""
    if one.kind is Kind.ADDED:
        return Change(_ADDED, name, UNSTATED, str(one.path[-1]))
    if one.kind is Kind.REMOVED:
        return Change(ROW, name, one.old, UNSTATED, place)
    return Change(ROW, name, one.old, one.new)


def table_change(one: Difference, name: str) -> Change:
    """Return how a whole table came or went, or its rows were put in another order."""
    if one.old is None:
        return Change(_ADDED, name, UNSTATED, TABLE)
    return Change(TABLE, name, one.old, UNSTATED if one.new is None else one.new)


def place_of(one: Difference, before: Tree) -> int | None:
    """Return which row of its table a difference is about, from 1, in the form as it was."""
    path = place_in_new(one.path, before, before)
    return path[-1] + 1 if path and isinstance(path[-1], int) else None


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value)) or UNSTATED
    return UNSTATED if value in (None, "") else str(value)
