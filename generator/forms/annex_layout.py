"""The tables beside the form as they are drawn: one row of heads, then the rows."""

from collections.abc import Iterator, Sequence

from generator.forms.boxes import Box
from generator.model.fields import listed
from generator.model.report import ExtraTable, ManagementCheck


def extra_table(table: ExtraTable) -> Iterator[Box]:
    """Draw a table that is kept cell by cell."""
    return _drawn(table.header, table.rows)


def management_table(rows: Sequence[ManagementCheck]) -> Iterator[Box]:
    """Draw 资金管理情况 with the columns that some row fills."""
    fields = [field for field in listed(ManagementCheck) if any(_texts(rows, field.name))]
    cells = zip(*(_texts(rows, field.name) for field in fields), strict=True)
    return _drawn([field.key for field in fields], list(cells))


def _texts(rows: Sequence[ManagementCheck], name: str) -> list[str]:
    return [getattr(row, name) or "" for row in rows]


def _drawn(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Box]:
    yield from (Box(text, 1, place, head=True) for place, text in enumerate(heads, 1))
    for number, line in enumerate(rows, 2):
        yield from (Box(text, number, place) for place, text in enumerate(line, 1))
