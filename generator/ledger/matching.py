"""Reports matched to the projects of the approved list: by code, else by name with a doubt.

A doubt counts only once a person has confirmed it in the list's matches file.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.ledger.known import Known
from generator.ledger.names import are_alike, are_same
from generator.model.approved import ApprovedList, ApprovedProject


@dataclass(frozen=True, slots=True)
class Doubt:
    """A report that may be that of a project, and why it is not simply taken."""

    report: Known
    why: str


@dataclass(frozen=True, slots=True)
class Matched:
    """A project with the reports that are its own, and those that might be."""

    project: ApprovedProject
    reports: tuple[Known, ...]
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class _Pairs:
    """Reports and doubts by the project's code, while they are gathered."""

    reports: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    doubts: dict[str, list[Doubt]] = field(default_factory=lambda: defaultdict(list))
    placed: set[str] = field(default_factory=set)

    def take(self, code: str, report: Known) -> None:
        """Say that a report is the project's."""
        self.reports[code].append(report)
        self.placed.add(report.id)

    def ask(self, code: str, report: Known, why: str) -> None:
        """Say that a report may be the project's."""
        self.doubts[code].append(Doubt(report, why))
        self.placed.add(report.id)


def match(
    approved: ApprovedList, reports: Sequence[Known]
) -> tuple[tuple[Matched, ...], tuple[Known, ...]]:
    """Return every project of the list with its reports, and the reports that belong to none."""
    pairs = _Pairs()
    _confirmed(approved, reports, pairs)
    _by_code(approved.projects, _left(reports, pairs), pairs)
    _by_name(approved.projects, _left(reports, pairs), pairs)
    matched = tuple(
        Matched(one, tuple(pairs.reports[one.code]), tuple(pairs.doubts[one.code]))
        for one in approved.projects
    )
    return matched, tuple(one for one in _left(reports, pairs) if not one.is_nameless)


def _left(reports: Iterable[Known], pairs: _Pairs) -> list[Known]:
    return [one for one in reports if one.id not in pairs.placed]


def _confirmed(approved: ApprovedList, reports: Iterable[Known], pairs: _Pairs) -> None:
    by_id = {one.id: one for one in reports}
    for word in approved.confirmed:
        if word.report in by_id:
            pairs.take(word.code, by_id[word.report])


def _by_code(projects: Sequence[ApprovedProject], reports: Iterable[Known], pairs: _Pairs) -> None:
    by_code = {one.code: one for one in projects}
    for report in reports:
        project = by_code.get(report.code)
        if project is None:
            continue
        other = _named_otherwise(project, projects, report)
        if other is None:
            pairs.take(project.code, report)
            continue
        pairs.ask(project.code, report, f"编码是本项目的，名称却是“{other.name}”")
        pairs.ask(other.code, report, f"名称相同，编码却是“{project.name}”的")


def _named_otherwise(
    project: ApprovedProject, projects: Iterable[ApprovedProject], report: Known
) -> ApprovedProject | None:
    """Return the project that a report names while it bears the code of another."""
    if report.is_nameless or are_same(project.name, report.name):
        return None
    namesakes = (one for one in _of(report.department, projects) if are_same(one.name, report.name))
    return next(namesakes, None)


def _of(department: str, projects: Iterable[ApprovedProject]) -> Iterator[ApprovedProject]:
    return (one for one in projects if one.department == department)


def _by_name(projects: Sequence[ApprovedProject], reports: Iterable[Known], pairs: _Pairs) -> None:
    """Ask about names; those of what is kept back or taken back may not be told."""
    free = [one for one in projects if one.code not in pairs.reports]
    for report in reports:
        if not report.is_nameless:
            for project, why in _namesakes(free, report):
                pairs.ask(project.code, report, why)


def _namesakes(
    free: Sequence[ApprovedProject], report: Known
) -> Iterator[tuple[ApprovedProject, str]]:
    """Yield the projects that bear a report's name, else those in its department alike to it."""
    coded = "编码不在名单上" if report.code else "报告没有填编码"
    same = [one for one in free if are_same(one.name, report.name)]
    here = list(_of(report.department, same))
    if here:
        yield from _each(here, f"名称相同，{coded}")
    elif same:
        yield from _each(same, f"名称相同，由另一部门公开，{coded}")
    else:
        near = _of(report.department, free)
        alike = [one for one in near if are_alike(one.name, report.name)]
        yield from _each(alike, f"名称相近，{coded}")


def _each(projects: Iterable[ApprovedProject], why: str) -> Iterator[tuple[ApprovedProject, str]]:
    return ((one, why) for one in projects)
