"""Differences in words: fields as people call them, and long texts changed word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from generator.form_tree.difference import Difference, Kind, RowId
from generator.form_tree.tree import UNSTATED

LONG = 20
_TOKEN = re.compile(r"[0-9][0-9.,%]*|[A-Za-z]+|\s+|.", re.DOTALL)
_CONTEXT = 12
# What is the same between two changes and shorter than this is no word of its own.
_WORD = 3
# What a reader looks for first.
_FIRST = ("总分", "评价等级", "总分值", "资金", "绩效指标", "公开")


@dataclass(frozen=True, slots=True)
class Line:
    """One difference as shown: the field, what kind it is, the old and the new text."""

    field: str
    kind: str
    old: str
    new: str


def lines(found: tuple[Difference, ...]) -> list[Line]:
    """Return the differences as lines, score, grade and money first.

    A row or group that is added or removed is told cell by cell.
    """
    return [line for one in sorted(found, key=_rank) for line in _lines(one)]


def _rank(one: Difference) -> int:
    return _FIRST.index(one.path[0]) if one.path[0] in _FIRST else len(_FIRST)


def _lines(one: Difference) -> Iterator[Line]:
    if one.kind is Kind.ORDER:
        yield Line(said(one.path), one.kind.value, "、".join(one.old), "、".join(one.new))
        return
    came = one.kind is Kind.ADDED
    cells = list(_cells(one.path, one.new if came else one.old))
    if one.kind is Kind.CHANGED or not cells:
        yield Line(said(one.path), one.kind.value, _text(one.old), _text(one.new))
        return
    for path, text in cells:
        old, new = (UNSTATED, text) if came else (text, UNSTATED)
        yield Line(said(path), one.kind.value, old, new)


def _cells(path: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _cells((*path, key), item)
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _cells((*path, RowId(f"第{number}行")), item)
    elif value is not None:
        yield path, str(value)


def _text(value: Any) -> str:
    return UNSTATED if value in (None, "") else str(value)


def said(path: tuple[str, ...]) -> str:
    """Return a field's name as people say it: 绩效指标“养护里程”得分."""
    steps = (f"“{step}”" if isinstance(step, RowId) else f" {step}" for step in path)
    return "".join(steps).replace("” ", "”").strip()


def segments(old: str, new: str) -> list[tuple[str, str]]:
    """Return a long text's change as (kind, text): same, old, new.

    Figures and Latin words are kept whole.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[tuple[str, str]] = []
    for tag, first, last, start, end in matcher.get_opcodes():
        gone, came = "".join(before[first:last]), "".join(after[start:end])
        found += [("same", gone)] if tag == "equal" else _flushed(gone, came)
    return _joined(found)


def _joined(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join changes that only a character or two lie between.

    A word changed letter by letter reads worse than one changed as a whole.
    """
    merged: list[tuple[str, str]] = []
    old = new = ""
    last = len(found) - 1
    for number, (kind, text) in enumerate(found):
        between = bool(old or new) and number < last
        if kind == "same" and not (between and len(text) < _WORD):
            merged += [*_flushed(old, new), (kind, text)]
            old = new = ""
            continue
        if kind != "new":
            old += text
        if kind != "old":
            new += text
    return merged + _flushed(old, new)


def _flushed(old: str, new: str) -> list[tuple[str, str]]:
    return [(kind, text) for kind, text in (("old", old), ("new", new)) if text]


def is_long(old: str, new: str) -> bool:
    """Tell whether a change reads better with only what is around it."""
    return max(len(old), len(new)) > LONG


def brief(old: str, new: str) -> tuple[str, str]:
    """Return both texts with only what is around their changes, where they are long."""
    if not is_long(old, new):
        return old, new
    parts = shortened(segments(old, new))
    before = [text for kind, text in parts if kind != "new"]
    after = [text for kind, text in parts if kind != "old"]
    return "".join(before), "".join(after)


def shortened(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out what is the same farther than a few words from a change."""
    last = len(found) - 1
    shown = []
    for number, (kind, text) in enumerate(found):
        if kind != "same" or len(text) <= 2 * _CONTEXT:
            shown.append((kind, text))
            continue
        head = text[:_CONTEXT] if number > 0 else ""
        tail = text[-_CONTEXT:] if number < last else ""
        shown.append((kind, f"{head}……{tail}"))
    return shown
