"""How exactly targets and actual values are read: what tests/corpus/ measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """Pairs of target and actual value: our answers beside those of a careful person.

    `right` are equal; `cautious` leave open what that person would be
    sure of; `wrong` are any others.
    """

    title: str
    pairs: int
    right: int
    cautious: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The counts of all pairs and of each way of writing, with the day, as 2026-11-25."""

    day: str
    whole: Counted
    families: tuple[Counted, ...]
