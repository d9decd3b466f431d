"""Commands for the year's work on reports: what stands where, and what is to be reviewed."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import click

from generator.assessment import assess
from generator.checks.check import Case
from generator.cli.common import BAD_INPUT, FINE, as_of, complain, content, in_chinese, looked_at
from generator.disclosure.disclose import Showing, showing
from generator.ledger.sampling import Item, draw
from generator.model.figure import plain
from generator.model.finding import Severity
from generator.model.kinds import PROJECT
from generator.model.money import money_in_yuan
from generator.model.publication import State
from generator.model.site import Department
from generator.review.publishing import COLUMN
from generator.review.rescoring import HEADS, ROW, rows_to_score

_YEAR = click.IntRange(1949, 2099)
_WORK_LIST = (
    "抽样种子",
    "层",
    "序号",
    "报告",
    "项目名称",
    "全年预算数（元）",
    "自评总分",
)
_OF_ROWS = (ROW, "分值", "自评得分")


@click.command(help="列出每份报告的公开状态：草稿、待审、哪天公开、为什么不能公开。")
@click.argument("year", type=_YEAR, required=False)
@content
@as_of
@click.option(
    "--waiting",
    is_flag=True,
    help="只输出草稿和待审的报告（CSV），删去还不公开的以后交给 jixiao publish",
)
@in_chinese
def status(year: int | None, content_dir: Path, day: datetime | None, *, waiting: bool) -> int:
    """Print what stands where, a line a report, and the counts; or a list to be published."""
    assessment = assess(content_dir)
    if assessment.content is None:
        return complain(assessment)
    if waiting:
        click.echo(_waiting(year, assessment.cases), nl=False)
        return FINE
    refused: dict[str, list[str]] = {}
    for finding in assessment.findings:
        if finding.severity is Severity.ERROR and finding.report:
            refused.setdefault(finding.report, []).append(finding.code)
    seen, counts = looked_at(day), Counter[str]()
    for case in assessment.cases:
        if year in (None, case.report.identity.year):
            told = _standing(case, seen, refused.get(case.report.id, []))
            counts[told.split("（", maxsplit=1)[0].split(" ", maxsplit=1)[0]] += 1
            click.echo(f"{case.report.id}  {case.report.title}：{told}")
    click.echo(
        "合计：" + ("，".join(f"{what} {count} 份" for what, count in counts.items()) or "没有报告")
    )
    for finding in assessment.broken:
        click.echo(f"不能读取：{finding.location} {finding.code} {finding.message}")
    return FINE


def _waiting(year: int | None, cases: Sequence[Case]) -> str:
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((COLUMN, "项目名称", "状态"))
    for case in cases:
        state = case.report.form.disclosure.state
        if year in (None, case.report.identity.year) and state in (State.DRAFT, State.PENDING):
            writer.writerow((case.report.id, case.report.title, state.value))
    return out.getvalue()


def _standing(case: Case, day: date, refused: list[str]) -> str:
    """Say in words where a report stands on a day."""
    disclosure = case.report.form.disclosure
    if refused:
        return f"不能公开（{'、'.join(dict.fromkeys(refused))}，运行 jixiao check 看详情）"
    if disclosure.state not in (State.PUBLIC, State.PARTIAL):
        return disclosure.state.value
    if showing(case.report, day) is Showing.HIDDEN:
        return f"待公开（{disclosure.moment}）"
    return f"{disclosure.state.value} {disclosure.moment}".rstrip()


@click.command(help="抽取复核的样本：按金额加权、分层、可以重现；输出工作清单（CSV）。")
@click.argument("year", type=_YEAR)
@content
@click.option("--size", type=click.IntRange(1), required=True, help="抽多少份")
@click.option("--seed", required=True, help="抽样种子：任意文字，同一种子抽出同一样本，请存档")
@click.option(
    "--by",
    "strata",
    type=click.Choice(["部门", "不分层"]),
    default="部门",
    show_default=True,
    help="怎样分层；每层至少一份，其余按金额分配",
)
@click.option("--rows", is_flag=True, help="每份报告下面再列各行，逐行填复核得分")
@in_chinese
def sample(year: int, content_dir: Path, size: int, seed: str, strata: str, *, rows: bool) -> int:
    """Draw a sample of a year's self-evaluations of projects and print it as a work list."""
    assessment = assess(content_dir)
    if assessment.content is None:
        return complain(assessment)
    cases = {
        case.report.id: case
        for case in assessment.cases
        if case.report.identity.year == year and case.report.form.kind == PROJECT
    }
    if not cases:
        click.echo(f"错误：没有{year}年度的项目自评", err=True)
        return BAD_INPUT
    names = assessment.content.departments if strata == "部门" else {}
    items = draw([_item(case, names) for case in cases.values()], size, seed)
    click.echo(_work_list(cases, items, seed, is_by_row=rows), nl=False)
    return FINE


def _item(case: Case, departments: Mapping[str, Department]) -> Item:
    """Return a report as it may be drawn; all are one stratum where no departments are given."""
    department = departments.get(case.report.identity.department)
    stratum = department.name if department else "全部"
    return Item(case.report.id, stratum, money_in_yuan(case.report.form).adjusted)


def _work_list(
    cases: Mapping[str, Case], items: Sequence[Item], seed: str, *, is_by_row: bool
) -> str:
    out = StringIO(newline="")
    heads = (*_WORK_LIST, *(_OF_ROWS if is_by_row else ()), *HEADS)
    writer = csv.DictWriter(out, heads, restval="", lineterminator="\n")
    writer.writeheader()
    for number, item in enumerate(items, 1):
        case = cases[item.name]
        drawn = {"抽样种子": seed, "层": item.stratum, "序号": str(number), "报告": item.name}
        writer.writerow(drawn | _about(case, item))
        for name, weight, declared, second in rows_to_score(case) if is_by_row else ():
            row = {"报告": item.name, ROW: name, "分值": weight, "自评得分": declared}
            writer.writerow(row | {"复核得分": second})
    return out.getvalue()


def _about(case: Case, item: Item) -> dict[str, str]:
    """Return what the list says of a drawn report."""
    total = case.report.form.total
    return {
        "项目名称": case.report.title,
        "全年预算数（元）": "" if item.money is None else plain(item.money),
        "自评总分": total.text if total else "",
    }
