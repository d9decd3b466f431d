"""A comparison as one JSON object, for programs."""

import json
from dataclasses import asdict
from typing import Any

from generator.form_tree.difference import Difference
from generator.model.figure import plain
from generator.model.finding import Finding
from generator.review.comparing import Change, Comparison, Standing, Total


def as_json(comparison: Comparison) -> str:
    """Return the comparison as one JSON object; figures are exact text."""
    value = {
        "base": comparison.base,
        "head": comparison.head,
        "blocking": [_blocking(one) for one in comparison.blocking],
        "changes": [_change(one) for one in comparison.changes],
        "totals": [_total(one) for one in comparison.totals],
        "other_files": [asdict(one) for one in comparison.other_files],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _blocking(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "message": finding.message,
        "advice": finding.advice,
        "file": finding.location.file,
        "line": finding.location.line,
        "column": finding.location.column,
        "report": finding.report,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "report": change.id,
        "moved_from": change.moved_from or None,
        "old": _standing(change.old),
        "new": _standing(change.new),
        "differences": [_difference(one) for one in change.differences],
        "appeared": [_finding(one) for one in change.appeared],
        "disappeared": [_finding(one) for one in change.disappeared],
    }


def _standing(side: Standing | None) -> dict[str, str] | None:
    return None if side is None else asdict(side)


def _difference(one: Difference) -> dict[str, Any]:
    return {"path": list(one.path), "kind": one.kind.value, "old": one.old, "new": one.new}


def _finding(finding: Finding) -> dict[str, str]:
    return {"code": finding.code, "message": finding.message}


def _total(total: Total) -> dict[str, Any]:
    return {
        "name": total.name,
        "reports": list(total.reports),
        "adjusted": [plain(amount) for amount in total.adjusted],
        "executed": [plain(amount) for amount in total.executed],
        "left_out": total.left_out,
    }
