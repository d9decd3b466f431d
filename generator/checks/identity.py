"""What ties figures of a form together: a sum, a product, or a rule; each solved for one cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.form_tree.tree import TreePath

FULL_SCORE = Decimal(100)
Values = Mapping[TreePath, Decimal]


@dataclass(frozen=True, slots=True)
class Sum:
    """A total is the sum of its parts; None for the full score, which everybody knows."""

    total: TreePath | None
    parts: tuple[TreePath, ...]

    @property
    def cells(self) -> tuple[TreePath, ...]:
        """Parts first: what is to be kept back beside one is better a part than a total."""
        return self.parts if self.total is None else (*self.parts, self.total)

    def solve(self, cell: TreePath, values: Values) -> Decimal | None:
        """Return the one cell that is not known."""
        total = FULL_SCORE if self.total is None else values.get(self.total)
        rest = sum((values[part] for part in self.parts if part != cell), Decimal(0))
        return rest if cell == self.total else (total or Decimal(0)) - rest


@dataclass(frozen=True, slots=True)
class Product:
    """A whole is one factor times the other, over `scale`."""

    whole: TreePath
    first: TreePath
    second: TreePath
    scale: int = 1

    @property
    def cells(self) -> tuple[TreePath, ...]:
        """The factors, then the whole."""
        return self.first, self.second, self.whole

    def solve(self, cell: TreePath, values: Values) -> Decimal | None:
        """Return the one cell that is not known; None where it would be divided by nothing."""
        if cell == self.whole:
            return values[self.first] * values[self.second] / self.scale
        other = values[self.second if cell == self.first else self.first]
        return values[self.whole] * self.scale / other if other else None


@dataclass(frozen=True, slots=True)
class Given:
    """A cell follows by rule from others, all of which have to be known."""

    cell: TreePath
    inputs: tuple[TreePath, ...]

    @property
    def cells(self) -> tuple[TreePath, ...]:
        """What it follows from, then itself."""
        return (*self.inputs, self.cell)


Identity = Sum | Product | Given


def renamed(one: Identity, name: Callable[[TreePath], TreePath]) -> Identity:
    """Return an identity about the same figures under other names."""
    match one:
        case Sum():
            total = None if one.total is None else name(one.total)
            return Sum(total, tuple(map(name, one.parts)))
        case Product():
            return Product(name(one.whole), name(one.first), name(one.second), one.scale)
        case Given():
            return Given(name(one.cell), tuple(map(name, one.inputs)))
