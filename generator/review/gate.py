"""The gate of corrections: what was published changes only with an entry that says so.

The entry says what, why and by whose approval. Guarded are figures, grades, targets, names, goals
and rules of scoring, and the rows that hold them. Other words may be edited; the difference shows
it.
"""

from collections.abc import Iterator, Sequence

from generator.checks.check import Case
from generator.form_tree.difference import Difference, RowId, place_in_new
from generator.form_tree.difference_words import said
from generator.form_tree.tree import Tree, TreePath, name_of, resolve, tree_of
from generator.model.fields import ROWS, Belongs, FormField, along
from generator.model.finding import Finding
from generator.model.problem import Problem
from generator.model.report import Form
from generator.review.changes import Change, cell_change, place_of, row_change, table_change
from generator.review.kept_back import kept_back
from generator.review.meaning import meant
from generator.review.problems import RECORD_CHANGED, UNSAID

_OF_PUBLICATION = (("公开", "公开日期"), ("公开", "公开时间"))


def lost_entries(was: Case, now: Case) -> Iterator[Finding]:
    """Yield the corrections that are not there any more as they were."""
    for entry in was.report.form.corrections:
        if entry not in now.report.form.corrections:
            message = f"{entry.day} 对“{entry.field}”的更正记录被改动或删去"
            yield _finding(now, RECORD_CHANGED, message, path=("更正",))


def unsaid(was: Case, now: Case) -> Iterator[Finding]:
    """Yield the guarded changes that no new correction speaks of."""
    before, after = tree_of(was.report.form), tree_of(now.report.form)
    former = was.report.form.corrections
    entries = [one for one in now.report.form.corrections if one not in former]
    hidden = kept_back(was.report.form, now.report.form)
    for one, change in guarded_changes(before, after):
        if not change.is_said(entries):
            path = resolve(after, change.field) or ()
            words = change.without_values if hidden(one.path) else change.with_values
            yield _finding(now, UNSAID, *words(said(one.path)), path)


def guarded_changes(before: Tree, after: Tree) -> Iterator[tuple[Difference, Change]]:
    """Yield what differs between two forms and may not change unsaid."""
    for one in meant(before, after):
        change = _guarded(one, before, after)
        if change is not None:
            yield one, change


def _is_row(one: Difference) -> bool:
    return isinstance(one.path[-1], RowId)


def _guarded(one: Difference, before: Tree, after: Tree) -> Change | None:
    """Return the guarded cell, row or table that a difference touches, if it touches one."""
    keys = [step for step in one.path if not isinstance(step, RowId)]
    field = _guarded_field(keys)
    if field is None:
        return None
    name = _name(one, before, after)
    if _is_row(one) and field.kind is ROWS:
        return row_change(one, name, place_of(one, before))
    if field.kind is not ROWS:
        return cell_change(one, name)
    return table_change(one, keys[0]) if len(keys) == 1 else None


def _guarded_field(keys: Sequence[str]) -> FormField | None:
    """Return what a path leads to, where it may not change unsaid.

    About the file all may but when it became public.
    """
    found = tuple(along(Form, keys))
    of_the_form = bool(found) and found[0].belongs is not Belongs.FILE
    is_said = of_the_form or tuple(keys) in _OF_PUBLICATION
    return found[-1] if is_said and found[-1].guarded else None


def _name(one: Difference, before: Tree, after: Tree) -> str:
    """Return the field's name as a correction has to write it: today's, else the last it had."""
    path = place_in_new(one.path, before, after)
    return "/".join(one.path) if path is None else name_of(after, path)


def _finding(
    case: Case, problem: Problem, message: str, advice: str = "", path: TreePath = ()
) -> Finding:
    place = case.report.positions.locate(path)
    return problem.at(place, message, advice=advice or problem.advice, report=case.report.id)
