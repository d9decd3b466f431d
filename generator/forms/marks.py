"""What a person has to look at in a source file, each at its place and in the clerk's words."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.forms.finished import Imported
from generator.forms.results import FileResult, FormResult
from generator.model.finding import Finding

UNREAD = "没有用到：这一处没有进入数据文件，请看是不是写错了地方"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be said at a cell or paragraph; `text` is what stands there."""

    address: str
    words: str
    text: str = ""


def marks(result: FileResult) -> list[Mark]:
    """Return every doubt, finding and unread place of a file as they follow one another in it.

    None where it holds no form.
    """
    if result.outcome is None or not result.forms:
        return []
    standing = result.outcome.source.texts
    order = {address: number for number, address in enumerate(standing)}
    found = sorted(_marks(result), key=lambda one: order.get(one[0], -1))
    return [Mark(address, words, standing.get(address, "")) for address, words in found]


def _marks(result: FileResult) -> Iterator[tuple[str, str]]:
    read = result.outcome.forms if result.outcome else ()
    for form, imported in zip(result.forms, read, strict=True):
        yield from _of_form(form, imported)
    yield from ((left.address, UNREAD) for left in result.left_over)


def _of_form(form: FormResult, imported: Imported) -> Iterator[tuple[str, str]]:
    """Yield what is said of one form; what concerns it as a whole stands where it begins."""
    begin = imported.places.cell(())
    for notice in form.notices:
        yield _place(notice.address, begin), f"请核实：{notice.message}"
    for found in form.findings:
        yield found.location.cell or begin, _words(found)


def _place(address: str, begin: str) -> str:
    """Return an address where it is that of a cell or paragraph, else where the form begins."""
    names_whole = not address or address == "文件" or address.endswith("!")
    return begin if names_whole else address


def _words(found: Finding) -> str:
    advice = f"怎么改：{found.advice}" if found.advice else ""
    return "\n".join(
        filter(None, (f"{found.severity}：{found.message}", advice, f"（{found.code}）"))
    )
