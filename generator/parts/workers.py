"""Work shared out among processes here or of a cluster; one that dies costs time, no more."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import Self, TypeAlias, TypeVar

from generator.parts.cluster import Cluster

Order = TypeVar("Order")
Result = TypeVar("Result")


Done: TypeAlias = Callable[[int], None]


def _unheard(_done: int) -> None:
    """Hear and say nothing."""


class Workers:
    """At most `jobs` processes, started where there is enough for more than one to do.

    With the address of a `scheduler` the processes of its cluster work instead.
    """

    def __init__(self, jobs: int, scheduler: str | None = None) -> None:
        self._jobs = jobs
        self._scheduler = scheduler
        self._pool: Executor | None = None

    def map(
        self,
        work: Callable[[Order], Result],
        orders: Sequence[Order],
        done: Done = _unheard,
    ) -> list[Result]:
        """Return the results in the order of what was asked; `work` and orders can be pickled.

        `done` hears how many are there already.
        Raises ClusterError where a cluster cannot do it.
        """
        if self._scheduler is not None and orders:
            with Cluster(self._scheduler) as cluster:
                return _counted(cluster.map(work, orders), done)
        if self._jobs < 2 or len(orders) < 2:
            return _counted(map(work, orders), done)
        try:
            return _counted(self._executor().map(work, orders), done)
        except BrokenProcessPool:
            # A process was killed: what the pool was asked is done here.
            self.rest()
            return _counted(map(work, orders), done)

    def _executor(self) -> Executor:
        if self._pool is None:
            # Spawned, not forked: a fork would hold all that this process holds.
            self._pool = ProcessPoolExecutor(self._jobs, get_context("spawn"), _not_to_outlive)
        return self._pool

    def rest(self) -> None:
        """Let the processes go, with the memory they hold, until there is work again."""
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.rest()


def _not_to_outlive() -> None:
    """Let this process end with the one that started it, which may be killed and end nothing."""
    started_by = parent_process()

    def end() -> None:
        if started_by is not None:
            started_by.join()
            os._exit(1)

    Thread(target=end, daemon=True).start()


def _counted(results: Iterable[Result], done: Done) -> list[Result]:
    """Return the results, and tell of each as it comes."""
    found: list[Result] = []
    for result in results:
        found.append(result)
        done(len(found))
    return found
