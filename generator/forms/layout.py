"""A report as the official form draws it: cells with their places, the same for Excel and Word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.forms.annex_layout import extra_table, management_table
from generator.forms.boxes import Box
from generator.forms.source_columns_layout import columns_table
from generator.model.fields import ALWAYS, FormField, heads_of, listed, named
from generator.model.figure import Figure
from generator.model.narrative import Narrative
from generator.model.report import (
    Form,
    FundingRow,
    FundingTable,
    Indicator,
    LevelHead,
    Report,
)
from generator.model.types import Part


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the narrative: level 1 opens a part, level 2 a chapter."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Layout:
    """All that an exported file holds: tables by name, then headings and paragraphs."""

    tables: tuple[tuple[str, tuple[Box, ...]], ...]
    text: tuple[Heading | str, ...]


_LEVELS = ("level1", "level2")
_CHINESE = "一二三四五六七八九十"


def layout_of(report: Report) -> Layout:
    """Return the form with everything it states; what is not stated stays an empty cell."""
    form = report.form
    tables = [("自评表", tuple(_form(form)))]
    tables += [(table.name, tuple(_funding_table(table))) for table in form.funding_tables]
    if form.management:
        tables.append(("资金管理情况", tuple(management_table(form.management))))
    tables += [(table.name, tuple(extra_table(table))) for table in form.extra_tables]
    parts = (("项目绩效分析", form.analysis), ("自评报告", form.narrative))
    return Layout(
        tuple(tables),
        tuple(line for name, part in parts if part for line in _narrative(name, part)),
    )


def _has_a_column(field: FormField, rows: Sequence[Part]) -> bool:
    """Tell whether a table draws a field: one that every form has, or one that some row states."""
    return field.printed is ALWAYS or any(getattr(row, field.name) for row in rows)


def _form(form: Form) -> Iterator[Box]:
    columns = [field.name for field in listed(Indicator) if _has_a_column(field, form.indicators)]
    extra = own_heads(form.indicators)
    width = max(9, 1 + len(columns) + len(extra), 2 + _money_columns(form.funding))
    yield Box("项目支出绩效自评表", 1, 1, 1, width, title=True)
    row = 2
    if form.year:
        yield Box(f"（{form.year}年度）", row, 1, 1, width, title=True)
        row += 1
    for boxes in (_heads(form, row, width), _funding(form, row + 2, width), _goals(form, width)):
        drawn = list(boxes)
        shift = row - min((box.row for box in drawn), default=row)
        yield from (replace(box, row=box.row + shift) for box in drawn)
        row = max((box.row + box.rows + shift for box in drawn), default=row)
    yield from _indicators(form, columns, extra, row)


# Boxes by the row and column that they begin in.
_Placed = dict[tuple[int, int], Box]


def _heads(form: Form, row: int, width: int) -> Iterator[Box]:
    yield Box("项目名称", row, 1, 1, 2, head=True)
    yield Box(form.project or "", row, 3, 1, width - 2)
    for field in heads_of(Form):
        text = getattr(form, field.name)
        if field.is_listed and text:
            row += 1
            yield Box(field.key, row, 1, 1, 2, head=True)
            yield Box(text, row, 3, 1, width - 2)
    yield Box("主管部门", row + 1, 1, 1, 2, head=True)
    yield Box(form.department or "", row + 1, 3, 1, 2)
    yield Box("实施单位", row + 1, 5, 1, 2, head=True)
    yield Box(form.unit or "", row + 1, 7, 1, width - 6)


def _funding(form: Form, row: int, width: int) -> Iterator[Box]:
    """Draw the block of money as wide as the form."""
    if not form.funding:
        if form.money_unit:
            yield Box(f"金额单位：{form.money_unit}", row, 1, 1, 2, head=True)
        return
    unit = f"（{form.money_unit}）" if form.money_unit else ""
    yield Box(f"项目资金{unit}", row, 1, len(form.funding) + 1, 1, head=True)
    yield from _funding_rows(form.funding, row, _shared_out(2, width, _money_columns(form.funding)))


def _money(rows: Sequence[FundingRow]) -> list[FormField]:
    return [field for field in listed(FundingRow) if _has_a_column(field, rows)]


def _money_columns(rows: Sequence[FundingRow]) -> int:
    return len(_money(rows)) + len(own_heads(rows))


def own_heads(rows: Sequence[FundingRow] | Sequence[Indicator]) -> list[str]:
    """Return the heads of the form's own columns that some row fills."""
    return list(dict.fromkeys(key for row in rows for key in row.extra))


def _shared_out(first: int, last: int, columns: int) -> list[tuple[int, int]]:
    """Share columns `first` to `last` out to sources and figures: start and span of each."""
    parts = columns + 1
    room = max(parts, last - first + 1)
    spans = [room // parts + (place < room % parts) for place in range(parts)]
    starts = [first + sum(spans[:place]) for place in range(parts)]
    return list(zip(starts, spans, strict=True))


def _funding_rows(
    rows: Sequence[FundingRow], row: int, places: Sequence[tuple[int, int]]
) -> Iterator[Box]:
    (first, span), *others = places
    fields, own = _money(rows), own_heads(rows)
    columns = list(zip([*(field.key for field in fields), *own], others, strict=True))
    yield Box("", row, first, 1, span)
    for head, (column, columns_over) in columns:
        yield Box(head, row, column, 1, columns_over, head=True)
    for number, line in enumerate(rows, 1):
        yield Box(_source(line, rows), row + number, first, 1, span, head=True)
        figures = [getattr(line, field.name) for field in fields]
        figures += [line.extra.get(key) for key in own]
        for figure, (_, (column, columns_over)) in zip(figures, columns, strict=True):
            yield _cell(figure, row + number, column, columns_over)


def _source(row: FundingRow, rows: Sequence[FundingRow]) -> str:
    """Return a source's name as the form prints it: 其中： before the first part of the whole.

    Parts of a part name it, since nothing on paper says where they end.
    """
    if row.parent and row.parent != rows[0].source:
        return f"{row.parent}其中：{row.source}"
    place = [one is row for one in rows].index(True)
    above = rows[place - 1] if place else None
    if above is None or not _is_part(row, above, rows):
        return row.source
    return f"其中：{row.source}"


def _is_part(row: FundingRow, above: FundingRow, rows: Sequence[FundingRow]) -> bool:
    """Tell whether a row is the first of the parts of the row above it."""
    parent = row.parent or rows[0].source
    return parent == above.source


def _goals(form: Form, width: int) -> Iterator[Box]:
    goals = form.goals
    if goals is None:
        return
    told = [("预期目标", goals.planned), ("实际完成情况", goals.achieved)]
    if goals.adjusted:
        told.insert(1, ("调整后目标", goals.adjusted))
    yield Box("年度总体目标", 1, 1, 3 if goals.long_term else 2, 1, head=True)
    room, last = (width - 2) // len(told), len(told) - 1
    for place, (label, text) in enumerate(told):
        column = 3 + place * room
        span = width - 2 - last * room if place == last else room
        yield Box(label, 1, column, 1, span, head=True)
        yield Box(text or "", 2, column, 1, span)
    if goals.long_term:
        yield Box("实施期目标", 3, 2, 1, 1, head=True)
        yield Box(goals.long_term, 3, 3, 1, width - 2)


def _indicators(form: Form, columns: list[str], extra: list[str], row: int) -> Iterator[Box]:
    heads = [named(Indicator, name).key for name in columns] + extra
    yield from (Box(text, row, 2 + place, head=True) for place, text in enumerate(heads))
    boxes: _Placed = {}
    number, told = row, list(form.heads)
    above: Indicator | None = None
    for line in form.indicators:
        for head in [one for one in told if _is_above(one, line)]:
            told.remove(head)
            number, above = number + 1, None
            boxes |= {(number, box.column): box for box in _level_head(head, columns, number)}
        number += 1
        _draw_indicator(boxes, line, above, columns, number)
        for column, key in enumerate(extra, 2 + len(columns)):
            boxes[number, column] = Box(line.extra.get(key, ""), number, column)
        above = line
    yield Box("绩效指标", row, 1, number - row + 1, 1, head=True)
    yield from boxes.values()
    yield from _totals(form, columns, number + 1)


def _draw_indicator(
    boxes: _Placed, line: Indicator, above: Indicator | None, columns: list[str], number: int
) -> None:
    """Draw one indicator; what it shares with the one right above it lengthens the cell there."""
    for column, name in enumerate(columns, 2):
        if _is_merged(name, line, above):
            start = max(key for key in boxes if key[1] == column)
            boxes[start] = replace(boxes[start], rows=number - start[0] + 1)
        else:
            boxes[number, column] = _cell(getattr(line, name), number, column)


def _is_above(head: LevelHead, line: Indicator) -> bool:
    return head.level1 == line.level1 and head.level2 in (None, line.level2)


def _level_head(head: LevelHead, columns: list[str], row: int) -> Iterator[Box]:
    for place, name in enumerate(columns):
        drawn = _cell(getattr(head, name, None), row, 2 + place)
        yield replace(drawn, head=name in _LEVELS)


def _is_merged(name: str, line: Indicator, above: Indicator | None) -> bool:
    if above is None:
        return False
    if name in ("weight", "score"):
        return named(Indicator, name).key in line.shared
    if name == "level1":
        return line.level1 is not None and line.level1 == above.level1
    return (
        name == "level2"
        and line.level2 is not None
        and (line.level1, line.level2) == (above.level1, above.level2)
    )


def _totals(form: Form, columns: list[str], row: int) -> Iterator[Box]:
    yield Box("总分", row, 1, 1, 2, head=True)
    if form.weight_total:
        yield _cell(form.weight_total, row, 2 + columns.index("weight"))
    yield _cell(form.total, row, 2 + columns.index("score"))
    if form.grade:
        yield Box("自评等级", row + 1, 1, 1, 2, head=True)
        yield Box(form.grade, row + 1, 3, 1, 2)


def _funding_table(table: FundingTable) -> Iterator[Box]:
    by_columns = columns_table(table)
    if by_columns is not None:
        yield from by_columns
        return
    rows = list(_funding_rows(table.rows, 1, _shared_out(1, 1, _money_columns(table.rows))))
    if table.unit:
        rows[0] = replace(rows[0], text=f"金额单位：{table.unit}", head=True)
    yield from (_with_base(box, table) for box in rows)


def _with_base(box: Box, table: FundingTable) -> Box:
    """Say at the head of the rates what they are divided by, where it is not the usual."""
    is_rate = box.row == 1 and box.text == named(FundingRow, "execution_rate").key
    usual = FundingTable.model_fields["rate_base"].default
    if not is_rate or table.rate_base == usual:
        return box
    return replace(box, text=f"{box.text}（全年执行数÷{table.rate_base}）")


def _narrative(name: str, part: Narrative) -> Iterator[Heading | str]:
    yield Heading(name, 1)
    for number, (_, title, text) in enumerate(part.chapters()):
        yield Heading(f"{_CHINESE[number % 10]}、{title}", 2)
        yield from (line.strip() for line in text.split("\n") if line.strip())


def _cell(value: Figure | str | None, row: int, column: int, columns: int = 1) -> Box:
    """Draw a value; a figure as a number."""
    if isinstance(value, Figure):
        return Box(value.text, row, column, 1, columns, number=True)
    return Box(value or "", row, column, 1, columns)
