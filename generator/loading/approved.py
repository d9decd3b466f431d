"""The approved lists of a content folder: each year's table, its source, its confirmed matches."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.loading.approved_rows import department_named, read_matches, read_projects
from generator.loading.errors.approved import DEPARTMENT, MATCH, NO_PAIR, TWO_LISTS, ZERO
from generator.loading.folder import file_name
from generator.loading.quoting import shown
from generator.loading.sheets import Sheet, read_sheet
from generator.loading.strict_yaml import Parsed
from generator.model.approved import (
    ApprovedAbout,
    ApprovedList,
    ApprovedProject,
    Confirmed,
    ZeroReport,
)
from generator.model.finding import Finding, Location
from generator.model.site import Department

Register = Mapping[str, Department | None]


@dataclass(frozen=True, slots=True)
class ApprovedFiles:
    """The files of approved/ and how the loader reads one: as bytes, as YAML, as a part."""

    root: Path
    paths: tuple[str, ...]
    data: Callable[[str], bytes | None]
    parsed: Callable[[str], Parsed | None]
    part: Callable[[Parsed | None, type[ApprovedAbout]], ApprovedAbout | None]

    @property
    def years(self) -> tuple[int, ...]:
        """Years of which there is any file, newest first."""
        found = {int(path.removeprefix("approved/")[:4]) for path in self.paths}
        return tuple(sorted(found, reverse=True))

    def place(self, path: str) -> Location:
        """Return the place of a file as a whole."""
        return Location(file_name(self.root, path))


def read_approved(
    files: ApprovedFiles, register: Register, reports: Collection[str]
) -> tuple[tuple[ApprovedList, ...], list[Finding]]:
    """Return every year's list, newest first, and what is wrong with the files.

    `reports` are the ids of all data files: a match may confirm no other.
    """
    reading = _Reading(files, register, reports)
    lists = [reading.year(year) for year in files.years]
    return tuple(one for one in lists if one is not None), reading.findings


@dataclass(slots=True)
class _Reading:
    """Reads the years one after the other and gathers what is wrong."""

    files: ApprovedFiles
    register: Register
    reports: Collection[str]
    findings: list[Finding] = field(default_factory=list)

    def year(self, year: int) -> ApprovedList | None:
        """Return a year's list; None where table or source is missing or cannot be used."""
        table, about_path = self.table(year), f"approved/{year}.yml"
        if table is None or about_path not in self.files.paths:
            self._unpaired(year, table)
            return None
        parsed = self.files.parsed(about_path)
        about = self.files.part(parsed, ApprovedAbout)
        sheet = self.sheet(table)
        if parsed is None or about is None or sheet is None:
            return None
        projects, problems = read_projects(sheet, self.register, about.due)
        self.findings += problems
        zero = tuple(self.zero_reports(about, parsed, projects))
        # Of a list that has to be mended first, nobody can say which codes are missing.
        confirmed = () if problems else self.confirmed(year, projects)
        return ApprovedList(year, about, projects, confirmed, zero)

    def _unpaired(self, year: int, table: str | None) -> None:
        if table is None:
            path = next(one for one in self.files.paths if one.startswith(f"approved/{year}"))
            message, expected = f"没有{year}年度的名单", f"approved/{year}.csv"
        else:
            path, expected = table, f"approved/{year}.yml"
            message = f"{year}年度的名单没有写明来源"
        self.findings.append(NO_PAIR.at(self.files.place(path), message, expected=expected))

    def table(self, year: int) -> str | None:
        """Return the path of a year's table; of two, the CSV, with a finding."""
        both = [f"approved/{year}.csv", f"approved/{year}.xlsx"]
        found = [path for path in both if path in self.files.paths]
        if len(found) > 1:
            place = self.files.place(found[1])
            self.findings.append(TWO_LISTS.at(place, f"{year}年度已有一份 {year}.csv"))
        return found[0] if found else None

    def sheet(self, path: str) -> Sheet | None:
        """Return the rows of a table."""
        data = self.files.data(path)
        if data is None:
            return None
        sheet, findings = read_sheet(data, file_name(self.files.root, path))
        self.findings += findings
        return sheet

    def zero_reports(
        self, about: ApprovedAbout, parsed: Parsed, projects: tuple[ApprovedProject, ...]
    ) -> Iterator[tuple[str, ZeroReport]]:
        """Yield the zero reports of departments that owe nothing."""
        owing = {one.department for one in projects if one.published}
        for index, word in enumerate(about.zero_reports):
            place = parsed.positions.locate(("零报告", index, "部门"))
            name = department_named(word.department, self.register)
            declared = shown(word.department)
            if name is None:
                message = f"零报告的部门“{declared}”没有登记"
                self.findings.append(DEPARTMENT.at(place, message, declared=declared))
            elif name in owing:
                message = f"“{declared}”报告为零，名单却有应公开的项目"
                self.findings.append(ZERO.at(place, message, declared=declared))
            else:
                yield name, word

    def confirmed(self, year: int, projects: tuple[ApprovedProject, ...]) -> tuple[Confirmed, ...]:
        """Return the matches that a person confirmed."""
        path = f"approved/{year}.matches.csv"
        sheet = self.sheet(path) if path in self.files.paths else None
        if sheet is None:
            return ()
        matches, findings = read_matches(sheet)
        codes = {one.code for one in projects}
        for line, word in matches:
            if problem := self._unknown(word, codes, year):
                findings.append(MATCH.at(sheet.at(line, 1), f"第 {line} 行{problem}"))
        self.findings += findings
        return tuple(word for _, word in matches)

    def _unknown(self, word: Confirmed, codes: Collection[str], year: int) -> str:
        """Say what a match names that there is not; "" where all is there."""
        if word.code not in codes:
            return f"的编码“{shown(word.code)}”不在{year}年度的名单上"
        if word.report in self.reports and word.report.startswith(f"{year}/"):
            return ""
        return f"的报告“{shown(word.report)}”不是{year}年度的数据文件"
