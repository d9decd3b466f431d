"""What is published beside the reports is scanned too: site, departments, rules and hand-written pages."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from generator.assessment import Assessment, assess
from generator.cli import main
from generator.model.finding import Finding, Severity
from tests.make import CONTENT, load

NUMBER = "13812345678"
PHRASE = f"请找赵七{NUMBER}"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def changed(path: Path, key: str, value: Any, *inside: str) -> None:
    """Give one field of a YAML file another value; `inside` leads to the group that holds it."""
    tree = load(path)
    group = tree
    for step in inside:
        group = group[step]
    group[key] = value
    path.write_text(yaml.dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8")


def found(content: Path) -> tuple[Finding, ...]:
    assessment = assess(content)
    assert assessment.broken == ()
    assert set(assessment.beside) <= set(assessment.blocking)
    assert all(NUMBER not in f"{one}" for one in assessment.beside)
    return assessment.beside


@pytest.mark.parametrize(
    ("file", "key", "inside", "name"),
    [
        ("site.yml", "声明", (), "site.yml/声明"),
        ("site.yml", "网站简介", (), "site.yml/网站简介"),
        ("site.yml", "发布机构", (), "site.yml/发布机构"),
        ("departments.yml", "说明", ("sx-npc",), "departments.yml/sx-npc/说明"),
        ("departments.yml", "名称", ("sx-npc",), "departments.yml/sx-npc/名称"),
        ("rules/sx-2020.yml", "适用范围", (), "rules/sx-2020.yml/适用范围"),
    ],
)
def test_every_field_beside_the_reports_is_scanned(
    content: Path, file: str, key: str, inside: tuple[str, ...], name: str
) -> None:
    changed(content / file, key, f"{PHRASE}，内 部 资料", *inside)
    line = next(
        number for number, text in enumerate((content / file).read_text("utf-8").splitlines(), 1) if NUMBER in text
    )

    assert [(one.code, one.severity, one.message.split("里疑似有")[0]) for one in found(content)] == [
        ("D201", Severity.ERROR, name),
        ("D202", Severity.ERROR, name),
    ]
    assert {one.location.line for one in found(content)} == {line}
    assert {one.location.file for one in found(content)} == {f"content/{file}"}


@pytest.mark.parametrize(
    "line",
    [
        PHRASE,
        f"<!-- {PHRASE} -->",
        "赵七 138**1234**5678",
        "赵七 138<b>1234</b>5678",
        "赵七 1381234567&#56;",
        "赵七 138&#49;234567&#56;",
        r"赵七 138\-1234\-5678",
        f"[赵七](tel:{NUMBER})",
        f'<a href="tel:{NUMBER}">赵七</a>',
        "| 赵七 | 138 1234 5678 |",
    ],
)
def test_a_number_in_a_page_is_found_however_it_is_set(content: Path, line: str) -> None:
    page = content / "pages/about.md"
    page.write_text(f"# 关于本站\n\n甲\n{line}\n", encoding="utf-8")

    assert [(one.code, str(one.location)) for one in found(content)] == [("D201", "content/pages/about.md:4:1")]


def test_each_of_several_is_told_by_a_name_of_its_own(content: Path) -> None:
    page = content / "pages/about.md"
    page.write_text(f"# 关于本站\n\n{NUMBER}\n{NUMBER} 13912345678\n机密\n", encoding="utf-8")
    told = found(content)

    assert [(one.code, one.location.line) for one in told] == [("D201", 3), ("D201", 4), ("D201", 4), ("D202", 5)]
    assert len({one.id for one in told}) == 4


def test_what_is_approved_in_the_site_file_passes_and_is_not_published(content: Path) -> None:
    (content / "pages/about.md").write_text(f"# 关于本站\n\n{PHRASE}\n", encoding="utf-8")
    (one,) = found(content)
    assert "site.yml 的“敏感信息核准”" in one.advice
    mark = one.advice.split("标记 ")[1].split("、")[0]
    changed(content / "site.yml", "敏感信息核准", [{"标记": mark, "理由": f"值班电话{NUMBER}", "审核人": "孙九"}])

    assert found(content) == ()


def test_the_way_to_reach_the_publisher_is_meant_to_be_public(content: Path) -> None:
    changed(content / "site.yml", "联系方式", "电话13812345678，jx@example.gov.cn")

    assert found(content) == ()


def test_it_blocks_the_site_but_not_a_preview(content: Path) -> None:
    changed(content / "site.yml", "声明", PHRASE)
    assessment = assess(content)

    assert assessment.blocks(preview=False)
    assert not assessment.blocks(preview=True)
    result = CliRunner().invoke(main, ["check", "--content", str(content), "--format", "json"])
    assert result.exit_code == 1
    assert [one["code"] for one in json.loads(result.stdout)["findings"] if one["severity"] == "错误"] == ["D201"]


def test_the_projects_own_texts_raise_no_alarm(real: Assessment) -> None:
    assert real.beside == ()
