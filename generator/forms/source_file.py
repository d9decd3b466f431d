"""A source file read: tables and paragraphs in reading order, whatever the format."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.forms.bounds import admit
from generator.forms.confined import Confined
from generator.forms.counting import uncounted
from generator.forms.docx_reading import read_docx
from generator.forms.grid import Grid, Paragraph, Remark, Source
from generator.forms.html_reading import read_html
from generator.forms.ods_reading import read_ods
from generator.forms.pdf_reading import read_pdf
from generator.forms.problems import BROKEN, EMPTY, SWOLLEN, RefusedError
from generator.forms.xls_reading import read_xls
from generator.forms.xlsx_reading import read_xlsx

Parsed = tuple[Sequence[Grid | Paragraph], Sequence[Remark]]

_READERS: dict[str, Callable[[bytes], Parsed]] = {
    ".xlsx": read_xlsx,
    ".docx": read_docx,
    ".xls": read_xls,
    ".ods": read_ods,
    ".pdf": read_pdf,
    ".html": read_html,
    ".htm": read_html,
}


def reading() -> Confined[Source]:
    """Return what reads source files one after another, to be used in a `with` block."""
    return Confined(read_here)


def read_source(path: Path) -> Source:
    """Read a source file. Raises RefusedError where it may not or cannot be read."""
    with reading() as read:
        return read(path)


def read_here(path: Path) -> Source:
    """Read a source file in this process. Raises RefusedError where it may not or cannot be."""
    data = admit(path)
    suffix = path.suffix.lower()
    parts, remarks = _parsed(suffix, data)
    if not parts:
        raise RefusedError(EMPTY, "文件里什么也没有")
    digest = hashlib.sha256(data).hexdigest()
    return Source(path.name, digest, tuple(parts), tuple(remarks))


def _parsed(suffix: str, data: bytes) -> Parsed:
    try:
        parts, remarks = _READERS[suffix](data)
        return parts, [*remarks, *uncounted(suffix, data, parts)]
    except RefusedError:
        raise
    except MemoryError:
        raise RefusedError(SWOLLEN, "读取这份文件要用的内存过多") from None
    except Exception as error:  # noqa: BLE001 - foreign parsers raise anything: a bad file
        message = f"文件内部有错，读不出来（{type(error).__name__}）"
        raise RefusedError(BROKEN, message) from None
