"""Fields that the law keeps back are written over in the form itself.

So no page or file has to remember to hide them.
"""

from collections.abc import Iterable, Sequence

from generator.form_tree.tree import Tree, TreePath, resolve, tree_of, value_at, with_value
from generator.model.fields import may_be_kept_back
from generator.model.figure import BLACKED_OUT
from generator.model.report import Form

# Where a file repeats fields by name: the list, what names the field, what it says of it.
_REPEATED = (("更正", "字段", ("原值", "现值")), ("转录记录", "栏目", ("原文", "说明")))


def blacked_out(form: Form) -> Form:
    """Return the form without what the law keeps back, wherever the file repeats it by name."""
    redactions = form.disclosure.redactions
    if not redactions:
        return form
    fields = [redaction.field for redaction in redactions]
    tree = tree_of(form)
    for field in fields:
        path = resolve(tree, field)
        value = None if path is None else value_at(tree, path)
        if path is not None and value is not None and may_be_kept_back(Form, path):
            tree = with_value(tree, path, _written_over(value, path))
    for key, name, texts in _REPEATED:
        if key in tree:
            rows = [_row_written_over(row, name, texts, fields) for row in tree[key]]
            tree = {**tree, key: rows}
    return Form.model_validate(tree)


def _row_written_over(row: Tree, name: str, texts: Sequence[str], fields: Iterable[str]) -> Tree:
    """Write over what a row repeats of a field, or of a part or the whole that holds it."""
    if not any(overlap(row[name], field) for field in fields):
        return row
    return {**row, **dict.fromkeys(texts, BLACKED_OUT)}


def overlap(one: str, other: str) -> bool:
    """Tell whether of two fields one is the other, or stands within it."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _written_over(value: object, path: TreePath) -> object:
    """Write over every text; what a file cannot be read without stays as it is."""
    if isinstance(value, dict):
        return {key: _written_over(item, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_written_over(item, (*path, number)) for number, item in enumerate(value)]
    return BLACKED_OUT if may_be_kept_back(Form, path) else value
