"""How hard a test tries: some dozens of examples in the suite, thousands in the long run."""

import os
from collections.abc import Sequence
from itertools import cycle, product
from typing import TypeVar

import pytest

Kept = TypeVar("Kept")

IS_LONG = bool(os.environ.get("JIXIAO_LONG"))


def tries(short: int, long: int = 10_000) -> int:
    """Return how many examples to try: `long` under JIXIAO_LONG=1, as `make long` runs it."""
    return long if IS_LONG else short


def some(those: Sequence[Kept], every: int) -> Sequence[Kept]:
    """Return each `every`-th of many that are alike; all of them in the long run."""
    return those if IS_LONG else those[::every]


def in_turn(those: Sequence[Kept], kinds: Sequence[str]) -> list[tuple[Kept, str]]:
    """Return each with one kind, the kinds by turns; each with every kind in the long run."""
    if IS_LONG:
        return list(product(those, kinds))
    return list(zip(those, cycle(kinds)))


def only_long(*values: object) -> list[object]:
    """Return parameters of a test that only the long run tries."""
    return [pytest.param(value, marks=pytest.mark.long) for value in values] if IS_LONG else []
