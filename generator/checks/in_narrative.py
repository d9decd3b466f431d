"""N1: figures in the chapters against the tables.

Strict patterns: what cannot be tied to a cell is not judged.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import (
    FORM,
    Passage,
    goals,
    matches,
    narrative,
    sentence_at,
    squeeze,
    squeezed,
)
from generator.model.figure import plain
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.report import Form
from generator.scoring.grammar import parse_measure

_TOTAL = re.compile(
    r"(?:总得分|自评总分|自评得分|综合得分|评价得分|总分)[为是：:]*(\d{1,3}(?:\.\d{1,4})?)分"
)
_GRADE = re.compile(
    r"(?:属于|等级为|评级为|评定为|评价等级[为：:])[“\"'‘]?(优秀|良好|中等|合格|较差|优|良|中|差)[”\"'’。，；]"
)
_SATISFACTION = re.compile(
    r"满意度[^。；，\d]{0,10}?[，,]?(?:为|达到?|较高，达到)?(\d{1,3}(?:\.\d{1,4})?)%(以上)?"
)


@check(
    "N101",
    Severity.REVIEW,
    title="正文中的总分应与表一致",
    basis=FORM,
    explanation="在自评报告正文里找“总得分××分”一类的句子，与表上的总分比较。",
    advice="核对后改正正文或表上的总分。",
    bad=sample("报告: {评价结论: 项目总得分 98 分}"),
    good=sample("报告: {评价结论: 总得分为99.00分}"),
)
def total_in_text(case: Case) -> Iterator[Found | NotApplicable]:
    """A total named in the chapters equals the declared total."""
    total = case.report.form.total
    found = [
        (passage, match) for passage in squeezed(case) for match in _TOTAL.finditer(passage.text)
    ]
    if total is None or total.value is None or not found:
        yield NotApplicable("总分未填报，或正文没有写总分")
        return
    for passage, match in found:
        if Decimal(match[1]) != total.value:
            message = f"{passage.title}写“{match.group()}”，表上总分为 {total.text}"
            yield Found(
                passage.path, message, total.text, match[1], subject=f"{passage.title}/总分"
            )


@check(
    "N102",
    Severity.REVIEW,
    title="正文中的等级应与表一致",
    basis=FORM,
    explanation="在自评报告正文里找“属于优”“等级为良”一类的句子，与表上的等级比较。",
    advice="核对后改正正文或表上的等级。",
    bad=sample("报告: {评价结论: 属于“良好”。}"),
    good=sample("报告: {评价结论: 属于“优秀”。}"),
)
def grade_in_text(case: Case) -> Iterator[Found | NotApplicable]:
    """A grade named in the chapters equals the declared grade."""
    label = case.report.form.grade
    found = [
        (passage, match) for passage in squeezed(case) for match in _GRADE.finditer(passage.text)
    ]
    if label is None or not found:
        yield NotApplicable("评价等级未填报，或正文没有写等级")
        return
    for passage, match in found:
        if case.rulebook.grade_called(match[1]) != case.rulebook.grade_called(label):
            message = f"{passage.title}写“{match[1]}”，表上等级为“{label}”"
            yield Found(passage.path, message, label, match[1], subject=f"{passage.title}/等级")


@check(
    "N105",
    Severity.REVIEW,
    title="正文中的满意度应与表一致",
    basis=FORM,
    explanation="在自评报告正文里找“满意度××%”，与表中满意度指标的目标值和实际完成值比较；写“以上”的，只要不高于表中的值即为相符。",
    advice="核对后改正正文或表中的满意度。",
    bad=sample("报告: {满意度情况及分析: 群众满意度达到97%。}"),
    good=sample("报告: {满意度情况及分析: 群众满意度达90%以上。}"),
)
def satisfaction_in_text(case: Case) -> Iterator[Found | NotApplicable]:
    """A satisfaction named in the chapters equals an indicator's value."""
    values = sorted(set(_satisfactions(case.report.form)))
    found = list(matches(case, _SATISFACTION))
    if not values or not found:
        yield NotApplicable("表中没有满意度数值，或正文没有写满意度")
        return
    for passage, match in found:
        if not _is_among(match, values):
            words = "、".join(f"{plain(value)}%" for value in values)
            sentence = sentence_at(passage.text, match.start(), match.end())
            message = f"{passage.title}写“{sentence}”，表中满意度为 {words}"
            name = f"{passage.title}/满意度"
            yield Found(passage.path, message, words, f"{match[1]}%", subject=name)


def _satisfactions(form: Form) -> Iterator[Decimal]:
    """Yield the figures of the rows about satisfaction, targets and actual values."""
    for row in form.indicators:
        if "满意" not in f"{row.level1}{row.level2}{row.name}":
            continue
        for text in filter(None, (row.actual, row.target, row.adjusted_target)):
            amount = parse_measure(text, unit=row.measure_unit, name=row.name or "").amount
            if amount is not None:
                yield amount.low


def _is_among(match: re.Match[str], values: list[Decimal]) -> bool:
    """Tell whether a satisfaction is one of the table's; 以上 may lie below it."""
    stated = Decimal(match[1])
    at_least = bool(match[2])
    return stated in values or (at_least and stated <= max(values))


_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_COUNTED = re.compile(
    r"(\d{1,6}|[零一二两三四五六七八九十百]{1,6})(个|项|家|套|所|座|条|处)"
    r"([\u4e00-\u9fff]{2,10}?(?:项目|工程|系统|平台|单位))"
)


def chinese_number(text: str) -> int | None:
    """Read a count in Chinese up to 999 (十七, 一百零五) or in digits; None where it is neither."""
    if text.isascii():
        return int(text)
    total, digit = 0, 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            return None
    return total + digit


@check(
    "N106",
    Severity.REVIEW,
    title="目标中的数量在表和正文中应一致",
    basis=FORM,
    explanation="表中的预期目标与自评报告“项目绩效目标”一章说的是同一件事。同一种东西（如信息化建设项目）的计划数量不同，读者不知道以哪个为准。"
    "只比较这两处目标，不比较计划与完成。",
    advice="核对后改成同一个数量；范围不同的，两处都写明范围。",
    bad=sample(
        "年度总体目标: {预期目标: 计划开展6个道路养护项目。}",
        "报告: {绩效目标: 完成十七个道路养护项目。}",
    ),
    good=sample(
        "年度总体目标: {预期目标: 计划开展17个道路养护项目。}",
        "报告: {绩效目标: 完成十七个道路养护项目。}",
    ),
)
def counts_in_goals(case: Case) -> Iterator[Found | NotApplicable]:
    """Counts of the same thing agree between the table's goal and the report's chapter on goals."""
    planned = [passage for passage in goals(case.report.form) if passage.title == "预期目标"]
    chapters = [passage for passage in narrative(case.report.form) if passage.path[1] == "绩效目标"]
    left, right = _counts(planned), _counts(chapters)
    shared = [thing for thing in left if thing in right]
    if not shared:
        yield NotApplicable("两处目标没有写同一事物的数量")
    for thing in shared:
        (passage, count), (other, other_count) = left[thing], right[thing]
        if count != other_count:
            unit, noun = thing
            message = (
                f"预期目标写{count}{unit}{noun}，自评报告“{other.title}”写{other_count}{unit}{noun}"
            )
            yield Found(
                passage.path,
                message,
                f"{other_count}{unit}",
                f"{count}{unit}",
                subject=f"{unit}{noun}",
            )


def _counts(passages: list[Passage]) -> dict[tuple[str, str], tuple[Passage, int]]:
    found: dict[tuple[str, str], tuple[Passage, int]] = {}
    for passage in passages:
        for match in _COUNTED.finditer(squeeze(passage.text)):
            count = chinese_number(match[1])
            if count is not None:
                found.setdefault((match[2], match[3]), (passage, count))
    return found


CHECKS = (total_in_text, grade_in_text, satisfaction_in_text, counts_in_goals)
