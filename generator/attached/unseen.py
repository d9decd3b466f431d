"""What of a file is pictures: software reads no words in them, so a person has to look."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

_PICTURES = (".png", ".jpg", ".jpeg")
# What software reads in a workbook or a document, and what printers leave there; all else may
# be a picture, whatever it is called and wherever it lies.
_READ = (".xml", ".rels", ".vml")
_PRINTERS = "/printerSettings/"
# A seal of 4.5 cm is 3 % of a page of A4, an identity card 7 %. Scanners cut a page into strips.
_SEAL, _SEALS = 0.04, 0.1
# What stands for characters of a font that does not say which they are.
_UNKNOWN = "(cid:"


class Pages:
    """Gathers the pages of a PDF that software cannot read, as they are shown to it."""

    def __init__(self) -> None:
        self._unseen: list[int] = []

    def look(self, page: Any, text: str) -> None:
        """Look at a page and the text that was found on it."""
        if _is_unseen(page, text):
            self._unseen.append(page.page_number)

    @property
    def unseen(self) -> str:
        """Say which pages these are, "" where there are none."""
        pages = "、".join(_ranges(self._unseen))
        return f"第 {pages} 页是图片、有图片，或没有能读出的文字" if pages else ""


def pictures_in(suffix: str, data: bytes) -> str:
    """Say what of a picture, a workbook or a document no software can read, "" where nothing."""
    if suffix in _PICTURES:
        return "是图片"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        count = sum(map(_may_be_picture, archive.namelist()))
    return f"里有 {count} 张图片" if count else ""


def _may_be_picture(name: str) -> bool:
    is_read = name.lower().endswith(_READ) or _PRINTERS in name
    return not is_read and not name.endswith("/")


def _is_unseen(page: Any, text: str) -> bool:
    if _UNKNOWN in text:
        return True
    if not text.strip():
        return any(page.objects.values())
    shares = [_share(page, image) for image in page.images]
    return any(share > _SEAL for share in shares) or sum(shares) > _SEALS


def _share(page: Any, image: Any) -> float:
    """Return how much of a page a picture covers."""
    wide = min(image["x1"], page.width) - max(image["x0"], 0)
    high = min(image["bottom"], page.height) - max(image["top"], 0)
    return max(0.0, float(wide)) * max(0.0, float(high)) / float(page.width * page.height)


def _ranges(pages: Iterable[int]) -> Iterator[str]:
    """Yield pages as people name them: 1、3–5."""
    for _, run in groupby(enumerate(pages), lambda item: item[1] - item[0]):
        found = [page for _, page in run]
        yield str(found[0]) if len(found) == 1 else f"{found[0]}–{found[-1]}"
