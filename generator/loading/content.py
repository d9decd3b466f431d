"""A content folder to its values: every file read, every problem located, none raised."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from generator.loading.across_files import check_departments, check_reports, check_rulebook
from generator.loading.decoding import decode
from generator.loading.errors import NO_FILE, NO_FOLDER, TOO_LARGE, TOO_MANY, UNREADABLE
from generator.loading.folder import Listing, list_folder
from generator.loading.messages import explain
from generator.loading.strict_yaml import Parsed, parse_strict
from generator.model.finding import Finding, Location, in_file_order
from generator.model.report import Form, Identity, Positions, Report
from generator.model.rulebook import Rulebook
from generator.model.site import Department, Site
from generator.model.types import Part

MAX_BYTES = 1024 * 1024
MAX_FINDINGS = 100
P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Content:
    """What a content folder holds. Reports are sorted: newest year first, then department and project."""

    site: Site
    departments: dict[str, Department]
    rulebooks: dict[str, Rulebook]
    reports: tuple[Report, ...]
    pages: tuple[tuple[str, str], ...]
    sources: dict[str, bytes]


def load_content(root: Path) -> tuple[Content | None, list[Finding]]:
    """Read a content folder; None where site.yml or departments.yml cannot be used.

    Every file is read whatever is wrong with the others, and what can be used is returned beside the
    problems, so that one run reports everything.
    """
    if not root.is_dir():
        return None, [NO_FOLDER.at(Location(root.name), f"找不到内容目录 {root}")]
    listing = list_folder(root)
    reading = _Reading(root, list(listing.findings))
    site = reading.part("site.yml", Site)
    departments = reading.departments("departments.yml")
    rulebooks = reading.rulebooks(listing)
    reports = reading.reports(listing)
    known = departments if departments is not None else {}
    reading.findings += check_reports(reports, known, rulebooks)
    pages = tuple(reading.pages(listing))
    findings = sorted(_limited(reading.findings), key=in_file_order)
    if site is None or departments is None:
        return None, findings
    usable = tuple(r for r in reports if r.identity.department in departments and r.form.rulebook in rulebooks)
    return Content(site, departments, rulebooks, usable, pages, reading.sources), findings


def _limited(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Pass on at most MAX_FINDINGS a file, and say where there are more."""
    counts: dict[str, int] = {}
    for finding in findings:
        file = finding.location.file
        counts[file] = counts.get(file, 0) + 1
        if counts[file] <= MAX_FINDINGS:
            yield finding
        elif counts[file] == MAX_FINDINGS + 1:
            yield TOO_MANY.at(finding.location, f"这个文件里的问题超过 {MAX_FINDINGS} 处，后面的没有列出")


class _Reading:
    """Reads the files of one folder and gathers what is wrong with them."""

    def __init__(self, root: Path, findings: list[Finding]) -> None:
        self.root = root
        self.findings = findings
        self.sources: dict[str, bytes] = {}

    def name(self, path: str) -> str:
        """Return the name a finding shows: from the content folder on, with forward slashes."""
        return f"{self.root.resolve().name}/{path}"

    def data(self, path: str) -> bytes | None:
        """Return a file's bytes, or None with a finding where it cannot be read or is too large."""
        location = Location(self.name(path))
        try:
            with (self.root / path).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            self.findings.append(NO_FILE.at(location, f"缺少 {path}"))
            return None
        except OSError as error:
            self.findings.append(UNREADABLE.at(location, f"文件无法读取：{error.strerror or error}"))
            return None
        if len(data) > MAX_BYTES:
            self.findings.append(TOO_LARGE.at(location, f"文件超过 {MAX_BYTES // 1024 // 1024} MiB"))
            return None
        return data

    def parsed(self, path: str) -> Parsed | None:
        """Return a file's tree and positions, or None where it could not be read at all."""
        data = self.data(path)
        if data is None:
            return None
        parsed = parse_strict(data, self.name(path))
        self.findings += parsed.findings
        self.sources[path] = data
        return parsed

    def part(self, path: str, kind: type[P]) -> P | None:
        """Read a file as one part of the model."""
        parsed = self.parsed(path)
        return None if parsed is None or parsed.tree is None else self.validated(parsed.tree, kind, parsed.positions)

    def validated(self, tree: Any, kind: type[P], positions: Positions, at: tuple[str, ...] = ()) -> P | None:
        """Give a tree its types, or gather what stands against it."""
        try:
            return kind.model_validate(tree)
        except ValidationError as error:
            self.findings += explain(error, kind, positions, at)
            return None

    def departments(self, path: str) -> dict[str, Department] | None:
        """Read the register of departments; None where the file cannot be read."""
        parsed = self.parsed(path)
        if parsed is None or parsed.tree is None:
            return None
        found = {}
        for name, tree in parsed.tree.items():
            department = self.validated(tree, Department, parsed.positions, (name,))
            if department is not None:
                found[name] = department
        self.findings += check_departments(parsed.tree.keys(), found, parsed.positions)
        return found

    def rulebooks(self, listing: Listing) -> dict[str, Rulebook]:
        """Read every rulebook; one that cannot be used is left out."""
        found = {}
        for path in listing.rulebooks:
            parsed = self.parsed(path)
            book = self.validated(parsed.tree, Rulebook, parsed.positions) if parsed and parsed.tree else None
            if parsed is None or book is None:
                continue
            self.findings += check_rulebook(book, path, parsed.positions)
            found[book.id] = book
        return found

    def reports(self, listing: Listing) -> tuple[Report, ...]:
        """Read every report; one that cannot be used is left out."""
        found = []
        for path, identity in listing.reports:
            parsed = self.parsed(path)
            form = self.validated(parsed.tree, Form, parsed.positions) if parsed and parsed.tree else None
            if parsed is not None and form is not None:
                found.append(Report(identity, form, parsed.positions))
        return tuple(sorted(found, key=lambda report: _order(report.identity)))

    def pages(self, listing: Listing) -> Iterator[tuple[str, str]]:
        """Read the hand-written pages: name and Markdown text."""
        for path in listing.pages:
            data = self.data(path)
            text, findings = decode(data, self.name(path)) if data is not None else (None, [])
            self.findings += findings
            if text is not None:
                yield Path(path).stem, text


def _order(identity: Identity) -> tuple[int, str, str]:
    return -identity.year, identity.department, identity.project
