"""The command that gives what is public to other places: content systems, paper, the records."""

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click

from generator.assessment import assess
from generator.cli.common import (
    BAD_INPUT,
    FINE,
    UsageError,
    as_of,
    complain,
    content,
    in_chinese,
    looked_at,
)
from generator.outlets.outlets import OUTLETS
from generator.outlets.telling import Scope
from generator.site import public_catalogue

_WHICH = re.compile(r"([0-9]{4})(?:/([a-z0-9-]+))?")


@click.command(
    help="把已经公开的内容写给别处用：政府网站的公开页（html、docx）、汇总表（xlsx）、排印的年度汇编"
    "（pdf）、归档包（bag）。写作 年度 或 年度/部门标识；各种都出自与网站相同的数据。"
)
@click.argument("which")
@content
@as_of
@click.option("--to", "kind", type=click.Choice(list(OUTLETS)), required=True, help="哪一种")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="存到哪里；不给则按年度和部门命名",
)
@in_chinese
def outlet(
    which: str, content_dir: Path, day: datetime | None, kind: str, output: Path | None
) -> int:
    """Write one outlet of a year, or of a department's year."""
    scope = _scope(which, looked_at(day).date())
    assessment = assess(content_dir)
    if assessment.content is None or assessment.blocking:
        return complain(assessment)
    scope = replace(scope, attachments=assessment.attachments)
    catalogue = public_catalogue(assessment.content, assessment, looked_at(day))
    count = len(scope.entries(catalogue))
    if not count:
        click.echo(f"错误：“{which}”在 {scope.day.isoformat()} 没有公开的报告", err=True)
        return BAD_INPUT
    name, make = OUTLETS[kind]
    path = output or Path(f"{which.replace('/', '-')}.{name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(make(catalogue, scope))
    click.echo(f"已写入：{path}（{count} 份报告，截至 {scope.day.isoformat()}）")
    return FINE


def _scope(which: str, day: date) -> Scope:
    named = _WHICH.fullmatch(which)
    if named is None:
        raise UsageError(f"写作 年度 或 年度/部门标识，如 2025/shili-ju；现在是“{which}”")
    return Scope(int(named[1]), named[2], day)
