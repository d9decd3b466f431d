"""Files that must not be opened, or that are broken: refused in Chinese, at once, or read within bounds."""

import os
import random
import resource
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from generator.forms.confined import confined
from generator.forms.finished import Defaults
from generator.forms.importing import import_source
from generator.forms.problems import RefusedError
from generator.forms.source_file import read_source
from tests.effort import IS_LONG, tries
from tests.form_layouts import Box, draw, to_docx, to_ods, to_pdf, to_xls, to_xlsx
from tests.test_forms_import import court

GOOD_XLSX, GOOD_DOCX = to_xlsx(draw(court())), to_docx(draw(court()))
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def changed(data: bytes, name: str, content: bytes | None = None, *, find: bytes = b"", put: bytes = b"") -> bytes:
    """Return an archive with one part replaced, edited or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == name:
                part = content if content is not None else part.replace(find, put, 1)
            new.writestr(info.filename, part)
        if name not in old.namelist() and content is not None:
            new.writestr(name, content)
    return out.getvalue()


def archive(*parts: tuple[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts:
            made.writestr(name, content)
    return out.getvalue()


def flipped(data: bytes, seed: int) -> bytes:
    dice, broken = random.Random(seed), bytearray(data)  # noqa: S311 - repeatable choice
    for _ in range(40):
        broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
    return bytes(broken)


def flipped_as(write: Callable[[list[Box]], bytes], seed: int) -> bytes:
    return flipped(write(draw(court())), seed)


SHEET, DOC = "xl/worksheets/sheet1.xml", "word/document.xml"
MERGES = b"<mergeCells>" + b"".join(b'<mergeCell ref="A1:C3"/>' for _ in range(50)) + b"</mergeCells></worksheet>"


def bomb_of_pdf() -> bytes:
    head = b"%PDF-1.4\n1 0 obj <</Filter /FlateDecode /Length 99>> stream\n"
    return head + zlib.compress(bytes(60_000_000)) + b"\nendstream"


def many_rows() -> bytes:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 400_001))
    return b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"


# Each is made when it is tried: hundreds of megabytes are packed here.
REFUSED: dict[str, Callable[[], tuple[bytes, str]]] = {
    "empty.xlsx": lambda: (b"", "I106"),
    "text.xlsx": lambda: ("项目名称,信息化".encode(), "I106"),
    "html.xlsx": lambda: (b"<html><table><tr><td>1</td></tr></table></html>", "I106"),
    "cut.xlsx": lambda: (GOOD_XLSX[: len(GOOD_XLSX) // 2], "I106"),
    "cut.docx": lambda: (GOOD_DOCX[:-200], "I106"),
    "encrypted.xlsx": lambda: (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "I105"),
    "word-as-excel.xlsx": lambda: (GOOD_DOCX, "I106"),
    "excel-as-word.docx": lambda: (GOOD_XLSX, "I106"),
    "zip.docx": lambda: (archive(("readme.txt", b"x")), "I106"),
    "macro.xlsx": lambda: (changed(GOOD_XLSX, "xl/vbaProject.bin", b"x"), "I108"),
    "macro.docx": lambda: (changed(GOOD_DOCX, "word/vbaProject.bin", b"x"), "I108"),
    "xxe.xlsx": lambda: (changed(GOOD_XLSX, SHEET, find=b"<worksheet", put=DOCTYPE[21:] + b"<worksheet"), "I109"),
    "xxe.docx": lambda: (changed(GOOD_DOCX, DOC, DOCTYPE + b"<a>&a;</a>"), "I109"),
    "laughs.xlsx": lambda: (changed(GOOD_XLSX, "xl/sharedStrings.xml", b'<!DOCTYPE l [<!ENTITY a "ha">]><sst>&a;</sst>'), "I109"),
    "bomb.xlsx": lambda: (changed(GOOD_XLSX, SHEET, bytes(30_000_000)), "I107"),
    "bomb.docx": lambda: (changed(GOOD_DOCX, DOC, b" " * 30_000_000), "I107"),
    "nested-bomb.xlsx": lambda: (changed(GOOD_XLSX, "xl/media/image1.png", bytes(39_000_000)), "I107"),
    "many-parts.xlsx": lambda: (archive(*((f"p{n}.xml", b"<a/>") for n in range(4_000))), "I107"),
    "million-rows.xlsx": lambda: (changed(GOOD_XLSX, SHEET, many_rows()), "I107"),
    "whole-sheet-merged.xlsx": lambda: (
        changed(GOOD_XLSX, SHEET, find=b"</worksheet>", put=b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'),
        "I110",
    ),
    "not-xml.xlsx": lambda: (changed(GOOD_XLSX, SHEET, b"<worksheet><sheetData><row"), "I106"),
    "not-xml.docx": lambda: (changed(GOOD_DOCX, DOC, b"\xff\xfe\x00"), "I106"),
    "no-sheets.xlsx": lambda: (changed(GOOD_XLSX, "xl/workbook.xml", b"<workbook/>"), "I111"),
    "old.doc": lambda: (b"x", "I102"),
    "not-really.xls": lambda: (b"x", "I106"),
    "broken.xls": lambda: (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "I106"),
    "scan.pdf": lambda: (to_pdf([Box("", 1, 1)]), "I112"),
    "bomb.pdf": lambda: (bomb_of_pdf(), "I107"),
    "kingsoft.wps": lambda: (b"x", "I102"),
    "kingsoft.et": lambda: (b"x", "I102"),
    "not-really.pdf": lambda: (b"%PDF-1.4", "I106"),
    "macro.xlsm": lambda: (b"x", "I102"),
    "picture.png": lambda: (b"\x89PNG", "I103"),
}  # fmt: skip
READ: dict[str, Callable[[], bytes]] = {
    "overlapping-merges.xlsx": lambda: changed(GOOD_XLSX, SHEET, find=b"</worksheet>", put=MERGES) if b"mergeCells" not in GOOD_XLSX else GOOD_XLSX,
    "flipped-1.xlsx": lambda: flipped(GOOD_XLSX, 1),
    "flipped-2.xlsx": lambda: flipped(GOOD_XLSX, 2),
    "flipped-3.docx": lambda: flipped(GOOD_DOCX, 3),
    "flipped-4.docx": lambda: flipped(GOOD_DOCX, 4),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_or_broken_file_is_refused_with_what_to_do(name: str, tmp_path: Path) -> None:
    data, code = REFUSED[name]()
    (tmp_path / name).write_bytes(data)
    started = time.perf_counter()
    with pytest.raises(RefusedError) as caught:
        read_source(tmp_path / name)

    assert time.perf_counter() - started < 2
    assert caught.value.code == code
    assert caught.value.message
    assert caught.value.advice


def attempt(path: Path) -> tuple[str, bool]:
    """Return the advice of a refusal, or whether all that was read is accounted for."""
    try:
        outcome = import_source(read_source(path), Defaults("mof-2020-10"))
    except RefusedError as error:
        return error.advice, False
    return "", outcome.used + len(outcome.unused) == outcome.present


@pytest.mark.parametrize("name", READ)
def test_a_damaged_file_is_read_or_refused_but_never_crashes(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(READ[name]())
    started = time.perf_counter()
    advice, accounted = attempt(tmp_path / name)

    assert advice or accounted
    assert time.perf_counter() - started < 2


UTF_16 = (
    '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
)
MANY_MERGES = b"<mergeCells>" + b"".join(b'<mergeCell ref="A%d:B%d"/>' % (n, n) for n in range(100, 9_900))


def sheet_with(extra: bytes) -> bytes:
    return changed(GOOD_XLSX, SHEET, find=b"</sheetData>", put=extra + b"</sheetData>")


def merged(area: bytes) -> bytes:
    merge = b'<mergeCells><mergeCell ref="' + area + b'"/></mergeCells></worksheet>'
    return changed(GOOD_XLSX, SHEET, find=b"</worksheet>", put=merge)


def deep(depth: int) -> bytes:
    return changed(GOOD_DOCX, DOC, find=b"<w:p>", put=b"<w:sdt><w:sdtContent>" * depth + b"<w:p>")


ODS = (
    b'<o xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    b'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table>%s</table:table></o>'
)
FAR_SPAN = (
    b'<table:table-row><table:table-cell table:number-columns-spanned="99999999" '
    b'table:number-rows-spanned="99999999"/></table:table-row>'
)
REPEATED = (
    b'<table:table-row table:number-rows-repeated="900000"><table:table-cell '
    b'table:number-columns-repeated="9000"><text:p>1</text:p></table:table-cell></table:table-row>'
)
# Read or refused; in either case within the limits of one file.
HEAVY: dict[str, Callable[[], bytes]] = {
    "utf-16-le.xlsx": lambda: changed(GOOD_XLSX, SHEET, UTF_16.encode("utf-16")),
    "utf-16-be.xlsx": lambda: changed(GOOD_XLSX, SHEET, b"\xfe\xff" + UTF_16.encode("utf-16-be")),
    "utf-32.xlsx": lambda: changed(GOOD_XLSX, SHEET, UTF_16.encode("utf-32")),
    "utf-7.xlsx": lambda: changed(GOOD_XLSX, SHEET, UTF_16.replace("UTF-16", "UTF-7").encode("utf-7")),
    "ebcdic.docx": lambda: changed(GOOD_DOCX, DOC, UTF_16.replace("UTF-16", "cp037").encode("cp037")),
    "doctype-in-vml.xlsx": lambda: changed(GOOD_XLSX, "xl/drawings/vml1.vml", DOCTYPE + b"<a>&a;</a>"),
    "absolute-merge.xlsx": lambda: merged(b"$A$60:$XFD$1048576"),
    "whole-columns-merged.xlsx": lambda: merged(b"A1:C1048576"),
    "merges.xlsx": lambda: changed(GOOD_XLSX, SHEET, find=b"</worksheet>", put=MANY_MERGES + b"</mergeCells></worksheet>"),
    "far-cell.xlsx": lambda: sheet_with(b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>1</t></is></c></row>'),
    "far-blank.xlsx": lambda: sheet_with(b'<row r="1048576"><c r="XFD1048576" s="1"/></row>'),
    "blank-rows.xlsx": lambda: sheet_with(b"".join(b'<row r="%d" ht="15"/>' % n for n in range(200, 200_200))),
    "blank-cells.xlsx": lambda: sheet_with(
        b"".join(b'<row r="%d">%s</row>' % (n, b"".join(b'<c r="%c%d"/>' % (65 + c, n) for c in range(20))) for n in range(200, 10_200))
    ),
    "span.docx": lambda: changed(GOOD_DOCX, DOC, find=b'w:gridSpan w:val="2"', put=b'w:gridSpan w:val="100000000"'),
    "span-before.docx": lambda: changed(GOOD_DOCX, DOC, find=b"<w:tr>", put=b'<w:tr><w:trPr><w:gridBefore w:val="99999999"/></w:trPr>'),
    "span-negative.docx": lambda: changed(GOOD_DOCX, DOC, find=b'w:gridSpan w:val="2"', put=b'w:gridSpan w:val="-5"'),
    "deep.docx": lambda: deep(5_000),
    "far-column.ods": lambda: archive(("content.xml", ODS % FAR_SPAN)),
    "repeated.ods": lambda: archive(("content.xml", ODS % REPEATED)),
    "flipped.xls": lambda: flipped(to_xls(draw(court())), 7),
    "cut.xls": lambda: to_xls(draw(court()))[:9_000],
    "loop.xls": lambda: to_xls(draw(court()))[:512] + b"\x00\x00\x00\x00" * 4_000,
    "cut.pdf": lambda: to_pdf(draw(court()))[:5_000],
    **{f"flipped-{seed}.xlsx": partial(flipped, GOOD_XLSX, seed) for seed in range(10, tries(12, 16))},
    **{f"flipped-{seed}.docx": partial(flipped, GOOD_DOCX, seed) for seed in range(20, tries(22, 24))},
    **{f"flipped-{seed}.xls": partial(flipped_as, to_xls, seed) for seed in range(30, tries(32, 34))},
    **{f"flipped-{seed}.ods": partial(flipped_as, to_ods, seed) for seed in range(40, 42)},
}  # fmt: skip


def spent_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_file_is_read_or_refused_in_ten_seconds(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(HEAVY[name]())
    before = spent_by_children()
    advice, accounted = attempt(tmp_path / name)

    assert advice or accounted
    assert spent_by_children() - before < 10


# In a program of its own: what it tells is the most that any of *its* children held, in kB.
READ_ALL = """
import resource, sys
from pathlib import Path
from generator.forms.problems import RefusedError
from generator.forms.source_file import read_source
for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        read_source(path)
    except RefusedError:
        pass
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.long
def test_no_heavy_file_takes_half_a_gigabyte(tmp_path: Path) -> None:
    """Of what unpacks to millions of blanks only one, and nothing that is merely damaged, but in the long run."""
    left_out = () if IS_LONG else ("blank-cells", "flipped", "cut", "utf", "ebcdic")
    those = {name: made for name, made in HEAVY.items() if not name.startswith(left_out)}
    for name, made in those.items():
        (tmp_path / name).write_bytes(made())
    command = [sys.executable, "-c", READ_ALL, str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)

    assert 10_000 < int(told.stdout) < 500_000


def test_seventy_hostile_files_are_tried() -> None:
    assert len(REFUSED) + len(READ) + len(HEAVY) + 2 >= 70


@pytest.mark.parametrize("name", [name for name in HEAVY if name.startswith(("utf-", "ebcdic", "doctype"))])
def test_no_encoding_hides_a_declaration_of_entities(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(HEAVY[name]())
    with pytest.raises(RefusedError) as caught:
        read_source(tmp_path / name)

    assert caught.value.code in ("I109", "I106")


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "form.xlsx")
    with pytest.raises(RefusedError) as caught:
        read_source(tmp_path / "form.xlsx")

    assert "不是普通文件" in caught.value.message


def test_a_link_to_a_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").symlink_to("/dev/zero")
    with pytest.raises(RefusedError) as caught:
        read_source(tmp_path / "form.xlsx")

    assert caught.value.code == "I106"


def greedy(_path: Path) -> int:
    return len(bytearray(2_000_000_000))


def busy(_path: Path) -> None:
    while True:
        pass


@pytest.mark.parametrize("read", [greedy, busy])
def test_whatever_a_parser_does_it_ends(read: Callable[[Path], object], tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        confined(read, tmp_path)

    assert caught.value.code == "I107"
