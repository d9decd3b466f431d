"""Where parts are made: what is remembered of them, and the processes that make the rest."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Generic, TypeAlias, TypeVar

from generator.memory.answers import Memory, memory_in
from generator.memory.software import software
from generator.parts.pack import bring, clear_away
from generator.parts.workers import Done, Workers

Order = TypeVar("Order")
Result = TypeVar("Result")
Portion: TypeAlias = tuple[Order, ...]
# So many reports are worth the way to another process, and its start.
_PORTION = 250
_PACKS = "parts"


Counts: TypeAlias = Callable[[int, int], None]


def _uncounted(_done: int, _total: int) -> None:
    """Hear and say nothing."""


@dataclass(frozen=True, slots=True)
class Work(Generic[Order, Result]):
    """A kind of work: its name, what does it, and how many reports an order is about.

    `taken_up` returns a result that is remembered as it can be used with the packs of a folder,
    None where it cannot be used any more.
    """

    name: str
    make: Callable[[Portion[Order]], list[Result]]
    weight: Callable[[Order], int] = lambda _: 1
    taken_up: Callable[[Result, Path], Result | None] = lambda result, _: result


@dataclass(frozen=True, slots=True)
class Workshop:
    """Makes what was not made before: `memory` knows what was, `workers` do the rest.

    In the folder `packs` lies what is too large to be remembered. `counts` hears how many of how
    many reports are done.
    """

    memory: Memory
    workers: Workers
    packs: Path
    counts: Counts = _uncounted

    def make(
        self, work: Work[Order, Result], keys: Iterable[str], orders: Sequence[Order]
    ) -> list[Result]:
        """Return the result of each order: that which its key has already, or a fresh one.

        A key names all that its result depends on but the software.
        """
        keys, kind = tuple(keys), f"{work.name}/{software()}"
        known = dict(self._usable(work, self.memory.recall(kind, keys)))
        missing = {key: order for key, order in zip(keys, orders, strict=True) if key not in known}
        portions = list(_portions(missing.values(), work.weight))
        made = chain.from_iterable(
            self.workers.map(work.make, portions, self._counting(work, portions))
        )
        fresh = dict(zip(missing, made, strict=True))
        self.memory.remember(kind, fresh)
        return [known[key] if key in known else fresh[key] for key in keys]

    def _counting(self, work: Work[Order, Result], portions: Sequence[Portion[Order]]) -> Done:
        """Return what hears that so many portions are done, and counts their reports."""
        sizes = [sum(map(work.weight, portion)) for portion in portions]
        return lambda done: self.counts(sum(sizes[:done]), sum(sizes))

    def _usable(
        self, work: Work[Order, Result], remembered: Mapping[str, Result]
    ) -> Iterator[tuple[str, Result]]:
        for key, result in remembered.items():
            usable = work.taken_up(result, self.packs)
            if usable is not None:
                yield key, usable

    def take_over(self, cache: Path) -> None:
        """Take over what was worked out elsewhere, from the `cache` of that build."""
        self.memory.take_over(cache)
        bring(cache / _PACKS, self.packs)


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
def workshop(
    cache: Path | None = None,
    jobs: int = 1,
    scheduler: str | None = None,
    counts: Counts = _uncounted,
    remembering: type[Memory] = Memory,
) -> Iterator[Workshop]:
    """Open a workshop with the memory of a folder, if any, and at most so many processes.

    With the address of a `scheduler` those of its cluster work instead.
    """
    with (
        TemporaryDirectory() as folder,
        memory_in(cache, remembering) as memory,
        Workers(jobs, scheduler) as workers,
    ):
        packs = Path(folder) if cache is None else cache / _PACKS
        yield Workshop(memory, workers, packs, counts)
        clear_away(packs)


@contextmanager
def given_or_own(shop: Workshop | None) -> Iterator[Workshop]:
    """Take the workshop that is given, or open one for as long as the block lasts."""
    if shop is not None:
        yield shop
        return
    with workshop() as own:
        yield own
