"""The record of what is public: a line for each report, department, rulebook, page and notice.

It is sealed with the release, and is what the next release is held against. It says nothing that
the release itself does not say.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from generator.disclosure.disclose import Showing
from generator.disclosure.seen import Sealed, Seen, digest
from generator.form_tree.tree import tree_of

RECORD = "record.jsonl"


@dataclass(frozen=True, slots=True)
class Line:
    """What a record says of one report that has a page."""

    id: str
    state: str
    form: str
    figures: Mapping[str, str]
    names: Mapping[str, str]
    sealed: Sealed | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it was read: reports by id, how many are withheld, digests of the rest by id.

    `departments` are what the register says of those that the public knows of.
    """

    reports: Mapping[str, Line]
    withheld: Mapping[str, int]
    pages: Mapping[str, str]
    notices: Mapping[str, str]
    rules: Mapping[str, str]
    departments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def sealed(one: Seen) -> Sealed:
    """Return digests of what a withdrawn report says: its page, and the form behind it."""
    form = one.form
    content = {key: said for key, said in tree_of(form).items() if key not in ("公开", "更正")}
    withdrawal = form.disclosure.withdrawal
    return Sealed(
        digest(None if withdrawal is None else tree_of(withdrawal)),
        tuple(digest(tree_of(step)) for step in form.disclosure.steps),
        digest(content),
        len(form.corrections),
    )


def record_text(
    reports: Mapping[str, Seen],
    beside: Mapping[str, Mapping[str, str]],
    departments: Mapping[str, Mapping[str, str]],
) -> str:
    """Return the record; `beside` are digests by id of what is said beside reports, by its kind.

    The kinds are page, rule and notice. `departments` are what the register says to the public.
    """
    lines = [
        *_reports(reports.values()),
        *_withheld(reports.values()),
        *(
            {"kind": "department", "id": name, "names": dict(said)}
            for name, said in departments.items()
        ),
        *(
            {"kind": kind, "id": name, "text": text}
            for kind, found in beside.items()
            for name, text in found.items()
        ),
    ]
    ordered = sorted(lines, key=lambda line: (line["kind"], line["id"]))
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in ordered)


def _reports(reports: Iterable[Seen]) -> Iterator[dict[str, Any]]:
    for one in reports:
        if one.showing is Showing.SHOWN:
            yield _line(one) | {"figures": dict(one.figures), "names": dict(one.names)}
        elif one.showing is Showing.WITHDRAWN:
            yield _line(one) | {"sealed": asdict(sealed(one))}


def _line(one: Seen) -> dict[str, Any]:
    disclosure = one.form.disclosure
    return {
        "kind": "report",
        "id": one.id,
        "state": one.showing.value,
        "since": disclosure.moment,
        "form": one.digest,
        "withheld": [redaction.field for redaction in disclosure.redactions],
        "corrections": len(one.form.corrections),
    }


def _withheld(reports: Iterable[Seen]) -> Iterator[dict[str, Any]]:
    """Yield how many reports of a department and year are withheld: more is not public."""
    hidden = [one.id.rpartition("/")[0] for one in reports if one.showing is Showing.WITHHELD]
    for place, count in Counter(hidden).items():
        yield {"kind": "withheld", "id": place, "reports": count}


def read_record(text: str) -> Record:
    """Read a record; ValueError or KeyError where it is none."""
    lines = [json.loads(line) for line in text.splitlines()]
    kinds: dict[str, dict[str, Any]] = {}
    for line in lines:
        kinds.setdefault(line["kind"], {})[line["id"]] = line
    return Record(
        reports={name: _read(line) for name, line in kinds.get("report", {}).items()},
        withheld={name: line["reports"] for name, line in kinds.get("withheld", {}).items()},
        pages=_digests(kinds, "page"),
        notices=_digests(kinds, "notice"),
        rules=_digests(kinds, "rule"),
        departments={name: line["names"] for name, line in kinds.get("department", {}).items()},
    )


def _digests(kinds: Mapping[str, Mapping[str, Any]], kind: str) -> dict[str, str]:
    return {name: line["text"] for name, line in kinds.get(kind, {}).items()}


def _read(line: Mapping[str, Any]) -> Line:
    return Line(
        line["id"],
        line["state"],
        line["form"],
        line.get("figures", {}),
        line.get("names", {}),
        _read_sealed(line.get("sealed")),
    )


def _read_sealed(said: Mapping[str, Any] | None) -> Sealed | None:
    if said is None:
        return None
    steps = tuple(said["steps"])
    return Sealed(said["withdrawal"], steps, said["content"], said["corrections"])
