"""The files that reports name as attachments: there, whole, of a kind that can be looked into."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.loading.errors.attachments import (
    ATTACHED_TWICE,
    LARGE_ATTACHMENT,
    NO_ATTACHMENT,
    UNNAMED_ATTACHMENT,
    WRONG_DIGEST,
    WRONG_KIND,
    WRONG_SIZE,
)
from generator.loading.folder import file_name, is_nobodys
from generator.loading.messages import nearest
from generator.loading.quoting import shown
from generator.model.attachment import Attachment
from generator.model.finding import Finding, Location
from generator.model.problem import Problem
from generator.model.report import Report

FOLDER = "attachments"
MAX_SIZE = 20 * 1024 * 1024
_ZIP = b"PK\x03\x04"
# How a file of each kind begins.
KINDS: Mapping[str, bytes] = {
    ".pdf": b"%PDF-",
    ".xlsx": _ZIP,
    ".docx": _ZIP,
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
}


@dataclass(frozen=True, slots=True)
class Attachments:
    """The attachments that are what their reports say: the file of each, by `report/file`."""

    files: Mapping[str, Path]
    findings: tuple[Finding, ...]


def find_attachments(root: Path, reports: Collection[Report]) -> Attachments:
    """Hold what reports say of their attachments against the files of a content folder."""
    lying = _lying(root / FOLDER)
    files: dict[str, Path] = {}
    findings: list[Finding] = []
    named: set[str] = set()
    for report in reports:
        for index, one in enumerate(report.form.attachments):
            name = f"{report.id}/{one.file}"
            wrong = list(_wrong(_Line(report, index, one), lying, named))
            findings += wrong
            named.add(name)
            if not wrong and one.taken_down is None:
                files[name] = lying[name]
    read = {report.id for report in reports}
    findings += _unnamed(root, (name for name in lying if name not in named), read)
    return Attachments(files, tuple(findings))


def _lying(folder: Path) -> dict[str, Path]:
    """Return the files below a folder by their way from it; links are followed to none."""
    paths = sorted(folder.rglob("*"))
    ours = (one for one in paths if one.is_file() and not one.is_symlink())
    return {one.relative_to(folder).as_posix(): one for one in ours if not is_nobodys(one.name)}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a report's attachments."""

    report: Report
    index: int
    stated: Attachment

    def finding(
        self, problem: Problem, key: str, message: str, expected: str, found: str
    ) -> Finding:
        place = self.report.positions.locate(("附件", self.index, key))
        said = f"附件“{self.stated.file}”{message}"
        return problem.at(place, said, expected=expected, declared=found, report=self.report.id)


def _wrong(line: _Line, lying: Mapping[str, Path], named: Collection[str]) -> Iterator[Finding]:
    """Yield all that is wrong with one attachment; of one that was taken down only its name."""
    one = line.stated
    name = f"{line.report.id}/{one.file}"
    if name in named:
        yield line.finding(ATTACHED_TWICE, "文件", "写了两次", "一次", one.file)
    if one.taken_down is not None:
        return
    begins = KINDS.get(Path(one.file).suffix)
    if begins is None:
        yield line.finding(
            WRONG_KIND, "文件", "的类型不收", "、".join(KINDS), Path(one.file).suffix
        )
    path = lying.get(name)
    if path is None:
        yield _missing(line, lying)
    elif path.stat().st_size > MAX_SIZE:
        found = f"{path.stat().st_size / 1024 / 1024:.1f} MiB"
        yield line.finding(LARGE_ATTACHMENT, "文件", "过大", "至多 20 MiB", found)
        yield from _other_size(line, path)
    else:
        yield from _other_content(line, path, begins)


def _missing(line: _Line, lying: Collection[str]) -> Finding:
    folder = f"{line.report.id}/"
    beside = tuple(one.removeprefix(folder) for one in lying if one.startswith(folder))
    meant = nearest(line.stated.file, beside)
    expected = f"{FOLDER}/{folder}{meant or line.stated.file}"
    words = "不在附件文件夹里" + (f"；是不是“{shown(meant)}”？" if meant else "")
    return line.finding(NO_ATTACHMENT, "文件", words, expected, line.stated.file)


def _other_size(line: _Line, path: Path) -> Iterator[Finding]:
    size, stated = path.stat().st_size, line.stated.size
    if size != stated:
        yield line.finding(WRONG_SIZE, "字节", "的大小不符", str(size), str(stated))


def _other_content(line: _Line, path: Path, begins: bytes | None) -> Iterator[Finding]:
    yield from _other_size(line, path)
    with path.open("rb") as file:
        head = file.read(8)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != line.stated.sha256:
        yield line.finding(WRONG_DIGEST, "SHA-256", "的 SHA-256 不符", digest, line.stated.sha256)
    if begins is not None and not head.startswith(begins):
        found = next((kind for kind, mark in KINDS.items() if head.startswith(mark)), "别的类型")
        yield line.finding(WRONG_KIND, "文件", "的内容与扩展名不符", Path(path).suffix, found)


def _unnamed(root: Path, names: Iterable[str], read: Collection[str]) -> Iterator[Finding]:
    """Yield the files that no report names; one whose report cannot be read may be named by it."""
    for name in names:
        report = name.rpartition("/")[0]
        if report not in read and (root / "projects" / f"{report}.yml").is_file():
            continue
        place = Location(file_name(root, f"{FOLDER}/{name}"))
        message = f"没有一份报告写到附件“{shown(name)}”"
        yield UNNAMED_ATTACHMENT.at(place, message, declared=shown(name))
