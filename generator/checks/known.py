"""What a report's checks may know of the others, as thin values: it can be checked alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.checks.elsewhere import Told, told_of
from generator.checks.siblings import Sibling, siblings
from generator.model.money import money_in_yuan
from generator.model.publication import State
from generator.model.report import Report
from generator.model.text import fold

# A goal shorter than this may well be the same in two departments: 保障单位正常运转.
_TELLING = 25


@dataclass(frozen=True, slots=True)
class Namesake:
    """A report of the same year, department, project name and unit.

    `declared` is the project of which it says it is one of several forms.
    """

    report: str
    declared: str | None


@dataclass(frozen=True, slots=True)
class Peers:
    """The department's other reports of the year: how many state a budget, the largest (元)."""

    count: int
    largest: Decimal


@dataclass(frozen=True, slots=True)
class Covered:
    """A report that another one covers: where it is named, and when it becomes public.

    `index` is its place in 涵盖; `moment` as in Disclosure.
    """

    index: int
    report: str
    state: State
    moment: str


@dataclass(frozen=True, slots=True)
class Known:
    """What one report's checks may know of the others.

    `namesake` is the first report so called, if not this one; `same_goal` the first report of
    another department and the same year with the same goal text; `before` the project's report of
    the year before. Of a report that keeps something back, `told` is what other reports of its
    project say of money. `covered` are the reports that it covers.
    """

    namesake: Namesake | None = None
    same_goal: str | None = None
    before: Sibling | None = None
    peers: Peers | None = None
    told: tuple[Told, ...] = ()
    covered: tuple[Covered, ...] = ()


ALONE = Known()


def knowledge(reports: Iterable[Report]) -> Mapping[str, Known]:
    """Return what each report, by its id, may know of the others."""
    reports = tuple(reports)
    known = {report.id: ALONE for report in reports}
    for identifier, namesake in _namesakes(reports):
        known[identifier] = replace(known[identifier], namesake=namesake)
    for identifier, other in _same_goals(reports):
        known[identifier] = replace(known[identifier], same_goal=other)
    for identifier, sibling in siblings(reports).items():
        known[identifier] = replace(known[identifier], before=sibling)
    for identifier, peers in _peers(reports):
        known[identifier] = replace(known[identifier], peers=peers)
    for identifier, told in _told(reports):
        known[identifier] = replace(known[identifier], told=told)
    for identifier, covered in _covered(reports):
        known[identifier] = replace(known[identifier], covered=covered)
    return known


def _covered(reports: Sequence[Report]) -> Iterator[tuple[str, tuple[Covered, ...]]]:
    """Yield, of each report that covers others, those of them that are here."""
    covering = [report for report in reports if report.form.covers]
    published = {one.id: one.form.disclosure for one in reports} if covering else {}
    for report in covering:
        yield (
            report.id,
            tuple(
                Covered(index, name, published[name].state, published[name].moment)
                for index, name in enumerate(report.form.covers)
                if name in published
            ),
        )


def _told(reports: Sequence[Report]) -> Iterator[tuple[str, tuple[Told, ...]]]:
    """Yield what others tell of the money of each report that keeps something back."""
    keeping = [report for report in reports if report.form.disclosure.redactions]
    projects = defaultdict[tuple[str, str], list[Report]](list)
    for report in reports if keeping else ():
        projects[_project(report)].append(report)
    for report in keeping:
        yield report.id, told_of(report, projects[_project(report)])


def _project(report: Report) -> tuple[str, str]:
    """Return what the several forms and years of a project have in common."""
    several = report.form.several
    return report.identity.department, several.project if several else report.identity.project


def _namesakes(reports: Sequence[Report]) -> Iterator[tuple[str, Namesake]]:
    first: dict[tuple[object, ...], Namesake] = {}
    for report in reports:
        if report.form.project is None:
            continue
        several = report.form.several
        own = Namesake(report.id, several.project if several else None)
        namesake = first.setdefault(_called(report), own)
        if namesake is not own:
            yield report.id, namesake


def _called(report: Report) -> tuple[object, ...]:
    form, identity = report.form, report.identity
    return identity.year, identity.department, fold(form.project or ""), fold(form.unit or "")


def _same_goals(reports: Sequence[Report]) -> Iterator[tuple[str, str]]:
    first: dict[tuple[int, str], Report] = {}
    for report in reports:
        goal = fold((report.form.goals and report.form.goals.planned) or "")
        if len(goal) < _TELLING:
            continue
        other = first.setdefault((report.identity.year, goal), report)
        if other.identity.department != report.identity.department:
            yield report.id, other.id


def _peers(reports: Sequence[Report]) -> Iterator[tuple[str, Peers]]:
    budgets: defaultdict[tuple[int, str], dict[str, Decimal]] = defaultdict(dict)
    for report in reports:
        if budget := money_in_yuan(report.form).adjusted:
            budgets[report.identity.year, report.identity.department][report.id] = budget
    for stated in budgets.values():
        ranked = sorted(stated.values())
        for identifier, budget in stated.items():
            if len(ranked) > 1:
                largest = ranked[-2] if budget == ranked[-1] else ranked[-1]
                yield identifier, Peers(len(ranked) - 1, largest)
