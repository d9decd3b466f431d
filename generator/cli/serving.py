"""Serving a site while its content is edited: what an edit changed at once, then all the rest."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from threading import Lock, Thread

import click

from generator.cli.common import EXPECTED, complain
from generator.glance import Glance
from generator.publish.server import PreviewServer

Looking = Callable[[Path, Mapping[str, str] | None], Glance]


class Serving:
    """A preview that follows the content: a glance at each edit, and a build of the whole after it.

    The build is a process of its own, which the next edit ends: what it was about is old by then.
    """

    def __init__(self, look: Looking, build: Sequence[str], *, preview: bool) -> None:
        """Look at the content by `look`; `build` is the command that makes the whole site."""
        self._look, self._build, self._preview = look, tuple(build), preview
        self._server: PreviewServer
        self._folder: Path
        # The files of the site that is served; None where it is not known what it was made of.
        self._whole: Mapping[str, str] | None = None
        self._at_work: subprocess.Popen[str] | None = None
        self._lock = Lock()

    def run(self, server: PreviewServer, address: str) -> None:
        """Let the server show the finished site until interrupted."""
        with TemporaryDirectory() as folder:
            self._server, self._folder = server, Path(folder)
            files = self._look(self._folder, None).files
            self._whole = None if server.has_noticed else files
            said = f"预览地址：{address}（按 Ctrl+C 停止）"
            try:
                server.run(lambda: click.echo(said))
            finally:
                self._stop()

    def edited(self) -> None:
        """Show what an edit changed, and begin to make the whole anew."""
        self._stop()
        fresh = Path(mkdtemp(dir=self._folder))
        try:
            seen = self._look(fresh, self._whole)
        except EXPECTED as error:
            click.echo(f"错误：{error}", err=True)
            return
        if seen.assessment.blocks(preview=self._preview):
            complain(seen.assessment)
            return
        self._server.show(fresh)
        shown = f"改动的 {len(seen.fresh)} 个文件已可预览" if seen.fresh else "内容有改动"
        click.echo(f"{shown}，整个网站正在重新生成")
        self._begin(seen.files)

    def _begin(self, files: Mapping[str, str]) -> None:
        with self._lock:
            self._at_work = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "generator", *self._build],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                env={**os.environ, "PYTHONUTF8": "1"},
            )
            Thread(target=self._await, args=(self._at_work, files), daemon=True).start()

    def _await(self, build: subprocess.Popen[str], files: Mapping[str, str]) -> None:
        """Show the whole site once it is made; a build that was ended has nothing to say."""
        said, _ = build.communicate()
        with self._lock:
            if build is not self._at_work:
                return
            self._at_work = None
            if build.returncode != 0:
                click.echo(said, nl=False, err=True)
                return
            self._whole = files
            self._server.show(None)
        click.echo("内容有改动，网站已更新")
        self._server.reload()

    def _stop(self) -> None:
        """End the build at work, and wait until it has let go of the site."""
        with self._lock:
            build, self._at_work = self._at_work, None
        if build is not None:
            build.kill()
            build.wait()
