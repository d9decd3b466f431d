"""A form and what it stated before each of its corrections, as one puzzle: a reader holds them all.

A cell that reads the same in two versions is one cell; a figure that cannot be computed from any
version alone may follow from two together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from generator.checks.check import Case
from generator.checks.elsewhere import tied
from generator.checks.form_identities import figures, identities
from generator.checks.identity import Identity, renamed
from generator.checks.inference import Puzzle
from generator.form_tree.corrections import undone
from generator.form_tree.tree import Tree, TreePath, name_of, resolve, texts, tree_of, value_at
from generator.model.report import Form
from generator.scoring.engine import score


@dataclass(frozen=True, slots=True)
class Riddle:
    """The figures of all versions, which of them are kept back, and how each is named."""

    puzzle: Puzzle
    hidden: frozenset[TreePath]
    names: dict[TreePath, str]
    fields: dict[TreePath, str]

    def called(self, cell: TreePath) -> str:
        """Name a cell; one of an earlier version with the day until which it stood."""
        return self.names.get(cell, "/".join(map(str, cell)))

    def field_of(self, cell: TreePath) -> str:
        """Name the field of a cell as a list of what is kept back has to."""
        return self.fields.get(cell, self.called(cell))


def riddle_of(case: Case) -> Riddle:
    """Put all versions of a form together, as they are known to a reader of all of them."""
    made = _Making(case)
    for when, form in (("", case.report.form), *_versions(case.report.form)):
        made.add(when, form)
    twins = {cell: made.of_field[field] for cell, field in made.fields.items()}
    puzzle = Puzzle(made.values, tuple(made.identities), twins)
    return Riddle(puzzle, frozenset(made.hidden), made.names, made.fields)


def _versions(form: Form) -> Iterator[tuple[str, Form]]:
    """Yield what the form stated before each day of corrections, newest first."""
    for day in sorted({one.day for one in form.corrections}, reverse=True):
        before = undone(form, [one for one in form.corrections if one.day >= day])
        if before is not None:
            yield _until(day), before


def _until(day: date) -> str:
    return f"{day} 更正以前的版本里，"


class _Making:
    """Gathers the cells of one version after the other."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.values: dict[TreePath, Decimal] = {}
        self.identities: list[Identity] = []
        self.hidden: set[TreePath] = set()
        self.names: dict[TreePath, str] = {}
        self.fields: dict[TreePath, str] = {}
        self.of_field: dict[str, list[TreePath]] = {}
        self._cells: dict[tuple[str, str], TreePath] = {}

    def add(self, when: str, form: Form) -> None:
        """Add a version: `when` says until which day it stood, "" of what stands today."""
        tree = tree_of(form)
        cells = {path: self._cell(when, tree, path, text) for path, text in texts(tree)}
        self.hidden |= {cells[path] for path in _hidden(form, tree)}
        report = replace(self.case.report, form=form)
        card = score(report, self.case.rulebook) if when else self.case.scorecard
        values, ties = tied(tree, figures(tree), self.case.others.told)
        self.values |= {cells.get(path, path): value for path, value in values.items()}
        # A score of an earlier version finds its weight beside it, also where that never changed.
        self.values |= {
            (when, *path): value
            for path, value in values.items()
            if when and path[-1] == "分值" and cells.get(path) not in self.hidden
        }
        found = (*identities(tree, card), *ties)
        self.identities += [renamed(one, lambda path: cells.get(path, path)) for one in found]

    def _cell(self, when: str, tree: Tree, path: TreePath, text: str) -> TreePath:
        """Return the cell that a path leads to: that of a later version where it says the same."""
        field = name_of(tree, path)
        cell = self._cells.setdefault((field, text), (when, *path) if when else path)
        if cell not in self.fields:
            self.fields[cell], self.names[cell] = field, f"{when}{field}"
            self.of_field.setdefault(field, []).append(cell)
        return cell


def _hidden(form: Form, tree: Tree) -> Iterator[TreePath]:
    """Yield every cell that is kept back."""
    paths: Iterable[TreePath | None] = (
        resolve(tree, one.field) for one in form.disclosure.redactions
    )
    for path in paths:
        if path is not None:
            yield from ((*path, *inner) for inner, _ in texts(value_at(tree, path)))
