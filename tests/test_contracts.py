"""The contracts of `lint-imports` hold what they promise: each is broken in a copy, and the break is told."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.make import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {contract["name"]: contract for contract in SETTINGS["tool"]["importlinter"]["contracts"]}
LAYERS = CONTRACTS["Layers point one way"]
PURE = CONTRACTS["Pure rooms touch no disk, clock or environment"]
LIGHT = CONTRACTS["Reading and judging a form needs nothing heavy"]
# Rooms that read, write, ask or start something; every other room is pure.
EFFECTS = {
    "assessment",
    "cli",
    "attached",
    "memory",
    "parts",
    "glance",
    "shares",
    "site",
    "starting",
    "running",
    "outlets",
    "forms",
    "review",
    "publish",
    "loading",
    "__main__",
}
_IMPORT = re.compile(r"- +(\S+) -> (\S+) \(l\.\d+\)")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package and its contracts, free to be broken."""
    skip = shutil.ignore_patterns("__pycache__", "templates", "skeleton")
    shutil.copytree(ROOT / "generator", tmp_path / "generator", ignore=skip)
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    command = [str(linter), "--no-cache", "--config", "pyproject.toml"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def modules(folder: Path, room: str) -> list[Path]:
    """Return the modules of a room, named as in a contract."""
    place = folder.joinpath(*room.split("."))
    return sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]


def name_of(path: Path, folder: Path) -> str:
    return ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")


def write_into(paths: list[Path], line: str) -> None:
    for path in paths:
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("contract", "line", "imported"),
    [(PURE, "import subprocess", "subprocess"), (LIGHT, "import pandas", "pandas")],
    ids=("pure", "light"),
)
def test_every_module_of_a_room_is_held(contract: dict[str, list[str]], line: str, imported: str, copy: Path) -> None:
    new = copy / "generator" / "model" / "brand_new.py"
    new.write_text('"""A module that nobody has listed."""\n', encoding="utf-8")
    held = [path for room in contract["source_modules"] for path in modules(copy, room)]
    write_into(held, line)
    result = linted(copy)
    told = {module for module, what in _IMPORT.findall(result.stdout) if what == imported}

    assert result.returncode != 0
    assert f"{contract['name']} BROKEN" in result.stdout
    assert told == {name_of(path, copy) for path in held}
    assert "generator.model.brand_new" in told


def test_a_room_is_pure_or_is_named_for_what_it_does() -> None:
    pure = {room.removeprefix("generator.") for room in PURE["source_modules"]}
    rooms = {
        path.stem for path in (ROOT / "generator").iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }

    assert pure | EFFECTS == rooms - {"__init__"}
    assert pure & EFFECTS == set()


def test_a_new_room_must_be_given_a_place(copy: Path) -> None:
    (copy / "generator" / "helpers.py").write_text('"""Nobody knows where this stands."""\n', encoding="utf-8")
    result = linted(copy)

    assert result.returncode != 0
    assert "helpers" in result.stdout + result.stderr


UPWARD = {
    "loading.content": "generator.checks",
    "open_data.page": "generator.pages.render",
    "form_tree.tree": "generator.scoring",
    "presentation.words": "generator.search",
    "starting.scaffold": "generator.forms",
}


def test_no_room_looks_up_or_beside_itself(copy: Path) -> None:
    for module, upper in UPWARD.items():
        write_into(modules(copy, f"generator.{module}"), f"import {upper}")
    result = linted(copy)
    told = {(module.removeprefix("generator."), what) for module, what in _IMPORT.findall(result.stdout)}

    assert f"{LAYERS['name']} BROKEN" in result.stdout
    assert told >= set(UPWARD.items())
