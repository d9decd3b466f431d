"""What is held in great numbers is held once: equal short texts, and equal numbers, are one object.

Ten thousand reports say 产出指标 a hundred thousand times. What is taken from a memory or comes from
another process would bring each of them along.
"""

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from functools import lru_cache
from sys import intern
from typing import Any, TypeVar

Held = TypeVar("Held")
# Longer texts are seldom equal.
_LONGEST = 100


def one(value: Any) -> Any:
    """Return the one object for a short text or a number; anything else as it is."""
    kind = type(value)
    if kind is str:
        return intern(value) if len(value) <= _LONGEST else value
    return _number(str(value)) if kind is Decimal else value


@lru_cache(2**16)
def _number(text: str) -> Decimal:
    """Return a number by its text, which tells 1.0 from 1.00."""
    return Decimal(text)


def forget_numbers() -> None:
    """Forget the numbers held once: each left over would hold on to the room around it."""
    _number.cache_clear()


def held(kind: type[Held]) -> type[Held]:
    """Let the values of a frozen dataclass with slots be held once when it is brought back."""
    names = tuple(field.name for field in fields(kind))  # type: ignore[arg-type]
    puts = tuple(getattr(kind, name).__set__ for name in names)

    def state(self: Held) -> list[Any]:
        return [getattr(self, name) for name in names]

    def bring_back(self: Held, values: Sequence[Any]) -> None:
        for put, value in zip(puts, values, strict=True):
            put(self, one(value))

    kind.__getstate__ = state  # type: ignore[assignment,method-assign]
    kind.__setstate__ = bring_back  # type: ignore[attr-defined]
    return kind
