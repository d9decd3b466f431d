"""The command that makes the reports on a list public: one preview, one confirmation."""

from datetime import date, datetime
from datetime import time as clock
from pathlib import Path

import click

from generator.assessment import assess
from generator.cli.common import BAD_INPUT, UsageError, complain, content, in_chinese, looked_at
from generator.cli.writing import written
from generator.review.blocks import BlockError
from generator.review.publishing import Terms, listed, planned

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    help="把清单上的草稿和待审报告一次定为公开：先列出每份的变化，确认后才写。清单是带“报告”一栏的 CSV 或 .xlsx。"
)
@click.argument("list_file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@content
@click.option("--date", "day", type=_DAY, required=True, help="公开日期，写作 2026-08-31")
@click.option("--time", "time", default="", help="公开时间（北京时间），写作 09:30；不给则从零时起")
@click.option("--reviewer", required=True, help="保密审查人，只存在数据文件里，不公开")
@click.option("--reviewed", type=_DAY, help="保密审查的日期；不给则为今天")
@click.option("--yes", is_flag=True, help="不再询问，直接写入")
@in_chinese
def publish(  # noqa: PLR0913 - one parameter an option
    list_file: Path,
    content_dir: Path,
    day: datetime,
    time: str,
    reviewer: str,
    reviewed: datetime | None,
    *,
    yes: bool,
) -> int:
    """Show what the list would make public, and write it when somebody confirms."""
    assessment = assess(content_dir)
    if assessment.content is None:
        return complain(assessment)
    terms = Terms(day.date(), _time(time), reviewer, _reviewed(reviewed))
    reports = {report.id: report for report in assessment.content.reports}
    try:
        changes = planned(content_dir, reports, listed(list_file), terms)
    except BlockError as error:
        click.echo(f"错误：清单不能用，一份都没有改：\n{error}", err=True)
        return BAD_INPUT
    ask = f"把以上 {len(changes)} 份定为公开？"
    return written(content_dir, changes, assessment, "" if yes else ask)


def _time(time: str) -> str:
    """Return a time of day as the data file writes it. Raises UsageError."""
    try:
        return clock.fromisoformat(f"{time}:00").strftime("%H:%M") if time else ""
    except ValueError:
        raise UsageError(f"--time 写作 09:30，现在是“{time}”") from None


def _reviewed(day: datetime | None) -> date:
    return (day or looked_at(None)).date()
