"""A preview server on this machine that builds again when content changes."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer


def serve_site(
    rebuild: Callable[[], None], site_dir: Path, watched: Iterable[Path], host: str, port: int
) -> None:
    """Serve `site_dir` until interrupted; call `rebuild` after any change in `watched` folders."""
    root = os.path.abspath(site_dir)  # noqa: PTH100 - resolve() would pin the first release
    server = LiveReloadServer(builder=rebuild, host=host, port=port, root=root)
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
