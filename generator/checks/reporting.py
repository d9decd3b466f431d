"""Findings as text or JSON. One result, many outputs, chosen by name; nothing is written here."""

import json
from collections.abc import Callable, Sequence
from types import MappingProxyType

from generator.checks.ci_reporting import as_github, as_gitlab, as_junit, as_sarif
from generator.model.finding import Finding, Severity


def as_text(reports: int, findings: Sequence[Finding]) -> str:
    """Return one block a finding, `file:line:column` first, and a closing line with the counts."""
    blocks = [_block(finding) for finding in findings]
    counts = "，".join(
        f"{severity} {count}" for severity in Severity if (count := sum(f.severity is severity for f in findings))
    )
    blocks.append(f"共 {reports} 份报告，发现 {len(findings)} 处{f'（{counts}）' if counts else ''}")
    return "\n".join(blocks) + "\n"


def _block(finding: Finding) -> str:
    lines = [f"{finding.location}: {finding.severity} {finding.code} {finding.message}"]
    details = (
        ("应为", finding.expected),
        ("所填", finding.declared),
        ("相差", finding.difference),
        ("改法", finding.advice),
        ("单位说明", finding.answer),
        ("编号", finding.id),
    )
    lines += [f"    {label}：{text}" for label, text in details if text]
    return "\n".join(lines)


def as_json(reports: int, findings: Sequence[Finding]) -> str:
    """Return one JSON object with the number of reports read and every finding."""
    objects = [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "message": finding.message,
            "expected": finding.expected,
            "declared": finding.declared,
            "difference": finding.difference,
            "advice": finding.advice,
            "file": finding.location.file,
            "line": finding.location.line,
            "column": finding.location.column,
            "report": finding.report,
            "subject": finding.subject,
            "id": finding.id,
            "answer": finding.answer,
        }
        for finding in findings
    ]
    return json.dumps({"reports": reports, "findings": objects}, ensure_ascii=False, indent=1) + "\n"


REPORTERS: MappingProxyType[str, Callable[[int, Sequence[Finding]], str]] = MappingProxyType(
    {
        "text": as_text,
        "json": as_json,
        "github": as_github,
        "gitlab": as_gitlab,
        "sarif": as_sarif,
        "junit": as_junit,
    }
)
