"""R1: declared scores against the rulebook, row by row. Both ways: a unit may also score itself too low."""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import NATIONAL_RULE, measured, scored_indicators, subject
from generator.model.figure import plain, round_half_up
from generator.model.finding import Severity
from generator.model.measure import Kind
from generator.model.measure_words import Comparator
from generator.model.report import Indicator
from generator.model.units import same_unit
from generator.scoring.methods import checklist_points
from generator.scoring.scorecard import Method, Row, Verdict

_BY_RATIO = (Method.PROPORTION, Method.REVERSE, Method.COMPLETION)
_NO_SCORES = "没有可以核算的指标行"


def _span(case: Case, row: Row) -> str:
    low, high = case.scorecard.points(row.low), case.scorecard.points(row.high)
    return plain(low) if low == high else f"{plain(low)} 至 {plain(high)}"


def _found(case: Case, row: Row, indicator: Indicator, message: str, severity: Severity | None = None) -> Found:
    declared = plain(row.declared) if row.declared is not None else ""
    edge = row.low if row.declared is not None and row.declared < row.low else row.high
    gap = "" if row.declared is None else plain(round_half_up(row.declared - edge, case.scorecard.places))
    return Found((*row.path, "得分"), message, _span(case, row), declared, gap, subject(indicator), severity)


@check(
    "R101",
    Severity.REVIEW,
    title="预算执行得分应按规则计算",
    basis=NATIONAL_RULE + "：预算执行得分＝分值×全年执行数÷全年预算数",
    explain="按所用评价规则和资金表重新计算预算执行得分。只因取整而略有出入的，列为提示；与规则不符的，列为核对。"
    "指标行与资金表自相矛盾的，两种读法都列出。",
)
def budget_score(case: Case) -> Iterator[Found | NotApplicable]:
    """The budget row's score follows from the money."""
    row = case.scorecard.budget_row
    if row is None or row.declared is None:
        yield NotApplicable("表中没有预算执行得分")
        return
    declared = plain(row.declared)
    path = (*row.path, "得分") if row.path[0] != "总分" else row.path
    if row.verdict in (Verdict.ABOVE, Verdict.BELOW) or len(row.readings) > 1:
        steps = "；".join(
            f"{reading.assumes + '：' if reading.assumes else ''}{reading.arithmetic}" for reading in row.readings
        )
        gap = plain(case.scorecard.points(row.declared - row.high))
        yield Found(path, f"预算执行得分填 {declared}；{steps}", _span(case, row), declared, gap, "预算执行")
    elif row.verdict is Verdict.AGREES and row.readings[0].is_point and case.scorecard.points(row.low) != row.declared:
        message = f"预算执行得分填 {declared}，是按所印位数取整的结果；{row.readings[0].arithmetic}"
        gap = plain(case.scorecard.points(row.declared - row.low))
        yield Found(path, message, _span(case, row), declared, gap, "预算执行", Severity.NOTICE)


@check(
    "R102",
    Severity.REVIEW,
    title="未达标的指标得分不应高于规则",
    basis=NATIONAL_RULE + "：未完成的按完成值与目标值的比例计分",
    explain="目标没有达到，得分却高于规则按比例算出的分数（包括没有达标仍得满分）。",
)
def above_rule(case: Case) -> Iterator[Found | NotApplicable]:
    """No score above what the rule gives."""
    rows = [(row, item) for row, item in scored_indicators(case) if not row.is_budget and row.method is not Method.BAND]
    if not any(row.verdict is not Verdict.UNKNOWN for row, _ in rows):
        yield NotApplicable(_NO_SCORES)
    for row, item in rows:
        if row.verdict is Verdict.ABOVE and row.declared is not None:
            full = "未达标却得满分" if row.declared == row.weight else "得分高于规则"
            message = f"“{row.label}”{full}：自评 {plain(row.declared)}，规则 {_span(case, row)}（{row.readings[0].arithmetic}）"
            yield _found(case, row, item, message)


@check(
    "R103",
    Severity.REVIEW,
    title="达标的指标应得满分",
    basis=NATIONAL_RULE + "：完成指标值的得该指标全部分值",
    explain="目标值与实际完成值相符，却没有得满分。定性指标在规则允许的档次内扣分的，列为提示；定量指标达标而扣分的，列为核对。",
)
def met_but_not_full(case: Case) -> Iterator[Found | NotApplicable]:
    """A row whose target is met takes the full weight."""
    rows = [
        (row, item)
        for row, item in scored_indicators(case)
        if not row.is_budget and row.high == row.weight and row.method in (Method.MET, Method.ZERO_TARGET, Method.BAND)
    ]
    if not rows:
        yield NotApplicable("没有达标的指标行")
    for row, item in rows:
        if row.declared is not None and row.weight is not None and row.declared < row.weight:
            lost = plain(row.weight - row.declared)
            band = row.method is Method.BAND and row.verdict is Verdict.WITHIN
            words = "在定性档次之内" if band else f"规则给 {_span(case, row)}"
            message = f"“{row.label}”目标已达到（{item.effective_target} → {item.actual}），却扣 {lost} 分；{words}"
            yield _found(case, row, item, message, Severity.NOTICE if band else None)


@check(
    "R104",
    Severity.REVIEW,
    title="得分低于规则按比例应得的分数",
    basis=NATIONAL_RULE + "：未完成的按完成值与目标值的比例计分",
    explain="单位给自己打的分比按比例计算的还低。规则没有要求这样做；如有另外的扣分标准，应在表中说明。",
)
def below_proportion(case: Case) -> Iterator[Found | NotApplicable]:
    """No score below what proportion gives."""
    rows = [(row, item) for row, item in scored_indicators(case) if not row.is_budget and row.method in _BY_RATIO]
    if not rows:
        yield NotApplicable("没有按比例计分的指标行")
    for row, item in rows:
        if row.verdict is Verdict.BELOW and row.declared is not None:
            message = f"“{row.label}”自评 {plain(row.declared)}，低于按规则应得的 {_span(case, row)}（{row.readings[0].arithmetic}）"
            yield _found(case, row, item, message)


@check(
    "R105",
    Severity.NOTICE,
    title="按比例计分的指标",
    basis=NATIONAL_RULE + "：未完成的按完成值与目标值的比例计分",
    explain="目标没有完全达到，得分正好是按比例计算的结果（按所印小数位四舍五入）。这不是问题，列出供读者了解哪里没有完成。",
)
def exactly_proportional(case: Case) -> Iterator[Found | NotApplicable]:
    """Rows scored exactly in proportion, for information."""
    for row, item in scored_indicators(case):
        if row.is_budget or row.method not in _BY_RATIO or row.declared is None or row.declared == row.weight:
            continue
        if row.verdict is Verdict.AGREES:
            yield _found(
                case, row, item, f"“{row.label}”按比例得 {plain(row.declared)} 分（{row.readings[0].arithmetic}）"
            )


@check(
    "R106",
    Severity.REVIEW,
    title="定性指标得分应在措辞所属的档次内",
    basis=NATIONAL_RULE + "：定性指标按三档给分",
    explain="完成值用“基本”“部分”等字样的属中间一档，“未”“没有”等属最低一档，与目标相当的属最高一档。得分落在别的档次，措辞与分数就对不上。",
)
def score_fits_band(case: Case) -> Iterator[Found | NotApplicable]:
    """A qualitative score lies within the band of its wording."""
    rows = [(row, item) for row, item in scored_indicators(case) if row.method is Method.BAND]
    if not rows:
        yield NotApplicable("没有可以按措辞归档的定性指标")
    for row, item in rows:
        if row.verdict in (Verdict.ABOVE, Verdict.BELOW) and row.declared is not None and row.weight:
            share = plain(round_half_up(row.declared / row.weight * 100, 1))
            message = f"“{row.label}”得 {plain(row.declared)} 分，占分值的 {share}%；{row.readings[0].arithmetic}"
            yield _found(case, row, item, message)


@check(
    "R107",
    Severity.REVIEW,
    title="扣分应说明原因",
    basis=NATIONAL_RULE + "：未完成的指标应分析偏差原因、提出改进措施",
    explain="指标没有得满分，而偏差原因分析及改进措施一栏（没有该栏的表，备注一栏）空白。",
)
def deduction_has_reason(case: Case) -> Iterator[Found | NotApplicable]:
    """Where points were lost, a variance note says why."""
    lost = [
        (row, item)
        for row, item in scored_indicators(case)
        if row.declared is not None and row.weight is not None and row.declared < row.weight
    ]
    if not lost:
        yield NotApplicable("没有失分的指标")
    for row, item in lost:
        if item.note is None and item.remark is None and row.declared is not None and row.weight is not None:
            points = plain(row.weight - row.declared)
            message = f"“{row.label}”失 {points} 分，没有说明原因"
            path = (*row.path, "偏差原因分析及改进措施")
            yield Found(path, message, "说明偏差原因和改进措施", "未填报", points, subject(item))


@check(
    "R108",
    Severity.REVIEW,
    title="扣分的指标应有目标值和完成值",
    basis=NATIONAL_RULE,
    explain="指标被扣了分，但既没有目标值也没有实际完成值，读者无从知道差在哪里、规则该给多少分。",
)
def deduction_has_values(case: Case) -> Iterator[Found | NotApplicable]:
    """A row that lost points states its target and actual value, or a checklist."""
    for row, item in scored_indicators(case):
        if item.effective_target or item.actual or row.is_budget or checklist_points(item.rule):
            continue
        if row.declared is not None and row.weight is not None and row.declared < row.weight:
            message = f"“{row.label}”扣 {plain(row.weight - row.declared)} 分，但目标值和实际完成值都没有填报，无从核算"
            yield Found(row.path, message, "填报目标值和实际完成值", "未填报", subject=subject(item))


@check(
    "R109",
    Severity.NOTICE,
    title="完成值远超目标值应分析原因",
    basis=NATIONAL_RULE + "：实际完成值远高于指标值的，要分析原因；因年初指标值设定明显偏低的，按偏离度调减得分",
    explain="实际完成值超出目标值的幅度达到评价规则设定的提示线（多为 30%）。国家规定没有给出具体百分比，因此只作提示。"
    "表中有年初指标值的，与年初指标值比较。",
)
def over_achievement(case: Case) -> Iterator[Found | NotApplicable]:
    """No positive target is exceeded beyond the rulebook's limit."""
    limit = case.rulebook.quantitative.over_limit
    rows = [row for row in measured(case.report, initial=True) if row.actual.kind is Kind.NUMBER]
    if not rows:
        yield NotApplicable("没有以数值填报的指标")
    for row in rows:
        target, actual = row.target, row.actual
        positive = target.comparator not in (Comparator.LE, Comparator.LT)
        if not positive or target.low is None or actual.low is None or target.low <= 0:
            continue
        if not same_unit(target.unit, actual.unit):
            continue
        over = (actual.low - target.low) * 100 / target.low
        if over >= limit:
            message = (
                f"“{row.indicator.label}”目标 {target.text}，完成 {actual.text}，超出 {plain(round_half_up(over, 1))}%"
            )
            expected = f"超出 {plain(limit)}% 以上须分析原因"
            yield Found(
                (*row.path, "实际完成值"),
                message,
                expected,
                actual.text,
                f"{plain(round_half_up(over, 1))}%",
                subject(row.indicator),
            )


@check(
    "R110",
    Severity.NOTICE,
    title="清单各项分数之和应等于分值",
    basis="评分规则：逐项列明分数的，各项相加为该指标分值",
    explain="评分规则列出若干项、每项若干分的，各项相加应等于该指标的分值。",
)
def checklist_adds_up(case: Case) -> Iterator[Found | NotApplicable]:
    """The points of a checklist's items add to the weight."""
    rows = [(row, item, checklist_points(item.rule)) for row, item in scored_indicators(case)]
    listed = [(row, item, points) for row, item, points in rows if points]
    if not listed:
        yield NotApplicable("评分规则中没有逐项列分的清单")
    for row, item, points in listed:
        total = sum(points, Decimal(0))
        if row.weight is not None and total != row.weight:
            message = f"“{row.label}”评分规则各项相加为 {plain(total)} 分，分值为 {plain(row.weight)} 分"
            yield Found((*row.path, "评分规则"), message, plain(row.weight), plain(total), subject=subject(item))


CHECKS = (
    budget_score,
    above_rule,
    met_but_not_full,
    below_proportion,
    exactly_proportional,
    score_fits_band,
    deduction_has_reason,
    deduction_has_values,
    over_achievement,
    checklist_adds_up,
)
