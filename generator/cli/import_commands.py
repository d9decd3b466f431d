"""The command that takes official forms in."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track

from generator.assessment import Assessment
from generator.checks.runner import CheckResult
from generator.cli.common import (
    BLOCKED,
    FINE,
    complain,
    content,
    in_chinese,
    looked_at,
    refuse,
)
from generator.forms.annotating import annotated
from generator.forms.department_file import add_unknown, path_in, read_departments
from generator.forms.filing import Options
from generator.forms.folder import Found, source_files
from generator.forms.intake import Intake
from generator.forms.ledger import Ledger
from generator.forms.reporting import as_json, lines, summary, totals
from generator.forms.results import FileResult
from generator.forms.source_file import reading
from generator.forms.wording_files import keep_learnt, read_wordings
from generator.forms.wordings import OFFICIAL, Wordings, own_heads
from generator.loading.content import load_content


@click.command(
    name="import",
    help="把填好的自评表（.xlsx、.xls、.ods、.docx、文字 .pdf、网页 .html）读成数据文件；可以给出文件夹。",
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@content
@click.option("--department", help="部门标识；不给则按表上的主管部门、实施单位在部门名录里找")
@click.option("--year", type=click.IntRange(1949, 2099), help="评价年度；不给则用表上印的年度")
@click.option("--rulebook", default="mof-2020-10", show_default=True, help="评价规则的标识")
@click.option(
    "--money-unit", type=click.Choice(["元", "万元", "亿元"]), help="表上没有写金额单位时用"
)
@click.option("--replace", is_flag=True, help="来源有改动时替换已有的数据文件；不给则只列出差异")
@click.option("--dry-run", is_flag=True, help="只说会新增、替换、保留什么，不写数据文件")
@click.option("--learn", is_flag=True, help="逐个问不认识的栏名是什么，记入 layouts/本地.yml")
@click.option(
    "--annotate",
    "annotate_dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="把批注写进原表的副本，存到这个文件夹",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="输出格式",
)
@in_chinese
def import_forms(
    paths: tuple[Path, ...],
    content_dir: Path,
    annotate_dir: Path | None,
    form: str,
    *,
    learn: bool,
    **options: Any,
) -> int:
    """Import official forms; exit code 1 where a person has to look."""
    content, broken = load_content(content_dir)
    if content is None:
        return complain(Assessment(None, (), CheckResult((), ()), tuple(broken)))
    wordings, wrong = read_wordings(content_dir)
    departments, wrong_too = read_departments(content_dir, content.departments)
    if wrong or wrong_too:
        return refuse([*wrong, *wrong_too], "表式文件或部门对照不能用")
    with reading() as read:
        options_of_run = Options(content_dir=content_dir, **options)
        run = Intake(content, options_of_run, wordings, departments, read)
        results = [run.take_in(found) for found in _progress(source_files(paths))]
    if annotate_dir is not None:
        _annotate(results, annotate_dir)
    if learn:
        _learn(results, wordings, content_dir)
    _remember(run, results, form)
    settled = bool(results) and not any(result.needs_a_person for result in results)
    return FINE if settled else BLOCKED


def _remember(run: Intake, results: list[FileResult], form: str) -> None:
    """Keep the ledger and the names that a person is to confirm, and say what was done."""
    ledger, waiting = Ledger(run.shelves), []
    if results and not run.options.dry_run:
        ledger.add(results, run.content.departments, looked_at(None))
        waiting = add_unknown(run.options.content_dir, run.departments, run.unknown)
    _say(results, ledger, form)
    if waiting and form != "json":
        path = path_in(run.options.content_dir)
        click.echo(f"有 {len(waiting)} 个部门名称等人确认：{path}")


def _say(results: list[FileResult], ledger: Ledger, form: str) -> None:
    """Say what was done: as JSON, or in words with the place of the ledger."""
    if form == "json":
        click.echo(as_json(results), nl=False)
        return
    _tell(results)
    if ledger.sheet.is_file():
        click.echo(f"逐个文件的台账：{ledger.sheet}")


def _unknown(results: Sequence[FileResult], wordings: Sequence[Wordings]) -> list[str]:
    """Return the heads that no file explains, each once."""
    found = [head for one in results if one.outcome for head in own_heads(one.outcome)]
    return [head for head in dict.fromkeys(found) if not any(one.knows(head) for one in wordings)]


def _learn(results: Sequence[FileResult], wordings: Sequence[Wordings], content_dir: Path) -> None:
    """Ask once what each unknown head means, and remember the answers."""
    asked = _unknown(results, wordings)
    meanings: dict[str, str] = {}
    for head in asked:
        answer = click.prompt(
            f"“{head}”是自评表的哪一栏（本地自设的栏直接回车）",
            default="",
            show_default=False,
            type=click.Choice(["", *sorted(OFFICIAL)]),
            show_choices=False,
        )
        if answer:
            meanings[head] = answer
    own = [head for head in asked if head not in meanings]
    if asked:
        path = keep_learnt(content_dir, meanings, own)
        click.echo(f"已记入：{path}；再导入一次即按此读取")


def _tell(results: list[FileResult]) -> None:
    """Print what became of each file; where no terminal says how wide it is, widely."""
    width = None if sys.stdout.isatty() else 160
    Console(width=width).print(summary(results))
    click.echo("\n".join((*lines(results), "", *totals(results))))


def _progress(files: list[Found]) -> Iterable[Found]:
    console, silent = Console(stderr=True), not sys.stderr.isatty()
    return track(files, description="正在导入", console=console, disable=silent)


def _annotate(results: list[FileResult], folder: Path) -> None:
    """Write each copy where its original lies below the folder that was named."""
    written: set[Path] = set()
    for result in results:
        for name, copy in annotated(result):
            beside = (folder / result.shown).parent
            # Two folders of one name may be imported.
            free = name if beside / name not in written else f"{result.sha256[:6]}.{name}"
            written.add(beside / free)
            beside.mkdir(parents=True, exist_ok=True)
            (beside / free).write_bytes(copy)
