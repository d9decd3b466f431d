"""What changed beside the reports: hand-written pages, rulebooks, registers, lists, notices."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.form_tree.difference import Kind
from generator.form_tree.difference_words import Line
from generator.review.repository import State, report_id

# So many lines that stand together are shown.
_MOST = 20


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that is not as it was, by its path below the content folder, with what changed.

    A line holds lines of the file that stood together; `kind` says if it came, went or changed.
    """

    path: str
    kind: Kind
    lines: tuple[Line, ...]


def other_files(base: State, head: State, paths: Iterable[str]) -> tuple[FileChange, ...]:
    """Return what changed among some paths that are no reports."""
    beside = [path for path in paths if report_id(path) is None]
    old, new = (_texts(state, beside) for state in (base, head))
    return tuple(_change(path, old.get(path), new.get(path)) for path in beside)


def _texts(state: State, paths: Iterable[str]) -> dict[str, str]:
    there = state.files()
    read = state.read([path for path in paths if path in there])
    return {path: data.decode("utf-8-sig", "replace") for path, data in read}


def _change(path: str, old: str | None, new: str | None) -> FileChange:
    before, after = (old or "").splitlines(), (new or "").splitlines()
    return FileChange(path, _kind(old, new), tuple(_lines(path, before, after)))


def _kind(old: str | None, new: str | None) -> Kind:
    if old is None:
        return Kind.ADDED
    return Kind.REMOVED if new is None else Kind.CHANGED


def _lines(path: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag != "equal":
            old, new = _joined(before[first:last]), _joined(after[start:end])
            yield Line(f"{path} 第 {start + 1} 行", Kind.CHANGED.value, old, new)


def _joined(lines: Sequence[str]) -> str:
    """Return lines that stood together, the first of them where they are many."""
    more = [f"…… 另有 {len(lines) - _MOST} 行"] if len(lines) > _MOST else []
    return "\n".join([*lines[:_MOST], *more]) or "—"
