"""Finished HTML passes Markdown as it is: a MkDocs hook that saves work and changes nothing.

Our pages are Markdown headings between blocks of finished HTML. Python-Markdown and MkDocs read
such blocks with three parsers written in Python, nine tenths of the time of a build, only to put
them back as they were. Here one regular expression finds where a block ends and stores it as
Python-Markdown would have done; headings, their ids and the table of contents take the usual way.
Whatever is not plainly of this shape (comments, scripts, HTML between words that are no heading,
anything unclosed) is left to Markdown: then nothing is saved. Without the hook every builder
makes the same pages.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

# The numbers place a step among those of Python-Markdown and MkDocs: after
# whitespace is normalised (30), before HTML is looked for (21 and 20);
# before MkDocs collects the anchors of a page (5), and again after it.
_BEFORE_HTML, _BEFORE_ANCHORS, _AFTER_ANCHORS = 25, 6, 4

_ATTRIBUTE = r'\s++[a-zA-Z_:][-\w:.]*+(?:="[^"<>]*+")?+'
_TAG = re.compile(rf"</?[a-z][a-z0-9]*+(?:{_ATTRIBUTE})*+\s*+>")
_ANCHOR = re.compile(r'<(?:a\b[^>]*? name|[a-z][^>]*? id)="([^"]++)"')
# What the parsers would mend, keep apart or not read as a tag; a page
# with any of it is left to them.
_UNUSUAL = re.compile(
    r"<(?:style|textarea|hr)\b|<script\b(?![^<]*</script>)|&(?!#[0-9]+;|[a-zA-Z][a-zA-Z0-9]*;)"
)
_BLANK_LINE = re.compile(r"(?: *\n){2}")
_LINE_END = re.compile(r" *(?:\n|$)")
_OPENING = re.compile("<")
_FIRST_NAME = re.compile(r"<([a-z][a-z0-9]*)")
_ANY_NAME = re.compile(r"</?([a-z][a-z0-9]*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a page: a block of finished HTML, or Markdown without any.

    A newline that is followed by a blank line belongs to the block: Python-Markdown keeps it so.
    """

    text: str
    is_html: bool


def pieces(text: str, md: Markdown) -> tuple[Piece, ...] | None:
    """Part a page into finished blocks and Markdown.

    None where it is not plainly made of these two.
    """
    if text.count("<") != len(_TAG.findall(text)) or _UNUSUAL.search(text):
        return None
    found = tuple(_parts(text, md))
    left = (piece.text for piece in found if not piece.is_html)
    return found if all(_has_tags_in_headings_alone(text, md) for text in left) else None


def _has_tags_in_headings_alone(text: str, md: Markdown) -> bool:
    """Tell whether each tag is one within the words of a heading, which need no parser."""
    return next(_outside_headings(text, md), None) is None


def _is_in_heading(text: str, start: int, md: Markdown) -> bool:
    """Tell whether the tag that begins at `start` stands within the words of a heading."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    name = _ANY_NAME.match(text, start)
    return line.startswith("#") and name is not None and not md.is_block_level(name[1])


def _parts(text: str, md: Markdown) -> Iterator[Piece]:
    """Yield blocks and what lies between.

    After a block that cannot be told, all the rest as one piece.
    """
    position = 0
    for start, end in _blocks(text, md):
        between = text[position:start]
        if between.strip():
            yield Piece(between, is_html=False)
        blank = "\n" if _BLANK_LINE.match(text, end) else ""
        yield Piece(text[start:end] + blank, is_html=True)
        position = end
    yield Piece(text[position:], is_html=False)


def _blocks(text: str, md: Markdown) -> Iterator[tuple[int, int]]:
    """Yield where blocks begin and end, up to the first that cannot be told."""
    position = 0
    while (start := next(_outside_headings(text, md, position), None)) is not None:
        end = _end_of_block(text, start, md) if _ready(text[position:start], position) else None
        if end is None:
            return
        yield start, end
        position = end


def _outside_headings(text: str, md: Markdown, position: int = 0) -> Iterator[int]:
    """Yield where tags begin, from a position on, that are not within the words of a heading."""
    for tag in _OPENING.finditer(text, position):
        if not _is_in_heading(text, tag.start(), md):
            yield tag.start()


def _ready(between: str, position: int) -> bool:
    """Tell whether a block may begin.

    At the start of a page, on the line after a block, or after a blank line.
    """
    return between.endswith("\n\n") or between == ("\n" if position else "")


def _end_of_block(text: str, start: int, md: Markdown) -> int | None:
    """Return where the block that begins at `start` ends.

    None where it is no block on lines of its own.
    """
    name = _FIRST_NAME.match(text, start)
    if not name or not md.is_block_level(name[1]):
        return None
    depth = 0
    for tag in _tags_named(name[1]).finditer(text, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end() if _LINE_END.match(text, tag.end()) else None
    return None


@cache
def _tags_named(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}(?=[\s>])[^>]*>")


class KeepFinished(Preprocessor):
    """Puts a placeholder in the place of each finished block, as Python-Markdown does."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.anchors: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines that are left to read."""
        text = "\n".join(lines)
        found = pieces(text, self.md)
        if found is None:
            return lines
        self.anchors = [html.unescape(name) for name in _ANCHOR.findall(text)]
        return "".join(self._left(found)).split("\n")

    def _left(self, found: tuple[Piece, ...]) -> Iterator[str]:
        """Yield what is left to read.

        Markdown, and one placeholder for blocks that follow each other.
        """
        for is_html, run in groupby(found, lambda piece: piece.is_html):
            text = "\n".join(piece.text for piece in run)
            yield f"\n\n{self.md.htmlStash.store(text)}\n\n" if is_html else text


class TellAnchors(Treeprocessor):
    """Shows MkDocs the anchors inside finished blocks, so that it still checks links to them."""

    def __init__(self, md: Markdown, kept: KeepFinished) -> None:
        super().__init__(md)
        self.kept = kept
        self.shown: Element | None = None

    def run(self, root: Element) -> None:
        """Add one element that holds them all.

        Named, not by id: a heading may still have that id.
        """
        self.shown = SubElement(root, "div")
        for name in self.kept.anchors:
            SubElement(self.shown, "a", name=name, href="")


class ForgetAnchors(Treeprocessor):
    """Takes away what TellAnchors added."""

    def __init__(self, md: Markdown, told: TellAnchors) -> None:
        super().__init__(md)
        self.told = told

    def run(self, root: Element) -> None:
        """Leave the tree as it was."""
        if self.told.shown is not None:
            root.remove(self.told.shown)


class Finished(Extension):
    """The Python-Markdown extension of this module."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the three steps."""
        kept = KeepFinished(md)
        told = TellAnchors(md, kept)
        md.preprocessors.register(kept, "finished", _BEFORE_HTML)
        md.treeprocessors.register(told, "finished_anchors", _BEFORE_ANCHORS)
        md.treeprocessors.register(ForgetAnchors(md, told), "finished_end", _AFTER_ANCHORS)


def on_config(config: Any, **_: object) -> Any:
    """Add the extension to those of mkdocs.yml; MkDocs calls this."""
    config.markdown_extensions.append(Finished())
    return config
