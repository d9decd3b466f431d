"""The headings of the narrative report: official chapters by their many names, parts, goals."""

import re

from generator.forms.grid import Paragraph
from generator.model.narrative import Narrative
from generator.model.text import fold

_COUNT = "[一二三四五六七八九十]{1,3}"
_TOP = re.compile(rf"^第?{_COUNT}[、.．章]")
_SECTION = re.compile(rf"^[（(]{_COUNT}[)）]")
_NUMBER = re.compile(
    rf"^(?:第?{_COUNT}[、.．章]"
    rf"|[（(](?:{_COUNT}|[0-9]{{1,2}})[)）][.．、]?"
    rf"|[0-9]{{1,2}}[.．、](?![0-9]))\s*"
)
_LONGEST_HEADING = 40
# Other words that bureaus use for the official chapters.
_OTHER_NAMES = {
    "项目实施和预算执行情况": "预算执行情况及分析",
    "项目绩效情况": "评价结论",
    "项目绩效完成情况": "评价结论",
    "项目绩效完成情况及分析": "评价结论",
    "评价结论和绩效分析": "评价结论",
    "项目实施情况": "组织实施情况",
    "项目立项背景和目的": "项目概况",
    "预算资金规模、来源及使用情况": "资金情况",
    "项目产出情况及分析": "产出情况及分析",
    "项目效益情况及分析": "效益情况及分析",
    "项目满意度情况及分析": "满意度情况及分析",
    "项目主要经验做法": "主要经验做法",
    "项目管理中存在的主要问题及原因分析": "存在问题及原因分析",
    "项目管理存在的主要问题及原因分析": "存在问题及原因分析",
    "项目管理中存在问题及原因分析": "存在问题及原因分析",
    "下一步改进措施及管理建议": "改进措施及建议",
    "下一步改进措施及管理的建议": "改进措施及建议",
    "进一步加强项目管理措施及建议": "改进措施及建议",
    "改进措施和建议": "改进措施及建议",
    "项目基本情况": "项目概况",
    "项目基本概况": "项目概况",
    "基本情况": "项目概况",
    "项目立项的依据": "立项依据",
    "项目立项依据": "立项依据",
    "项目设立的必要性": "立项必要性",
    "立项必要性": "立项必要性",
    "评价依据": "评价依据",
    "项目绩效评价结论": "评价结论",
    "综合评价结论": "评价结论",
    "评价结论": "评价结论",
    "主要经验及做法": "主要经验做法",
    "经验做法": "主要经验做法",
    "存在的问题": "存在问题及原因分析",
    "存在问题": "存在问题及原因分析",
    "存在的主要问题": "存在问题及原因分析",
    "改进措施": "改进措施及建议",
    "下一步改进措施": "改进措施及建议",
    "有关建议": "改进措施及建议",
}


# Headings under which the year's goals stand in the text where no form prints them.
_GOAL_NAMES = {
    "实施期目标": "项目实施期绩效目标 实施期绩效目标 项目实施期目标",
    "预期目标": "项目年度目标 项目年度绩效目标 年度绩效目标",
}
# Headings that open a part of the report; each part has chapters of its own.
_PART_NAMES = {
    "项目绩效分析": "项目绩效分析 绩效分析 项目绩效情况分析",
    "报告": "自评报告 绩效自评报告 项目支出绩效自评报告 报告",
}
# Headings that may stand before their text on the same line.
_RUN_IN_NAMES = "项目概况 立项依据 设立的必要性 保证项目实施的措施与制度 项目实施计划"


def _official_titles() -> dict[str, str]:
    """Return the key of each official chapter by its title, its key, and its other names."""
    fields = [field for field in Narrative.model_fields.values() if field.alias != "其他章节"]
    titles = {fold(str(field.title)): str(field.alias) for field in fields}
    keys = {fold(str(field.alias)): str(field.alias) for field in fields}
    return {**titles, **keys, **{fold(name): key for name, key in _OTHER_NAMES.items()}}


def _keys_by_name(names: dict[str, str]) -> dict[str, str]:
    return {fold(name): key for key, words in names.items() for name in words.split()}


_TITLES = _official_titles()
_GOALS = _keys_by_name(_GOAL_NAMES)
_PARTS = _keys_by_name(_PART_NAMES)
_RUN_IN = frozenset(map(fold, _RUN_IN_NAMES.split()))


def title_key(text: str) -> str | None:
    """Return the key of the official chapter that these words name, or None."""
    return _TITLES.get(_bare(text))


def chapter_key(paragraph: Paragraph) -> str | None:
    """Return the key of the official chapter that a paragraph is the heading of, or None."""
    if len(paragraph.text) > _LONGEST_HEADING or not _looks_like_a_heading(paragraph):
        return None
    return title_key(paragraph.text)


def goal_key(paragraph: Paragraph) -> str | None:
    """Return the key of the goal that a paragraph is the heading of, or None."""
    return _GOALS.get(_bare(paragraph.text)) if _looks_like_a_heading(paragraph) else None


def part_key(paragraph: Paragraph) -> str | None:
    """Return the key of the part that a paragraph is the heading of, or None."""
    return _PARTS.get(fold(without_number(paragraph.text)))


def run_in_key(head: str) -> str | None:
    """Return the key of the chapter that words before a colon name, or None."""
    return title_key(head) if fold(head) in _RUN_IN else None


def run_in(text: str) -> tuple[str, str]:
    """Return the words before the first colon, and those after it."""
    head, *rest = re.split("[:：]", text, maxsplit=1)
    return head.strip(), "".join(rest).strip()


def without_number(text: str) -> str:
    """Return a heading without the number before it."""
    return _NUMBER.sub("", text).strip()


def is_numbered_as_top(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph begins as a chapter of the first level does: `三、`."""
    return _TOP.match(paragraph.text) is not None


def is_top(paragraph: Paragraph) -> bool:
    """Tell a heading of the first level from a numbered sentence."""
    if len(paragraph.text) > _LONGEST_HEADING or paragraph.text.endswith("。"):
        return False
    return paragraph.level == 1 or is_numbered_as_top(paragraph)


def is_section(paragraph: Paragraph) -> bool:
    """Tell a heading such as `（二）项目产出情况` from a numbered sentence."""
    if len(paragraph.text) > _LONGEST_HEADING or paragraph.text.endswith(("。", "；", "，")):
        return False
    return _SECTION.match(paragraph.text) is not None


def _looks_like_a_heading(paragraph: Paragraph) -> bool:
    return paragraph.level > 0 or _NUMBER.match(paragraph.text) is not None


def _bare(text: str) -> str:
    return fold(_NUMBER.sub("", text)).rstrip("。:：")
