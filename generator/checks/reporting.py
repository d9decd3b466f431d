"""Findings as text or JSON. One result, many outputs, chosen by name; nothing is written here."""

import json
from collections import Counter
from collections.abc import Callable
from types import MappingProxyType

from generator.checks.ci_reporting import as_github, as_gitlab, as_junit, as_sarif
from generator.checks.told import Told
from generator.model.finding import Finding, Severity


def as_text(told: Told) -> str:
    """Return one block a finding, `file:line:column` first, and a closing line with the counts."""
    general = {problem.code: problem.advice for problem in told.manual.problems}
    blocks = [_block(one, one.advice or general.get(one.code, "")) for one in told.findings]
    by_severity = Counter(finding.severity for finding in told.findings)
    present = [severity for severity in Severity if by_severity[severity]]
    counts = "，".join(f"{severity} {by_severity[severity]}" for severity in present)
    total = f"共 {told.reports} 份报告，发现 {len(told.findings)} 处"
    blocks.append(f"{total}（{counts}）" if counts else total)
    return "\n".join(blocks) + "\n"


def _block(finding: Finding, advice: str) -> str:
    lines = [f"{finding.location}: {finding.severity} {finding.code} {finding.message}"]
    details = (
        ("应为", finding.expected),
        ("所填", finding.declared),
        ("相差", finding.difference),
        ("改法", advice),
        ("单位说明", _said(finding)),
        ("编号", finding.id),
    )
    lines += [f"    {label}：{text}" for label, text in details if text]
    return "\n".join(lines)


def _said(finding: Finding) -> str:
    """Return the newest statement after its state and day."""
    last = finding.statement
    if last is None:
        return ""
    return " ".join(filter(None, (last.state, str(last.day or ""), last.text)))


def as_json(told: Told) -> str:
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
            "answer_state": finding.statement.state.value if finding.statement else "",
            "answer_day": str(finding.statement.day or "") if finding.statement else "",
        }
        for finding in told.findings
    ]
    printed = {"reports": told.reports, "findings": objects}
    return json.dumps(printed, ensure_ascii=False, indent=1) + "\n"


REPORTERS: MappingProxyType[str, Callable[[Told], str]] = MappingProxyType(
    {
        "text": as_text,
        "json": as_json,
        "github": as_github,
        "gitlab": as_gitlab,
        "sarif": as_sarif,
        "junit": as_junit,
    }
)
