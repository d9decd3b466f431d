"""Sheets behind a summary that are read and not imported: who looked again, what was promised."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from generator.forms.printed_numbers import printed

_WIDE, _NARROW = 24, 12
_TITLE_HEIGHT = 30
_BASE = {"font_name": "宋体", "font_size": 10, "text_wrap": True, "valign": "vcenter", "border": 1}
_HEAD = {"align": "center", "bold": True}
_TITLE = {"align": "center", "bold": True, "font_size": 16, "border": 0}


@dataclass(frozen=True, slots=True)
class SheetBeside:
    """A sheet: its name, the title above its heads, and rows; `figures` are columns of figures."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int]


def draw_beside(book: Any, sheets: Sequence[SheetBeside]) -> None:
    """Draw sheets for A4 across, behind those that the workbook has."""
    look = _Look(book)
    for one in sheets:
        sheet = book.add_worksheet(one.name)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        sheet.freeze_panes(2, 0)
        sheet.set_row(0, _TITLE_HEIGHT)
        sheet.merge_range(0, 0, 0, len(one.heads) - 1, one.title, look.of(**_TITLE))
        for column, text in enumerate(one.heads):
            sheet.set_column(column, column, _NARROW if column in one.figures else _WIDE)
            sheet.write_string(1, column, text, look.of(**_HEAD))
        for row, cells in enumerate(one.rows, 2):
            _write(look, sheet, row, one.figures, cells)


class _Look:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def of(self, **settings: Any) -> Any:
        name = repr(settings)
        if name not in self._made:
            self._made[name] = self._book.add_format({**_BASE, **settings})
        return self._made[name]


def _write(
    look: _Look, sheet: Any, row: int, figures: Collection[int], cells: Sequence[str]
) -> None:
    """Write a row; what stands in a column of figures and is none (a range, a dash) stays text."""
    for column, text in enumerate(cells):
        side = "right" if column in figures else "left"
        figure = printed(text) if column in figures else None
        if figure:
            form = look.of(align=side, num_format=figure.form)
            sheet.write_number(row, column, figure.value, form)
        else:
            sheet.write_string(row, column, text, look.of(align=side, num_format="@"))
