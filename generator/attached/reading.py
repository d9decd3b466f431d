"""One attachment read: its texts, what of it is pictures, and the forms that stand in it."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from pydantic import ValidationError

from generator.attached.active import active_in
from generator.attached.unseen import Pages, pictures_in
from generator.checks.printed import printed_figures
from generator.forms.bounds import KINDS, admit
from generator.forms.confined import Confined, Patience
from generator.forms.finished import Defaults, Imported
from generator.forms.problems import BROKEN, RefusedError
from generator.forms.source_file import read_here
from generator.forms.wordings import Wordings, read_with
from generator.model.attachment import Attached, FormRead
from generator.model.report import Form
from generator.publish.unpacking import UnreadableError, texts_of, texts_of_pdf

# A yearly report has some hundred pages.
_PATIENCE = Patience(busy=180, wall=900)
_ANY_RULEBOOK = Defaults("mof-2020-10")


class Reading:
    """Reads attachments one after another within limits; to be used in a `with` block.

    `wordings` say what the heads of a place's own forms mean.
    """

    def __init__(self, wordings: tuple[Wordings, ...]) -> None:
        self._confined = Confined(lambda path: read_attachment(path, wordings), _PATIENCE)

    def __enter__(self) -> "Reading":
        self._confined.__enter__()
        return self

    def __exit__(self, *how: object) -> None:
        self._confined.__exit__(None, None, None)

    def __call__(self, path: Path, sha256: str) -> Attached:
        """Return what is said in a file; one that may not or cannot be read says why."""
        try:
            texts, unseen, forms = self._confined(path)
        except RefusedError as error:
            return Attached(path.name, sha256, refused=error.message)
        return Attached(path.name, sha256, texts, unseen, forms=forms)


Read = tuple[tuple[str, ...], str, tuple[FormRead, ...]]


def read_attachment(path: Path, wordings: tuple[Wordings, ...]) -> Read:
    """Return texts, what cannot be seen, and forms. Raises RefusedError."""
    suffix = path.suffix.lower()
    data = admit(path) if suffix in KINDS else path.read_bytes()
    try:
        texts, unseen = _of_pdf(path.name, data) if suffix == ".pdf" else _of_other(path, data)
    except RefusedError:
        raise
    except UnreadableError:
        message = "加了密码、损坏了，或者里面另有嵌入的文件"
        raise RefusedError(BROKEN, message) from None
    except Exception as error:  # noqa: BLE001 - foreign parsers raise anything: a bad file
        message = f"文件内部有错，读不出来（{type(error).__name__}）"
        raise RefusedError(BROKEN, message) from None
    return texts, unseen, tuple(_forms(path, wordings))


def _of_pdf(name: str, data: bytes) -> tuple[tuple[str, ...], str]:
    """Return the texts of a PDF and what cannot be seen. Raises RefusedError for an active one."""
    if active := active_in(data):
        raise RefusedError(BROKEN, f"里面有{active}")
    pages = Pages()
    texts = _different(texts_of_pdf(name, data, pages.look))
    return texts, pages.unseen


def _of_other(path: Path, data: bytes) -> tuple[tuple[str, ...], str]:
    return _different(texts_of(path.name, data)), pictures_in(path.suffix.lower(), data)


def _different(texts: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the texts that say something, each once."""
    return tuple(dict.fromkeys(filter(None, chain.from_iterable(texts))))


def _forms(path: Path, wordings: tuple[Wordings, ...]) -> Iterator[FormRead]:
    """Yield the forms in a file, as the import would read them; nothing of a file without one."""
    if path.suffix.lower() not in KINDS:
        return
    try:
        source = read_here(path)
    except RefusedError:
        return
    for imported in read_with(source, wordings, _ANY_RULEBOOK).forms:
        yield from _form(imported)


def _form(imported: Imported) -> Iterator[FormRead]:
    try:
        form = Form.model_validate(imported.values)
    except ValidationError:
        return
    figures = tuple(printed_figures(form))
    yield FormRead(form.project or "", str(form.year or ""), figures)
