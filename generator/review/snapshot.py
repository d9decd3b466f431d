"""What two states of a content folder share and where they part: only changes are read."""

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from generator.checks.check import Case
from generator.checks.runner import check_all
from generator.loading.content import Content, load_content
from generator.model.finding import Finding
from generator.model.money import project_money
from generator.model.report import Report
from generator.review.repository import State, report_id
from generator.scoring.engine import score

REGISTERS = ("site.yml", "departments.yml")
# Raise when what is remembered of a report changes.
_FORMAT = 1
# So many reports are held in memory at a time.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a report adds to its department's and year's totals, in 元; None: states nothing."""

    adjusted: Decimal | None
    executed: Decimal | None


@dataclass(frozen=True, slots=True)
class Side:
    """One state, as far as it was read: some reports scored and checked, and what is broken."""

    content: Content | None
    cases: Mapping[str, Case]
    findings: Mapping[str, tuple[Finding, ...]]
    broken: tuple[Finding, ...]


def read_side(state: State, reports: Iterable[str]) -> Side:
    """Load, score and check some reports of a state."""
    content, broken = _load(state, reports)
    if content is None:
        return Side(None, {}, {}, broken)
    cases = {
        report.id: Case(report, score(report, book), book)
        for report in content.reports
        for book in (content.rulebooks[report.form.rulebook],)
    }
    found: dict[str, list[Finding]] = {}
    for finding in check_all(list(cases.values()), content.site.severities).findings:
        found.setdefault(finding.report, []).append(finding)
    return Side(content, cases, {name: tuple(items) for name, items in found.items()}, broken)


def _load(state: State, reports: Iterable[str]) -> tuple[Content | None, tuple[Finding, ...]]:
    """Load the registers, the rules and some reports of a state, by way of a temporary folder."""
    files = state.files()
    wanted = {path for path in files if path in REGISTERS or path.startswith("rules/")}
    wanted |= {f"projects/{name}.yml" for name in reports} & set(files)
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        root = Path(folder) / "content"
        root.mkdir()
        for path, data in state.read(sorted(wanted)):
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        content, broken = load_content(root)
    return content, tuple(broken)


def amounts_of(state: State, memory: Path | None) -> dict[str, Amounts]:
    """Return what each report adds to the totals; files are remembered by their bytes' name."""
    blobs = {
        name: blob for path, blob in state.files().items() if (name := report_id(path)) is not None
    }
    with closing(_open(memory)) as known:
        held = _held(known, blobs.values())
        missing = [name for name, blob in blobs.items() if blob not in held]
        for start in range(0, len(missing), _AT_ONCE):
            part = missing[start : start + _AT_ONCE]
            content, _ = _load(state, part)
            amounts = {
                report.id: _amounts(report) for report in (content.reports if content else ())
            }
            fresh = {blobs[name]: amounts.get(name, Amounts(None, None)) for name in part}
            held |= fresh
            known.executemany(
                "INSERT OR REPLACE INTO amounts VALUES (?, ?)",
                [(k, _said(v)) for k, v in fresh.items()],
            )
            known.commit()
    return {name: held[blob] for name, blob in blobs.items()}


def _open(memory: Path | None) -> sqlite3.Connection:
    if memory is not None:
        memory.mkdir(parents=True, exist_ok=True)
    known = sqlite3.connect(memory / f"amounts-{_FORMAT}.sqlite" if memory else ":memory:")
    known.execute(
        "CREATE TABLE IF NOT EXISTS amounts (blob TEXT PRIMARY KEY, said TEXT) WITHOUT ROWID"
    )
    return known


def _held(known: sqlite3.Connection, blobs: Iterable[str]) -> dict[str, Amounts]:
    wanted = set(blobs)
    rows = known.execute("SELECT blob, said FROM amounts")
    return {blob: _read(said) for blob, said in rows if blob in wanted}


def _amounts(report: Report) -> Amounts:
    money = project_money(report.form)
    return Amounts(money.adjusted, money.executed)


def _said(amounts: Amounts) -> str:
    return json.dumps(
        [None if one is None else str(one) for one in (amounts.adjusted, amounts.executed)]
    )


def _read(said: str) -> Amounts:
    adjusted, executed = (None if one is None else Decimal(one) for one in json.loads(said))
    return Amounts(adjusted, executed)
