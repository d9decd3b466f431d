"""A form before some of its corrections: each names its field, and the old value beside the new."""

from collections.abc import Iterable

from generator.form_tree.tree import UNSTATED, resolve, stated, tree_of, with_value
from generator.model.publication import Correction
from generator.model.report import Form


def undone(form: Form, corrections: Iterable[Correction]) -> Form | None:
    """Return the form before some of its corrections; None where one of them cannot be undone."""
    newest_first = sorted(corrections, key=lambda one: one.day, reverse=True)
    tree = tree_of(form)
    for one in newest_first:
        path = resolve(tree, one.field)
        if path is None:
            return None
        old = None if one.old == UNSTATED else one.old
        tree = with_value(tree, path, old)
    tree["更正"] = [tree_of(one) for one in form.corrections if one not in newest_first]
    return Form.model_validate(stated(tree))
