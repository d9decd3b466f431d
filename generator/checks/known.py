"""What a report's checks may know of the others, as thin values: it can be checked alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model.report import Report
from generator.model.text import fold


@dataclass(frozen=True, slots=True)
class Namesake:
    """A report of the same year, department, project name and unit.

    `declared` is the project of which it says it is one of several forms.
    """

    report: str
    declared: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """What one report's checks may know of the others.

    `namesake` is the first report so called, if that is not this one.
    """

    namesake: Namesake | None = None


ALONE = Known()


def knowledge(reports: Iterable[Report]) -> Mapping[str, Known]:
    """Return what each report, by its id, may know of those before it."""
    first: dict[tuple[object, ...], Namesake] = {}
    known: dict[str, Known] = {}
    for report in reports:
        if report.form.project is None:
            continue
        several = report.form.several
        own = Namesake(report.id, several.project if several else None)
        namesake = first.setdefault(_called(report), own)
        if namesake is not own:
            known[report.id] = Known(namesake)
    return known


def _called(report: Report) -> tuple[object, ...]:
    form, identity = report.form, report.identity
    return identity.year, identity.department, fold(form.project or ""), fold(form.unit or "")
