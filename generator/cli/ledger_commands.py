"""Commands about the whole year: who owes what, and what became of it."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path

import click

from generator.assessment import assess
from generator.cli.common import (
    BAD_INPUT,
    FINE,
    as_of,
    complain,
    content,
    in_chinese,
    looked_at,
)
from generator.ledger.ledger import Ledger
from generator.ledger.lines import Became, Line
from generator.ledger.tally import tally
from generator.loading.approved_rows import COLUMNS, MATCH_COLUMNS
from generator.parts.opening import ledgers_of
from generator.presentation.ledger_words import sentence
from generator.site import open_to_all


@click.command(help="对照批复项目名单，列出应公开的公开了没有。不给年度则列出全部年度。")
@click.argument("year", type=click.IntRange(1949, 2099), required=False)
@content
@as_of
@click.option("--template", is_flag=True, help="输出空白名单（CSV），存为 approved/年度.csv 后填写")
@click.option(
    "--propose",
    is_flag=True,
    help="输出待确认的对应（CSV）：核对后填上确认人，存为 approved/年度.matches.csv",
)
@in_chinese
def ledger(
    year: int | None, content_dir: Path, day: datetime | None, *, template: bool, propose: bool
) -> int:
    """Print the ledger, an empty list, or the doubtful matches as a file to be confirmed."""
    if template:
        click.echo(_csv([COLUMNS]), nl=False)
        return FINE
    assessment = assess(content_dir)
    if assessment.content is None or assessment.broken:
        return complain(assessment)
    seen = looked_at(day)
    public = open_to_all(assessment.content, assessment, seen)
    found = ledgers_of(assessment.content, public, seen)
    wanted = [one for one in found if year in (None, one.year)]
    if not wanted:
        which = f"{year}年度" if year else "任何年度"
        click.echo(f"错误：没有{which}的批复项目名单（approved/年度.csv）", err=True)
        return BAD_INPUT
    names = {key: one.name for key, one in assessment.content.departments.items()}
    click.echo(_proposed(wanted) if propose else _listed(wanted, names), nl=False)
    return FINE


def _proposed(ledgers: list[Ledger]) -> str:
    return _csv([MATCH_COLUMNS, *(row for one in ledgers for row in _proposals(one))])


def _listed(ledgers: list[Ledger], names: dict[str, str]) -> str:
    return "".join(f"{line}\n" for one in ledgers for line in _told(one, names))


def _csv(rows: list[tuple[str, ...]]) -> str:
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _proposals(found: Ledger) -> Iterator[tuple[str, ...]]:
    """Yield a line for each doubtful match, the person who confirms it left empty."""
    for line in found.that(Became.DOUBTFUL):
        for doubt in line.doubts:
            yield (line.project.code, line.project.name, doubt.report.id, "", "")


def _told(found: Ledger, names: dict[str, str]) -> Iterator[str]:
    yield f"{found.year}年度（截至 {found.day}）：{sentence(found.tally)}"
    for department in found.departments:
        lines = found.of(department)
        zero = "零报告" if found.zero_report(department) else ""
        yield f"  {names[department]}：{zero or sentence(tally(lines))}"
        yield from (_missing(line) for line in lines if line.became in _MISSING)
    for report in found.outside:
        yield f"  名单以外：{report.id} {report.name}"


_MISSING = (Became.OVERDUE, Became.DOUBTFUL)


def _missing(line: Line) -> str:
    doubts = "；".join(f"{one.report.id}：{one.why}" for one in line.doubts)
    told = doubts or f"期限 {line.project.due}"
    return f"    {line.became}  {line.project.code} {line.project.name}（{told}）"
