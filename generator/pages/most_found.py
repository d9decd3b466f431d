"""核对发现: what the checks have found, as one list; the check that found most comes first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.checks.tally import is_review, is_unjudged
from generator.model.finding import Finding
from generator.model.problem_words import FAMILIES
from generator.pages.findings import title_of
from generator.pages.page import Page, Whole, page
from generator.presentation.addresses import Link


@dataclass(frozen=True, slots=True)
class FoundCheck:
    """What one check found: its kind, and counts; `unanswered` is "" where nobody is asked."""

    check: Link
    family: str
    kind: str
    kind_class: str
    reports: str
    findings: str
    unanswered: str


@dataclass(frozen=True, slots=True)
class FoundView:
    """The page. `counts` are those of the first page; `others` says what is counted besides."""

    counts: tuple[tuple[str, str, str], ...]
    others: str
    checks: tuple[FoundCheck, ...]


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the list of all checks that found something."""
    yield page("findings/", "most_found.md.j2", view=found_view(whole.catalogue))


def found_view(catalogue: Catalogue) -> FoundView:
    """Return the view of all findings that are public."""
    projects = catalogue.of_projects
    sums = projects.summary(projects.entries)
    found: dict[str, list[Finding]] = {}
    for finding in catalogue.findings:
        found.setdefault(finding.code, []).append(finding)
    most_first = sorted(found.items(), key=lambda item: (-_reports(item[1]), item[0]))
    return FoundView(
        counts=(
            ("须核对", f"{sums.review_findings} 处", f"单位已说明 {sums.answered} 处"),
            ("提示", f"{sums.notices} 处", "不要求说明"),
            ("软件无法判断", f"{sums.unjudged} 处", "说的是软件的限度"),
        ),
        others=others_said(catalogue),
        checks=tuple(_check(catalogue, code, findings) for code, findings in most_first),
    )


def others_said(catalogue: Catalogue) -> str:
    """Say that counts by check hold what other counts leave out: evaluations of other kinds."""
    if not catalogue.others:
        return ""
    projects = len(catalogue.of_projects.entries)
    return f"按核对数的，含项目自评 {projects} 份和其他评价 {len(catalogue.others)} 份。"


def _check(catalogue: Catalogue, code: str, findings: Sequence[Finding]) -> FoundCheck:
    kind, kind_class = _kind(findings[0])
    is_asked = any(map(is_review, findings))
    unanswered = sum(is_review(one) and not one.answer for one in findings)
    return FoundCheck(
        check=Link(f"{code} {title_of(code)}", f"checks/{code.lower()}/"),
        family=next(title for prefix, title in FAMILIES.items() if code.startswith(prefix)),
        kind=kind,
        kind_class=kind_class,
        reports=str(_reports(findings)),
        findings=str(len(findings)),
        unanswered=str(unanswered) if is_asked else "",
    )


def _kind(finding: Finding) -> tuple[str, str]:
    """Return the kind as all pages count it, and its class in the style sheet."""
    if is_unjudged(finding):
        return "软件无法判断", "notice"
    return ("须核对", "review") if is_review(finding) else ("提示", "notice")


def _reports(findings: Sequence[Finding]) -> int:
    return len({one.report for one in findings})
