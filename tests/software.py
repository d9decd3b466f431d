"""A copy of the software that a recipe of CONTRIBUTING is tried on."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from tests.make import ROOT

NAME = "2022/sx-high-court/road-care"
# A module of the software, the beginning of the line before which lines are put, and those lines.
Change = tuple[str, str, str]


# Runs the commands that are written to it, each a line of JSON, as if each were started by itself.
_LISTENING = """
import json, sys
from click.testing import CliRunner
from generator.cli import main
for line in sys.stdin:
    done = CliRunner().invoke(main, json.loads(line))
    print(json.dumps([done.exit_code, done.stdout, done.output + str(done.exc_info)]), flush=True)
"""


class Software:
    """A copy of the software with lines put into its modules, run as people run it."""

    def __init__(self, folder: Path, lines: Sequence[Change] = ()) -> None:
        self.folder = folder
        # With what is compiled already: it holds by the times of the files, which copies keep.
        for name in ("generator", "theme_overrides"):
            shutil.copytree(ROOT / name, folder / name)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        for file, before, line in lines:
            path = folder / "generator" / file
            text = path.read_text("utf-8")
            assert text.count(f"\n{before}") == 1
            path.write_text(text.replace(f"\n{before}", f"\n{line}{before}"), "utf-8")

    def run(self, *arguments: str, code: int = 0) -> str:
        """Run a command of the program, which must end with `code`; return what it printed."""
        return self.python("-m", "generator", *arguments, code=code)

    @contextmanager
    def listening(self) -> Iterator["Listening"]:
        """Yield the copy as one process that runs command after command: starting one costs more than most."""
        with subprocess.Popen(
            [sys.executable, "-c", _LISTENING], cwd=self.folder, env=_environment(), text=True, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        ) as process:  # fmt: skip
            yield Listening(self, process)
            process.communicate()

    def python(self, *arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=_environment(),
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def content(self, place: str, **fields: Any) -> Path:
        """Write a content folder with one report."""
        folder = self.folder / place
        folder.mkdir()
        for file in ("site.yml", "departments.yml"):
            shutil.copy(ROOT / "content" / file, folder)
        for name in ("rules", "pages"):
            shutil.copytree(ROOT / "content" / name, folder / name)
        if fields:
            path = folder / "projects" / f"{NAME}.yml"
            path.parent.mkdir(parents=True)
            path.write_text(yaml.dump(fields, allow_unicode=True, sort_keys=False), "utf-8")
        return folder


class Listening:
    """A copy of the software that runs commands in a process of its own, which stays."""

    def __init__(self, copy: Software, process: "subprocess.Popen[str]") -> None:
        self.folder = copy.folder
        self.content = copy.content
        self._process = process

    def run(self, *arguments: str, code: int = 0) -> str:
        """Run a command of the program, which must end with `code`; return what it printed."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(arguments), file=self._process.stdin, flush=True)
        ended, printed, said = json.loads(self._process.stdout.readline())
        assert ended == code, said
        return str(printed)


def _environment() -> dict[str, str]:
    unwanted = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
    return {key: value for key, value in os.environ.items() if key not in unwanted} | {"COLUMNS": "200"}
