"""What the commands share: options, exit codes, and errors told in Chinese."""

import errno
import os
import sys
import sysconfig
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from functools import wraps
from pathlib import Path
from typing import Any

import click

from generator.assessment import Assessment
from generator.checks.reporting import as_text
from generator.checks.told import Told
from generator.memory.answers import NoMemoryError
from generator.memory.owner import OwnerKeyError
from generator.model.finding import Finding, Severity
from generator.parts.cluster import ClusterError
from generator.publish.builder import BuildError
from generator.publish.live import Live, live_at, live_in
from generator.publish.manifest import ReleaseError
from generator.publish.places import PlaceError
from generator.review.repository import RepositoryError
from generator.running.browser import PrintError
from generator.running.vendoring import VendorError
from generator.site import manual
from generator.starting.scaffold import ScaffoldError

FINE, BLOCKED, BAD_INPUT = 0, 1, 2


def _project() -> Path:
    """Return the source folder we run from, else the folder the wheel put theme and rules in."""
    source = Path(__file__).resolve().parent.parent.parent
    if (source / "mkdocs.yml").is_file():
        return source
    return Path(sysconfig.get_path("data")) / "share" / "jixiao"


PROJECT = _project()
_BEIJING = timezone(timedelta(hours=8))


class UsageError(Exception):
    """Options that mean nothing together; the message is Chinese and says which."""


content = click.option(
    "--content",
    "content_dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="内容文件夹",
)
site_dir = click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="网站输出位置；不给则为 site，预览为 preview",
)
build_dir = click.option(
    "--build-dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="中间文件（Markdown）的位置",
)

jobs = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=os.cpu_count,
    help="同时用几个进程生成网页，默认与处理器核数相同；几个都生成同样的网站",
)

scheduler = click.option(
    "--scheduler",
    help="由 Dask 集群计算：调度程序的地址，如 tcp://10.0.0.2:8786；各机器装同样的软件，--build-dir 在共享文件夹里",
)

timings = click.option(
    "--timings",
    type=click.Choice(["text", "json"]),
    help="在标准错误输出里列出每个步骤用了多少秒",
)

as_of = click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="网站所反映的日期，写作 2026-08-31；公开日期在此之后的不出现。不给则为此刻（北京时间）",
)
preview = click.option(
    "--preview",
    is_flag=True,
    help="预览：草稿、待审和没有到公开日期的也显示，每页注明；不要对外发布",
)

history = click.option(
    "--history", is_flag=True, help="在每份报告上列出公开以来的修订（取自 git；需要完整的版本库）"
)

live_option = click.option(
    "--live",
    help="正在公开的网站（网址或文件夹），用来核对有没有无声的改动；不给则为网站输出位置上的那一个",
)
first_option = click.option(
    "--first",
    is_flag=True,
    help="第一次发布，或从现在的内容重新开始记录：不与正在公开的网站核对",
)


def live_site(called: str | None, site_dir: Path, *, first: bool) -> Live:
    """Return what is public now: at an address, in a folder, or where the site goes."""
    if called is None:
        return live_in(site_dir, first=first)
    return live_at(called, first=first) if "://" in called else live_in(Path(called), first=first)


def looked_at(day: datetime | None) -> datetime:
    """Return the moment looked at, in Beijing: the first of the day given.

    Else SOURCE_DATE_EPOCH, else now.
    """
    if day is not None:
        return day
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if fixed.isdigit():
        return datetime.fromtimestamp(int(fixed), _BEIJING).replace(tzinfo=None)
    return datetime.now(_BEIJING).replace(tzinfo=None)


EXPECTED = (
    ReleaseError,
    BuildError,
    PlaceError,
    ScaffoldError,
    RepositoryError,
    UsageError,
    VendorError,
    PrintError,
    ClusterError,
    OwnerKeyError,
    NoMemoryError,
)

# Why the system refuses, and what can be done; other reasons are told in its own words.
_REASONS = {
    errno.ENOSPC: "磁盘满了。没有写完的已经删去，已有的网站没有改动；请腾出空间再试",
    errno.EDQUOT: "超出了磁盘配额。没有写完的已经删去，已有的网站没有改动；请腾出空间再试",
    errno.EFBIG: "文件超出了系统允许的大小。没有写完的已经删去，已有的网站没有改动",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限",
}


def in_chinese(command: Callable[..., int]) -> Callable[..., None]:
    """Turn the errors we expect into one Chinese line and an exit code."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            sys.exit(command(*args, **kwargs))
        except EXPECTED as error:
            click.echo(f"错误：{error}", err=True)
            sys.exit(BAD_INPUT)
        except OSError as error:
            reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
            what = f"{error.filename or ''} {reason}".strip()
            click.echo(f"错误：读写文件失败：{what}", err=True)
            sys.exit(BAD_INPUT)

    return wrapped


def site_folder(given: Path | None, *, preview: bool) -> Path:
    """Return the absolute place of the site, links not followed: the site itself is one."""
    return Path.cwd() / (given or ("preview" if preview else "site"))


def complain(assessment: Assessment) -> int:
    """Print what blocks; returns the exit code."""
    told = Told(len(assessment.cases), assessment.blocking, manual())
    click.echo(as_text(told), nl=False, err=True)
    click.echo("有错误，没有生成；已有的网站没有改动。", err=True)
    return exit_code(assessment)


def refuse(broken: Sequence[Finding], otherwise: str) -> int:
    """Print what is wrong with the files that were asked for, else that there are none."""
    if broken:
        click.echo(as_text(Told(0, broken, manual())), nl=False, err=True)
    else:
        click.echo(f"错误：{otherwise}", err=True)
    return BAD_INPUT


def exit_code(assessment: Assessment) -> int:
    """Return 2 where files are broken, 1 where findings block, else 0."""
    if any(finding.severity is Severity.ERROR for finding in assessment.broken):
        return BAD_INPUT
    return BLOCKED if assessment.blocking else FINE
