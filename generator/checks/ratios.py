"""F3: a rate against the counts it is made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import HUNDRED, Measured, measured, subject
from generator.model.figure import Agreement, Figure, agreement, decimals, plain, round_half_up
from generator.model.finding import Severity
from generator.model.measure import Amount
from generator.model.problem import sample
from generator.model.text import fold
from generator.scoring.direction import sense_of
from generator.scoring.facts import Sense
from generator.scoring.units import conversion, times


@dataclass(frozen=True, slots=True)
class KnownRatio:
    """A rate that the field defines as one count over another; words name the counts."""

    name: str
    part: str
    whole: tuple[str, ...]


# Definitions of judicial and administrative statistics; a row is matched by its whole name.
_KNOWN_RATIOS = (
    KnownRatio("结案率", "结案数", ("收案数",)),
    KnownRatio("结案率", "结案数", ("受理数",)),
    KnownRatio("办结率", "办结数", ("受理数", "收件数")),
    KnownRatio("验收合格率", "合格数", ("验收数",)),
)


@check(
    "F307",
    Severity.REVIEW,
    title="比率应与构成它的数量一致",
    basis="司法统计口径：结案率＝结案数÷收案数；办结率＝办结数÷受理数",
    explanation="同一张表里既有比率，又有构成比率的数量时，重新相除后比较。例如结案率应等于结案数量除以收案数量。",
    advice="核对比率和两个数量；口径不同（如上年旧存是否计入）的，在备注里写明。",
    bad=sample(
        "绩效指标:",
        '  养护里程: ""',
        "  收案数量:",
        "    一级指标: 产出指标",
        "    二级指标: 数量指标",
        '    年度指标值: ">=100件"',
        "    实际完成值: 100件",
        "    分值: 5",
        "    得分: 5",
        "  结案数量:",
        "    一级指标: 产出指标",
        "    二级指标: 数量指标",
        '    年度指标值: ">=90件"',
        "    实际完成值: 99件",
        "    分值: 5",
        "    得分: 5",
        "  结案率:",
        "    一级指标: 产出指标",
        "    二级指标: 质量指标",
        '    年度指标值: ">=90%"',
        "    实际完成值: 100%",
        "    分值: 10",
        "    得分: 10",
    ),
    good=sample(
        "绩效指标:",
        '  养护里程: ""',
        "  收案数量:",
        "    一级指标: 产出指标",
        "    二级指标: 数量指标",
        '    年度指标值: ">=100件"',
        "    实际完成值: 100件",
        "    分值: 5",
        "    得分: 5",
        "  结案数量:",
        "    一级指标: 产出指标",
        "    二级指标: 数量指标",
        '    年度指标值: ">=90件"',
        "    实际完成值: 99件",
        "    分值: 5",
        "    得分: 5",
        "  结案率:",
        "    一级指标: 产出指标",
        "    二级指标: 质量指标",
        '    年度指标值: ">=90%"',
        "    实际完成值: 99%",
        "    分值: 10",
        "    得分: 10",
    ),
)
def ratio_of_counts(case: Case) -> Iterator[Found | NotApplicable]:
    """A rate agrees with the counts it is made of, where the form states all three."""
    rows = list(measured(case))
    stated = [one for ratio in _KNOWN_RATIOS for one in _stated(ratio, rows)]
    if not stated:
        yield NotApplicable("表中没有可以互相验算的比率和数量")
    for rate, per_cent, part, whole in stated:
        exact = part / whole * HUNDRED
        if exact == per_cent:
            continue
        shown = f"{plain(round_half_up(exact, 3))}%"
        division = f"{plain(part)} ÷ {plain(whole)} = {shown}"
        message = f"“{rate.indicator.label}”填 {rate.actual.text}，而 {division}"
        rounded = round_half_up(exact, decimals(per_cent)) == per_cent
        severity = Severity.NOTICE if rounded else None
        path, name = (*rate.path, "实际完成值"), subject(rate.indicator)
        yield Found(path, message, shown, rate.actual.text, subject=name, severity=severity)


def _stated(
    ratio: KnownRatio, rows: list[Measured]
) -> Iterator[tuple[Measured, Decimal, Decimal, Decimal]]:
    """Yield the row of a rate, its value (%) and its two counts, where a form states all three."""
    rate = next((row for row in rows if fold(row.indicator.label) == ratio.name), None)
    part, whole = _count(rows, (ratio.part,)), _count(rows, ratio.whole)
    if rate is None or part is None or not whole:
        return
    amount = rate.actual.amount
    if amount is not None and amount.unit == "%":
        yield rate, amount.low, part, whole


def _count(rows: list[Measured], words: tuple[str, ...]) -> Decimal | None:
    for row in rows:
        amount = row.actual.amount
        if amount is None or amount.unit == "%":
            continue
        if any(word in row.indicator.label for word in words):
            return amount.in_base_unit()[0]
    return None


@check(
    "F313",
    Severity.REVIEW,
    title="完成率应等于完成值除以目标值",
    basis="地方绩效管理系统：完成率＝实际完成值÷年度指标值",
    explanation="表中单列完成率的，用完成值除以目标值重新计算，以所印的小数位比较。超额完成而完成率填 100% 的不在此列；"
    "以少为好的指标各地算法不同，不核对。",
    advice="用完成值除以目标值重新计算，改正填错的一个。",
    bad=sample(
        "绩效指标:",
        "  按期完成率: {完成率: 91.05%}",
    ),
    good=sample(
        "绩效指标:",
        "  按期完成率: {完成率: 101.05%}",
    ),
)
def completion_is_the_ratio(case: Case) -> Iterator[Found | NotApplicable]:
    """A printed completion rate is the actual value over the target."""
    rows = [(row, row.indicator.completion) for row in measured(case) if row.indicator.completion]
    if not rows:
        yield NotApplicable("表中没有完成率")
    for row, printed in rows:
        exact = _completion(row)
        if exact is None or printed is None or _is_completion(printed, exact):
            continue
        shown = f"{plain(round_half_up(exact, max(2, printed.places)))}%"
        values = f"{row.actual.text} ÷ {row.target.text}"
        message = f"“{row.indicator.label}”的完成率填 {printed.text}，按 {values} 应为 {shown}"
        truncated = agreement(printed, exact) is Agreement.TRUNCATED
        severity = Severity.NOTICE if truncated else None
        path, name = (*row.path, "完成率"), subject(row.indicator)
        yield Found(path, message, shown, printed.text, subject=name, severity=severity)


def _is_completion(printed: Figure, exact: Decimal) -> bool:
    """Tell whether a printed rate is the exact one (%), or it as a ratio or capped at 100%."""
    if printed.value is None or agreement(printed, exact) is Agreement.ROUNDED:
        return True
    if exact >= HUNDRED and printed.value == HUNDRED:
        return True
    return printed.unit != "%" and agreement(printed, exact / HUNDRED) is not Agreement.NONE


def _completion(row: Measured) -> Decimal | None:
    """Return actual over target in %, of plain figures in one unit of which more is better."""
    wanted, stated = row.target.amount, row.actual.amount
    if wanted is None or stated is None or not _is_plain(wanted) or not _is_plain(stated):
        return None
    sense = sense_of(wanted, row.target.bound, row.indicator.label, row.indicator.level2 or "")
    factor = conversion(stated.unit, wanted.unit)
    if sense is not Sense.MORE or factor is None or wanted.low <= 0:
        return None
    return times(stated.in_base_unit()[0], factor) * HUNDRED / wanted.in_base_unit()[0]


def _is_plain(amount: Amount) -> bool:
    return not amount.is_span and amount.trend is None and not amount.slack


CHECKS = (ratio_of_counts, completion_is_the_ratio)
