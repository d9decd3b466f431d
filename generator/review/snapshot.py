"""What two states of a content folder share and where they part: only changes are read."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from generator.checks import CHECK_CODES, GATE_CODES
from generator.checks.check import Case
from generator.checks.runner import check_all
from generator.form_tree.black_out import blacked_out
from generator.loading.across_files import Codes
from generator.loading.content import Content, load_content
from generator.memory.answers import memory_in
from generator.model.finding import Finding
from generator.model.money import project_money
from generator.model.report import Report
from generator.review.repository import State, report_id
from generator.scoring.engine import score
from generator.scoring.item_methods import METHODS

REGISTERS = ("site.yml", "departments.yml")
# So many reports are held in memory at a time.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a report adds to its department's and year's totals, in 元; None: states nothing.

    One that keeps an amount back is `left_out`: from a sum it could be computed.
    """

    adjusted: Decimal | None
    executed: Decimal | None
    left_out: bool = False


NOTHING = Amounts(None, None)
LEFT_OUT = Amounts(None, None, left_out=True)
# Raise the number when what is remembered of a report changes.
_REMEMBERED = "amounts/2"


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
    cases = {report.id: _case(report, content) for report in content.reports}
    result = check_all(list(cases.values()), content.site.severities)
    return Side(content, cases, _by_report(result.findings), broken)


def _case(report: Report, content: Content) -> Case:
    book = content.rulebooks[report.form.rulebook]
    return Case(report, score(report, book), book)


def _by_report(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.report, []).append(finding)
    return {name: tuple(items) for name, items in found.items()}


def _load(state: State, reports: Iterable[str]) -> tuple[Content | None, tuple[Finding, ...]]:
    """Load the registers, the rules and some reports of a state, by way of a temporary folder."""
    wanted = sorted(_wanted(state.files(), reports))
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        root = Path(folder) / "content"
        root.mkdir()
        for path, data in state.read(wanted):
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        content, broken = load_content(root, Codes(CHECK_CODES, GATE_CODES, frozenset(METHODS)))
    return content, tuple(broken)


def _wanted(files: Iterable[str], reports: Iterable[str]) -> Iterator[str]:
    """Yield the files without which the reports could not be judged, and their own."""
    own = {f"projects/{name}.yml" for name in reports}
    for path in files:
        if path in REGISTERS or path in own or path.startswith(("rules/", "notices/")):
            yield path


def amounts_of(state: State, memory: Path | None) -> dict[str, Amounts]:
    """Return what each report adds to the totals; files are remembered by their bytes' name."""
    blobs = _report_blobs(state)
    with memory_in(memory) as known:
        held = known.recall(_REMEMBERED, blobs.values())
        missing = [name for name, blob in blobs.items() if blob not in held]
        for start in range(0, len(missing), _AT_ONCE):
            amounts = _worked_out(state, missing[start : start + _AT_ONCE])
            fresh = {blobs[name]: _said(one) for name, one in amounts.items()}
            known.remember(_REMEMBERED, fresh)
            held |= fresh
    return {name: _read(held[blob]) for name, blob in blobs.items()}


def _report_blobs(state: State) -> dict[str, str]:
    """Return the name of the bytes of each report."""
    named = ((report_id(path), blob) for path, blob in state.files().items())
    return {name: blob for name, blob in named if name is not None}


def _worked_out(state: State, names: list[str]) -> dict[str, Amounts]:
    """Return what some reports add to the totals; one that cannot be read adds nothing."""
    content, _ = _load(state, names)
    reports = content.reports if content else ()
    return dict.fromkeys(names, NOTHING) | {report.id: _amounts(report) for report in reports}


def _amounts(report: Report) -> Amounts:
    money = project_money(report.form)
    if money != project_money(blacked_out(report.form)):
        return LEFT_OUT
    return Amounts(money.adjusted, money.executed)


def _said(amounts: Amounts) -> list[str | None] | None:
    """Put amounts as exact text; of a report that is left out nothing is remembered."""
    if amounts.left_out:
        return None
    return [None if one is None else str(one) for one in (amounts.adjusted, amounts.executed)]


def _read(said: list[str | None] | None) -> Amounts:
    if said is None:
        return LEFT_OUT
    adjusted, executed = (None if one is None else Decimal(one) for one in said)
    return Amounts(adjusted, executed)
