"""The bureau's year on a made county with 40 traps: commands, data and pages say what was worked out by hand."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests import recount
from tests.county import ANSWERS, OWING, PROJECTS, YEARS, traps, write_county

DAY = "2025-12-01"
pytestmark = [pytest.mark.site, pytest.mark.long]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county's folder with the Markdown and data generated from it."""
    root = tmp_path_factory.mktemp("county")
    write_county(root / "content")
    arguments = ["generate", "--content", str(root / "content"), "--build-dir", str(root / "build"), "--date", DAY]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
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
        assert len(own) == 60
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

    share = {75: "91.89%", 300: "97.99%"}[PROJECTS]  # 68 of 74, 293 of 299
    assert lines[0] == (
        f"2023年度（截至 {DAY}）：应公开 {PROJECTS - 1} 个，已公开 {PROJECTS - 7} 个（{share}），"
        "逾期未公开 3 个，待确认 2 个，未到期 1 个"
    )
    assert f"  某县第{OWING}局：零报告" in lines
    assert sum(line.startswith("    逾期未公开") for line in lines) == 3


def test_what_became_late_is_in_a_feed(county: Path) -> None:
    feed = (county / "build/docs/ledger/late.xml").read_text("utf-8")

    # Overdue 3 + 3 + 3, published late 1 + 1 + 2.
    assert feed.count("<entry>") == 13
    assert feed.count("<published>2025-10-01T00:00:00+08:00</published>") == 5
