"""Blocks as a Word document, for content systems and offices that take nothing else."""

import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from generator.forms.empty_docx import empty_docx
from generator.outlets.blocks import Block, Heading, Kind, Line, Paragraph, Table
from generator.outlets.packing import packed

_ROOM = 17.0  # cm between the margins of an upright A4 page
# A letter of a table's cells, and the room at the sides of a cell, in cm.
_LETTER, _PADDING = 0.19, 0.42
# In letters: the least of any column; what a column of words counts for at least and at most.
_NARROWEST, _NARROW, _WIDEST = 4, 11, 30
_STYLES = ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3")


def document(blocks: Iterable[Block], title: str) -> bytes:
    """Return the document; equal blocks give equal bytes."""
    made = empty_docx(title)
    _page(made)
    for block in blocks:
        _draw(made, block)
    out = BytesIO()
    made.save(out)
    with zipfile.ZipFile(BytesIO(out.getvalue())) as old:
        return packed({info.filename: old.read(info) for info in old.infolist()})


def _page(made: Any) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    for name in _STYLES:
        font = made.styles[name].font
        font.name = "宋体"
        fonts = made.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        # The template's headings name a theme's font, which would go before the named one.
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), "宋体")
    made.styles["Normal"].font.size = Pt(10.5)


def _draw(made: Any, block: Block) -> None:
    if isinstance(block, Heading):
        made.add_heading(block.text, block.level - 1)
    elif isinstance(block, Paragraph):
        line = made.add_paragraph()
        if block.label:
            line.add_run(f"{block.label}：").bold = True
        line.add_run(block.text)
    else:
        _draw_table(made, block)


def _draw_table(made: Any, table: Table) -> None:
    made.add_paragraph().add_run(table.caption).bold = True
    drawn = made.add_table(1 + len(table.lines), len(table.heads), style="Table Grid")
    drawn.autofit = False
    for column, width in zip(drawn.columns, _widths(table), strict=True):
        column.width = Cm(width)
    grid = [list(row.cells) for row in drawn.rows]
    for cell, head in zip(grid[0], table.heads, strict=True):
        _write(cell, head, is_bold=True)
    repeated = drawn.rows[0]._tr.get_or_add_trPr()
    repeated.append(repeated.makeelement(qn("w:tblHeader"), {}))
    for cells, line in zip(grid[1:], table.lines, strict=True):
        _draw_line(cells, line, table.figures)
    made.add_paragraph()


def _widths(table: Table) -> list[float]:
    """Return the width of each column in cm: figures stay on one line, words share what is left."""
    letters = dict(enumerate(_letters(table)))
    kept = {column: letters[column] * _LETTER + _PADDING for column in table.figures}
    left = max(_ROOM - sum(kept.values()), _ROOM / 4)
    words = {column: letters[column] for column in letters.keys() - kept.keys()}
    shares = {column: min(max(count, _NARROW), _WIDEST) for column, count in words.items()}
    shared = {column: left * share / sum(shares.values()) for column, share in shares.items()}
    found = {**kept, **shared}
    return [_ROOM * found[column] / sum(found.values()) for column in letters]


def _letters(table: Table) -> list[int]:
    """Return how wide the widest cell of each column is, in letters; heads may take two lines."""
    lines = [line.cells for line in table.lines if line.kind is not Kind.GROUP]
    heads = [max(_width(head) // 2, _NARROWEST) for head in table.heads]
    longest = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return [max(pair) for pair in zip(longest, heads, strict=True)]


def _width(text: str) -> int:
    """Return how wide a text is: an ideograph is as wide as two letters."""
    return sum(2 if ord(letter) > 0x2000 else 1 for letter in text)


def _draw_line(cells: list[Any], line: Line, figures: frozenset[int]) -> None:
    if line.kind is Kind.GROUP:
        _write(cells[0].merge(cells[-1]), line.cells[0], is_bold=True)
        return
    for column, (cell, text) in enumerate(zip(cells, line.cells, strict=True)):
        _write(cell, text, is_bold=line.kind is Kind.SUM)
        if column in figures:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _write(cell: Any, text: str, *, is_bold: bool) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.size = is_bold, Pt(8.5)
