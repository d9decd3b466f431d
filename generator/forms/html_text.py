"""The text of a web page: which letters its bytes are, and what a reader sees of it, in order."""

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html

from generator.forms.grid import Remark
from generator.forms.problems import EMPTY, RefusedError

_CHARSET = re.compile(
    rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_-]{1,20})""", re.IGNORECASE
)
_HEAD = 4096
# Names of pages mean the larger table; browsers read them so.
_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

_LINES = frozenset(
    "address article blockquote body br caption center dd details div dl dt fieldset figure form "
    "h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr "
    "ul".split()
)
_UNSEEN = frozenset("head noscript script style svg template".split())
# What stands around the pages of a site, the same on each.
_AROUND = frozenset(("aside", "footer", "nav"))
_STRUCK = frozenset(("del", "s", "strike"))
_FRAMES = frozenset(("embed", "frame", "iframe", "object"))
_INPUTS = frozenset(("input", "select", "textarea"))
_BUTTONS = ("hidden", "submit", "button", "image", "reset")
_HEADING = re.compile(r"h([1-6])")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of a page, and what is doubtful about its letters, "" where nothing is.

    A mark at its beginning decides; else it is UTF-8 if it can be, for nothing else looks like it;
    else what the page says; else GB 18030, which Chinese pages without a word are written in.
    """
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    named = _CHARSET.search(data[:_HEAD])
    said = named.group(1).decode().lower() if named else ""
    for name in filter(None, (marked, "utf-8", _LARGER.get(said, said), "gb18030")):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        return text, _contradicted(text, name, said)
    text = data.decode("gb18030", "replace")
    return text, f"有 {text.count(chr(0xFFFD))} 个字读不出来，请对照原来的网页核实"


def _contradicted(text: str, read: str, said: str) -> str:
    if read == "utf-8" and said and said not in ("utf-8", "utf8") and not text.isascii():
        return f"网页写的编码是 {said}，内容却是 UTF-8，按 UTF-8 读取"
    return ""


def tree_of(text: str) -> Any:
    """Return a page as a tree, in whatever disorder its tags are. Raises RefusedError."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False, no_network=True
    )
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except html.etree.ParserError:
        raise RefusedError(EMPTY, "文件里什么也没有") from None


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text as it runs; `is_link` where it only leads to another page."""

    text: str
    is_link: bool


@dataclass(frozen=True, slots=True)
class LineEnd:
    """The end of a line; `level` is that of the heading that ended, 0 for plain text."""

    level: int = 0


@dataclass(frozen=True, slots=True)
class Met:
    """An element that is read by others: a table, or a picture."""

    element: Any


Piece = Words | LineEnd | Met


class Looking:
    """Goes through a page as it is seen, and counts what it passes by."""

    def __init__(self) -> None:
        self._passed: Counter[str] = Counter()

    def pieces(self, element: Any, *, is_link: bool = False) -> Iterator[Piece]:
        """Yield what stands in an element, in order; tables are met and not entered."""
        yield Words(element.text or "", is_link)
        for child in element:
            yield from self._child(child, is_link=is_link)
            yield Words(child.tail or "", is_link)

    def _child(self, child: Any, *, is_link: bool) -> Iterator[Piece]:
        tag = child.tag if isinstance(child.tag, str) else "script"
        if tag in _UNSEEN:
            return
        if why := self._why_passed(child, tag):
            self._passed[why] += 1
        elif tag in ("table", "img"):
            yield LineEnd() if tag == "table" else Words("", is_link)
            yield Met(child)
        elif tag in _LINES:
            heading = _HEADING.fullmatch(tag)
            yield LineEnd()
            yield from self.pieces(child, is_link=is_link)
            yield LineEnd(int(heading.group(1)) if heading else 0)
        else:
            yield from self.pieces(child, is_link=is_link or tag == "a")

    def _why_passed(self, element: Any, tag: str) -> str:
        """Return why an element is not read, "" where it is."""
        if _is_hidden(element):
            return "隐藏的内容" if element.text_content().strip() else "空的内容"
        kinds = ((_STRUCK, "划去的字"), (_FRAMES, "嵌入的网页"), (_AROUND, "导航和页脚"))
        if tag in _INPUTS:
            return "空的内容" if element.get("type") in _BUTTONS else "输入框"
        return next((why for tags, why in kinds if tag in tags), "")

    def seen(self, elements: Iterable[Any]) -> Iterator[Any]:
        """Yield the rows or cells that are shown, and count the others."""
        for element in elements:
            if why := self._why_passed(element, element.tag):
                self._passed[why] += 1
            else:
                yield element

    def remarks(self) -> Iterator[Remark]:
        """Yield what was passed by; a value may be missing for most of it."""
        for why, count in self._passed.items():
            if why != "空的内容":
                doubtful = why != "导航和页脚"
                yield Remark("文件", f"有 {count} 处{why}，没有读取", doubtful=doubtful)


def _is_hidden(element: Any) -> bool:
    """Tell whether an element says of itself that it is not shown."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
