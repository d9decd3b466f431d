"""What follows from what on a form: sums, rates, and scores from values.

Candidates are generous; only those that hold on the form as filled in tell anything.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from generator.checks.identity import Given, Identity, Product, Sum, Values
from generator.checks.table_sums import is_cell_of_a_table, sums_of_tables
from generator.form_tree.tree import Tree, TreePath, texts
from generator.model.fields import AMOUNT, MEASURE, POINTS, RATE, FieldKind, along, fields_of
from generator.model.figure import parse_figure
from generator.model.funding import FundingRow
from generator.model.report import Form
from generator.model.text import half_width, level_name
from generator.scoring.scorecard import Row, Scorecard

_NEAR = Decimal("0.05")
_FIGURES = (AMOUNT, POINTS, RATE)
_MEASURED = re.compile(r"[≥≤=><]*([0-9]+(?:\.[0-9]+)?)[^0-9]*")
_EXACT = re.compile(r"(?:=|等于)[^=].*|(?:≥|>=|不低于|达到)?\s*100\s*%")
_AMOUNTS = tuple(field.key for field in fields_of(FundingRow) if field.kind is AMOUNT)
_BASES = ("年初预算数", "全年预算数", "实际到位数")


def figures(tree: Tree) -> dict[TreePath, Decimal]:
    """Return the figures that a form states, by their cells."""
    found = {}
    for path, text in texts(tree):
        value = _value(text, _kind(path))
        if value is not None:
            found[path] = value
    return found


def _kind(path: TreePath) -> FieldKind | None:
    """Return what kind of figure a cell holds; those of a table of one's own count as amounts."""
    kinds = [field.kind for field in along(Form, path)]
    own = AMOUNT if is_cell_of_a_table(path) else None
    return own or (kinds[-1] if kinds else None)


def _value(text: str, kind: FieldKind | None) -> Decimal | None:
    if kind is MEASURE:
        match = _MEASURED.fullmatch(half_width(text).strip())
        return Decimal(match[1]) if match else None
    if kind not in _FIGURES:
        return None
    try:
        return parse_figure(text).value
    except ValueError:
        return None


def identities(tree: Tree, card: Scorecard) -> tuple[Identity, ...]:
    """Return the identities that a form's figures fulfil."""
    values = figures(tree)
    candidates: tuple[Sum | Product, ...] = (*_sums(tree), *_products(tree))
    stated = [one for one in candidates if is_stated(one, values) and _holds(one, values)]
    return (*stated, *_by_rule(tree, card))


def is_stated(one: Sum | Product, values: Values) -> bool:
    """Tell whether a form states all that an identity is about."""
    return bool(one.cells) and all(cell in values for cell in one.cells)


def is_exact(one: Sum, values: Values) -> bool:
    """Tell whether a sum holds but for rounding."""
    target = one.cells[-1]
    solved = one.solve(target, values)
    return solved is not None and abs(solved - values[target]) <= _NEAR


def _holds(one: Sum | Product, values: Values) -> bool:
    target = one.cells[-1]
    solved = one.solve(target, values)
    return solved is not None and is_near(solved, values[target])


def is_near(one: Decimal, other: Decimal) -> bool:
    """Tell whether an estimate gives a figure away: within rounding, or one in a hundred of it."""
    return abs(one - other) <= max(_NEAR, abs(other) / 100)


def _rows(tree: Tree, key: str) -> list[dict[str, Any]]:
    return [row for row in tree.get(key, []) if isinstance(row, dict)]


def _having(tree: Tree, key: str, name: str) -> list[TreePath]:
    """Return the cells of a column, but those merged with the row above."""
    rows = enumerate(_rows(tree, key))
    return [
        (key, number, name)
        for number, row in rows
        if name in row and name not in row.get("与上行合并", [])
    ]


def _sums(tree: Tree) -> Iterator[Sum]:
    for total, column in (("总分", "得分"), ("总分值", "分值")):
        rows = _having(tree, "绩效指标", column)
        funding = _having(tree, "资金", column)
        for parts in (rows, _of_first_level(tree, column)):
            yield from _of_total(total, column, parts)
            yield from _of_total(total, column, [*parts, *funding[:1]])
        yield from _of_heads(tree, column)
    second = (*_having(tree, "绩效指标", "复核得分"), *_having(tree, "资金", "复核得分"))
    yield Sum(("复核", "总分"), second)
    yield from sums_of_tables(tree)
    for table, rows_of in _funding_tables(tree):
        yield from _of_sources(table, rows_of)


def _of_total(total: str, column: str, parts: Sequence[TreePath]) -> Iterator[Sum]:
    """Yield that parts make up a total; weights the full score as well."""
    yield Sum((total,), tuple(parts))
    if column == "分值":
        yield Sum(None, tuple(parts))


def _of_first_level(tree: Tree, column: str) -> list[TreePath]:
    """Return the sub-totals of the first level: some forms give scores nowhere else."""
    heads = enumerate(_rows(tree, "层级小计"))
    return [
        ("层级小计", number, column)
        for number, head in heads
        if column in head and "二级指标" not in head
    ]


def _of_heads(tree: Tree, column: str) -> Iterator[Sum]:
    rows = _rows(tree, "绩效指标")
    for number, head in enumerate(_rows(tree, "层级小计")):
        levels = [key for key in ("一级指标", "二级指标") if key in head]
        parts = [
            ("绩效指标", place, column)
            for place, row in enumerate(rows)
            if column in row
            and all(level_name(row.get(key, "")) == level_name(head[key]) for key in levels)
        ]
        yield Sum(("层级小计", number, column), tuple(parts))
        yield Sum(("层级小计", number, column), tuple(_of_second_level(tree, head, column)))


def _of_second_level(tree: Tree, head: dict[str, Any], column: str) -> Iterator[TreePath]:
    """Yield the sub-totals that stand below one of the first level."""
    for place, below in enumerate(_rows(tree, "层级小计")):
        is_below = "二级指标" in below and "二级指标" not in head and column in below
        if is_below and level_name(below.get("一级指标", "")) == level_name(
            head.get("一级指标", "")
        ):
            yield ("层级小计", place, column)


def _funding_tables(tree: Tree) -> Iterator[tuple[TreePath, list[dict[str, Any]]]]:
    yield ("资金",), _rows(tree, "资金")
    for number, table in enumerate(_rows(tree, "资金明细")):
        yield ("资金明细", number, "行"), _rows(table, "行")


def _of_sources(table: TreePath, rows: Sequence[dict[str, Any]]) -> Iterator[Sum]:
    """Yield that a source is the sum of those below it, and the first of those below none."""
    if not rows:
        return
    top = rows[0].get("来源")
    for column in _AMOUNTS:
        for number, row in enumerate(rows):
            below = [
                (*table, place, column)
                for place, other in enumerate(rows)
                if place != number and column in other and _is_below(other, row, top)
            ]
            yield Sum((*table, number, column), tuple(below))
    for number in range(len(rows)):
        for budget in ("全年预算数", "实际到位数"):
            parts = tuple((*table, number, name) for name in ("全年执行数", "结余"))
            yield Sum((*table, number, budget), parts)


def _is_below(row: dict[str, Any], head: dict[str, Any], top: object) -> bool:
    return bool(row.get("属于", top) == head.get("来源"))


def _products(tree: Tree) -> Iterator[Product]:
    for table, rows in _funding_tables(tree):
        for number in range(len(rows)):
            yield from _of_rates((*table, number))
    for number in range(len(_rows(tree, "绩效指标"))):
        row = ("绩效指标", number)
        yield from _scaled((*row, "实际完成值"), (*row, "完成率"), (*row, "年度指标值"))
        yield from _scaled((*row, "得分"), (*row, "完成率"), (*row, "分值"))
        yield from _scaled((*row, "得分"), (*row, "单项得分"), (*row, "分值"))


def _of_rates(row: TreePath) -> Iterator[Product]:
    for base in _BASES:
        yield from _scaled((*row, "全年执行数"), (*row, "执行率"), (*row, base))
        yield from _scaled((*row, "实际到位数"), (*row, "到位率"), (*row, base))
    yield from _scaled((*row, "得分"), (*row, "执行率"), (*row, "分值"))


def _scaled(whole: TreePath, first: TreePath, second: TreePath) -> Iterator[Product]:
    """Yield a product, its rate as a ratio or in per cent: the one that holds is meant."""
    yield Product(whole, first, second)
    yield Product(whole, first, second, 100)


def _by_rule(tree: Tree, card: Scorecard) -> Iterator[Given]:
    """Yield the scores that the rule gives exactly, the values that scores tell, and the grade."""
    for row in card.rows:
        exact = [one.low for one in row.readings if one.low == one.high]
        if _is_among(tree, row) and len(row.readings) == 1 and row.declared in exact:
            yield from _of_row(tree, row)
    if card.grade and card.grade == tree.get("评价等级"):
        yield Given(("评价等级",), (("总分",),))


def _is_among(tree: Tree, row: Row) -> bool:
    """Tell whether a scored row is an indicator of the form, which may be an earlier version."""
    indicators = len(tree.get("绩效指标", ()))
    return row.path[:1] == ("绩效指标",) and int(row.path[1]) < indicators


def _of_row(tree: Tree, row: Row) -> Iterator[Given]:
    path = row.path[:2]
    cells = tree["绩效指标"][path[1]]
    target = "调整后指标值" if "调整后指标值" in cells else "年度指标值"
    scored_by = [name for name in (target, "实际完成值", "分值") if name in cells]
    yield _follows(path, "得分", scored_by)
    if "实际完成值" in cells and _is_told(row, cells, target):
        told_by = [name for name in (target, "得分", "分值") if name in cells]
        yield _follows(path, "实际完成值", told_by)


def _is_told(row: Row, cells: dict[str, Any], target: str) -> bool:
    """Tell whether the points of a row tell its value: in proportion, or met by one value alone."""
    if row.weight is None or not row.declared:
        return False
    return row.declared < row.weight or _says_exactly(cells, target)


def _says_exactly(cells: dict[str, Any], target: str) -> bool:
    """Tell whether a target that is met leaves one value: `=100%`, and no share is above 100%."""
    stated = half_width(cells.get(target, "")).strip()
    wanted, actual = (_value(cells.get(name, ""), MEASURE) for name in (target, "实际完成值"))
    return _EXACT.fullmatch(stated) is not None and actual is not None and wanted == actual


def _follows(row: TreePath, name: str, inputs: Sequence[str]) -> Given:
    """Return that a cell of a row follows from others of it."""
    return Given((*row, name), tuple((*row, one) for one in inputs))
