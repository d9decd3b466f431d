"""Everything to be looked at, written back: into a copy of the bureau's own file, or on a list."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.forms import annotating_docx, annotating_xlsx
from generator.forms.annotating_xlsx import NotCarriedError
from generator.forms.bounds import admit
from generator.forms.marks import Mark, marks
from generator.forms.printed_list import printed_list
from generator.forms.results import FileResult


def annotated(result: FileResult) -> Iterator[tuple[str, bytes]]:
    """Yield the copy with comments, and the list of what no comment can carry, by name.

    Nothing where there is nothing to say. The original is never touched.
    """
    said = marks(result)
    if not said:
        return
    copy, left = _copied(result, said)
    if copy is not None:
        yield annotated_name(result.file), copy
    if left:
        yield f"{result.file.stem}.核对单.docx", printed_list(result.shown, left)


def _copied(result: FileResult, said: list[Mark]) -> tuple[bytes | None, list[Mark]]:
    """Return the copy, None where the file carries no comments, and the marks it does not hold."""
    kind = result.file.suffix.lower()
    if kind == ".xlsx":
        return _in_workbook(admit(result.file), said)
    if kind == ".docx":
        copy, missing = annotating_docx.commented(admit(result.file), _by_address(said))
        return copy, [mark for mark in said if mark.address in missing]
    return None, said


def _in_workbook(data: bytes, said: list[Mark]) -> tuple[bytes | None, list[Mark]]:
    places = {_sheet_and_cell(address): words for address, words in _by_address(said).items()}
    try:
        return annotating_xlsx.commented(data, places), []
    except NotCarriedError:
        return None, said


def _sheet_and_cell(address: str) -> tuple[str, str]:
    sheet, _, cell = address.rpartition("!")
    return sheet, cell


def _by_address(said: Iterable[Mark]) -> dict[str, list[str]]:
    """Return the messages of each place, each once."""
    found: dict[str, dict[str, None]] = {}
    for mark in said:
        found.setdefault(mark.address, {})[mark.words] = None
    return {address: list(words) for address, words in found.items()}


def annotated_name(path: Path) -> str:
    """Return the name of the annotated copy: `自评表.xlsx` becomes `自评表.核对.xlsx`."""
    return f"{path.stem}.核对{path.suffix}"
