"""One field of some data files written anew: all or nothing, and nothing else of them changes.

What stands around the field, comments too, stays byte for byte.
"""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.form_tree.yaml_writing import write_yaml
from generator.loading.strict_yaml import parse_strict

_BEHIND = re.compile(r"(?:(?<=\n)[ \t]*(?:#.*)?\n)*\Z")


class BlockError(Exception):
    """A list, or a report on it, cannot be used; the message is Chinese, a line a problem."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One data file before and after; `told` says what becomes of it.

    `brings` are files that are copied with it: from where, and to where.
    """

    report: str
    title: str
    path: Path
    told: str
    before: str
    after: str
    brings: tuple[tuple[Path, Path], ...] = ()


def with_block(text: str, key: str, value: Any) -> str:
    """Return a data file with another value of a field, in its old place or at the end."""
    block = write_yaml({key: value}, [])
    old = _block(key).search(text)
    if old is None:
        return f"{text.rstrip()}\n\n{block}"
    # Empty lines and comments behind the block belong to what follows.
    rest = _BEHIND.search(old.group())
    behind = rest.group() if rest else ""
    return text[: old.start()] + block + behind + text[old.end() :]


def _block(key: str) -> re.Pattern[str]:
    return re.compile(rf"^{key}:.*\n?(?:(?:[ \t-].*|[ \t]*)(?:\n|\Z))*", re.MULTILINE)


def only_the_block_differs(name: str, key: str, before: str, after: str) -> None:
    """Raise BlockError where a file is written so that the field cannot be told apart."""
    old, new = (parse_strict(text.encode(), name).tree or {} for text in (before, after))
    rest = [{one: value for one, value in tree.items() if one != key} for tree in (old, new)]
    if rest[0] != rest[1] or key not in new:
        raise BlockError(f"{name}：写法特别，分不出“{key}”一栏，请手工改这一份")


def write_all(edits: Sequence[Edit]) -> None:
    """Write every file; each is renamed into its place when all of them are on the disk."""
    brought = [pair for one in edits for pair in one.brings]
    targets = [*(target for _, target in brought), *(one.path for one in edits)]
    partial = [target.with_name(f".{target.name}.partial") for target in targets]
    try:
        for path, (source, _) in zip(partial, brought, strict=False):
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, path)
        for path, one in zip(partial[len(brought) :], edits, strict=True):
            path.write_bytes(one.after.encode("utf-8"))
        for path, target in zip(partial, targets, strict=True):
            path.replace(target)
    finally:
        for path in partial:
            path.unlink(missing_ok=True)
