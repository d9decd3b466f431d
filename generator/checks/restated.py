"""X2: figures of a closed year: stated again by the next year's form, or corrected since."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from generator.checks.check import Case, Found, check
from generator.checks.reading import (
    NATIONAL_RULE,
    in_money,
    says_something,
    squeezed,
    subject,
)
from generator.checks.siblings import Restated, Sibling, SiblingRow
from generator.model.figure import YUAN_PER, parse_figure, round_half_up
from generator.model.finding import Severity
from generator.model.measure import Amount
from generator.model.problem import sample
from generator.model.report import Indicator
from generator.scoring.grammar import parse_measure
from generator.scoring.units import conversion, times

_LAST_YEAR = ("# projects/2022/county-roads/road-care.yml",)
_THIS_YEAR = (
    "---",
    "# projects/2023/county-roads/road-care.yml",
    "年度: 2023",
    "公开: {公开日期: 2024-08-31, 保密审查: {结论: 通过, 日期: 2024-08-30}}",
)
# A column of the form's own for last year's values, and what it has to agree with.
_WHOSE = r"(?:上年度?|上一年度?|去年|(?P<year>20[0-9]{2})年度?)"
_COLUMN = re.compile(
    rf"{_WHOSE}(?P<what>(?:全年|年度)?(?:实际)?完成(?:值|情况)|实际值|(?:年度|全年)?(?:目标值|指标值))"
)
# Money of a named year under the form's own labels; anything looser may be of something else.
_MONEY = re.compile(
    rf"(?:本项目)?{_WHOSE}(?P<what>全年预算数|全年执行数|预算执行数)(?:为|是|:|：)?"
    r"(?P<amount>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>亿元|万元|元)"
)


@check(
    "X205",
    Severity.REVIEW,
    title="上年的数字应与上年的报告一致",
    basis=NATIONAL_RULE + "：绩效评价结果应当真实、客观",
    explanation="今年的表或正文里写了上年的目标值、完成值、预算数或执行数，与上年公开的报告不同：一个已经结束的年度只有一个结果。"
    "只看写明是上年的栏目和“上年全年执行数为…万元”这样的说法，口径不明的不比较。",
    advice="照上年公开的报告填；上年填错了的，更正上年的报告，并写明原因。",
    bad=sample(
        *_LAST_YEAR,
        *_THIS_YEAR,
        "绩效指标: {养护里程: {其他栏: {上年完成值: 48公里}}}",
    ),
    good=sample(
        *_LAST_YEAR,
        *_THIS_YEAR,
        "绩效指标: {养护里程: {其他栏: {上年完成值: 50000米}}}",
    ),
)
def closed_year_stays(case: Case) -> Iterator[Found]:
    """What a form says of the year before is what that year's report says."""
    last = case.others.before
    if last is None:
        return
    for index, row in enumerate(case.report.form.indicators):
        before = last.same(row, case.report.form)
        if before is not None:
            yield from _columns(index, row, before, last)
    yield from _money(case, last)


def _columns(index: int, row: Indicator, before: SiblingRow, last: Sibling) -> Iterator[Found]:
    for name, text in row.extra.items():
        column = _COLUMN.fullmatch(re.sub(r"\s", "", name))
        if column is None or not _is_of(column["year"], last) or not says_something(text):
            continue
        is_goal = "目标" in column["what"] or "指标" in column["what"]
        stated = before.target if is_goal else before.actual
        if _differ(_read(text, row, row.measure_unit), _read(stated, row, before.unit)):
            message = f"“{row.label}”的“{name}”写“{text}”，上年的报告（{last.report}）填“{stated}”"
            path = ("绩效指标", index, "其他栏", name)
            named = f"{subject(row)}/{name}"
            yield Found(path, message, stated, text, subject=named, sources=(before.source,))


def _is_of(year: str | None, last: Sibling) -> bool:
    return year is None or int(year) == last.year


def _read(text: str, row: Indicator, unit: str | None) -> Amount | None:
    return parse_measure(text, unit=unit or None, name=row.name or "").amount


def _differ(one: Amount | None, other: Amount | None) -> bool:
    """Tell whether two values are surely not the same; what cannot be read is not told."""
    if one is None or other is None or one.slack or other.slack or one.trend is not other.trend:
        return False
    factor = conversion(one.unit, other.unit)
    if factor is None:
        return False
    ends = [times(end, factor) for end in one.in_base_unit()]
    return not all(
        _is_near(left, right) for left, right in zip(ends, other.in_base_unit(), strict=True)
    )


def _is_near(left: Decimal, right: Decimal) -> bool:
    """Tell whether the one is the other, printed with fewer places."""
    places = min(_places(left), _places(right))
    return round_half_up(left, places) == round_half_up(right, places)


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _money(case: Case, last: Sibling) -> Iterator[Found]:
    for passage in squeezed(case):
        for match in _MONEY.finditer(passage.text):
            known = last.budget if "预算数" in match["what"] else last.executed
            known = last.executed if match["what"] == "预算执行数" else known
            if known is None or not _is_of(match["year"], last) or _agrees(match, known):
                continue
            said = f"{passage.title}写“{match.group()}”"
            message = f"{said}，上年的报告（{last.report}）是 {in_money(case, known)}"
            yield Found(
                passage.path,
                message,
                in_money(case, known),
                f"{match['amount']}{match['unit']}",
                subject=f"{passage.title}/{match['what']}",
                sources=(last.source,),
            )


def _agrees(match: re.Match[str], known: Decimal) -> bool:
    """Tell whether an amount in a text is the one known, as far as it is printed."""
    stated = parse_figure(match["amount"])
    exact = known / YUAN_PER[match["unit"]]
    return stated.value is None or stated.value == round_half_up(exact, stated.places)


@check(
    "X206",
    Severity.NOTICE,
    title="上年的数字在本报告公开以后改过",
    basis="公开后的更正须如实说明原值和现值",
    explanation="上年的报告在今年的报告公开以后更正了金额、分数或指标值。今年的报告如果是对照旧数写的，读者要知道后来改过。",
    advice="看看今年的目标、说明是否要跟着改；不用改的，说明一句。",
    bad=sample(
        *_LAST_YEAR,
        "更正:",
        "  - {日期: 2024-10-08, 字段: 总分, 原值: 98, 现值: 99, 原因: 漏加一分, 批准人: 李四}",
        *_THIS_YEAR,
    ),
    good=sample(
        *_LAST_YEAR,
        "更正:",
        "  - {日期: 2024-03-08, 字段: 总分, 原值: 98, 现值: 99, 原因: 漏加一分, 批准人: 李四}",
        *_THIS_YEAR,
    ),
)
def closed_year_was_not_reopened(case: Case) -> Iterator[Found]:
    """No figure of the year before was corrected after this report was public."""
    last, since = case.others.before, case.report.form.disclosure.day
    if last is None or since is None:
        return
    for one in last.restated:
        if one.day > since:
            yield _reopened(one, last, since)


def _reopened(one: Restated, last: Sibling, since: date) -> Found:
    change = f"“{one.field}”由“{one.old}”改为“{one.new}”"
    message = f"本报告 {since} 公开以后，上年的报告（{last.report}）{one.day} 更正：{change}"
    return Found(
        ("公开", "公开日期"),
        message,
        subject=f"{one.field} {one.day}",
        sources=(last.source,),
    )


CHECKS = (closed_year_stays, closed_year_was_not_reopened)
