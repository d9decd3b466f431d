"""A copy of the software that a recipe of CONTRIBUTING is tried on."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.make import ROOT

NAME = "2022/sx-high-court/road-care"
# A module of the software, the beginning of the line before which lines are put, and those lines.
Change = tuple[str, str, str]


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

    def python(self, *arguments: str, code: int = 0) -> str:
        unwanted = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
        environment = {key: value for key, value in os.environ.items() if key not in unwanted}
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env={**environment, "COLUMNS": "200"},
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
