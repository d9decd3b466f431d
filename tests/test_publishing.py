"""`jixiao publish`: a list of reports made public at once, or none of them; only the block 公开 changes."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from generator.cli import main
from generator.review.blocks import with_block
from tests.make import CONTENT

NPC, XINZHOU = "2021/sx-npc/it-construction", "2021/xinzhou-gov/it-construction"
WAITING = "公开:   # 等局里定\n  状态: 待审\n\n# 下面是本局的附注\n"
OPTIONS = ("--date", "2026-08-31", "--time", "09:30", "--reviewer", "王五", "--reviewed", "2026-08-30")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The six reports, two of them waiting, with comments of the bureau's own."""
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    for name in (NPC, XINZHOU):
        path = content / f"projects/{name}.yml"
        text = path.read_text("utf-8")
        start = text.index("\n公开:") + 1
        end = text.index("\n", text.index("审查人", start)) + 1
        path.write_text(f"# 本局留底\n{text[:start]}{WAITING}{text[end:]}", "utf-8")
    return content


def run(folder: Path, *arguments: str, say: str = "") -> Result:
    command = [arguments[0], *arguments[1:], "--content", str(folder)]
    return CliRunner().invoke(main, command, input=say)


def a_list(folder: Path, *names: str) -> str:
    path = folder.parent / "清单.csv"
    path.write_text("\n".join(["报告,项目名称", *(f"{name},某项目" for name in names)]) + "\n", "utf-8")
    return str(path)


def texts(folder: Path) -> dict[str, str]:
    return {path.name + path.parent.name: path.read_text("utf-8") for path in sorted(folder.rglob("*.yml"))}


def test_the_list_of_what_waits_is_what_publish_takes(folder: Path) -> None:
    listed = run(folder, "status", "2021", "--waiting")
    assert [line.split(",")[0] for line in listed.stdout.splitlines()] == ["报告", NPC, XINZHOU]
    path = folder.parent / "清单.csv"
    path.write_text(listed.stdout, "utf-8")
    outcome = run(folder, "publish", str(path), *OPTIONS, "--yes")

    assert outcome.exit_code == 0, outcome.output
    assert f"{NPC}  信息化建设经费：待审 → 公开 2026-08-31" in outcome.stdout
    assert run(folder, "status", "2021", "--date", "2026-09-01").stdout.count("公开 2026-08-31 09:30") == 2
    assert run(folder, "check").exit_code == 0


def test_only_the_block_changes(folder: Path) -> None:
    path = folder / f"projects/{NPC}.yml"
    before = path.read_text("utf-8")
    assert run(folder, "publish", a_list(folder, NPC), *OPTIONS, "--yes").exit_code == 0

    block = (
        '公开:\n  状态: 公开\n  公开日期: "2026-08-31"\n  公开时间: "09:30"\n  保密审查:\n    结论: 通过\n'
        '    日期: "2026-08-30"\n    审查人: 王五\n'
    )
    assert path.read_text("utf-8") == before.replace("公开:   # 等局里定\n  状态: 待审\n", block)


def test_nothing_is_written_unless_somebody_confirms(folder: Path) -> None:
    before = texts(folder)
    asked = run(folder, "publish", a_list(folder, NPC), *OPTIONS, say="n\n")
    assert asked.exit_code == 0
    assert asked.stdout.endswith("没有改动。\n")
    assert texts(folder) == before

    assert "已改 1 份" in run(folder, "publish", a_list(folder, NPC), *OPTIONS, say="y\n").stdout
    assert texts(folder) != before


def test_every_line_that_cannot_be_used_is_told_and_nothing_is_written(folder: Path) -> None:
    before = texts(folder)
    names = (NPC, "2021/nowhere/a", "2020/sx-high-court/it-construction", NPC)
    outcome = run(folder, "publish", a_list(folder, *names), *OPTIONS, "--yes")

    assert outcome.exit_code == 2
    told = outcome.stderr.splitlines()
    assert told[0] == "错误：清单不能用，一份都没有改："
    assert told[1].startswith("清单.csv:3:1 没有报告“2021/nowhere/a”")
    assert told[2].startswith("清单.csv:4:1 报告“2020/sx-high-court/it-construction”现在是“公开”")
    assert told[3] == f"清单.csv:5:1 报告“{NPC}”在清单里重复"
    assert texts(folder) == before


def test_a_report_that_the_gate_keeps_back_stops_the_whole_list(folder: Path) -> None:
    path = folder / f"projects/{XINZHOU}.yml"
    path.write_text(f"{path.read_text('utf-8')}核对说明:\n  F401: 联系人手机 13800138000\n", "utf-8")
    before = texts(folder)
    outcome = run(folder, "publish", a_list(folder, NPC, XINZHOU), *OPTIONS, "--yes")

    assert outcome.exit_code == 1
    assert "一份都没有改" in outcome.stderr
    assert "D201" in outcome.stderr
    assert texts(folder) == before


def test_a_file_that_could_no_longer_be_read_stops_the_list(folder: Path) -> None:
    """A text longer than the loader reads would lose the report, and stop every build."""
    before = texts(folder)
    options = ("--date", "2026-08-31", "--reviewed", "2026-08-30", "--reviewer", "王" * 20_001)
    outcome = run(folder, "publish", a_list(folder, NPC), *options, "--yes")

    assert outcome.exit_code == 1
    assert "E210" in outcome.stderr
    assert texts(folder) == before
    assert not list(folder.rglob("*.partial"))


def test_a_list_from_a_workbook_is_read(folder: Path) -> None:
    book, file = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["项目名称", "报告"])
    sheet.append(["信息化", NPC])
    book.save(file)
    path = folder.parent / "清单.xlsx"
    path.write_bytes(file.getvalue())

    assert "已改 1 份" in run(folder, "publish", str(path), *OPTIONS, "--yes").stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("项目\n某项目\n", "缺“报告”一栏（现有：项目）"),
        ("报告\n", "清单里没有一份报告"),
    ],
)
def test_a_list_without_reports_is_refused(folder: Path, text: str, said: str) -> None:
    path = folder.parent / "清单.csv"
    path.write_text(text, "utf-8")
    outcome = run(folder, "publish", str(path), *OPTIONS, "--yes")

    assert outcome.exit_code == 2
    assert said in outcome.stderr


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("总分: 95\n", "总分: 95\n\n公开:\n  状态: 公开\n"),
        ("公开: {状态: 草稿}\n总分: 95\n", "公开:\n  状态: 公开\n总分: 95\n"),
        ("公开:\n  状态: 草稿\n\n# 附注\n总分: 95\n", "公开:\n  状态: 公开\n\n# 附注\n总分: 95\n"),
        ("总分: 95\n公开:\n  状态: 草稿", "总分: 95\n公开:\n  状态: 公开\n"),
        ("公开:\n  状态: 部分公开\n  不予公开栏目:\n  - 栏目: 总分\n总分: 95\n", "公开:\n  状态: 公开\n总分: 95\n"),
        ("公开:\n  状态: 草稿\n  # 内部附注\n总分: 95\n", "公开:\n  状态: 公开\n  # 内部附注\n总分: 95\n"),
    ],
)
def test_the_block_is_found_however_it_is_written(text: str, expected: str) -> None:
    assert with_block(text, "公开", {"状态": "公开"}) == expected


def test_a_time_that_is_none_is_refused(folder: Path) -> None:
    options = ("--date", "2026-08-31", "--time", "九点半", "--reviewer", "王五")
    outcome = run(folder, "publish", a_list(folder, NPC), *options, "--yes")

    assert outcome.exit_code == 2
    assert outcome.stderr == "错误：--time 写作 09:30，现在是“九点半”\n"
