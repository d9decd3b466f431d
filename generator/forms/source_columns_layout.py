"""A funding table with 行次 as it is drawn: the sources of money in the columns, groups over them."""

from collections.abc import Iterator, Sequence

from generator.forms.boxes import Box
from generator.forms.grid import Cell, Grid
from generator.forms.source_columns import read_source_columns
from generator.model.fields import FormField, listed
from generator.model.figure import Figure
from generator.model.funding import FundingRow, FundingTable

_SUBTOTAL = "小计"
_HEADS = 2


def columns_table(table: FundingTable) -> tuple[Box, ...] | None:
    """Return the table drawn so that its heads and formulas say what is part of what.

    None where this drawing, read again, would not say the same.
    """
    base = table.rate_base if "rate_base" in table.model_fields_set else None
    if not _fits(table, base):
        return None
    figures = [field for field in listed(FundingRow) if any(_of(row, field) for row in table.rows)]
    corner = f"金额单位：{table.unit}" if table.unit else "项目"
    boxes = (
        Box(corner, 1, 1, _HEADS, 1, head=True),
        *_figure_names(figures, base),
        *_sources(table.rows, figures),
    )
    return boxes if _says_the_same(boxes, table, base) else None


def _fits(table: FundingTable, base: str | None) -> bool:
    """Tell whether the drawing says more than a plain table, and can say all of this one."""
    says_more = base is not None or any(row.parent for row in table.rows)
    return says_more and not any(row.extra for row in table.rows)


def _of(row: FundingRow, field: FormField) -> Figure | None:
    value = getattr(row, field.name)
    return value if isinstance(value, Figure) else None


def _figure_names(figures: Sequence[FormField], base: str | None) -> Iterator[Box]:
    """Yield the first columns: what each row holds, its number and, for the rate, its formula."""
    yield Box("行次", 1, 2, _HEADS, 1, head=True)
    numbers = {field.key: number for number, field in enumerate(figures, 1)}
    for field in figures:
        row = numbers[field.key] + _HEADS
        yield Box(field.key, row, 1, head=True)
        yield Box(_formula(field.key, base, numbers), row, 2, head=True)


def _formula(key: str, base: str | None, numbers: dict[str, int]) -> str:
    number = f"({numbers[key]})"
    if key == "执行率" and base in numbers and "全年执行数" in numbers:
        return f"{number}=({numbers['全年执行数']})/({numbers[base]})"
    return number


def _sources(rows: Sequence[FundingRow], figures: Sequence[FormField]) -> Iterator[Box]:
    """Yield a column a source of money; those of a subtotal stand under their group's name."""
    groups: dict[str, list[int]] = {}
    for column, row in enumerate(rows, 3):
        group = _group(row, rows)
        if group:
            groups.setdefault(group, []).append(column)
            own = _SUBTOTAL if row.source == f"{group}{_SUBTOTAL}" else row.source
            yield Box(own, _HEADS, column, head=True)
        else:
            yield Box(row.source, 1, column, _HEADS, 1, head=True)
        for number, field in enumerate(figures, 1):
            figure = _of(row, field)
            text = figure.text if figure else ""
            yield Box(text, number + _HEADS, column, number=figure is not None)
    for group, columns in groups.items():
        yield Box(group, 1, columns[0], 1, len(columns), head=True)


def _group(row: FundingRow, rows: Sequence[FundingRow]) -> str:
    """Return the name over a column: that of the subtotal it is, or that it belongs to."""
    subtotals = [one.source for one in rows[1:] if one.source.endswith(_SUBTOTAL)]
    if row.source in subtotals:
        return row.source.removesuffix(_SUBTOTAL)
    if row.parent in subtotals:
        return str(row.parent).removesuffix(_SUBTOTAL)
    return ""


def _says_the_same(boxes: Sequence[Box], table: FundingTable, base: str | None) -> bool:
    cells = [
        Cell(box.text, f"{box.row},{box.column}", box.row, box.column, box.rows, box.columns)
        for box in boxes
    ]
    found = read_source_columns(Grid(table.name, cells))
    if found is None or found.rate_base != base:
        return False
    return found.rows == [_stated(row) for row in table.rows]


def _stated(row: FundingRow) -> dict[str, str]:
    figures = {
        field.key: figure.text for field in listed(FundingRow) if (figure := _of(row, field))
    }
    parent = {"属于": row.parent} if row.parent else {}
    return {"来源": row.source, **parent, **figures}
