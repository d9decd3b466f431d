"""Promises and their progress from a list: a line each, added to the data files."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from generator.checks.tally import is_review
from generator.form_tree.tree import tree_of
from generator.model.finding import Finding
from generator.model.promise import CLOSED, Progress, Promise, PromiseState
from generator.model.report import Report
from generator.model.types import Part
from generator.review.blocks import BlockError, Edit, only_the_block_differs, with_block
from generator.review.lists import Line, lines_in

HEADS = (
    "报告",
    "涉及",
    "问题",
    "措施",
    "责任单位",
    "期限",
    "提出日期",
    "进展日期",
    "状态",
    "说明",
    "新期限",
)
_NEEDED = ("报告", "问题", "措施", "提出日期")
_KEY = "整改"
_OF_PROMISE = {
    "提出日期": "日期",
    "问题": "问题",
    "涉及": "涉及",
    "措施": "措施",
    "责任单位": "责任单位",
    "期限": "期限",
}
_OF_PROGRESS = {"进展日期": "日期", "状态": "状态", "说明": "说明", "新期限": "新期限"}
_WANTED = {
    "日期": "日期，写作 2026-10-08",
    "期限": "日期，写作 2026-10-08",
    "新期限": "日期，写作 2026-10-08，或空白",
    "状态": f"{'、'.join(PromiseState)}之一",
}


def promise_lines(
    reports: Iterable[Report], findings: Iterable[Finding], department: str
) -> Iterator[tuple[str, ...]]:
    """Yield the lines of a list to be filled in: findings without a promise, then open promises.

    `department` is "" for all of them.
    """
    own = {one.id: one for one in reports if department in ("", one.identity.department)}
    for one in filter(is_review, findings):
        report = own.get(one.report)
        if report is not None and not _is_promised(report, one):
            yield (one.report, one.id, one.message, *[""] * 8)
    for report in own.values():
        for promise in report.form.promises:
            if promise.state not in CLOSED:
                yield (report.id, *_told(promise), *[""] * 4)


def _is_promised(report: Report, one: Finding) -> bool:
    return any(promise.about in (one.id, one.code) for promise in report.form.promises)


def _told(one: Promise) -> tuple[str, ...]:
    days = str(one.due or ""), str(one.day)
    return (one.about or "", one.problem, one.measure, one.by or "", *days)


def filled_lines(path: Path) -> list[Line]:
    """Return the lines with a measure (CSV or .xlsx). Raises BlockError."""
    hint = "用 jixiao rectify --open 可以得到要填的表"
    return lines_in(path, _NEEDED, ("措施",), hint)


def planned_promises(
    content_dir: Path, reports: Mapping[str, Report], lines: Iterable[Line]
) -> tuple[Edit, ...]:
    """Return what would be added to each file; of what stands there already, nothing.

    Raises BlockError with all that stands against it.
    """
    problems: list[str] = []
    wanted: dict[str, list[Promise]] = {}
    told: dict[str, list[str]] = {}
    for line in lines:
        name = line.cell("报告").strip("/")
        report = reports.get(name)
        if report is None:
            words = f"没有报告“{name}”，或它的数据文件不能读取；写作 年度/部门/项目"
            problems.append(f"{line.place} {words}")
            continue
        found = list(_wrong(line))
        problems += found
        if not found:
            every = wanted.setdefault(name, list(report.form.promises))
            told.setdefault(name, []).extend(_add(line, every))
    if problems:
        raise BlockError("\n".join(problems))
    return tuple(
        _edit(content_dir, reports[name], every, told[name])
        for name, every in wanted.items()
        if told[name]
    )


def _stated(line: Line, heads: Mapping[str, str]) -> dict[str, str]:
    return {key: line.cell(head) for head, key in heads.items() if line.cell(head)}


def _wrong(line: Line) -> Iterator[str]:
    """Yield why a line cannot be used."""
    parts: list[tuple[type[Part], Mapping[str, str]]] = [(Promise, _OF_PROMISE)]
    parts += [(Progress, _OF_PROGRESS)] if _stated(line, _OF_PROGRESS) else []
    for part, heads in parts:
        names = {key: head for head, key in heads.items()}
        try:
            part.model_validate(_stated(line, heads))
        except ValidationError as error:
            for one in error.errors():
                key = str(one["loc"][0])
                wanted = _WANTED.get(key, "一段文字")
                yield f"{line.place} “{names[key]}”填“{line.cell(names[key])}”，应为{wanted}"


def _add(line: Line, every: list[Promise]) -> Iterator[str]:
    """Add what a line says to a report's promises; yield what is new in it, in words."""
    promise = Promise.model_validate(_stated(line, _OF_PROMISE))
    bare = [one.model_copy(update={"steps": ()}) for one in every]
    if promise not in bare:
        every.append(promise)
        bare.append(promise)
        yield f"新增“{promise.problem[:20]}”{f'，期限 {promise.due}' if promise.due else ''}"
    stated = _stated(line, _OF_PROGRESS)
    if stated:
        step, at = Progress.model_validate(stated), bare.index(promise)
        if step not in every[at].steps:
            every[at] = every[at].model_copy(update={"steps": (*every[at].steps, step)})
            yield f"“{promise.problem[:20]}”{step.state} {step.day}"


def _edit(content_dir: Path, report: Report, every: Iterable[Promise], told: Iterable[str]) -> Edit:
    path = content_dir / "projects" / f"{report.id}.yml"
    before = path.read_bytes().decode("utf-8")
    after = with_block(before, _KEY, [tree_of(one) for one in every])
    only_the_block_differs(path.name, _KEY, before, after)
    return Edit(report.id, report.title, path, "；".join(told), before, after)
