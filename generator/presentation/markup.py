"""Text to markup: how values of the data become inert in Markdown and HTML."""

import re
from functools import lru_cache

from markupsafe import Markup

# ASCII punctuation as character references means nothing to Markdown, attr_list or HTML. A line
# break as one ends no heading and begins no block.
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~\n]")
_MISSING = Markup('<span class="jx-missing">未填报</span>')
_NUMBER_LIKE = re.compile(r"[0-9.,%+-]+")
# Pages say the same few names and figures again and again; longer texts hardly ever.
_REMEMBERED, _LONGEST_NAME = 8192, 64


def inert(text: str) -> Markup:
    """Return `text` so that it reads the same and can neither be markup nor start any."""
    return _inert_name(text) if len(text) <= _LONGEST_NAME else _inert(text)


def _inert(text: str) -> Markup:
    # 1.5, 97.34% and 8,500 are harmless inside HTML blocks and stay readable in the Markdown tree.
    if _NUMBER_LIKE.fullmatch(text):
        return Markup(text)  # noqa: S704 - digits and number signs only
    escaped = _PUNCTUATION.sub(lambda mark: f"&#{ord(mark.group())};", text)
    return Markup(escaped)  # noqa: S704 - escaped here


_inert_name = lru_cache(_REMEMBERED)(_inert)


def paragraphs(text: str) -> Markup:
    """Return a longer text as HTML paragraphs, one a line of the original."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return Markup("").join(Markup("<p>{}</p>").format(inert(line)) for line in lines)


def preformatted(text: str) -> Markup:
    """Return a text whose line breaks, spaces and tabs are to stay as they are."""
    return inert(text).replace("\t", Markup("&#9;"))


def or_missing(text: str | None) -> Markup:
    """Return the text, or the words that say it is not stated."""
    return inert(text) if text else _MISSING
