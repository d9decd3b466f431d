"""Findings in the formats of code-review platforms, placed on the lines of the changed files.

Formats: GitHub workflow commands; GitLab code quality report; SARIF 2.1.0 (OASIS); JUnit XML.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET

from generator.checks.told import Told
from generator.model.finding import Finding, Severity
from generator.model.problem_words import everything

_GITHUB = {Severity.ERROR: "error", Severity.REVIEW: "warning", Severity.NOTICE: "notice"}
_GITLAB = {Severity.ERROR: "blocker", Severity.REVIEW: "major", Severity.NOTICE: "info"}
_SARIF = {Severity.ERROR: "error", Severity.REVIEW: "warning", Severity.NOTICE: "note"}


def as_github(told: Told) -> str:
    """Return one workflow command a finding; GitHub shows it on the line."""
    return "".join(f"{_command(one)}\n" for one in told.findings)


def _command(one: Finding) -> str:
    place = {
        "file": one.location.file,
        "line": one.location.line,
        "col": one.location.column,
        "title": f"{one.code} {one.severity}",
    }
    fields = ",".join(f"{name}={_escaped(str(value), ',:')}" for name, value in place.items())
    return f"::{_GITHUB[one.severity]} {fields}::{_escaped(_told(one))}"


def _escaped(text: str, more: str = "") -> str:
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _told(one: Finding) -> str:
    details = (("应为", one.expected), ("所填", one.declared), ("改法", one.advice))
    return "\n".join((one.message, *(f"{label}：{text}" for label, text in details if text)))


def as_gitlab(told: Told) -> str:
    """Return a code quality report; the fingerprint is the finding's own id where it has one."""
    issues = [
        {
            "description": one.message,
            "check_name": one.code,
            "fingerprint": hashlib.sha256(
                "\x1f".join((one.id, *_identity(one))).encode()
            ).hexdigest(),
            "severity": _GITLAB[one.severity],
            "location": {"path": one.location.file, "lines": {"begin": one.location.line}},
        }
        for one in told.findings
    ]
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _identity(one: Finding) -> tuple[str, ...]:
    return () if one.id else (one.location.file, one.code, one.message)


def as_sarif(told: Told) -> str:
    """Return a SARIF log with what is to be said of each code found.

    Columns count characters (`unicodeCodePoints`).
    """
    codes = sorted({one.code for one in told.findings})
    run = {
        "tool": {"driver": {"name": "jixiao", "rules": [_rule(code, told) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one) for one in told.findings],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str, told: Told) -> dict[str, Any]:
    problem = told.manual.named(code)
    if problem is None:
        return {"id": code}
    rule = {
        "id": code,
        "shortDescription": {"text": problem.title},
        "fullDescription": {"text": problem.explanation},
        "help": {"text": everything(problem)},
        "defaultConfiguration": {"level": _SARIF[problem.severity]},
    }
    return rule | ({"helpUri": f"{told.address}checks/{code.lower()}/"} if told.address else {})


def _result(one: Finding) -> dict[str, Any]:
    region = {"startLine": one.location.line, "startColumn": one.location.column}
    place = {"artifactLocation": {"uri": one.location.file}, "region": region}
    result = {
        "ruleId": one.code,
        "level": _SARIF[one.severity],
        "message": {"text": _told(one)},
        "locations": [{"physicalLocation": place}],
    }
    return result | ({"partialFingerprints": {"finding/v1": one.id}} if one.id else {})


def as_junit(told: Told) -> str:
    """Return a JUnit report: a test case a file with findings, failed by those that block.

    Findings that do not block are its output.
    """
    by_file: dict[str, list[Finding]] = {}
    for one in told.findings:
        by_file.setdefault(one.location.file, []).append(one)
    failed = sum(any(one.severity is Severity.ERROR for one in items) for items in by_file.values())
    suite = ET.Element(
        "testsuite", {"name": "jixiao check", "tests": str(len(by_file)), "failures": str(failed)}
    )
    for file, items in by_file.items():
        case = ET.SubElement(suite, "testcase", {"classname": "jixiao", "name": file})
        blocking = [one for one in items if one.severity is Severity.ERROR]
        if blocking:
            ET.SubElement(case, "failure", {"message": blocking[0].message}).text = _listed(
                blocking
            )
        if others := [one for one in items if one.severity is not Severity.ERROR]:
            ET.SubElement(case, "system-out").text = _listed(others)
    ET.indent(suite)
    return str(ET.tostring(suite, encoding="unicode", xml_declaration=True)) + "\n"


def _listed(findings: Sequence[Finding]) -> str:
    return "\n".join(f"{one.location}: {one.severity} {one.code} {one.message}" for one in findings)
