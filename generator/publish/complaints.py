"""What MkDocs complains of, told in Chinese and at its place in the hand-written page."""

import re
from collections.abc import Collection, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from generator.model.finding import Location
from generator.publish.problems import (
    BROKEN_LINK,
    DISPLACED,
    LED_AWAY,
    MISSING_PAGE,
    NO_PARQUET,
)

# MkDocs closes with the number of its complaints, which is none itself.
_LAST = "Aborted with"
_COMPLAINT = re.compile(r"^(?:WARNING|ERROR|CRITICAL) *-  (.+)$", re.MULTILINE)
_LINK = re.compile(
    r"Doc file '(?P<page>[a-z0-9-]+)/index\.md' contains an? "
    r"(?:unrecognized relative |absolute )?link '(?P<link>.+?)', "
    r".+?(?:Did you mean '(?P<meant>.+)'\?)?"
)
_NOT_IN_SITE = re.compile(
    r"A reference to '(?P<page>[a-z0-9-]+)/index\.md' is included in the 'nav' .+"
)

_META = re.compile(r"<\s*meta\b", re.IGNORECASE)


def complaints(output: str, docs: Path) -> tuple[str, ...]:
    """Return a text for each warning or error that MkDocs printed; `docs` is the tree it read."""
    return tuple(
        _told(match[1], docs)
        for match in _COMPLAINT.finditer(output)
        if not match[1].startswith(_LAST)
    )


def displaced(address: str) -> str:
    """Say that a hand-written page has the address of a generated one: `corrections/index.md`."""
    name = _source(address.removesuffix("/index.md"))
    head = f"{Location(name)}: 错误 {DISPLACED.code} 与程序生成的页面同一个地址，没有生成网站"
    return f"{head}\n    改法：{DISPLACED.advice}"


def led_away(pages: Iterable[tuple[str, str]]) -> str:
    """Say which hand-written pages lead their reader away by themselves; "" where none does."""
    return "\n".join(
        f"{_in_text(_source(name), text, found.start())}: 错误 {LED_AWAY.code} 有 <meta>，没有生成网站"
        f"\n    改法：{LED_AWAY.advice}"
        for name, text in pages
        for found in _META.finditer(text)
    )


def lacking(formats: Collection[str]) -> str:
    """Say that a format of the data cannot be written on this machine; "" where all can."""
    if "parquet" not in formats or find_spec("pyarrow") is not None:
        return ""
    head = f"site.yml: 错误 {NO_PARQUET.code} 没有装 pyarrow，写不出 Parquet，没有生成网站"
    return f"{head}\n    改法：{NO_PARQUET.advice}"


def _told(complaint: str, docs: Path) -> str:
    if link := _LINK.fullmatch(complaint):
        return "\n".join(_broken_link(link, docs))
    if page := _NOT_IN_SITE.fullmatch(complaint):
        return "\n".join(_no_page(page["page"]))
    return f"MkDocs：{complaint}"


def _broken_link(found: re.Match[str], docs: Path) -> Iterator[str]:
    page, link = found["page"], found["link"]
    place = _place(docs, page, link)
    yield f"{place}: 错误 {BROKEN_LINK.code} 链接“{link}”在本站没有对应的页面、段落或文件"
    yield f"    应为：{found['meant'] or '本站的页面，从本页写起，如 ../corrections/index.md'}"
    yield f"    改法：{BROKEN_LINK.advice}"


def _no_page(page: str) -> Iterator[str]:
    name = _source(page)
    yield f"{Location(name)}: 错误 {MISSING_PAGE.code} 缺少 {name}，主导航要用它"
    yield f"    改法：{MISSING_PAGE.advice}"


def _source(page: str) -> str:
    """Return the file in the content folder that a hand-written page comes from."""
    return f"pages/{page}.md"


def _place(docs: Path, page: str, link: str) -> Location:
    """Return where the link stands in the page, which the tree holds as it was written."""
    text = (docs / page / "index.md").read_text(encoding="utf-8")
    found = re.search(rf"(?:\(|\]:\s*){re.escape(link)}", text)
    return _in_text(_source(page), text, found.end() - len(link) if found else 0)


def _in_text(file: str, text: str, start: int) -> Location:
    before = text[:start]
    return Location(file, before.count("\n") + 1, start - before.rfind("\n"))
