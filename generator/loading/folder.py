"""What lies in a content folder: which files are read as what, and which may not be there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.loading.errors import BAD_ID, BAD_YEAR_FOLDER, MISPLACED, SAME_NAME, SYMLINK, UNREADABLE, WRONG_EXTENSION
from generator.model.finding import Finding, Location
from generator.model.report import Identity
from generator.model.types import identifier_problem

# Editors and version control leave these; they are nobody's content.
_IGNORED = re.compile(r"\..*|.*~|README(\.\w+)?|Thumbs\.db|__pycache__", re.IGNORECASE)
_YEAR = re.compile(r"(19|20)\d{2}")


@dataclass(slots=True)
class Listing:
    """The files of a content folder by what they are; paths are relative, with forward slashes."""

    reports: list[tuple[str, Identity]] = field(default_factory=list)
    rulebooks: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    years: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def list_folder(root: Path) -> Listing:
    """Walk the folder in sorted order; links are never followed."""
    listing = Listing()
    name = root.resolve().name
    for path in _walk(root, root, listing, name):
        _sort_in(path, listing, name)
    return listing


def _walk(folder: Path, root: Path, listing: Listing, name: str) -> Iterator[str]:
    """Yield the files below `folder`, reporting links, unreadable folders and names that differ in case only."""
    try:
        children = sorted(child for child in folder.iterdir() if not _IGNORED.fullmatch(child.name))
    except OSError as error:
        place = Location(f"{name}/{folder.relative_to(root).as_posix()}")
        listing.findings.append(UNREADABLE.at(place, f"文件夹无法读取：{error.strerror or error}"))
        return
    seen: dict[str, str] = {}
    for child in children:
        relative = child.relative_to(root).as_posix()
        twin = seen.setdefault(child.name.casefold(), child.name)
        if twin != child.name:
            message = f"“{child.name}”与“{twin}”只有大小写之差"
            listing.findings.append(SAME_NAME.at(Location(f"{name}/{relative}"), message))
        if child.is_symlink():
            listing.findings.append(SYMLINK.at(Location(f"{name}/{relative}"), f"“{child.name}”是符号链接"))
        elif child.is_dir():
            yield from _walk(child, root, listing, name)
        else:
            yield relative


def _sort_in(path: str, listing: Listing, name: str) -> None:
    """Put one file where it belongs, or say why it belongs nowhere."""
    place, parts = Location(f"{name}/{path}"), path.split("/")
    if parts[0] == "projects":
        _sort_report(path, parts, listing, place)
    elif re.search(r"\.ya?ml$", path, re.IGNORECASE) and not path.endswith(".yml"):
        listing.findings.append(WRONG_EXTENSION.at(place, f"“{parts[-1]}”的扩展名不是 .yml", expected=".yml"))
    elif parts[0] == "rules" and len(parts) == 2 and path.endswith(".yml"):
        if not path.endswith(".vectors.yml"):
            listing.rulebooks.append(path)
    elif parts[0] == "pages" and len(parts) == 2 and path.endswith(".md"):
        listing.pages.append(path)
        _check_id(Path(path).stem, listing, place)
    elif path.endswith(".yml") and path not in ("site.yml", "departments.yml"):
        listing.findings.append(MISPLACED.at(place, f"“{path}”不在该在的位置"))


def _sort_report(path: str, parts: list[str], listing: Listing, place: Location) -> None:
    if not path.endswith(".yml"):
        wanted = re.search(r"\.ya?ml$", path, re.IGNORECASE)
        kind = WRONG_EXTENSION if wanted else MISPLACED
        words = "的扩展名不是 .yml" if wanted else "不是数据文件"
        listing.findings.append(kind.at(place, f"“{parts[-1]}”{words}", expected=".yml"))
        return
    if len(parts) != 4:
        message = f"“{path}”的层级不对"
        listing.findings.append(MISPLACED.at(place, message, expected="projects/年度/部门标识/项目标识.yml"))
        return
    year, department, project = parts[1], parts[2], parts[3].removesuffix(".yml")
    if not _YEAR.fullmatch(year):
        listing.findings.append(BAD_YEAR_FOLDER.at(place, f"文件夹“{year}”不是年份", expected="四位年份，如 2020"))
    elif _check_id(department, listing, place) and _check_id(project, listing, place):
        listing.reports.append((path, Identity(int(year), department, project)))


def _check_id(identifier: str, listing: Listing, place: Location) -> bool:
    problem = identifier_problem(identifier)
    if problem:
        listing.findings.append(BAD_ID.at(place, f"“{identifier}”不能作标识", expected=problem, declared=identifier))
    return problem is None
