"""Text PDFs to grids and paragraphs: ruled tables by their lines, other text line by line."""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pdfplumber

from generator.forms.grid import Cell, Grid, Paragraph, Remark
from generator.forms.pdf_texts import Place, texts_in
from generator.forms.problems import SCANNED, TOO_MANY_PAGES, RefusedError

MAX_PAGES = 60
# Lines of a table are drawn a little beside each other; edges closer than this (pt) are one.
_NEAR = 3.0


def read_pdf(data: bytes) -> tuple[tuple[Grid | Paragraph, ...], tuple[Remark, ...]]:
    """Return tables and lines of text in reading order.

    Raises RefusedError for scans and for long documents.
    """
    # It tells of every font that browsers write a little otherwise.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with pdfplumber.open(BytesIO(data)) as document:
        if len(document.pages) > MAX_PAGES:
            raise RefusedError(TOO_MANY_PAGES, f"共 {len(document.pages)} 页，超过 {MAX_PAGES} 页")
        parts = [part for page in document.pages for part in _page(page)]
    if not parts:
        raise RefusedError(SCANNED, "PDF 里没有文字，多半是扫描件")
    remark = Remark("文件", "PDF 的文字没有结构，请对照原件核实", doubtful=True)
    return tuple(parts), (remark,)


def _page(page: Any) -> Iterator[Grid | Paragraph]:
    tables = page.find_tables()
    boxes = [table.bbox for table in tables]
    found: list[tuple[float, Grid | Paragraph]] = []
    for number, table in enumerate(tables, 1):
        found.append((table.bbox[1], _grid(page, table, f"第{page.page_number}页表{number}")))
    for number, line in enumerate(page.extract_text_lines(), 1):
        middle = (line["top"] + line["bottom"]) / 2
        if not any(top <= middle <= bottom for _, top, _, bottom in boxes):
            found.append(
                (
                    line["top"],
                    Paragraph(line["text"].strip(), f"第{page.page_number}页第{number}行"),
                )
            )
    yield from (part for _, part in sorted(found, key=lambda item: item[0]))


def _grid(page: Any, table: Any, name: str) -> Grid:
    cells = [cell for row in table.rows for cell in row.cells if cell]
    across, down = (
        _edges([x for cell in cells for x in (cell[0], cell[2])]),
        _edges([y for cell in cells for y in (cell[1], cell[3])]),
    )
    found: dict[tuple[int, int], Cell] = {}
    texts = texts_in(page.chars, [Place(*cell) for cell in cells])
    for left, top, right, bottom in cells:
        column, row = _index(across, left), _index(down, top)
        text = texts.get(Place(left, top, right, bottom), "")
        rows, columns = max(1, _index(down, bottom) - row), max(1, _index(across, right) - column)
        found[row, column] = Cell(text, f"{name}第{row}行第{column}列", row, column, rows, columns)
    return Grid(name, list(found.values()))


def _edges(values: list[float]) -> list[float]:
    """Return the distinct edges; those near each other count once."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _index(edges: list[float], value: float) -> int:
    return 1 + min(range(len(edges)), key=lambda place: abs(edges[place] - value))
