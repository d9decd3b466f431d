"""F1: the form's points against themselves."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import (
    FORM,
    HUNDRED,
    NATIONAL_RULE,
    SLIGHT,
    as_missing,
    is_cut,
    subject,
    value_of,
)
from generator.model.figure import Agreement, Figure, agreement, plain, round_half_up
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.scoring.scorecard import NoTotal, Row, RowKind, Scorecard
from generator.scoring.totals import BLANK

ZERO = Decimal(0)


@check(
    "F101",
    Severity.REVIEW,
    title="各项分值合计应等于满分",
    basis=NATIONAL_RULE,
    explanation="预算执行率与各绩效指标的分值相加应等于满分（一般为100分）。合计不足，说明有分数谁也得不到；合计超出，说明有重复计分。"
    "一、二级指标行自带的小计不重复计入；合并单元格只计一次；总分中含有而表中未列出的预算执行得分，按规则的分值计入。",
    advice="对照原表逐行核对分值；表上没有列出预算执行率的，把这一行补上。确实不足或超出的，按规则重新分配后更正。",
    bad=sample(
        "绩效指标:",
        "  养护里程: {分值: 15, 得分: 15}",
        "总分: 94",
        beside="同时有 R201：产出少了 5 分，权重必然与参考权重不同。",
    ),
    good=sample(
        "绩效指标:",
        "  养护里程: {分值: 15, 得分: 15}",
        "  验收合格率: {分值: 15, 得分: 15}",
    ),
)
def weights_sum_to_full_score(case: Case) -> Iterator[Found | NotApplicable]:
    """Weights add to the full score, the budget row counted once."""
    total, full = case.scorecard.weight_sum, case.rulebook.full_score
    if total is None or isinstance(case.scorecard.total, NoTotal):
        yield NotApplicable("分值没有填全，无从合计")
        return
    # Where another total is printed, F107 says so of that.
    if total != full and value_of(case.report.form.weight_total) in (None, total):
        weights = (row.weight for row in _implied(case.scorecard))
        implied = next(filter(None, weights), None)
        words = f"（其中未列出的预算执行率 {plain(implied)} 分）" if implied else ""
        message = f"各项分值合计为 {plain(total)} 分{words}，不是 {plain(full)} 分"
        found = Found(("绩效指标",), message, plain(full), plain(total), plain(total - full))
        yield as_missing(case.report.form, found) if total < full else found


@check(
    "F102",
    Severity.REVIEW,
    title="自评总分应等于各项得分之和",
    basis=FORM,
    explanation="把预算执行得分和各指标得分相加，与表上的总分比较，按总分所印的小数位四舍五入。",
    advice="重新相加，改正总分或填错的得分；表上原样如此的，在“核对说明”里写明原因。",
    bad=sample("总分: 98"),
    good=sample("总分: 99.0"),
)
def total_is_sum_of_scores(case: Case) -> Iterator[Found | NotApplicable]:
    """The declared total equals the sum of the declared scores, or can with missing ones."""
    total, card = case.report.form.total, case.scorecard
    if total is None or total.value is None or card.declared_sum is None:
        yield NotApplicable("总分或各项得分未填报")
        return
    exact = card.declared_sum + _declared_by(_implied(card))
    missing = [row for row in card.rows if _lacks_score(row)]
    if missing or is_cut(case.report.form):
        yield from _with_missing_scores(case, total, total.value, exact, missing)
    else:
        yield from _differing_total(card, total, total.value, exact)


def _differing_total(
    card: Scorecard, total: Figure, value: Decimal, exact: Decimal
) -> Iterator[Found]:
    """Yield that a total is not the sum of all scores, as far as it is printed."""
    agrees = agreement(total, exact)
    if agrees is Agreement.ROUNDED:
        return
    truncated = agrees is Agreement.TRUNCATED
    how = "，系截去尾数" if truncated else ""
    budget = _declared_by(row for row in card.rows if row.is_budget)
    left_out = _without_budget(value, exact, budget)
    message = f"总分填 {total.text}，各项得分之和为 {plain(exact)}{how}{left_out}"
    severity = Severity.NOTICE if truncated and exact - value < SLIGHT else None
    apart = plain(value - exact)
    yield Found(("总分",), message, plain(exact), total.text, apart, severity=severity)


def _implied(card: Scorecard) -> Iterator[Row]:
    """Yield the budget row that a total holds and the form does not list."""
    return (row for row in card.rows if row.kind is RowKind.IMPLIED)


def _declared_by(rows: Iterable[Row]) -> Decimal:
    return sum((row.declared for row in rows if row.declared is not None), ZERO)


def _lacks_score(row: Row) -> bool:
    return row.kind in _COUNTED and row.declared is None and row.reason != BLANK


def _without_budget(printed: Decimal, exact: Decimal, budget: Decimal) -> str:
    """Say so where a printed sum is right but for the points of budget execution."""
    if not budget or printed != exact - budget:
        return ""
    return f"；不计预算执行的 {plain(budget)} 分正好相符，多半是合计时漏了这一项"


_COUNTED = (RowKind.FUNDING, RowKind.INDICATOR, RowKind.GROUP)


def _with_missing_scores(
    case: Case, total: Figure, value: Decimal, exact: Decimal, missing: list[Row]
) -> Iterator[Found]:
    """Where scores or rows are missing, the total lies within what they can add."""
    weights = [row.weight for row in missing if row.weight is not None]
    most = exact + sum(weights, _lost_weight(case))
    known = len(weights) == len(missing)
    beyond = known and round_half_up(most, total.places) < value
    if value >= exact and not beyond:
        return
    reach = f"加上所缺各项最多 {plain(most)}" if beyond else "还没有加上所缺各项"
    rest = f"其余得分之和为 {plain(exact)}，{reach}"
    message = f"{_whose_scores(missing)}；{rest}，总分却填 {total.text}"
    yield Found(("总分",), message, plain(exact), total.text, plain(value - exact))


def _whose_scores(missing: list[Row]) -> str:
    """Name the rows whose scores are missing, up to three."""
    if not missing:
        return "来源文件残缺"
    names = "、".join(f"“{row.label}”" for row in missing[:3])
    more = f"等 {len(missing)} 项" if len(missing) > 3 else ""
    return f"{names}{more}没有得分"


def _lost_weight(case: Case) -> Decimal:
    """Return the points of rows that a source lost: what its weights lack of the full score."""
    if not is_cut(case.report.form):
        return ZERO
    return max(ZERO, case.rulebook.full_score - (case.scorecard.weight_sum or ZERO))


@check(
    "F103",
    Severity.REVIEW,
    title="总分中的每一分都应在表中列出",
    basis=FORM,
    explanation="有的表没有列出预算执行率一行，总分却比各项得分之和多出一截，且正好等于按资金表算出的预算执行得分。"
    "读者无从看到这些分数从何而来，因此列为核对事项。",
    advice="在表中列出预算执行率一行，写明分值和得分。",
    bad=sample(
        "资金:",
        '  年度资金总额: {分值: "", 得分: ""}',
        "总分: 99",
    ),
    good=sample(
        "资金:",
        '  年度资金总额: {分值: "", 得分: ""}',
        "绩效指标:",
        "  预算执行率:",
        "    一级指标: 预算执行率",
        "    年度指标值: 100%",
        "    实际完成值: 90%",
        "    分值: 10",
        "    得分: 9",
        "    偏差原因分析及改进措施: 工程尾款按合同次年支付",
    ),
)
def no_hidden_budget_score(case: Case) -> Iterator[Found | NotApplicable]:
    """No budget score is contained in the total that no row shows."""
    implied = next((row for row in case.scorecard.rows if row.kind is RowKind.IMPLIED), None)
    if implied is None or implied.declared is None:
        return
    points = plain(implied.declared)
    message = f"总分含有表中未列出的预算执行得分 {points} 分（{implied.readings[0].arithmetic}）"
    listed = plain(case.scorecard.declared_sum or ZERO)
    wanted = f"列出预算执行率一行，得分 {points}"
    yield Found(("总分",), message, wanted, f"各项得分之和 {listed}", points)


@check(
    "F104",
    Severity.REVIEW,
    title="得分应在 0 与分值之间",
    basis="财政部门填报说明：得分最高不能超过该指标分值上限",
    explanation="任何一项的得分不能高于该项分值，也不能为负数。",
    advice="核对该行的分值和得分，改正填错的一个。",
    bad=sample(
        "绩效指标:",
        "  养护里程: {得分: 21}",
        "总分: 100",
    ),
    good=sample(
        "绩效指标:",
        '  养护里程: {得分: "20.00"}',
    ),
)
def score_within_weight(case: Case) -> Iterator[Found | NotApplicable]:
    """Each declared score lies between 0 and its weight."""
    for row in case.scorecard.rows:
        if row.declared is None or row.weight is None:
            continue
        if not ZERO <= row.declared <= row.weight:
            message = f"“{row.label}”分值 {plain(row.weight)}，得分 {plain(row.declared)}"
            span = f"0 至 {plain(row.weight)}"
            yield Found((*row.path, "得分"), message, span, plain(row.declared), subject=row.label)


@check(
    "F106",
    Severity.REVIEW,
    title="折算得分应等于单项得分乘以权重",
    basis="部分省份的自评表：单项按百分制打分，再乘以权重",
    explanation="表中既有单项得分（0 至 100）又有折算后的得分时，两者应相符：单项得分 × 权重 ÷ 100 = 得分。",
    advice="用单项得分乘以权重重新计算，改正其中填错的一个。",
    bad=sample(
        "绩效指标:",
        "  养护里程: {单项得分: 90}",
    ),
    good=sample(
        "绩效指标:",
        "  养护里程: {单项得分: 100}",
    ),
)
def item_score_times_weight(case: Case) -> Iterator[Found | NotApplicable]:
    """Where rows are scored out of 100, item score times weight gives the declared score."""
    rows = [
        (index, row)
        for index, row in enumerate(case.report.form.indicators)
        if row.item_score is not None
    ]
    if not rows:
        yield NotApplicable("表中没有单项得分栏")
    for index, row in rows:
        item, weight, score = value_of(row.item_score), value_of(row.weight), value_of(row.score)
        if row.score is None or item is None or weight is None or score is None:
            continue
        exact = item * weight / HUNDRED
        if agreement(row.score, exact) is Agreement.NONE:
            product = f"单项得分 {plain(item)} × 权重 {plain(weight)}% = {plain(exact)}"
            message = f"“{row.label}”{product}，表中填 {row.score.text}"
            path = ("绩效指标", index, "得分")
            yield Found(
                path, message, plain(exact), row.score.text, plain(score - exact), subject(row)
            )


@check(
    "F107",
    Severity.REVIEW,
    title="表中所印分值合计应等于各项分值之和",
    basis=FORM,
    explanation="表尾印有分值合计的，应与各项分值相加的结果一致。",
    advice="把各项分值重新相加，改正合计或填错的分值。",
    bad=sample("总分值: 90"),
    good=sample("总分值: 100"),
)
def printed_weight_total(case: Case) -> Iterator[Found | NotApplicable]:
    """The printed total of weights equals the sum of the weights."""
    printed = case.report.form.weight_total
    if printed is None or printed.value is None:
        yield NotApplicable("表尾没有分值合计")
        return
    exact = case.scorecard.weight_sum
    if exact is None or isinstance(case.scorecard.total, NoTotal):
        yield NotApplicable("分值没有填全，无从合计")
    elif printed.value != exact:
        weights = (row.weight for row in case.scorecard.rows if row.is_budget)
        budget = sum(filter(None, weights), ZERO)
        left_out = _without_budget(printed.value, exact, budget)
        message = f"表尾分值合计为 {printed.text}，各项分值相加为 {plain(exact)}{left_out}"
        found = Found(
            ("总分值",), message, plain(exact), printed.text, plain(printed.value - exact)
        )
        yield as_missing(case.report.form, found) if exact < printed.value else found


CHECKS = (
    weights_sum_to_full_score,
    total_is_sum_of_scores,
    no_hidden_budget_score,
    score_within_weight,
    item_score_times_weight,
    printed_weight_total,
)
