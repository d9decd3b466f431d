"""Reports to the model, each from its file alone, so that it does not matter who reads them."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.loading.across_files import check_report
from generator.loading.strict_yaml import parse_strict
from generator.loading.validating import validated
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


@dataclass(frozen=True, slots=True)
class OneRead:
    """What a file gave: a report where it can be used, what is wrong, where its values stand."""

    report: Report | None
    findings: tuple[Finding, ...]
    positions: Places


Order: TypeAlias = tuple[Source, Around]
# Reads what is ordered; each order has a name for all that reading it depends on.
Reader: TypeAlias = Callable[[Sequence[str], Sequence[Order]], Sequence[OneRead]]


def read_here(_names: Sequence[str], orders: Sequence[Order]) -> list[OneRead]:
    """Read files one after another, remembering none."""
    return [_read(*order) for order in orders]


def read_reports(sources: Sequence[Source], around: Around, read: Reader) -> Sequence[OneRead]:
    """Read all files, in their order."""
    return read([_name(source, around) for source in sources], [(one, around) for one in sources])


def _name(source: Source, around: Around) -> str:
    """Name all that reading a file depends on."""
    departments = sorted(around.departments) if around.departments is not None else None
    told = (source.name, source.identity, departments, sorted(around.rulebooks))
    return hashlib.sha256(repr(told).encode() + source.data).hexdigest()


def _read(source: Source, around: Around) -> OneRead:
    parsed = parse_strict(source.data, source.name)
    found = [
        *parsed.findings,
        *check_report(source.identity, parsed, around.departments, around.rulebooks),
    ]
    if parsed.tree is None:
        return OneRead(None, tuple(found), parsed.positions)
    form, problems = validated(parsed.tree, Form, parsed.positions)
    report = None if form is None else Report(source.identity, form, parsed.positions)
    # Its mark is made here, so that it is remembered with it.
    _ = report and report.mark
    return OneRead(report, (*found, *problems), parsed.positions)
