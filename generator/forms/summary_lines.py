"""What a summary table says of one report, and whether it is what the report itself says."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.form_tree.tree import Tree
from generator.forms.summary_heads import MONEY
from generator.model.figure import YUAN_PER, parse_figure
from generator.model.text import fold

NAMED = ("项目编码", "项目名称", "实施单位")
RESULTS = ("总分", "评价等级")
AMOUNTS = tuple(key for key in MONEY if not key.endswith("率"))
UNIT = "金额单位"
Line = Mapping[str, str]


def summary_line(form: Tree) -> dict[str, str]:
    """Return the columns of a summary that a form states; the money is that of its first row."""
    whole: Tree = next(iter(form.get("资金") or []), {})
    found = {key: form.get(key) for key in (*NAMED, UNIT, *RESULTS)}
    found |= {key: whole.get(key) for key in MONEY}
    return {key: str(text) for key, text in found.items() if text}


def unlike(report: Line, summary: Line) -> Iterator[tuple[str, str, str]]:
    """Yield column, the report's and the summary's word where both state it and they differ."""
    for key in (*NAMED, *MONEY, *RESULTS):
        ours, theirs = report.get(key), summary.get(key)
        if ours and theirs and not _are_equal(key, report, summary):
            yield key, ours, theirs


def _are_equal(key: str, one: Line, other: Line) -> bool:
    first, second = value(key, one), value(key, other)
    if first is None or second is None:
        return fold(one[key]) == fold(other[key])
    return first == second


def value(key: str, line: Line) -> Decimal | None:
    """Return a figure of a line; amounts in 元, where their unit is not known as they stand."""
    try:
        figure = parse_figure(line[key])
    except (KeyError, ValueError):
        return None
    if figure.value is None or key not in AMOUNTS:
        return figure.value
    return figure.value * YUAN_PER.get(figure.unit or line.get(UNIT, ""), Decimal(1))


def is_same_project(one: Tree, other: Tree) -> bool:
    """Tell whether two forms name the same project, and contradict each other in no other name."""
    first, second = summary_line(one), summary_line(other)
    names = [(first.get(key, ""), second.get(key, "")) for key in NAMED]
    if not first.get("项目名称") or not second.get("项目名称"):
        return False
    return all(fold(ours) == fold(theirs) for ours, theirs in names if ours and theirs)
