"""Runs the checks: cases in, findings and firing counts out."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from generator.checks import ALL_CHECKS, GATE_CODES
from generator.checks.check import Case, Check, Found
from generator.checks.enclosed import texts_said
from generator.checks.finished import figures_in
from generator.checks.known import ALONE, knowledge
from generator.checks.merging import merged
from generator.checks.personal_data import answered_in
from generator.checks.recognisers.looks import bare
from generator.model.finding import Finding, Severity
from generator.model.reply import statements
from generator.model.report import FormPath


@dataclass(frozen=True, slots=True)
class Firing:
    """How often a check applied, found something (forms), and how many findings it made."""

    code: str
    applied: int
    forms: int
    findings: int


@dataclass(frozen=True, slots=True)
class CheckResult:
    """All findings, in the order of reports and codes, and how often each check fired.

    `answered` is what looks personal or secret in the forms and may be published all the same,
    `figures` what `finished.figures_in` tells of them and of their attachments.
    """

    findings: tuple[Finding, ...]
    firings: tuple[Firing, ...]
    answered: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the checks say of one case: its findings, and what came of each check.

    `fired` has the number of findings of each check in their order, None where it did not apply;
    `answered` and `figures` are as in CheckResult.
    """

    findings: tuple[Finding, ...]
    fired: tuple[int | None, ...]
    answered: frozenset[str]
    figures: frozenset[str]


Severities = Mapping[str, Severity]
CheckAll = Callable[[Sequence[Case], Severities], CheckResult]


def check_all(cases: Sequence[Case], severities: Severities) -> CheckResult:
    """Run every check over every case. `severities` are the publisher's own, by code."""
    return summed(check_each(knowing(cases), severities))


def knowing(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return the cases, each with what it may know of the others."""
    known = knowledge(case.report for case in cases)
    return tuple(replace(one, others=known.get(one.report.id, ALONE)) for one in cases)


def check_each(cases: Sequence[Case], severities: Severities) -> Iterator[Outcome]:
    """Run every check over each case, which knows of the others already."""
    return (_outcome(case, severities) for case in cases)


def summed(outcomes: Iterable[Outcome]) -> CheckResult:
    """Return the findings of all cases, and how often each check fired."""
    outcomes = tuple(outcomes)
    firings = tuple(
        Firing(
            check.code,
            applied=sum(one.fired[place] is not None for one in outcomes),
            forms=sum(bool(one.fired[place]) for one in outcomes),
            findings=sum(one.fired[place] or 0 for one in outcomes),
        )
        for place, check in enumerate(ALL_CHECKS)
    )
    findings = tuple(chain.from_iterable(one.findings for one in outcomes))
    answered = frozenset(chain.from_iterable(one.answered for one in outcomes))
    figures = frozenset(chain.from_iterable(one.figures for one in outcomes))
    return CheckResult(findings, firings, answered, figures)


def _outcome(case: Case, severities: Severities) -> Outcome:
    located: list[tuple[FormPath, Finding]] = []
    fired: list[int | None] = []
    for check in ALL_CHECKS:
        said = list(check.function(case))
        found = [item for item in said if isinstance(item, Found)]
        # What else a check may say is that it is not applicable.
        fired.append(len(found) if len(found) == len(said) else None)
        if found:
            located += _located(case, check, found, severities)
    findings = tuple(merged(located, apart=GATE_CODES))
    answered, figures = map(bare, answered_in(case)), figures_in(texts_said(case))
    return Outcome(findings, tuple(fired), frozenset(answered), frozenset(figures))


def _located(
    case: Case, check: Check, found: Iterable[Found], severities: Severities
) -> Iterator[tuple[FormPath, Finding]]:
    """Yield what was found as findings with place, id and the unit's answer, each with its way."""
    report, seen = case.report, Counter[str]()
    form = report.form
    for item in found:
        seen[item.subject] += 1
        identifier = finding_id(report.id, check.code, item.subject, seen[item.subject])
        finding = check.problem.at(
            report.positions.locate(item.path),
            item.message,
            severity=_severity(check, item, severities),
            advice="",
            expected=item.expected,
            declared=item.declared,
            difference=item.difference,
            report=report.id,
            subject=item.subject,
            id=identifier,
            said=statements((identifier, check.code), form.answers, form.replies),
            path=item.path,
            sources=item.sources,
        )
        yield item.path, finding


def _severity(check: Check, item: Found, severities: Severities) -> Severity:
    """Return the publisher's severity, else the finding's own; the gate's cannot be lowered."""
    own = item.severity or check.problem.severity
    return own if check.code in GATE_CODES else severities.get(check.code, own)


def finding_id(report: str, code: str, subject: str, occurrence: int) -> str:
    """Name a finding by code and six hex digits that rebuilds and re-ordered rows leave alone."""
    key = "\x1f".join((report, code, subject, str(occurrence)))
    return f"{code}-{hashlib.sha256(key.encode()).hexdigest()[:6]}"
