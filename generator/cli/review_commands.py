"""Commands for reviewers: what changed, and whether it may go public."""

from datetime import date, datetime
from pathlib import Path

import click

from generator.cli.common import BLOCKED, FINE, as_of, content, in_chinese, looked_at
from generator.model.finding import Finding
from generator.review.comparing import compare
from generator.review.repository import (
    Folder,
    Revision,
    State,
    changed_paths,
    reports_among,
    revision,
)
from generator.review.telling.formats import FORMATS

MEMORY = Path("build/cache")


@click.command(
    help="逐栏比较两个版本（git 版本或文件夹）：数字、等级、核对发现、合计。不给 HEAD 则与现在的内容文件夹比较。"
)
@click.argument("base", default="HEAD")
@click.argument("head", required=False)
@content
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(FORMATS)),
    default="text",
    show_default=True,
    help="输出格式",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="存到文件；不给则显示在屏幕上",
)
@as_of
@in_chinese
def diff(
    base: str,
    head: str | None,
    content_dir: Path,
    form: str,
    output: Path | None,
    day: datetime | None,
) -> int:
    """Compare two states of the content; exit code 1 where a published report changed unsaid."""
    comparison = compare(
        _state(base, content_dir), _head(head, content_dir), looked_at(day), MEMORY
    )
    text = FORMATS[form](comparison)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
        click.echo(f"已写入：{output}")
    return BLOCKED if comparison.blocking else FINE


def _head(called: str | None, content_dir: Path) -> State:
    return Folder(content_dir) if called is None else _state(called, content_dir)


def _state(called: str, content_dir: Path) -> Folder | Revision:
    """Take a folder where there is one of that name, else a git revision."""
    return Folder(Path(called)) if Path(called).is_dir() else revision(content_dir, called)


def silent_since(base: str, content_dir: Path, day: date) -> tuple[Finding, ...]:
    """Return what changes published reports without saying so, against a published state."""
    found = compare(_state(base, content_dir), Folder(content_dir), day, MEMORY).blocking
    return tuple(finding for finding in found if finding.code.startswith("G"))


def changed_since(base: str, content_dir: Path) -> tuple[str, ...]:
    """Return the ids of the reports whose files differ from another state."""
    before, after = _state(base, content_dir).files(), Folder(content_dir).files()
    still_there = [path for path in changed_paths(before, after) if path in after]
    return tuple(reports_among(still_there))
