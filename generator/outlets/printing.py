"""A volume on paper: printed by the browser of the machine, with the pages of its contents."""

import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from pdfminer.pdfdocument import PDFDestinationNotFound, PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from generator.running.browser import PrintError, found_browser

_SECONDS = 600


def printed(page: Callable[[Mapping[str, int]], str], names: list[str]) -> bytes:
    """Return as PDF what `page` makes of the page numbers of the named places.

    It is printed once to learn them and once more with them: figures of a few digits move no line.
    Raises PrintError where the machine has no browser, or it fails.
    """
    browser = found_browser()
    if browser is None:
        raise PrintError(
            "这台机器没有 Chromium、Chrome 或 Edge，不能排印；运行 jixiao doctor 看怎么办"
        )
    first = _print(browser, page({}))
    return _print(browser, page(_pages_of(first, names)))


def _print(browser: str, html: str) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.html").write_text(html, encoding="utf-8")
        command = [browser, "--headless", "--disable-gpu", "--no-pdf-header-footer"]
        command += [
            f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={folder / 'page.pdf'}",
        ]
        command += ["--no-sandbox"] if _is_root() else []
        command.append((folder / "page.html").as_uri())
        try:
            done = subprocess.run(  # noqa: S603 - the machine's browser, a page of ours
                command, capture_output=True, check=False, timeout=_SECONDS
            )
        except subprocess.TimeoutExpired:
            raise PrintError(f"{browser} 在 {_SECONDS} 秒里没有排完") from None
        if not (folder / "page.pdf").is_file():
            said = done.stderr.decode(errors="replace").strip()[-500:]
            raise PrintError(f"{browser} 没有排印出来，它说：{said}")
        return (folder / "page.pdf").read_bytes()


def _is_root() -> bool:
    """Tell whether we are root, as whom a browser refuses to start with its sandbox."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _pages_of(pdf: bytes, names: list[str]) -> dict[str, int]:
    """Return the page, from 1, of each place that the contents lead to."""
    document = PDFDocument(PDFParser(BytesIO(pdf)))
    numbers = {page.pageid: number for number, page in enumerate(PDFPage.create_pages(document), 1)}
    found = {}
    for name in names:
        try:
            place = resolve1(document.get_dest(name))
        except PDFDestinationNotFound:
            continue
        goal = resolve1(place["D"]) if isinstance(place, dict) else place
        found[name] = numbers[goal[0].objid]
    return found
