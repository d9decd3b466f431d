"""Every rulebook against the cases worked out by hand beside it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.model.figure import parse_figure, plain
from tests.make import CONTENT, load, make_case, rulebook, sure

RULES = CONTENT / "rules"
VECTORS = sorted(RULES.glob("*.vectors.yml"))
PACKS = sorted(set(RULES.glob("*.yml")) - set(VECTORS))
NAMES = [pack.stem for pack in PACKS]


def cases(pack: Path) -> list[Any]:
    """Return the cases of a pack, each named by file and line; pytest escapes Chinese names."""
    path = pack.with_suffix(".vectors.yml")
    if not path.exists():
        return []
    document = yaml.compose(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    assert isinstance(document, yaml.SequenceNode)
    lines = [node.start_mark.line + 1 for node in document.value]
    stated = zip(load(path), lines, strict=True)
    return [pytest.param(pack.stem, case, id=f"{path.name}:{line}") for case, line in stated]


def outcome(pack: str, case: dict[str, Any]) -> dict[str, str]:
    """Score one case by the real engine and say what it gives, in the words of the vectors."""
    if "总分" in case:
        return {"等级": rulebook(pack).grade_of(Decimal(case["总分"])).name}
    if "预算" in case:
        row, shown = budget_row(case["预算"]), 0
    else:
        fields = {key: value for key, value in case.items() if key not in ("说明", "期望")}
        row, shown = {"绩效指标": [{"得分": case["分值"], **fields}], "资金": None}, -1
    scorecard = make_case(评价规则=pack, 总分=None, 年度=None, **row).scorecard
    scored = scorecard.rows[shown]
    points = {"最低": plain(scorecard.points(sure(scored.low))), "最高": plain(scorecard.points(sure(scored.high)))}
    return {**points, "方法": str(scored.method)}


def budget_row(money: dict[str, str]) -> dict[str, Any]:
    """Return a funding table that states just this money."""
    return {"资金": [{"来源": "年度资金总额", **money}], "绩效指标": [{"三级指标": "无", "分值": "0", "得分": "0"}]}


@pytest.mark.parametrize(("pack", "case"), [case for pack in PACKS for case in cases(pack)])
def test_the_rulebook_gives_what_was_worked_out_by_hand(pack: str, case: dict[str, Any]) -> None:
    expected = {key: value if key in ("方法", "等级") else plain(Decimal(value)) for key, value in case["期望"].items()}
    found = outcome(pack, case)

    assert expected
    assert {"说明": case["说明"], **{key: found[key] for key in expected}} == {"说明": case["说明"], **expected}


def test_every_pack_has_its_cases_and_every_file_of_cases_its_pack() -> None:
    assert [path.name.removesuffix(".vectors.yml") for path in VECTORS] == NAMES
    assert all(load(path) for path in VECTORS)


@pytest.mark.parametrize("pack", NAMES)
def test_every_rule_of_a_pack_has_its_source(pack: str) -> None:
    book = rulebook(pack)

    assert {"一级权重", "预算执行", "定量指标", "定性档次", "等级"} <= set(book.basis)
    assert bool(book.items) == ("单项规则" in book.basis)


@pytest.mark.parametrize("pack", NAMES)
def test_the_cases_of_a_pack_try_every_method_and_every_limit(pack: str) -> None:
    """Each grade exactly at its limit, each tier of the budget at its own, each method of quantity and words."""
    book, stated = rulebook(pack), load(RULES / f"{pack}.vectors.yml")
    totals = {Decimal(case["总分"]): case["期望"]["等级"] for case in stated if "总分" in case}
    rates = {executed(case["预算"], book.budget.base) for case in stated if "预算" in case}
    methods = {case["期望"].get("方法") for case in stated}

    assert {grade.floor: grade.name for grade in book.grades}.items() <= totals.items()
    assert {tier.floor for tier in book.budget.tiers} <= rates
    assert {"达标", "比例", "反向比例", "零目标", "定性档次"} <= methods


def executed(money: dict[str, str], base: str) -> Decimal:
    """Return the execution rate of a case in %."""
    spent, budget = parse_figure(money["全年执行数"]).value, parse_figure(money[base]).value
    assert spent is not None
    assert budget
    return spent * 100 / budget


@pytest.mark.parametrize("pack", NAMES)
def test_bands_tiers_and_grades_run_downwards_without_a_gap(pack: str) -> None:
    book = rulebook(pack)
    floors = [grade.floor for grade in book.grades]

    assert (book.bands[0].high, book.bands[-1].low) == (Decimal(100), Decimal(0))
    assert [band.low for band in book.bands[:-1]] == [band.high for band in book.bands[1:]]
    assert floors == sorted(floors, reverse=True)
    assert (floors[-1], book.full_score) == (Decimal(0), Decimal(100))
    assert sum(book.level1_weights.values()) == book.full_score
    for tiers in (book.budget.tiers, *(item.tiers for item in book.items)):
        assert [tier.floor for tier in tiers] == sorted((tier.floor for tier in tiers), reverse=True)


def test_half_a_hundredth_below_ninety_is_not_yet_excellent() -> None:
    book = rulebook()

    assert [book.grade_of(Decimal(total)).name for total in ("90", "89.995", "80", "79.99", "60", "59.99", "0")] == [
        "优", "良", "良", "中", "中", "差", "差",
    ]  # fmt: skip
