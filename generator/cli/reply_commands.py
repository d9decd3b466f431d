"""The command by which units answer findings: a sheet out, the sheet filled in back."""

import csv
from io import StringIO
from pathlib import Path

import click

from generator.cli.common import BAD_INPUT, FINE, UsageError, complain, content, in_chinese
from generator.cli.writing import written
from generator.review.blocks import BlockError
from generator.review.replying import HEADS, answered_lines, open_lines, planned_replies
from generator.site import Assessment, assess

_BOM = "\ufeff"


@click.command(
    help="单位对核对发现的说明：--open 输出尚未说明的发现（CSV），填好“日期”“说明”等栏以后再交给 jixiao reply 写入，确认后才写。"
)
@click.argument(
    "list_file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False
)
@content
@click.option("--open", "is_open", is_flag=True, help="输出尚未说明的发现，每处一行")
@click.option("--department", default="", help="只要这个部门的（登记的标识）")
@click.option("--yes", is_flag=True, help="不再询问，直接写入")
@in_chinese
def reply(
    list_file: Path | None, content_dir: Path, department: str, *, is_open: bool, yes: bool
) -> int:
    """Print the sheet of what is open, or add the answers of one to the data files."""
    if (list_file is None) is not is_open:
        raise UsageError("给出填好的表，或者用 --open 输出要填的表，两者选一")
    assessment = assess(content_dir)
    if assessment.content is None:
        return complain(assessment)
    if list_file is None:
        click.echo(_sheet(assessment, department), nl=False)
        return FINE
    reports = {report.id: report for report in assessment.content.reports}
    try:
        lines = answered_lines(list_file)
        edits = planned_replies(content_dir, reports, assessment.result.findings, lines)
    except BlockError as error:
        click.echo(f"错误：这张表不能用，一份都没有改：\n{error}", err=True)
        return BAD_INPUT
    ask = f"把以上答复写入 {len(edits)} 份报告？"
    return written(content_dir, edits, assessment, "" if yes else ask)


def _sheet(assessment: Assessment, department: str) -> str:
    """Return the sheet; the mark in front lets spreadsheets read it as UTF-8."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADS)
    writer.writerows(open_lines(assessment.result.findings, department))
    return _BOM + out.getvalue()
