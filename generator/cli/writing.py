"""Files changed by a list: shown, tried on a copy, confirmed, written all or none."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli.common import BLOCKED, FINE
from generator.model.finding import Finding
from generator.review.blocks import Edit, write_all
from generator.site import Assessment, assess


def written(content_dir: Path, edits: Sequence[Edit], before: Assessment, ask: str) -> int:
    """Write the edits unless one would block, or nobody confirms; `ask` is "" to ask nobody."""
    for one in edits:
        click.echo(f"{one.report}  {one.title}：{one.told}")
    if refused := _refused(content_dir, edits, before):
        lines = "\n".join(f"{one.location} {one.code} {one.message}" for one in refused)
        head = f"错误：这样改会有 {len(refused)} 处不能公开的，一份都没有改："
        click.echo(f"{head}\n{lines}", err=True)
        return BLOCKED
    if ask and not click.confirm(ask):
        click.echo("没有改动。")
        return FINE
    write_all(edits)
    click.echo(f"已改 {len(edits)} 份。先用 jixiao build --preview 看一遍，再提交审核。")
    return FINE


def _refused(content_dir: Path, edits: Sequence[Edit], before: Assessment) -> tuple[Finding, ...]:
    """Return what would block these reports, or anything anew, tried on a copy of the content."""
    names = {one.report for one in edits}
    known = {_key(finding) for finding in before.blocking}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / content_dir.name
        shutil.copytree(content_dir, copy)
        for one in edits:
            (copy / one.path.relative_to(content_dir)).write_bytes(one.after.encode("utf-8"))
        blocking = assess(copy).blocking
    return tuple(one for one in blocking if one.report in names or _key(one) not in known)


def _key(finding: Finding) -> tuple[str, str, str]:
    """Name a finding whatever folder and line it stands in."""
    return finding.code, finding.report or Path(finding.location.file).name, finding.message
