"""The gate of corrections: what was published changes only with an entry that says so.

The entry says what, why and by whose approval. Guarded are declared figures, grades and targets,
and the rows that hold them. Words may be edited; the difference shows it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.checks.check import Case
from generator.disclosure.disclose import Showing, showing
from generator.form_tree.difference import Difference, Kind, RowId, differences, place_in_new
from generator.form_tree.difference_words import said
from generator.form_tree.tree import UNSTATED, Tree, TreePath, name_of, resolve, tree_of
from generator.model.fields import ROWS, Belongs, FormField, along
from generator.model.finding import Finding
from generator.model.problem import Problem
from generator.model.report import Form
from generator.review.problems import GONE, HIDDEN, RECORD_CHANGED, UNSAID

_WHOLE = "整表"


@dataclass(frozen=True, slots=True)
class _Change:
    """A change in the words of a correction: the field, what it said and what it says."""

    field: str
    old: str
    new: str


def silent_changes(
    old: Mapping[str, Case], new: Mapping[str, Case], moves: Mapping[str, str], day: date
) -> Iterator[Finding]:
    """Yield what changes a published report unsaid. `moves` leads from a new id to the old one."""
    moved_away = set(moves.values())
    for former, was in old.items():
        if showing(was.report, day) is not Showing.SHOWN:
            continue
        now = new.get(former)
        if former in moved_away or now is None:
            yield _finding(was, GONE, "已公开的报告被删除或改了地址", ())
        elif showing(now.report, day) in (Showing.SHOWN, Showing.WITHDRAWN):
            yield from _lost_entries(was, now)
            yield from _unsaid(was, now)
        else:
            yield _hidden(now)


def _hidden(now: Case) -> Finding:
    state = now.report.form.disclosure.state.value
    message = f"已公开的报告改成了“{state}”或推迟了公开日期"
    return _finding(now, HIDDEN, message, ("公开",))


def _lost_entries(was: Case, now: Case) -> Iterator[Finding]:
    """Yield the corrections that are not there any more as they were."""
    for entry in was.report.form.corrections:
        if entry not in now.report.form.corrections:
            message = f"{entry.day} 对“{entry.field}”的更正记录被改动或删去"
            yield _finding(now, RECORD_CHANGED, message, ("更正",))


def _unsaid(was: Case, now: Case) -> Iterator[Finding]:
    """Yield the guarded changes that no new correction speaks of."""
    before, after = tree_of(was.report.form), tree_of(now.report.form)
    entries = _entries(now.report.form) - _entries(was.report.form)
    for one in differences(before, after):
        change = _guarded(one, before, after)
        if change is not None and not _is_said(change, entries, is_row=_is_row(one)):
            message = f"{said(one.path)}已经公开，由“{change.old}”改为“{change.new}”，没有更正记录"
            path = resolve(after, change.field) or ()
            yield _finding(now, UNSAID, message, path, _advice(change))


def _entries(form: Form) -> set[_Change]:
    return {_Change(one.field, one.old, one.new) for one in form.corrections}


def _is_said(change: _Change, entries: Collection[_Change], *, is_row: bool) -> bool:
    """Tell whether a correction says so; of a whole row it is enough that one names it."""
    named = is_row and any(entry.field == change.field for entry in entries)
    return named or change in entries


def _is_row(one: Difference) -> bool:
    return isinstance(one.path[-1], RowId)


def _guarded(one: Difference, before: Tree, after: Tree) -> _Change | None:
    """Return the guarded cell, row or table that a difference touches, if it touches one."""
    keys = [step for step in one.path if not isinstance(step, RowId)]
    field = _guarded_field(keys)
    if field is None:
        return None
    if _is_row(one) and field.kind is ROWS:
        return _row(one, _name(one, before, after))
    if one.kind is Kind.ORDER:
        return None
    if field.kind is not ROWS:
        return _Change(_name(one, before, after), _text(one.old), _text(one.new))
    return _Change(keys[0], _table(one.old), _table(one.new)) if len(keys) == 1 else None


def _guarded_field(keys: Sequence[str]) -> FormField | None:
    """Return what a path leads to, where it may not change unsaid; about the file all may."""
    found = tuple(along(Form, keys))
    of_the_form = bool(found) and found[0].belongs is Belongs.FORM
    return found[-1] if of_the_form and found[-1].guarded else None


def _row(one: Difference, name: str) -> _Change:
    """Say how a whole row changed: a row that came or went is called by what heads it."""
    head = str(one.path[-1])
    if one.kind is Kind.CHANGED:
        return _Change(name, _text(one.old), _text(one.new))
    if one.kind is Kind.ADDED:
        return _Change(name, UNSTATED, head)
    return _Change(name, head, UNSTATED)


def _table(rows: Any) -> str:
    return UNSTATED if rows is None else _WHOLE


def _name(one: Difference, before: Tree, after: Tree) -> str:
    """Return the field's name as a correction has to write it: today's, else the last it had."""
    path = place_in_new(one.path, before, after)
    return "/".join(one.path) if path is None else name_of(after, path)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value)) or UNSTATED
    return UNSTATED if value in (None, "") else str(value)


def _advice(change: _Change) -> str:
    kind = "补充" if change.old == UNSTATED else "更正"
    entry = f"类型 {kind}，字段 {change.field}，原值 {change.old}，现值 {change.new}"
    return f"在“更正”里加一条：{entry}，写明日期、原因和批准人"


def _finding(
    case: Case, problem: Problem, message: str, path: TreePath, advice: str = ""
) -> Finding:
    place = case.report.positions.locate(path)
    return problem.at(place, message, advice=advice or problem.advice, report=case.report.id)
