"""Where two states of a content folder come from: a git revision, or a folder on disk.

Git is asked as a program, with paths that end in zero bytes and revisions that cannot be options.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Protocol

_SHALLOW = "（这是浅克隆，可能没有取回这个版本：git fetch --depth=… 后再试）"
_WITHOUT_GIT = "没有 git 时可以比较两个文件夹：jixiao diff 旧文件夹 新文件夹"


class RepositoryError(Exception):
    """A revision or folder cannot be read; the message is Chinese and says why."""


class State(Protocol):
    """A content folder as it is, or was: its files by path, each with a name for its bytes."""

    @property
    def name(self) -> str:
        """How people call this state."""

    def files(self) -> dict[str, str]:
        """Return path below the content folder to the git blob name of its bytes."""

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the bytes of some files."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A content folder on disk."""

    root: Path

    @property
    def name(self) -> str:
        """The folder's path."""
        return str(self.root)

    def files(self) -> dict[str, str]:
        """Return every file of the folder that says something."""
        if not self.root.is_dir():
            raise RepositoryError(f"找不到内容文件夹 {self.root}")
        every = sorted(self.root.rglob("*"))
        named = [(path.relative_to(self.root).as_posix(), path) for path in every]
        return {
            name: blob_name(path.read_bytes())
            for name, path in named
            if is_content(name) and path.is_file() and not path.is_symlink()
        }

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the bytes of some files."""
        for path in paths:
            yield path, (self.root / path).read_bytes()


def blob_name(data: bytes) -> str:
    """Return the name git gives these bytes."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Revision:
    """A content folder at a git revision; `commit` is its full name."""

    repository: Path
    below: str
    commit: str
    called: str

    @property
    def name(self) -> str:
        """The revision as it was asked for, with its short name."""
        return f"{self.called}（{self.commit[:8]}）"

    def files(self) -> dict[str, str]:
        """Return every file of the folder that says something, at that revision."""
        how = ("-r", "-z", "--full-tree")
        listed = git(self.repository, "ls-tree", *how, self.commit, "--", f"{self.below}/")
        found: dict[str, str] = {}
        for entry in filter(None, listed.split("\0")):
            head, _, path = entry.partition("\t")
            _, _, blob = head.split()
            inner = path.removeprefix(f"{self.below}/")
            # A tree made by hand may hold names that lead out of the folder.
            if is_content(inner) and ".." not in inner.split("/"):
                found[inner] = blob
        return dict(sorted(found.items()))

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the bytes of some files, all through one process."""
        blobs = self.files()
        asked = list(paths)
        contents = read_blobs(self.repository, [blobs[path] for path in asked])
        yield from zip(asked, contents, strict=True)


def revision(content_dir: Path, called: str) -> Revision:
    """Find a git revision of a content folder. Raises RepositoryError where there is none."""
    top = repository_of(content_dir)
    below = content_dir.resolve().relative_to(top).as_posix()
    how = ("--verify", "--quiet", "--end-of-options")
    try:
        commit = git(top, "rev-parse", *how, f"{called}^{{commit}}").strip()
    except RepositoryError:
        hint = _SHALLOW if is_shallow(top) else ""
        raise RepositoryError(f"版本库里没有“{called}”{hint}") from None
    return Revision(top, below, commit, called)


def forked_from(base: Revision) -> Revision:
    """Return where what is worked on left a revision: what that gained since is not gone from here.

    The revision itself where the two have nothing in common, or their common past is not here.
    """
    try:
        commit = git(base.repository, "merge-base", base.commit, "HEAD").strip()
    except RepositoryError:
        return base
    return replace(base, commit=commit)


def repository_of(folder: Path) -> Path:
    """Return the top folder of the git repository that holds a folder."""
    if not folder.is_dir():
        raise RepositoryError(f"找不到内容文件夹 {folder}")
    try:
        return Path(git(folder, "rev-parse", "--show-toplevel").strip()).resolve()
    except RepositoryError as error:
        if "not a git repository" not in str(error):
            raise
        raise RepositoryError(f"{folder} 不在 git 版本库里；{_WITHOUT_GIT}") from None


def is_shallow(repository: Path) -> bool:
    """Tell whether the repository holds only the newest part of its history."""
    return git(repository, "rev-parse", "--is-shallow-repository").strip() == "true"


def git(folder: Path, *arguments: str) -> str:
    """Ask git; returns what it says. Raises RepositoryError where git fails or is not there."""
    return _run(folder, arguments).decode("utf-8", "replace")


def read_blobs(repository: Path, blobs: Iterable[str]) -> Iterator[bytes]:
    """Yield the bytes of blobs, all through one process."""
    asked = list(blobs)
    out = _run(repository, ("cat-file", "--batch"), "".join(f"{blob}\n" for blob in asked).encode())
    at = 0
    for blob in asked:
        end = out.index(b"\n", at)
        head = out[at:end].split()
        if len(head) != 3:
            raise RepositoryError(f"版本库里缺少文件内容 {blob}")
        start, size = end + 1, int(head[2])
        yield out[start : start + size]
        at = start + size + 1


def _run(folder: Path, arguments: Iterable[str], given: bytes | None = None) -> bytes:
    command = ["git", "-C", str(folder), "-c", "core.quotePath=false", *arguments]
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603 - fixed program
            command, input=given, env=environment, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise RepositoryError("这台机器上没有 git；请比较两个文件夹") from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RepositoryError(said[-1] if said else "git 没有成功")
    return done.stdout


def is_content(path: str) -> bool:
    """Tell data files, hand-written pages and approved lists from what says nothing by itself."""
    is_page = path.startswith("pages/") and path.endswith(".md")
    return path.endswith(".yml") or is_page or path.startswith("approved/")


def report_id(path: str) -> str | None:
    """Return the id of the report that a path below the content folder holds, or None."""
    place = PurePosixPath(path)
    if len(place.parts) != 4 or place.parts[0] != "projects" or place.suffix != ".yml":
        return None
    _, year, department, _ = place.parts
    return f"{year}/{department}/{place.stem}"


def reports_among(paths: Iterable[str]) -> list[str]:
    """Return the ids of the reports that some paths below the content folder hold."""
    return [name for name in map(report_id, paths) if name is not None]


def changed_paths(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return what was added, removed or is other bytes now, sorted; arguments as `State.files`."""
    every = sorted(before.keys() | after.keys())
    return [path for path in every if before.get(path) != after.get(path)]
