"""Rows that carry no points of their own because the head above them does."""

import re
from dataclasses import dataclass
from decimal import Decimal

from generator.model.figure import Figure
from generator.model.report import Form, FormPath, Indicator
from generator.model.text import fold, level_name

_PRINTED_POINTS = re.compile(r"[（(](\d+(?:\.\d+)?)分[)）]")


@dataclass(frozen=True, slots=True)
class Group:
    """A head with its points (分), and the numbers of the rows under it."""

    name: str
    path: FormPath
    weight: Decimal
    score: Figure | None
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    level1: str | None
    level2: str | None
    path: FormPath
    weight: Decimal
    score: Figure | None
    goal: str | None = None

    @property
    def name(self) -> str:
        """The most specific label of the head."""
        return self.level2 or self.level1 or self.goal or ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two heads the same."""
        return (fold(self.goal or ""), level_name(self.level1 or ""), level_name(self.level2 or ""))

    def covers(self, row: Indicator) -> bool:
        """Tell whether a row stands under this head."""
        in_goal = self.goal is None or fold(row.goal or "") == fold(self.goal)
        in_first = self.level1 is None or level_name(row.level1 or "") == level_name(self.level1)
        in_second = self.level2 is None or level_name(row.level2 or "") == level_name(self.level2)
        return in_goal and in_first and in_second


def weight_groups(form: Form) -> tuple[Group, ...]:
    """Return the heads that weigh their rows as a whole: none of these rows has points of its own.

    The finest heads count; a head above them, or above rows with points, is only their sub-total.
    """
    taken: set[int] = set()
    groups: list[Group] = []
    for head in sorted(_heads(form), key=_coarseness):
        members = tuple(index for index, row in enumerate(form.indicators) if head.covers(row))
        if (
            members
            and not taken & set(members)
            and not any(has_weight(form.indicators[index]) for index in members)
        ):
            taken |= set(members)
            groups.append(Group(head.name, head.path, head.weight, head.score, members))
    return tuple(sorted(groups, key=lambda group: group.members))


def _coarseness(head: _Head) -> int:
    """Order heads from the finest: level 2, level 1, goal."""
    if head.level2 is not None:
        return 0
    return 1 if head.level1 is not None else 2


def has_weight(row: Indicator) -> bool:
    """Tell whether a row states points of its own, or shares those of the row above."""
    return (row.weight is not None and row.weight.value is not None) or "分值" in row.shared


def _heads(form: Form) -> list[_Head]:
    """Return the heads with points.

    Those listed as 层级小计, and those whose label prints them, 产出指标（50分）.
    """
    heads = [
        _Head(head.level1 or "", head.level2, ("层级小计", index), head.weight.value, head.score)
        for index, head in enumerate(form.heads)
        if head.weight is not None and head.weight.value is not None
    ]
    known = {head.key for head in heads}
    for head in _printed_heads(form):
        if head.key not in known:
            known.add(head.key)
            heads.append(head)
    return heads


def _printed_heads(form: Form) -> list[_Head]:
    found = []
    for index, row in enumerate(form.indicators):
        path: FormPath = ("绩效指标", index)
        if points := _printed_points(row.goal):
            found.append(_Head(None, None, path, points, None, row.goal))
        if points := _printed_points(row.level1):
            found.append(_Head(row.level1, None, path, points, None, row.goal))
        if points := _printed_points(row.level2):
            found.append(_Head(row.level1, row.level2, path, points, None, row.goal))
    return found


def _printed_points(label: str | None) -> Decimal | None:
    match = _PRINTED_POINTS.search(fold(label or ""))
    return Decimal(match[1]) if match else None
