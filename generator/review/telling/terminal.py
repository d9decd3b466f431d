"""A comparison for a terminal: a line a field, long texts only around their changes."""

from collections.abc import Iterator

from generator.form_tree.difference_words import Line, is_long, lines, segments, shortened
from generator.review.comparing import Change, Comparison
from generator.review.telling.words import facts, headline, title, total

_MARKS = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}


def as_text(comparison: Comparison) -> str:
    """Return the comparison for a terminal."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"{comparison.base} → {comparison.head}"
    yield headline(comparison)
    for finding in comparison.blocking:
        yield f"! {finding.location}: {finding.code} {finding.message}"
    for change in comparison.changes:
        yield from _change(change)
    if comparison.totals:
        yield from ("", "合计")
        yield from (f"  {total(one)}" for one in comparison.totals)
    for file in comparison.other_files:
        yield from ("", f"其他文件：{file.path}（{file.kind.value}）")
        yield from (f"  {_said(line)}" for line in file.lines)


def _change(change: Change) -> Iterator[str]:
    yield from ("", title(change))
    for fact in facts(change):
        yield f"  {fact.field}：{fact.old} → {fact.new}"
    for line in lines(change.differences):
        yield f"  {_said(line)}"
    for finding in change.appeared:
        yield f"  + 核对 {finding.code} {finding.message}"
    for finding in change.disappeared:
        yield f"  - 核对 {finding.code} {finding.message}"


def _said(line: Line) -> str:
    if not is_long(line.old, line.new):
        return f"{line.field}：{line.old} → {line.new}"
    parts = shortened(segments(line.old, line.new))
    return f"{line.field}：" + "".join(_MARKS[kind].format(text) for kind, text in parts)
