"""Runs the checks: cases in, findings and firing counts out."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.checks import ALL_CHECKS, GATE_CODES
from generator.checks.across import SAME_PROJECT, CrossCheck, same_project_twice
from generator.checks.check import Case, Check, Found, NotApplicable
from generator.model.finding import Finding, Severity


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
    for case in cases:
        for check in ALL_CHECKS:
            outcome = list(check.function(case))
            found = [item for item in outcome if isinstance(item, Found)]
            skipped = any(isinstance(item, NotApplicable) for item in outcome)
            applied[check.code] += not skipped
            forms[check.code] += bool(found)
            findings += _located(case, check, found, severities)
    repeated = list(same_project_twice(cases))
    applied[SAME_PROJECT.code] = len(cases)
    forms[SAME_PROJECT.code] = len(repeated)
    for case, item in repeated:
        findings += _located(case, SAME_PROJECT, [item], severities)
    counts = Counter(finding.code for finding in findings)
    codes = [check.code for check in ALL_CHECKS] + [SAME_PROJECT.code]
    return CheckResult(tuple(findings), tuple(Firing(code, applied[code], forms[code], counts[code]) for code in codes))


def _located(
    case: Case, check: Check | CrossCheck, found: Iterable[Found], severities: Mapping[str, Severity]
) -> list[Finding]:
    """Turn what was found in a form into findings with place, id and the unit's answer."""
    report, seen, located = case.report, Counter[str](), []
    for item in found:
        seen[item.subject] += 1
        identifier = finding_id(report.id, check.code, item.subject, seen[item.subject])
        answers = report.form.answers
        located.append(
            Finding(
                code=check.code,
                severity=_severity(check, item, severities),
                message=item.message,
                location=report.positions.locate(item.path),
                expected=item.expected,
                declared=item.declared,
                difference=item.difference,
                report=report.id,
                subject=item.subject,
                id=identifier,
                answer=answers.get(identifier) or answers.get(check.code) or "",
            )
        )
    return located


def _severity(check: Check | CrossCheck, item: Found, severities: Mapping[str, Severity]) -> Severity:
    """Return the publisher's severity, else the finding's own; the gate before publication cannot be lowered."""
    own = item.severity or check.severity
    return own if check.code in GATE_CODES else severities.get(check.code, own)


def finding_id(report: str, code: str, subject: str, occurrence: int) -> str:
    """Name a finding so that rebuilds and re-ordered rows leave the name alone: code and six hex digits."""
    key = "\x1f".join((report, code, subject, str(occurrence)))
    return f"{code}-{hashlib.sha256(key.encode()).hexdigest()[:6]}"
