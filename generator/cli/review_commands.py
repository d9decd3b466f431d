"""Commands for reviewers: what changed, and whether it may go public."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from generator.assessment import assess
from generator.cli.common import (
    BLOCKED,
    FINE,
    UsageError,
    as_of,
    complain,
    content,
    in_chinese,
    live_option,
    live_site,
    looked_at,
    site_dir,
    site_folder,
)
from generator.form_tree.yaml_writing import quoted
from generator.model.finding import Finding
from generator.model.types import identifier_problem
from generator.review.comparing import compare
from generator.review.repository import (
    Folder,
    Revision,
    State,
    changed_paths,
    forked_from,
    reports_among,
    revision,
)
from generator.review.shifts import Shift
from generator.review.telling.formats import FORMATS
from generator.site import verdict_on

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
    before = _left(base, content_dir) if head is None else _state(base, content_dir)
    comparison = compare(before, _head(head, content_dir), looked_at(day), MEMORY)
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


def _left(called: str, content_dir: Path) -> Folder | Revision:
    """Take a folder as it is, of a revision where the working copy left it."""
    state = _state(called, content_dir)
    return forked_from(state) if isinstance(state, Revision) else state


def silent_since(base: str, content_dir: Path, day: date) -> tuple[Finding, ...]:
    """Return what changes published reports without saying so, against a published state."""
    found = compare(_left(base, content_dir), Folder(content_dir), day, MEMORY).blocking
    return tuple(finding for finding in found if finding.code.startswith("G"))


def changed_since(base: str, content_dir: Path) -> tuple[str, ...]:
    """Return the ids of the reports whose files differ from another state."""
    before, after = _left(base, content_dir).files(), Folder(content_dir).files()
    still_there = [path for path in changed_paths(before, after) if path in after]
    return tuple(reports_among(still_there))


@click.command(
    help="列出评价规则、名录或软件的改动移动了哪些已公开的内容，写成待签发的告示 content/notices/NAME.yml。"
)
@click.argument("name")
@content
@site_dir
@as_of
@live_option
@in_chinese
def notice(
    name: str, content_dir: Path, site_dir: Path | None, day: datetime | None, live: str | None
) -> int:
    """Write what moves of what is public; a person gives the reason and signs."""
    path = content_dir / "notices" / f"{name}.yml"
    if (problem := identifier_problem(name)) or path.exists():
        raise UsageError(f"“{name}”：{problem or '已有这个告示，没有改动'}")
    assessment, moment = assess(content_dir), looked_at(day)
    base = live_site(live, site_folder(site_dir, preview=False), first=False)
    verdict = verdict_on(assessment, base, moment)
    if verdict is None:
        return complain(assessment)
    if not verdict.unsigned:
        click.echo("已公开的分数、等级和名称都没有移动，不需要告示")
        return FINE
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(_notice(verdict.unsigned, moment.date())), encoding="utf-8")
    click.echo(f"已写入：{path}（{len(verdict.unsigned)} 处）；请填写事由、依据和签发人")
    return FINE


def _notice(moved: tuple[Shift, ...], day: date) -> Iterator[str]:
    """Yield the lines of a notice that nobody has signed yet."""
    yield f"# 事由、依据和签发人填写以后才生效。\n日期: {day}\n事由:\n依据:\n签发人:\n移动:\n"
    for one in moved:
        said = {"报告": one.report, "栏目": one.what, "原": one.old, "现": one.new}
        cells = ", ".join(f"{key}: {quoted(value)}" for key, value in said.items())
        yield f"  - {{{cells}}}\n"
