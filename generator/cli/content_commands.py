"""Commands that help to write data files and to understand what is found in them."""

import json
from importlib.metadata import version
from pathlib import Path

import click

from generator.cli.common import BAD_INPUT, FINE, PROJECT, content, in_chinese, looked_at
from generator.model.problem_words import CLEAN_FORM, everything, index, is_laid_over
from generator.model.report import Form
from generator.site import manual
from generator.starting.new_site import new_site
from generator.starting.scaffold import new_report_file


@click.command(help="输出数据文件的 JSON Schema，供编辑器提示栏目。")
@in_chinese
def schema() -> int:
    """Print the JSON Schema of a report file."""
    exported = Form.model_json_schema(by_alias=True)
    exported = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **exported,
        "title": "项目支出绩效自评数据文件",
    }
    click.echo(json.dumps(exported, ensure_ascii=False, indent=1))
    return FINE


@click.command(
    help="新建一份带注释的数据文件。位置写作 年度/部门标识/项目标识，如 2024/cz-ju/road-repair。"
)
@click.argument("identity")
@content
@click.option("--rulebook", default="mof-2020-10", show_default=True, help="评价规则的标识")
@in_chinese
def new(identity: str, content_dir: Path, rulebook: str) -> int:
    """Write a commented file to fill in; never overwrite one."""
    path = new_report_file(content_dir, identity, rulebook)
    click.echo(f"已新建：{path}。填好后运行 jixiao check")
    return FINE


@click.command(
    help="新建一个单位自己的网站：内容骨架、配置、外观、合并请求的自动核对，和一份示例报告。"
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--year", type=click.IntRange(1949, 2099), help="示例报告的年度；不给则为去年")
@in_chinese
def init(folder: Path, year: int | None) -> int:
    """Write the skeleton of a bureau's own site."""
    written = new_site(folder, PROJECT, version("jixiao"), year or looked_at(None).year - 1)
    click.echo(f"已在 {folder} 建好 {len(written)} 个文件。")
    click.echo("先改 content/site.yml 和 content/departments.yml，再运行 jixiao serve")
    return FINE


@click.command(
    help="解释一个代码：说明、依据、改法和例子。代码写作 R205，也可以写发现的编号；不写则列出全部代码。"
)
@click.argument("code", required=False)
@click.option("--clean-form", is_flag=True, help="输出没有问题的自评表：各项核对的例子由它改写")
@in_chinese
def explain(code: str | None, *, clean_form: bool) -> int:
    """Print what a code means, or all codes, or the form that the examples are made of."""
    book = manual()
    if clean_form:
        click.echo(book.clean_form, nl=False)
    elif code is None:
        click.echo(index(book), nl=False)
    elif (problem := book.named(code)) is None:
        click.echo(f"错误：没有“{code}”这个代码；运行 jixiao explain 列出全部代码", err=True)
        return BAD_INPUT
    else:
        click.echo(everything(problem), nl=False)
        if is_laid_over(problem):
            click.echo(f"{CLEAN_FORM}：jixiao explain --clean-form")
    return FINE
