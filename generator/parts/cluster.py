"""Work shared out among the machines of a Dask cluster, which the extra `cluster` brings along.

Dask gives the work of a worker that died to another one. Each worker must run the same software
and reach the same build folder: what a part is made of lies there.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from importlib import import_module
from types import TracebackType
from typing import Any, Self, TypeVar

from generator.memory.software import software

Order = TypeVar("Order")
Result = TypeVar("Result")
# Seconds until a scheduler must have answered.
_PATIENCE = 30


class ClusterError(Exception):
    """The cluster cannot do the work; the message is Chinese and says what to do."""


class Cluster:
    """The workers behind a scheduler, by its address: tcp://10.0.0.2:8786."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._client = _client(address)

    def map(self, work: Callable[[Order], Result], orders: Sequence[Order]) -> Iterator[Result]:
        """Yield the results in the order of what was asked. Raises ClusterError."""
        killed = import_module("distributed.scheduler").KilledWorker
        try:
            for name, answer in self._client.get_executor().map(_Signed(work), orders):
                self._refuse_others(name)
                yield answer
        except CancelledError as error:
            raise ClusterError(
                f"集群 {self._address} 的调度程序断开了，没有算完；请重新启动它再生成，算好的不会重算"
            ) from error
        except killed as error:
            raise ClusterError(
                f"集群 {self._address} 的工作进程接连中断，没有算完；请查看它们的日志和内存，或不带 --scheduler 在本机生成"
            ) from error

    def _refuse_others(self, name: str) -> None:
        """Raise ClusterError for what was made by other software."""
        if name != software():
            raise ClusterError(
                f"集群 {self._address} 上的软件与本机的不同（版本、改动或依赖）；请在每台机器上装同样的软件，再启动工作进程"
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()


class _Signed:
    """Work whose results say by which software they were made."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self._work = work

    def __call__(self, order: Any) -> tuple[str, Any]:
        return software(), self._work(order)


def _client(address: str) -> Any:
    """Return a client of the scheduler. Raises ClusterError where there is none."""
    try:
        dask = import_module("distributed")
    except ImportError as error:
        raise ClusterError("没有装 Dask；请先安装：pip install 'jixiao[cluster]'") from error
    try:
        return dask.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"连不上集群的调度程序 {address}；请核对地址（如 tcp://10.0.0.2:8786）和它是否已启动"
        ) from error
