"""F4: what was lost or spoilt on the way from the source to the data file."""

import re
from collections.abc import Iterator

from generator.checks.check import Case, Found, check
from generator.checks.reading import Passage, goals, narrative
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.report import Form

_REPEATED = re.compile(r"([\u4e00-\u9fff][\u4e00-\u9fff,，、]{0,11}?)\1\1+")
_BROKEN_NUMBER = re.compile(r"\d[ \u3000]+\.\d")
_MARKS = re.compile(r"\[bookmark:[^\]]*\]|<u>|\ufffd")


@check(
    "F402",
    Severity.NOTICE,
    title="来源文件有损坏",
    basis="转录规则：只在来源自身别处能看到正确写法时修复",
    explanation="来源文件由 Word 或 PDF 转成文字时有损坏。修复了的和未能修复的，逐条记在数据文件的转录记录里，报告页一并列出。",
    advice="向原单位索取没有损坏的文件，核对后更正数据文件，再删去相应的转录记录。",
    bad=sample(
        "转录记录:",
        "  - {栏目: 资金, 原文: 8273 .92, 处理: 已修复, 说明: 数字断开}",
    ),
    good=sample("转录记录: []"),
)
def damage_is_recorded(case: Case) -> Iterator[Found]:
    """Damage that the transcriber recorded."""
    records = case.report.form.transcription
    if not records:
        return
    counts = {
        action: sum(record.action == action for record in records)
        for action in ("已修复", "未能修复", "未收录")
    }
    words = "，".join(f"{action} {count} 处" for action, count in counts.items() if count)
    yield Found(
        ("转录记录",), f"来源文件有损坏，转录时记录 {len(records)} 处：{words}", declared=words
    )


@check(
    "F403",
    Severity.NOTICE,
    title="文字疑有转换损坏",
    basis="常见的转换痕迹：书签标记、断开的数字、连续重复的字句",
    explanation="文字中有书签标记、被空格断开的数字，或同一字句连续出现三次以上，多半是文件转换时造成的，请对照原件。",
    advice="对照原件改正；原件就是这样写的，在“核对说明”里写明。",
    bad=sample("报告: {项目概况: 总投资8273 .92万元。}"),
    good=sample("报告: {项目概况: 1. 五个项目总投资 8273.92 万元。}"),
)
def damaged_text(case: Case) -> Iterator[Found]:
    """Marks of conversion damage in the texts as they stand."""
    for passage in _texts(case.report.form):
        for pattern, words in (
            (_MARKS, "转换标记"),
            (_BROKEN_NUMBER, "断开的数字"),
            (_REPEATED, "连续重复的字句"),
        ):
            if match := pattern.search(passage.text):
                message = f"{passage.title}中有{words}“{match.group()[:30]}”"
                yield Found(
                    passage.path,
                    message,
                    "对照原件",
                    match.group()[:30],
                    subject=f"{passage.title}/{words}",
                )


def _texts(form: Form) -> Iterator[Passage]:
    yield from goals(form)
    yield from narrative(form)
    for index, row in enumerate(form.indicators):
        for key, text in (("三级指标", row.name), ("偏差原因分析及改进措施", row.note)):
            if text:
                yield Passage(("绩效指标", index, key), f"“{row.label}”的{key}", text)


CHECKS = (damage_is_recorded, damaged_text)
