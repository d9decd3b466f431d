"""What a file holds, counted apart from the reading of it: text that was not read is told.

This reader knows nothing of cells, merges or forms. It only collects every piece of text of the
package, so that a mistake of the readers cannot make it blind too.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from lxml import etree

from generator.forms.grid import Grid, Paragraph, Remark
from generator.forms.html_counting import texts_in_cells
from generator.forms.html_text import decoded

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MARGIN = re.compile(r"word/(?:header|footer)[0-9]*\.xml")
_NOTES = re.compile(r"word/(?:footnotes|endnotes)\.xml")
_DRAWING = re.compile(r"xl/drawings/drawing[0-9]*\.xml")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_MOST_TOLD = 20
_LONGEST = 30


def uncounted(suffix: str, data: bytes, parts: Sequence[Grid | Paragraph]) -> Iterator[Remark]:
    """Yield a remark on every text of the file that no part holds; of pages, within cells."""
    if suffix in (".html", ".htm"):
        yield from _missed(texts_in_cells(decoded(data)[0]), _squeezed_of(parts))
        return
    if suffix not in (".docx", ".xlsx", ".ods"):
        return
    with zipfile.ZipFile(BytesIO(data)) as archive:
        package = _Package(archive)
        found = {".docx": _in_word, ".xlsx": _in_excel, ".ods": _in_open_workbook}[suffix]
        yield from found(package, parts)


class _Package:
    """The parts of a file by their names, as trees."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def trees(self, pattern: re.Pattern[str]) -> Iterator[Any]:
        """Yield the parts whose names fit."""
        for name in sorted(self._archive.namelist()):
            if pattern.fullmatch(name):
                parser = etree.XMLParser(resolve_entities=False, no_network=True)
                yield etree.fromstring(self._archive.read(name), parser)


def _in_word(package: _Package, parts: Sequence[Grid | Paragraph]) -> Iterator[Remark]:
    for root in package.trees(re.compile(r"word/document\.xml")):
        yield from _missed(_paragraphs(root), _squeezed_of(parts))
    for pattern, name, is_doubtful in ((_MARGIN, "页眉页脚", False), (_NOTES, "脚注尾注", True)):
        lines = [line for root in package.trees(pattern) for line in _paragraphs(root)]
        yield from _aside(name, lines, doubtful=is_doubtful)


def _paragraphs(root: Any) -> Iterator[str]:
    """Yield the text of each paragraph, deletions and second copies of drawings left out."""
    for paragraph in root.iter(f"{_W}p"):
        own = (one for one in paragraph.iter(f"{_W}t") if _nearest(one) is paragraph)
        text = "".join(one.text or "" for one in own)
        if text.strip() and not any(one.tag == _FALLBACK for one in paragraph.iterancestors()):
            yield text.strip()


def _nearest(element: Any) -> Any:
    """Return the paragraph that a piece of text stands in, None where it was deleted."""
    for parent in element.iterancestors():
        if parent.tag in (f"{_W}del", f"{_W}moveFrom", _FALLBACK):
            return None
        if parent.tag == f"{_W}p":
            return parent
    return None


def _missed(lines: Iterable[str], read: str) -> Iterator[Remark]:
    counted = Counter(map(_squeeze, lines))
    missed = [text for text, times in counted.items() if text and read.count(text) < times]
    yield from (_told(f"有一处文字没有读到：“{text[:_LONGEST]}”") for text in missed[:_MOST_TOLD])
    if len(missed) > _MOST_TOLD:
        yield _told(f"另有 {len(missed) - _MOST_TOLD} 处文字没有读到")


def _told(message: str) -> Remark:
    return Remark("文件", message, doubtful=True)


def _squeezed_of(parts: Sequence[Grid | Paragraph]) -> str:
    texts = [cell.text for part in parts if isinstance(part, Grid) for cell in part.cells]
    texts += [part.text for part in parts if isinstance(part, Paragraph)]
    return "\n".join(map(_squeeze, texts))


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _aside(name: str, lines: Iterable[str], *, doubtful: bool) -> Iterator[Remark]:
    texts = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    if texts:
        words = "；".join(text[:_LONGEST] for text in texts[:_MOST_TOLD])
        yield Remark("文件", f"{name}里的文字没有导入：“{words}”", doubtful=doubtful)


def _in_excel(package: _Package, parts: Sequence[Grid | Paragraph]) -> Iterator[Remark]:
    shapes = [
        "".join(piece.text or "" for piece in line.iter(f"{_A}t"))
        for root in package.trees(_DRAWING)
        for line in root.iter(f"{_A}p")
    ]
    yield from _aside("图形、文本框", shapes, doubtful=True)
    margins = [
        re.sub(r"&(?:\"[^\"]*\"|[A-Z]|[0-9]+)", "", margin.text or "")
        for root in package.trees(_SHEET)
        for margin in root.iter(*(f"{_S}{name}" for name in _MARGIN_TAGS))
    ]
    yield from _aside("页眉页脚", margins, doubtful=False)


_MARGIN_TAGS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


def _in_open_workbook(package: _Package, parts: Sequence[Grid | Paragraph]) -> Iterator[Remark]:
    shapes = [
        "".join(line.itertext())
        for root in package.trees(re.compile(r"content\.xml"))
        for line in root.iter(f"{_TEXT}p", f"{_TEXT}h")
        if any(str(parent.tag).startswith(_DRAW) for parent in line.iterancestors())
    ]
    yield from _aside("图形、文本框", shapes, doubtful=True)
