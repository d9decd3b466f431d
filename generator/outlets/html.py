"""Blocks as HTML: a fragment that a government's content system takes as it is, or a whole page.

The fragment has neither style nor script, nor ids that may be taken there already; borders are
attributes of the tables, which such systems leave alone.
"""

from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.outlets.blocks import Block


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("generator", "outlets/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def fragment(blocks: Iterable[Block]) -> bytes:
    """Return the blocks as a piece of HTML in UTF-8."""
    text = _environment().get_template("fragment.html.j2").render(blocks=list(blocks))
    return text.encode()


def volume(blocks: Iterable[Block], title: str, cover: Iterable[str], pages: dict[str, int]) -> str:
    """Return the blocks as a page to be printed, with a cover and contents.

    `cover` are the lines below the title; `pages` says on which page each named heading stands, as
    far as it is known.
    """
    told = list(blocks)
    return (
        _environment()
        .get_template("volume.html.j2")
        .render(blocks=told, title=title, cover=list(cover), pages=pages)
    )
