"""F4 and R3: dates that do not belong to the year of evaluation."""

import re
from collections.abc import Iterator

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import (
    NATIONAL_RULE,
    Measured,
    indicator_rows,
    measured,
    narrative,
    subject,
)
from generator.model.finding import Severity
from generator.model.measure import Day
from generator.model.problem import sample


@check(
    "F405",
    Severity.REVIEW,
    title="日期应与评价年度相符",
    basis="自评在年度终了后进行",
    explanation="公开日期早于评价年度，或正文“截至某年12月31日”与评价年度不同，多半是填错了年份或沿用了旧稿。",
    advice="核对年份：公开日期填错的改日期，正文沿用旧稿的改正文。",
    bad=sample("报告: {预算执行情况及分析: 截至2021年12月31日，支出90万元。}"),
    good=sample("报告: {预算执行情况及分析: 截至 2022 年 12 月 31 日，支出90万元。}"),
)
def dates_fit_the_year(case: Case) -> Iterator[Found | NotApplicable]:
    """Publication day and closing dates in the text fit the year of evaluation."""
    report = case.report
    year, day = report.identity.year, report.form.disclosure.day
    if day is not None and day.year < year:
        yield Found(
            ("公开", "公开日期"),
            f"公开日期 {day} 早于评价年度 {year} 年",
            f"{year} 年以后",
            str(day),
        )
    for passage in narrative(report.form):
        match = re.search(r"截[至止]到?\s*(\d{4})\s*年\s*12\s*月\s*31\s*日", passage.text)
        if match and int(match[1]) != year:
            message = f"{passage.title}写“{match.group()}”，评价年度为 {year} 年"
            yield Found(passage.path, message, str(year), match[1], subject=passage.title)


@check(
    "R308",
    Severity.REVIEW,
    title="结果的日期应在评价年度之内",
    basis=NATIONAL_RULE + "：单位自评评价本年度预算支出的完成情况",
    explanation="实际完成值是一个日期，却早于或晚于评价年度。多半是写错了年份，或者沿用了往年的结果。"
    "目标本来就定在别的年度的、已列为逾期的，不在此列。",
    advice="核对年份；确在别的年度完成的，在备注里写明。",
    bad=sample(
        "绩效指标:",
        "  按期完成率: {三级指标: 完工时间, 年度指标值: 2022年11月底前, 实际完成值: 2021年11月18日}",
    ),
    good=sample(
        "绩效指标:",
        "  按期完成率: {三级指标: 完工时间, 年度指标值: 2022年11月底前, 实际完成值: 2022年11月18日}",
    ),
)
def results_are_of_the_year(case: Case) -> Iterator[Found | NotApplicable]:
    """Days given as results lie in the year of evaluation, unless the target names another."""
    year = case.report.identity.year
    missed = {row.path for row, _ in indicator_rows(case) if row.is_missed}
    rows = [(row, row.actual.value) for row in measured(case) if isinstance(row.actual.value, Day)]
    if not rows:
        yield NotApplicable("没有以日期填报的完成值")
    for row, day in rows:
        if _touches(day, year) or _is_meant_for_another(row, year) or row.path in missed:
            continue
        side = "早于" if day.last.year < year else "晚于"
        message = f"“{row.indicator.label}”的实际完成值“{row.actual.text}”{side}评价年度 {year} 年"
        path = (*row.path, "实际完成值")
        yield Found(path, message, f"{year} 年内", row.actual.text, subject=subject(row.indicator))


def _touches(day: Day, year: int) -> bool:
    """Tell whether a day, or a span of days, has a part in a year."""
    return day.first.year <= year <= day.last.year


def _is_meant_for_another(row: Measured, year: int) -> bool:
    wanted = row.target.value
    return isinstance(wanted, Day) and not _touches(wanted, year)


CHECKS = (dates_fit_the_year, results_are_of_the_year)
