"""Runs the checks: cases in, findings and firing counts out."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.checks import ALL_CHECKS, GATE_CODES
from generator.checks.check import Case, Check, Found, NotApplicable
from generator.checks.known import ALONE, knowledge
from generator.checks.merging import merged
from generator.model.finding import Finding, Severity
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
    """All findings, in the order of reports and codes, and how often each check fired."""

    findings: tuple[Finding, ...]
    firings: tuple[Firing, ...]


def check_all(cases: Sequence[Case], severities: Mapping[str, Severity]) -> CheckResult:
    """Run every check over every case. `severities` are the publisher's own, by code."""
    findings: list[Finding] = []
    applied: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    known = knowledge(case.report for case in cases)
    for one in cases:
        case = replace(one, others=known.get(one.report.id, ALONE))
        located: list[tuple[FormPath, Finding]] = []
        for check in ALL_CHECKS:
            outcome = list(check.function(case))
            found = [item for item in outcome if isinstance(item, Found)]
            skipped = any(isinstance(item, NotApplicable) for item in outcome)
            applied[check.code] += not skipped
            forms[check.code] += bool(found)
            counts[check.code] += len(found)
            located += _located(case, check, found, severities)
        findings += merged(located, apart=GATE_CODES)
    codes = [check.code for check in ALL_CHECKS]
    return CheckResult(
        tuple(findings),
        tuple(Firing(code, applied[code], forms[code], counts[code]) for code in codes),
    )


def _located(
    case: Case, check: Check, found: Iterable[Found], severities: Mapping[str, Severity]
) -> Iterator[tuple[FormPath, Finding]]:
    """Yield what was found as findings with place, id and the unit's answer, each with its way."""
    report, seen = case.report, Counter[str]()
    answers = report.form.answers
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
            answer=answers.get(identifier) or answers.get(check.code) or "",
            path=item.path,
        )
        yield item.path, finding


def _severity(check: Check, item: Found, severities: Mapping[str, Severity]) -> Severity:
    """Return the publisher's severity, else the finding's own; the gate's cannot be lowered."""
    own = item.severity or check.problem.severity
    return own if check.code in GATE_CODES else severities.get(check.code, own)


def finding_id(report: str, code: str, subject: str, occurrence: int) -> str:
    """Name a finding by code and six hex digits that rebuilds and re-ordered rows leave alone."""
    key = "\x1f".join((report, code, subject, str(occurrence)))
    return f"{code}-{hashlib.sha256(key.encode()).hexdigest()[:6]}"
