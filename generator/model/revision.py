"""One revision of a published report, as its page tells it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field, and what it said before and after; "未填报" where it said nothing."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Revised:
    """A day on which a published report changed.

    By whose approval ("" if not recorded), and in which fields.

    `changes` empty and `first` false: something changed that may not be told.
    """

    day: date
    first: bool
    approver: str
    changes: tuple[FieldChange, ...]
    untold: int = 0
