"""A comparison as a comment on a merge request: Markdown, within the size that platforms take."""

from collections.abc import Iterable, Iterator
from itertools import chain

from generator.form_tree.difference_words import Line, is_long, lines, segments, shortened
from generator.model.finding import Finding
from generator.review.comparing import Change, Comparison
from generator.review.other_files import FileChange
from generator.review.telling.words import facts, headline, title, total

# A comment on GitHub holds 65,536 characters, on Gitee 65,535, on GitLab 1,000,000.
MOST_CHARACTERS = 60_000
# Room for the line that says how much is left out.
_RESERVE = 500
_MOST_LINES = 30
_MARK = "<!-- jixiao-diff -->"
_PUNCTUATION = {char: f"&#{ord(char)};" for char in "&<>|`*_~[]()!#@\\"}
_INERT = str.maketrans(_PUNCTUATION | {"\n": "<br>", "\r": ""})


def as_markdown(comparison: Comparison) -> str:
    """Return the comparison as a comment on a merge request, within what platforms take."""
    head, foot = list(_head(comparison)), list(_foot(comparison))
    room = MOST_CHARACTERS - _RESERVE - sum(map(len, (*head, *foot)))
    count = len(comparison.changes) + len(comparison.other_files)
    blocks = chain(map(_change, comparison.changes), map(_file, comparison.other_files))
    return "\n".join((*head, *_fitting(map("\n".join, blocks), count, room), *foot)) + "\n"


def _head(comparison: Comparison) -> Iterator[str]:
    yield _MARK
    yield f"## {headline(comparison)}"
    yield ""
    for finding in comparison.blocking[:_MOST_LINES]:
        yield _blocking(finding)
    untold = len(comparison.blocking) - _MOST_LINES
    if untold > 0:
        yield f"- …… 另有 {untold} 处，见完整的对照页。"


def _foot(comparison: Comparison) -> Iterator[str]:
    if comparison.totals:
        yield from ("", "### 合计")
        yield from (f"- {_inert(total(one))}" for one in comparison.totals)


def _fitting(blocks: Iterable[str], count: int, room: int) -> Iterator[str]:
    """Yield changes as long as there is room, in characters, and say how many are left out.

    What there is no room for is not even written.
    """
    for number, block in enumerate(blocks):
        if len(block) > room:
            page = "见完整的对照页（jixiao diff --format html）"
            yield f"\n…… 另有 {count - number} 份没有列出，{page}。"
            return
        yield block
        room -= len(block) + 1


def _blocking(one: Finding) -> str:
    return f"- ⛔ `{one.code}` {_inert(one.message)}（{one.location}）。{_inert(one.advice)}"


def _change(change: Change) -> Iterator[str]:
    found = lines(change.differences)
    yield f"\n### {_inert(title(change))}\n"
    rows = [*facts(change), *found[:_MOST_LINES]]
    if rows:
        yield "| 栏目 | 原来 | 现在 |\n|---|---|---|"
        yield from map(_row, rows)
    if len(found) > _MOST_LINES:
        yield f"\n…… 另有 {len(found) - _MOST_LINES} 处改动。"
    for finding in change.appeared:
        yield f"- 新的核对发现 `{finding.code}` {_inert(finding.message)}"
    for finding in change.disappeared:
        yield f"- 不再有 `{finding.code}` {_inert(finding.message)}"


def _file(file: FileChange) -> Iterator[str]:
    yield f"\n### 其他文件：{_inert(file.path)}（{file.kind.value}）\n"
    if file.lines:
        yield "| 位置 | 原来 | 现在 |\n|---|---|---|"
        yield from map(_row, file.lines[:_MOST_LINES])
    if len(file.lines) > _MOST_LINES:
        yield f"\n…… 另有 {len(file.lines) - _MOST_LINES} 处改动。"


def _row(line: Line) -> str:
    old, new = _inert(line.old), _inert(line.new)
    if is_long(line.old, line.new):
        parts = shortened(segments(line.old, line.new))
        old, new = _side(parts, "old", "~~"), _side(parts, "new", "**")
    return f"| {_inert(line.field)} | {old} | {new} |"


def _side(parts: Iterable[tuple[str, str]], side: str, mark: str) -> str:
    """Return the old or the new text of a change, with what is only there marked."""
    texts = {"same": "{}", side: f"{mark}{{}}{mark}"}
    return "".join(texts[kind].format(_inert(text)) for kind, text in parts if kind in texts)


def _inert(text: str) -> str:
    """Write a value so that it is no markup, mention or link, on one line of a table."""
    return text.translate(_INERT)
