"""What of a file is pictures: software reads no words in them, so a person has to look."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import pdfplumber

_PICTURES = (".png", ".jpg", ".jpeg")
_FOLDERS = ("word/media/", "xl/media/")
# A page is a picture where one covers so much of it; a seal or a coat of arms covers less.
_MOST = 0.5
# What stands for characters of a font that does not say which they are.
_UNKNOWN = "(cid:"


def unseen_in(suffix: str, data: bytes) -> str:
    """Say in words what of a file no software can read, "" where there is nothing."""
    if suffix in _PICTURES:
        return "是图片"
    if suffix == ".pdf":
        pages = list(_pages_unseen(data))
        return f"第 {'、'.join(_ranges(pages))} 页是图片，或没有能读出的文字" if pages else ""
    count = sum(1 for _ in _pictures_in(data))
    return f"里有 {count} 张图片" if count else ""


def _pictures_in(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from (name for name in archive.namelist() if name.startswith(_FOLDERS))


def _pages_unseen(data: bytes) -> Iterator[int]:
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            if _is_unseen(page):
                yield page.page_number
            page.close()


def _is_unseen(page: Any) -> bool:
    text = page.extract_text() or ""
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
