"""Many reports made public at once: a list read, each file's 公开 block rewritten, all or nothing.

Only that block of a data file changes: what stands around it, comments too, stays byte for byte.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.form_tree.tree import Tree, tree_of
from generator.form_tree.yaml_writing import write_yaml
from generator.loading.sheets import Sheet, read_sheet
from generator.loading.strict_yaml import parse_strict
from generator.model.publication import Disclosure, State
from generator.model.report import Report

COLUMN = "报告"
_BLOCK = re.compile(r"^公开:.*\n?(?:(?:[ \t-].*|[ \t]*)(?:\n|\Z))*", re.MULTILINE)
_BEHIND = re.compile(r"(?:(?<=\n)[ \t]*(?:#.*)?\n)*\Z")
_WAITING = (State.DRAFT, State.PENDING)


class PublishingError(Exception):
    """The list or a report on it cannot be used; the message is Chinese, a line a problem."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is stated of every report on the list; `time` is "" for the whole day."""

    day: date
    time: str
    reviewer: str
    reviewed: date


@dataclass(frozen=True, slots=True)
class Change:
    """One data file before and after."""

    report: str
    title: str
    path: Path
    was: State
    becomes: State
    before: str
    after: str


def listed(path: Path) -> list[tuple[str, str]]:
    """Return place and report id of each line of a list (CSV or .xlsx with the column 报告).

    Raises PublishingError.
    """
    sheet, findings = read_sheet(path.read_bytes(), path.name)
    if sheet is None or findings:
        raise PublishingError("\n".join(f"{one.location} {one.message}" for one in findings))
    column = _column(sheet)
    found = [
        (f"{sheet.file}:{number}:{column + 1}", cells[column].strip("/"))
        for number, cells in sheet.rows[1:]
        if column < len(cells) and cells[column]
    ]
    if not found:
        raise PublishingError(f"{sheet.file}：清单里没有一份报告；“{COLUMN}”一栏写 年度/部门/项目")
    return found


def _column(sheet: Sheet) -> int:
    heads = sheet.rows[0][1] if sheet.rows else ()
    if COLUMN not in heads:
        seen = "、".join(head for head in heads if head) or "没有表头"
        raise PublishingError(
            f"{sheet.file}:1:1 缺“{COLUMN}”一栏（现有：{seen}）；用 jixiao status --waiting 可以得到清单"
        )
    return heads.index(COLUMN)


def planned(
    content_dir: Path,
    reports: Mapping[str, Report],
    wanted: Iterable[tuple[str, str]],
    terms: Terms,
) -> tuple[Change, ...]:
    """Return what would change in each file, in the order of the list.

    Raises PublishingError with everything that stands against it.
    """
    problems: list[str] = []
    changes: dict[str, Change] = {}
    for place, name in wanted:
        report = reports.get(name)
        problem = _refusal(name, report, changes)
        if report is None or problem:
            problems.append(f"{place} {problem}")
            continue
        changes[name] = _change(content_dir, report, terms)
    if problems:
        raise PublishingError("\n".join(problems))
    return tuple(changes.values())


def _refusal(name: str, report: Report | None, before: Mapping[str, Change]) -> str:
    """Say why a line cannot be used; "" where it can."""
    if report is None:
        return f"没有报告“{name}”，或它的数据文件不能读取；写作 年度/部门/项目，如 2025/cz-ju/road-repair"
    if name in before:
        return f"报告“{name}”在清单里重复"
    state = report.form.disclosure.state
    if state not in _WAITING:
        return f"报告“{name}”现在是“{state}”，只有草稿和待审的可以由清单公开"
    return ""


def _change(content_dir: Path, report: Report, terms: Terms) -> Change:
    path = content_dir / "projects" / f"{report.id}.yml"
    before = path.read_bytes().decode("utf-8")
    disclosure = report.form.disclosure
    becomes = State.PARTIAL if disclosure.redactions else State.PUBLIC
    after = with_disclosure(before, _stated(disclosure, becomes, terms))
    _only_the_block_differs(path.name, before, after)
    return Change(report.id, report.title, path, disclosure.state, becomes, before, after)


def _stated(disclosure: Disclosure, becomes: State, terms: Terms) -> Tree:
    time = {"公开时间": terms.time} if terms.time else {}
    review = {"结论": "通过", "日期": terms.reviewed.isoformat(), "审查人": terms.reviewer}
    new = {"状态": becomes.value, "公开日期": terms.day.isoformat(), **time, "保密审查": review}
    kept = {key: value for key, value in tree_of(disclosure).items() if key not in new}
    return new | kept


def with_disclosure(text: str, disclosure: Tree) -> str:
    """Return a data file with another 公开 block, in the place of the old one or at the end."""
    block = write_yaml({"公开": disclosure}, [])
    old = _BLOCK.search(text)
    if old is None:
        return f"{text.rstrip()}\n\n{block}"
    # Empty lines and comments behind the block belong to what follows.
    rest = _BEHIND.search(old.group())
    behind = rest.group() if rest else ""
    return text[: old.start()] + block + behind + text[old.end() :]


def _only_the_block_differs(name: str, before: str, after: str) -> None:
    """Raise PublishingError where a file is written so that its block cannot be told apart."""
    old, new = (parse_strict(text.encode(), name).tree or {} for text in (before, after))
    rest = [{key: value for key, value in tree.items() if key != "公开"} for tree in (old, new)]
    if rest[0] != rest[1] or "公开" not in new:
        raise PublishingError(f"{name}：写法特别，分不出“公开”一栏，请手工改这一份")


def write_all(changes: Sequence[Change]) -> None:
    """Write every file; each is renamed into its place when all of them are on the disk."""
    partial = [one.path.with_name(f".{one.path.name}.partial") for one in changes]
    try:
        for path, one in zip(partial, changes, strict=True):
            path.write_bytes(one.after.encode("utf-8"))
        for path, one in zip(partial, changes, strict=True):
            path.replace(one.path)
    finally:
        for path in partial:
            path.unlink(missing_ok=True)
