"""The golden tree: what a build of known content gives, file by file, so that a change can be seen to change nothing.

`tests/golden/site.txt` has one line for each file of the built site of the six reports, `made.txt` the digest of the
Markdown tree and data of 200 made ones. `make golden` records both anew.

What differs without anything being different is folded first: the version of the data, which every page names; and
whatever depends on the machine's zlib and SQLite: packed files count by what they hold, and digests and sizes of
files, which other tests compare with the files themselves, count as one word.
"""

import gzip
import hashlib
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

from generator.assessment import assess
from generator.publish.again import Published
from generator.publish.builder import Workplace
from generator.site import generate, publish
from tests.made_reports import write_content
from tests.make import CONTENT, ROOT

DAY = date(2026, 1, 1)
GOLDEN = ROOT / "tests" / "golden"
MADE = 200
_TEXTS = (
    ".css",
    ".csv",
    ".html",
    ".js",
    ".json",
    ".jsonl",
    ".jsonld",
    ".md",
    ".svg",
    ".txt",
    ".xml",
    ".yml",
    "SHA256SUMS",
)
_DATA_VERSION = re.compile(r"(?<=数据版本</dt><dd>)[0-9a-f]{8}|(?<=数据版本 )[0-9a-f]{8}")
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b|(?<=<code>)[0-9a-f]{12}(?=</code>)")
_SIZE = re.compile(
    r'(?<="bytes": )\d+|(?<="contentSize": ")[\d.]+ B|(?<=data-label="大小">)[\d.]+ [KMG]?B|(?<=合计</dt><dd>)(?:\d+ 个文件，)?[\d.]+ [KMG]?B'
)


def golden_site(site: Path) -> dict[str, str]:
    """Return the folded SHA-256 of each file of a built site, by path."""
    root = site.resolve()
    return {path.relative_to(root).as_posix(): digest(path) for path in sorted(root.rglob("*")) if path.is_file()}


def in_one_line(made: Mapping[str, str]) -> dict[str, str]:
    """Return what is kept of the made reports: one digest for all files."""
    digest_of_all = hashlib.sha256(as_text(made).encode()).hexdigest()
    return {f"{MADE} made reports, {len(made)} files": digest_of_all}


def digest(path: Path) -> str:
    """Return the SHA-256 of what a file holds, folded."""
    return hashlib.sha256(_folded(path)).hexdigest()


def _folded(path: Path) -> bytes:
    content = path.read_bytes()
    if unpack := _UNPACK.get(path.suffix):
        return unpack(content)
    if path.name.endswith(_TEXTS):
        text = _DATA_VERSION.sub("version", content.decode())
        return _SIZE.sub("size", _DIGEST.sub("digest", text)).encode()
    return content


def _workbook(content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return b"".join(name.encode() + b"\0" + packed.read(name) for name in packed.namelist())


def _database(content: bytes) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    lines = "\n".join(connection.iterdump())
    connection.close()
    return lines.encode()


_UNPACK: dict[str, Callable[[bytes], bytes]] = {".xlsx": _workbook, ".sqlite": _database, ".gz": gzip.decompress}


def as_text(files: Mapping[str, str]) -> str:
    """Return the lines of a golden file."""
    return "".join(f"{found}  {path}\n" for path, found in files.items())


def recorded(name: str) -> dict[str, str]:
    """Return a golden file's digests by path."""
    lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    return {path: found for found, _, path in (line.partition("  ") for line in lines)}


def differences(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Yield what is gone, new or changed, a line a path."""
    for path in sorted(before.keys() | now.keys()):
        if path not in now:
            yield f"gone: {path}"
        elif path not in before:
            yield f"new: {path}"
        elif before[path] != now[path]:
            yield f"changed: {path}"


def build_six(folder: Path) -> Path:
    """Build the site of the project's own six reports and return it."""
    place = Workplace(ROOT, folder / "build" / "docs", folder / "build" / "mkdocs.yml")
    outcome = publish(CONTENT, folder / "out", place, DAY)
    assert isinstance(outcome, Published)
    return folder / "out"


def generate_made(folder: Path) -> Path:
    """Write the Markdown tree and data of the made reports and return its folder."""
    write_content(folder / "content", MADE)
    assessment = assess(folder / "content")
    assert assessment.content is not None
    assert not assessment.blocking
    place = Workplace(ROOT, folder / "build" / "docs", folder / "build" / "mkdocs.yml")
    generate(assessment.content, assessment, place, DAY)
    return place.docs


def record() -> None:
    """Write both golden files anew."""
    with tempfile.TemporaryDirectory() as name:
        site = golden_site(build_six(Path(name)))
        made = golden_site(generate_made(Path(name) / "made"))
    GOLDEN.mkdir(exist_ok=True)
    (GOLDEN / "site.txt").write_text(as_text(site), encoding="utf-8")
    (GOLDEN / "made.txt").write_text(as_text(in_one_line(made)), encoding="utf-8")


if __name__ == "__main__":
    record()
