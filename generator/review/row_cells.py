"""Cells of rows written into a data file's text: all around them stays byte for byte."""

from collections.abc import Iterator, Mapping

import yaml

from generator.form_tree.tree import TreePath
from generator.form_tree.yaml_writing import quoted

# Read in Python: its marks count the characters of the text.
_LOADER = yaml.BaseLoader
_BEHIND = "得分"


def with_cells(text: str, cells: Mapping[TreePath, str]) -> str:
    """Return a data file with other values in cells of rows; a new one stands behind 得分.

    A path is a table's key, the row's number from 0 and the cell's key. KeyError where the file
    has no such row.
    """
    edits = sorted(_edits(yaml.compose(text, _LOADER), text, cells), reverse=True)
    for start, end, written in edits:
        text = text[:start] + written + text[end:]
    return text


def _edits(
    root: yaml.Node | None, text: str, cells: Mapping[TreePath, str]
) -> Iterator[tuple[int, int, str]]:
    """Yield from where to where what is written: the cells of a row in their order at one place."""
    new: dict[int, str] = {}
    for (table, number, key), value in cells.items():
        row = _row(root, str(table), int(number))
        stated = _under(row, str(key))
        if stated is not None:
            yield stated.start_mark.index, stated.end_mark.index, quoted(value)
        else:
            place = _place(row, text)
            new[place] = new.get(place, "") + _entry(row, str(key), value)
    for at, written in new.items():
        yield at, at, written


def _row(root: yaml.Node | None, table: str, number: int) -> yaml.MappingNode:
    rows = _under(root, table)
    row = rows.value[number] if isinstance(rows, yaml.SequenceNode) else None
    if not isinstance(row, yaml.MappingNode):
        raise KeyError(table)
    return row


def _under(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """Return what stands under a key of a mapping."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _place(row: yaml.MappingNode, text: str) -> int:
    """Return where a new cell goes: behind the score's line, or its value within braces."""
    score = _under(row, _BEHIND) or row.value[-1][1]
    if row.flow_style:
        return int(score.end_mark.index)
    end = text.find("\n", score.end_mark.index)
    return len(text) if end < 0 else end


def _entry(row: yaml.MappingNode, key: str, value: str) -> str:
    if row.flow_style:
        return f", {key}: {quoted(value)}"
    return f"\n{' ' * row.value[0][0].start_mark.column}{key}: {quoted(value)}"
