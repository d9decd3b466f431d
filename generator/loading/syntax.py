"""YAML syntax errors in Chinese, by their usual causes: the parser's English is never shown."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from yaml import Mark, MarkedYAMLError, YAMLError

from generator.loading.errors.writing import (
    ANCHOR,
    BRACKET,
    COLON,
    DIRECTIVE,
    INDENT,
    QUOTE,
    SPECIAL,
    SYNTAX,
    TAB,
    TAG,
)
from generator.loading.quoting import shown
from generator.model.finding import Finding, Location
from generator.model.problem import Problem

Place = tuple[int, int]
# A key whose colon is full-width, or has no space behind it.
_BAD_COLON = re.compile(r"(?:- +)*(?P<key>[^\s:：'\"\[{#][^:：]{0,30})(?P<colon>：|:(?=\S))")


class Cause(NamedTuple):
    """What a syntax error comes down to."""

    kind: Problem
    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What the parser says, and the text around it; places count from 1 and lie within the text.

    `start` is where the parser began to read the thing that is broken, `end` where it gave up.
    """

    words: str
    start: Place
    end: Place
    lines: list[str]

    def line(self, number: int) -> str:
        """Return a line of the text, or "" outside of it."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    @property
    def character(self) -> str:
        """The character at which the parser gave up, "" at the end of a line."""
        return self.line(self.end[0])[self.end[1] - 1 : self.end[1]]

    @property
    def before(self) -> str:
        """The text of the line in front of that character."""
        return self.line(self.end[0])[: self.end[1] - 1]


def explain_syntax(error: YAMLError | ValueError | OverflowError, text: str, file: str) -> Finding:
    """Return the finding for a syntax error in `text`; without a place, at the file's start."""
    lines = text.splitlines() or [""]
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return SYNTAX.at(Location(file), "文件里有无法读取的写法")
    end = _within(lines, error.problem_mark)
    start = _within(lines, error.context_mark) if error.context_mark else end
    scene = Scene(f"{error.context or ''} / {error.problem or ''}", start, end, lines)
    kind, place, message = _cause(scene)
    return kind.at(Location(file, *place), message, declared=shown(scene.line(place[0])))


def _cause(scene: Scene) -> Cause:
    """Ask the rules in turn; the first that knows the cause is right."""
    for rule in _RULES:
        cause = rule(scene)
        if cause is not None:
            return cause
    return Cause(SYNTAX, scene.end, "从这里起读不下去")


def has_bad_colon(line: str) -> bool:
    """Tell whether a line looks like a field whose colon is full-width or lacks its space."""
    return _BAD_COLON.match(line.strip()) is not None


def _within(lines: list[str], mark: Mark) -> Place:
    """Return a mark's place; one at the end of the text moves to the end of its last line."""
    if mark.line < len(lines):
        return mark.line + 1, mark.column + 1
    return len(lines), len(lines[-1]) + 1


def _tab(scene: Scene) -> Cause | None:
    for number in (scene.end[0], scene.start[0]):
        line = scene.line(number)
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            return Cause(TAB, (number, indent.index("\t") + 1), "行首用了制表符（Tab）")
    return None


def _directive(scene: Scene) -> Cause | None:
    if scene.line(scene.end[0]).startswith("%"):
        return Cause(DIRECTIVE, (scene.end[0], 1), "行首的 % 被当作 YAML 指令")
    return None


def _quote(scene: Scene) -> Cause | None:
    if "escape" in scene.words or "hex" in scene.words:
        return Cause(SPECIAL, scene.end, "双引号里的反斜杠 \\ 用法不对")
    if "quoted scalar" in scene.words:
        return Cause(
            QUOTE,
            scene.start,
            f"引号从这里开始，一直没有收尾{_earlier_quote(scene, scene.start[0])}",
        )
    return None


def _earlier_quote(scene: Scene, number: int) -> str:
    """Point at the first line above `number` with an odd quote: it took in all up to the next."""
    odd = next((n for n in range(1, number) if scene.line(n).count('"') % 2), None)
    return f"；也可能是第 {odd} 行的引号没有收尾" if odd else ""


def _bracket(scene: Scene) -> Cause | None:
    if not re.search(r"flow (sequence|mapping|node)", scene.words):
        return None
    where = f"第 {scene.end[0]} 行第 {scene.end[1]} 列"
    return Cause(BRACKET, scene.start, f"从这里起的括号没有收尾，或者缺逗号，到{where}读不下去")


def _special(scene: Scene) -> Cause | None:
    if "alias" in scene.words or "anchor" in scene.words:
        return Cause(ANCHOR, scene.start, "& 或 * 开头的内容没有加引号")
    if re.search("a tag|tag handle", scene.words):
        return Cause(TAG, scene.start, "! 开头的内容没有加引号")
    if re.search("cannot start any token|mapping keys are not allowed", scene.words):
        return Cause(SPECIAL, scene.end, f"“{scene.character}”开头的内容没有加引号")
    if "block scalar" in scene.words:
        return Cause(SPECIAL, scene.end, "| 或 > 后面还有别的文字；它只用来引出下一行开始的长文字")
    return None


def _missing_colon(scene: Scene) -> Cause | None:
    if "found unexpected ':'" in scene.words:
        return Cause(COLON, scene.end, "冒号后面没有空格")
    if "could not find expected ':'" not in scene.words:
        return None
    return Cause(COLON, scene.start, _colon_message(scene.line(scene.start[0])) or "这一行没有冒号")


def _not_allowed(scene: Scene) -> Cause | None:
    """Explain "not allowed here": the fault is in this line, the one above, or the indentation."""
    if "not allowed" not in scene.words:
        return None
    number = scene.end[0]
    if "sequence entries" in scene.words:
        return Cause(INDENT, scene.end, "列表的短横线“-”不能写在这里，要另起一行")
    if re.search(r":\s", scene.before):
        return Cause(COLON, scene.end, "一行里有两个冒号加空格，分不清哪个是栏名后的冒号")
    above = next((n for n in range(number - 1, 0, -1) if scene.line(n).strip()), 0)
    if message := _colon_message(scene.line(above)):
        return Cause(COLON, (above, _indent(scene.line(above)) + 1), message)
    return Cause(INDENT, (number, _indent(scene.line(number)) + 1), "这一行的缩进与上一行对不上")


def _block(scene: Scene) -> Cause | None:
    number = scene.end[0]
    if "<document start>" in scene.words:
        return Cause(
            COLON, scene.end, _colon_message(scene.line(number)) or "这一行接不上前面的内容"
        )
    if not re.search(r"block (mapping|collection)", scene.words):
        return None
    if scene.before.strip(" -"):
        return Cause(
            QUOTE, scene.end, f"收尾的引号或括号后面还有文字{_earlier_quote(scene, number)}"
        )
    return Cause(
        INDENT, scene.end, f"这一行与第 {scene.start[0]} 行开始的内容没有对齐，或者列表和栏目混写"
    )


def _stray(scene: Scene) -> Cause | None:
    if scene.character and scene.character in "]},":
        return Cause(BRACKET, scene.end, f"多了“{scene.character}”，前面没有与它成对的括号")
    return None


def _colon_message(line: str) -> str | None:
    """Say what is wrong with the colon of a line, or None where nothing is."""
    match = _BAD_COLON.match(line.strip())
    if not match:
        return None
    fault = "用了全角冒号" if match["colon"] == "：" else "的冒号没有跟空格"
    return f"“{shown(match['key'])}”后面{fault}"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


_RULES: tuple[Callable[[Scene], Cause | None], ...] = (
    _tab,
    _directive,
    _quote,
    _bracket,
    _special,
    _missing_colon,
    _not_allowed,
    _block,
    _stray,
)
