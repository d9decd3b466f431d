"""F1: the sub-totals that level heads print, against the rows under them."""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import FORM, as_missing, value_of
from generator.model.figure import Figure, plain
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.report import Indicator, LevelHead
from generator.model.text import level_name

ZERO = Decimal(0)


@check(
    "F105",
    Severity.REVIEW,
    title="层级小计应等于其下各指标之和",
    basis=FORM,
    explanation="一级、二级指标行自带分值或得分的，应等于其下各三级指标相加。小计本身不再计入总分。",
    advice="核对小计与其下各行，改正填错的数；多填、漏填了行的，先把行改对。",
    bad=sample(
        "层级小计:",
        "  - {一级指标: 产出指标, 分值: 55}",
    ),
    good=sample(
        "层级小计:",
        "  - {一级指标: 产出指标, 分值: 50, 得分: 50}",
    ),
)
def heads_equal_their_rows(case: Case) -> Iterator[Found | NotApplicable]:
    """Sub-totals at level heads equal the sums of their rows."""
    heads = case.report.form.heads
    if not heads:
        yield NotApplicable("表中没有层级小计")
    for index, head in enumerate(heads):
        for key, printed, exact in _head_sums(case, head):
            if printed is not None and exact is not None and printed != exact:
                name = head.level2 or head.level1 or "（未写层级名称）"
                message = f"“{name}”小计的{key}为 {plain(printed)}，其下各指标相加为 {plain(exact)}"
                path = ("层级小计", index, key)
                difference = plain(printed - exact)
                found = Found(
                    path, message, plain(exact), plain(printed), difference, f"{name}/{key}"
                )
                yield as_missing(case.report.form, found) if exact < printed else found


def _head_sums(case: Case, head: LevelHead) -> Iterator[tuple[str, Decimal | None, Decimal | None]]:
    """Yield what a head prints of its points and scores, and what its rows add up to."""
    rows = [row for row in case.report.form.indicators if _is_under(row, head)]
    weights = [row.weight for row in rows if "分值" not in row.shared]
    scores = [row.score for row in rows if "得分" not in row.shared]
    yield "分值", value_of(head.weight), _sum(weights)
    yield "得分", value_of(head.score), _sum(scores)


def _is_under(row: Indicator, head: LevelHead) -> bool:
    if level_name(row.level1 or "") != level_name(head.level1 or ""):
        return False
    return head.level2 is None or level_name(row.level2 or "") == level_name(head.level2)


def _sum(cells: list[Figure | None]) -> Decimal | None:
    """Return the sum of cells; None where one of them is empty, or there are none."""
    values = [cell.value for cell in cells if cell is not None and cell.value is not None]
    return sum(values, ZERO) if values and len(values) == len(cells) else None


CHECKS = (heads_equal_their_rows,)
