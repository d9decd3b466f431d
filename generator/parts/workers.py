"""Work shared out among processes of this machine; one that dies costs time and nothing else."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import Self, TypeVar

Order = TypeVar("Order")
Result = TypeVar("Result")


class Workers:
    """At most `jobs` processes, started where there is enough for more than one to do."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: Executor | None = None

    def map(self, work: Callable[[Order], Result], orders: Sequence[Order]) -> list[Result]:
        """Return the results in the order of what was asked; `work` and orders can be pickled."""
        if self._jobs < 2 or len(orders) < 2:
            return [work(order) for order in orders]
        try:
            return list(self._executor().map(work, orders))
        except BrokenProcessPool:
            # A process was killed: what the pool was asked is done here.
            self.rest()
            return [work(order) for order in orders]

    def _executor(self) -> Executor:
        if self._pool is None:
            # Spawned, not forked: a fork would hold all that this process holds.
            self._pool = ProcessPoolExecutor(self._jobs, get_context("spawn"))
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
