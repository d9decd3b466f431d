"""The shape of the code: pure layers hold no floats, modules and functions stay small, lines can be read aloud."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.decisions import decisions, functions, nested_conditionals
from tests.make import ROOT

GENERATOR = ROOT / "generator"
EXACT = ("model", "form_tree", "scoring", "checks")
MODULES = sorted(path for path in GENERATOR.rglob("*.py"))
MOST_DECISIONS = 10
WIDEST = 100
LONGEST = 300


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def too_dense(path: Path) -> list[str]:
    """Say where a module holds too much at once: in a function, a line or an expression."""
    tree = parsed(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    counted = [(function.name, decisions(function)) for function in functions(tree)]
    return [
        *(f"{name}: {count} decisions" for name, count in counted if count > MOST_DECISIONS),
        *(f"line {number}: {len(line)} columns" for number, line in enumerate(lines, 1) if len(line) > WIDEST),
        *(f"line {number}: a conditional inside a conditional" for number in nested_conditionals(tree)),
    ]


def exact_modules() -> Iterator[Path]:
    for layer in EXACT:
        yield from sorted((GENERATOR / layer).glob("*.py"))
    yield from (GENERATOR / "catalogue.py", GENERATOR / "summary.py")


ALL = [*MODULES, *sorted((ROOT / "benchmarks").glob("*.py"))]


def floats(path: Path) -> list[int]:
    """Return the lines where a module writes or makes a float."""
    nodes = list(ast.walk(parsed(path)))
    literals = [node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    calls = [node for node in nodes if isinstance(node, ast.Name) and node.id == "float"]
    return [node.lineno for node in (*literals, *calls)]


def test_money_and_scores_never_touch_a_float(tmp_path: Path) -> None:
    modules = list(exact_modules())
    (tmp_path / "inexact.py").write_text("half = 0.5\nwhole = float('1')\nten = 10\n", encoding="utf-8")

    assert len(modules) > 100
    assert {path: found for path in modules if (found := floats(path))} == {}
    assert floats(tmp_path / "inexact.py") == [1, 2]


def test_a_module_is_read_in_one_sitting() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}

    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_nine_functions_of_ten_fit_on_a_screen() -> None:
    every = [function for path in MODULES for function in functions(parsed(path))]
    lengths = sorted((function.end_lineno or 0) - function.lineno + 1 for function in every)

    assert lengths[len(lengths) * 9 // 10] <= 30


def test_one_thing_at_a_time() -> None:
    assert len(ALL) > 300
    assert {path: found for path in ALL if (found := too_dense(path))} == {}


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("return 1", 0),
        ("if a:\n        return 1\n    elif b:\n        return 2", 2),
        ("return 1 if a else 2", 1),
        ("return a and b and c or d", 3),
        ("return [x for x in a for y in x if y if x]", 4),
        ("for x in a:\n        while x:\n            pass", 2),
        ("try:\n        pass\n    except ValueError:\n        pass\n    except OSError:\n        pass", 2),
        ("match a:\n        case 1:\n            pass\n        case _:\n            pass", 2),
        ("def inner():\n        return 1 if b else 2\n    return inner", 0),
    ],
)
def test_decisions_are_counted_as_a_reader_meets_them(body: str, count: int) -> None:
    function = next(functions(ast.parse(f"def f(a, b, c, d):\n    {body}\n")))

    assert decisions(function) == count


def test_a_conditional_inside_a_conditional_is_found() -> None:
    assert nested_conditionals(ast.parse("x = 1\ny = 1 if a else (2 if b else 3)")) == [2]
    assert nested_conditionals(ast.parse("y = 1 if a else 2\nz = 1 if b else 2")) == []
