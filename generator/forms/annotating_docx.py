"""Comments written into a Word document, each on the cell or paragraph that it is about."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import takewhile
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from generator.forms.docx_reading import elements

_AUTHOR, _INITIALS = "绩效公开", "绩"
_PARAGRAPH, _RUN, _CELL = qn("w:p"), qn("w:r"), qn("w:tc")
# A comment cannot begin in what is not there any more, nor in a text box.
_NOT_COMMENTED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:txbxContent")))


def commented(data: bytes, said: Mapping[str, Sequence[str]]) -> tuple[bytes, list[str]]:
    """Return a document with the messages at each address, and the addresses it does not have."""
    document: Any = Document(BytesIO(data))
    places = elements(document)
    for address, words in said.items():
        if address in places:
            _say(document, places[address], words)
    out = BytesIO()
    document.save(out)
    return out.getvalue(), [address for address in said if address not in places]


def _say(document: Any, element: Any, words: Sequence[str]) -> None:
    runs = _runs(document, element)
    document.add_comment(
        runs=[runs[0], runs[-1]], text="\n".join(words), author=_AUTHOR, initials=_INITIALS
    )


def _runs(document: Any, element: Any) -> list[Run]:
    """Return the runs of text in a cell or paragraph; an empty one is given a run without text."""
    paragraphs = element.findall(_PARAGRAPH) if element.tag == _CELL else [element]
    found = [Run(run, document) for paragraph in paragraphs for run in _own(paragraph)]
    return found or [Paragraph(next(element.iter(_PARAGRAPH)), document).add_run("")]


def _own(paragraph: Any) -> Iterator[Any]:
    """Yield a paragraph's runs, without those deleted or in a text box that hangs on it."""
    for run in paragraph.iter(_RUN):
        if not any(one.tag in _NOT_COMMENTED for one in _between(run, paragraph)):
            yield run


def _between(run: Any, paragraph: Any) -> Iterator[Any]:
    """Yield what a run stands in, within its paragraph."""
    return takewhile(lambda one: one is not paragraph, run.iterancestors())
