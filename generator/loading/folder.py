"""What lies in a content folder: which files are read as what, and which may not be there."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.loading.errors.files import SYMLINK, UNREADABLE, WRONG_EXTENSION
from generator.loading.errors.folder import BAD_ID, BAD_YEAR_FOLDER, MISPLACED, SAME_NAME
from generator.loading.quoting import printable, shown
from generator.model.finding import Finding, Location
from generator.model.report import Identity
from generator.model.types import identifier_problem

REGISTERS = ("site.yml", "departments.yml")
# Nothing of ours lies deeper than projects/<year>/<department>/<project>.yml.
MAX_FOLDERS = 6
# Editors and version control leave these; they are nobody's content.
_IGNORED = re.compile(r"\..*|.*~|README(\.\w+)?|Thumbs\.db|__pycache__", re.IGNORECASE)
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_REFUSED = {"符号链接": SYMLINK, "设备或管道": UNREADABLE}
# Worked examples of a rulebook lie beside it as <rulebook>.vectors.yml.
_RULEBOOK = re.compile(r"rules/[^/]+(?<!\.vectors)\.yml")
_NAMED = re.compile(r"pages/[^/]+\.md|notices/[^/]+\.yml")
# The list of a year's approved projects, its source, and the matches that a person confirmed.
_APPROVED = re.compile(r"approved/(19|20)[0-9]{2}(\.csv|\.xlsx|\.yml|\.matches\.csv)")
# What an import keeps for itself: origins, values as they were read, forms that are not fit yet.
# What heads of a place's forms mean is said to the import alone.
_OF_THE_IMPORT = ("imports/", "layouts/")
_YAML = re.compile(r".*\.ya?ml", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class Listing:
    """The files of a content folder by what they are; paths are relative, with forward slashes."""

    registers: list[str] = field(default_factory=list)
    reports: list[tuple[str, Identity]] = field(default_factory=list)
    rulebooks: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    approved: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def list_folder(root: Path) -> Listing:
    """Walk the folder; files come in sorted order, links are never followed."""
    listing = Listing()
    for path in sorted(_walk(root, listing.findings)):
        _sort_in(path, listing, Location(file_name(root, path)))
    return listing


def file_name(root: Path, path: str) -> str:
    """Return the name a finding shows: from the content folder on, with forward slashes."""
    return printable(f"{root.absolute().name}/{path}")


def is_nobodys(name: str) -> bool:
    """Tell a file that editors and systems leave lying about."""
    return _IGNORED.fullmatch(name) is not None


def _walk(root: Path, findings: list[Finding]) -> Iterator[str]:
    """Yield the files below `root`; links, unreadable folders and twin names are findings."""
    folders = [""]
    while folders:
        folder = folders.pop()
        place = Location(file_name(root, folder.removesuffix("/")))
        if folder.count("/") > MAX_FOLDERS:
            findings.append(MISPLACED.at(place, f"文件夹超过 {MAX_FOLDERS} 层"))
            continue
        try:
            entries = _entries(root / folder)
        except OSError as error:
            findings.append(unreadable(place, error))
            continue
        findings += _twins(root, folder, [name for name, _ in entries])
        for name, kind in entries:
            path = folder + name
            if kind == "file":
                yield path
            elif kind == "folder" and f"{path}/" not in _OF_THE_IMPORT:
                folders.append(f"{path}/")
            elif kind in _REFUSED:
                where = Location(file_name(root, path))
                findings.append(_REFUSED[kind].at(where, f"“{shown(name)}”是{kind}"))


def _entries(folder: Path) -> list[tuple[str, str]]:
    """Return the names in a folder, sorted, and what each one is."""
    with os.scandir(folder) as entries:
        ours = [entry for entry in entries if not is_nobodys(entry.name)]
        return sorted((entry.name, _kind(entry)) for entry in ours)


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "符号链接"
    if entry.is_dir():
        return "folder"
    return "file" if entry.is_file() else "设备或管道"


def _twins(root: Path, folder: str, names: list[str]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for name in names:
        twin = seen.setdefault(name.casefold(), name)
        if twin != name:
            message = f"“{shown(name)}”与“{shown(twin)}”只有大小写之差"
            yield SAME_NAME.at(Location(file_name(root, folder + name)), message)


def unreadable(place: Location, error: OSError) -> Finding:
    """Say why a file or folder cannot be read."""
    if isinstance(error, PermissionError):
        return UNREADABLE.at(place, "没有读取权限")
    return UNREADABLE.at(place, "无法读取，可能正被其他程序使用，或磁盘有故障")


def _sort_in(path: str, listing: Listing, place: Location) -> None:
    """Put one file where it belongs, or say why it belongs nowhere; only YAML must belong."""
    parts = path.split("/")
    if _YAML.fullmatch(path) and not path.endswith(".yml"):
        message = f"“{shown(parts[-1])}”的扩展名不是 .yml"
        listing.findings.append(WRONG_EXTENSION.at(place, message, expected=".yml"))
    elif path in REGISTERS:
        listing.registers.append(path)
    elif parts[0] == "projects":
        _sort_report(path, parts, listing, place)
    elif _RULEBOOK.fullmatch(path):
        listing.rulebooks.append(path)
    elif parts[0] == "approved":
        _sort_approved(path, listing, place)
    elif _NAMED.fullmatch(path):
        _sort_named(path, parts[1], listing, place)
    elif path.endswith(".yml") and not path.endswith(".vectors.yml"):
        listing.findings.append(MISPLACED.at(place, f"“{shown(path)}”不在该在的位置"))


def _sort_approved(path: str, listing: Listing, place: Location) -> None:
    if _APPROVED.fullmatch(path):
        listing.approved.append(path)
        return
    expected = "年度.csv 或 年度.xlsx、年度.yml、年度.matches.csv"
    message = f"“{shown(path)}”不是批复项目名单"
    listing.findings.append(MISPLACED.at(place, message, expected=expected))


def _sort_named(path: str, name: str, listing: Listing, place: Location) -> None:
    """Put a page or a notice where it belongs, if its name can be one."""
    if _check_id(PurePosixPath(name).stem, listing, place):
        (listing.pages if path.startswith("pages/") else listing.notices).append(path)


def _sort_report(path: str, parts: list[str], listing: Listing, place: Location) -> None:
    if not path.endswith(".yml"):
        message = f"“{shown(parts[-1])}”不是数据文件"
        listing.findings.append(MISPLACED.at(place, message, expected=".yml"))
        return
    if len(parts) != 4:
        message, expected = f"“{shown(path)}”的层级不对", "projects/年度/部门标识/项目标识.yml"
        listing.findings.append(MISPLACED.at(place, message, expected=expected))
        return
    year, department, project = parts[1], parts[2], parts[3].removesuffix(".yml")
    if not _YEAR.fullmatch(year):
        message, expected = f"文件夹“{shown(year)}”不是年份", "四位年份，如 2020"
        listing.findings.append(BAD_YEAR_FOLDER.at(place, message, expected=expected))
    elif _check_id(department, listing, place) and _check_id(project, listing, place):
        listing.reports.append((path, Identity(int(year), department, project)))


def _check_id(identifier: str, listing: Listing, place: Location) -> bool:
    problem = identifier_problem(identifier)
    if problem is None:
        return True
    name = shown(identifier)
    found = BAD_ID.at(place, f"“{name}”不能作标识", expected=problem, declared=name)
    listing.findings.append(found)
    return False
