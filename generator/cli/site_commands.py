"""Commands that check the content and make the site."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from generator.assessment import assess
from generator.checks.reporting import REPORTERS
from generator.checks.told import Told
from generator.cli.common import (
    BLOCKED,
    FINE,
    PROJECT,
    UsageError,
    as_of,
    build_dir,
    complain,
    content,
    exit_code,
    first_option,
    history,
    in_chinese,
    jobs,
    live_option,
    live_site,
    looked_at,
    preview,
    scheduler,
    site_dir,
    site_folder,
    timings,
)
from generator.cli.progress import watched
from generator.cli.publishing import Asked, publish_site
from generator.cli.review_commands import changed_since, silent_since
from generator.cli.serving import Serving
from generator.cli.shares import join_option, part_option, prepare_share, refuse_beside_part
from generator.glance import glance
from generator.memory.answers import HoldingMemory
from generator.parts.sharing import Share
from generator.parts.workshop import workshop
from generator.publish.builder import Elsewhere
from generator.publish.clock import Clock
from generator.publish.places import lasting_place, private_place
from generator.publish.server import PreviewServer
from generator.review.kept_back import annotations
from generator.site import generate, manual

# Read by those who work on the data; the other formats become notes on merge requests.
_LOCAL = ("text", "json")
_TIMINGS: dict[str, Callable[[Clock], str]] = {
    "text": Clock.as_table,
    "json": lambda clock: json.dumps(clock.as_data(), ensure_ascii=False),
}


@click.command(help="核对内容文件，列出全部问题和核对发现。")
@content
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(REPORTERS)),
    default="text",
    show_default=True,
    help="输出格式",
)
@click.option(
    "--base", help="已公开的版本（git 版本或文件夹）：已公开的数字改了而没有更正记录的，列为错误"
)
@as_of
@in_chinese
def check(content_dir: Path, form: str, base: str | None, day: datetime | None) -> int:
    """Print every finding of a content folder."""
    if day is not None and base is None:
        raise UsageError("--date 只与 --base 同用：核对本身不看日期")
    assessment = assess(content_dir)
    silent = () if base is None else silent_since(base, content_dir, looked_at(day))
    address = (assessment.content.site.address if assessment.content else None) or ""
    found = (*assessment.findings, *silent)
    shown = found if form in _LOCAL else tuple(annotations(found, assessment.cases))
    told = Told(len(assessment.cases), shown, manual(), address)
    click.echo(REPORTERS[form](told), nl=False)
    return exit_code(assessment) or (BLOCKED if silent else FINE)


@click.command(help="核对、计分并生成整个网站；有错误时不改动已有网站。")
@content
@site_dir
@build_dir
@as_of
@preview
@history
@click.option(
    "--since", help="与 --preview 同用：首页先列出与这个版本（git 版本或文件夹）不同的报告"
)
@live_option
@first_option
@jobs
@scheduler
@part_option
@join_option
@timings
@in_chinese
def build(  # noqa: PLR0913 - one parameter an option
    content_dir: Path,
    site_dir: Path | None,
    build_dir: Path,
    day: datetime | None,
    since: str | None,
    live: str | None,
    *,
    jobs: int,
    scheduler: str | None,
    part: Share | None,
    joined: tuple[Path, ...],
    timings: str | None,
    preview: bool,
    history: bool,
    first: bool,
) -> int:
    """Build the site and make it live, or work out a part for another build."""
    _agree(preview=preview, history=history, since=since, base=live or first)
    seen = _seen(day, preview=preview)
    place = partial(private_place, PROJECT, build_dir.resolve(), _overrides(), jobs)
    elsewhere = Elsewhere(scheduler, joined)
    if part is not None:
        refuse_beside_part(joined, live, first, timings, since)
        with watched() as clock:
            private = place(clock, elsewhere)
            return prepare_share(content_dir, private, seen, part, history=history)
    changed = changed_since(since, content_dir) if since else ()
    site = site_folder(site_dir, preview=preview)
    base = live_site(live, site, first=first) if live or first else None
    asked = Asked(history, changed, base, joined)
    with watched() as clock:
        outcome = publish_site(content_dir, site, place(clock, elsewhere), seen, asked)
    if timings:
        click.echo(_TIMINGS[timings](clock), err=True)
    if outcome.code == FINE:
        click.echo(outcome.told(str(site_dir or site.name)))
    return outcome.code


def _agree(*, preview: bool, history: bool, since: str | None, base: object) -> None:
    """Raise UsageError where options mean nothing together."""
    if preview and base:
        raise UsageError("--live、--first 不与 --preview 同用：预览不公开")
    if preview and history:
        raise UsageError("--history 不与 --preview 同用：预览不列修订")
    if since and not preview:
        raise UsageError("--since 只与 --preview 同用")


def _seen(day: datetime | None, *, preview: bool) -> datetime | None:
    """Return the day the site reflects, None for a preview, which hides nothing."""
    if preview and day is not None:
        raise UsageError("--date 不与 --preview 同用：预览不看日期")
    return None if preview else looked_at(day)


@click.command(name="generate", help="只生成 Markdown，不生成网页。")
@content
@build_dir
@as_of
@in_chinese
def generate_only(content_dir: Path, build_dir: Path, day: datetime | None) -> int:
    """Write the Markdown tree and its mkdocs config."""
    assessment = assess(content_dir)
    if assessment.content is None or assessment.blocking:
        return complain(assessment)
    place = lasting_place(PROJECT, build_dir.resolve(), _overrides())
    catalogue = generate(assessment.content, assessment, place, looked_at(day))
    click.echo(f"Markdown 已生成：{place.docs}（{len(catalogue.entries)} 份报告）")
    click.echo(f"构建命令：mkdocs build -f {place.config}")
    return FINE


@click.command(help="生成网站并在本机预览；内容改动后自动更新。按 Ctrl+C 停止。")
@content
@site_dir
@build_dir
@as_of
@preview
@jobs
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="监听端口"
)
@in_chinese
def serve(  # noqa: PLR0913 - one parameter an option
    content_dir: Path,
    site_dir: Path | None,
    build_dir: Path,
    day: datetime | None,
    host: str,
    port: int,
    *,
    jobs: int,
    preview: bool,
) -> int:
    """Build, serve, and build again when the content changes."""
    seen = _seen(day, preview=preview)
    site = site_folder(site_dir, preview=preview)
    place = partial(private_place, PROJECT, build_dir.resolve(), _overrides(), jobs)
    build = ["build", "--content", str(content_dir), "--site-dir", str(site)]
    build += ["--build-dir", str(build_dir), "--jobs", str(jobs)]
    build += ["--preview"] if preview else []
    build += [f"--date={day:%Y-%m-%d}"] if day else []
    with place() as own, workshop(own.cache, jobs, remembering=HoldingMemory) as shop:
        look = partial(glance, content_dir, own, shop, seen)
        serving = Serving(look, build, preview=preview)
        server = PreviewServer(serving.edited, site, host, port)
        # From before the first build on: what is edited meanwhile is not lost.
        server.notice_changes([content_dir])
        with watched() as clock:
            outcome = publish_site(content_dir, site, place(clock), seen)
        if outcome.code == FINE:
            serving.run(server, f"http://{host}:{port}/")
    return outcome.code


def _overrides() -> Path | None:
    """Return the publisher's own theme folder, if there is one."""
    own = Path("overrides").resolve()
    return own if own.is_dir() else None
