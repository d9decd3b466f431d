"""Counts what a reader of a function has to decide: branches, and everything that is one inside an expression."""

import ast
from collections.abc import Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef
_BRANCHES = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.match_case)
_OWN_SCOPE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def functions(tree: ast.AST) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def decisions(function: Function) -> int:
    """Return the decisions of a function's own body; those of functions within it are their own."""
    return sum(_weight(node) for node in _own_nodes(function))


def nested_conditionals(tree: ast.AST) -> list[int]:
    """Return the lines of conditional expressions that stand within another one."""
    outer = [node for node in ast.walk(tree) if isinstance(node, ast.IfExp)]
    inner = [child for node in outer for child in ast.walk(node) if child is not node]
    return sorted({node.lineno for node in inner if isinstance(node, ast.IfExp)})


def _own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, _OWN_SCOPE):
            yield child
            yield from _own_nodes(child)


def _weight(node: ast.AST) -> int:
    if isinstance(node, _BRANCHES):
        return 1
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    return 0
