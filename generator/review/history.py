"""The revisions of each published report since its publication, from git, in one pass.

Only what the public could see on the day of a revision is told, and nothing of a field that is
kept back now or then.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generator.disclosure.disclose import Showing, day_of, showing
from generator.form_tree.black_out import blacked_out
from generator.form_tree.difference import differences
from generator.form_tree.difference_words import brief, lines
from generator.form_tree.tree import Tree, declared, resolve, stated, tree_of
from generator.loading.strict_yaml import parse_strict
from generator.memory.answers import memory_in
from generator.model.fields import Belongs, beside
from generator.model.publication import Redaction, State
from generator.model.report import Form, Identity, Positions, Report
from generator.model.revision import FieldChange, Revised
from generator.review.repository import git, read_blobs, report_id, repository_of

# Fields that are about the file and not about the project.
_BESIDE = beside(Form, Belongs.FILE)
# A page that lists more has become a second report.
_MOST_CHANGES = 20
_COMMIT, _FIELD = "\x1e", "\x1f"
# Raise the number when what is remembered of two forms changes.
_REMEMBERED = "changes/1"


@dataclass(frozen=True, slots=True)
class _Event:
    """A file became other bytes on a day; `old` is "" where it was new, `new` where it is gone."""

    day: date
    approver: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class _Step:
    """A report as the public saw it before and after a revision; `old` is None for the first."""

    event: _Event
    old: Form | None
    new: Form
    kept_back: tuple[Redaction, ...]

    @property
    def key(self) -> str:
        """Name all that the changes are worked out from."""
        fields = [one.field for one in self.kept_back]
        return json.dumps([self.event.old, self.event.new, sorted(fields)], ensure_ascii=False)


def revisions(
    content_dir: Path, published: Mapping[str, Report], day: date, memory: Path | None = None
) -> dict[str, tuple[Revised, ...]]:
    """Return the revisions of published reports up to a day, oldest first.

    Raises RepositoryError without git.
    """
    top = repository_of(content_dir)
    below = content_dir.resolve().relative_to(top).as_posix()
    every = _events(top, below, day_of(day))
    events = {name: found for name, found in every.items() if name in published}
    forms = _forms(top, chain.from_iterable(events.values()))
    steps = {name: _steps(published[name], found, forms) for name, found in events.items()}
    changes = _changes(chain.from_iterable(steps.values()), memory)
    told = {name: tuple(_told(found, changes)) for name, found in steps.items()}
    return {name: found for name, found in told.items() if found}


def _events(top: Path, below: str, day: date) -> dict[str, list[_Event]]:
    """Return what happened to each report up to a day, oldest first."""
    found: dict[str, list[_Event]] = {}
    for commit in reversed(_commits(top, below)):
        when, approver, raw = commit.split(_FIELD, 2)
        happened = date.fromisoformat(when)
        if happened > day:
            continue
        for old, new, path in _changed_files(raw):
            name = report_id(path.removeprefix(f"{below}/"))
            if name is not None:
                found.setdefault(name, []).append(_Event(happened, approver.strip(), old, new))
    return found


def _commits(top: Path, below: str) -> list[str]:
    """Return the commits that touch reports, newest first: day, approver and changed files.

    This goes along the first parents: merges are when things became public.
    """
    approver = "%(trailers:key=Approved-by,valueonly,separator=%x2C)"
    what = ("--first-parent", "--diff-merges=first-parent", "--raw", "--no-abbrev", "--no-renames")
    how = ("-z", f"--format={_COMMIT}%cs{_FIELD}{approver}{_FIELD}")
    where = ("--end-of-options", "HEAD", "--", f"{below}/projects")
    return git(top, "log", *what, *how, *where).split(_COMMIT)[1:]


def _changed_files(raw: str) -> Iterator[tuple[str, str, str]]:
    """Yield old blob, new blob and path of each changed file; "" where there is no blob."""
    entries = raw.strip("\0\n").split("\0")
    for head, path in zip(entries[::2], entries[1::2], strict=False):
        _, _, old, new, _ = head.lstrip("\n:").split()
        yield _real(old), _real(new), path


def _real(blob: str) -> str:
    return blob if blob.strip("0") else ""


def _forms(top: Path, events: Iterable[_Event]) -> dict[str, Form | None]:
    """Return the form that each blob held; None where it could not be read then."""
    named = chain.from_iterable((one.old, one.new) for one in events)
    blobs = sorted(set(filter(None, named)))
    return dict(zip(blobs, map(_form, read_blobs(top, blobs)), strict=True))


def _form(data: bytes) -> Form | None:
    parsed = parse_strict(data, "")
    if parsed.tree is None:
        return None
    try:
        return Form.model_validate(parsed.tree, by_alias=True, by_name=False)
    except ValidationError:
        return None


def _steps(
    report: Report, events: Iterable[_Event], forms: Mapping[str, Form | None]
) -> list[_Step]:
    """Return the revisions that ended in something the public could see."""
    found = []
    for event in events:
        old, new = (
            _seen(report.identity, forms.get(blob), event) for blob in (event.old, event.new)
        )
        if new is not None:
            kept_back = _kept_back(report.form, old, new)
            found.append(_Step(event, old, new, kept_back))
    return found


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max)


def _seen(identity: Identity, form: Form | None, event: _Event) -> Form | None:
    """Return a form if the public could see it on the day of an event."""
    if form is None:
        return None
    shown = showing(Report(identity, form, Positions("", {})), _end_of(event.day)) is Showing.SHOWN
    return form if shown else None


def _kept_back(today: Form, old: Form | None, new: Form) -> tuple[Redaction, ...]:
    """Return what is kept back before, after or today, each field once."""
    every = [form.disclosure.redactions for form in (old, new, today) if form is not None]
    return tuple({one.field: one for one in chain.from_iterable(every)}.values())


def _changes(steps: Iterable[_Step], memory: Path | None) -> dict[str, Any]:
    """Return what each step changed by its key; forms compared before are not compared again."""
    wanted = {step.key: step for step in steps if step.old is not None}
    with memory_in(memory) as known:
        held = known.recall(_REMEMBERED, wanted)
        fresh = {key: _compared(step) for key, step in wanted.items() if key not in held}
        known.remember(_REMEMBERED, fresh)
    return held | fresh


def _compared(step: _Step) -> list[tuple[str, str, str]] | None:
    """Return field, old and new text of each change; None where nothing may be told of it."""
    before, after = _safe(step.old, step.kept_back), _safe(step.new, step.kept_back)
    if before is None or after is None:
        return None
    found = lines(differences(before, after))
    return [(line.field, *brief(line.old, line.new)) for line in found]


def _safe(form: Form | None, kept_back: tuple[Redaction, ...]) -> Tree | None:
    """Return what may be told of a form, None where a field to be kept back is not found in it."""
    if form is None:
        return None
    tree = tree_of(form)
    if any(resolve(tree, one.field) is None for one in kept_back):
        return None
    if kept_back:
        tree = stated(declared(_without(form, kept_back)))
    return {key: value for key, value in tree.items() if key not in _BESIDE}


def _without(form: Form, kept_back: tuple[Redaction, ...]) -> Form:
    update = {"redactions": kept_back, "state": State.PARTIAL}
    disclosure = form.disclosure.model_copy(update=update)
    return blacked_out(form.model_copy(update={"disclosure": disclosure}))


def _told(steps: Iterable[_Step], changes: Mapping[str, Any]) -> Iterator[Revised]:
    """Yield the revisions as pages tell them; a revision of nothing that is told is none."""
    for step in steps:
        day, approver = step.event.day, step.event.approver
        if step.old is None:
            yield Revised(day, first=True, approver=approver, changes=())
            continue
        said = changes[step.key]
        if said is None:
            yield Revised(day, first=False, approver=approver, changes=())
        elif said:
            shown = tuple(FieldChange(*texts) for texts in said[:_MOST_CHANGES])
            untold = len(said) - len(shown)
            yield Revised(day, first=False, approver=approver, changes=shown, untold=untold)
