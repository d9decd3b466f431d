"""What is no page passes MkDocs by: data, texts and pictures go into the site by whole folders.

MkDocs would copy each file to where it is moved to here. The pages of these folders stay with it,
and what a hand-written page leads to, for MkDocs checks the links of these.
"""

import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.publish.walking import files_below, take_away

_FOLDERS = ("data", "search", "og")
_NAME = re.compile(r"[^\s/()\[\]<>\"'#?]+")


@contextmanager
def passing_by(
    docs: Path, aside: Path, site: Path, hand_written: Collection[str] = ()
) -> Iterator[None]:
    """Take the files that are no pages out of the tree while the block builds the pages.

    Afterwards they lie in the site, and no more in the tree; where the block fails, in the tree.
    """
    led_to = _led_to(docs, hand_written)
    names = [name for name in _FOLDERS if (docs / name).is_dir()]
    for name in names:
        _move(docs / name, aside / name)
        _bring_files(aside / name, docs / name, led_to)
    try:
        yield
    except BaseException:
        for name in names:
            _bring_files(docs / name, aside / name)
            take_away(docs / name, ignore_errors=True)
            _move(aside / name, docs / name)
        raise
    for name in names:
        _bring_files(site / name, aside / name)
        take_away(site / name, ignore_errors=True)
        _move(aside / name, site / name)


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(source, target)


def _led_to(docs: Path, hand_written: Collection[str]) -> frozenset[str]:
    """Return all that may be the name of a file in a link of a hand-written page."""
    pages = ((docs / name / "index.md").read_text("utf-8") for name in hand_written)
    return frozenset(name for text in pages for name in _NAME.findall(text))


def _bring_files(source: Path, target: Path, only: Collection[str] | None = None) -> None:
    """Move files to the same places in another folder; with `only`, pages and those names."""
    for path in files_below(source) if source.is_dir() else ():
        name = path.rpartition("/")[2]
        if only is None or name.endswith(".md") or name in only:
            _move(source / path, target / path)
