"""The shape of the code: pure layers hold no floats, modules and functions stay small."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.make import ROOT

GENERATOR = ROOT / "generator"
EXACT = ("model", "form_tree", "scoring", "checks")
MODULES = sorted(path for path in GENERATOR.rglob("*.py"))


def exact_modules() -> Iterator[Path]:
    for layer in EXACT:
        yield from sorted((GENERATOR / layer).glob("*.py"))
    yield GENERATOR / "catalogue.py"


@pytest.mark.parametrize("path", list(exact_modules()), ids=lambda path: path.stem)
def test_money_and_scores_never_touch_a_float(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    literals = [
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    calls = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "float"]

    assert literals == []
    assert calls == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(GENERATOR)))
def test_a_module_is_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_nine_functions_of_ten_fit_on_a_screen() -> None:
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )

    assert lengths[len(lengths) * 9 // 10] <= 30
