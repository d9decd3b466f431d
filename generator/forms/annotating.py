"""Everything to be looked at, written back as comments into a copy of the bureau's own workbook."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.comments import Comment

from generator.forms.results import FileResult

_AUTHOR = "绩效公开"


def annotated(result: FileResult) -> bytes | None:
    """Return a copy of an .xlsx file with a comment at each place; None where there is nothing to say or no workbook."""
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
    found: dict[tuple[str, str], list[str]] = {}
    for form in result.forms:
        pairs = [(notice.address, f"请核实：{notice.message}") for notice in form.notices]
        pairs += [
            (finding.location.cell, f"{finding.severity} {finding.code}：{finding.message}")
            for finding in form.findings
        ]
        for address, message in pairs:
            sheet, _, cell = address.rpartition("!")
            if sheet and cell:
                found.setdefault((sheet, cell), []).append(message)
    return found


def annotated_name(path: Path) -> str:
    """Return the name of the annotated copy: `自评表.xlsx` becomes `自评表.核对.xlsx`."""
    return f"{path.stem}.核对{path.suffix}"
