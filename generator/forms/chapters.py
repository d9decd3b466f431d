"""The narrative report in a Word file: paragraphs under the official headings become chapters, none is dropped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.forms.grid import Paragraph
from generator.model.narrative import Narrative
from generator.model.text import fold

_NUMBER = re.compile(r"^(?:第?[一二三四五六七八九十]{1,3}[、.．章]|[（(][一二三四五六七八九十]{1,3}[)）])\s*")
_TOP = re.compile(r"^第?[一二三四五六七八九十]{1,3}[、.．章]")
_LONGEST_HEADING = 40
# Other words that bureaus use for the official chapters.
_OTHER_NAMES = {
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


def _titles() -> dict[str, str]:
    fields = Narrative.model_fields.values()
    names = {fold(str(field.title)): str(field.alias) for field in fields if field.alias != "其他章节"}
    names |= {fold(str(field.alias)): str(field.alias) for field in fields if field.alias != "其他章节"}
    return names | {fold(name): key for name, key in _OTHER_NAMES.items()}


_TITLES = _titles()


# Headings that open a part of the report; each part has chapters of its own.
PARTS = {
    fold(name): key
    for key, names in {
        "项目绩效分析": "项目绩效分析 绩效分析 项目绩效情况分析",
        "报告": "自评报告 绩效自评报告 项目支出绩效自评报告 报告",
    }.items()
    for name in names.split()
}


def parts_of(paragraphs: Sequence[Paragraph]) -> dict[str, list[Paragraph]]:
    """Return the paragraphs of each part of the report; what stands before any part's heading is the report itself."""
    found: dict[str, list[Paragraph]] = {"报告": []}
    current = "报告"
    for paragraph in paragraphs:
        part = PARTS.get(fold(_NUMBER.sub("", paragraph.text)))
        current = part or current
        found.setdefault(current, []).append(paragraph)
    return found


def is_part(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is the heading of a part."""
    return fold(_NUMBER.sub("", paragraph.text)) in PARTS


@dataclass(slots=True)
class Chapters:
    """The chapters found, and what stands before the first heading."""

    values: dict[str, str] = field(default_factory=dict)
    others: list[dict[str, str]] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    before: list[Paragraph] = field(default_factory=list)

    def narrative(self) -> dict[str, object]:
        """Return the chapters under the keys of a data file."""
        return {**self.values, **({"其他章节": self.others} if self.others else {})}


def read_chapters(paragraphs: Sequence[Paragraph]) -> Chapters:
    """Sort paragraphs into chapters; sub-headings that are no official chapter stay text of the chapter they stand in."""
    found = Chapters()
    current: tuple[str, dict[str, str]] | None = None
    for paragraph in paragraphs:
        key = chapter_key(paragraph)
        if key is not None and key not in found.values:
            found.values[key] = ""
            found.origins[key] = paragraph.address
            current = (key, found.values)
        elif key is None and _is_top(paragraph):
            other = {"标题": _NUMBER.sub("", paragraph.text).strip(), "正文": ""}
            found.others.append(other)
            current = ("正文", other)
        elif current is None:
            found.before.append(paragraph)
        else:
            name, target = current
            target[name] = f"{target[name]}\n{paragraph.text}".strip()
    found.values = {key: text for key, text in found.values.items() if text}
    found.others = [other for other in found.others if other["正文"]]
    return found


def chapter_key(paragraph: Paragraph) -> str | None:
    """Return the key of the official chapter that a paragraph is the heading of, or None."""
    if len(paragraph.text) > _LONGEST_HEADING:
        return None
    bare = fold(_NUMBER.sub("", paragraph.text)).rstrip("。:：")
    return _TITLES.get(bare) if paragraph.level or _NUMBER.match(paragraph.text) else None


def _is_top(paragraph: Paragraph) -> bool:
    short = len(paragraph.text) <= _LONGEST_HEADING and not paragraph.text.endswith("。")
    return short and (paragraph.level == 1 or bool(_TOP.match(paragraph.text)))
