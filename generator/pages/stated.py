"""What parts of a form state, under their labels: the columns of a table, the facts of one row."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from generator.model.fields import LISTED, OWN, FormField, fields_of
from generator.model.figure import Figure
from generator.model.types import Part
from generator.pages.common import Fact

# A field, and where its columns bear names of the form's own, such a name.
Column = tuple[FormField, str]


@cache
def listed_on_page(part: type[Part]) -> tuple[FormField, ...]:
    """Return the fields that the page tells with their labels, in the form's order."""
    return tuple(field for field in fields_of(part) if field.shown is LISTED)


def columns(fields: Iterable[FormField], rows: Sequence[Part]) -> Iterator[Column]:
    """Yield the columns that some row fills."""
    for field in fields:
        values = [getattr(row, field.name) for row in rows]
        if field.kind is OWN:
            names = dict.fromkeys(name for value in values for name in value)
            yield from ((field, name) for name in names)
        elif any(values):
            yield field, ""


def label(column: Column) -> str:
    """Return a column's head: the label on the form."""
    field, name = column
    return name or field.key


def text(row: Part, column: Column) -> str:
    """Return what a row states in a column, "" where it states nothing."""
    field, name = column
    value = getattr(row, field.name)
    if isinstance(value, dict):
        value = value.get(name)
    return value.text if isinstance(value, Figure) else str(value or "")


def facts(part: Part, fields: Iterable[FormField]) -> tuple[Fact, ...]:
    """Return what a part states of the fields, each with its label."""
    found = (Fact(label(column), text(part, column)) for column in columns(fields, [part]))
    return tuple(fact for fact in found if fact.text)
