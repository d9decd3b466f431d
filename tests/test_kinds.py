"""Kinds of evaluation: each has its own place, and none is counted in another."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.assessment import assess
from generator.checks.runner import check_all
from generator.model.kinds import OTHERS
from generator.publish.builder import Workplace
from generator.site import generate
from tests.make import CONTENT, LAWFUL, ROOT, make_case

DAY = date(2026, 1, 1)
PROJECT = "2020/sx-high-court/it-construction"
MARKS = re.compile(r"\[[^\]]*\]|<[^>]*>")


def pages(content: Path, work: Path) -> dict[str, str]:
    assessment = assess(content)
    assert assessment.content is not None
    assert not assessment.blocking
    place = Workplace(ROOT, work / "docs", work / "mkdocs.yml")
    generate(assessment.content, assessment, place, DAY)
    found = sorted([*place.docs.rglob("*.md"), *place.docs.rglob("data/reports.json")])
    return {path.relative_to(place.docs).as_posix(): path.read_text("utf-8") for path in found}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, str]]:
    """The pages of the six reports, and of the six with one evaluation of each other kind."""
    root = tmp_path_factory.mktemp("kinds")
    before = pages(CONTENT, root / "before")
    shutil.copytree(CONTENT, root / "content")
    form = yaml.load((CONTENT / f"projects/{PROJECT}.yml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - text only
    for kind, (address, _) in OTHERS.items():
        other = {**form, "类型": kind, "涵盖": [PROJECT], "项目名称": f"{kind}的对象"}
        path = root / f"content/projects/2020/sx-high-court/whole-{address}.yml"
        path.write_text(yaml.safe_dump(other, allow_unicode=True), "utf-8")
    return before, pages(root / "content", root / "after")


def plain(page: str) -> list[str]:
    """Return the lines of a page but those that lead to the other evaluations, and its version."""
    around = ("## 另看 {: #beside }", '<dl class="jx-facts">', "</dl>", "")
    lines = [line for line in page.splitlines() if not line.startswith("version: ")]
    return [line for line in lines if "其他评价" not in line and line not in around]


def test_no_kind_is_counted_in_the_projects(both: tuple[dict[str, str], dict[str, str]]) -> None:
    before, after = both
    lists = [
        path
        for path in before
        if re.fullmatch(r"(index|(years|departments|regions|grades)/.*|\d{4}/([a-z-]+/)?index)(\.md)?", path)
    ]

    assert len(lists) > 20
    assert [path for path in lists if plain(before[path]) != plain(after[path])] == []


def test_each_kind_has_a_list_of_its_own(both: tuple[dict[str, str], dict[str, str]]) -> None:
    before, after = both
    new = {path for path in after.keys() - before.keys() if path.startswith("evaluations/")}

    assert new == {"evaluations/index.md", *(f"evaluations/{address}/index.md" for address, _ in OTHERS.values())}
    for kind, (address, title) in OTHERS.items():
        page = after[f"evaluations/{address}/index.md"]
        report = after[f"2020/sx-high-court/whole-{address}/index.md"]
        assert f"# {title}" in page
        assert f"{kind}的对象" in page
        assert page.count("的对象") == page.count(f"{kind}的对象")
        assert f"../evaluations/{address}/" in report.replace("../../../", "../")
        assert f'{{title: "{title}", url: "evaluations/{address}/"}}' in report


def test_an_evaluation_and_what_it_covers_lead_to_each_other(both: tuple[dict[str, str], dict[str, str]]) -> None:
    _, after = both

    assert f"{PROJECT}/" in after["2020/sx-high-court/whole-department/index.md"]
    for address, _ in OTHERS.values():
        assert f"2020/sx-high-court/whole-{address}/" in after[f"{PROJECT}/index.md"]


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ({"状态": "草稿"}, ["D116"]),
        ({"状态": "待审"}, ["D116"]),
        ({"状态": "不予公开", "不予公开依据": "《政府信息公开条例》第十四条"}, ["D116"]),
        ({**LAWFUL["公开"], "公开日期": "2023-09-15"}, ["D117"]),
        ({**LAWFUL["公开"], "公开时间": "09:00"}, ["D117"]),
        (LAWFUL["公开"], []),
    ],
)
def test_a_report_that_names_one_nobody_may_see_is_told_before_the_build(
    published: dict[str, str], told: list[str]
) -> None:
    """E503 would refuse the finished site; nothing before it said so."""
    covered = make_case(公开=published)
    whole = make_case(identity="2022/county-roads/whole", 类型="部门整体自评", 涵盖=["2022/county-roads/road-care"])
    found = check_all([covered, whole], {}).findings

    assert [one.code for one in found if one.report == whole.report.id and one.code.startswith("D11")] == told
