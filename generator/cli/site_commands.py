"""Commands that check the content and make the site."""

from pathlib import Path
from typing import Any

import click
from rich.console import Console

from generator.checks.reporting import REPORTERS
from generator.cli.common import FINE, build_dir, complain, content, exit_code, in_chinese, site_dir
from generator.publish.builder import BuildError, Workplace
from generator.publish.release import ReleaseError
from generator.publish.server import serve_site
from generator.site import Assessment, assess, generate, publish

PROJECT = Path(__file__).resolve().parent.parent.parent


@click.command(help="核对内容文件，列出全部问题和核对发现。")
@content
@click.option(
    "--format", "form", type=click.Choice(sorted(REPORTERS)), default="text", show_default=True, help="输出格式"
)
@in_chinese
def check(content_dir: Path, form: str) -> int:
    """Print every finding of a content folder."""
    assessment = assess(content_dir)
    click.echo(REPORTERS[form](len(assessment.cases), assessment.findings), nl=False)
    return exit_code(assessment)


@click.command(help="核对、计分并生成整个网站；有错误时不改动已有网站。")
@content
@site_dir
@build_dir
@in_chinese
def build(content_dir: Path, site_dir: Path, build_dir: Path) -> int:
    """Build the site and make it live."""
    assessment = _publish(content_dir, site_dir, build_dir)
    code = exit_code(assessment)
    if code == FINE:
        click.echo(f"网站已生成：{site_dir}（{len(assessment.cases)} 份报告，核对发现 {len(assessment.findings)} 处）")
    return code


@click.command(name="generate", help="只生成 Markdown，不生成网页。")
@content
@build_dir
@in_chinese
def generate_only(content_dir: Path, build_dir: Path) -> int:
    """Write the Markdown tree and its mkdocs config."""
    assessment = assess(content_dir)
    if assessment.content is None or assessment.blocking:
        return complain(assessment)
    place = _workplace(build_dir)
    catalogue = generate(assessment.content, assessment, place)
    click.echo(
        f"Markdown 已生成：{place.docs}（{len(catalogue.entries)} 份报告）；构建命令：mkdocs build -f {place.config}"
    )
    return FINE


@click.command(help="生成网站并在本机预览；内容改动后自动更新。按 Ctrl+C 停止。")
@content
@site_dir
@build_dir
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="监听端口")
@in_chinese
def serve(content_dir: Path, site_dir: Path, build_dir: Path, host: str, port: int) -> int:
    """Build, serve, and build again when the content changes."""
    first = _publish(content_dir, site_dir, build_dir)
    if exit_code(first) != FINE:
        return exit_code(first)
    click.echo(f"预览地址：http://{host}:{port}/（按 Ctrl+C 停止）")
    serve_site(lambda: _rebuild(content_dir, site_dir, build_dir), site_dir, [content_dir], host, port)
    return FINE


def _workplace(build_dir: Path) -> Workplace:
    folder = build_dir.resolve()
    return Workplace(PROJECT, folder / "docs", folder / "mkdocs.yml")


def _publish(content_dir: Path, site_dir: Path, build_dir: Path) -> Assessment:
    console = Console(stderr=True)
    with console.status("正在核对、计分并生成网页……") if console.is_terminal else _quiet():
        assessment = publish(content_dir, _absolute(site_dir), _workplace(build_dir))
    if assessment.blocking:
        complain(assessment)
    return assessment


def _absolute(path: Path) -> Path:
    """Make a path absolute without following links: the site itself is one."""
    return Path.cwd() / path


def _quiet() -> Any:
    return Console(quiet=True).status("")


def _rebuild(content_dir: Path, site_dir: Path, build_dir: Path) -> None:
    try:
        assessment = _publish(content_dir, site_dir, build_dir)
    except (ReleaseError, BuildError) as error:
        click.echo(f"错误：{error}", err=True)
        return
    if not assessment.blocking:
        click.echo("内容有改动，网站已更新")
