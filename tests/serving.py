"""A folder over HTTP, and a real browser to look at it."""

import gzip
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserType, Playwright

# Nothing inline, nothing from elsewhere: what a careful host would send with every page.
POLICY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'"
}
NO_HEADERS: Mapping[str, str] = {}

# The same Chromium without a window to draw is asked for first: a page costs half.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


class _Quiet(SimpleHTTPRequestHandler):
    headers_to_send: Mapping[str, str] = {}
    is_compressing = False

    def __init__(self, *args: Any, headers: Mapping[str, str], compressed: bool, **kwargs: Any) -> None:
        self.headers_to_send = headers
        self.is_compressing = compressed
        super().__init__(*args, **kwargs)

    def send_head(self) -> Any:
        """Compress as every public host does; the base class cannot."""
        if not self.is_compressing:
            return super().send_head()
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.exists():
            return super().send_head()
        content = gzip.compress(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: requests are not test output."""

    def end_headers(self) -> None:
        for name, value in self.headers_to_send.items():
            self.send_header(name, value)
        super().end_headers()


@contextmanager
def serve(folder: Path, headers: Mapping[str, str] = NO_HEADERS, *, compressed: bool = False) -> Iterator[str]:
    """Serve a folder on a free port; yields its address."""
    handler = partial(_Quiet, directory=str(folder), headers=headers, compressed=compressed)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def path_of_chromium() -> str | None:
    """Return the machine's Chromium, None where it has none."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def launched(kind: BrowserType, *settings: str) -> Browser:
    """Start the machine's Chromium, set as a reader may have set it."""
    return kind.launch(executable_path=path_of_chromium(), args=[*_ARGUMENTS, *settings])


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Open the machine's Chromium."""
    browser = launched(playwright.chromium)
    try:
        yield browser
    finally:
        browser.close()
