"""R1: declared scores against the rulebook, row by row, in both ways.

A unit may also score itself too low.
"""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import (
    NATIONAL_RULE,
    SLIGHT,
    scored_indicators,
)
from generator.checks.scored import found_score, shown_gap, shown_span
from generator.model.figure import plain, round_half_up
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.report import Indicator
from generator.scoring.facts import Standing
from generator.scoring.scorecard import Method, Reading, Row, Verdict

# The most that a rate of two places, rounded, and a score, rounded, can lie off.
_TWICE_ROUNDED = Decimal("0.01")
_NO_SCORES = "没有可以核算的指标行"


@check(
    "R101",
    Severity.REVIEW,
    title="预算执行得分应按规则计算",
    basis=NATIONAL_RULE + "：预算执行得分＝分值×全年执行数÷全年预算数",
    explanation="按所用评价规则和资金表重新计算预算执行得分。只因取整而略有出入的，列为提示；与规则不符的，列为核对。"
    "指标行与资金表自相矛盾的，两种读法都列出。",
    advice="按评价规则和资金表重新计算；本地另有计分办法的，改用相应的评价规则。",
    bad=sample(
        "资金:",
        "  年度资金总额: {得分: 10}",
        "总分: 100",
    ),
    good=sample(
        "资金:",
        '  年度资金总额: {得分: "9.0"}',
    ),
)
def budget_score(case: Case) -> Iterator[Found | NotApplicable]:
    """The budget row's score follows from the money."""
    row = case.scorecard.budget_row
    if row is None or row.declared is None:
        yield NotApplicable("表中没有预算执行得分")
        return
    contradicts = row.verdict in (Verdict.ABOVE, Verdict.BELOW)
    if contradicts or len(row.readings) > 1:
        yield _contradicted(case, row, row.declared)
    elif row.low is not None and row.readings[0].is_point:
        yield from _printed_shorter(case, row, row.declared, row.low)


def _contradicted(case: Case, row: Row, declared: Decimal) -> Found:
    steps = "；".join(map(_steps, row.readings))
    if _is_of_printed_rate(case, row):
        words = f"，是按所印执行率计算的结果；{steps}"
        return _found_budget(case, row, declared, words, Severity.NOTICE)
    return _found_budget(case, row, declared, f"；{steps}")


def _is_of_printed_rate(case: Case, row: Row) -> bool:
    """Tell whether a score is the weight times the rate as printed, itself rounded: 10 × 96.75%."""
    rate = case.report.form.funding[0].execution_rate if case.report.form.funding else None
    if rate is None or rate.value is None or row.weight is None or len(row.readings) > 1:
        return False
    return case.scorecard.points(row.weight * rate.value / 100) == row.declared and _is_near(row)


def _is_near(row: Row) -> bool:
    """Tell whether a score differs from the rule's by no more than rounding twice can make."""
    gap = abs((row.declared or Decimal(0)) - (row.low or Decimal(0)))
    return gap <= _TWICE_ROUNDED


def _printed_shorter(case: Case, row: Row, declared: Decimal, exact: Decimal) -> Iterator[Found]:
    """Yield that a score is the rule's own, cut off or rounded to fewer places."""
    if case.scorecard.points(exact) == declared:
        return
    truncated = row.verdict is Verdict.TRUNCATED
    how = "截去尾数" if truncated else "按所印位数取整"
    severity = None if truncated and exact - declared >= SLIGHT else Severity.NOTICE
    yield _found_budget(case, row, declared, f"，是{how}的结果；{row.arithmetic}", severity)


def _found_budget(
    case: Case, row: Row, declared: Decimal, words: str, severity: Severity | None = None
) -> Found:
    shown = plain(declared)
    return Found(
        row.path if row.path[0] == "总分" else (*row.path, "得分"),
        f"预算执行得分填 {shown}{words}",
        shown_span(case, row),
        shown,
        shown_gap(case, row),
        "预算执行",
        severity,
    )


def _steps(reading: Reading) -> str:
    noted = f"（{reading.note}）" if reading.note else ""
    assumed = f"{reading.assumes}：" if reading.assumes else ""
    return f"{assumed}{reading.arithmetic}{noted}"


@check(
    "R102",
    Severity.REVIEW,
    title="未达标的指标得分不应高于规则",
    basis=NATIONAL_RULE + "：未完成的按完成值与目标值的比例计分",
    explanation="目标没有达到，得分却高于规则按比例算出的分数（包括没有达标仍得满分）。",
    advice="按完成值与目标值的比例重新计分；完成值填错的，改正完成值。",
    bad=sample(
        "绩效指标:",
        "  养护里程: {实际完成值: 40公里, 得分: 20}",
    ),
    good=sample(
        "绩效指标:",
        "  养护里程:",
        "    实际完成值: 40公里",
        "    得分: 16",
        "    偏差原因分析及改进措施: 雨季延长，来年提前开工",
        "总分: 95",
        beside="同时有 R105：按比例计分的行照例列出。",
    ),
)
def above_rule(case: Case) -> Iterator[Found | NotApplicable]:
    """No score above what the rule gives, and no full score for a target that was missed."""
    rows = [(row, item) for row, item in scored_indicators(case) if _in_proportion(row)]
    if not any(row.verdict is not Verdict.UNKNOWN or row.is_missed for row, _ in rows):
        yield NotApplicable(_NO_SCORES)
    for row, item in rows:
        if row.declared is None:
            continue
        if row.is_missed and row.declared == row.weight:
            words = _missed_in_full(case, row, item, plain(row.declared))
            yield found_score(case, row, item, f"“{row.label}”{words}")
        elif row.verdict is Verdict.ABOVE:
            words = f"自评 {plain(row.declared)}，{_by_rule(case, row)}"
            yield found_score(case, row, item, f"“{row.label}”得分高于规则：{words}")


def _in_proportion(row: Row) -> bool:
    """Tell whether the rule gives a row points in proportion to what was done."""
    return not row.is_budget and row.method is not Method.BAND


def _by_rule(case: Case, row: Row) -> str:
    return f"规则 {shown_span(case, row)}（{row.arithmetic}）"


def _missed_in_full(case: Case, row: Row, item: Indicator, declared: str) -> str:
    """Say that a missed target has its full score, and where rounding has made it so."""
    values = f"{item.effective_target} → {item.actual}"
    if row.verdict is Verdict.UNKNOWN:
        return f"没有达到目标（{values}）却得满分 {declared}；{row.arithmetic}"
    rounded = "，取整后成为满分" if row.verdict is Verdict.AGREES else ""
    scores = f"自评 {declared}，{_by_rule(case, row)}"
    return f"未达标（{values}）却得满分：{scores}{rounded}"


@check(
    "R103",
    Severity.REVIEW,
    title="达标的指标应得满分",
    basis=NATIONAL_RULE + "：完成指标值的得该指标全部分值",
    explanation="目标值与实际完成值相符，却没有得满分。定性指标在规则允许的档次内扣分的，列为提示；定量指标达标而扣分的，列为核对。",
    advice="按规则给满分；另有扣分标准的，把标准写在“评分规则”或备注里。",
    bad=sample(
        "绩效指标:",
        "  养护里程:",
        "    得分: 19",
        "    偏差原因分析及改进措施: 个别路段返工",
        "总分: 98",
    ),
    good=sample(
        "绩效指标:",
        "  养护里程: {实际完成值: 52公里, 得分: 20}",
    ),
)
def met_but_not_full(case: Case) -> Iterator[Found | NotApplicable]:
    """A row whose target is met takes the full weight."""
    rows = [(row, item) for row, item in scored_indicators(case) if _earns_full(row)]
    if not rows:
        yield NotApplicable("没有达标的指标行")
    for row, item in rows:
        if row.declared is not None and row.weight is not None and row.declared < row.weight:
            lost = plain(row.weight - row.declared)
            band = row.method is Method.BAND and row.verdict is Verdict.WITHIN
            words = "在定性档次之内" if band else f"规则给 {shown_span(case, row)}"
            values = f"{item.effective_target} → {item.actual}"
            message = f"“{row.label}”目标已达到（{values}），却扣 {lost} 分；{words}"
            yield found_score(case, row, item, message, Severity.NOTICE if band else None)


def _earns_full(row: Row) -> bool:
    """Tell whether the rule gives the full weight for what the form says was reached."""
    if row.is_budget or row.fact is None or row.high != row.weight:
        return False
    return row.standing in (Standing.MET, Standing.EXCEEDED) or (
        row.method is Method.BAND and row.low != Decimal(0)
    )


@check(
    "R104",
    Severity.REVIEW,
    title="得分低于规则按比例应得的分数",
    basis=NATIONAL_RULE + "：未完成的按完成值与目标值的比例计分",
    explanation="单位给自己打的分比按比例计算的还低。规则没有要求这样做；如有另外的扣分标准，应在表中说明。",
    advice="按比例重新计分；另有扣分标准的，把标准写在“评分规则”或备注里。",
    bad=sample(
        "绩效指标:",
        "  养护里程:",
        "    实际完成值: 40公里",
        "    得分: 10",
        "    偏差原因分析及改进措施: 雨季延长，来年提前开工",
        "总分: 89",
        "评价等级: 良",
    ),
    good=sample(
        "绩效指标:",
        "  养护里程:",
        "    实际完成值: 40公里",
        "    得分: 16",
        "    偏差原因分析及改进措施: 雨季延长，来年提前开工",
        "总分: 95",
        beside="同时有 R105：按比例计分的行照例列出。",
    ),
)
def below_proportion(case: Case) -> Iterator[Found | NotApplicable]:
    """No score below what the rule gives for a target that was partly reached; nothing cut off."""
    rows = [
        (row, item) for row, item in scored_indicators(case) if not row.is_budget and row.is_missed
    ]
    if not rows:
        yield NotApplicable("没有未达标的指标行")
    for row, item in rows:
        if row.declared is None:
            continue
        scored = f"“{row.label}”自评 {plain(row.declared)}"
        due = f"{shown_span(case, row)}（{row.arithmetic}）"
        if row.verdict is Verdict.BELOW:
            yield found_score(case, row, item, f"{scored}，低于按规则应得的 {due}")
        elif row.verdict is Verdict.TRUNCATED:
            message = f"{scored}，是截去尾数的结果，按规则应得 {due}"
            slight = row.low is not None and row.low - row.declared < SLIGHT
            yield found_score(case, row, item, message, Severity.NOTICE if slight else None)


@check(
    "R106",
    Severity.REVIEW,
    title="定性指标得分应在措辞所属的档次内",
    basis=NATIONAL_RULE + "：定性指标按三档给分",
    explanation="完成值用“基本”“部分”等字样的属中间一档，“未”“没有”等属最低一档，与目标相当的属最高一档。得分落在别的档次，措辞与分数就对不上。",
    advice="按措辞所属的档次给分；措辞没有说准的，改写完成值。",
    bad=sample(
        "绩效指标:",
        "  管护制度: {年度指标值: 健全, 实际完成值: 基本健全, 得分: 5}",
    ),
    good=sample(
        "绩效指标:",
        "  管护制度:",
        "    年度指标值: 健全",
        "    实际完成值: 基本健全",
        "    得分: 3.5",
        "    偏差原因分析及改进措施: 两个乡镇尚未建立，来年补齐",
        "总分: 97.5",
    ),
)
def score_fits_band(case: Case) -> Iterator[Found | NotApplicable]:
    """A qualitative score lies within the band of its wording."""
    rows = [(row, item) for row, item in scored_indicators(case) if row.method is Method.BAND]
    if not rows:
        yield NotApplicable("没有可以按措辞归档的定性指标")
    for row, item in rows:
        outside = row.verdict in (Verdict.ABOVE, Verdict.BELOW)
        if outside and row.declared is not None and row.weight:
            share = plain(round_half_up(row.declared / row.weight * 100, 1))
            message = (
                f"“{row.label}”得 {plain(row.declared)} 分，占分值的 {share}%；{row.arithmetic}"
            )
            yield found_score(case, row, item, message)


CHECKS = (
    budget_score,
    above_rule,
    met_but_not_full,
    below_proportion,
    score_fits_band,
)
