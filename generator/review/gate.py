"""The gate of corrections: what was published may change only with an entry that says what, why and by whose approval.

Guarded are declared figures, grades and targets, and the rows that hold them. Words may be edited; the difference shows it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from generator.checks.check import Case
from generator.disclosure import Showing, showing
from generator.model.difference import Difference, Kind, RowId, differences, place_in_new
from generator.model.difference_words import said
from generator.model.fields import ROWS, Belongs, FormField, along
from generator.model.finding import Finding, Severity
from generator.model.report import Form
from generator.model.tree import UNSTATED, Tree, TreePath, name_of, resolve, tree_of


def silent_changes(
    old: Mapping[str, Case], new: Mapping[str, Case], moves: Mapping[str, str], day: date
) -> Iterator[Finding]:
    """Yield what changes a published report without saying so. `moves` leads from a new id to the old one."""
    moved = {former: name for name, former in moves.items()}
    for former, was in old.items():
        before = showing(was.report, day)
        if before is not Showing.SHOWN:
            continue
        name = moved.get(former, former)
        now = new.get(name)
        if now is None or name != former:
            yield _finding(was, "G102", "已公开的报告被删除或改了地址", "状态改为已撤回，并填写撤回", ())
            continue
        if showing(now.report, day) not in (Showing.SHOWN, Showing.WITHDRAWN):
            state = now.report.form.disclosure.state.value
            yield _finding(
                now, "G103", f"已公开的报告改成了“{state}”或推迟了公开日期", "撤回须把状态改为已撤回", ("公开",)
            )
            continue
        yield from _unsaid(was, now)


def _unsaid(was: Case, now: Case) -> Iterator[Finding]:
    before, after = tree_of(was.report.form), tree_of(now.report.form)
    entries = _said(now.report.form) - _said(was.report.form)
    named = {field for field, _, _ in entries}
    for entry in was.report.form.corrections:
        if entry not in now.report.form.corrections:
            message = f"{entry.day} 对“{entry.field}”的更正记录被改动或删去"
            yield _finding(now, "G104", message, "更正记录只增不改", ("更正",))
    for one in differences(before, after):
        for name, old, new in _guarded(one, before, after):
            if (name, old, new) in entries or (_is_row(one) and name in named):
                continue
            message = f"{said(one.path)}已经公开，由“{old}”改为“{new}”，没有更正记录"
            path = resolve(after, name) or ()
            yield _finding(now, "G101", message, _entry(name, old, new), path)


def _said(form: Form) -> set[tuple[str, str, str]]:
    return {(one.field, one.old, one.new) for one in form.corrections}


def _is_row(one: Difference) -> bool:
    return isinstance(one.path[-1], RowId)


def _guarded(one: Difference, before: Tree, after: Tree) -> Iterator[tuple[str, str, str]]:
    """Yield (field, old text, new text) of each guarded cell or row that the difference touches."""
    keys = [step for step in one.path if not isinstance(step, RowId)]
    field = _guarded_field(keys)
    if field is None:
        return
    if _is_row(one) and field.kind is ROWS:
        name = _name(one, before, after)
        called = str(one.path[-1])
        old, new = (UNSTATED, called) if one.kind is Kind.ADDED else (called, UNSTATED)
        yield (name, _text(one.old), _text(one.new)) if one.kind is Kind.CHANGED else (name, old, new)
    elif one.kind is Kind.ORDER:
        return
    elif field.kind is not ROWS:
        yield _name(one, before, after), _text(one.old), _text(one.new)
    elif len(keys) == 1:
        yield keys[0], UNSTATED if one.old is None else "整表", UNSTATED if one.new is None else "整表"


def _guarded_field(keys: Sequence[str]) -> FormField | None:
    """Return what a path leads to, where it may not change unsaid; about the file all may."""
    found = tuple(along(Form, keys))
    of_the_form = bool(found) and found[0].belongs is Belongs.FORM
    return found[-1] if of_the_form and found[-1].guarded else None


def _name(one: Difference, before: Tree, after: Tree) -> str:
    """Return the field's name as a correction has to write it: as it is called now, or was called if it is gone."""
    path = place_in_new(one.path, before, after)
    return name_of(after, path) if path is not None else "/".join(one.path)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value)) or UNSTATED
    return UNSTATED if value in (None, "") else str(value)


def _entry(name: str, old: str, new: str) -> str:
    kind = "补充" if old == UNSTATED else "更正"
    return f"在“更正”里加一条：类型 {kind}，字段 {name}，原值 {old}，现值 {new}，写明日期、原因和批准人"


def _finding(case: Case, code: str, message: str, advice: str, path: TreePath) -> Finding:
    place = case.report.positions.locate(path)
    return Finding(code, Severity.ERROR, message, place, advice=advice, report=case.report.id)
