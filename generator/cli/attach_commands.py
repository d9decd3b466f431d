"""The command by which a file is attached to a report: copied, measured, and written down."""

from datetime import datetime
from pathlib import Path

import click

from generator.assessment import assess
from generator.cli.common import BAD_INPUT, complain, content, in_chinese, looked_at
from generator.cli.writing import written
from generator.disclosure.disclose import day_of
from generator.model.attachment import AttachmentKind
from generator.review.attaching import Stated, attaching
from generator.review.blocks import BlockError

_KINDS = [kind.value for kind in AttachmentKind]
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    help="给报告附上一个文件：复制到 attachments/，算出字节和 SHA-256，写进数据文件的“附件”一栏；确认后才写。"
)
@click.argument("report_id", metavar="REPORT")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@content
@click.option("--title", required=True, help="附件的标题，读者看到的名称")
@click.option("--type", "kind", type=click.Choice(_KINDS), required=True, help="附件是什么")
@click.option("--name", default="", help="附件在网站上的文件名，如 sealed-form.pdf；不给则用原名")
@click.option("--date", "day", type=_DAY, help="附上的日期；不给则为今天")
@click.option("--verified-by", "verifier", default="", help="人工核验人：打开逐页看过的人，不公开")
@click.option("--yes", is_flag=True, help="不再询问，直接写入")
@in_chinese
def attach(  # noqa: PLR0913 - one parameter an option
    report_id: str,
    file: Path,
    content_dir: Path,
    *,
    title: str,
    kind: str,
    name: str,
    day: datetime | None,
    verifier: str,
    yes: bool,
) -> int:
    """Show what attaching the file changes, and write it when somebody confirms."""
    assessment = assess(content_dir)
    if assessment.content is None:
        return complain(assessment)
    reports = {report.id: report for report in assessment.content.reports}
    report = reports.get(report_id.strip("/"))
    if report is None:
        click.echo(f"错误：没有报告“{report_id}”，写作 年度/部门/项目", err=True)
        return BAD_INPUT
    stated = Stated(title, kind, day_of(looked_at(day)), name, verifier)
    try:
        edit = attaching(content_dir, report, file, stated)
    except BlockError as error:
        click.echo(f"错误：不能附上，没有改动：\n{error}", err=True)
        return BAD_INPUT
    return written(content_dir, [edit], assessment, "" if yes else "附上这个文件？")
