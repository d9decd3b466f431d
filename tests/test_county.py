"""The bureau's year on a made county with 51 traps: commands, data and pages say what was worked out by hand."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests import recount
from tests.county import (
    ANSWERS,
    DEPARTMENTS,
    OVERDUE,
    OWING,
    PROJECTS,
    REMEMBERED,
    RESCORED,
    SECOND,
    YEARS,
    report_of,
    traps,
    write_county,
    write_lists,
)

DAY = "2025-12-01"
pytestmark = pytest.mark.site


def run(root: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--content", str(root / "content")])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county's folder after its year: lists handed in, Markdown and data generated."""
    root = tmp_path_factory.mktemp("county")
    write_county(root / "content")
    scores, promises = write_lists(root)
    run(root, "rescore", str(scores), "--approver", "李四", "--date", "2025-09-15", "--yes")
    run(root, "rectify", str(promises), "--yes")
    run(root, "generate", "--build-dir", str(root / "build"), "--date", DAY)
    return root


@pytest.fixture(scope="module")
def data(county: Path) -> Path:
    return county / "build/docs/data"


def test_forty_traps_are_laid() -> None:
    assert len(traps()) == 40


def test_each_project_became_what_the_answers_say(data: Path) -> None:
    lines = list(recount.table(data / "ledger/ledger_projects.csv"))
    expected = {key: answer for key, (_, answer) in traps().items()}
    found = {(int(line["year"]), int(line["row_no"]) - 1): line["became"] for line in lines}

    assert len(found) == 3 * PROJECTS
    assert {key: became for key, became in found.items() if became != expected.get(key, "已公开")} == {}


def test_the_sums_are_those_worked_out_by_hand(data: Path) -> None:
    lines = list(recount.table(data / "ledger/ledger_departments.csv"))
    for year in YEARS:
        own = [line for line in lines if line["year"] == str(year)]
        assert len(own) == DEPARTMENTS
        assert {name: sum(int(line[name]) for line in own) for name in ANSWERS[year]} == ANSWERS[year]


def test_an_independent_recount_gives_the_same_totals(data: Path) -> None:
    sums = recount.ledger(data)
    for line in recount.table(data / "ledger/ledger_departments.csv"):
        own = sums.get(f"{line['year']}/{line['department']}")
        if line["zero_report"]:
            assert own is None
            continue
        assert own is not None
        for name in ("owed", "published", "owed_money", "published_money"):
            assert str(own[name]) == line[name], (line["department"], name)
    assert {year: sums[str(year)]["published"] for year in YEARS} == {
        year: ANSWERS[year]["published"] for year in YEARS
    }


def test_the_year_pages_show_what_is_recounted_from_the_reports(county: Path, data: Path) -> None:
    for year, (count, yuan) in recount.reports(data).items():
        page = (county / f"build/docs/{year}/index.md").read_text("utf-8")
        cards = re.findall(r'jx-figure__value">([^<]*)<', page)
        assert cards[:2] == [f"{count} 份", f"{yuan / 10000:,.0f}"], year


def test_the_ledger_page_names_every_missing_project_and_no_exempt_one(county: Path) -> None:
    page = (county / "build/docs/ledger/2024/index.md").read_text("utf-8")
    missing = page[page.index("## 逾期未公开") : page.index("## 待确认")]

    # 001, 002 and 013 of PLACES × WORKS: 东山镇, 东河乡 and 北山镇, all of 道路养护.
    assert re.findall(r'data-label="项目">([^<]*)<', missing) == ["东山镇道路养护", "东河乡道路养护", "北山镇道路养护"]
    # 011 and 012 are exempt.
    assert "南湖镇道路养护" not in page
    assert "北城街道道路养护" not in page


def test_the_command_says_the_same(county: Path) -> None:
    arguments = ["ledger", "2023", "--content", str(county / "content"), "--date", DAY]
    lines = CliRunner().invoke(main, arguments).output.splitlines()

    share = {35: "82.35%", 900: "99.33%"}[PROJECTS]  # 28 of 34, 893 of 899
    assert lines[0] == (
        f"2023年度（截至 {DAY}）：应公开 {PROJECTS - 1} 个，已公开 {PROJECTS - 7} 个（{share}），"
        "逾期未公开 3 个，待确认 2 个，未到期 1 个"
    )
    assert f"  某县第{OWING:02}局：零报告" in lines
    assert sum(line.startswith("    逾期未公开") for line in lines) == 3


def test_what_became_late_is_in_a_feed(county: Path) -> None:
    feed = (county / "build/docs/ledger/late.xml").read_text("utf-8")

    # Overdue 3 + 3 + 3, published late 1 + 1 + 2.
    assert feed.count("<entry>") == 13
    assert feed.count("<published>2025-10-01T00:00:00+08:00</published>") == 5


def test_what_is_said_of_other_years_is_what_the_traps_are_and_nothing_else(county: Path, data: Path) -> None:
    lines = list(recount.table(data / "tables/memory.csv"))
    found = {(int(line["report"][:4]), int(line["report"][-3:])): line for line in lines}

    assert found.keys() == REMEMBERED.keys()
    assert len(lines) == len(REMEMBERED)
    for key, code in REMEMBERED.items():
        assert code == found[key]["code"] or f"（{code}）" in found[key]["said"]
        assert found[key]["earlier_report"] == report_of(key[0] - 1, f"{key[1]:03}")
    changes = json.loads((data / "changes.json").read_text("utf-8"))
    assert {one["report"] for one in changes} == {line["report"] for line in lines}
    lowered = report_of(2023, "017")
    page = (county / f"build/docs/projects/{lowered[5:]}/index.md").read_text("utf-8")
    assert "低于上年" in page[page.index("## 与往年相比") : page.index("## 主要数据")]
    assert f"{report_of(2022, '017')}/#row-" in page


def test_second_scores_are_those_of_the_list_in_sums_and_in_voices(county: Path, data: Path) -> None:
    sums = recount.second_scores(data)

    assert {name: sums["2024"][name] for name in SECOND} == SECOND
    assert sums["2022"]["second"] == sums["2023"]["second"] == 0
    page = (county / "build/docs/second-scores/index.md").read_text("utf-8")
    # (95 − 99) + 0 + (100 − 99) = −3 of three.
    assert "复核了 3 份自评，2 份的复核总分与自评总分不同，平均相差 −1 分。" in page
    for number, total, _ in RESCORED:
        report = (county / f"build/docs/{report_of(2024, number)}/index.md").read_text("utf-8")
        assert f"复核总分 {total} 分" in report


def test_what_is_overdue_is_what_was_worked_out_by_hand(county: Path, data: Path) -> None:
    sums = recount.promises(data, DAY)

    assert {year: sums[year] for year in OVERDUE} == OVERDUE
    page = (county / "build/docs/rectification/index.md").read_text("utf-8")
    overdue = page[page.index("## 逾期 2 处") : page.index("## 没有到期 2 处")]
    assert re.findall(r'data-label="期限"[^>]*>([^<]*)<', overdue.replace("&#45;", "-")) == ["2024-12-31", "2025-11-30"]


def test_no_total_on_a_page_of_lists_counts_another_kind(county: Path, data: Path) -> None:
    # 2023 has an evaluation of another kind with the same money: trap other-kind.
    kinds = [line["kind"] for line in recount.table(data / "tables/reports.csv")]
    assert set(kinds) == {"项目自评", "重点评价"}
    sums = recount.reports(data)
    home = (county / "build/docs/index.md").read_text("utf-8")
    assert re.findall(r'data-label="报告（份）">(\d+)<', home) == [
        str(sums[str(year)][0]) for year in (2024, 2023, 2022)
    ]
