"""Which departments the public may know of: one that only hidden reports name stays unnamed."""

from collections.abc import Iterable, Mapping

from generator.disclosure.disclose import Disclosed
from generator.model.report import Report
from generator.model.site import Department


def public_departments(
    departments: Mapping[str, Department],
    reports: Iterable[Report],
    public: Disclosed,
    listed: Iterable[str] = (),
) -> dict[str, Department]:
    """Return the departments of what is public, those above them, and those without reports.

    `listed` are those that approved lists name: the lists are public.
    """
    named = {report.identity.department for report in reports}
    shown = {*(report.identity.department for report in _told(public)), *listed}
    known = {*shown, *(name for name in departments if name not in named)}
    above = {one for name in shown for one in _above(name, departments)}
    return {name: found for name, found in departments.items() if name in known | above}


def _told(public: Disclosed) -> Iterable[Report]:
    cases = (case.report for case in public.cases)
    return (*cases, *public.withheld, *public.withdrawn)


def _above(name: str, departments: Mapping[str, Department]) -> Iterable[str]:
    """Yield the department that one belongs to, the one above that, and so on; each once."""
    seen: list[str] = []
    parent = departments[name].parent or ""
    while parent in departments and parent not in seen:
        seen.append(parent)
        parent = departments[parent].parent or ""
    return seen
