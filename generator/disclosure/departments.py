"""Which departments the public may know of: one that only hidden reports name stays unnamed."""

from collections.abc import Collection, Iterable, Mapping

from generator.disclosure.disclose import Disclosed
from generator.model.approved import ApprovedList
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
    told = {*(report.identity.department for report in _told(public)), *listed}
    return shown_departments(departments, named, told)


def shown_departments(
    departments: Mapping[str, Department], named: Collection[str], told: Collection[str]
) -> dict[str, Department]:
    """Return the departments that the public may know of, where reports name some.

    `told` are those of which something is public.
    """
    known = {*told, *(name for name in departments if name not in named)}
    above = {one for name in told if name in departments for one in _above(name, departments)}
    return {name: found for name, found in departments.items() if name in known | above}


def listed_departments(approved: Iterable[ApprovedList]) -> set[str]:
    """Return the departments that approved lists name."""
    return {
        name
        for one in approved
        for name in (
            *(project.department for project in one.projects),
            *(department for department, _ in one.zero_reports),
        )
    }


def register_of(departments: Mapping[str, Department]) -> dict[str, dict[str, str]]:
    """Return what the register says to the public of departments, each under what it is called."""
    return {name: _said(department, departments) for name, department in departments.items()}


def _said(department: Department, departments: Mapping[str, Department]) -> dict[str, str]:
    above = departments.get(department.parent or "")
    return {
        "部门名称": department.name,
        "曾用名": "、".join(department.former_names),
        "地区": department.region,
        "上级部门": "" if above is None else above.name,
    }


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
