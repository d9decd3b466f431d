"""A preview server on this machine that is told when content changes, and shows what is fresh."""

import os
import posixpath
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from mkdocs.livereload import LiveReloadServer

_SCRIPT = "/livereload.js"


class PreviewServer(LiveReloadServer):
    """MkDocs' server of a site; files that are fresh stand before those of the site.

    Its script is a file: our pages run none that is written into them.
    """

    def __init__(self, changed: Callable[[], None], site_dir: Path, host: str, port: int) -> None:
        """Serve `site_dir`, and call `changed` after any change in what is watched."""
        # resolve() would pin the first release.
        root = os.path.abspath(site_dir)  # noqa: PTH100
        super().__init__(builder=changed, host=host, port=port, root=root)
        missing = site_dir / "404.html"
        self.error_handler = lambda code: (
            missing.read_bytes() if code == 404 and missing.is_file() else None
        )
        self._fresh: Path | None = None

    def notice_changes(self, watched: Iterable[Path]) -> None:
        """Begin to notice changes in some folders; they are told once the server runs."""
        for folder in watched:
            self.watch(str(folder))
        self.observer.start()

    @property
    def has_noticed(self) -> bool:
        """Tell whether something changed that nobody was told yet."""
        with self._rebuild_cond:
            return bool(self._want_rebuild)

    def run(self, ready: Callable[[], None]) -> None:
        """Serve until interrupted; `ready` is called when pages can be asked for."""
        self.server_bind()
        self.server_activate()
        self.serve_thread.start()
        ready()
        try:
            self._build_loop()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            self.shutdown()

    def show(self, fresh: Path | None) -> None:
        """Let the files of a folder stand before those of the site; of None, none."""
        self._fresh = fresh

    def reload(self) -> None:
        """Let open pages load again, unless a change is at work, which will do so itself."""
        with self._epoch_cond:
            if self._visible_epoch == self._wanted_epoch:
                self._wanted_epoch += 1
                self._visible_epoch = self._wanted_epoch
                self._epoch_cond.notify_all()

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Point the page to the script; MkDocs calls this for every page."""
        return content.replace(
            b"</body>", f'<script src="{_SCRIPT}?epoch={epoch}"></script></body>'.encode()
        )

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        if environ["PATH_INFO"] == _SCRIPT:
            return self._script(environ, start_response)
        return self._fresh_file(environ["PATH_INFO"], start_response) or super()._serve_request(
            environ, start_response
        )

    def _script(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        epoch = parse_qs(environ["QUERY_STRING"]).get("epoch", [""])[0]
        if not epoch.isdecimal():
            return None
        inject = super()._inject_js_into_html
        element: bytes = inject(b"", int(epoch))  # type: ignore[no-untyped-call]
        start_response("200 OK", [("Content-Type", "application/javascript")])
        return [element.removeprefix(b"<script>").removesuffix(b"</script>")]

    def _fresh_file(self, asked: str, start_response: Callable[..., Any]) -> Any:
        """Return what a fresh file holds, once no change is at work; None where there is none."""
        path = asked.encode("latin-1").decode("utf-8", "ignore")
        name = posixpath.normpath(f"/{path}index.html" if path.endswith("/") else f"/{path}")
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            fresh, epoch = self._fresh, self._visible_epoch
        try:
            content = (fresh / name.lstrip("/")).read_bytes() if fresh else None
        except OSError:
            return None
        if content is None:
            return None
        if name.endswith(".html"):
            content = self._inject_js_into_html(content, epoch)
        kind: str = self._guess_type(name)  # type: ignore[no-untyped-call]
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content]
