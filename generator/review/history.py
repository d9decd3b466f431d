"""The revisions of each published report since its publication, from git, in one pass over the repository.

Only what the public could see on the day of a revision is told, and nothing of a field that is kept back now or then.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from generator.disclosure import Showing, showing
from generator.loading.strict_yaml import parse_strict
from generator.model.black import blacked_out
from generator.model.difference import differences
from generator.model.difference_words import brief, lines
from generator.model.fields import Belongs, beside
from generator.model.publication import Redaction, State
from generator.model.report import Form, Identity, Positions, Report
from generator.model.revision import FieldChange, Revised
from generator.model.tree import Tree, declared, resolve, stated, tree_of
from generator.review.repository import git, read_blobs, report_id, repository_of

# Fields that are about the file and not about the project.
_BESIDE = beside(Form, Belongs.FILE)
# A page that lists more has become a second report.
_MOST_CHANGES = 20
_COMMIT, _FIELD = "\x1e", "\x1f"
_FORMAT = 2


@dataclass(frozen=True, slots=True)
class _Event:
    """A file became other bytes on a day; `old` is "" where it was new."""

    day: date
    approver: str
    old: str
    new: str


def revisions(
    content_dir: Path, published: Mapping[str, Report], day: date, memory: Path | None = None
) -> dict[str, tuple[Revised, ...]]:
    """Return the revisions of published reports up to a day, oldest first. Raises RepositoryError without git."""
    top = repository_of(content_dir)
    below = content_dir.resolve().relative_to(top).as_posix()
    events = {name: found for name, found in _events(top, below, day).items() if name in published}
    blobs = sorted({blob for found in events.values() for one in found for blob in (one.old, one.new) if blob})
    forms = dict(zip(blobs, (_form(data) for data in read_blobs(top, blobs)), strict=True))
    with closing(_open(memory)) as known:
        told = {name: tuple(_told(published[name], found, forms, known)) for name, found in events.items()}
        known.commit()
    return {name: found for name, found in told.items() if found}


def _events(top: Path, below: str, day: date) -> dict[str, list[_Event]]:
    """Return what happened to each report, oldest first, along the first parents: merges are when things became public."""
    form = f"{_COMMIT}%cs{_FIELD}%(trailers:key=Approved-by,valueonly,separator=%x2C){_FIELD}"
    log = git(
        top, "log", "--first-parent", "--diff-merges=first-parent", "--raw", "--no-abbrev", "--no-renames", "-z",
        f"--format={form}", "--end-of-options", "HEAD", "--", f"{below}/projects",
    )  # fmt: skip
    found: dict[str, list[_Event]] = {}
    for commit in reversed(log.split(_COMMIT)[1:]):
        when, approver, raw = commit.split(_FIELD, 2)
        if date.fromisoformat(when) > day:
            continue
        entries = raw.strip("\0\n").split("\0")
        for head, path in zip(entries[::2], entries[1::2], strict=False):
            name = report_id(path.removeprefix(f"{below}/"))
            _, _, old, new, _ = head.lstrip("\n:").split()
            if name is not None:
                found.setdefault(name, []).append(
                    _Event(date.fromisoformat(when), approver.strip(), _real(old), _real(new))
                )
    return found


def _real(blob: str) -> str:
    return blob if blob.strip("0") else ""


def _form(data: bytes) -> Form | None:
    """Return a file's form; None where it could not be read then."""
    parsed = parse_strict(data, "")
    if parsed.tree is None:
        return None
    try:
        return Form.model_validate(parsed.tree, by_alias=True, by_name=False)
    except ValidationError:
        return None


def _told(
    report: Report, events: Iterable[_Event], forms: Mapping[str, Form | None], known: sqlite3.Connection
) -> Iterator[Revised]:
    for one in events:
        new = forms.get(one.new)
        if new is None or not _seen(report.identity, new, one.day):
            continue
        old = forms.get(one.old)
        if old is None or not _seen(report.identity, old, one.day):
            yield Revised(one.day, first=True, approver=one.approver, changes=())
            continue
        changes = _changes(one, old, new, report.form.disclosure.redactions, known)
        if changes is None:
            yield Revised(one.day, first=False, approver=one.approver, changes=())
        elif changes:
            shown = tuple(changes[:_MOST_CHANGES])
            yield Revised(one.day, first=False, approver=one.approver, changes=shown, untold=len(changes) - len(shown))


def _seen(identity: Identity, form: Form, day: date) -> bool:
    return showing(Report(identity, form, Positions("", {})), day) is Showing.SHOWN


def _changes(
    event: _Event, old: Form, new: Form, kept_back: tuple[Redaction, ...], known: sqlite3.Connection
) -> list[FieldChange] | None:
    """Return the fields that changed; None where a field kept back cannot be found again, and so nothing may be told."""
    every = {one.field: one for form in (old, new) for one in form.disclosure.redactions} | {
        one.field: one for one in kept_back
    }
    key = json.dumps([event.old, event.new, sorted(every)], ensure_ascii=False)
    if row := known.execute("SELECT said FROM changes WHERE what = ?", (key,)).fetchone():
        said = json.loads(row[0])
        return None if said is None else [FieldChange(**item) for item in said]
    sides = [_safe(form, tuple(every.values())) for form in (old, new)]
    found = None
    if all(side is not None for side in sides):
        found = [
            FieldChange(line.field, *brief(line.old, line.new))
            for line in lines(differences(*(side or {} for side in sides)))
        ]
    said = None if found is None else [asdict(item) for item in found]
    known.execute("INSERT OR REPLACE INTO changes VALUES (?, ?)", (key, json.dumps(said, ensure_ascii=False)))
    return found


def _safe(form: Form, kept_back: tuple[Redaction, ...]) -> Tree | None:
    """Return what may be told of a form, None where a field to be kept back is not found in it."""
    tree = tree_of(form)
    if any(resolve(tree, one.field) is None for one in kept_back):
        return None
    if kept_back:
        state = form.disclosure.model_copy(update={"redactions": kept_back, "state": State.PARTIAL})
        tree = stated(declared(blacked_out(form.model_copy(update={"disclosure": state}))))
    return {key: value for key, value in tree.items() if key not in _BESIDE}


def _open(memory: Path | None) -> sqlite3.Connection:
    if memory is not None:
        memory.mkdir(parents=True, exist_ok=True)
    known = sqlite3.connect(memory / f"history-{_FORMAT}.sqlite" if memory else ":memory:")
    known.execute("CREATE TABLE IF NOT EXISTS changes (what TEXT PRIMARY KEY, said TEXT) WITHOUT ROWID")
    return known
