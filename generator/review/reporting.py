"""A comparison for people and programs: terminal text, a merge request's comment, JSON, HTML."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.form_tree.difference_words import LONG, Line, lines, segments, shortened
from generator.model.figure import plain
from generator.model.finding import Finding
from generator.pages import words
from generator.review.comparing import Change, Comparison, Standing, Total

# A comment on GitHub holds 65,536 characters, on Gitee 65,535, on GitLab 1,000,000.
MOST_CHARACTERS = 60_000
_MOST_LINES = 30
_FACTS = (
    ("状态", "state"),
    ("自评总分", "total"),
    ("规则参考总分", "rule_total"),
    ("等级", "grade"),
    ("全年预算（万元）", "adjusted"),
    ("全年执行（万元）", "executed"),
)
_MARK = "<!-- jixiao-diff -->"


def headline(comparison: Comparison) -> str:
    """Return how many reports changed in which way."""
    changes = comparison.changes
    counts = {
        "新增": sum(one.old is None for one in changes),
        "删去": sum(one.new is None for one in changes),
        "移动": sum(bool(one.moved_from) for one in changes),
        "改动": sum(bool(one.old and one.new and not one.moved_from) for one in changes),
    }
    said = (
        "，".join(f"{name} {count} 份" for name, count in counts.items() if count) or "报告没有变化"
    )
    return f"{said}；不能公开的问题 {len(comparison.blocking)} 处"


def facts(change: Change) -> Iterator[Line]:
    """Yield what a reviewer looks for first, where it changed: state, scores, grade, money."""
    for label, name in _FACTS:
        old, new = (str(getattr(side, name)) if side else "" for side in (change.old, change.new))
        if old != new:
            yield Line(label, "修改", old or "—", new or "—")


def title(change: Change) -> str:
    """Return a change's heading: what happened, to which report."""
    side = change.new or change.old or Standing("", "", "", "", "", "", "", "")
    what = (
        "新增"
        if change.old is None
        else "删去"
        if change.new is None
        else "移动"
        if change.moved_from
        else "改动"
    )
    return f"{what}：{side.title}（{side.department}，{change.id}）"


def as_text(comparison: Comparison) -> str:
    """Return the comparison for a terminal."""
    out = [f"{comparison.base} → {comparison.head}", headline(comparison)]
    out += [f"! {one.location}: {one.code} {one.message}" for one in comparison.blocking]
    for change in comparison.changes:
        out += [
            "",
            title(change),
            *(f"  {one.field}：{one.old} → {one.new}" for one in facts(change)),
        ]
        out += [f"  {_said(line)}" for line in lines(change.differences)]
        out += [f"  + 核对 {one.code} {one.message}" for one in change.appeared]
        out += [f"  - 核对 {one.code} {one.message}" for one in change.disappeared]
    if comparison.totals:
        out += ["", "合计", *(f"  {_total(one)}" for one in comparison.totals)]
    out += ["", f"其他文件：{'、'.join(comparison.other_files)}"] if comparison.other_files else []
    return "\n".join(out) + "\n"


def _said(line: Line) -> str:
    if max(len(line.old), len(line.new)) <= LONG:
        return f"{line.field}：{line.old} → {line.new}"
    marks = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
    return f"{line.field}：" + "".join(
        marks[kind].format(text) for kind, text in shortened(segments(line.old, line.new))
    )


def _total(one: Total) -> str:
    return f"{one.name}：{'，'.join(f'{line.field} {line.old} → {line.new}' for line in total_lines(one)) or '合计没有变化'}"


def total_lines(one: Total) -> Iterator[Line]:
    """Yield a total's figures that changed; money in 万元."""
    if one.reports[0] != one.reports[1]:
        yield Line("报告", "修改", f"{one.reports[0]} 份", f"{one.reports[1]} 份")
    for label, (old, new) in (("全年预算", one.adjusted), ("全年执行", one.executed)):
        if old != new:
            yield Line(
                label,
                "修改",
                f"{words.money(old, '万元')} 万元",
                f"{words.money(new, '万元')} 万元",
            )


def as_markdown(comparison: Comparison) -> str:
    """Return the comparison as a comment on a merge request, within what platforms take."""
    head = [_MARK, f"## {headline(comparison)}", ""]
    head += [_blocking(one) for one in comparison.blocking[:_MOST_LINES]]
    if len(comparison.blocking) > _MOST_LINES:
        head.append(f"- …… 另有 {len(comparison.blocking) - _MOST_LINES} 处，见完整的对照页。")
    totals = [f"- {_inert(_total(one))}" for one in comparison.totals]
    foot = ["", "### 合计", *totals] if totals else []
    shown, size = [], sum(map(len, (*head, *foot))) + 500
    for number, change in enumerate(comparison.changes):
        block = "\n".join(_markdown(change))
        if size + len(block) > MOST_CHARACTERS:
            shown.append(
                f"\n…… 另有 {len(comparison.changes) - number} 份没有列出，见完整的对照页（jixiao diff --format html）。"
            )
            break
        shown.append(block)
        size += len(block) + 1
    return "\n".join((*head, *shown, *foot)) + "\n"


def _blocking(one: Finding) -> str:
    return f"- ⛔ `{one.code}` {_inert(one.message)}（{one.location}）。{_inert(one.advice)}"


def _markdown(change: Change) -> Iterator[str]:
    found = lines(change.differences)
    yield f"\n### {_inert(title(change))}\n"
    rows = [*facts(change), *found[:_MOST_LINES]]
    if rows:
        yield "| 栏目 | 原来 | 现在 |\n|---|---|---|"
        yield from (_row(line) for line in rows)
    if len(found) > _MOST_LINES:
        yield f"\n…… 另有 {len(found) - _MOST_LINES} 处改动。"
    yield from (f"- 新的核对发现 `{one.code}` {_inert(one.message)}" for one in change.appeared)
    yield from (f"- 不再有 `{one.code}` {_inert(one.message)}" for one in change.disappeared)


def _row(line: Line) -> str:
    if max(len(line.old), len(line.new)) <= LONG:
        return f"| {_inert(line.field)} | {_inert(line.old)} | {_inert(line.new)} |"
    parts = shortened(segments(line.old, line.new))
    old = "".join(
        f"~~{_inert(text)}~~" if kind == "old" else _inert(text)
        for kind, text in parts
        if kind != "new"
    )
    new = "".join(
        f"**{_inert(text)}**" if kind == "new" else _inert(text)
        for kind, text in parts
        if kind != "old"
    )
    return f"| {_inert(line.field)} | {old} | {new} |"


def _inert(text: str) -> str:
    """Write a value so that it is no markup, mention or link, on one line of a table."""
    marks = {char: f"&#{ord(char)};" for char in "&<>|`*_~[]()!#@\\"} | {"\n": "<br>", "\r": ""}
    return "".join(marks.get(char, char) for char in text)


def as_json(comparison: Comparison) -> str:
    """Return the comparison as one JSON object; figures are exact text."""
    value = {
        "base": comparison.base,
        "head": comparison.head,
        "blocking": [
            {"code": one.code, "message": one.message, "advice": one.advice, "file": one.location.file, "line": one.location.line, "column": one.location.column, "report": one.report}
            for one in comparison.blocking
        ],
        "changes": [
            {
                "report": one.id,
                "moved_from": one.moved_from or None,
                "old": asdict(one.old) if one.old else None,
                "new": asdict(one.new) if one.new else None,
                "differences": [
                    {"path": list(item.path), "kind": item.kind.value, "old": item.old, "new": item.new} for item in one.differences
                ],
                "appeared": [{"code": item.code, "message": item.message} for item in one.appeared],
                "disappeared": [{"code": item.code, "message": item.message} for item in one.disappeared],
            }
            for one in comparison.changes
        ],
        "totals": [
            {"name": one.name, "reports": list(one.reports), "adjusted": [plain(item) for item in one.adjusted], "executed": [plain(item) for item in one.executed]}
            for one in comparison.totals
        ],
        "other_files": list(comparison.other_files),
    }  # fmt: skip
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def as_html(comparison: Comparison) -> str:
    """Return the comparison as one page that needs nothing else."""
    environment = Environment(
        loader=PackageLoader("generator.review"), autoescape=True, undefined=StrictUndefined
    )
    changes = [
        {
            "title": title(one),
            "facts": list(facts(one)),
            "lines": [(line, segments(line.old, line.new) if max(len(line.old), len(line.new)) > LONG else None) for line in lines(one.differences)],
            "appeared": one.appeared,
            "disappeared": one.disappeared,
        }
        for one in comparison.changes
    ]  # fmt: skip
    totals = [(one.name, list(total_lines(one))) for one in comparison.totals]
    return environment.get_template("diff.html.j2").render(
        comparison=comparison, headline=headline(comparison), changes=changes, totals=totals
    )


FORMATS: MappingProxyType[str, Callable[[Comparison], str]] = MappingProxyType(
    {"text": as_text, "markdown": as_markdown, "json": as_json, "html": as_html}
)
