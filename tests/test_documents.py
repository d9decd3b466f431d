"""What the documents name exists: paths, links, codes, commands, options, targets of make."""

import re
import subprocess
from pathlib import Path

import click
import pytest

from generator.cli import main
from generator.model.problem import RETIRED
from generator.site import manual
from tests.make import ROOT

TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")
FOLDERS = {str(parent) for path in TRACKED for parent in Path(path).parents}
DOCUMENTS = [path for path in TRACKED if path.endswith(".md") and "skeleton" not in path]
DOCUMENTS = [path for path in DOCUMENTS if not path.startswith(("content/", "tests/"))]
# What a document may name although no file of ours bears it.
MADE = re.compile(
    r"[<>*{}…一-鿿]|^\.workflow/|^(?:site|build|preview|data|checks|rules|overrides|public|releases|v|content/imports|content/notices|approved|ledger|evaluations|second-scores|rectification|\d{4}\.yml)\b"
)
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|md|toml|yml|sh))`")
LINK = re.compile(r"\]\((?!http|#|mailto)([^)#\s]+)")
CODE = re.compile(r"(?<![\w.-])[FRNXDEIG]\d{3}(?!\w)")
COMMAND = re.compile(r"\bjixiao ([a-z]+)((?: --?[a-z-]+| [^\s`]+)*)")
TARGET = re.compile(r"\bmake ([a-z]+)`")


def text_of(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def exists(name: str, document: str) -> bool:
    """Tell whether a file or folder bears the name: from the root, the document, or in any room."""
    bare = name.rstrip("/")
    if bare in TRACKED or bare in FOLDERS:
        return True
    around = (ROOT / document).parent / bare
    return around.exists() or any(path.endswith(f"/{bare}") for path in (*TRACKED, *FOLDERS))


def options_of(command: click.Command) -> set[str]:
    return {name for one in command.params for name in (*one.opts, *one.secondary_opts)}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_a_document_names_exists(document: str) -> None:
    named = {*PATH.findall(text_of(document)), *LINK.findall(text_of(document))}
    unknown = {name for name in named if not MADE.search(name) and not exists(name, document)}

    assert unknown == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_code_a_document_names_is_one_there_is(document: str) -> None:
    known = {problem.code for problem in manual().problems}

    assert set(CODE.findall(text_of(document))) - known - {*RETIRED, "F108"} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_and_option_a_document_shows_is_one_there_is(document: str) -> None:
    unknown = []
    for name, rest in COMMAND.findall(text_of(document)):
        command = main.get_command(click.Context(main), name)
        options = options_of(command) if command else set()
        shown = set(re.findall(r"(?<=\s)--[a-z-]+", rest))
        if command is None or shown - options - {"--help"}:
            unknown.append(f"jixiao {name}{rest}")

    assert unknown == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_target_of_make_a_document_names_is_one_there_is(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))

    assert set(TARGET.findall(text_of(document))) - targets == set()
