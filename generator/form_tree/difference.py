"""Two forms compared by meaning: rows are matched by what heads them.

Order of keys, comments and spacing are no difference; the order of rows is. Applying the
differences to the old form gives the new one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
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
    rows, gone = dict(zip(before, old, strict=True)), set(before) - set(after)
    for name in before:
        if name in gone:
            yield Difference((*path, name), Kind.REMOVED, rows[name], None)
    for name, row in zip(after, new, strict=True):
        if name in rows:
            yield from _nodes((*path, name), key, rows[name], row)
        else:
            yield Difference((*path, name), Kind.ADDED, None, row)
    expected = [name for name in before if name not in gone] + [
        name for name in after if name not in rows
    ]
    if expected != after:
        yield Difference(path, Kind.ORDER, expected, after)


def place_in_new(path: Path, old: Any, new: Any) -> TreePath | None:
    """Return where a difference's field stands in the new form; None where it is gone.

    A row keeps its old name in the path, whatever heads it now.
    """
    found: list[str | int] = []
    key = ""
    for step in path:
        if isinstance(step, RowId):
            before = row_ids(key, old) if isinstance(old, list) else []
            names = _matched(key, old or [], new, before) if isinstance(new, list) else []
            if step not in names:
                return None
            found.append(names.index(step))
            old = old[before.index(step)] if step in before else None
            new = new[names.index(step)]
        else:
            key = step
            found.append(step)
            old, new = child(old, step), child(new, step)
    return tuple(found)


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
    if not isinstance(one, dict) or not isinstance(other, dict):
        return Fraction(one == other)
    keys = set(one) | set(other)
    return (
        Fraction(sum(one.get(key) == other.get(key) for key in keys), len(keys))
        if keys
        else Fraction(1)
    )


def apply(old: Tree, found: Iterable[Difference]) -> Tree:
    """Return the form that the differences lead to."""
    keyed = _keyed("", old)
    for one in found:
        *above, last = one.path
        place = keyed
        for step in above:
            place = place[step]
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
        return _Rows(
            {name: _keyed(key, row) for name, row in zip(row_ids(key, node), node, strict=True)}
        )
    return node


def _plain(node: Any) -> Any:
    if isinstance(node, _Rows):
        return [_plain(item) for item in node.values()]
    return {name: _plain(item) for name, item in node.items()} if isinstance(node, dict) else node
