"""The command by which promises and their progress come in: a list out, the list filled in back."""

import csv
from io import StringIO
from pathlib import Path

import click

from generator.assessment import Assessment, assess
from generator.cli.common import BAD_INPUT, FINE, UsageError, complain, content, in_chinese
from generator.cli.writing import written
from generator.review.blocks import BlockError
from generator.review.rectifying import HEADS, filled_lines, planned_promises, promise_lines

_BOM = "\ufeff"


@click.command(
    help="整改：--open 输出还没有答应整改的发现和没有了结的整改（CSV），填好以后再交给 jixiao rectify 写入，确认后才写。"
)
@click.argument(
    "list_file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False
)
@content
@click.option("--open", "is_open", is_flag=True, help="输出要填的表，每处一行")
@click.option("--department", default="", help="只要这个部门的（登记的标识）")
@click.option("--yes", is_flag=True, help="不再询问，直接写入")
@in_chinese
def rectify(
    list_file: Path | None, content_dir: Path, department: str, *, is_open: bool, yes: bool
) -> int:
    """Print the list of what waits, or add what one says to the data files."""
    if (list_file is None) is not is_open:
        raise UsageError("给出填好的表，或者用 --open 输出要填的表，两者选一")
    assessment = assess(content_dir)
    if assessment.content is None:
        return complain(assessment)
    if list_file is None:
        click.echo(_list(assessment, department), nl=False)
        return FINE
    reports = {report.id: report for report in assessment.content.reports}
    try:
        edits = planned_promises(content_dir, reports, filled_lines(list_file))
    except BlockError as error:
        click.echo(f"错误：这张表不能用，一份都没有改：\n{error}", err=True)
        return BAD_INPUT
    ask = f"把以上整改写入 {len(edits)} 份报告？"
    return written(content_dir, edits, assessment, "" if yes else ask)


def _list(assessment: Assessment, department: str) -> str:
    """Return the list; the mark in front lets spreadsheets read it as UTF-8."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADS)
    reports = [case.report for case in assessment.cases]
    writer.writerows(promise_lines(reports, assessment.result.findings, department))
    return _BOM + out.getvalue()
