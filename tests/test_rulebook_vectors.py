"""Every rulebook against the cases worked out by hand beside it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.model.figure import plain
from tests.make import CONTENT, load, make_case, rulebook

RULES = CONTENT / "rules"
PACKS = sorted(path for path in RULES.glob("*.yml") if not path.name.endswith(".vectors.yml"))
CASES = [
    pytest.param(pack.stem, case, id=f"{pack.stem}: {case['说明']}")
    for pack in PACKS
    for case in load(pack.with_suffix(".vectors.yml"))
]


def outcome(pack: str, case: dict[str, Any]) -> dict[str, str]:
    """Score one case by the real engine and say what it gives, in the words of the vectors."""
    if "总分" in case:
        return {"等级": rulebook(pack).grade_of(Decimal(case["总分"])).name}
    if "预算" in case:
        row, shown = budget_row(pack, case["预算"]), 0
    else:
        fields = {key: value for key, value in case.items() if key not in ("说明", "期望", "执行率")}
        row, shown = {"绩效指标": [{"得分": case["分值"], **fields}], "资金": case.get("资金")}, -1
    scorecard = make_case(评价规则=pack, 总分=None, 年度=None, **row).scorecard
    scored = scorecard.rows[shown]
    points = {"最低": plain(scorecard.points(scored.low)), "最高": plain(scorecard.points(scored.high))}
    return {**points, "方法": scored.method.value}


def budget_row(pack: str, money: dict[str, str]) -> dict[str, Any]:
    """Return a funding table that states just this money."""
    return {"资金": [{"来源": "年度资金总额", **money}], "绩效指标": [{"三级指标": "无", "分值": "0", "得分": "0"}]}


@pytest.mark.parametrize(("pack", "case"), CASES)
def test_the_rulebook_gives_what_was_worked_out_by_hand(pack: str, case: dict[str, Any]) -> None:
    expected = case["期望"]
    found = outcome(pack, case)

    assert {key: found[key] for key in expected} == {
        key: value if key in ("方法", "等级") else plain(Decimal(value)) for key, value in expected.items()
    }


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.stem)
def test_every_rule_of_a_pack_has_its_source(pack: Path) -> None:
    book = rulebook(pack.stem)

    assert {"一级权重", "预算执行", "定量指标", "定性档次", "等级"} <= set(book.basis)
    assert bool(book.items) == ("单项规则" in book.basis)


def test_half_a_hundredth_below_ninety_is_not_yet_excellent() -> None:
    book = rulebook()

    assert [book.grade_of(Decimal(total)).name for total in ("90", "89.995", "80", "79.99", "60", "59.99", "0")] == [
        "优", "良", "良", "中", "中", "差", "差",
    ]  # fmt: skip
