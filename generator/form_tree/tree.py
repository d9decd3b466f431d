"""A form as plain values under its Chinese keys, and the names by which people speak of a field.

A field is named `总分`, `绩效指标/养护里程/得分` or `绩效指标/第3行/得分`: keys and rows from the outside in, a row by
the words that head it or by its number.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from generator.model.fields import fields_of, parts_of
from generator.model.figure import Figure
from generator.model.report import Form
from generator.model.types import Part

Tree = dict[str, Any]
TreePath = tuple[str | int, ...]
UNSTATED = "未填报"
# Groups whose keys are the publisher's own words.
_OWN_KEYS = ("其他栏", "核对说明")
# What heads a row, by the list it stands in.
_FIELDS = [field for part in parts_of(Form) for field in fields_of(part)]
_HEADS = {field.key: field.headed_by for field in _FIELDS if field.headed_by}


def declared(value: Any) -> Any:
    """Return a part of the form as its file states it: Chinese keys, figures as printed."""
    if type(value) is str:
        return value
    if isinstance(value, Part):
        given, keys = value.model_fields_set, _keys(type(value))
        return {key: declared(getattr(value, name)) for name, key in keys if name in given}
    if isinstance(value, dict):
        return {key: declared(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [declared(item) for item in value]
    return _scalar(value)


@cache
def _keys(part: type[Part]) -> tuple[tuple[str, str | None], ...]:
    """Return the fields of a part, each with its key on file."""
    return tuple((name, field.alias) for name, field in part.model_fields.items())


def _scalar(value: Any) -> Any:
    if isinstance(value, Figure):
        return value.text
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, int, Decimal)):
        return str(value)
    return value


def stated(tree: Any) -> Any:
    """Return a tree without what states nothing: empty text, empty lists and groups."""
    if isinstance(tree, dict):
        found = {key: stated(item) for key, item in tree.items()}
        return {key: item for key, item in found.items() if item not in (None, "", [], {})}
    if isinstance(tree, list):
        return [stated(item) for item in tree]
    return tree


def tree_of(part: Part) -> Tree:
    """Return what a part of the form states, as plain values under its Chinese keys."""
    tree: Tree = stated(declared(part))
    return tree


def row_names(key: str, rows: Sequence[Any]) -> list[str]:
    """Return the name of each row of a list: what heads it if no other has it, else its number."""
    heads = [_head(key, row) for row in rows]
    counts = Counter(heads)
    return [
        head if head and counts[head] == 1 and "/" not in head else f"第{number}行"
        for number, head in enumerate(heads, 1)
    ]


def _head(key: str, row: Any) -> str:
    if isinstance(row, dict):
        heads = [str(row[name]) for name in _HEADS.get(key, ()) if row.get(name)]
        return " ".join(heads).replace("\n", "")
    return str(row[0]) if isinstance(row, list) and row else ""


def name_of(tree: Tree, path: TreePath) -> str:
    """Return the name of a field by its path."""
    return "/".join(_names(tree, path))


def _names(tree: Any, path: TreePath) -> Iterator[str]:
    key, node = "", tree
    for step in path:
        if isinstance(step, str):
            yield step
            key = step
        elif isinstance(node, list) and step < len(node):
            yield row_names(key, node)[step]
        else:
            yield f"第{step + 1}行"
        node = child(node, step)


def resolve(tree: Tree, field: str) -> TreePath | None:
    """Return the path of the field so named, or None; a last key may be unstated in its group."""
    path: TreePath = ()
    key, node = "", tree
    *above, last = field.split("/")
    for name in above:
        step = _step(node, key, name)
        if step is None:
            return None
        path, node = (*path, step), child(node, step)
        key = step if isinstance(step, str) else key
    end = last if isinstance(node, dict) else _step(node, key, last)
    return None if end is None else (*path, end)


def _step(node: Any, key: str, name: str) -> str | int | None:
    if isinstance(node, dict):
        return name if name in node else None
    if isinstance(node, list):
        names = row_names(key, node)
        numbers = {f"第{number}行": number - 1 for number in range(1, len(node) + 1)}
        return names.index(name) if name in names else numbers.get(name)
    return None


def child(node: Any, step: str | int) -> Any:
    """Return what a key or a row's number leads to, None where it leads nowhere."""
    if isinstance(node, dict):
        return node.get(step)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None


def value_at(tree: Tree, path: TreePath) -> Any:
    """Return the value at a path, None where nothing is stated there."""
    node: Any = tree
    for step in path:
        node = child(node, step)
    return node


def with_value(node: Any, path: TreePath, value: Any) -> Any:
    """Return a tree with another value at a path; None takes the value away."""
    if not path:
        return value
    step, *rest = path
    if isinstance(node, dict):
        inner = node.get(str(step), {} if rest else None)
        changed = with_value(inner, tuple(rest), value)
        if changed is None:
            return {key: item for key, item in node.items() if key != step}
        return {**node, str(step): changed}
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        changed = with_value(node[step], tuple(rest), value)
        kept = [] if changed is None else [changed]
        return [*node[:step], *kept, *node[step + 1 :]]
    return node


def texts(node: Any, path: TreePath = ()) -> Iterator[tuple[TreePath, str]]:
    """Yield every text of a tree with its path; one's own keys are texts of their group."""
    if isinstance(node, (dict, list)):
        is_own = bool(path) and path[-1] in _OWN_KEYS and isinstance(node, dict)
        for step, item in node.items() if isinstance(node, dict) else enumerate(node):
            if is_own:
                yield path, str(step)
            if isinstance(item, str):
                yield (*path, step), item
            else:
                yield from texts(item, (*path, step))
    elif node is not None:
        yield path, str(node)
