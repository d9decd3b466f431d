"""Two forms compared by meaning: rows are matched by what heads them.

Order of keys, comments and spacing are no difference; the order of rows is. Applying the
differences to the old form gives the new one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import reduce
from operator import getitem
from typing import Any

from generator.form_tree.tree import Tree, TreePath, child, row_names


class RowId(str):
    """A row's name within its list, in a path; distinct from a key by its type."""

    __slots__ = ()


Path = tuple[str, ...]
# Rows with so many cells alike are one row with another name.
_ALIKE = Fraction(1, 2)


class Kind(StrEnum):
    """What happened to a field or a row."""

    CHANGED = "修改"
    ADDED = "新增"
    REMOVED = "删去"
    ORDER = "次序"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    `old` and `new` are text, or a whole row or group that is added or removed, or an order of rows.
    """

    path: Path
    kind: Kind
    old: Any
    new: Any


def differences(old: Tree, new: Tree) -> tuple[Difference, ...]:
    """Return what leads from one form to the other, in the order of the old, then of the new."""
    return tuple(_groups((), old, new))


def _groups(path: Path, old: Tree, new: Tree) -> Iterator[Difference]:
    for key in dict.fromkeys((*old, *new)):
        if key not in new:
            yield Difference((*path, key), Kind.REMOVED, old[key], None)
        elif key not in old:
            yield Difference((*path, key), Kind.ADDED, None, new[key])
        else:
            yield from _nodes((*path, key), key, old[key], new[key])


def _nodes(path: Path, key: str, old: Any, new: Any) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _groups(path, old, new)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _rows(path, key, old, new)
    else:
        yield Difference(path, Kind.CHANGED, old, new)


def _rows(path: Path, key: str, old: list[Any], new: list[Any]) -> Iterator[Difference]:
    before = row_ids(key, old)
    after = _matched(key, old, new, before)
    rows = dict(zip(before, old, strict=True))
    for name in before:
        if name not in after:
            yield Difference((*path, name), Kind.REMOVED, rows[name], None)
    for name, row in zip(after, new, strict=True):
        if name in rows:
            yield from _nodes((*path, name), key, rows[name], row)
        else:
            yield Difference((*path, name), Kind.ADDED, None, row)
    stayed = [name for name in before if name in after]
    came = [name for name in after if name not in rows]
    if [*stayed, *came] != after:
        yield Difference(path, Kind.ORDER, [*stayed, *came], after)


def place_in_new(path: Path, old: Any, new: Any) -> TreePath | None:
    """Return where a difference's field stands in the new form; None where it is gone.

    A row keeps its old name in the path, whatever heads it now.
    """
    found: list[str | int] = []
    place: str | int | None
    key = ""
    for step in path:
        if isinstance(step, RowId):
            place = _row_in_new(key, step, old, new)
            old = _row_called(key, step, old)
        else:
            place = key = step
            old = child(old, step)
        if place is None:
            return None
        found.append(place)
        new = child(new, place)
    return tuple(found)


def _row_in_new(key: str, name: RowId, old: Any, new: Any) -> int | None:
    """Return the number in the new list of the row that has a name, None where it is gone."""
    if not isinstance(new, list):
        return None
    rows = old if isinstance(old, list) else []
    names = _matched(key, rows, new, row_ids(key, rows))
    return names.index(name) if name in names else None


def _row_called(key: str, name: RowId, rows: Any) -> Any:
    names = row_ids(key, rows) if isinstance(rows, list) else []
    return rows[names.index(name)] if name in names else None


def row_ids(key: str, rows: Sequence[Any]) -> list[RowId]:
    """Return a name for each row of a list, no two alike."""
    if rows and not isinstance(rows[0], dict):
        return [RowId(f"第{number}行") for number in range(1, len(rows) + 1)]
    found: list[RowId] = []
    for number, name in enumerate(row_names(key, rows), 1):
        found.append(RowId(name if name not in found else f"{name}（第{number}行）"))
    return found


def _matched(key: str, old: list[Any], new: list[Any], before: list[RowId]) -> list[RowId]:
    """Name the new rows: as the old row of the same head, else as the likest left, else anew."""
    names = row_ids(key, new)
    found: dict[int, RowId] = {number: name for number, name in enumerate(names) if name in before}
    left = [number for number, name in enumerate(before) if name not in found.values()]
    for number, row in enumerate(new):
        if number in found:
            continue
        twin = max(left, key=lambda other: _likeness(old[other], row), default=None)
        if twin is not None and _likeness(old[twin], row) >= _ALIKE:
            found[number] = before[twin]
            left.remove(twin)
        else:
            found[number] = _fresh(names[number], (*before, *found.values()))
    return [found[number] for number in range(len(new))]


def _fresh(name: RowId, taken: Iterable[RowId]) -> RowId:
    used, candidate, number = set(taken), name, 1
    while candidate in used:
        number += 1
        candidate = RowId(f"{name}（{number}）")
    return candidate


def _likeness(one: Any, other: Any) -> Fraction:
    """Return the share of cells that two rows have alike, 0 to 1."""
    if one == other:
        return Fraction(1)
    if not isinstance(one, dict) or not isinstance(other, dict):
        return Fraction(0)
    keys = one.keys() | other.keys()
    alike = [key for key in keys if one.get(key) == other.get(key)]
    return Fraction(len(alike), len(keys))


def apply(old: Tree, found: Iterable[Difference]) -> Tree:
    """Return the form that the differences lead to."""
    keyed = _keyed("", old)
    for one in found:
        *above, last = one.path
        place = reduce(getitem, above, keyed)
        if one.kind is Kind.REMOVED:
            del place[last]
        elif one.kind is Kind.ORDER:
            rows = place[last]
            place[last] = _Rows({name: rows[name] for name in one.new})
        else:
            place[last] = _keyed(last, one.new)
    result: Tree = _plain(keyed)
    return result


class _Rows(dict[str, Any]):
    """A list while it is being changed: its rows by name, in order."""


def _keyed(key: str, node: Any) -> Any:
    if isinstance(node, dict):
        return {name: _keyed(name, item) for name, item in node.items()}
    if isinstance(node, list):
        rows = [_keyed(key, row) for row in node]
        return _Rows(zip(row_ids(key, node), rows, strict=True))
    return node


def _plain(node: Any) -> Any:
    if isinstance(node, _Rows):
        return [_plain(item) for item in node.values()]
    if isinstance(node, dict):
        return {name: _plain(item) for name, item in node.items()}
    return node
