"""What is stated with a day is not there before it."""

from datetime import date

from generator.form_tree.tree import Tree, tree_of
from generator.model.promise import Promise
from generator.model.report import Form

_OF_ROWS = ("复核得分", "复核理由")


def without_later(form: Form, day: date) -> Form:
    """Return a form without what is dated after a day; the same where nothing is.

    Replies, promises, a second score and attachments are dated.
    """
    replies = tuple(one for one in form.replies if one.day <= day)
    promises = tuple(_as_of(one, day) for one in form.promises if one.day <= day)
    attached = tuple(one for one in form.attachments if not one.day or one.day <= day)
    found = {"replies": replies, "promises": promises, "attachments": attached}
    later = {name: value for name, value in found.items() if value != getattr(form, name)}
    return _without_later_score(form.model_copy(update=later) if later else form, day)


def _as_of(one: Promise, day: date) -> Promise:
    """Return a promise without what came of it later."""
    steps = tuple(step for step in one.steps if step.day <= day)
    return one if len(steps) == len(one.steps) else one.model_copy(update={"steps": steps})


def _without_later_score(form: Form, day: date) -> Form:
    if form.second is None or form.second.day is None or form.second.day <= day:
        return form
    tree = {key: value for key, value in tree_of(form).items() if key != "复核"}
    rows = {key: list(map(_without, tree[key])) for key in ("资金", "绩效指标") if key in tree}
    return Form.model_validate(tree | rows)


def _without(row: Tree) -> Tree:
    return {key: value for key, value in row.items() if key not in _OF_ROWS}
