"""The command by which units answer findings: a sheet out, the sheet filled in back."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import click

from generator.assessment import Assessment, assess
from generator.cli.common import BAD_INPUT, FINE, UsageError, complain, content, in_chinese
from generator.cli.writing import written
from generator.forms.finished import Defaults
from generator.forms.problems import RefusedError
from generator.forms.source_file import read_source
from generator.forms.wording_files import read_wordings
from generator.forms.wordings import Wordings, read_with
from generator.model.report import Report
from generator.review.blocks import BlockError
from generator.review.lists import Line
from generator.review.replying import (
    HEADS,
    answerable,
    answered_lines,
    open_lines,
    planned_replies,
)
from generator.review.returned import Returned, Said, remarks_of, report_of

_BOM = "\ufeff"


@click.command(
    help="单位对核对发现的说明：--open 输出尚未说明的发现（CSV），填好“日期”“说明”等栏以后再交给 jixiao reply 写入；"
    "单位写在自评表“备注”一栏退回的，用 --form。确认后才写。"
)
@click.argument(
    "list_file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False
)
@content
@click.option("--open", "is_open", is_flag=True, help="输出尚未说明的发现和差距，每处一行")
@click.option("--department", default="", help="只要这个部门的（登记的标识）")
@click.option(
    "--form",
    "form_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="单位退回的自评表：“备注”里新写的，作为对这一行各处发现的说明",
)
@click.option(
    "--report", default="", help="退回的是哪一份（年度/部门/项目）；不给则按项目名称和年度找"
)
@click.option(
    "--date",
    "day",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="退回的自评表上各条说明的日期",
)
@click.option("--by", default="", help="退回的自评表上各条说明的答复单位")
@click.option("--yes", is_flag=True, help="不再询问，直接写入")
@in_chinese
def reply(content_dir: Path, department: str, *, is_open: bool, yes: bool, **sent_back: Any) -> int:
    """Print the sheet of what is open, or add the answers of a sheet or form to the data files."""
    back = SentBack(content_dir=content_dir, **sent_back)
    if [back.list_file is not None, is_open, back.form_file is not None].count(True) != 1:
        raise UsageError(
            "给出填好的表，或者用 --open 输出要填的表，或者用 --form 给出退回的自评表，三者选一"
        )
    if back.form_file is not None and back.day is None:
        raise UsageError("退回的自评表上没有说明的日期，请用 --date 写明，如 --date 2026-10-08")
    assessment = assess(content_dir)
    if assessment.content is None:
        return complain(assessment)
    if is_open:
        click.echo(_sheet(assessment, department), nl=False)
        return FINE
    reports = {report.id: report for report in assessment.content.reports}
    known = answerable(assessment.cases, assessment.result.findings)
    try:
        lines = _lines(back, reports, assessment)
        edits = planned_replies(content_dir, reports, known, lines)
    except BlockError as error:
        click.echo(f"错误：这张表不能用，一份都没有改：\n{error}", err=True)
        return BAD_INPUT
    ask = f"把以上答复写入 {len(edits)} 份报告？"
    return written(content_dir, edits, assessment, "" if yes else ask)


@dataclass(frozen=True, slots=True)
class SentBack:
    """What came back: a sheet, or a form with the day and the body of its remarks."""

    content_dir: Path
    list_file: Path | None
    form_file: Path | None
    report: str
    day: datetime | None
    by: str


def _lines(back: SentBack, reports: Mapping[str, Report], assessment: Assessment) -> Sequence[Line]:
    """Return the answered lines of the sheet or form. Raises BlockError."""
    if back.list_file is not None:
        return answered_lines(back.list_file)
    lines: list[Line] = []
    wordings, _ = read_wordings(back.content_dir)
    for form in _forms(back.form_file or Path(), wordings):
        report = report_of(form, reports, back.report)
        said = Said(f"{back.day:%Y-%m-%d}", back.by)
        found = remarks_of(form, report, assessment.result.findings, said)
        for words in found.aside:
            click.echo(words, err=True)
        lines += found.lines
    if not lines:
        raise BlockError("“备注”里没有对尚未说明的发现新写的话，没有要写入的答复")
    return lines


def _forms(path: Path, wordings: Sequence[Wordings]) -> Sequence[Returned]:
    """Read the forms of a file. Raises BlockError where it holds none, or cannot be read."""
    try:
        outcome = read_with(read_source(path), wordings, Defaults("mof-2020-10"))
    except RefusedError as error:
        raise BlockError(f"{path.name}：{error}") from error
    if not outcome.forms:
        raise BlockError(f"{path.name}：没有找到自评表")
    return [Returned(path.name, one.values, one.origins) for one in outcome.forms]


def _sheet(assessment: Assessment, department: str) -> str:
    """Return the sheet; the mark in front lets spreadsheets read it as UTF-8."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADS)
    writer.writerows(open_lines(assessment.cases, assessment.result.findings, department))
    return _BOM + out.getvalue()
