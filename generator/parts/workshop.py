"""Where parts are made: what is remembered of them, and the processes that make the rest."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Generic, TypeAlias, TypeVar

from generator.memory.answers import Memory, memory_in
from generator.memory.software import software
from generator.parts.pack import clear_away
from generator.parts.workers import Workers

Order = TypeVar("Order")
Result = TypeVar("Result")
Portion: TypeAlias = tuple[Order, ...]
# So many reports are worth the way to another process, and its start.
_PORTION = 250


@dataclass(frozen=True, slots=True)
class Work(Generic[Order, Result]):
    """A kind of work: its name, what does it, and how many reports an order is about.

    `is_usable` tells whether a result that is remembered can be used still.
    """

    name: str
    make: Callable[[Portion[Order]], list[Result]]
    weight: Callable[[Order], int] = lambda _: 1
    is_usable: Callable[[Result], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class Workshop:
    """Makes what was not made before: `memory` knows what was, `workers` do the rest.

    In the folder `packs` lies what is too large to be remembered.
    """

    memory: Memory
    workers: Workers
    packs: Path

    def make(
        self, work: Work[Order, Result], keys: Iterable[str], orders: Sequence[Order]
    ) -> list[Result]:
        """Return the result of each order: that which its key has already, or a fresh one.

        A key names all that its result depends on but the software.
        """
        keys, kind = tuple(keys), f"{work.name}/{software()}"
        remembered = self.memory.recall(kind, keys)
        known = {key: one for key, one in remembered.items() if work.is_usable(one)}
        missing = {key: order for key, order in zip(keys, orders, strict=True) if key not in known}
        portions = list(_portions(missing.values(), work.weight))
        made = chain.from_iterable(self.workers.map(work.make, portions))
        fresh = dict(zip(missing, made, strict=True))
        self.memory.remember(kind, fresh)
        return [known[key] if key in known else fresh[key] for key in keys]


def _portions(orders: Iterable[Order], weight: Callable[[Order], int]) -> Iterator[Portion[Order]]:
    """Yield orders together that are about enough reports, and what is left."""
    together: list[Order] = []
    reports = 0
    for order in orders:
        together.append(order)
        reports += weight(order)
        if reports >= _PORTION:
            yield tuple(together)
            together, reports = [], 0
    if together:
        yield tuple(together)


@contextmanager
def workshop(cache: Path | None = None, jobs: int = 1) -> Iterator[Workshop]:
    """Open a workshop with the memory of a folder, if any, and at most so many processes."""
    with TemporaryDirectory() as folder, memory_in(cache) as memory, Workers(jobs) as workers:
        packs = Path(folder) if cache is None else cache / "parts"
        yield Workshop(memory, workers, packs)
        clear_away(packs)


@contextmanager
def given_or_own(shop: Workshop | None) -> Iterator[Workshop]:
    """Take the workshop that is given, or open one for as long as the block lasts."""
    if shop is not None:
        yield shop
        return
    with workshop() as own:
        yield own
