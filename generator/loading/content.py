"""A content folder to its values: every file read, every problem located, none raised."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TypeVar

from generator.loading.across_files import (
    Codes,
    check_covers,
    check_departments,
    check_levels,
    check_methods,
    check_rulebook,
)
from generator.loading.approved import ApprovedFiles, read_approved
from generator.loading.decoding import MAX_BYTES, decode
from generator.loading.errors.files import NO_FILE, NO_FOLDER, TOO_MANY
from generator.loading.folder import Listing, file_name, list_folder, unreadable
from generator.loading.quoting import printable
from generator.loading.report_files import Around, Reader, Source, read_here, read_reports
from generator.loading.strict_yaml import Parsed, Tree, parse_strict
from generator.loading.validating import MAX_FINDINGS, validated
from generator.model.approved import ApprovedList
from generator.model.finding import Finding, Location, in_file_order
from generator.model.notice import Notice
from generator.model.places import Places
from generator.model.report import FormPath, Identity, Positions, Report
from generator.model.rulebook import Rulebook
from generator.model.site import Department, Site
from generator.model.types import Part

P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Content:
    """What a content folder holds. Reports: newest year first, then by department and project.

    `positions` tell where the values of each YAML file stand, by its path in the folder.
    """

    site: Site
    departments: dict[str, Department]
    rulebooks: dict[str, Rulebook]
    reports: tuple[Report, ...]
    pages: tuple[tuple[str, str], ...]
    positions: dict[str, Places]
    approved: tuple[ApprovedList, ...] = ()
    notices: Mapping[str, Notice] = field(default_factory=dict)

    @property
    def hand_written(self) -> tuple[str, ...]:
        """The names of the hand-written pages."""
        return tuple(name for name, _ in self.pages)


def load_content(
    root: Path, codes: Codes | None = None, read: Reader = read_here
) -> tuple[Content | None, list[Finding]]:
    """Read a content folder; None where site.yml or departments.yml cannot be used.

    Every file is read whatever is wrong with the others, and what can be used is returned beside
    the problems, so that one run reports everything. `codes` are those whose severity site.yml
    may set; who only wants to read gives none, and the severities are taken as they are. `read`
    reads the files of reports.
    """
    if not root.is_dir():
        message = f"找不到内容目录 {printable(str(root))}"
        return None, [NO_FOLDER.at(Location(root.absolute().name), message)]
    listing = list_folder(root)
    reading = _Reading(root, list(listing.findings), read)
    site = reading.site(listing, codes)
    register = reading.register(listing)
    rulebooks = reading.rulebooks(listing, codes)
    reports = reading.reports(listing, register)
    pages = tuple(reading.pages(listing))
    reading.findings += check_covers(reports)
    approved = reading.approved(listing, register)
    notices = reading.notices(listing)
    findings = sorted(_limited(reading.findings), key=in_file_order)
    if site is None or register is None:
        return None, findings
    departments = {name: found for name, found in register.items() if found is not None}
    usable = tuple(_usable(reports, departments, rulebooks))
    content = Content(
        site, departments, rulebooks, usable, pages, reading.positions, approved, notices
    )
    return content, findings


def _usable(
    reports: Iterable[Report], departments: Collection[str], rulebooks: Collection[str]
) -> Iterator[Report]:
    """Yield the reports of which department and rulebook could be read as well."""
    for report in reports:
        if report.identity.department in departments and report.form.rulebook in rulebooks:
            yield report


def _limited(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Pass on at most MAX_FINDINGS a file, and say where there are more."""
    counts: dict[str, int] = {}
    for finding in findings:
        file = finding.location.file
        counts[file] = counts.get(file, 0) + 1
        if counts[file] <= MAX_FINDINGS:
            yield finding
        elif counts[file] == MAX_FINDINGS + 1:
            message = f"这个文件里的问题超过 {MAX_FINDINGS} 处，后面的没有列出"
            yield TOO_MANY.at(finding.location, message)


class _Reading:
    """Reads the files of one folder and gathers what is wrong with them."""

    def __init__(self, root: Path, findings: list[Finding], read: Reader) -> None:
        self.root = root
        self.findings = findings
        self.read = read
        self.positions: dict[str, Places] = {}

    def data(self, path: str) -> bytes | None:
        """Return a file's bytes, one more than allowed if it is too large; None if unreadable."""
        try:
            with (self.root / path).open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            self.findings.append(unreadable(Location(file_name(self.root, path)), error))
            return None

    def parsed(self, path: str) -> Parsed | None:
        """Return a file's tree and positions, or None where it could not be read at all."""
        data = self.data(path)
        if data is None:
            return None
        parsed = parse_strict(data, file_name(self.root, path))
        self.findings += parsed.findings
        self.positions[path] = parsed.positions
        return parsed

    def part(self, parsed: Parsed | None, kind: type[P]) -> P | None:
        """Return a whole file as one part of the model."""
        if parsed is None or parsed.tree is None:
            return None
        return self.validated(parsed.tree, kind, parsed.positions)

    def validated(
        self, tree: Tree, kind: type[P], positions: Positions, at: FormPath = ()
    ) -> P | None:
        """Give a tree its types, or gather what stands against it."""
        part, findings = validated(tree, kind, positions, at)
        self.findings += findings
        return part

    def required(self, path: str, listing: Listing) -> Parsed | None:
        """Read a file that must be there; one that was refused is reported already."""
        if path in listing.registers:
            return self.parsed(path)
        name = file_name(self.root, path)
        if all(finding.location.file != name for finding in listing.findings):
            self.findings.append(NO_FILE.at(Location(name), f"缺少 {path}"))
        return None

    def site(self, listing: Listing, codes: Codes | None) -> Site | None:
        """Read site.yml."""
        parsed = self.required("site.yml", listing)
        site = self.part(parsed, Site)
        if site is not None and parsed is not None and codes is not None:
            self.findings += check_levels(site, parsed.positions, codes)
        return site

    def register(self, listing: Listing) -> dict[str, Department | None] | None:
        """Read departments.yml: None for a department or a whole file that cannot be used."""
        parsed = self.required("departments.yml", listing)
        if parsed is None or parsed.tree is None:
            return None
        register = {
            name: self.validated(tree, Department, parsed.positions, (name,))
            for name, tree in parsed.tree.items()
        }
        self.findings += check_departments(register, parsed.positions)
        return register

    def rulebooks(self, listing: Listing, codes: Codes | None) -> dict[str, Rulebook]:
        """Read every rulebook; one with any problem is left out: scoring relies on its order."""
        found = {}
        for path in listing.rulebooks:
            parsed = self.parsed(path)
            book = self.part(parsed, Rulebook)
            if parsed is None or book is None:
                continue
            problems = list(check_rulebook(book, path, parsed.positions))
            if codes is not None:
                problems += check_methods(book, parsed.positions, codes)
            self.findings += problems
            if not problems:
                found[book.id] = book
        return found

    def reports(self, listing: Listing, register: Collection[str] | None) -> tuple[Report, ...]:
        """Read every report; one that cannot be used is left out."""
        around = Around(
            None if register is None else frozenset(register),
            frozenset(PurePosixPath(path).stem for path in listing.rulebooks),
        )
        sources = [
            Source(file_name(self.root, path), path, identity, data)
            for path, identity in listing.reports
            if (data := self.data(path)) is not None
        ]
        read = read_reports(sources, around, self.read)
        for source, one in zip(sources, read, strict=True):
            self.findings += one.findings
            self.positions[source.path] = one.positions
        reports = (one.report for one in read if one.report is not None)
        return tuple(sorted(reports, key=lambda report: _order(report.identity)))

    def notices(self, listing: Listing) -> dict[str, Notice]:
        """Read the signed notices, by the names of their files."""
        read = {path: self.part(self.parsed(path), Notice) for path in listing.notices}
        return {PurePosixPath(path).stem: one for path, one in read.items() if one is not None}

    def pages(self, listing: Listing) -> Iterator[tuple[str, str]]:
        """Read the hand-written pages: name and Markdown text."""
        for path in listing.pages:
            data = self.data(path)
            if data is None:
                continue
            text, findings = decode(data, file_name(self.root, path))
            self.findings += findings
            if text is not None:
                yield PurePosixPath(path).stem, text

    def approved(
        self, listing: Listing, register: dict[str, Department | None] | None
    ) -> tuple[ApprovedList, ...]:
        """Read the approved lists, newest first; one that cannot be used is left out.

        They name departments, so they wait until the whole register can be read.
        """
        if register is None or None in register.values():
            return ()
        files = ApprovedFiles(self.root, tuple(listing.approved), self.data, self.parsed, self.part)
        reports = frozenset(str(identity) for _, identity in listing.reports)
        lists, findings = read_approved(files, register, reports)
        self.findings += findings
        return lists


def _order(identity: Identity) -> tuple[int, str, str]:
    return -identity.year, identity.department, identity.project
