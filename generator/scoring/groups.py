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
    level1: str
    level2: str | None
    path: FormPath
    weight: Decimal
    score: Figure | None

    def covers(self, row: Indicator) -> bool:
        same = level_name(row.level1 or "") == level_name(self.level1)
        return same and (self.level2 is None or level_name(row.level2 or "") == level_name(self.level2))


def weight_groups(form: Form) -> tuple[Group, ...]:
    """Return the heads that weigh their rows as a whole: none of these rows has points of its own.

    The finest heads count; a head above them, or above rows with points, is only their sub-total.
    """
    taken: set[int] = set()
    groups: list[Group] = []
    for head in sorted(_heads(form), key=lambda head: head.level2 is None):
        members = tuple(index for index, row in enumerate(form.indicators) if head.covers(row))
        if members and not taken & set(members) and not any(has_weight(form.indicators[index]) for index in members):
            taken |= set(members)
            groups.append(Group(head.level2 or head.level1, head.path, head.weight, head.score, members))
    return tuple(sorted(groups, key=lambda group: group.members))


def has_weight(row: Indicator) -> bool:
    """Tell whether a row states points of its own, or shares those of the row above."""
    return (row.weight is not None and row.weight.value is not None) or "分值" in row.shared


def _heads(form: Form) -> list[_Head]:
    """Return the heads with points: those listed as 层级小计, and those whose label prints them, 产出指标（50分）."""
    heads = [
        _Head(head.level1 or "", head.level2, ("层级小计", index), head.weight.value, head.score)
        for index, head in enumerate(form.heads)
        if head.weight is not None and head.weight.value is not None
    ]
    known = {(level_name(head.level1), level_name(head.level2 or "")) for head in heads}
    for head in _printed_heads(form):
        key = (level_name(head.level1), level_name(head.level2 or ""))
        if key not in known:
            known.add(key)
            heads.append(head)
    return heads


def _printed_heads(form: Form) -> list[_Head]:
    found = []
    for index, row in enumerate(form.indicators):
        for level1, level2, label in ((row.level1, None, row.level1), (row.level1, row.level2, row.level2)):
            match = _PRINTED_POINTS.search(fold(label or ""))
            if match:
                path: FormPath = ("绩效指标", index)
                found.append(_Head(level1 or "", level2, path, Decimal(match[1]), None))
    return found
