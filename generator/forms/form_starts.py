"""What an empty form begins with: the approved project, and last year's targets and results."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from generator.ledger.names import are_same
from generator.loading.content import Content
from generator.model.approved import ApprovedProject
from generator.model.figure import YUAN_PER
from generator.model.report import Indicator, Report

_TEN_THOUSAND = YUAN_PER["万元"]


@dataclass(frozen=True, slots=True)
class LastYear:
    """An indicator of last year's report, with its target and actual value as printed."""

    level1: str
    level2: str
    name: str
    target: str = ""
    actual: str = ""

    @property
    def levels(self) -> tuple[str, str]:
        """The levels that it stands under."""
        return self.level1, self.level2


@dataclass(frozen=True, slots=True)
class Start:
    """What is known of a form before it is filled in; `budget` is in 万元."""

    project: str = ""
    code: str = ""
    department: str = ""
    unit: str = ""
    budget: Decimal | None = None
    lines: tuple[LastYear, ...] = ()

    def rows(
        self, levels: Sequence[tuple[str, str]], each: int
    ) -> list[tuple[str, str, LastYear | None]]:
        """Return the rows of the indicators, at least `each` a level, last year's in front.

        Levels that only last year's form has stand below those of the rulebook.
        """
        every = dict.fromkeys((*levels, *(line.levels for line in self.lines)))
        return [row for one in every for row in self._of_level(one, each)]

    def _of_level(
        self, levels: tuple[str, str], each: int
    ) -> Iterator[tuple[str, str, LastYear | None]]:
        own = [line for line in self.lines if line.levels == levels]
        yield from ((*levels, line) for line in own)
        yield from ((*levels, None) for _ in range(each - len(own)))


def spans(names: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Yield where each run of equal names begins and how long it is."""
    first = 0
    for _, run in groupby(names):
        count = sum(1 for _ in run)
        yield first, count
        first += count


def starts_of(content: Content, year: int) -> dict[str, list[Start]]:
    """Return the beginnings of a year's projects that are to be evaluated, by department."""
    found: dict[str, list[Start]] = {}
    listed = next((one for one in content.approved if one.year == year), None)
    for project in listed.projects if listed else ():
        if project.evaluated:
            start = _start(project, content, _last_year(project, content, year - 1))
            found.setdefault(project.department, []).append(start)
    return found


def _start(project: ApprovedProject, content: Content, before: Report | None) -> Start:
    department = content.departments.get(project.department)
    return Start(
        project.name,
        project.code,
        department.name if department else project.department,
        project.unit,
        None if project.budget is None else project.budget / _TEN_THOUSAND,
        tuple(map(_line, before.form.indicators)) if before else (),
    )


def _last_year(project: ApprovedProject, content: Content, year: int) -> Report | None:
    """Return the project's report of a year: by its code, else by a name that is the same."""
    place = (year, project.department)
    own = [one for one in content.reports if (one.identity.year, one.identity.department) == place]
    by_code = (one for one in own if project.code and one.form.code == project.code)
    by_name = (one for one in own if are_same(one.form.project or "", project.name))
    return next(by_code, None) or next(by_name, None)


def _line(row: Indicator) -> LastYear:
    target, actual = row.effective_target or "", row.actual or ""
    return LastYear(row.level1 or "", row.level2 or "", row.label, target, actual)
