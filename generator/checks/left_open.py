"""R2: what a rule leaves open: tiers whose limits are unclear, points that it cannot judge."""

import re
from collections.abc import Iterator

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import FORM, subject
from generator.model.figure import plain
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.scoring.scorecard import NoTotal

_MARK = re.compile(r"(\d+(?:\.\d+)?)\s*(?P<sign>%?)\s*(?:及以上|及以下|以上|以下)")
_TWICE = re.compile(
    r"(?:大于|高于|超过)\s*\d+(?:\.\d+)?\s*%?\s*以上|(?:小于|低于)\s*\d+(?:\.\d+)?\s*%?\s*以下"
)


@check(
    "R207",
    Severity.NOTICE,
    title="评分规则的分档界限应明确",
    basis=FORM,
    explanation="分档计分的规则，每一档的界限只能有一种读法。“大于80%以上”既说大于又说以上，80% 归哪一档说不清；有的界限漏写了百分号。",
    advice="把每一档写成“××%（含）至××%”，各档首尾相接，不重不漏。",
    bad=sample(
        "绩效指标:",
        "  养护里程: {评分规则: 90%及以上得20分；大于80%以上不到90%得15分；70以下不得分}",
    ),
    good=sample(
        "绩效指标:",
        "  养护里程: {评分规则: 90%及以上得20分；80%及以上得15分；80%以下不得分}",
    ),
)
def tier_limits_are_clear(case: Case) -> Iterator[Found | NotApplicable]:
    """The limits of a tiered rule can be read one way only."""
    rules = [(index, row, row.rule or "") for index, row in enumerate(case.report.form.indicators)]
    tiered = [one for one in rules if len(_MARK.findall(one[2])) > 1]
    if not tiered:
        yield NotApplicable("没有分档计分的评分规则")
    for index, row, rule in tiered:
        problems = "；".join((*_said_twice(rule), *_without_sign(rule)))
        if problems:
            message = f"“{row.label}”的评分规则界限不明：{problems}"
            path = ("绩效指标", index, "评分规则")
            yield Found(path, message, "界限只有一种读法", problems, subject=subject(row))


def _said_twice(rule: str) -> list[str]:
    return [f"“{match.group()}”一语两义" for match in _TWICE.finditer(rule)]


def _without_sign(rule: str) -> list[str]:
    """Return the limits that lack the per cent sign which others of the rule have."""
    marks = list(_MARK.finditer(rule))
    bare = [match for match in marks if not match["sign"]]
    if len(bare) == len(marks):
        return []
    return [f"“{match.group()}”漏写百分号" for match in bare]


@check(
    "R208",
    Severity.NOTICE,
    title="规则不能核算的分值",
    basis="双分并列：规则给不出确定分数的，如实说明",
    explanation="没有填报目标值或完成值、单位不同、清单未逐项列明等，规则只能给出 0 至满分的范围。列出这些行合计占多少分，供读者判断规则参考分的可靠程度。",
    advice="补填目标值和实际完成值，单位写成一样；按清单评分的，逐项写明。",
    bad=sample(
        "绩效指标:",
        "  养护里程: {年度指标值: 规范有序, 实际完成值: 各方反映良好}",
        "  验收合格率: {年度指标值: 规范有序, 实际完成值: 各方反映良好}",
        "  按期完成率: {年度指标值: 规范有序, 实际完成值: 各方反映良好}",
        "  每公里成本: {年度指标值: 规范有序, 实际完成值: 各方反映良好}",
        "  每吨货物运费: {年度指标值: 规范有序, 实际完成值: 各方反映良好}",
    ),
    good=sample(
        "绩效指标:",
        "  养护里程: {年度指标值: 规范有序, 实际完成值: 各方反映良好}",
        "  验收合格率: {年度指标值: 规范有序, 实际完成值: 各方反映良好}",
    ),
)
def undetermined_points(case: Case) -> Iterator[Found | NotApplicable]:
    """No more than half of the points escape the rule."""
    total = case.scorecard.total
    if isinstance(total, NoTotal) or case.completeness.is_unfinished:
        yield NotApplicable("没有规则参考总分")
        return
    rows = [row for row in case.scorecard.rows if row.readings and not row.is_judged]
    if case.scorecard.undetermined * 2 <= total.of:
        return
    words = "；".join(f"“{row.label}”{row.reason}" for row in rows[:5])
    more = f"；等 {len(rows)} 行" if len(rows) > 5 else ""
    points = plain(case.scorecard.undetermined)
    yield Found(
        ("绩效指标",),
        f"有 {len(rows)} 行合计 {points} 分规则无法核算：{words}{more}",
        "",
        f"{points} 分",
    )


CHECKS = (tier_limits_are_clear, undetermined_points)
