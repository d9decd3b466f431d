"""What of a file is pictures: software reads no words in them, so a person has to look."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

_PICTURES = (".png", ".jpg", ".jpeg")
_FOLDERS = ("word/media/", "xl/media/")
# A page is a picture where one covers so much of it; a seal or a coat of arms covers less.
_MOST = 0.5
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
        return f"第 {pages} 页是图片，或没有能读出的文字" if pages else ""


def pictures_in(suffix: str, data: bytes) -> str:
    """Say what of a picture, a workbook or a document no software can read, "" where nothing."""
    if suffix in _PICTURES:
        return "是图片"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        count = sum(1 for name in archive.namelist() if name.startswith(_FOLDERS))
    return f"里有 {count} 张图片" if count else ""


def _is_unseen(page: Any, text: str) -> bool:
    if _UNKNOWN in text:
        return True
    if not text.strip():
        return any(page.objects.values())
    return any(_share(page, image) > _MOST for image in page.images)


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
