"""A draft as a data file states it: texts under the form's keys, and where each came from."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from generator.forms.draft import Annex, Chapters, Draft, IndicatorRow, MoneyTable, Taken
from generator.forms.management import management_in
from generator.model.report import Form, FormPath

# A draft's texts as they are nested in a data file.
Node = Taken | str | Sequence["Node"] | Mapping[str, "Node"]

_ORDER = [str(field.alias) for field in Form.model_fields.values()]


def filed(draft: Draft) -> dict[str, Node]:
    """Return what a draft states, key by key; what it does not state is left out."""
    managed = [management_in(table) or [] for table in draft.annexes]
    others = [table for table, rows in zip(draft.annexes, managed, strict=True) if not rows]
    nodes: dict[str, Node | None] = {
        **draft.heads,
        "资金": draft.funding,
        "资金明细": [_money_table(table) for table in draft.money_tables],
        "资金管理情况": list(chain.from_iterable(managed)),
        "附表": list(map(_annex, others)),
        "年度总体目标": draft.goals,
        "绩效指标": [_indicator(row) for row in draft.indicators],
        "层级小计": draft.subtotals,
        **{name: _chapters(part) for name, part in draft.parts.items()},
    }
    return {key: node for key, node in nodes.items() if node is not None and node != []}


def in_form_order(nodes: Mapping[str, Node]) -> dict[str, Node]:
    """Return the same keys in the order of the form."""
    return {key: nodes[key] for key in _ORDER if key in nodes}


def texts(node: Node) -> Any:
    """Return a node as plain text, lists and groups."""
    if isinstance(node, Taken):
        return node.text
    if isinstance(node, str):
        return node
    if isinstance(node, Mapping):
        return {key: texts(item) for key, item in node.items()}
    return [texts(item) for item in node]


def addresses(node: Node, path: FormPath = ()) -> Iterator[tuple[FormPath, str]]:
    """Yield the path of each text whose cell or paragraph is remembered, with its address."""
    if isinstance(node, Taken):
        if node.address:
            yield path, node.address
    elif isinstance(node, Mapping):
        for key, item in node.items():
            yield from addresses(item, (*path, key))
    elif not isinstance(node, str):
        for number, item in enumerate(node):
            yield from addresses(item, (*path, number))


def _indicator(row: IndicatorRow) -> dict[str, Node]:
    return _stated({**row.cells, "其他栏": row.other, "与上行合并": row.shared})


def _money_table(table: MoneyTable) -> dict[str, Node]:
    stated = _stated({"金额单位": table.unit, "执行率分母": table.rate_base})
    return {"名称": table.name, **stated, "行": table.rows}


def _annex(table: Annex) -> dict[str, Node]:
    stated = _stated({"单位": table.unit})
    return {"名称": table.name, **stated, "表头": table.heads, "行": table.rows}


def _chapters(part: Chapters) -> dict[str, Node]:
    others = [{"标题": other.title, "正文": other.text} for other in part.others]
    return _stated({**part.texts, "其他章节": others})


def _stated(nodes: Mapping[str, Node | None]) -> dict[str, Node]:
    return {key: node for key, node in nodes.items() if node}
