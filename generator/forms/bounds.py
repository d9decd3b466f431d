"""What may be opened at all: a file is bounded before any parser sees it."""

import re
import stat
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from generator.forms.problems import (
    BROKEN,
    ENTITIES,
    LOCKED,
    MACROS,
    MERGED,
    MISSING,
    OLD_FORMAT,
    SWOLLEN,
    TOO_LARGE,
    UNKNOWN_FORMAT,
    RefusedError,
)

MAX_FILE = 20 * 1024 * 1024
MAX_UNPACKED = 40 * 1024 * 1024
MAX_PART = 16 * 1024 * 1024
MAX_ENTRIES = 3_000
MAX_RATIO = 300
MAX_MERGED_CELLS = 100_000
KINDS = (".xlsx", ".docx", ".xls", ".ods", ".pdf", ".html", ".htm")
_OLD = {
    ".doc": "在 Word 或 WPS 里另存为 .docx 再导入",
    ".wps": "在 WPS 里另存为 .docx 再导入",
    ".et": "在 WPS 里另存为 .xlsx 再导入",
    ".odt": "在 LibreOffice 或 WPS 里另存为 .docx 再导入",
    ".xlsm": "文件带宏，另存为不带宏的 .xlsx 再导入",
    ".docm": "文件带宏，另存为不带宏的 .docx 再导入",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = {".xlsx": "xl/workbook.xml", ".docx": "word/document.xml", ".ods": "content.xml"}
_STREAM = re.compile(rb"FlateDecode[^>]{0,400}>>\s{0,4}stream\r?\n", re.DOTALL)
_REPEATED = re.compile(
    rb'number-(?:rows|columns)-repeated="([0-9]+)"[^>]*>\s*<table:table-cell[^>]*office:value'
)
_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*ref\s{0,9}=\s{0,9}[\"']"
    rb"\$?([A-Z]{1,4})\$?([0-9]{1,8}):\$?([A-Z]{1,4})\$?([0-9]{1,8})[\"']"
)
# A declaration of entities in any encoding that parsers take: one byte a letter, two, or four.
_ENCODED = ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp037")
_ENTITY = tuple("<!ENTITY".encode(encoding) for encoding in _ENCODED)
_DECLARED = (*_ENTITY, *("<!DOCTYPE".encode(encoding) for encoding in _ENCODED))
_ENCODING = re.compile(rb"""^[^>]{0,99}encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._-]{1,40})["']""")
_ENCODINGS = frozenset(
    (b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16", b"gb2312", b"gbk", b"gb18030")
)
_PICTURES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".emf",
    ".wmf",
    ".bmp",
    ".tif",
    ".tiff",
    ".svgz",
    ".wdp",
    ".bin",
)
MAX_MERGES = 5_000


def admit(path: Path) -> bytes:
    """Return the bytes of a file that may be parsed; raises RefusedError for any other."""
    suffix = path.suffix.lower()
    if suffix in _OLD:
        raise RefusedError(OLD_FORMAT, f"不能读取 {suffix} 文件", _OLD[suffix])
    if suffix not in KINDS:
        message = f"不认识的文件类型“{suffix or path.name}”"
        raise RefusedError(UNKNOWN_FORMAT, message)
    data = _read(path)
    if suffix == ".pdf":
        _admit_pdf(data)
    elif suffix == ".xls":
        _admit_xls(data)
    elif suffix in (".html", ".htm"):
        _admit_html(data)
    else:
        _admit_archive(data, suffix)
    return data


def _read(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise RefusedError(BROKEN, "不是普通文件（是管道、设备或文件夹）", "请指定真正的文件")
        if status.st_size > MAX_FILE:
            message = f"文件 {status.st_size / 1024 / 1024:.0f} MB，超过 20 MB"
            raise RefusedError(TOO_LARGE, message)
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except OSError as error:
        raise RefusedError(MISSING, f"文件打不开：{error.strerror}") from None


def _admit_xls(data: bytes) -> None:
    if not data.startswith(_OLE):
        raise RefusedError(
            BROKEN, "不是真正的 .xls 文件", "用 Excel 或 WPS 打开后另存为 .xlsx 再导入"
        )


def _admit_html(data: bytes) -> None:
    if data.startswith((b"PK", _OLE, b"%PDF-")):
        raise RefusedError(BROKEN, "不是真正的网页", "改回原来的扩展名再导入")
    if any(declared in data for declared in _ENTITY):
        raise RefusedError(ENTITIES, "网页里含有 XML 实体声明，正常的网页不会有")


def _admit_archive(data: bytes, suffix: str) -> None:
    if data.startswith(_OLE):
        raise RefusedError(LOCKED, "文件加了密码，或是改了扩展名的旧格式")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_entries(archive.infolist(), suffix)
            for info in archive.infolist():
                if not info.filename.lower().endswith(_PICTURES):
                    _check_part(archive.read(info), info.filename)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise RefusedError(BROKEN, "文件已损坏，或不是真正的 Excel、Word 文件") from None


def _check_entries(entries: list[zipfile.ZipInfo], suffix: str) -> None:
    names = {info.filename for info in entries}
    if len(entries) > MAX_ENTRIES or sum(info.file_size for info in entries) > MAX_UNPACKED:
        raise RefusedError(SWOLLEN, "文件展开后过大", "删去图片或无关的工作表再导入")
    for info in entries:
        if info.file_size > MAX_PART or info.file_size > MAX_RATIO * max(info.compress_size, 1024):
            raise RefusedError(
                SWOLLEN, f"文件中的 {info.filename} 展开后过大", "删去无关的行、列和工作表再导入"
            )
    if any("vbaproject" in name.lower() for name in names):
        raise RefusedError(MACROS, "文件带宏")
    if _MAIN[suffix] not in names:
        raise RefusedError(BROKEN, "不是真正的 Excel 或 Word 文件")


def _check_part(content: bytes, name: str) -> None:
    if any(declared in content for declared in _DECLARED):
        raise RefusedError(ENTITIES, f"文件中的 {name} 含有 XML 实体声明，正常的文件不会有")
    if any(int(count) > MAX_MERGED_CELLS // 100 for count in _REPEATED.findall(content)):
        raise RefusedError(SWOLLEN, "同样的行列重复过多", "删去无关的行和列再导入")
    encoding = _ENCODING.match(content)
    if encoding and encoding.group(1).lower() not in _ENCODINGS:
        words = encoding.group(1).decode()
        raise RefusedError(BROKEN, f"文件中的 {name} 用了不常见的编码 {words}")
    if len(_MERGE.findall(content)) > MAX_MERGES:
        raise RefusedError(MERGED, f"合并单元格多于 {MAX_MERGES} 处")
    merged = sum(_area(*map(bytes.decode, found)) for found in _MERGE.findall(content))
    if merged > MAX_MERGED_CELLS:
        raise RefusedError(MERGED, "合并单元格的范围过大")


def _admit_pdf(data: bytes) -> None:
    """Bound what the streams of a PDF unpack to: a page of text is small, a bomb is not."""
    if not data.startswith(b"%PDF-"):
        raise RefusedError(BROKEN, "不是真正的 PDF 文件", "请用原来的 Excel 或 Word 文件")
    total = 0
    for found in _STREAM.finditer(data):
        unpacker = zlib.decompressobj()
        try:
            total += len(unpacker.decompress(data[found.end() :], MAX_UNPACKED - total + 1))
        except zlib.error:
            continue
        if total > MAX_UNPACKED:
            raise RefusedError(SWOLLEN, "PDF 展开后过大", "请用原来的 Excel 或 Word 文件")


def _area(left: str, top: str, right: str, bottom: str) -> int:
    return max(1, _column(right) - _column(left) + 1) * max(1, int(bottom) - int(top) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
