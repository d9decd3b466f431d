"""Pages of the codes: what each means, an example of each side, and what the checks found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.checks.runner import Firing
from generator.model.problem import Manual, Problem, Sample
from generator.model.problem_words import (
    CLEAN_FORM,
    FAMILIES,
    circumstances,
    how_to_read,
    is_laid_over,
)
from generator.pages.findings import SEVERITY_CLASS, view_finding
from generator.pages.found import Found, FoundPage, FoundTable, count, found_pages, found_table
from generator.pages.listed import HOME
from generator.pages.most_found import others_said
from generator.pages.page import Page, Whole, page
from generator.presentation.addresses import Link
from generator.presentation.templates import render_macro

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
    """One code; `counts` and what was found are those of a check, an error has none.

    `table` stands in the place of the findings where they are too many for one page.
    """

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
    found: tuple[Found, ...]
    table: FoundTable | None

    @property
    def link(self) -> Link:
        """The way to the page."""
        return Link(f"{self.code} {self.title}", self.url)

    def pages(self) -> Iterator[FoundPage]:
        """Yield the lists of what was found, where the page has a table of them."""
        return found_pages(self.link, self.breadcrumbs, self.found)


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
        yield page(problem.url, "problem.md.j2", view=problem)
        for part in problem.pages():
            yield page(part.url, "found.md.j2", view=part)
    clean = {"title": CLEAN.title, "breadcrumbs": (HOME, INDEX), "text": whole.manual.clean_form}
    yield page(CLEAN.url, "clean_form.md.j2", **clean)


def problem_views(catalogue: Catalogue, manual: Manual) -> tuple[ProblemView, ...]:
    """Return every code, checks with what they found in the reports that are public."""
    found = found_by_code(catalogue)
    return tuple(
        _view(problem, catalogue.firings.get(problem.code), tuple(found.get(problem.code, ())))
        for problem in manual.problems
    )


def found_by_code(catalogue: Catalogue) -> dict[str, list[Found]]:
    """Return by code what was found in each department and year, in the catalogue's order."""
    found: dict[str, list[Found]] = {}
    for (year, department), entries in catalogue.grouped(_year_and_department).items():
        link = Link(catalogue.departments[department].name, department)
        for code, findings in rendered_findings(catalogue, entries).items():
            found.setdefault(code, []).append(Found(year, link, tuple(findings)))
    return found


def rendered_findings(catalogue: Catalogue, entries: Sequence[Entry]) -> dict[str, list[str]]:
    """Return by code the findings of some reports, rendered once for all lists."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        for finding in entry.findings:
            markup = render_macro("finding", view_finding(catalogue, finding, entry))
            found.setdefault(finding.code, []).append(markup)
    return found


def _year_and_department(entry: Entry) -> tuple[int, str]:
    return entry.report.identity.year, entry.report.identity.department


def families(problems: tuple[ProblemView, ...]) -> tuple[Family, ...]:
    """Group problems by the kind that their code names."""
    return tuple(
        Family(title, tuple(problem for problem in problems if problem.code.startswith(prefix)))
        for prefix, title in FAMILIES.items()
    )


def _view(
    problem: Problem,
    firing: Firing | None,
    found: tuple[Found, ...],
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
        found=found,
        table=found_table(Link(problem.title, url), found),
    )


def _sample(sample: Sample, other: Sample) -> SampleView:
    shared = set(other.text.splitlines())
    lines = tuple((line, line not in shared) for line in sample.text.splitlines())
    return SampleView(lines, circumstances(sample), sample.beside)


def _counts(firing: Firing, found: tuple[Found, ...]) -> Counts:
    return Counts(str(firing.applied), str(firing.forms), str(count(found)))
