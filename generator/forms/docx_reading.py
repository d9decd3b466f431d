"""Word documents to grids and paragraphs in reading order; tracked changes, comments and hidden text are reported."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from generator.forms.grid import Cell, Grid, Paragraph, Remark

_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)


def read_docx(data: bytes) -> tuple[tuple[Grid | Paragraph, ...], tuple[Remark, ...]]:
    """Return tables and paragraphs as they follow one another, and remarks on what a reader does not see."""
    document: Any = Document(BytesIO(data))
    styles = {style.style_id: style.name for style in document.styles}
    return tuple(_parts(document.element.body, styles)), tuple(_remarks(document))


def _parts(body: Any, styles: dict[str, str]) -> Iterator[Grid | Paragraph]:
    tables = paragraphs = 0
    for element in (
        body.iter_inner_content() if hasattr(body, "iter_inner_content") else body.iterchildren()
    ):
        if element.tag == qn("w:tbl"):
            tables += 1
            yield Grid(f"表{tables}", list(_cells(element, f"表{tables}")))
        elif element.tag == qn("w:p"):
            paragraphs += 1
            text = _text(element)
            if text:
                yield Paragraph(text, f"第{paragraphs}段", _level(element, styles))


def _level(paragraph: Any, styles: dict[str, str]) -> int:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    name = styles.get(style.get(qn("w:val")), "") if style is not None else ""
    found = _HEADING.match(name or "")
    return int(found.group(1)) if found else 0


def _cells(table: Any, name: str) -> Iterator[Cell]:
    """Yield the cells of a table; a cell that continues the one above (vMerge) lengthens that one."""
    open_cells: dict[int, list[Any]] = {}
    done: list[list[Any]] = []
    for number, row in enumerate(table.iterchildren(qn("w:tr")), 1):
        column = 1 + _number(row, "w:trPr/w:gridBefore")
        for element in row.iterchildren(qn("w:tc")):
            width = max(1, _number(element, "w:tcPr/w:gridSpan"))
            merge = element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            above = open_cells.get(column)
            if merge is not None and merge.get(qn("w:val")) != "restart" and above:
                above[3] += 1
            else:
                found = [_cell_text(element), number, column, 1, width]
                done.append(found)
                open_cells[column] = found
            column += width
    for text, row_number, column, rows, columns in done:
        address = f"{name}!第{row_number}行第{column}列"
        yield Cell(text, address, row_number, column, rows, columns)


def _number(element: Any, path: str) -> int:
    found = element.find("/".join(qn(part) for part in path.split("/")))
    return int(found.get(qn("w:val")) or 0) if found is not None else 0


def _cell_text(cell: Any) -> str:
    return "\n".join(filter(None, (_text(paragraph) for paragraph in cell.iter(qn("w:p"))))).strip()


def _text(paragraph: Any) -> str:
    """Return the text that a reader sees: insertions count, deletions do not."""
    found: list[str] = []
    for element in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen")):
        if any(parent.tag == qn("w:del") for parent in element.iterancestors()):
            continue
        marks = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:noBreakHyphen"): "-"}
        found.append(marks.get(element.tag) or element.text or "")
    return "".join(found).strip()


def _remarks(document: Any) -> Iterator[Remark]:
    body = document.element.body
    changes = sum(1 for _ in body.iter(qn("w:ins"), qn("w:del")))
    if changes:
        yield Remark(
            "文件", f"有 {changes} 处没有接受或拒绝的修订，按接受后的文字读取", doubtful=True
        )
    if any(body.iter(qn("w:vanish"))):
        yield Remark("文件", "有隐藏文字，一并读取", doubtful=True)
    for part in document.part.package.iter_parts():
        if str(part.partname).endswith("/comments.xml"):
            yield Remark("文件", "有批注，批注的内容没有导入")
    names = [
        name
        for name in (document.core_properties.author, document.core_properties.last_modified_by)
        if name
    ]
    names = [name for name in dict.fromkeys(names) if name != "python-docx"]
    if names:
        yield Remark("文件属性", f"作者信息含有姓名：{'、'.join(names)}")
