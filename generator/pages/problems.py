"""Pages of the codes: what each means, an example of each side, and what the checks found."""

from collections import Counter
from collections.abc import Iterator, Sequence
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
from generator.pages.findings import SEVERITY_CLASS
from generator.pages.found import Found, found_pages, found_table
from generator.pages.listed import HOME
from generator.pages.most_found import others_said
from generator.pages.page import Page, Whole, page
from generator.presentation.addresses import Link

_ALL = (
    "软件对每份报告运行的全部核对。每项核对公布适用多少份、发现多少处：处处都有发现的核对，首先应当怀疑核对本身。"
    "后面几类是读取数据文件、导入自评表和改动已公开内容时的错误；有错误就不生成网站，因此没有次数。"
)
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
    """One code; `counts` are those of a check, an error has none."""

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

    @property
    def link(self) -> Link:
        """The way to the page."""
        return Link(f"{self.code} {self.title}", self.url)


@dataclass(frozen=True, slots=True)
class Family:
    """Problems of one kind; all of them are counted, or none."""

    title: str
    problems: tuple[ProblemView, ...]

    @property
    def is_counted(self) -> bool:
        """Tell whether these are checks, which are counted."""
        return any(problem.counts for problem in self.problems)


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the index of all codes, the page of each, and the clean form."""
    problems = problem_views(whole.catalogue, whole.manual)
    index = {
        "title": INDEX.title,
        "lead": _ALL,
        "others": others_said(whole.catalogue),
        "families": families(problems),
        "clean": CLEAN,
    }
    yield page(INDEX.url, "problems.md.j2", **index)
    for problem in problems:
        yield from _pages_of(problem, whole.handed.found(problem.code))
    clean = {"title": CLEAN.title, "breadcrumbs": (HOME, INDEX), "text": whole.manual.clean_form}
    yield page(CLEAN.url, "clean_form.md.j2", **clean)


def _pages_of(problem: ProblemView, found: Sequence[Found]) -> Iterator[Page]:
    """Yield the page of a code; lists of what was found where that is too much for one page."""
    table = found_table(problem.link, found)
    yield page(problem.url, "problem.md.j2", view=problem, found=found, table=table)
    for part in found_pages(problem.link, problem.breadcrumbs, found):
        yield page(part.url, "found.md.j2", view=part)


def problem_views(catalogue: Catalogue, manual: Manual) -> tuple[ProblemView, ...]:
    """Return every code, checks with how much they found in the reports that are public."""
    found = Counter(finding.code for finding in catalogue.findings)
    return tuple(
        _view(problem, catalogue.firings.get(problem.code), found[problem.code])
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
    found: int,
) -> ProblemView:
    url = f"checks/{problem.code.lower()}/"
    return ProblemView(
        code=problem.code,
        url=url,
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
        counts=_counts(firing, found) if firing else None,
    )


def _sample(sample: Sample, other: Sample) -> SampleView:
    shared = set(other.text.splitlines())
    lines = tuple((line, line not in shared) for line in sample.text.splitlines())
    return SampleView(lines, circumstances(sample), sample.beside)


def _counts(firing: Firing, found: int) -> Counts:
    return Counts(str(firing.applied), str(firing.forms), str(found))
