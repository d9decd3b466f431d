"""Many reports made public at once: a list read, each file's 公开 rewritten, all or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.form_tree.tree import Tree, tree_of
from generator.loading.sheets import Sheet, read_sheet
from generator.model.publication import Disclosure, State
from generator.model.report import Report
from generator.review.blocks import BlockError, Edit, only_the_block_differs, with_block

COLUMN = "报告"
_KEY = "公开"
_WAITING = (State.DRAFT, State.PENDING)


@dataclass(frozen=True, slots=True)
class Terms:
    """What is stated of every report on the list; `time` is "" for the whole day."""

    day: date
    time: str
    reviewer: str
    reviewed: date


def listed(path: Path) -> list[tuple[str, str]]:
    """Return place and report id of each line of a list (CSV or .xlsx with the column 报告).

    Raises BlockError.
    """
    sheet, findings = read_sheet(path.read_bytes(), path.name)
    if sheet is None or findings:
        raise BlockError("\n".join(f"{one.location} {one.message}" for one in findings))
    column = _column(sheet)
    found = [
        (f"{sheet.file}:{number}:{column + 1}", cells[column].strip("/"))
        for number, cells in sheet.rows[1:]
        if column < len(cells) and cells[column]
    ]
    if not found:
        raise BlockError(f"{sheet.file}：清单里没有一份报告；“{COLUMN}”一栏写 年度/部门/项目")
    return found


def _column(sheet: Sheet) -> int:
    heads = sheet.rows[0][1] if sheet.rows else ()
    if COLUMN not in heads:
        seen = "、".join(head for head in heads if head) or "没有表头"
        raise BlockError(
            f"{sheet.file}:1:1 缺“{COLUMN}”一栏（现有：{seen}）；用 jixiao status --waiting 可以得到清单"
        )
    return heads.index(COLUMN)


def planned(
    content_dir: Path,
    reports: Mapping[str, Report],
    wanted: Iterable[tuple[str, str]],
    terms: Terms,
) -> tuple[Edit, ...]:
    """Return what would change in each file, in the order of the list.

    Raises BlockError with everything that stands against it.
    """
    problems: list[str] = []
    changes: dict[str, Edit] = {}
    for place, name in wanted:
        report = reports.get(name)
        problem = _refusal(name, report, changes)
        if report is None or problem:
            problems.append(f"{place} {problem}")
            continue
        changes[name] = _change(content_dir, report, terms)
    if problems:
        raise BlockError("\n".join(problems))
    return tuple(changes.values())


def _refusal(name: str, report: Report | None, before: Mapping[str, Edit]) -> str:
    """Say why a line cannot be used; "" where it can."""
    if report is None:
        return f"没有报告“{name}”，或它的数据文件不能读取；写作 年度/部门/项目，如 2025/cz-ju/road-repair"
    if name in before:
        return f"报告“{name}”在清单里重复"
    state = report.form.disclosure.state
    if state not in _WAITING:
        return f"报告“{name}”现在是“{state}”，只有草稿和待审的可以由清单公开"
    return ""


def _change(content_dir: Path, report: Report, terms: Terms) -> Edit:
    path = content_dir / "projects" / f"{report.id}.yml"
    before = path.read_bytes().decode("utf-8")
    disclosure = report.form.disclosure
    becomes = State.PARTIAL if disclosure.redactions else State.PUBLIC
    after = with_block(before, _KEY, _stated(disclosure, becomes, terms))
    only_the_block_differs(path.name, _KEY, before, after)
    told = f"{disclosure.state} → {becomes} {terms.day}"
    return Edit(report.id, report.title, path, told, before, after)


def _stated(disclosure: Disclosure, becomes: State, terms: Terms) -> Tree:
    time = {"公开时间": terms.time} if terms.time else {}
    review = {"结论": "通过", "日期": terms.reviewed.isoformat(), "审查人": terms.reviewer}
    new = {"状态": becomes.value, "公开日期": terms.day.isoformat(), **time, "保密审查": review}
    kept = {key: value for key, value in tree_of(disclosure).items() if key not in new}
    return new | kept
