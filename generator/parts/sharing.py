"""Some of the departments for each of several builds, which a last one brings together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model.report import Report


@dataclass(frozen=True, slots=True)
class Share:
    """One of `of` shares of all departments; `number` counts from 1."""

    number: int
    of: int

    def departments(self, reports: Iterable[Report]) -> frozenset[str]:
        """Return the departments of this share: the largest go first, each to the lightest."""
        sizes = Counter(report.identity.department for report in reports)
        shares: list[list[str]] = [[] for _ in range(self.of)]
        loads = [0] * self.of
        for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
            lightest = loads.index(min(loads))
            shares[lightest].append(name)
            loads[lightest] += sizes[name]
        return frozenset(shares[self.number - 1])


def told_by(share: Share | None, reports: Sequence[Report]) -> frozenset[str] | None:
    """Return the departments of which the parts of a share tell; None of the whole: of all.

    It tells of its own, and of those whose evaluations cover a report of its own.
    """
    if share is None:
        return None
    own = share.departments(reports)
    covering = {
        report.identity.department
        for report in reports
        if any(_department(covered) in own for covered in report.form.covers)
    }
    return own | covering


def _department(report: str) -> str:
    """Return the department in a report's id: year/department/project."""
    return report.split("/")[1]
