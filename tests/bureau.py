"""A bureau's own site in a real git repository, for tests that follow reports through review."""

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

FILE = "content/projects/2025/shili-ju/bridge-repair.yml"


def new_bureau(folder: Path, monkeypatch: pytest.MonkeyPatch) -> "Bureau":
    """Make a bureau's working copy with its first commit, and stand in it."""
    made = Bureau(folder)
    assert made.run("init", str(folder), "--year", "2024").exit_code == 0
    monkeypatch.chdir(folder)
    (folder / ".gitignore").write_text((folder / ".gitignore").read_text("utf-8") + "sites/\nforms/\n", "utf-8")
    made.git("init", "-q", "-b", "main")
    made.commit("建站", "2026-01-05")
    return made


class Bureau:
    """A bureau's working copy: git, the commands, and the sites built from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def git(self, *arguments: str, day: str = "2026-01-05") -> str:
        when = f"{day}T09:00:00+08:00"
        names = {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "经办人"), ("EMAIL", "a@example.cn"), ("DATE", when))
        }
        environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull}
        return subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, check=True, capture_output=True, text=True
        ).stdout

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments))

    def branch(self, name: str) -> None:
        self.git("switch", "-q", "-c", name, "main")

    def commit(self, message: str, day: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message, day=day)

    def merge(self, name: str, day: str, approver: str) -> None:
        self.git("switch", "-q", "main")
        self.git("merge", "-q", "--no-ff", "-m", f"合并 {name}\n\nApproved-by: {approver}", name, day=day)

    def build(self, day: str, name: str = "") -> Path:
        result = self.run(
            "build", "--history", "--date", day, "--site-dir", f"sites/{name or day}", "--build-dir", "build"
        )
        assert result.exit_code == 0, result.output
        return (self.folder / "sites" / (name or day)).resolve()

    def edit(self, *changes: tuple[str, str]) -> None:
        path = self.folder / FILE
        text = path.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
