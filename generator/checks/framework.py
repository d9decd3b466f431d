"""R2: the form as a whole against its rulebook: weights by level, kinds, grade, validity."""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import NATIONAL_RULE, rows_may_be_lost
from generator.model.figure import plain, round_half_up
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.scoring.scorecard import NoTotal, Row, TotalReading

_BUDGET, _OUTPUT = "预算执行率", "产出指标"
# The rule allows other weights; a level that differs by fewer points than this is not worth a line.
_FAR = Decimal(5)


def level1_weights(case: Case) -> dict[str, Decimal]:
    """Return the form's weights by level 1 under the rulebook's names; the budget's is 预算执行率."""
    sums: dict[str, Decimal] = {}
    for row in case.scorecard.rows:
        if row.weight is None:
            continue
        name = _BUDGET if row.is_budget else _level1(case, row)
        sums[name] = sums.get(name, Decimal(0)) + row.weight
    return sums


def _level1(case: Case, row: Row) -> str:
    form, book = case.report.form, case.rulebook
    place = int(row.path[1])
    stated = (
        form.heads[place].level1 if row.path[0] == "层级小计" else form.indicators[place].level1
    )
    label = stated or "未写一级指标"
    return next((name for name in book.level1_weights if book.same_level(name, label)), label)


@check(
    "R201",
    Severity.NOTICE,
    title="一级指标权重与规则的参考权重不同",
    basis=NATIONAL_RULE + "：原则上预算执行率 10%、产出 50%、效益 30%、满意度 10%，可以调整",
    explanation="规则允许按项目情况调整一级指标权重，因此只作提示，供读者比较不同项目时参考。",
    advice="不必改动；权重填错的，改正。",
    bad=sample(
        "绩效指标:",
        "  养护里程: {分值: 15, 得分: 15}",
        "  管护制度: {分值: 10, 得分: 10}",
    ),
    good=sample(
        "绩效指标:",
        "  养护里程: {分值: 15, 得分: 15}",
        "  验收合格率: {分值: 15, 得分: 15}",
    ),
)
def level1_weights_as_recommended(case: Case) -> Iterator[Found | NotApplicable]:
    """Level-1 weights equal the rulebook's reference weights."""
    stated, wanted = level1_weights(case), case.rulebook.level1_weights
    if not stated or isinstance(case.scorecard.total, NoTotal) or rows_may_be_lost(case):
        yield NotApplicable("分值没有填全，或来源文件残缺")
        return
    zero = Decimal(0)
    apart = max(abs(stated.get(name, zero) - wanted.get(name, zero)) for name in {*stated, *wanted})
    if apart >= _FAR:
        declared = "、".join(f"{name} {plain(weight)}" for name, weight in stated.items())
        expected = "、".join(f"{name} {plain(weight)}" for name, weight in wanted.items())
        yield Found(("绩效指标",), f"一级指标权重为 {declared}", expected, declared)


@check(
    "R202",
    Severity.NOTICE,
    title="产出的二级指标应齐全",
    basis="项目支出绩效自评表：产出含数量、质量、时效、成本；效益含经济、社会、生态效益和可持续影响",
    explanation="产出一般要说清做了多少、做得怎样、何时做完、花了多少。缺的种类列出来；不适用的可以不设，因此只作提示。",
    advice="不适用的种类不必设；漏填二级指标的，补填。",
    bad=sample(
        "绩效指标:",
        "  按期完成率: {二级指标: 质量指标}",
    ),
    good=sample(
        "绩效指标:",
        "  按期完成率: {二级指标: 时效}",
    ),
)
def level2_kinds(case: Case) -> Iterator[Found | NotApplicable]:
    """Every kind of output is measured: how many, how well, when, at what cost."""
    book = case.rulebook
    kinds = book.level2.get(_OUTPUT, ())
    if not kinds or rows_may_be_lost(case):
        yield NotApplicable("评价规则没有规定产出的二级指标，或来源文件残缺")
        return
    stated = [
        label for row in case.report.form.indicators for label in (row.level1, row.level2) if label
    ]
    missing = [kind for kind in kinds if not any(book.same_level(kind, label) for label in stated)]
    if missing:
        words = "、".join(missing)
        yield Found(("绩效指标",), f"产出没有设置：{words}（不适用的可以不设）", declared="未设置")


@check(
    "R203",
    Severity.REVIEW,
    title="评价等级应与总分相符",
    basis=NATIONAL_RULE
    + "：90（含）至100分为优，80（含）至90分为良，60（含）至80分为中，60分以下为差",
    explanation="按所用规则的分数线，由自评总分查出等级，与表上的等级比较。当地写法（优秀、良好等）按规则对应。",
    advice="按总分所在的分数线改正等级；总分填错的，改正总分。",
    bad=sample("评价等级: 良"),
    good=sample("评价等级: 优"),
)
def grade_fits_total(case: Case) -> Iterator[Found | NotApplicable]:
    """The declared grade is the grade of the declared total."""
    form, book = case.report.form, case.rulebook
    if form.grade is None or form.total is None or form.total.value is None:
        yield NotApplicable("评价等级或总分未填报")
        return
    declared, expected = book.grade_called(form.grade), book.grade_of(form.total.value)
    if declared is None:
        known = "、".join(grade.name for grade in book.grades)
        yield Found(("评价等级",), f"等级“{form.grade}”不在所用规则的等级之内", known, form.grade)
    elif declared != expected:
        message = f"总分 {form.total.text}，按规则为“{expected.name}”，表上为“{form.grade}”"
        yield Found(("评价等级",), message, expected.name, form.grade)


@check(
    "R204",
    Severity.NOTICE,
    title="等级用语与规则不同",
    basis=NATIONAL_RULE + "：等级为优、良、中、差",
    explanation="表上用了当地的等级用语（如优秀、良好）。网站按原样显示，统计时归入规则的等级。",
    advice="不必改动；今后用规则的用语，便于比较。",
    bad=sample("评价等级: 优秀"),
    good=sample("评价等级: 优"),
)
def grade_word(case: Case) -> Iterator[Found | NotApplicable]:
    """The declared grade uses the rulebook's own word."""
    label = case.report.form.grade
    if label is None:
        yield NotApplicable("评价等级未填报")
        return
    grade = case.rulebook.grade_called(label)
    if grade is not None and grade.name != label:
        yield Found(
            ("评价等级",), f"等级写作“{label}”，规则用语为“{grade.name}”", grade.name, label
        )


@check(
    "R205",
    Severity.REVIEW,
    title="表内自相矛盾，总分有不同读法",
    basis="软件只陈述各种读法的结果，不替填报单位选择",
    explanation="表中两处互相矛盾（例如指标行的执行率与资金表不同），按不同读法，总分不同，等级也可能不同。各种读法的总分和等级都列出来。",
    advice="找出互相矛盾的两处，把填错的一处更正；两处都对的，在“核对说明”里写明按哪一处计分。",
    bad=sample(
        "绩效指标:",
        '  养护里程: {年度指标值: ">=50公里", 调整后指标值: ">=100公里"}',
        beside="同时有 F305：年中调整了指标值；同时有 R102：按调整后的指标值没有达到，却得满分。",
    ),
    good=sample(
        "绩效指标:",
        '  养护里程: {年度指标值: ">=40公里", 调整后指标值: ">=50公里"}',
        beside="同时有 F305：年中调整了指标值。",
    ),
)
def one_reading(case: Case) -> Iterator[Found | NotApplicable]:
    """The form allows one reading of its total."""
    readings = case.scorecard.readings
    if len(readings) < 2:
        return
    places = case.scorecard.places
    words = []
    for reading in readings:
        low, high = round_half_up(reading.low, places), round_half_up(reading.high, places)
        points = plain(low) if low == high else f"{plain(low)} 至 {plain(high)}"
        grade = f"（{_grades(reading)}）" if reading.grade_low else ""
        words.append(f"{reading.assumes}为 {points} 分{grade}")
    found = {reading.grade_low for reading in readings} | {
        reading.grade_high for reading in readings
    }
    grades = "，等级随之不同" if len(found) > 1 else ""
    declared = case.report.form.total.text if case.report.form.total else "未填报"
    yield Found(
        ("总分",), f"总分有不同读法：{'；'.join(words)}{grades}", "；".join(words), declared
    )


def _grades(reading: TotalReading) -> str:
    low, high = reading.grade_low, reading.grade_high
    return low if low == high else f"{low}至{high}"


@check(
    "R206",
    Severity.REVIEW,
    title="评价规则应适用于该年度",
    basis="各评价规则所列适用年度",
    explanation="报告所用的评价规则有适用年度。年度在此之外的，规则参考分只供对照。",
    advice="改用适用于该年度的评价规则；当地确实沿用旧规则的，在规则文件里改“适用年度”并写明依据。",
    bad=sample(
        "评价规则: chongming-2018",
        "资金:",
        "  年度资金总额: {得分: 10}",
        "总分: 100",
    ),
    good=sample("评价规则: mof-2020-10"),
)
def rulebook_is_valid(case: Case) -> Iterator[Found | NotApplicable]:
    """The named rulebook is meant for the report's year."""
    validity, year = case.rulebook.validity, case.report.identity.year
    if not validity.covers(year):
        message = f"评价规则“{case.rulebook.name}”适用于 {validity}，本表为 {year} 年度"
        yield Found(("评价规则",), message, str(validity), str(year))


CHECKS = (
    level1_weights_as_recommended,
    level2_kinds,
    grade_fits_total,
    grade_word,
    one_reading,
    rulebook_is_valid,
)
