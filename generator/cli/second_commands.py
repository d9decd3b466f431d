"""The command by which second scores come back from the list that was drawn."""

from datetime import datetime
from pathlib import Path

import click

from generator.assessment import assess
from generator.cli.common import BAD_INPUT, as_of, complain, content, in_chinese, looked_at
from generator.cli.writing import written
from generator.disclosure.disclose import day_of
from generator.review.blocks import BlockError
from generator.review.rescoring import Terms, planned_scores, scored_lines


@click.command(
    help="写入复核的总分、各行得分和理由：把 jixiao sample 输出的清单填好以后交回来，确认后才写。"
)
@click.argument("list_file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@content
@as_of
@click.option("--approver", default="", help="批准人；已经公开的报告补上复核，更正里要写")
@click.option("--yes", is_flag=True, help="不再询问，直接写入")
@in_chinese
def rescore(
    list_file: Path, content_dir: Path, day: datetime | None, approver: str, *, yes: bool
) -> int:
    """Write the second scores of a list into the data files."""
    assessment = assess(content_dir)
    if assessment.content is None:
        return complain(assessment)
    cases = {case.report.id: case for case in assessment.cases}
    terms = Terms(day_of(looked_at(day)), approver)
    try:
        edits = planned_scores(content_dir, cases, scored_lines(list_file), terms)
    except BlockError as error:
        click.echo(f"错误：这张表不能用，一份都没有改：\n{error}", err=True)
        return BAD_INPUT
    ask = f"把以上复核写入 {len(edits)} 份报告？"
    return written(content_dir, edits, assessment, "" if yes else ask)
