"""The commands. Options and exit codes only; the work is done below.

Exit codes: 0 fine, 1 findings that block, 2 input or usage errors.
"""

import json
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track

from generator.checks.reporting import REPORTERS
from generator.checks.runner import CheckResult
from generator.forms.annotating import annotated, annotated_name
from generator.forms.blank_xlsx import blank_form
from generator.forms.export_docx import form_docx
from generator.forms.export_xlsx import form_xlsx
from generator.forms.intake import FileResult, Options, source_files, take_in
from generator.forms.reporting import as_json, lines, summary
from generator.loading.content import load_content
from generator.loading.scaffold import ScaffoldError, new_report_file
from generator.model.report import Form
from generator.publish.builder import BuildError, Workplace
from generator.publish.release import ReleaseError
from generator.publish.server import serve_site
from generator.site import Assessment, assess, generate, publish

PROJECT = Path(__file__).resolve().parent.parent
FINE, BLOCKED, BAD_INPUT = 0, 1, 2
WRITERS = {"docx": form_docx, "xlsx": form_xlsx}

_content = click.option(
    "--content",
    "content_dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="内容文件夹",
)
_site_dir = click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="网站输出位置",
)
_build_dir = click.option(
    "--build-dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="中间文件（Markdown）的位置",
)


def _in_chinese(command: Callable[..., int]) -> Callable[..., None]:
    """Turn the errors we expect into one Chinese line and an exit code."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            sys.exit(command(*args, **kwargs))
        except (ReleaseError, BuildError, ScaffoldError) as error:
            click.echo(f"错误：{error}", err=True)
            sys.exit(BAD_INPUT)
        except OSError as error:
            click.echo(f"错误：读写文件失败：{error.filename or ''} {error.strerror or error}", err=True)
            sys.exit(BAD_INPUT)

    return wrapped


@click.group(help="绩效公开：把项目支出绩效自评的数据文件核对、计分，生成公开网站。")
@click.version_option(package_name="jixiao", message="绩效公开 %(version)s")
def main() -> None:
    """Entry point of `jixiao` and `python -m generator`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Windows consoles default to GBK, which cannot hold every character of a form.
            stream.reconfigure(encoding="utf-8", errors="replace")


@main.command(help="核对内容文件，列出全部问题和核对发现。")
@_content
@click.option(
    "--format", "form", type=click.Choice(sorted(REPORTERS)), default="text", show_default=True, help="输出格式"
)
@_in_chinese
def check(content_dir: Path, form: str) -> int:
    """Print every finding of a content folder."""
    assessment = assess(content_dir)
    click.echo(REPORTERS[form](len(assessment.cases), assessment.findings), nl=False)
    return _exit_code(assessment)


@main.command(help="核对、计分并生成整个网站；有错误时不改动已有网站。")
@_content
@_site_dir
@_build_dir
@_in_chinese
def build(content_dir: Path, site_dir: Path, build_dir: Path) -> int:
    """Build the site and make it live."""
    assessment = _publish(content_dir, site_dir, build_dir)
    code = _exit_code(assessment)
    if code == FINE:
        click.echo(f"网站已生成：{site_dir}（{len(assessment.cases)} 份报告，核对发现 {len(assessment.findings)} 处）")
    return code


@main.command(name="generate", help="只生成 Markdown，不生成网页。")
@_content
@_build_dir
@_in_chinese
def generate_only(content_dir: Path, build_dir: Path) -> int:
    """Write the Markdown tree and its mkdocs config."""
    assessment = assess(content_dir)
    if assessment.content is None or assessment.blocking:
        return _complain(assessment)
    place = _workplace(build_dir)
    catalogue = generate(assessment.content, assessment, place)
    click.echo(
        f"Markdown 已生成：{place.docs}（{len(catalogue.entries)} 份报告）；构建命令：mkdocs build -f {place.config}"
    )
    return FINE


@main.command(help="生成网站并在本机预览；内容改动后自动更新。按 Ctrl+C 停止。")
@_content
@_site_dir
@_build_dir
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="监听端口")
@_in_chinese
def serve(content_dir: Path, site_dir: Path, build_dir: Path, host: str, port: int) -> int:
    """Build, serve, and build again when the content changes."""
    first = _publish(content_dir, site_dir, build_dir)
    if _exit_code(first) != FINE:
        return _exit_code(first)
    click.echo(f"预览地址：http://{host}:{port}/（按 Ctrl+C 停止）")
    serve_site(lambda: _rebuild(content_dir, site_dir, build_dir), site_dir, [content_dir], host, port)
    return FINE


@main.command(help="输出数据文件的 JSON Schema，供编辑器提示栏目。")
@_in_chinese
def schema() -> int:
    """Print the JSON Schema of a report file."""
    exported = Form.model_json_schema(by_alias=True)
    exported = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **exported,
        "title": "项目支出绩效自评数据文件",
    }
    click.echo(json.dumps(exported, ensure_ascii=False, indent=1))
    return FINE


@main.command(help="新建一份带注释的数据文件。位置写作 年度/部门标识/项目标识，如 2024/cz-ju/road-repair。")
@click.argument("identity")
@_content
@click.option("--rulebook", default="mof-2020-10", show_default=True, help="评价规则的标识")
@_in_chinese
def new(identity: str, content_dir: Path, rulebook: str) -> int:
    """Write a commented file to fill in; never overwrite one."""
    path = new_report_file(content_dir, identity, rulebook)
    click.echo(f"已新建：{path}。填好后运行 jixiao check")
    return FINE


@main.command(name="import", help="把填好的自评表（.xlsx、.xls、.ods、.docx、文字 .pdf）读成数据文件；可以给出文件夹。")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@_content
@click.option("--department", help="部门标识；不给则按表上的主管部门、实施单位在部门名录里找")
@click.option("--year", type=click.IntRange(1949, 2099), help="评价年度；不给则用表上印的年度")
@click.option("--rulebook", default="mof-2020-10", show_default=True, help="评价规则的标识")
@click.option("--money-unit", type=click.Choice(["元", "万元", "亿元"]), help="表上没有写金额单位时用")
@click.option("--replace", is_flag=True, help="来源有改动时替换已有的数据文件；不给则只列出差异")
@click.option(
    "--annotate",
    "annotate_dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="把批注写进原表的副本，存到这个文件夹",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式"
)
@_in_chinese
def import_forms(
    paths: tuple[Path, ...], content_dir: Path, annotate_dir: Path | None, form: str, **options: Any
) -> int:
    """Import official forms; exit code 1 where a person has to look."""
    content, broken = load_content(content_dir)
    if content is None:
        return _complain(Assessment(None, (), CheckResult((), ()), tuple(broken)))
    chosen = Options(content_dir=content_dir, **options)
    files = source_files(paths)
    results = [take_in(path, content, chosen) for path in _progress(files)]
    if annotate_dir is not None:
        _annotate(results, annotate_dir)
    if form == "json":
        click.echo(as_json(results), nl=False)
    else:
        Console(width=160 if not sys.stdout.isatty() else None).print(summary(results))
        click.echo("\n".join(lines(results)))
    return BLOCKED if not results or any(result.needs_a_person for result in results) else FINE


@main.command(help="把一份报告写成填好的自评表（Excel 或 Word）。报告写作 年度/部门标识/项目标识。")
@click.argument("identity")
@_content
@click.option("--to", "kind", type=click.Choice(sorted(WRITERS)), default="xlsx", show_default=True, help="文件类型")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="存到哪里；不给则按项目标识命名")
@_in_chinese
def export(identity: str, content_dir: Path, kind: str, output: Path | None) -> int:
    """Write one report as a filled form."""
    content, broken = load_content(content_dir)
    found = [report for report in (content.reports if content else ()) if report.id == identity]
    if not found:
        own = [finding for finding in broken if content is None or identity in finding.location.file]
        click.echo(REPORTERS["text"](0, own) if own else f"错误：没有报告“{identity}”\n", nl=False, err=True)
        return BAD_INPUT
    path = output or Path(f"{found[0].identity.project}.{kind}")
    path.write_bytes(WRITERS[kind](found[0]))
    click.echo(f"已写入：{path}")
    return FINE


@main.command(name="form", help="按评价规则生成一张空白自评表（Excel），带下拉框、填表提示和自动核算。")
@_content
@click.option("--rulebook", default="mof-2020-10", show_default=True, help="评价规则的标识")
@click.option("--year", type=click.IntRange(1949, 2099), help="印在表上的年度")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=Path("自评表.xlsx"), help="存到哪里"
)
@_in_chinese
def empty_form(content_dir: Path, rulebook: str, year: int | None, output: Path) -> int:
    """Write an empty form made from a rulebook."""
    content, broken = load_content(content_dir)
    if content is None or rulebook not in content.rulebooks:
        own = [finding for finding in broken if content is None or f"rules/{rulebook}." in finding.location.file]
        click.echo(REPORTERS["text"](0, own) if own else f"错误：没有评价规则“{rulebook}”\n", nl=False, err=True)
        return BAD_INPUT
    output.write_bytes(blank_form(content.rulebooks[rulebook], year))
    click.echo(f"已写入：{output}")
    return FINE


def _progress(files: list[Path]) -> Iterable[Path]:
    return track(files, description="正在导入", console=Console(stderr=True), disable=not sys.stderr.isatty())


def _annotate(results: list[FileResult], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for result in results:
        copy = annotated(result)
        if copy is not None:
            (folder / annotated_name(result.file)).write_bytes(copy)


def _workplace(build_dir: Path) -> Workplace:
    folder = build_dir.resolve()
    return Workplace(PROJECT, folder / "docs", folder / "mkdocs.yml")


def _publish(content_dir: Path, site_dir: Path, build_dir: Path) -> Assessment:
    console = Console(stderr=True)
    with console.status("正在核对、计分并生成网页……") if console.is_terminal else _quiet():
        assessment = publish(content_dir, _absolute(site_dir), _workplace(build_dir))
    if assessment.blocking:
        _complain(assessment)
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


def _complain(assessment: Assessment) -> int:
    click.echo(REPORTERS["text"](len(assessment.cases), assessment.blocking), nl=False, err=True)
    click.echo("有错误，没有生成；已有的网站没有改动。", err=True)
    return _exit_code(assessment)


def _exit_code(assessment: Assessment) -> int:
    if assessment.broken:
        return BAD_INPUT
    return BLOCKED if assessment.blocking else FINE
