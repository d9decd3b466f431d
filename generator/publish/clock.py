"""What each stage of a build takes: seconds on the wall and of processors, its programs too."""

import os
import time
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: seconds on the wall and of processors, those of finished programs included."""

    name: str
    wall: float
    cpu: float


class Listener:
    """Hears how a build goes on; this one says nothing of it."""

    def begins(self, name: str) -> None:
        """A stage begins."""

    def counts(self, done: int, total: int) -> None:
        """Of the reports that the stage works on so many are done."""

    def ends(self, stage: Stage) -> None:
        """A stage is over."""


@dataclass(slots=True)
class Clock:
    """Measures stages that follow one another; `listener` hears of each."""

    listener: Listener = field(default_factory=Listener)
    stages: list[Stage] = field(default_factory=list)
    _name: str = ""
    _wall: float = 0
    _cpu: float = 0

    def begins(self, name: str) -> None:
        """End the stage before, and begin one."""
        self.ends()
        self._name, self._wall, self._cpu = name, time.perf_counter(), _used()
        self.listener.begins(name)

    def ends(self) -> None:
        """End the last stage."""
        if not self._name:
            return
        wall, cpu = time.perf_counter() - self._wall, _used() - self._cpu
        self.stages.append(Stage(self._name, round(wall, 2), round(cpu, 2)))
        self._name = ""
        self.listener.ends(self.stages[-1])

    def as_table(self) -> str:
        """Return a line a stage and their sum, as people read it."""
        lines = [_line(stage) for stage in (*self.stages, self.total)]
        return "\n".join(["  墙钟秒  处理器秒  步骤", *lines])

    def as_data(self) -> dict[str, object]:
        """Return the stages as programs read them."""
        return {
            "stages": [asdict(stage) for stage in self.stages],
            "wall": self.total.wall,
            "cpu": self.total.cpu,
        }

    @property
    def total(self) -> Stage:
        """All stages together."""
        wall = sum(stage.wall for stage in self.stages)
        cpu = sum(stage.cpu for stage in self.stages)
        return Stage("合计", round(wall, 2), round(cpu, 2))


def _used() -> float:
    """Return the seconds of processors that this process and its finished programs took."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _line(stage: Stage) -> str:
    return f"{stage.wall:8.2f}  {stage.cpu:8.2f}  {stage.name}"
