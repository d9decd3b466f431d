"""The options of a build in shares, and the build of one of them."""

import re
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.cli.common import FINE, UsageError, complain
from generator.parts.sharing import Share
from generator.publish.builder import Workplace
from generator.shares import prepare


class ShareOption(click.ParamType[Share]):
    """K/N as one of N shares."""

    name = "K/N"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Share:
        """Return the share, or fail with what is expected."""
        written = re.fullmatch(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})", str(value))
        if written is None or int(written[1]) > int(written[2]):
            self.fail(f"“{value}”应写作 K/N，K 从 1 到 N，如 2/4", param, ctx)
        return Share(int(written[1]), int(written[2]))


part_option = click.option(
    "--part",
    type=ShareOption(),
    help="只算 N 份中的第 K 份，写作 K/N：结果留在 --build-dir 的 cache/ 里，不生成网站",
)
join_option = click.option(
    "--join",
    "joined",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="汇合各份的结果：某一份的 cache 文件夹；有几份写几次",
)


def refuse_beside_part(*others: object) -> None:
    """Raise UsageError where any of the other options that --part has no use for is given."""
    if any(others):
        raise UsageError(
            "--part 只计算，不与 --join、--live、--first、--timings、--since 同用：这些都在汇合时写"
        )


def prepare_share(
    content_dir: Path,
    private: AbstractContextManager[Workplace],
    day: date | None,
    share: Share,
    *,
    history: bool,
) -> int:
    """Work out one share, and say where the result lies."""
    with private as place:
        assessment = prepare(content_dir, place, day, share, history=history)
    if assessment.content is None or assessment.blocks(preview=day is None):
        return complain(assessment)
    departments = len(share.departments(assessment.content.reports))
    click.echo(
        f"第 {share.number} 份（共 {share.of} 份）已算好：{departments} 个部门，结果在 {place.cache}"
    )
    click.echo("各份都算好以后，用 jixiao build --join 汇合")
    return FINE
