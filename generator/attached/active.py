"""What in a PDF does something when it is opened: scripts, programs to start, files within."""

import io
from collections.abc import Collection, Iterator
from typing import Any

from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.pdftypes import PDFObjectNotFound, PDFStream
from pdfplumber import open as open_pdf

_ACTIONS = {
    "/'JavaScript'": "脚本",
    "/'Launch'": "启动程序的动作",
    "/'ImportData'": "导入数据的动作",
}
_TYPES = {"/'EmbeddedFile'": "嵌入的文件", "/'RichMedia'": "音像或三维内容"}
# No form or scan has more objects; what lay behind them would be looked at by nobody.
_MOST = 200_000


def active_in(data: bytes) -> str:
    """Say what a PDF would do or carries along, "" where it only shows pages.

    One of too many objects to look through is said to be so.
    """
    with open_pdf(io.BytesIO(data)) as document:
        names = {name for xref in document.doc.xrefs for name in xref.get_objids()}
        if len(names) > _MOST:
            return f"超过 {_MOST} 个对象，查不完"
        objects = _objects(document.doc, names)
        found = dict.fromkeys(words for one in objects for words in _said(one))
    return "、".join(found)


def _objects(document: Any, names: Collection[int]) -> Iterator[Any]:
    """Yield every object, whether a page leads to it or not."""
    for name in sorted(names):
        try:
            yield document.getobj(name)
        except (PDFObjectNotFound, PDFSyntaxError):
            continue


def _said(value: Any) -> Iterator[str]:
    """Yield what an object does, and what stands within it does."""
    if isinstance(value, PDFStream):
        value = value.attrs
    if isinstance(value, dict):
        yield from _named(value)
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _said(inner)


def _named(value: dict[str, Any]) -> Iterator[str]:
    if "JS" in value:
        yield _ACTIONS["/'JavaScript'"]
    for key, known in (("S", _ACTIONS), ("Type", _TYPES), ("Subtype", _TYPES)):
        if words := known.get(str(value.get(key))):
            yield words
