"""What the heads of a place mean, in files that a bureau adds, and what is asked once with --learn."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.forms.finished import Defaults
from generator.forms.importing import Outcome
from generator.forms.source_file import read_source
from generator.forms.wording_files import read_wordings
from generator.forms.wordings import read_with
from tests.form_layouts import Box, to_xlsx
from tests.make import CONTENT

FORM = """项目支出绩效自评表（2023年度） |
项目名称 | 渠道清淤 |  | 主管部门 | 县水利局 |
项目资金（万元） |  | 年初盘子 | 全年预算数 | 全年花销 | 得分
 | 年度资金总额 | 60 | 60 | 57 | 9.5
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 年终实绩 | 分值 | 得分
产出指标 | 数量指标 | 清淤长度 | ≥12公里 | 12公里 | 90 | 90
总分 |  |  |  |  | 100 | 99.5"""
MEANINGS = "名称: 某县表式\n栏名:\n  年初盘子: 年初预算数\n  全年花销: 全年执行数\n  年终实绩: 实际完成值\n"


def drawn(text: str = FORM) -> bytes:
    rows = enumerate(text.splitlines(), 1)
    cells = [(row, column, cell.strip()) for row, line in rows for column, cell in enumerate(line.split("|"), 1)]
    return to_xlsx([Box(cell, row, column) for row, column, cell in cells if cell])


def put(folder: Path, **files: str) -> Path:
    (folder / "layouts").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"layouts/{name}.yml").write_text(text, encoding="utf-8")
    return folder


def read(folder: Path) -> Outcome:
    files, wrong = read_wordings(folder)
    assert wrong == ()
    path = folder / "form.xlsx"
    path.write_bytes(drawn())
    return read_with(read_source(path), files, Defaults("mof-2020-10"))


def test_a_file_says_what_heads_mean_and_units_in_brackets_stay(tmp_path: Path) -> None:
    (form,) = read(put(tmp_path, county=MEANINGS)).forms

    assert form.values["资金"] == [
        {"来源": "年度资金总额", "年初预算数": "60", "全年预算数": "60", "全年执行数": "57", "得分": "9.5"}
    ]
    assert form.values["绩效指标"][0]["实际完成值"] == "12公里"
    assert (form.values["金额单位"], form.values["公开"], form.doubts) == ("万元", {"状态": "待审"}, ())


def test_the_files_that_are_shipped_are_lawful_and_know_what_their_places_call_their_own() -> None:
    files, wrong = read_wordings(CONTENT)

    assert wrong == ()
    assert len(files) >= 6
    assert all(any(one.knows(head) for one in files) for head in ("得分系数（%）", "扣减分数", "偏离度", "设定权重"))


def test_without_the_file_the_form_is_for_a_person_to_look_at(tmp_path: Path) -> None:
    outcome = read(tmp_path)
    (form,) = outcome.forms

    assert form.values["公开"] == {"状态": "草稿"}
    assert form.values["绩效指标"][0]["其他栏"] == {"年终实绩": "12公里"}


def test_the_file_that_leaves_least_open_is_taken(tmp_path: Path) -> None:
    half = "栏名: {年终实绩: 备注}\n"
    (form,) = read(put(tmp_path, a=half, b=MEANINGS)).forms

    assert form.values["绩效指标"][0]["实际完成值"] == "12公里"


def test_two_files_that_explain_a_form_equally_well_and_otherwise_are_a_doubt(tmp_path: Path) -> None:
    other = MEANINGS.replace("年终实绩: 实际完成值", "年终实绩: 备注")
    (form,) = read(put(tmp_path, a=MEANINGS, b=other)).forms

    assert form.values["公开"] == {"状态": "草稿"}
    assert [doubt.message for doubt in form.doubts] == [
        "几个表式文件都说得通，读出来不一样：layouts/a.yml、layouts/b.yml；取了第一个"
    ]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("栏名:\n  年终实绩: 实绩\n", "layouts/x.yml:2:3", "“年终实绩”写作“实绩”，自评表没有这一栏"),
        ("栏名: 实绩\n", "layouts/x.yml:1:1", "“栏名”下面应是一行一个“表上的栏名: 官方栏名”"),
        ("本地栏: 实绩\n", "layouts/x.yml:1:1", "“本地栏”下面应是一行一个栏名，前面写“- ”"),
        ("名称: 某县\n表头: 实绩\n", "layouts/x.yml:2:1", "没有“表头”这一项"),
    ],
)
def test_an_error_in_a_file_has_its_place(text: str, place: str, message: str, tmp_path: Path) -> None:
    _, (found,) = read_wordings(put(tmp_path, x=text))

    assert (found.code, str(found.location), found.message) == ("I114", place, message)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    shutil.copy(CONTENT / "site.yml", folder / "site.yml")
    shutil.copytree(CONTENT / "rules", folder / "rules")
    (folder / "departments.yml").write_text(
        "water:\n  名称: 县水利局\n  地区: 某县\n  地区标识: county\n", encoding="utf-8"
    )
    (tmp_path / "form.xlsx").write_bytes(
        drawn(FORM.replace("年初盘子", "年初预算数").replace("全年花销", "全年执行数"))
    )
    return tmp_path


def test_an_unknown_head_is_asked_once_and_remembered(site: Path) -> None:
    command = ["import", str(site / "form.xlsx"), "--content", str(site / "content"), "--learn", "--dry-run"]
    first = CliRunner().invoke(main, command, input="实际完成值\n")
    second = CliRunner().invoke(main, command, input="")

    assert "“年终实绩”是自评表的哪一栏" in first.output
    files, wrong = read_wordings(site / "content")
    assert (wrong, [dict(one.meanings) for one in files]) == ((), [{"年终实绩": "实际完成值"}])
    assert "是自评表的哪一栏" not in second.output
    assert second.exit_code == 0, second.output


def test_a_broken_file_stops_the_import_before_anything_is_read(site: Path) -> None:
    put(site / "content", x="栏名: {年终实绩: 实绩}\n")
    result = CliRunner().invoke(main, ["import", str(site / "form.xlsx"), "--content", str(site / "content")])

    assert result.exit_code == 2
    assert "layouts/x.yml:1:6" in result.output
    assert "I114" in result.output
    assert not (site / "content/projects").exists()
