"""Pages of the codes: what each means, an example of each side, and what the checks found."""

from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.checks.runner import Firing
from generator.model.problem import Manual, Problem, Sample
from generator.model.problem_words import (
    CLEAN_FORM,
    FAMILIES,
    circumstances,
    how_to_read,
    is_laid_over,
)
from generator.pages.findings import SEVERITY_CLASS, FindingView, view_finding
from generator.pages.listing import HOME
from generator.presentation.addresses import Link

INDEX = Link("核对规则", "checks/")
CLEAN = Link(CLEAN_FORM, "checks/clean-form/")


@dataclass(frozen=True, slots=True)
class SampleView:
    """An example: its lines, each with whether the other example lacks it.

    `circumstances` say where it lies and what no text can show, `beside` why other codes are found.
    """

    lines: tuple[tuple[str, bool], ...]
    circumstances: str
    beside: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How often a check applied and found something (reports), and how many findings it made."""

    applied: str
    forms: str
    findings: str


@dataclass(frozen=True, slots=True)
class ProblemView:
    """One code; `counts` and `findings` are those of a check, an error has none."""

    code: str
    url: str
    breadcrumbs: tuple[Link, ...]
    title: str
    severity: str
    severity_class: str
    basis: str
    explanation: str
    advice: str
    bad: SampleView
    good: SampleView
    reading: str
    clean: Link | None
    counts: Counts | None
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Problems of one kind; all of them are counted, or none."""

    title: str
    problems: tuple[ProblemView, ...]

    @property
    def is_counted(self) -> bool:
        """Tell whether these are checks, which are counted."""
        return any(problem.counts for problem in self.problems)

    def found(self) -> "Family":
        """Return the family with only those problems of which something was found."""
        return Family(self.title, tuple(problem for problem in self.problems if problem.findings))


def problem_views(catalogue: Catalogue, manual: Manual) -> tuple[ProblemView, ...]:
    """Return every code, checks with what they found in the reports that are public."""
    entries = {entry.report.id: entry for entry in catalogue.entries}
    found: dict[str, list[FindingView]] = {}
    for finding in catalogue.findings:
        view = view_finding(catalogue, finding, entries[finding.report])
        found.setdefault(finding.code, []).append(view)
    return tuple(
        _view(problem, catalogue.firings.get(problem.code), tuple(found.get(problem.code, ())))
        for problem in manual.problems
    )


def families(problems: tuple[ProblemView, ...]) -> tuple[Family, ...]:
    """Group problems by the kind that their code names."""
    return tuple(
        Family(title, tuple(problem for problem in problems if problem.code.startswith(prefix)))
        for prefix, title in FAMILIES.items()
    )


def _view(
    problem: Problem,
    firing: Firing | None,
    findings: tuple[FindingView, ...],
) -> ProblemView:
    return ProblemView(
        code=problem.code,
        url=f"checks/{problem.code.lower()}/",
        breadcrumbs=(HOME, INDEX),
        title=problem.title,
        severity=problem.severity,
        severity_class=SEVERITY_CLASS[problem.severity],
        basis=problem.basis,
        explanation=problem.explanation,
        advice=problem.advice,
        bad=_sample(problem.bad, problem.good),
        good=_sample(problem.good, problem.bad),
        reading=how_to_read(problem),
        clean=CLEAN if is_laid_over(problem) else None,
        counts=_counts(firing, findings) if firing else None,
        findings=findings,
    )


def _sample(sample: Sample, other: Sample) -> SampleView:
    shared = set(other.text.splitlines())
    lines = tuple((line, line not in shared) for line in sample.text.splitlines())
    return SampleView(lines, circumstances(sample), sample.beside)


def _counts(firing: Firing, findings: tuple[FindingView, ...]) -> Counts:
    return Counts(str(firing.applied), str(firing.forms), str(len(findings)))
