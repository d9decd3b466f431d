"""A preview server on this machine that builds again when content changes."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from mkdocs.livereload import LiveReloadServer

_SCRIPT = "/livereload.js"


class _Server(LiveReloadServer):
    """MkDocs' server with its script in a file: our pages run none that is written into them."""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Point the page to the script; MkDocs calls this for every page."""
        return content.replace(
            b"</body>", f'<script src="{_SCRIPT}?epoch={epoch}"></script></body>'.encode()
        )

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        if environ["PATH_INFO"] != _SCRIPT:
            return super()._serve_request(environ, start_response)
        epoch = parse_qs(environ["QUERY_STRING"]).get("epoch", [""])[0]
        if not epoch.isdecimal():
            return None
        inject = super()._inject_js_into_html
        element: bytes = inject(b"", int(epoch))  # type: ignore[no-untyped-call]
        start_response("200 OK", [("Content-Type", "application/javascript")])
        return [element.removeprefix(b"<script>").removesuffix(b"</script>")]


def serve_site(
    rebuild: Callable[[], None], site_dir: Path, watched: Iterable[Path], host: str, port: int
) -> None:
    """Serve `site_dir` until interrupted; call `rebuild` after any change in `watched` folders."""
    root = os.path.abspath(site_dir)  # noqa: PTH100 - resolve() would pin the first release
    server: LiveReloadServer = _Server(builder=rebuild, host=host, port=port, root=root)
    missing = site_dir / "404.html"
    server.error_handler = lambda code: (
        missing.read_bytes() if code == 404 and missing.is_file() else None
    )
    for folder in watched:
        server.watch(str(folder))
    try:
        server.serve()
    except KeyboardInterrupt:
        server.shutdown()
