"""What can be computed of what is kept back: the identities of a form, solved as a reader would.

Source: secondary suppression as statistical offices do it (Willenborg and de Waal, Elements of
Statistical Disclosure Control, 2001): where a cell follows from others, another is kept back too.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from generator.checks.form_identities import is_exact, is_near
from generator.checks.identity import FULL_SCORE, Given, Identity, Sum, Values
from generator.form_tree.tree import TreePath

# So many more cells are tried to close what one alone does not.
_MOST_MORE = 4
Row = list[Fraction]


@dataclass(frozen=True, slots=True)
class Puzzle:
    """The figures of a form and what ties them together.

    `twins` are the cells that a field has in several versions: all are kept back with one.
    """

    values: Values
    identities: tuple[Identity, ...]
    twins: Mapping[TreePath, Sequence[TreePath]] = field(default_factory=dict)

    def solved(self, hidden: Collection[TreePath]) -> dict[TreePath, Identity]:
        """Return which hidden cells can be computed, each with the identity that gives it."""
        found: dict[TreePath, Identity] = {}
        while True:
            unknown = {cell for cell in hidden if cell not in found}
            more = self._alone(unknown) | self._together(unknown) | self._at_bounds(unknown)
            if not more:
                return found
            found |= more

    def _alone(self, unknown: AbstractSet[TreePath]) -> dict[TreePath, Identity]:
        """Solve each identity of which one cell alone is not known."""
        found: dict[TreePath, Identity] = {}
        for one in self.identities:
            missing = [cell for cell in one.cells if cell in unknown]
            if len(missing) == 1 and self._gives(one, missing[0]):
                found[missing[0]] = one
        return found

    def _gives(self, one: Identity, cell: TreePath) -> bool:
        if isinstance(one, Given):
            return one.cell == cell
        estimate = one.solve(cell, self.values)
        return estimate is not None and is_near(estimate, self.values[cell])

    def _together(self, unknown: AbstractSet[TreePath]) -> dict[TreePath, Identity]:
        """Solve the sums as one system: what every solution agrees on is known."""
        sums = self._exact_sums(unknown)
        cells = sorted(unknown & set(chain.from_iterable(one.cells for one in sums)), key=str)
        place = {cell: number for number, cell in enumerate(cells)}
        found: dict[TreePath, Identity] = {}
        for row in _reduced([_equation(one, place) for one in sums], len(cells)):
            stands = [cell for cell, number in place.items() if row[number]]
            if len(stands) == 1:
                found[stands[0]] = next(one for one in sums if stands[0] in one.cells)
        return found

    def _exact_sums(self, unknown: AbstractSet[TreePath]) -> list[Sum]:
        """Return the sums about unknown cells that hold but for rounding."""
        about = [one for one in self._sums() if not unknown.isdisjoint(one.cells)]
        return [one for one in about if is_exact(one, self.values)]

    def _sums(self) -> list[Sum]:
        return [one for one in self.identities if isinstance(one, Sum)]

    def _at_bounds(self, unknown: AbstractSet[TreePath]) -> dict[TreePath, Identity]:
        """Find scores that are all full, or all nothing: what is left is all or none of it."""
        found: dict[TreePath, Identity] = {}
        for one in self._sums():
            missing = [cell for cell in one.parts if cell in unknown]
            if missing and one.total not in unknown and self._is_all_or_none(one, missing, unknown):
                found |= dict.fromkeys(missing, one)
        return found

    def _is_all_or_none(
        self, one: Sum, missing: Collection[TreePath], unknown: AbstractSet[TreePath]
    ) -> bool:
        """Tell whether what a sum leaves for missing scores is all of their weights, or none."""
        if any(cell[-1] != "得分" for cell in missing):
            return False
        weights = [(*cell[:-1], "分值") for cell in missing]
        are_known = unknown.isdisjoint(weights) and self.values.keys() >= set(weights)
        return are_known and self._left(one, missing) in (Decimal(0), self._sum(weights))

    def _sum(self, cells: Iterable[TreePath]) -> Decimal:
        return sum((self.values[cell] for cell in cells), Decimal(0))

    def _left(self, one: Sum, missing: Collection[TreePath]) -> Decimal:
        total = FULL_SCORE if one.total is None else self.values[one.total]
        return total - self._sum(cell for cell in one.parts if cell not in missing)

    def closing(self, hidden: Collection[TreePath], cell: TreePath) -> tuple[TreePath, ...]:
        """Return further cells that, kept back as well, leave a cell unknown; () where none do."""
        more: list[TreePath] = []
        while len(more) <= _MOST_MORE:
            solved = self.solved(self._with_twins({*hidden, *more}))
            open_still = next((one for one in (*reversed(more), cell) if one in solved), None)
            if open_still is None:
                return tuple(more)
            kept = self._with_twins({*hidden, *more})
            choice = self._next(kept, open_still, solved[open_still])
            if choice is None:
                break
            more.append(choice)
        return ()

    def _next(self, kept: set[TreePath], cell: TreePath, by: Identity) -> TreePath | None:
        """Return the cell that closes all, else one that helps; weights, known by all, last."""
        free = [one for one in by.cells if one not in kept and one != cell]
        choices = sorted(free, key=lambda one: one[-1] == "分值")
        closes = (one for one in choices if not {cell, one} & set(self._solved_with(kept, one)))
        return next(closes, choices[0] if choices else None)

    def _solved_with(self, kept: set[TreePath], one: TreePath) -> dict[TreePath, Identity]:
        return self.solved(self._with_twins({*kept, one}))

    def _with_twins(self, cells: Iterable[TreePath]) -> set[TreePath]:
        """Return cells with all that their fields have in other versions."""
        given = set(cells)
        return given.union(*(self.twins.get(cell, ()) for cell in given))


def _equation(one: Sum, place: Mapping[TreePath, int]) -> Row:
    """Return a sum's coefficients of the unknown cells."""
    row = [Fraction(0)] * len(place)
    for part in one.parts:
        if part in place:
            row[place[part]] += 1
    if one.total is not None and one.total in place:
        row[place[one.total]] -= 1
    return row


def _reduced(rows: Iterable[Row], width: int) -> list[Row]:
    """Return a matrix in reduced row echelon form (Gauss and Jordan)."""
    left, done = [list(row) for row in rows], list[Row]()
    for column in range(width):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        left = [_cleared(row, pivot, column) for row in left]
        done = [_cleared(row, pivot, column) for row in done] + [pivot]
    return done


def _cleared(row: Row, pivot: Row, column: int) -> Row:
    factor = row[column]
    return [value - factor * other for value, other in zip(row, pivot, strict=True)]
