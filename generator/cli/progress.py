"""How a build goes on: on a terminal the stage at work, in a log a line for each that is over."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from generator.publish.clock import Clock, Listener, Stage


class _Lines(Listener):
    """A line for each stage, once it is over."""

    def ends(self, stage: Stage) -> None:
        click.echo(f"{stage.name}：{stage.wall:.1f} 秒", err=True)


class _Bar(Listener):
    """One line of a terminal: the stage, reports done of all, their rate, what remains."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = None

    def begins(self, name: str) -> None:
        self._task = self._progress.add_task(name, total=None, rate="")

    def counts(self, done: int, total: int) -> None:
        if self._task is None:
            return
        elapsed = self._progress.tasks[-1].elapsed
        rate = f"每秒 {done / elapsed:.0f} 份" if elapsed else ""
        self._progress.update(self._task, completed=done, total=total, rate=rate)

    def ends(self, stage: Stage) -> None:
        if self._task is not None:
            self._progress.remove_task(self._task)


@contextmanager
def watched() -> Iterator[Clock]:
    """Yield a clock whose stages are told on standard error while the block runs."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Clock(_Lines())
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Clock(_Bar(progress))
