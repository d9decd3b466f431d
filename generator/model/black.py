"""Fields that the law keeps back, written over in the form itself: no page or file has to remember to hide them."""

from collections.abc import Iterable, Sequence

from generator.model.fields import may_be_kept_back
from generator.model.figure import BLACKED_OUT
from generator.model.publication import Redaction
from generator.model.report import Form
from generator.model.tree import Tree, TreePath, resolve, tree_of, value_at, with_value


def blacked_out(form: Form) -> Form:
    """Return the form with the fields that the law keeps back written over, wherever the file repeats them by name."""
    redactions = form.disclosure.redactions
    if not redactions:
        return form
    tree = tree_of(form)
    for redaction in redactions:
        path = resolve(tree, redaction.field)
        if path is not None and value_at(tree, path) is not None and may_be_kept_back(Form, path):
            tree = with_value(tree, path, _written_over(value_at(tree, path), path))
    for key, name, texts in (("更正", "字段", ("原值", "现值")), ("转录记录", "栏目", ("原文", "说明"))):
        rows = [_row_written_over(row, row[name], texts, redactions) for row in tree.get(key, [])]
        tree = {**tree, key: rows} if rows else tree
    return Form.model_validate(tree)


def _row_written_over(row: Tree, name: str, texts: Sequence[str], redactions: Iterable[Redaction]) -> Tree:
    hit = any(
        name == one.field or name.startswith(f"{one.field}/") or one.field.startswith(f"{name}/") for one in redactions
    )
    return {**row, **dict.fromkeys(texts, BLACKED_OUT)} if hit else row


def _written_over(value: object, path: TreePath) -> object:
    """Write over every text; what a file cannot be read without stays as it is."""
    if isinstance(value, dict):
        return {key: _written_over(item, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_written_over(item, (*path, number)) for number, item in enumerate(value)]
    return BLACKED_OUT if may_be_kept_back(Form, path) else value
