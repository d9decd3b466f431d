"""Where parts are made: what is remembered of them, and the processes that make the rest."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeAlias, TypeVar

from generator.memory.answers import Memory, memory_in
from generator.memory.software import software
from generator.parts.workers import Workers

Order = TypeVar("Order")
Result = TypeVar("Result")
Portion: TypeAlias = tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Workshop:
    """Makes what was not made before: `memory`, if any, knows what was, `workers` do the rest."""

    memory: Memory | None
    workers: Workers

    def make(
        self,
        name: str,
        keys: Iterable[str],
        orders: Sequence[Order],
        work: Callable[[Portion[Order]], list[Result]],
        portion: int,
    ) -> list[Result]:
        """Return the result of each order: that which its key has already, or a fresh one.

        A key names all that its result depends on but the software. So many orders as `portion`
        are worth the way to another process, and its start.
        """
        keys, kind = tuple(keys), f"{name}/{software()}"
        known: dict[str, Result] = self.memory.recall(kind, keys) if self.memory else {}
        missing = {key: order for key, order in zip(keys, orders, strict=True) if key not in known}
        portions = list(_portions(tuple(missing.values()), portion))
        made = chain.from_iterable(self.workers.map(work, portions))
        fresh = dict(zip(missing, made, strict=True))
        if self.memory:
            self.memory.remember(kind, fresh)
        return [known[key] if key in known else fresh[key] for key in keys]


def _portions(orders: Portion[Order], size: int) -> Iterator[Portion[Order]]:
    for start in range(0, len(orders), size):
        yield orders[start : start + size]


# What makes everything anew, in this process.
ALONE = Workshop(None, Workers(1))


@contextmanager
def workshop(cache: Path | None, jobs: int) -> Iterator[Workshop]:
    """Open a workshop with the memory of a folder and at most so many processes."""
    with memory_in(cache) as memory, Workers(jobs) as workers:
        yield Workshop(memory, workers)
