"""The judged corpus: what a careful, fair person says of each pair, and how the software does by it."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
import yaml

from generator.scoring.facts import Standing
from tests.judged import RECORD, Family, Judgement, Pair, accuracy, differing, families, judge, pair_of

FAMILIES = families()
PAIRS = [pair for family in FAMILIES for pair in family.pairs]
# What a standing allows by its meaning: the points of 10.
WHOLE = (Decimal(0), Decimal(10))
BANDS = {(Decimal(low), Decimal(high)) for low, high in ((8, 10), (6, 8), (0, 6), (0, 8), (6, 10))}
FORMULA = re.compile(r"(?:1-\()?\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?\))?÷\d+(?:\.\d+)?")


def test_no_pair_is_read_with_confidence_and_wrong() -> None:
    wrong = list(differing(Judgement.WRONG))

    assert not wrong, "\n".join(wrong)


def test_hardly_any_pair_is_left_open_where_most_people_would_be_sure() -> None:
    cautious = sum(judge(pair) is Judgement.CAUTIOUS for pair in PAIRS)

    assert cautious <= len(PAIRS) * 15 // 100


def test_the_figures_on_the_page_of_methods_are_those_of_the_corpus() -> None:
    recorded = yaml.safe_load(RECORD.read_text("utf-8"))
    day = recorded.pop("日期")

    assert recorded == accuracy(), "`make accuracy` records them anew"
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", day)


def test_the_corpus_is_large_enough_to_be_believed() -> None:
    assert len(PAIRS) >= 800
    assert len({(pair.target, pair.actual, pair.level2, pair.name, *pair.cells.items()) for pair in PAIRS}) >= 1800


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.pairs[0].place.partition(".")[0])
def test_every_answer_is_one_that_its_standing_allows(family: Family) -> None:
    for pair in family.pairs:
        assert pair.why, pair.place
        assert _is_allowed(pair), pair.place


def _is_allowed(pair: Pair) -> bool:
    fair = pair.fair
    ends = (fair.low, fair.high)
    likely = pair.likely is None or fair.low <= pair.likely <= fair.high
    allowed = {
        Standing.MET: ends == (Decimal(10), Decimal(10)),
        Standing.MISSED: WHOLE[0] <= fair.low <= fair.high <= WHOLE[1],
        Standing.CLAIMED: ends in BANDS,
        Standing.DOUBTFUL: fair.low < fair.high,
        Standing.UNKNOWN: ends == WHOLE,
    }
    return likely and allowed[fair.standing]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.pairs[0].place.partition(".")[0])
def test_every_formula_gives_an_end_of_its_answer(family: Family) -> None:
    """`25653÷30000` is 8.55 of 10 points: worked out here with exact fractions, without the engine."""
    for pair in family.pairs:
        ends = {pair.fair.low, pair.fair.high, pair.likely}
        for formula in FORMULA.findall(pair.why):
            assert _points(formula) in ends, (pair.place, formula, _points(formula))


def _points(formula: str) -> Decimal:
    """Work out a share of 10 points, not below 0, to two decimals."""
    above, _, below = formula.partition("÷")
    if above.startswith("1-("):
        actual, target = above.removeprefix("1-(").removesuffix(")").split("-")
        share = 1 - (Fraction(actual) - Fraction(target)) / Fraction(below)
    else:
        share = Fraction(above) / Fraction(below)
    points = max(Fraction(0), share * 10)
    return (Decimal(points.numerator) / points.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("line", "judgement"),
    [
        ("≥10次 | 8次 | 数量指标/培训次数 | | 未达到 8 | 8÷10", Judgement.RIGHT),
        ("≥10次 | 8次 | 数量指标/培训次数 | | 存疑 8-10 | 说不清", Judgement.WRONG),
        ("≥10次 | 8次 | 数量指标/培训次数 | | 达到 10 | 多", Judgement.WRONG),
        ("100 | 90 | 质量指标/某项指数 | | 未达到 9 | 90÷100", Judgement.CAUTIOUS),
        ("100 | 90 | 质量指标/某项指数 | | 存疑 9-10 | 方向不明", Judgement.RIGHT),
        ("提高 | 良好 | 社会效益指标/效率 | | 自述 6-8 | 看人", Judgement.CAUTIOUS),
        ("提高 | 提高 | 社会效益指标/效率 | | 达到 10 | 相同", Judgement.WRONG),
    ],
)
def test_right_cautious_and_wrong_are_told_apart(line: str, judgement: Judgement) -> None:
    """Narrower than fair, or a firm word for an open matter, is wrong; wider is cautious."""
    assert judge(pair_of(line, "here")) is judgement


@pytest.mark.parametrize(
    "line", ["≥10次 | 8次 | 培训次数 | 未达到 8 | 8÷10", "≥10次 | 8次 | 培训次数 | | 大致 8 | 8÷10", ""]
)
def test_a_line_that_is_not_written_like_the_others_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="here"):
        pair_of(line, "here")
