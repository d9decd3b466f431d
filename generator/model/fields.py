"""A field of the form, declared once where its type stands: what it holds and where it goes.

A declaration is pydantic's Field with one FormField in its metadata; the type stays in the
annotation. The order of a part is the order of the form. A declaration says only what its kind does
not. Whoever handles fields (import, export, pages, data, search, the gate of corrections) asks the
declarations.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache
from typing import Any, get_args

from pydantic import Field
from pydantic.fields import FieldInfo

from generator.model.types import Part

REQUIRED = ...


class Columns(Enum):
    """Which columns of the published tables tell a field."""

    NONE = auto()
    TEXT = auto()  # one: what is stated
    PRINTED = auto()  # one: the figure as printed
    AMOUNT = auto()  # as printed, and in 元
    POINTS = auto()  # as printed, and in 分
    MEASURE = auto()  # as printed, and what is read in it


class Place(Enum):
    """Where a field stands: `printed` on the official form, `shown` on the report page."""

    LISTED = auto()  # with its label, as its part lists what it states
    ALWAYS = auto()  # the same, on the form also where nothing is stated
    APART = auto()  # in a place of its own
    WITHIN = auto()  # in words that say more than the field states
    NOWHERE = auto()


LISTED, ALWAYS, APART, WITHIN, NOWHERE = Place


class Belongs(Enum):
    """Whose statement a field of the file is, with all that stands in it."""

    FORM = auto()  # the bureau's own, on the official form
    REPORT = auto()  # added to tell reports and projects apart; an import of the form keeps it
    FILE = auto()  # about the file and its publication: kept as well, and never told as revised


@dataclass(frozen=True, slots=True)
class FieldKind:
    """What a field holds, and what follows from that alone.

    `guarded`: once published it changes only with a correction. `scanned`: it may be personal.
    """

    title: str
    guarded: bool = False
    scanned: bool = True
    columns: Columns = Columns.TEXT


AMOUNT = FieldKind("金额", guarded=True, scanned=False, columns=Columns.AMOUNT)
POINTS = FieldKind("分数", guarded=True, columns=Columns.POINTS)
RATE = FieldKind("比率", guarded=True, columns=Columns.PRINTED)
MEASURE = FieldKind("指标值", guarded=True, columns=Columns.MEASURE)
TERM = FieldKind("用语", guarded=True)  # a word by which figures are read or judged
UNIT = FieldKind(
    "计量单位", guarded=True
)  # stands in captions and labels, not in a cell of its own
NAME = FieldKind("名称", guarded=True)
CODE = FieldKind("编码", guarded=True, scanned=False)
NOTE = FieldKind("文字")
YEAR = FieldKind("年度", guarded=True)
DAY = FieldKind("日期")
GROUP = FieldKind("栏组", columns=Columns.NONE)
ROWS = FieldKind("各行", guarded=True, columns=Columns.NONE)  # none may come or go unsaid
OWN = FieldKind("自设栏", guarded=True)  # columns under names of the form's own
# What stands in a cell beside its label; figures stand in tables.
_WORDS = (NAME, CODE, NOTE, TERM)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """All that is known of a field beside its type.

    `key` is its label on the official form and its key in a file, `title` its name in full, `name`
    its name in code. `spellings` are other labels of it, `row_spellings` those of a table that has
    figures in rows. `data` is the stem of its columns in the published tables, "" where they tell
    it otherwise or not at all; `data_before` names the field before whose columns they stand, where
    that is not the order of the form. Rows are `headed_by` the keys that name them. `part` is what
    a group or a row holds.
    """

    key: str
    kind: FieldKind
    guarded: bool
    scanned: bool
    searched: bool
    columns: Columns
    spellings: tuple[str, ...] = ()
    row_spellings: tuple[str, ...] = ()
    printed: Place = LISTED
    shown: Place = LISTED
    belongs: Belongs = Belongs.FORM
    withholdable: bool = True
    data: str | None = None
    data_before: str = ""
    headed_by: tuple[str, ...] = ()
    name: str = ""
    title: str = ""
    part: type[Part] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """Its key and its other labels."""
        return (self.key, *self.spellings)

    @property
    def row_labels(self) -> tuple[str, ...]:
        """Its key and its other labels in a table that has figures in rows."""
        return (self.key, *self.row_spellings)

    @property
    def is_listed(self) -> bool:
        """Tell whether the form has it under its label among others like it."""
        return self.printed in (LISTED, ALWAYS)


_SEVERAL = ("spellings", "row_spellings", "headed_by")
_LIMITS = ("default_factory", "min_length", "pattern")


def declare(
    key: str,
    kind: FieldKind,
    *,
    default: Any = None,
    title: str = "",
    note: str = "",
    **said: Any,
) -> Any:
    """Declare a field: `key` is its label on the form, `note` a hint for who fills it in.

    What else is said goes to the FormField, several spellings or keys as one text with spaces;
    `default_factory`, `min_length` and `pattern` go to pydantic. TypeError where neither knows it.
    """
    limits = {name: said.pop(name) for name in _LIMITS if name in said}
    if "default_factory" not in limits:
        limits["default"] = default
    info: FieldInfo = Field(alias=key, title=title or key, description=note or None, **limits)
    info.metadata.append(_field(key, kind, said))
    return info


def _field(key: str, kind: FieldKind, said: dict[str, Any]) -> FormField:
    several = [name for name in _SEVERAL if name in said]
    words: dict[str, Any] = {name: tuple(said.pop(name).split()) for name in several}
    is_told = said.get("shown", LISTED) in (LISTED, APART)
    follows: dict[str, Any] = {
        "guarded": kind.guarded,
        "scanned": kind.scanned,
        "columns": kind.columns,
        "searched": is_told,
    }
    return FormField(key=key, kind=kind, **(follows | words | said))


@cache
def fields_of(part: type[Part]) -> tuple[FormField, ...]:
    """Return what is declared of each field, in the form's order; TypeError where one is not."""
    return tuple(_declared(part, name, info) for name, info in part.model_fields.items())


def _declared(part: type[Part], name: str, info: FieldInfo) -> FormField:
    for item in info.metadata:
        if isinstance(item, FormField):
            data = name if item.data is None else item.data
            inner = _part_in(info.annotation)
            return replace(item, name=name, title=str(info.title), data=data, part=inner)
    raise TypeError(f"{part.__name__}.{name} must be declared, so that it is known where it goes")


def _part_in(annotation: Any) -> type[Part] | None:
    """Return the part that an annotation such as `tuple[X, ...]` or `X | None` is about."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    found: Iterable[type[Part] | None] = map(_part_in, get_args(annotation))
    return next((inner for inner in found if inner is not None), None)


@cache
def listed(part: type[Part]) -> tuple[FormField, ...]:
    """Return the fields that the form has under their labels, in its order."""
    return tuple(field for field in fields_of(part) if field.is_listed)


@cache
def with_data(part: type[Part]) -> tuple[FormField, ...]:
    """Return the fields with columns of their own in a published table, in the table's order."""
    found = [one for one in fields_of(part) if one.data and one.columns is not Columns.NONE]
    ordered = [one for one in found if not one.data_before]
    for field in [one for one in found if one.data_before]:
        before = [one.name for one in ordered].index(field.data_before)
        ordered.insert(before, field)
    return tuple(ordered)


@cache
def heads_of(form: type[Part]) -> tuple[FormField, ...]:
    """Return the fields of a form that are a label and one value beside it."""
    stated = [field for field in fields_of(form) if field.belongs is Belongs.FORM]
    printed = [field for field in stated if field.printed is not NOWHERE]
    return tuple(field for field in printed if field.kind in _WORDS)


def beside(form: type[Part], *belongs: Belongs) -> tuple[str, ...]:
    """Return the keys of what stands beside the official form."""
    return tuple(field.key for field in fields_of(form) if field.belongs in belongs)


def keys_by_label(part: type[Part]) -> dict[str, str]:
    """Return every label of a part's fields with the key it means.

    None where nothing is declared.
    """
    metadata = (item for info in part.model_fields.values() for item in info.metadata)
    declared = [item for item in metadata if isinstance(item, FormField)]
    return {label: field.key for field in declared for label in field.labels}


def named(part: type[Part], name: str) -> FormField:
    """Return what is declared of a field, by its name in code; KeyError where there is none."""
    return _by_name(part)[name]


def parts_of(part: type[Part]) -> tuple[type[Part], ...]:
    """Return a part and all parts that stand within it, each once."""
    found = {part: None}
    for field in fields_of(part):
        if field.part is not None:
            found |= dict.fromkeys(parts_of(field.part))
    return tuple(found)


def along(part: type[Part], path: Iterable[str | int]) -> Iterator[FormField]:
    """Yield what is declared of each key of a path, from the outermost, as far as it is declared.

    Numbers of rows are passed over. A column of the form's own that bears the name of a field of
    its row counts as that field.
    """
    for key in (step for step in path if isinstance(step, str)):
        field = _by_key(part).get(key)
        if field is None:
            return
        yield field
        part = field.part or part


def may_be_kept_back(form: type[Part], path: Iterable[str | int]) -> bool:
    """Tell whether the law can keep a field back: not what a file cannot be read without."""
    return all(field.withholdable for field in along(form, path))


@cache
def _by_name(part: type[Part]) -> dict[str, FormField]:
    return {field.name: field for field in fields_of(part)}


@cache
def _by_key(part: type[Part]) -> dict[str, FormField]:
    return {field.key: field for field in fields_of(part)}
