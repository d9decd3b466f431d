"""Files changed by a list: shown, tried on a copy, confirmed, written all or none."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from generator.assessment import Assessment, assess
from generator.cli.common import BLOCKED, FINE
from generator.model.finding import Finding
from generator.review.blocks import Edit, write_all


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
        shutil.copytree(content_dir, copy, copy_function=_copied)
        write_all([_elsewhere(one, content_dir, copy) for one in edits])
        blocking = assess(copy).blocking
    return tuple(one for one in blocking if one.report in names or _key(one) not in known)


def _copied(source: str, target: str) -> str:
    """Copy a data file; link any other, which may be large and is only read."""
    if not source.endswith(".yml"):
        with suppress(OSError):
            os.link(source, target, follow_symlinks=False)
            return target
    return str(shutil.copy2(source, target))


def _elsewhere(one: Edit, content_dir: Path, copy: Path) -> Edit:
    """Return an edit of a copy of the content."""
    brings = tuple((path, copy / target.relative_to(content_dir)) for path, target in one.brings)
    return replace(one, path=copy / one.path.relative_to(content_dir), brings=brings)


def _key(finding: Finding) -> tuple[str, str, str]:
    """Name a finding whatever folder and line it stands in."""
    return finding.code, finding.report or Path(finding.location.file).name, finding.message
