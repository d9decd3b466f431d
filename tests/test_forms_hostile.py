"""Files that must not be opened, or that are broken: refused in Chinese, at once, or read within bounds."""

import random
import time
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from generator.forms.finished import Defaults
from generator.forms.importing import import_source
from generator.forms.problems import RefusedError
from generator.forms.source_file import read_source
from tests.form_layouts import Box, draw, to_docx, to_pdf, to_xlsx
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


SHEET, DOC = "xl/worksheets/sheet1.xml", "word/document.xml"
ROWS = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 400_001))
MERGES = b"<mergeCells>" + b"".join(b'<mergeCell ref="A1:C3"/>' for _ in range(50)) + b"</mergeCells></worksheet>"
SCAN = to_pdf([Box("", 1, 1)])
BOMB = (
    b"%PDF-1.4\n1 0 obj <</Filter /FlateDecode /Length 99>> stream\n"
    + zlib.compress(bytes(60_000_000))
    + b"\nendstream"
)
REFUSED = {
    "empty.xlsx": (b"", "I106"),
    "text.xlsx": ("项目名称,信息化".encode(), "I106"),
    "html.xlsx": (b"<html><table><tr><td>1</td></tr></table></html>", "I106"),
    "cut.xlsx": (GOOD_XLSX[: len(GOOD_XLSX) // 2], "I106"),
    "cut.docx": (GOOD_DOCX[:-200], "I106"),
    "encrypted.xlsx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "I105"),
    "word-as-excel.xlsx": (GOOD_DOCX, "I106"),
    "excel-as-word.docx": (GOOD_XLSX, "I106"),
    "zip.docx": (archive(("readme.txt", b"x")), "I106"),
    "macro.xlsx": (changed(GOOD_XLSX, "xl/vbaProject.bin", b"x"), "I108"),
    "macro.docx": (changed(GOOD_DOCX, "word/vbaProject.bin", b"x"), "I108"),
    "xxe.xlsx": (changed(GOOD_XLSX, SHEET, find=b"<worksheet", put=DOCTYPE[21:] + b"<worksheet"), "I109"),
    "xxe.docx": (changed(GOOD_DOCX, DOC, DOCTYPE + b"<a>&a;</a>"), "I109"),
    "laughs.xlsx": (changed(GOOD_XLSX, "xl/sharedStrings.xml", b'<!DOCTYPE l [<!ENTITY a "ha">]><sst>&a;</sst>'), "I109"),
    "bomb.xlsx": (changed(GOOD_XLSX, SHEET, bytes(30_000_000)), "I107"),
    "bomb.docx": (changed(GOOD_DOCX, DOC, b" " * 30_000_000), "I107"),
    "nested-bomb.xlsx": (changed(GOOD_XLSX, "xl/media/image1.png", bytes(39_000_000)), "I107"),
    "many-parts.xlsx": (archive(*((f"p{n}.xml", b"<a/>") for n in range(4_000))), "I107"),
    "million-rows.xlsx": (changed(GOOD_XLSX, SHEET, b"<worksheet><sheetData>" + ROWS + b"</sheetData></worksheet>"), "I107"),
    "whole-sheet-merged.xlsx": (
        changed(GOOD_XLSX, SHEET, find=b"</worksheet>", put=b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'),
        "I110",
    ),
    "not-xml.xlsx": (changed(GOOD_XLSX, SHEET, b"<worksheet><sheetData><row"), "I106"),
    "not-xml.docx": (changed(GOOD_DOCX, DOC, b"\xff\xfe\x00"), "I106"),
    "no-sheets.xlsx": (changed(GOOD_XLSX, "xl/workbook.xml", b"<workbook/>"), "I111"),
    "old.doc": (b"x", "I102"),
    "not-really.xls": (b"x", "I106"),
    "broken.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "I106"),
    "scan.pdf": (SCAN, "I112"),
    "bomb.pdf": (BOMB, "I107"),
    "kingsoft.wps": (b"x", "I102"),
    "kingsoft.et": (b"x", "I102"),
    "not-really.pdf": (b"%PDF-1.4", "I106"),
    "macro.xlsm": (b"x", "I102"),
    "picture.png": (b"\x89PNG", "I103"),
}  # fmt: skip
READ = {
    "overlapping-merges.xlsx": changed(GOOD_XLSX, SHEET, find=b"</worksheet>", put=MERGES) if b"mergeCells" not in GOOD_XLSX else GOOD_XLSX,
    "flipped-1.xlsx": flipped(GOOD_XLSX, 1),
    "flipped-2.xlsx": flipped(GOOD_XLSX, 2),
    "flipped-3.docx": flipped(GOOD_DOCX, 3),
    "flipped-4.docx": flipped(GOOD_DOCX, 4),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_or_broken_file_is_refused_with_what_to_do(name: str, tmp_path: Path) -> None:
    data, code = REFUSED[name]
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
    (tmp_path / name).write_bytes(READ[name])
    started = time.perf_counter()
    advice, accounted = attempt(tmp_path / name)

    assert advice or accounted
    assert time.perf_counter() - started < 2
