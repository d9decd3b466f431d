"""Bytes to text: UTF-8 without BOM; every other encoding is named where it can be told."""

import re
from itertools import islice

from generator.loading.errors.files import (
    BOM,
    GBK,
    HIDDEN_CHARACTER,
    NOT_UTF8,
    TOO_LARGE,
    WIDE_ENCODING,
)
from generator.model.finding import Finding, Location
from generator.model.text import INVISIBLE, character_name

MAX_BYTES = 1024 * 1024
# More than this many in one file are the work of a machine; one finding for each would help nobody.
MOST_HIDDEN = 20

_UTF8_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LINE_BREAK = re.compile(r"\r\n?|\n")


def decode(data: bytes, file: str) -> tuple[str | None, list[Finding]]:
    """Return the text of a file without its hidden characters, and what is wrong with the bytes.

    The text is None where the bytes are not UTF-8 or too many. A BOM and hidden characters are
    findings, and are left out of the text so that the rest of the file can still be examined.
    """
    if len(data) > MAX_BYTES:
        return None, [
            TOO_LARGE.at(Location(file), "文件超过 1 MiB", expected="至多 1,048,576 字节")
        ]
    body, findings = data.removeprefix(_UTF8_BOM), []
    if data.startswith(_UTF8_BOM):
        findings.append(BOM.at(Location(file), "文件以 BOM 开头", expected="UTF-8（无 BOM）"))
    if body.startswith(_WIDE_BOMS):
        return None, [_wide(file, "文件是 UTF-16 或 UTF-32 编码")]
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [*findings, _not_utf8(body, error.start, file)]
    if text.count("\0") * 4 > len(text):
        return None, [_wide(file, "文件里每隔几个字节就有一个空字节，像是 UTF-16 或 UTF-32 编码")]
    return without_hidden(text), findings + _hidden(text, file)


def without_hidden(text: str) -> str:
    """Return `text` without control, zero-width and bidirectional characters."""
    return INVISIBLE.sub("", text)


def _hidden(text: str, file: str) -> list[Finding]:
    found = []
    for match in islice(INVISIBLE.finditer(text), MOST_HIDDEN):
        place = _place(text[: match.start()], file)
        message = f"这里有看不见的字符 {character_name(match.group())}"
        found.append(HIDDEN_CHARACTER.at(place, message))
    return found


def _not_utf8(data: bytes, start: int, file: str) -> Finding:
    """Tell GBK from a damaged file.

    GB18030 accepts almost any bytes, so the Chinese read as UTF-8 must decide.
    """
    place = _place(data[:start].decode("utf-8"), file)
    where = f"第 {place.line} 行第 {place.column} 列"
    if b"\0" in data:
        return _wide(file, "文件含有空字节，多半是 UTF-16 编码，或者本来是 Excel、Word 文件")
    as_utf8 = data.decode("utf-8", "replace")
    if len(_CHINESE.findall(as_utf8)) <= as_utf8.count("\ufffd") and _is_gb18030(data):
        message = f"文件是 GBK（GB18030）编码（{where}起不是 UTF-8）"
        return GBK.at(place, message, expected="UTF-8（无 BOM）")
    return NOT_UTF8.at(place, f"{where}有不属于 UTF-8 的字节", expected="UTF-8（无 BOM）")


def _is_gb18030(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _wide(file: str, message: str) -> Finding:
    return WIDE_ENCODING.at(Location(file), message, expected="UTF-8（无 BOM）")


def _place(before: str, file: str) -> Location:
    """Return the place just behind the text `before`; line breaks are those of YAML."""
    line = before.count("\n") + before.count("\r") - before.count("\r\n") + 1
    return Location(file, line, len(before) - max(before.rfind("\n"), before.rfind("\r")))
