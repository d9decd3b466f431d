"""What a unit's reply claims is in the file: a correction, if it says so."""

from collections.abc import Iterator

from generator.checks.check import Case, Found, NotApplicable, check
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.reply import ReplyState


@check(
    "D115",
    Severity.ERROR,
    title="答复写已更正的，应有更正记录",
    basis="公开后的更正须如实说明原值和现值",
    explanation="答复的状态写“已更正”，读者会到更正公告里去找改了什么。公开以后作出这样的答复，“更正”或“转录记录”里应当有不晚于答复日期的一条。",
    advice="先在“更正”里写明改了什么；没有改的，状态写“已说明”或“维持”。",
    bad=sample("答复: [{编号: F101, 日期: 2023-10-08, 状态: 已更正, 说明: 总分已改}]"),
    good=sample("答复: [{编号: F101, 日期: 2023-10-08, 状态: 维持, 说明: 表上原样如此}]"),
)
def corrected_means_corrected(case: Case) -> Iterator[Found | NotApplicable]:
    """A reply that says corrected, made after publication, has a correction before it."""
    form = case.report.form
    if not form.replies:
        yield NotApplicable("没有答复")
        return
    since = form.disclosure.day
    for number, one in enumerate(form.replies):
        is_later = since is not None and one.day >= since
        recorded = form.transcription or any(entry.day <= one.day for entry in form.corrections)
        if one.state is ReplyState.CORRECTED and is_later and not recorded:
            place = ("答复", number, "状态")
            message = f"{one.day} 对 {one.finding} 的答复写已更正，没有更正记录"
            yield Found(place, message, "更正记录一条", one.state.value, subject=one.finding)


CHECKS = (corrected_means_corrected,)
