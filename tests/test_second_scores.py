"""复核: a second score beside the declared one and the rule's, from the sample's list to pages and data."""

import csv
import re
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.checks.runner import check_all
from generator.cli import main
from generator.disclosure.disclose import as_of
from generator.form_tree.tree import TreePath
from generator.review.row_cells import with_cells
from tests import recount
from tests.county import write_bare
from tests.make import LAWFUL, make_case, make_report, rows, sure

ROADS, BRIDGES, CANTEEN = "2022/dept-00/roads", "2022/dept-00/bridges", "2022/dept-01/canteen"
DRAFT = {"状态": "待审"}
# By hand: 9 of the money, 16 in place of 20 of the first row, 10 + 10 + 10 + 30 + 10 of the others.
HALF = {"栏目": "绩效指标/养护里程", "复核得分": "16", "复核理由": "少养护10公里"}
WHOLE = {"复核总分": "95", "复核机构": "某县财政局", "复核日期": "2023-06-20", "复核方式": "抽查复核"}


def form(**said: Any) -> dict[str, Any]:
    return {**LAWFUL, "绩效指标": rows(), "公开": DRAFT, **said}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = {ROADS: form(), BRIDGES: form(项目名称="桥梁检测"), CANTEEN: form(项目名称="食堂改造")}
    return write_bare(tmp_path / "content", 2, reports)


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [arguments[0], *arguments[1:], "--content", str(folder)])


def a_list(folder: Path, *lines: dict[str, str]) -> str:
    path = folder.parent / "复核.csv"
    heads = ("报告", "栏目", "复核总分", "复核得分", "复核理由", "复核机构", "复核日期", "复核方式")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, heads)
        writer.writeheader()
        writer.writerows(lines)
    return str(path)


def of(report: str, line: dict[str, str]) -> dict[str, str]:
    return {"报告": report, **line}


def test_the_list_that_was_drawn_comes_back_filled_in(folder: Path) -> None:
    drawn = list(
        csv.DictReader(StringIO(run(folder, "sample", "2022", "--size", "2", "--seed", "抽查", "--rows").output))
    )
    first = drawn[0]["报告"]
    mine = [line for line in drawn if line["报告"] == first]
    assert [line["栏目"] for line in mine][:3] == ["", "资金/年度资金总额", "绩效指标/养护里程"]
    assert [line["自评得分"] for line in mine][:3] == ["", "9", "20"]
    mine[0] |= WHOLE
    mine[2] |= {key: HALF[key] for key in ("复核得分", "复核理由")}
    path = folder.parent / "抽查清单.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, list(drawn[0]))
        writer.writeheader()
        writer.writerows([*mine, *(line for line in drawn if line["报告"] != first)])
    before = (folder / f"projects/{first}.yml").read_text("utf-8")
    outcome = run(folder, "rescore", str(path), "--yes")

    assert outcome.exit_code == 0, outcome.output
    assert f"{first}  " in outcome.stdout
    assert "已改 1 份" in outcome.stdout
    after = (folder / f"projects/{first}.yml").read_text("utf-8")
    assert [line for line in after.splitlines() if line not in before.splitlines()] == [
        '  复核得分: "16"', '  复核理由: "少养护10公里"', "", "复核:", "  机构: 某县财政局", '  日期: "2023-06-20"',
        "  方式: 抽查复核", '  总分: "95"',
    ]  # fmt: skip
    again = run(folder, "rescore", str(path), "--yes")
    assert "已改 0 份" in again.stdout


def test_only_the_cells_change_in_either_way_of_writing() -> None:
    text = "绩效指标:\n  - 三级指标: 甲\n    得分: 5   # 单位填\n    备注: 无\n  - {三级指标: 乙, 得分: 3, 备注: 无}\n"
    cells: dict[TreePath, str] = {
        ("绩效指标", 0, "复核得分"): "4",
        ("绩效指标", 1, "复核得分"): "2",
        ("绩效指标", 1, "复核理由"): "晚",
    }

    once = with_cells(text, cells)
    assert once == (
        '绩效指标:\n  - 三级指标: 甲\n    得分: 5   # 单位填\n    复核得分: "4"\n    备注: 无\n'
        '  - {三级指标: 乙, 得分: 3, 复核得分: "2", 复核理由: "晚", 备注: 无}\n'
    )
    assert '复核得分: "1"' in with_cells(once, {("绩效指标", 0, "复核得分"): "1"})


def test_every_line_that_cannot_be_used_is_told_and_nothing_is_written(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    path = a_list(
        folder,
        of("2022/nowhere/a", WHOLE),
        of(ROADS, WHOLE | {"复核日期": "6月20日"}),
        of(ROADS, HALF | {"栏目": "绩效指标/没有的"}),
        of(BRIDGES, HALF),
        of(CANTEEN, WHOLE),
        of(CANTEEN, HALF | {"复核得分": "十六"}),
    )
    outcome = run(folder, "rescore", path, "--yes")

    assert outcome.exit_code == 2
    told = outcome.stderr
    assert "复核.csv:2 没有报告“2022/nowhere/a”" in told
    assert "复核.csv:3 “复核日期”填“6月20日”，应为日期" in told
    assert "复核.csv:4 报告里没有“绩效指标/没有的”这一行" in told
    assert f"报告“{BRIDGES}”只有各行的复核得分" in told
    assert "填“十六”，应为分数" in told
    assert {path: path.read_bytes() for path in folder.rglob("*.yml")} == before


def test_a_public_report_gets_its_second_score_with_corrections_that_say_so(folder: Path) -> None:
    public = LAWFUL["公开"] | {"公开日期": "2023-05-31"}
    write = folder / f"projects/{ROADS}.yml"
    write.write_text(write.read_text("utf-8").replace("公开:\n  状态: 待审", _yaml(public)), "utf-8")
    path = a_list(folder, of(ROADS, WHOLE), of(ROADS, HALF))
    assert "--approver" in run(folder, "rescore", path, "--yes").stderr
    outcome = run(folder, "rescore", path, "--yes", "--approver", "李四", "--date", "2023-07-01")

    assert outcome.exit_code == 0, outcome.output
    text = write.read_text("utf-8")
    fields = re.findall(r"字段: \"?([^\"\n]+)", text)
    assert "复核/总分" in fields
    assert "绩效指标/养护里程/复核得分" in fields
    # Nobody knew of it the day before.
    build = ["generate", "--content", str(folder), "--build-dir", str(folder.parent / "b"), "--date", "2023-06-30"]
    assert CliRunner().invoke(main, build).exit_code == 0
    assert "某县财政局（2023" not in (folder.parent / f"b/docs/{ROADS}/index.md").read_text("utf-8")


def _yaml(public: dict[str, Any]) -> str:
    return f"公开:\n  状态: 公开\n  公开日期: {public['公开日期']}\n  保密审查: {{结论: 通过, 日期: 2023-05-30, 审查人: 王}}"


def test_nothing_is_told_of_a_score_before_its_day() -> None:
    second = {"机构": "某县财政局", "日期": "2023-10-20", "总分": "95"}
    scored = [{**rows()[0], "复核得分": "16", "复核理由": "少"}, *rows()[1:]]
    report = make_report(复核=second, 绩效指标=scored)

    before, after = (sure(as_of(report.form, date(2023, 10, day))) for day in (19, 20))
    assert before.second is None
    assert before.indicators[0].review_score is None
    assert before.indicators[0].review_reason is None
    assert after is report.form


@pytest.mark.parametrize("field", ["复核/总分", "绩效指标/养护里程/复核得分"])
def test_what_the_sum_of_second_scores_gives_away_cannot_be_kept_back_alone(field: str) -> None:
    scored = [{**one, "复核得分": one["得分"]} for one in rows()]
    funding = [{**LAWFUL["资金"][0], "复核得分": "9"}, LAWFUL["资金"][1]]
    second = {"机构": "某县财政局", "日期": "2023-10-20", "总分": "99"}
    partial = LAWFUL["公开"] | {"状态": "部分公开", "不予公开栏目": [{"栏目": field, "依据": "第十五条"}]}
    case = make_case(复核=second, 绩效指标=scored, 资金=funding, 公开=partial)
    (one,) = [found for found in check_all([case], {}).findings if found.code == "D108"]

    assert field in one.message


PUBLIC = LAWFUL["公开"]
LESS = {"机构": "某县财政局", "日期": "2023-06-20", "方式": "抽查复核", "总分": "95", "理由": "少养护10公里"}
SAME = {"机构": "某县财政局", "日期": "2023-06-21", "总分": "99.0"}


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three projects of two departments, two of them looked at again, and an evaluation of another kind, too."""
    root = tmp_path_factory.mktemp("second")
    scored = [{**rows()[0], "复核得分": "16", "复核理由": "少养护10公里"}, *rows()[1:]]
    reports = {
        ROADS: form(复核=LESS, 绩效指标=scored, 公开=PUBLIC),
        BRIDGES: form(项目名称="桥梁检测", 复核=SAME, 公开=PUBLIC),
        CANTEEN: form(项目名称="食堂改造", 公开=PUBLIC),
        "2022/dept-01/whole": form(项目名称=None, 类型="部门整体自评", 复核=LESS, 公开=PUBLIC),
    }
    write_bare(root / "content", 2, reports)
    build = ["generate", "--content", str(root / "content"), "--build-dir", str(root / "b"), "--date", "2023-09-01"]
    outcome = CliRunner().invoke(main, build)
    assert outcome.exit_code == 0, outcome.output
    return root / "b/docs"


def cells(page: str, label: str) -> list[str]:
    return re.findall(rf'data-label="{label}"[^>]*>([^<]*)<', page)


def test_a_report_shows_three_voices_in_its_total_and_in_its_rows(docs: Path) -> None:
    page = (docs / ROADS / "index.md").read_text("utf-8")

    assert "某县财政局（2023&#45;06&#45;20，抽查复核）：复核总分 95 分，比自评低 4 分。" in page
    assert cells(page, "复核得分") == ["16", "—", "—", "—", "—", "—"]
    assert "复核得分" not in (docs / CANTEEN / "index.md").read_text("utf-8")


def test_the_page_says_how_often_and_how_far_they_differ_of_projects_alone(docs: Path) -> None:
    page = (docs / "second-scores/index.md").read_text("utf-8")

    # 95 − 99 = −4 and 99.0 − 99 = 0; the mean of both is −2.
    assert "复核了 2 份自评，1 份的复核总分与自评总分不同，平均相差 −2 分。" in page
    assert cells(page, "自评（份）") == ["3", "2"]
    assert cells(page, "复核（份）") == ["2", "2"]
    assert cells(page, "低于自评（份）") == ["1", "1"]
    assert cells(page, "最多相差") == ["−4", "−4"]
    assert cells(page, "复核总分") == ["95", "99.0"]
    assert "第01局" not in page
    assert "复核了 2 份自评" in (docs / "2022/index.md").read_text("utf-8")


def test_an_independent_recount_of_the_data_says_the_same(docs: Path) -> None:
    found = recount.second_scores(docs / "data")

    assert found["2022"] == {"reports": 3, "second": 2, "same": 1, "lower": 1, "higher": 0, "apart": -4}
    assert found["2022/dept-00"] == {"reports": 2, "second": 2, "same": 1, "lower": 1, "higher": 0, "apart": -4}
    scores = [line["second"] for line in recount.table(docs / "data/tables/scores.csv") if line["report"] == ROADS]
    assert [one for one in scores if one] == ["16"]
