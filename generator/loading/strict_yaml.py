"""Bytes of one file to a plain tree of text, with the place of every key and every problem found.

Only the plain part of YAML is accepted: mappings, lists and text. All scalars stay as written.
The tree is built from the parser's events and never by PyYAML's composer, whose C stack is
overrun by deep nesting.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from generator.loading.decoding import decode, without_hidden
from generator.loading.errors.files import HIDDEN_CHARACTER
from generator.loading.errors.writing import (
    ANCHOR,
    BAD_KEY,
    COLON,
    COMMA,
    COMMENT,
    DIRECTIVE,
    DOCUMENTS,
    DUPLICATE_KEY,
    EMPTY_FILE,
    MERGE_KEY,
    NOT_A_MAPPING,
    TAG,
    TOO_DEEP,
    TOO_LONG,
    TOO_MANY_NODES,
)
from generator.loading.quoting import shown
from generator.loading.syntax import explain_syntax, has_bad_colon
from generator.model.finding import Finding, Location
from generator.model.problem import Problem
from generator.model.report import FormPath, Positions
from generator.model.text import fold, invisible_character
from generator.model.types import MAX_TEXT

Tree = str | list["Tree"] | dict[str, "Tree"]

MAX_DEPTH = 20
MAX_NODES = 20_000
# The C parser is ten times as fast; without libyaml the Python one does the same.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DIGIT_BEHIND_COMMA = re.compile(r",\d")
_COLON_NEXT = re.compile(r"\s*+:")
# A comment as people write one has two spaces before the # and one behind it.
_CUT = re.compile(r"(?:[ \t]+(?=#[^ #])|[ \t](?=#))(?P<cut>#.+)")
# The path of what stands under a key that is refused: it is read for its own problems only.
_REFUSED = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one file holds; `tree` is None where it cannot be read to its end or holds no fields."""

    tree: dict[str, Tree] | None
    positions: Positions
    findings: tuple[Finding, ...]


class _LimitError(Exception):
    """The file goes beyond a limit; nothing more is read of it."""


def parse_strict(data: bytes, file: str) -> Parsed:
    """Read one file; `file` is the name that its findings carry.

    Fields left empty are left out of the tree (未填报) but keep their place in `positions`;
    empty items of a list are kept as "".
    """
    text, findings = decode(data, file)
    reading = _Reading(file, text or "", findings)
    tree = None if text is None else reading.tree()
    return Parsed(tree, Positions(file, reading.places), tuple(findings))


class _Reading:
    """One walk along the events of a file."""

    def __init__(self, file: str, text: str, findings: list[Finding]) -> None:
        self.file = file
        self.text = text
        self.lines = text.splitlines()
        self.events: Iterator[yaml.Event] = iter(yaml.parse(text, LOADER))
        self.findings = findings
        self.places: dict[FormPath, tuple[int, int]] = {}
        self.nodes = 0

    def tree(self) -> dict[str, Tree] | None:
        """Return the file's fields, or None; every problem goes to `findings`."""
        try:
            return self._document()
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            # Without libyaml, impossible \U escapes end in ValueError or OverflowError.
            self.findings.append(explain_syntax(error, self.text, self.file))
        except _LimitError:
            pass
        return None

    def _document(self) -> dict[str, Tree] | None:
        next(self.events)  # the start of the stream
        start = next(self.events)
        if not isinstance(start, yaml.DocumentStartEvent):
            self.findings.append(EMPTY_FILE.at(Location(self.file), "文件里没有任何内容"))
            return None
        if start.version or start.tags:
            self._found(DIRECTIVE, start, "文件用了 YAML 指令（% 开头的行）")
        root = next(self.events)
        tree = self._node(root, ())
        next(self.events)  # the end of the document
        follower = next(self.events)
        if isinstance(follower, yaml.DocumentStartEvent):
            self._found(DOCUMENTS, follower, "从这里起是第二份文档")
        if isinstance(tree, dict) and tree:
            return tree
        self._report_root(tree, root)
        return None

    def _report_root(self, tree: Tree | None, root: yaml.Event) -> None:
        if tree is not None and not tree:
            self.findings.append(EMPTY_FILE.at(Location(self.file), "文件里没有任何内容"))
        elif isinstance(tree, str) and has_bad_colon(tree):
            self._found(COLON, root, "栏名后面的冒号是全角的，或者没有跟空格")
        else:
            self._found(
                NOT_A_MAPPING, root, "文件的最外层不是“栏名: 内容”", expected="一行行的“栏名: 内容”"
            )

    def _node(self, event: yaml.Event, path: FormPath) -> Tree | None:
        """Read one value; None where it is an alias, which stands for nothing."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._stop(TOO_MANY_NODES, event, f"文件里的栏目和内容超过 {MAX_NODES:,} 个")
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        if isinstance(event, yaml.CollectionStartEvent):
            return self._collection(event, path)
        self._found(ANCHOR, event, "这里的“*”被当作引用")
        return None

    def _collection(self, event: yaml.CollectionStartEvent, path: FormPath) -> Tree:
        self._refuse_marks(event)
        if len(path) >= MAX_DEPTH:
            self._stop(TOO_DEEP, event, f"层级超过 {MAX_DEPTH} 级")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return self._mapping(path)

    def _list(self, path: FormPath) -> list[Tree]:
        items: list[Tree] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            place = (*path, len(items))
            self.places[place] = _place(event)
            item = self._node(event, place)
            if item is not None:
                items.append(item)
        return items

    def _mapping(self, path: FormPath) -> dict[str, Tree]:
        fields: dict[str, Tree] = {}
        known: dict[str, yaml.Event] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, path, known)
            if key:
                self.places[(*path, key)] = _place(event)
            content = next(self.events)
            self._check_colon(event, content)
            value = self._node(content, (*path, key))
            if key and value is not None and not _is_blank(value):
                fields[key] = value
        return fields

    def _key(self, event: yaml.Event, path: FormPath, known: dict[str, yaml.Event]) -> str:
        """Read a key and return it, or `_REFUSED`; `known` gathers the mapping's keys, folded."""
        key = self._node(event, (*path, _REFUSED))
        if not isinstance(key, str) or not key.strip():
            self._found(BAD_KEY, event, "冒号前面的栏名是空的，或者不是文字")
            return _REFUSED
        if key == "<<":
            self._found(MERGE_KEY, event, "这里用了合并键“<<”")
            return _REFUSED
        first = known.setdefault(fold(key), event)
        if first is event:
            return key
        (line, column), (again, there) = _place(first), _place(event)
        message = (
            f"“{shown(key)}”写了两次：第 {line} 行第 {column} 列，和第 {again} 行第 {there} 列"
        )
        self._found(DUPLICATE_KEY, event, message, expected="只写一次")
        return _REFUSED

    def _check_colon(self, key: yaml.Event, content: yaml.Event) -> None:
        """A key without a colon has no content: `{得分: 9, 备注 无}` would lose the second field."""
        if isinstance(content, yaml.ScalarEvent) and not content.value and not content.style:
            line, column = _spot(key.end_mark)
            if not _COLON_NEXT.match(self._line(line), column - 1):
                self._found(COLON, key, "这一栏没有冒号")

    def _text(self, event: yaml.ScalarEvent) -> str:
        self._refuse_marks(event)
        if not event.style:
            self._check_plain(event)
        text = event.value
        # Of what stands in the file itself none is left: only an escape can write one.
        if event.style == '"' and (hidden := invisible_character(text)):
            self._found(HIDDEN_CHARACTER, event, f"文字里用反斜杠写了看不见的字符 {hidden}")
            text = without_hidden(text)
        if len(text) > MAX_TEXT:
            self._found(
                TOO_LONG, event, f"这段文字有 {len(text):,} 字", expected=f"至多 {MAX_TEXT:,} 字"
            )
            text = text[:MAX_TEXT]
        return text

    def _refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._found(ANCHOR, event, "这里的“&”被当作锚点")
        if event.tag is not None:
            self._found(TAG, event, "这里的“!”被当作标签")

    def _check_plain(self, event: yaml.ScalarEvent) -> None:
        """Look at what stands behind an unquoted text, and at the lines that it goes on in."""
        line, column = _spot(event.end_mark)
        match self._line(line)[column - 1 : column]:
            case ",":
                self._check_comma(event, line, column)
            case " " | "\t":
                self._check_comment(event, line, column)
        self._check_continuation(event, line)

    def _check_comma(self, event: yaml.ScalarEvent, line: int, column: int) -> None:
        """Within brackets an unquoted 8,391 is two items."""
        if event.value[-1:].isdigit() and _DIGIT_BEHIND_COMMA.match(self._line(line), column - 1):
            self._found(COMMA, event, f"“{shown(event.value)}”后面的逗号会把数字拆成两项")

    def _check_comment(self, event: yaml.ScalarEvent, line: int, column: int) -> None:
        """Find a # that was meant as text: with one space before it, or none behind it."""
        cut = _CUT.match(self._line(line), column - 1)
        if cut and event.value:
            place = Location(self.file, line, column + cut.start("cut") - cut.start())
            message = f"“{shown(event.value)}”后面的“{shown(cut['cut'])}”被当作注释，没有读进来"
            self.findings.append(COMMENT.at(place, message, declared=shown(cut["cut"])))

    def _check_continuation(self, event: yaml.ScalarEvent, last: int) -> None:
        """Find lines too far in with a wrong colon: unquoted text above would swallow them."""
        for number in range(_place(event)[0] + 1, last + 1):
            line = self._line(number)
            if has_bad_colon(line):
                place = Location(self.file, number, len(line) - len(line.lstrip()) + 1)
                self.findings.append(COLON.at(place, "这一行像是新的一栏，却接到了上一行的内容里"))
                return

    def _line(self, number: int) -> str:
        """Return a line of the text; the parser may stand behind the last one."""
        return self.lines[number - 1] if number <= len(self.lines) else ""

    def _found(self, kind: Problem, event: yaml.Event, message: str, *, expected: str = "") -> None:
        self.findings.append(
            kind.at(Location(self.file, *_place(event)), message, expected=expected)
        )

    def _stop(self, kind: Problem, event: yaml.Event, message: str) -> NoReturn:
        self._found(kind, event, message)
        raise _LimitError


def _place(event: yaml.Event) -> tuple[int, int]:
    return _spot(event.start_mark)


def _spot(mark: Any) -> tuple[int, int]:
    """Count from 1; the two parsers have mark types of their own."""
    return mark.line + 1, mark.column + 1


def _is_blank(value: Tree) -> bool:
    return isinstance(value, str) and not value.strip()
