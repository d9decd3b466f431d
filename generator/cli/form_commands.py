"""Commands that give official forms out: filled, in summary, empty."""

import re
from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli.common import FINE, content, in_chinese, refuse
from generator.forms.blank_xlsx import blank_form, blank_forms
from generator.forms.export_docx import form_docx
from generator.forms.export_xlsx import form_xlsx
from generator.forms.form_starts import starts_of
from generator.forms.summary_sheet import summary_xlsx
from generator.loading.content import Content, load_content
from generator.model.finding import Finding
from generator.model.rulebook import Rulebook

_SEVERAL = re.compile(r"[0-9]{4}(?:/[^/]+)?")
WRITERS = {"docx": form_docx, "xlsx": form_xlsx}


@click.command(
    help="把一份报告写成填好的自评表（Excel 或 Word），报告写作 年度/部门标识/项目标识；"
    "写年度或 年度/部门标识 的，列成汇总表（Excel），一个项目一行。"
)
@click.argument("identity")
@content
@click.option(
    "--to",
    "kind",
    type=click.Choice(sorted(WRITERS)),
    default="xlsx",
    show_default=True,
    help="文件类型",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="存到哪里；不给则按项目标识命名",
)
@in_chinese
def export(identity: str, content_dir: Path, kind: str, output: Path | None) -> int:
    """Write one report as a filled form."""
    content, broken = load_content(content_dir)
    if content is None:
        return refuse(broken, "内容文件夹不能用")
    reports = {report.id: report for report in content.reports}
    if _SEVERAL.fullmatch(identity):
        return _export_summary(identity, content, output)
    if identity not in reports:
        own = [finding for finding in broken if identity in finding.location.file]
        return refuse(own, f"没有报告“{identity}”")
    report = reports[identity]
    path = output or Path(f"{report.identity.project}.{kind}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(WRITERS[kind](report))
    click.echo(f"已写入：{path}")
    return FINE


def _export_summary(identity: str, content: Content, output: Path | None) -> int:
    """Write the summary of a year, or of a department's year."""
    own = [one for one in content.reports if f"{one.id}/".startswith(f"{identity}/")]
    if not own:
        return refuse((), f"没有“{identity}”的报告")
    path = output or Path(f"{identity.replace('/', '-')}.汇总表.xlsx")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(summary_xlsx(own[0].identity.year, own, content.departments))
    click.echo(f"已写入：{path}（{len(own)} 份报告）")
    return FINE


@click.command(
    name="form", help="按评价规则生成一张空白自评表（Excel），带下拉框、填表提示和自动核算。"
)
@content
@click.option("--rulebook", default="mof-2020-10", show_default=True, help="评价规则的标识")
@click.option("--year", type=click.IntRange(1949, 2099), help="印在表上的年度")
@click.option(
    "--approved",
    is_flag=True,
    help="按批复项目名单预填名称、编码、金额和上年的指标，一个部门一个工作簿，存到 -o 的文件夹",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("自评表.xlsx"),
    help="存到哪里；可以给出文件夹",
)
@in_chinese
def empty_form(
    content_dir: Path, rulebook: str, year: int | None, output: Path, *, approved: bool
) -> int:
    """Write an empty form made from a rulebook, or one for each approved project."""
    content, broken = load_content(content_dir)
    if content is None:
        return refuse(broken, "内容文件夹不能用")
    if rulebook not in content.rulebooks:
        own = [finding for finding in broken if f"rules/{rulebook}." in finding.location.file]
        return refuse(own, f"没有评价规则“{rulebook}”")
    if approved:
        return _write_started(content, content.rulebooks[rulebook], year, output, broken)
    path = output / "自评表.xlsx" if output.is_dir() else output
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(blank_form(content.rulebooks[rulebook], year))
    click.echo(f"已写入：{path}")
    return FINE


def _write_started(
    content: Content, book: Rulebook, year: int | None, folder: Path, broken: Sequence[Finding]
) -> int:
    """Write a workbook for each department, with a form for each of its approved projects."""
    starts = starts_of(content, year) if year else {}
    own = [finding for finding in broken if f"approved/{year}." in finding.location.file]
    if own or not starts:
        otherwise = "没有这一年度的批复项目名单（approved/年度.csv），请用 --year 指明年度"
        return refuse(own, otherwise)
    target = folder.with_suffix("") if folder.suffix == ".xlsx" else folder
    target.mkdir(parents=True, exist_ok=True)
    for department, projects in starts.items():
        sheets = {f"自评表{number}": start for number, start in enumerate(projects, 1)}
        (target / f"{department}.xlsx").write_bytes(blank_forms(book, year, sheets))
    count = sum(map(len, starts.values()))
    click.echo(f"已写入：{target}（{len(starts)} 个部门，{count} 个项目）")
    return FINE
