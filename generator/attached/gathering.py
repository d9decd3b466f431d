"""All attachments of a content folder, read or remembered, by the report that they belong to."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.attached.reading import Reading
from generator.checks.check import Case
from generator.forms.wording_files import read_wordings
from generator.forms.wordings import Wordings
from generator.loading.attachments import find_attachments
from generator.memory.answers import Memory
from generator.memory.software import software
from generator.model.attachment import Attached
from generator.model.finding import Finding
from generator.model.report import Report


@dataclass(frozen=True, slots=True)
class Enclosures:
    """Attachments: the files of those that are in order by `report/file`, and what they say.

    `said` is by the report's id; `findings` tell of all that are not in order.
    """

    files: Mapping[str, Path]
    said: Mapping[str, tuple[Attached, ...]]
    findings: tuple[Finding, ...]

    def beside(self, cases: Iterable[Case]) -> tuple[Case, ...]:
        """Return reports, each with what its attachments say."""
        return tuple(replace(one, attached=self.said.get(one.report.id, ())) for one in cases)


def gather(content_dir: Path, reports: Collection[Report], memory: Memory) -> Enclosures:
    """Find the attachments of a content folder, and read those that are in order.

    A file of the same SHA-256 and kind is read once, as long as the words for its heads are the
    same.
    """
    found = find_attachments(content_dir, reports)
    if not found.files:
        return Enclosures({}, {}, found.findings)
    wordings, _ = read_wordings(content_dir)
    wanted = list(_wanted(reports, found.files, wordings))
    kind = f"attached/{software()}"
    known: dict[str, Attached] = memory.recall(kind, (one.key for one in wanted))
    fresh: dict[str, Attached] = {}
    with Reading(wordings) as read:
        for one in wanted:
            if one.key not in known:
                known[one.key] = fresh[one.key] = read(one.path, one.sha256)
    # What was refused is tried again: the machine may only have been busy.
    memory.remember(kind, {key: one for key, one in fresh.items() if not one.refused})
    said: dict[str, tuple[Attached, ...]] = {}
    for one in wanted:
        attached = replace(known[one.key], file=one.path.name)
        said[one.report] = (*said.get(one.report, ()), attached)
    return Enclosures(found.files, said, found.findings)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An attachment that is to be read; `key` names all that the reading depends on."""

    report: str
    path: Path
    sha256: str
    key: str


def _wanted(
    reports: Iterable[Report], files: Mapping[str, Path], wordings: tuple[Wordings, ...]
) -> Iterator[_Wanted]:
    words = [(one.file, sorted(one.meanings.items()), sorted(one.own)) for one in wordings]
    for report in reports:
        for one in report.form.attachments:
            path = files.get(f"{report.id}/{one.file}")
            if path is not None and one.taken_down is None:
                told = repr((one.sha256, path.suffix, words))
                key = hashlib.sha256(told.encode()).hexdigest()
                yield _Wanted(report.id, path, one.sha256, key)
