"""Reports to the model, each from its file alone; one that was read before is not read again."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.loading.across_files import check_report
from generator.loading.strict_yaml import parse_strict
from generator.loading.validating import validated
from generator.memory.answers import Memory
from generator.memory.software import software
from generator.model.finding import Finding
from generator.model.places import Places
from generator.model.report import Form, Identity, Report


@dataclass(frozen=True, slots=True)
class Source:
    """A report's file: the name that a finding shows, its path in the folder, and its bytes."""

    name: str
    path: str
    identity: Identity
    data: bytes


@dataclass(frozen=True, slots=True)
class Around:
    """What a report may refer to: ids of departments (None: not known) and of rulebooks."""

    departments: frozenset[str] | None
    rulebooks: frozenset[str]


@dataclass(slots=True)
class Read:
    """The reports that can be used, and of every file where its values stand and what is wrong."""

    reports: list[Report] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    positions: dict[str, Places] = field(default_factory=dict)


def read_reports(sources: Iterable[Source], around: Around, memory: Memory | None) -> Read:
    """Read all files. Remembered are those of which nothing is to be said."""
    kind = f"read/{software()}" if memory else ""
    named = {_name(source, around): source for source in sources}
    known: dict[str, Report] = memory.recall(kind, named) if memory else {}
    fresh: dict[str, Report] = {}
    read = Read()
    for name, source in named.items():
        if name in known:
            _add(read, source, known[name])
        elif report := _read(source, around, read):
            fresh[name] = report
    for report in fresh.values():
        # Its mark is made here, so that it is remembered with it.
        _ = report.mark
    if memory:
        memory.remember(kind, fresh)
    return read


def _name(source: Source, around: Around) -> str:
    """Name all that reading a file depends on."""
    departments = sorted(around.departments) if around.departments is not None else None
    told = (source.name, source.identity, departments, sorted(around.rulebooks))
    return hashlib.sha256(repr(told).encode() + source.data).hexdigest()


def _add(read: Read, source: Source, report: Report) -> None:
    read.reports.append(report)
    read.positions[source.path] = report.positions


def _read(source: Source, around: Around, read: Read) -> Report | None:
    """Read a file and add what it holds; return the report if nothing is to be said of it."""
    parsed = parse_strict(source.data, source.name)
    read.positions[source.path] = parsed.positions
    found = [
        *parsed.findings,
        *check_report(source.identity, parsed, around.departments, around.rulebooks),
    ]
    read.findings += found
    if parsed.tree is None:
        return None
    form, problems = validated(parsed.tree, Form, parsed.positions)
    read.findings += problems
    if form is None:
        return None
    report = Report(source.identity, form, parsed.positions)
    read.reports.append(report)
    return None if found else report
