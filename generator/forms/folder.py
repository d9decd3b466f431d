"""The files of an import: those to be read, and the others, each with the reason why not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.forms.bounds import KINDS

_OLD_KINDS = (".doc", ".wps", ".et", ".odt", ".xlsm", ".docm")
_READ = frozenset((*KINDS, *_OLD_KINDS))
# Editors, desktops and version control leave these; they are nobody's form.
_LEFTOVER = re.compile(r"~.*|\..*|.*~|.*\.tmp|thumbs\.db|desktop\.ini|__macosx", re.IGNORECASE)
# A form may hide in these, and only a person can get it out.
_MAY_HOLD_A_FORM = frozenset(
    ".jpg .jpeg .png .tif .tiff .bmp .gif .ofd .zip .rar .7z .gz .mht .csv .rtf .eml "
    ".ett .xlsb .xlt .xltx .dot .dotx .ppt .pptx".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file met on the way; `shown` is its path from the folder that was named on.

    `skipped` says why it is not read, `doubtful` whether a person should look at it all the same.
    """

    path: Path
    shown: str
    skipped: str = ""
    doubtful: bool = False


def source_files(paths: Sequence[Path]) -> list[Found]:
    """Return every file named and every file in the folders named, each once."""
    found = (one for path in paths for one in _met(path))
    return list({one.path.absolute(): one for one in found}.values())


def _met(path: Path) -> Iterator[Found]:
    if not path.is_dir():
        yield Found(path, path.name)
        return
    for inside in sorted(path.rglob("*")):
        if not inside.is_dir():
            yield _sorted_in(inside, str(Path(path.name) / inside.relative_to(path)))


def _sorted_in(path: Path, shown: str) -> Found:
    shown, suffix = shown.replace("\\", "/"), path.suffix.lower()
    if any(_LEFTOVER.fullmatch(part) for part in shown.split("/") if part != ".."):
        return Found(path, shown, "临时文件")
    if not path.is_file():
        return Found(path, shown, "不是普通文件", doubtful=True)
    if suffix in _READ:
        return Found(path, shown)
    if suffix in _MAY_HOLD_A_FORM:
        return Found(path, shown, f"{suffix} 文件读不出表格", doubtful=True)
    return Found(path, shown, "不是表格或文档")
