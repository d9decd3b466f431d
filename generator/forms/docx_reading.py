"""Word documents to grids and paragraphs in reading order; what a reader does not see is told."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from generator.forms.grid import Cell, Grid, Paragraph, Remark, closely

_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TABLE, _PARAGRAPH, _ROW, _CELL = qn("w:tbl"), qn("w:p"), qn("w:tr"), qn("w:tc")
# What only wraps what it holds: content controls, tracked insertions, marks of other programs.
_WRAPS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:smartTag")))
_BOX = qn("w:txbxContent")
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# A drawing is kept twice, for new programs and for old ones.
_FALLBACK = f"{_COMPATIBILITY}Fallback"
_MARKS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
# Word draws no table wider.
_MOST_COLUMNS = 63


def read_docx(data: bytes) -> tuple[tuple[Grid | Paragraph, ...], tuple[Remark, ...]]:
    """Return tables and paragraphs as they follow one another, and remarks on what is not seen."""
    document: Any = Document(BytesIO(data))
    parts = tuple(_Reader(document).parts(document.element.body))
    return parts, tuple(_remarks(document))


def elements(document: Any) -> dict[str, Any]:
    """Return the cell or paragraph of a document at each address that reading it gives."""
    reader = _Reader(document)
    deque(reader.parts(document.element.body), maxlen=0)
    return reader.elements


class _Reader:
    """Reads a body part by part; tables, paragraphs and text boxes are numbered as they come.

    `elements` remembers what stands at each address.
    """

    def __init__(self, document: Any) -> None:
        self.elements: dict[str, Any] = {}
        self._styles = {style.style_id: style.name for style in document.styles}
        self._tables = self._paragraphs = self._boxes = 0

    def parts(self, body: Any, place: str = "") -> Iterator[Grid | Paragraph]:
        """Yield what stands in a body, a text box or a cell, in order."""
        for element in _within(body, _TABLE, _PARAGRAPH):
            if element.tag == _TABLE:
                yield from self._table(element)
            else:
                yield from self._paragraph(element, place)

    def _table(self, element: Any) -> Iterator[Grid | Paragraph]:
        """Yield a table, then the tables and text boxes that stand in its cells."""
        self._tables += 1
        name = f"表{self._tables}"
        yield Grid(name, closely(list(self._cells(element, name))))
        for row in _within(element, _ROW):
            for cell in _within(row, _CELL):
                for inner in _within(cell, _TABLE):
                    yield from self._table(inner)
                for paragraph in _within(cell, _PARAGRAPH):
                    yield from self._in_boxes(paragraph)

    def _cells(self, table: Any, name: str) -> Iterator[Cell]:
        """Yield the cells of a table; one that continues the cell above (vMerge) lengthens it."""
        open_cells: dict[int, Cell] = {}
        done: dict[str, Cell] = {}
        for number, row in enumerate(_within(table, _ROW), 1):
            column = 1 + min(_number(row, "w:trPr/w:gridBefore"), _MOST_COLUMNS)
            for element in _within(row, _CELL):
                width = min(max(1, _number(element, "w:tcPr/w:gridSpan")), _MOST_COLUMNS)
                above, text = open_cells.get(column), _cell_text(element)
                if _continues(element) and above and not text:
                    found = replace(above, rows=above.rows + 1)
                else:
                    address = f"{name}!第{number}行第{column}列"
                    found = Cell(text, address, number, column, 1, width)
                    self.elements[address] = element
                done[found.address] = open_cells[column] = found
                column += width
        yield from done.values()

    def _paragraph(self, element: Any, place: str) -> Iterator[Grid | Paragraph]:
        self._paragraphs += not place
        text = _text(element)
        if text:
            address = place or f"第{self._paragraphs}段"
            self.elements[address] = element
            yield Paragraph(text, address, self._level(element))
        yield from self._in_boxes(element)

    def _in_boxes(self, paragraph: Any) -> Iterator[Grid | Paragraph]:
        """Yield what stands in the text boxes that hang on a paragraph."""
        for box in paragraph.iter(_BOX):
            if _is_outer(box, paragraph):
                self._boxes += 1
                here = f"文本框{self._boxes}"
                for number, part in enumerate(self.parts(box, here), 1):
                    if isinstance(part, Paragraph):
                        address = f"{here}第{number}段"
                        self.elements[address] = paragraph
                        yield Paragraph(part.text, address)
                    else:
                        yield part

    def _level(self, paragraph: Any) -> int:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = self._styles.get(style.get(qn("w:val")), "") if style is not None else ""
        found = _HEADING.match(name or "")
        return int(found.group(1)) if found else 0


def _within(element: Any, *tags: str) -> Iterator[Any]:
    """Yield the children with one of these tags, those in mere wrappings too."""
    for child in element.iterchildren():
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPS:
            yield from _within(child, *tags)


def _is_outer(box: Any, paragraph: Any) -> bool:
    """Tell a text box that hangs on this very paragraph and is not the copy for old programs."""
    for parent in box.iterancestors():
        if parent is paragraph:
            return True
        if parent.tag in (_BOX, _FALLBACK):
            return False
    return False


def _continues(cell: Any) -> bool:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val")) != "restart"


def _number(element: Any, path: str) -> int:
    found = element.find("/".join(qn(part) for part in path.split("/")))
    text = found.get(qn("w:val")) if found is not None else None
    return int(text) if text and text.isdecimal() else 0


def _cell_text(cell: Any) -> str:
    """Return the cell's own lines; a table or a text box within it is read for itself."""
    lines = (_text(paragraph) for paragraph in _within(cell, _PARAGRAPH))
    return "\n".join(filter(None, lines)).strip()


def _text(paragraph: Any) -> str:
    """Return the text that a reader sees: insertions count, deletions and text boxes do not."""
    pieces = paragraph.iter(qn("w:t"), *_MARKS)
    own = (one for one in pieces if _belongs(one, paragraph))
    return "".join(_MARKS.get(one.tag) or one.text or "" for one in own).strip()


def _belongs(element: Any, paragraph: Any) -> bool:
    for parent in element.iterancestors():
        if parent is paragraph:
            return True
        if parent.tag in (qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), _BOX, _FALLBACK):
            return False
    return True


def _remarks(document: Any) -> Iterator[Remark]:
    body = document.element.body
    changes = sum(1 for _ in body.iter(qn("w:ins"), qn("w:del"), qn("w:moveFrom")))
    if changes:
        yield Remark(
            "文件", f"有 {changes} 处没有接受或拒绝的修订，按接受后的文字读取", doubtful=True
        )
    if any(body.iter(qn("w:vanish"))):
        yield Remark("文件", "有隐藏文字，一并读取", doubtful=True)
    for part in document.part.package.iter_parts():
        if str(part.partname).endswith("/comments.xml"):
            yield Remark("文件", "有批注，批注的内容没有导入")
    named = (document.core_properties.author, document.core_properties.last_modified_by)
    names = [name for name in dict.fromkeys(named) if name and name != "python-docx"]
    if names:
        yield Remark("文件属性", f"作者信息含有姓名：{'、'.join(names)}")
