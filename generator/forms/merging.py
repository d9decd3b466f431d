"""A form imported once more, merged with what people have made of it since: three sides, none lost.

The base is what the last import read. What the source changed since is taken over; what people
changed stays; where both changed the same thing, people's word stands and the clash is told.
"""

from dataclasses import dataclass

from generator.form_tree.difference import Difference, Kind, apply, differences
from generator.form_tree.tree import Tree

_COMES_OR_GOES = (Kind.ADDED, Kind.REMOVED)


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged form, what of the source went into it, and what gave way to people's changes."""

    form: Tree
    taken: tuple[Difference, ...]
    clashes: tuple[Difference, ...]


def merge(base: Tree, ours: Tree, theirs: Tree) -> Merged:
    """Merge what people made of `base` with what its source has become."""
    own = differences(base, ours)
    new = [one for one in differences(base, theirs) if one not in own]
    clashes = tuple(one for one in new if any(_touch(one, other) for other in own))
    taken = tuple(one for one in new if one not in clashes)
    return Merged(apply(base, (*own, *taken)), taken, clashes)


def _touch(one: Difference, other: Difference) -> bool:
    """Tell whether two differences from the same base cannot both stand."""
    if one.kind is Kind.ORDER or other.kind is Kind.ORDER:
        return _disturbs_order(one, other) or _disturbs_order(other, one)
    shorter, longer = sorted((one.path, other.path), key=len)
    return longer[: len(shorter)] == shorter


def _disturbs_order(order: Difference, other: Difference) -> bool:
    """Tell whether a list is put in another order while its rows come, go or move otherwise."""
    if order.kind is not Kind.ORDER:
        return False
    if other.path == order.path[: len(other.path)]:
        return True
    return other.path[:-1] == order.path and other.kind in _COMES_OR_GOES
