"""Where an imported form belongs: its year, its department, and a name that no other form has.

A form is the same as an earlier one where project and unit are the same, or where the same file,
which holds a single form, brings it again.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.form_tree.tree import Tree
from generator.forms.finished import Imported
from generator.model.report import Identity
from generator.model.text import fold
from generator.model.types import identifier_problem

Key = tuple[str, str, str]
_TOLD_BY = ("项目名称", "实施单位", "项目编码")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a form stands: its file's path from beside the content folder, and its number there."""

    path: str
    number: int = 1
    of: int = 1

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return PurePosixPath(self.path).stem


@dataclass(frozen=True, slots=True)
class Known:
    """A form that has a name already: what it was imported from, and what it is about."""

    key: Key
    origin: Origin | None = None


def key_of(values: Tree) -> Key:
    """Return what tells a project from the others of its department and year."""
    project, unit, code = (fold(str(values.get(name) or "")) for name in _TOLD_BY)
    return project, unit, code


def named(
    year: int,
    department: str,
    imported: Imported,
    origin: Origin,
    known: Callable[[Identity], Known | None],
) -> Identity:
    """Return the name the form has already, else the first that is free."""
    names = list(_names(imported, origin))
    places = [Identity(year, department, name) for name in names]
    same = (one for one in places if _same(known(one), imported, origin))
    free = (one for one in places if known(one) is None)
    return next(same, None) or next(free, places[-1])


def _same(known: Known | None, imported: Imported, origin: Origin) -> bool:
    if known is None:
        return False
    key = key_of(imported.values)
    if key == known.key and key[0]:
        return True
    return origin.of == 1 and known.origin == origin


def _names(imported: Imported, origin: Origin) -> Iterator[str]:
    """Yield names for a form, the shortest first; the last one is its own by path and number."""
    told = "\n".join(key_of(imported.values))
    plain = origin.stem.lower()
    if identifier_problem(plain):
        plain = f"p-{_digest(fold(imported.name), 10)}"
    numbered = plain if origin.number == 1 else f"{plain}-{origin.number}"
    yield numbered
    for mark in (told, f"{told}\n{origin.path}\n{origin.number}"):
        yield f"{plain[:50].rstrip('-')}-{_digest(mark, 6)}"


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]
