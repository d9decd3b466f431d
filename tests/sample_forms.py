"""The samples of the importer, as files: rows of cells, drawn in the format of their name."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from reportlab.pdfgen.canvas import Canvas

from generator.forms.finished import Defaults, Imported
from generator.forms.importing import import_source
from generator.forms.problems import MISSING, WORDINGS, RefusedError
from generator.forms.source_file import read_source
from generator.forms.wording_files import read_wordings
from generator.forms.wordings import read_with
from generator.model.problem import Sample
from tests.form_layouts import Box, to_docx, to_ods, to_pdf, to_xlsx
from tests.test_forms_hostile import DOCTYPE, SHEET, changed, many_rows

Drawn = bytes
_WHOLE_SHEET = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'


def _empty_pages(count: int) -> Drawn:
    out = BytesIO()
    canvas = Canvas(out)
    for _ in range(count):
        canvas.showPage()
    canvas.save()
    return out.getvalue()


# What a sample says of its file that its rows cannot show, and how it is done to the drawn file.
DONE: MappingProxyType[str, Callable[[Drawn], Drawn]] = MappingProxyType(
    {
        "": bytes,
        "文件有 21 MB": lambda data: data + bytes(21 * 1024 * 1024),
        "打开时要输入密码": lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data,
        "只传来前一半": lambda data: data[: len(data) // 2],
        "后面另有四十万个空行": lambda data: changed(data, SHEET, many_rows()),
        "带有宏": lambda data: changed(data, "xl/vbaProject.bin", b"x"),
        "里面夹有 XML 实体声明": lambda data: changed(data, SHEET, find=b"<worksheet", put=DOCTYPE[21:] + b"<worksheet"),
        "整张工作表合并成一格": lambda data: changed(data, SHEET, find=b"</worksheet>", put=_WHOLE_SHEET),
        "是扫描件": lambda _: _empty_pages(1),
        "后面另有 60 页": lambda _: _empty_pages(61),
    }
)  # fmt: skip
ABSENT = "没有这个文件"


def _document(boxes: list[Box]) -> Drawn:
    return to_docx(boxes) if boxes else to_docx()


_DRAWN_AS: dict[str, Callable[[list[Box]], Drawn]] = {".docx": _document, ".ods": to_ods, ".pdf": to_pdf}


def imported(sample: Sample, folder: Path) -> tuple[Imported, ...]:
    """Return the forms that the importer finds in a sample, or raise its RefusedError."""
    path = folder / sample.place
    if path.suffix == ".yml":
        return _imported_by(sample, path)
    if sample.state != ABSENT:
        draw = _DRAWN_AS.get(path.suffix, to_xlsx)
        path.write_bytes(DONE[sample.state](draw(_boxes(sample.text))))
    return import_source(read_source(path), Defaults("mof-2020-10", "万元")).forms


def _imported_by(sample: Sample, path: Path) -> tuple[Imported, ...]:
    """Return the forms of the clean sample, read with a file that says what heads mean."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(sample.text, encoding="utf-8")
    files, wrong = read_wordings(path.parent.parent)
    if wrong:
        raise RefusedError(WORDINGS, wrong[0].message)
    form = path.parent.parent / "form.xlsx"
    form.write_bytes(to_xlsx(_boxes(MISSING.good.text)))
    return read_with(read_source(form), files, Defaults("mof-2020-10", "万元")).forms


def _boxes(text: str) -> list[Box]:
    return [
        Box(cell.strip(), row, column)
        for row, line in enumerate(text.splitlines(), 1)
        for column, cell in enumerate(line.split("|"), 1)
        if cell.strip()
    ]
