"""The sample for review: reproducible, by money, and fair, compared with what can be worked out."""

import csv
from collections import Counter
from decimal import Decimal
from io import StringIO
from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli import main
from generator.ledger.sampling import Item, allotted, draw
from tests.make import CONTENT


def items(*money: int, stratum: str = "甲") -> list[Item]:
    return [Item(f"{stratum}{number}", stratum, Decimal(yuan)) for number, yuan in enumerate(money)]


def test_the_same_seed_draws_the_same_sample_in_any_order() -> None:
    those = items(*range(1, 101))

    assert draw(those, 10, "2025") == draw(those[::-1], 10, "2025")
    assert draw(those, 10, "2025") != draw(those, 10, "2026")
    assert len(set(draw(those, 10, "2025"))) == 10


def test_a_longer_sample_holds_the_shorter_one() -> None:
    those = items(*range(1, 101))

    assert draw(those, 20, "s")[:10] == draw(those, 10, "s")


def test_money_is_shared_out_by_hand() -> None:
    strata = {
        name: items(*money, stratum=name) for name, money in {"甲": (60,) * 6, "乙": (40,) * 3, "丙": (10,)}.items()
    }

    # One each; then 360/2, 360/3 against 120/2: 甲 180, 甲 120, 甲 90, 甲 72, then 甲 60 = 乙 60, by name 乙 first.
    assert allotted(strata, 3) == {"甲": 1, "乙": 1, "丙": 1}
    assert allotted(strata, 7) == {"甲": 5, "乙": 1, "丙": 1}
    assert allotted(strata, 8) == {"甲": 5, "乙": 2, "丙": 1}
    assert allotted(strata, 99) == {"甲": 6, "乙": 3, "丙": 1}


def test_an_item_of_three_times_the_money_is_drawn_first_three_times_as_often() -> None:
    first = Counter(draw(items(300, 100), 1, f"seed {number}")[0].name for number in range(4000))

    # 3:1 of 4000 is 3000; the standard deviation is √(4000·¾·¼) ≈ 27.4, five of them are 137.
    assert abs(first["甲0"] - 3000) < 137


def test_an_item_without_money_counts_as_the_least() -> None:
    those = [*items(100, 100), Item("甲x", "甲", None)]
    first = Counter(draw(those, 1, f"seed {number}")[0].name for number in range(3000))

    assert all(abs(count - 1000) < 130 for count in first.values())
    assert len(first) == 3


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_the_work_list_names_reports_of_the_year() -> None:
    result = run("sample", "2020", "--content", str(CONTENT), "--size", "2", "--seed", "2021年抽查")
    rows = list(csv.DictReader(StringIO(result.output)))

    assert result.exit_code == 0
    assert [row["报告"].split("/")[:2] for row in rows] in (
        [["2020", "sh-first-intermediate-court"], ["2020", "sx-high-court"]],
        [["2020", "sx-high-court"], ["2020", "sh-first-intermediate-court"]],
    )
    assert {row["抽样种子"] for row in rows} == {"2021年抽查"}
    assert run("sample", "1999", "--content", str(CONTENT), "--size", "2", "--seed", "x").exit_code == 2


def test_status_says_what_stands_where(tmp_path: Path) -> None:
    result = run("status", "2021", "--content", str(CONTENT), "--date", "2026-01-01")

    assert result.exit_code == 0
    assert len([line for line in result.output.splitlines() if line.startswith("2021/")]) == 2
    assert result.output.splitlines()[-1].startswith("合计：")
