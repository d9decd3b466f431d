"""Commands about the machine that a site is made on."""

import re
from pathlib import Path

import click

from generator.cli.common import (
    BLOCKED,
    FINE,
    PROJECT,
    UsageError,
    build_dir,
    in_chinese,
    site_dir,
    site_folder,
)
from generator.running.doctor import look
from generator.running.seen import State
from generator.running.vendoring import Target, own_wheel, vendor

CONSTRAINTS = PROJECT / "constraints.txt"


@click.command(
    help="核对这台机器：Python、软件包、git、磁盘、写权限、能不能换上网站，正在公开的网站有没有被改动。"
)
@site_dir
@build_dir
@in_chinese
def doctor(site_dir: Path | None, build_dir: Path) -> int:
    """Print what is seen of the machine; exit code 1 where something is wrong."""
    wrong = 0
    for seen in look(CONSTRAINTS, site_folder(site_dir, preview=False), build_dir.resolve()):
        click.echo(seen.line())
        wrong += seen.state is State.WRONG
    click.echo(f"有 {wrong} 处问题，改好以后再核对一次" if wrong else "可以用")
    return BLOCKED if wrong else FINE


@click.command(
    name="vendor",
    help="把全部安装包收进一个文件夹，拿到没有互联网的机器上安装：带每个包的校验值和安装脚本。",
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--wheel",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="本软件的安装包；在源代码文件夹里运行的不必给",
)
@click.option(
    "--platform",
    default="",
    help="装到哪种机器，如 win_amd64；不给则与这台相同",
)
@click.option("--python", default="", help="那台机器的 Python，写全，如 3.11.9；不给则与这台相同")
@in_chinese
def gather(folder: Path, wheel: Path | None, platform: str, python: str) -> int:
    """Gather the wheels."""
    if python and not re.fullmatch(r"3\.[0-9]+\.[0-9]+", python):
        raise UsageError(f"--python 写作 3.11.9，现在是“{python}”")
    own = own_wheel(wheel, PROJECT)
    wheels = vendor(folder, own, CONSTRAINTS, Target(platform, python))
    size = sum(path.stat().st_size for path in wheels) // 1_000_000
    click.echo(
        f"已收进 {folder}：{len(wheels)} 个安装包，{size} MB。怎样安装见 {folder / '说明.txt'}"
    )
    return FINE
