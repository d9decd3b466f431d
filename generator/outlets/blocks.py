"""A document without a format: what every outlet says, before it becomes HTML, Word or paper."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a line of a table is: a row, a head over the rows below it, the sums."""

    ROW = "row"
    GROUP = "group"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is the document's title, `name` its anchor within the document."""

    text: str
    level: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `label` stands before it in bold."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table; a group has one cell, as wide as the table."""

    cells: tuple[str, ...]
    kind: Kind = Kind.ROW


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `figures` are the columns, from 0, that hold figures."""

    caption: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    figures: frozenset[int] = field(default_factory=frozenset)


Block = Heading | Paragraph | Table
