"""Everything to be looked at, written back as comments into a copy of the bureau's own workbook."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.comments import Comment

from generator.forms.results import FileResult

_AUTHOR = "绩效公开"


def annotated(result: FileResult) -> bytes | None:
    """Return a copy of an .xlsx file with a comment at each place.

    None where there is nothing to say, or no workbook.
    """
    said = _said(result)
    if not said or result.file.suffix.lower() != ".xlsx":
        return None
    book = load_workbook(result.file)
    for (sheet, cell), messages in said.items():
        target = book[sheet][cell]
        earlier = [target.comment.text] if target.comment else []
        target.comment = Comment("\n".join([*earlier, *messages]), _AUTHOR, height=120, width=320)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _said(result: FileResult) -> dict[tuple[str, str], list[str]]:
    """Return what is to be said at each cell; what concerns a whole form stands where it begins."""
    found: dict[tuple[str, str], list[str]] = {}
    for place, message in _places(result):
        sheet, _, cell = place.rpartition("!")
        if sheet and cell:
            found.setdefault((sheet, cell), []).append(message)
    return found


def _places(result: FileResult) -> Iterator[tuple[str, str]]:
    imported = result.outcome.forms if result.outcome else ()
    for form, read in zip(result.forms, imported, strict=True):
        begin = next(iter(read.paths.values()), "")
        for notice in form.notices:
            yield _cell_or(notice.address, begin), f"请核实：{notice.message}"
        for one in form.findings:
            place = _cell_or(one.location.cell, begin)
            yield place, f"{one.severity} {one.code}：{one.message}"
    for left in result.left_over:
        yield left.address, "没有用到：这一格没有进入数据文件"


def _cell_or(address: str, begin: str) -> str:
    """Return an address where it is that of a cell, else where the form begins."""
    sheet, _, cell = address.rpartition("!")
    return address if sheet and cell else begin


def annotated_name(path: Path) -> str:
    """Return the name of the annotated copy: `自评表.xlsx` becomes `自评表.核对.xlsx`."""
    return f"{path.stem}.核对{path.suffix}"
