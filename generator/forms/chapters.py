"""The narrative report in a Word file: paragraphs under the official headings become chapters, none is dropped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.forms.grid import Paragraph
from generator.model.narrative import Narrative
from generator.model.text import fold

_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、.．章]|[（(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[)）][.．、]?|[0-9]{1,2}[.．、](?![0-9]))\s*"
)
_TOP = re.compile(r"^第?[一二三四五六七八九十]{1,3}[、.．章]")
_SECTION = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]")
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


def _titles() -> dict[str, str]:
    fields = Narrative.model_fields.values()
    names = {fold(str(field.title)): str(field.alias) for field in fields if field.alias != "其他章节"}
    names |= {fold(str(field.alias)): str(field.alias) for field in fields if field.alias != "其他章节"}
    return names | {fold(name): key for name, key in _OTHER_NAMES.items()}


_TITLES = _titles()
# Headings under which the year's goals stand in the text where no form prints them.
GOAL_TITLES = {
    fold(name): key
    for key, names in {
        "实施期目标": "项目实施期绩效目标 实施期绩效目标 项目实施期目标",
        "预期目标": "项目年度目标 项目年度绩效目标 年度绩效目标",
    }.items()
    for name in names.split()
}  # Titles that stand before their text on the same line.
_RUN_IN = frozenset(map(fold, ("项目概况", "立项依据", "设立的必要性", "保证项目实施的措施与制度", "项目实施计划")))
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
    """Return the paragraphs of each part of the report; what stands before any part's heading is the report itself.

    A part that is numbered as a chapter (三、项目绩效分析) ends where the next chapter (四、…) begins.
    """
    found: dict[str, list[Paragraph]] = {"报告": []}
    current, numbered = "报告", False
    for paragraph in paragraphs:
        part = PARTS.get(fold(without_number(paragraph.text)))
        if part:
            current, numbered = part, bool(_TOP.match(paragraph.text))
        elif numbered and _TOP.match(paragraph.text) and _is_top(paragraph):
            current, numbered = "报告", False
        found.setdefault(current, []).append(paragraph)
    return found


def is_part(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is the heading of a part."""
    return fold(_NUMBER.sub("", paragraph.text)) in PARTS


@dataclass(slots=True)
class Chapters:
    """The chapters found, the goals stated in the text, and what went into neither."""

    values: dict[str, str] = field(default_factory=dict)
    others: list[dict[str, str]] = field(default_factory=list)
    goals: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    left: list[Paragraph] = field(default_factory=list)
    _name: str = ""
    _target: dict[str, str] | None = None
    _heading: Paragraph | None = None
    _waiting: Paragraph | None = None

    def narrative(self) -> dict[str, object]:
        """Return the chapters under the keys of a data file."""
        return {**self.values, **({"其他章节": self.others} if self.others else {})}

    def read(self, paragraph: Paragraph) -> None:
        """Take the next paragraph: a heading opens a chapter, anything else is text of the open one."""
        key = chapter_key(paragraph)
        if goal := self._goal(paragraph):
            self._open(goal, self.goals, paragraph)
        elif key is not None and not self.values.get(key):
            self._open(key, self.values, paragraph)
            self.origins[key] = paragraph.address
        elif key is None and _is_top(paragraph):
            other = {"标题": without_number(paragraph.text).rstrip("：:"), "正文": ""}
            self.others.append(other)
            self._open("正文", other, paragraph)
        elif named := self._named(paragraph):
            self._open(named[0], self.values, paragraph)
            self.origins[named[0]] = paragraph.address
            self._write(named[1])
        elif self._target is None:
            self.left.append(paragraph)
        elif _is_section(paragraph):
            self._wait(paragraph)
        else:
            self._write(paragraph.text)

    def _wait(self, heading: Paragraph | None) -> None:
        """Keep a heading within a chapter until its text comes; one that another heading follows is left over."""
        if self._waiting is not None:
            self.left.append(self._waiting)
        self._waiting = heading

    def close(self) -> None:
        """Drop chapters without text; a heading in words of its own is then left over."""
        self._leave()
        self.others = [other for other in self.others if other["正文"]]

    def _open(self, name: str, target: dict[str, str], heading: Paragraph) -> None:
        self._leave()
        self._name, self._target, self._heading = name, target, heading
        target[name] = ""

    def _leave(self) -> None:
        self._wait(None)
        if self._target is None or self._target.get(self._name):
            return
        if self._name == "正文" and self._heading is not None:
            self.left.append(self._heading)
        elif self._name in self._target:
            del self._target[self._name]

    def _write(self, text: str) -> None:
        if self._waiting is not None:
            heading, self._waiting = self._waiting, None
            self._write(heading.text)
        if self._target is not None:
            self._target[self._name] = f"{self._target.get(self._name, '')}\n{text}".strip()

    def _goal(self, paragraph: Paragraph) -> str | None:
        key = GOAL_TITLES.get(_bare(paragraph.text)) if _NUMBER.match(paragraph.text) or paragraph.level else None
        return key if key not in self.goals else None

    def _named(self, paragraph: Paragraph) -> tuple[str, str] | None:
        """Return the chapter and the text of a paragraph such as `立项依据：……`."""
        head, text = run_in(paragraph.text)
        key = title_key(head) if fold(head) in _RUN_IN else None
        return (key, text) if key and text and not self.values.get(key) else None


def read_chapters(paragraphs: Sequence[Paragraph]) -> Chapters:
    """Sort paragraphs into chapters; sub-headings that are no official chapter stay text of the chapter they stand in."""
    found = Chapters()
    for paragraph in paragraphs:
        found.read(paragraph)
    found.close()
    return found


def chapter_key(paragraph: Paragraph) -> str | None:
    """Return the key of the official chapter that a paragraph is the heading of, or None."""
    if len(paragraph.text) > _LONGEST_HEADING:
        return None
    return title_key(paragraph.text) if paragraph.level or _NUMBER.match(paragraph.text) else None


def title_key(text: str) -> str | None:
    """Return the key of the official chapter that these words name, or None."""
    return _TITLES.get(_bare(text))


def run_in(text: str) -> tuple[str, str]:
    """Return the words before the first colon, and those after it."""
    head, *rest = re.split("[:：]", text, maxsplit=1)
    return head.strip(), "".join(rest).strip()


def without_number(text: str) -> str:
    """Return a heading without the number before it."""
    return _NUMBER.sub("", text).strip()


def _bare(text: str) -> str:
    return fold(_NUMBER.sub("", text)).rstrip("。:：")


def _is_section(paragraph: Paragraph) -> bool:
    """Tell a heading such as `（二）项目产出情况` from a numbered sentence."""
    return (
        bool(_SECTION.match(paragraph.text))
        and len(paragraph.text) <= _LONGEST_HEADING
        and paragraph.text[-1] not in "。；，"
    )


def _is_top(paragraph: Paragraph) -> bool:
    short = len(paragraph.text) <= _LONGEST_HEADING and not paragraph.text.endswith("。")
    return short and (paragraph.level == 1 or bool(_TOP.match(paragraph.text)))
