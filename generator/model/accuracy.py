"""How exactly targets and actual values are read, as it was measured by the judged corpus (tests/corpus/)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """Pairs of target and actual value, and how the software's answers stand to those of a careful person.

    `right` are equal; `cautious` leave open what that person would be sure of; `wrong` are any others.
    """

    title: str
    pairs: int
    right: int
    cautious: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The counts of all pairs and of each way of writing, and the day (2026-11-25) they were taken."""

    day: str
    whole: Counted
    families: tuple[Counted, ...]
