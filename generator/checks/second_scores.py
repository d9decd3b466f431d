"""F5: second scores against the form's weights, their own sum and their day."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import FORM, NATIONAL_RULE, subject
from generator.model.figure import Agreement, Figure, agreement, plain
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.report import Indicator
from generator.scoring.scorecard import Row
from generator.scoring.second import apart, second_of_row, sum_of_rows

_SECOND = "复核: {{机构: 某县财政局, 日期: {day}, 总分: {total}{more}}}"
_EVERY_ROW = (
    "资金: {年度资金总额: {复核得分: 9}}",
    "绩效指标:",
    "  养护里程: {复核得分: 16}",
    "  验收合格率: {复核得分: 10}",
    "  按期完成率: {复核得分: 10}",
    "  每公里成本: {复核得分: 10}",
    "  每吨货物运费: {复核得分: 10}",
    "  进城通行时间: {复核得分: 10}",
    "  路旁绿化里程: {复核得分: 5}",
    "  管护制度: {复核得分: 5}",
    "  群众满意度: {复核得分: 10}",
)
_NONE = "没有复核"
_LOWER = _SECOND.format(day="2023-10-20", total="95", more="")


@check(
    "F501",
    Severity.REVIEW,
    title="复核得分不应超过分值",
    basis=FORM,
    explanation="复核得分高于这一项的分值，或者复核总分高于满分，多半是填错了行或小数点。",
    advice="对照复核底稿改正。",
    bad=sample("绩效指标:", "  养护里程: {复核得分: 21}"),
    good=sample("绩效指标:", "  养护里程: {复核得分: 16}"),
)
def second_scores_within_weights(case: Case) -> Iterator[Found | NotApplicable]:
    """No second score is above what the row, or the form, can give."""
    rows = [(row, second_of_row(case.report.form, row)) for row in case.scorecard.rows]
    stated = [(row, score) for row, score in rows if score is not None]
    second = case.report.form.second
    total = second.total if second else None
    if total is None and not stated:
        yield NotApplicable(_NONE)
    yield from _above_weights(case, stated)
    if total is not None and _is_above(total, case.rulebook.full_score):
        full = plain(case.rulebook.full_score)
        message = f"复核总分填 {total.text}，高于满分 {full}"
        yield Found(("复核", "总分"), message, full, total.text)


def _above_weights(case: Case, stated: Iterable[tuple[Row, Figure]]) -> Iterator[Found]:
    for row, score in stated:
        if row.weight is not None and _is_above(score, row.weight):
            weight = plain(row.weight)
            message = f"“{row.label}”的复核得分填 {score.text}，分值是 {weight}"
            path = (*row.path, "复核得分")
            yield Found(path, message, weight, score.text, subject=_subject(case, row))


def _is_above(score: Figure, most: Decimal) -> bool:
    return score.value is not None and score.value > most


def _subject(case: Case, row: Row) -> str:
    is_indicator = row.path[0] == "绩效指标"
    return subject(case.report.form.indicators[int(row.path[1])]) if is_indicator else row.label


@check(
    "F502",
    Severity.REVIEW,
    title="复核总分应等于各项复核得分之和",
    basis=FORM,
    explanation="各项都有复核得分的，相加应等于复核总分；按复核总分所印的小数位四舍五入。只复核了几项的不比较。",
    advice="重新相加，改正复核总分或填错的复核得分。",
    bad=sample(
        *_EVERY_ROW,
        _SECOND.format(day="2023-10-20", total="96", more=", 理由: 少养护10公里"),
    ),
    good=sample(
        *_EVERY_ROW,
        _SECOND.format(day="2023-10-20", total="95", more=", 理由: 少养护10公里"),
    ),
)
def second_total_is_sum(case: Case) -> Iterator[Found | NotApplicable]:
    """The second total is the sum of the rows' second scores, where all have one."""
    form = case.report.form
    total, exact = form.second.total if form.second else None, sum_of_rows(form, case.scorecard)
    if total is None or total.value is None or exact is None:
        yield NotApplicable("没有复核总分，或者不是各项都有复核得分")
    elif agreement(total, exact) is not Agreement.ROUNDED:
        message = f"复核总分填 {total.text}，各项复核得分之和为 {plain(exact)}"
        difference = plain(total.value - exact)
        yield Found(("复核", "总分"), message, plain(exact), total.text, difference)


@check(
    "F503",
    Severity.REVIEW,
    title="复核应在自评之后",
    basis="自评在年度终了后进行，复核在自评之后",
    explanation="复核日期在评价年度终了以前，那时还没有自评可以复核，多半是填错了年份。",
    advice="对照复核底稿改正日期。",
    bad=sample(_SECOND.format(day="2022-10-20", total="99", more="")),
    good=sample(_SECOND.format(day="2023-10-20", total="99", more="")),
)
def second_comes_second(case: Case) -> Iterator[Found | NotApplicable]:
    """Nobody looks again at what is not there yet."""
    second, year = case.report.form.second, case.report.identity.year
    if second is None or second.day is None:
        yield NotApplicable("没有复核，或者没有写复核日期")
    elif second.day <= date(year, 12, 31):
        message = f"复核日期 {second.day} 在 {year} 年度终了以前"
        yield Found(("复核", "日期"), message, f"{year}-12-31 以后", str(second.day))


@check(
    "F504",
    Severity.REVIEW,
    title="复核改了分的，应写明理由",
    basis=NATIONAL_RULE + "：绩效评价结果应当客观公正、依据充分",
    explanation="复核总分与自评总分不同，复核的“理由”和各项的“复核理由”都没有写，单位和公众不知道分扣在哪里。",
    advice="写明扣分或加分的原因；只改了几项的，写在那几项的“复核理由”里。",
    bad=sample(_LOWER),
    good=sample(_LOWER, "绩效指标:", "  养护里程: {复核得分: 16, 复核理由: 少养护10公里}"),
)
def changes_have_reasons(case: Case) -> Iterator[Found | NotApplicable]:
    """Where the second total is another than the declared one, somebody says why."""
    form, distance = case.report.form, apart(case.report.form, case.scorecard)
    if form.second is None or form.second.total is None or distance is None:
        yield NotApplicable("没有复核总分，或者没有自评总分")
    elif distance and not form.second.reason and not any(map(_says_why, form.indicators)):
        message = (
            f"复核总分 {form.second.total.text}，与自评总分相差 {plain(distance)} 分，没有写理由"
        )
        yield Found(("复核",), message, "理由", "", plain(distance))


def _says_why(row: Indicator) -> bool:
    return bool(row.review_reason)


@check(
    "F505",
    Severity.REVIEW,
    title="复核应写明谁在哪天复核",
    basis=NATIONAL_RULE + "：绩效评价结果应当客观公正、依据充分",
    explanation="有复核总分，没有写复核机构或复核日期，读者不知道这个分是谁给的、什么时候给的。",
    advice="在“复核”里写明机构和日期。",
    bad=sample("复核: {总分: 99}"),
    good=sample(_SECOND.format(day="2023-10-20", total="99", more="")),
)
def second_score_is_signed(case: Case) -> Iterator[Found | NotApplicable]:
    """A second score says who gave it and when."""
    second = case.report.form.second
    if second is None:
        yield NotApplicable(_NONE)
        return
    lacking = [name for name, value in (("机构", second.by), ("日期", second.day)) if not value]
    if lacking:
        yield Found(("复核",), f"复核没有写明{'、'.join(lacking)}", "机构和日期")


CHECKS = (
    second_scores_within_weights,
    second_total_is_sum,
    second_comes_second,
    changes_have_reasons,
    second_score_is_signed,
)
