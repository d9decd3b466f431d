"""Differences that mean something: cell by cell, without other spellings of the same.

`1,000` and `1000`, `97.00` and `97`, full width and half width say the same; rows in another order
do, unless a row leans on the one above it.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from generator.form_tree.difference import Difference, Kind, RowId, differences
from generator.form_tree.tree import Tree, value_at
from generator.model.fields import (
    AMOUNT,
    MEASURE,
    OWN,
    POINTS,
    RATE,
    FieldKind,
    along,
)
from generator.model.report import Form

_FIGURES = (AMOUNT, POINTS, RATE, MEASURE)
_SPACE = re.compile(r"\s+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_ZEROS = re.compile(r"(?<![\d.])(\d+)\.(\d*?)0+(?![\d.])")
# A row that shares its cells with the row above cannot be moved without changing what it says.
_LEANS = "与上行合并"


def meant(old: Tree, new: Tree) -> Iterator[Difference]:
    """Yield what differs in meaning: cells of a group one by one, an order as its whole table."""
    for one in differences(old, new):
        if one.kind is Kind.ORDER:
            yield from _order(one, old, new)
        else:
            yield from _cells(one)


def _order(one: Difference, old: Tree, new: Tree) -> Iterator[Difference]:
    """Yield the table whose rows were moved, where that changes what they say."""
    key = one.path[0]
    if _order_matters(one, old, new):
        yield Difference((key,), Kind.CHANGED, old[key], new[key])


def _order_matters(one: Difference, old: Tree, new: Tree) -> bool:
    """Tell whether the first row of a table of money moved, or rows that lean on others."""
    if one.path[0] in ("资金", "资金明细"):
        return bool(one.old[0] != one.new[0])
    tables = (value_at(tree, one.path[:1]) for tree in (old, new))
    return any(_LEANS in row for table in tables if isinstance(table, list) for row in table)


def _cells(one: Difference) -> Iterator[Difference]:
    """Yield a difference; a group that came or went as its cells."""
    value = one.new if one.old is None else one.old
    if isinstance(value, dict) and not isinstance(one.path[-1], RowId):
        for key, item in value.items():
            yield from _cells(_inner(one, key, item))
    elif not _means_same(one):
        yield one


def _inner(one: Difference, key: str, item: Any) -> Difference:
    old, new = (None, item) if one.old is None else (item, None)
    return Difference((*one.path, key), one.kind, old, new)


def _means_same(one: Difference) -> bool:
    if not isinstance(one.old, str) or not isinstance(one.new, str):
        return False
    kind = _kind(one)
    return _folded(one.old, kind) == _folded(one.new, kind)


def _kind(one: Difference) -> FieldKind | None:
    found = tuple(along(Form, [step for step in one.path if not isinstance(step, RowId)]))
    return found[-1].kind if found else None


def _folded(text: str, kind: FieldKind | None) -> str:
    """Return a text as it is compared: of figures without what changes no value."""
    plain = _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    if kind not in _FIGURES and kind is not OWN:
        return plain
    without_commas = _THOUSANDS.sub("", plain)
    return _ZEROS.sub(_without_zeros, without_commas).replace(" ", "")


def _without_zeros(found: re.Match[str]) -> str:
    whole, places = found.groups()
    return f"{whole}.{places}" if places else whole
