"""The log of releases: one line each, chained by the digest of the line before, never rewritten."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any


def with_line(log: str, day: date, manifest: bytes, said: Mapping[str, Any]) -> str:
    """Return a log with one more line; the same log where its last line names this manifest.

    `said` is what else is told of the release: its software, its record, what changed.
    """
    lines = log.splitlines()
    digest = f"sha256:{hashlib.sha256(manifest).hexdigest()}"
    if lines and named_by(lines[-1]) == digest:
        return log
    line = {
        "format": 1,
        "number": len(lines) + 1,
        "day": day.isoformat(),
        "manifest": digest,
        "files": len(json.loads(manifest)["files"]),
        **said,
        "previous": _digest(lines[-1]) if lines else "",
    }
    return f"{log}{json.dumps(line, ensure_ascii=False)}\n"


def is_chain(lines: Sequence[str]) -> bool:
    """Tell whether each line names the one before: none was changed, taken out or put in."""
    before = ["", *map(_digest, lines[:-1])]
    try:
        return [json.loads(line)["previous"] for line in lines] == before
    except (ValueError, KeyError, TypeError):
        return False


def named_by(line: str) -> str:
    """Return the digest of the manifest that a line names, "" where it is no line of a log."""
    try:
        return str(json.loads(line)["manifest"])
    except (ValueError, KeyError, TypeError):
        return ""


def _digest(line: str) -> str:
    return f"sha256:{hashlib.sha256(line.encode()).hexdigest()}"
