"""R1: targets that were missed, whatever the score."""

from collections.abc import Iterator

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import NATIONAL_RULE, indicator_rows, says_something
from generator.checks.scored import found_score
from generator.checks.shares import is_beyond_the_whole
from generator.model.figure import plain
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.report import Indicator
from generator.scoring.denials import admits_shortfall
from generator.scoring.facts import Silent
from generator.scoring.scorecard import Row, Verdict


@check(
    "R105",
    Severity.NOTICE,
    title="没有达到的目标",
    basis=NATIONAL_RULE + "：绩效目标未完成的，应分析原因、提出改进措施",
    explanation="目标没有完全达到，或期限已过。得分与规则相符的列为提示，供读者了解哪里没有完成；"
    "既没有扣分也没有说明原因的，列为核对。",
    advice="扣了分、说明了原因的，不必改动；没有的，补上原因和改进措施。",
    bad=sample(
        "绩效指标:",
        "  养护里程:",
        "    实际完成值: 40公里",
        "    得分: 16",
        "    偏差原因分析及改进措施: 雨季延长，来年提前开工",
        "总分: 95",
    ),
    good=sample(
        "绩效指标:",
        "  养护里程: {实际完成值: 50公里, 得分: 20}",
    ),
)
def missed_targets(case: Case) -> Iterator[Found | NotApplicable]:
    """Targets that were missed, where the score itself is no matter for review."""
    for row, item in indicator_rows(case):
        if not row.is_missed or row.is_budget or _is_told_elsewhere(row, item):
            continue
        lost = row.declared is not None and row.weight is not None
        explained = lost or says_something(item.note) or says_something(item.remark)
        severity = Severity.NOTICE if explained else Severity.REVIEW
        yield found_score(case, row, item, _missed(row, item), severity)


def _is_told_elsewhere(row: Row, item: Indicator) -> bool:
    """Tell whether a check of scores, or R303, already speaks of a missed target."""
    if row.verdict in (Verdict.ABOVE, Verdict.BELOW, Verdict.TRUNCATED):
        return True
    if row.declared is not None and row.declared == row.weight:
        return True
    # R303 speaks of a target that nobody can reach.
    return is_beyond_the_whole(item, item.effective_target)


def _missed(row: Row, item: Indicator) -> str:
    values = f"{item.effective_target} → {item.actual}"
    if row.declared is None or not row.readings:
        return f"“{row.label}”没有达到目标（{values}）"
    if row.verdict is Verdict.UNKNOWN:
        return (
            f"“{row.label}”没有达到目标（{values}），得 {plain(row.declared)} 分；{row.arithmetic}"
        )
    return f"“{row.label}”没有达到目标（{values}），按比例得 {plain(row.declared)} 分（{row.arithmetic}）"


@check(
    "R111",
    Severity.REVIEW,
    title="完成值说没有做到的，不应得满分",
    basis=NATIONAL_RULE + "：绩效目标未完成的，应分析原因、提出改进措施",
    explanation="实际完成值自己写着“未按期完工”“尚未拨付”一类的话，得分却是满分。"
    "措辞属于哪一档说得清的，由 R106 核对；这里说的是说不清属于哪一档、但明明没有做到的。",
    advice="按实际情况扣分并说明原因；已经做到了的，改写完成值。",
    bad=sample(
        "绩效指标:",
        "  管护制度: {年度指标值: 健全, 实际完成值: 未能按期完成修订, 得分: 5}",
    ),
    good=sample(
        "绩效指标:",
        "  管护制度:",
        "    年度指标值: 健全",
        "    实际完成值: 未能按期完成修订",
        "    得分: 3.5",
        "    偏差原因分析及改进措施: 征求意见延长，来年三月底前印发",
        "总分: 97.5",
    ),
)
def denied_at_full_score(case: Case) -> Iterator[Found | NotApplicable]:
    """No row has full points whose own words say that it was not done, where no band tells."""
    rows = list(indicator_rows(case))
    if not rows:
        yield NotApplicable("没有绩效指标")
    for row, item in rows:
        if row.declared is None or row.declared != row.weight or row.is_budget:
            continue
        if isinstance(row.fact, Silent) and admits_shortfall(item.actual or ""):
            message = (
                f"“{row.label}”的实际完成值写“{item.actual}”，得分是满分 {plain(row.declared)}"
            )
            yield found_score(case, row, item, message)


CHECKS = (missed_targets, denied_at_full_score)
