"""The tutorial, done line by line: its files are written, its commands run, its promises seen."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.make import ROOT

pytestmark = pytest.mark.site

BLOCK = re.compile(r"^```(?P<head>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One grey box: what kind it is, the file it is for, and what it says."""

    kind: str
    title: str
    body: str
    replace: str
    is_appended: bool
    fails: bool


def blocks() -> Iterator[Block]:
    for found in BLOCK.finditer((ROOT / "docs/tutorial.md").read_text("utf-8")):
        kind, *words = shlex.split(found["head"])
        named = dict(word.split("=", 1) for word in words if "=" in word)
        yield Block(
            kind,
            named.get("title", ""),
            found["body"],
            named.get("replace", ""),
            "append" in words,
            "fails" in words,
        )


def write(block: Block) -> None:
    path = Path(block.title)
    path.parent.mkdir(parents=True, exist_ok=True)
    if block.replace:
        old, new = block.replace.split("|")
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
    elif block.is_appended:
        path.write_text(path.read_text("utf-8") + block.body, "utf-8")
    else:
        path.write_text(block.body, "utf-8")


def run(block: Block) -> str:
    """Run the commands of a box and return all they printed."""
    printed = ""
    for line in block.body.splitlines():
        command, _, target = line.partition(" > ")
        words = shlex.split(command)
        assert words[0] == "jixiao"
        outcome = CliRunner().invoke(main, words[1:])
        assert (outcome.exit_code != 0) == block.fails, f"{line}\n{outcome.output}"
        if target:
            Path(target).write_text(outcome.stdout, "utf-8")
        printed += outcome.output
    return printed


def test_whoever_follows_the_tutorial_arrives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    printed, done = "", 0
    for block in blocks():
        if block.kind == "sh":
            printed = run(block)
            done += block.body.count("jixiao ")
        elif block.kind == "text":
            for line in block.body.splitlines():
                assert line in printed
        else:
            write(block)
    assert done >= 19

    page = (tmp_path / "site/2025/jiaoyu-ju/canteen/index.html").read_text("utf-8")
    assert "因学区调整" in page
    assert "57" in page
    assert (tmp_path / "site/2025/jiaoyu-ju/canteen/v/1/index.html").is_file()
    corrections = (tmp_path / "site/corrections/index.html").read_text("utf-8")
    assert "漏记12月支付的3万元" in corrections
    assert "97.5" in (tmp_path / "site/second-scores/index.html").read_text("utf-8")
    assert 'href="../../../data/attachments/2025/jiaoyu-ju/canteen/attachment-1.xlsx"' in page
    assert (tmp_path / "site/data/attachments/2025/jiaoyu-ju/canteen/attachment-1.xlsx").is_file()
    rectification = (tmp_path / "site/rectification/index.html").read_text("utf-8")
    assert "其中逾期 1 处" in rectification
