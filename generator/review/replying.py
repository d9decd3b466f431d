"""Replies of units from a sheet: each line held against today's findings, added to its file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from generator.checks.check import Case
from generator.checks.tally import is_review
from generator.form_tree.tree import tree_of
from generator.model.finding import Finding
from generator.model.reply import GAP, Reply, ReplyState
from generator.model.report import Report
from generator.presentation import words
from generator.review.blocks import BlockError, Edit, only_the_block_differs, with_block
from generator.review.lists import Line, lines_in
from generator.scoring.gap import gap_of

HEADS = ("报告", "编号", "发现", "表上所填", "应为", "状态", "日期", "答复单位", "说明")
_NEEDED = ("报告", "编号", "日期", "说明")
_STATED = ("编号", "日期", "状态", "说明", "答复单位")
_KEY = "答复"
_WANTED = {
    "编号": f"发现的编号，如 R205-1a2b3c，或“{GAP}”",
    "日期": "日期，写作 2026-10-08",
    "状态": f"{'、'.join(ReplyState)}之一，或空白",
    "说明": "一段文字",
    "答复单位": "一段文字",
}


def open_lines(
    cases: Iterable[Case], findings: Iterable[Finding], department: str
) -> Iterator[tuple[str, ...]]:
    """Yield the lines of a sheet to be filled in: what asks for a look and has no answer.

    Findings first, then the totals outside the rule's range. `department` is "" for all of them.
    """
    told = [
        (one.report, one.id, one.message, one.declared, one.expected)
        for one in findings
        if is_review(one) and not one.said
    ]
    told += [line for case in cases for line in _open_gap(case)]
    for line in told:
        if department in ("", line[0].split("/")[1]):
            yield (*line, "", "", "", "")


def _open_gap(case: Case) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the line of a total outside the rule's range that nothing is said to."""
    form, card = case.report.form, case.scorecard
    gap = gap_of(card, form.total)
    said = any(one.finding == GAP for one in form.replies)
    if gap is None or not gap.is_outside or said:
        return
    message = f"自评总分{gap.position} {words.points(abs(gap.beyond), card.places)} 分"
    declared = form.total.text if form.total else ""
    yield case.report.id, GAP, message, declared, words.span(card.low, card.high, card.places)


def answered_lines(path: Path) -> list[Line]:
    """Return the lines whose 说明 is filled in (CSV or .xlsx). Raises BlockError."""
    return lines_in(path, _NEEDED, ("说明",), "用 jixiao reply --open 可以得到要填的表")


def answerable(cases: Iterable[Case], findings: Iterable[Finding]) -> dict[str, set[str]]:
    """Return by report what may be answered: ids and codes of findings, and a gap where one is."""
    known: dict[str, set[str]] = {}
    for one in findings:
        known.setdefault(one.report, set()).update((one.id, one.code))
    for case in cases:
        gap = gap_of(case.scorecard, case.report.form.total)
        if gap is not None and gap.is_outside:
            known.setdefault(case.report.id, set()).add(GAP)
    return known


def planned_replies(
    content_dir: Path,
    reports: Mapping[str, Report],
    known: Mapping[str, set[str]],
    lines: Iterable[Line],
) -> tuple[Edit, ...]:
    """Return what would be added to each file; `known` is what may be answered, by report.

    Raises BlockError with all that stands against it.
    """
    problems: list[str] = []
    wanted: dict[str, list[Reply]] = {}
    for line in lines:
        name = line.cells.get("报告", "").strip("/")
        found = list(_problems(line, reports.get(name), known.get(name, set())))
        problems += found
        if not found:
            wanted.setdefault(name, []).append(_reply(line))
    if problems:
        raise BlockError("\n".join(problems))
    return tuple(_edit(content_dir, reports[name], replies) for name, replies in wanted.items())


def _problems(line: Line, report: Report | None, known: set[str]) -> Iterator[str]:
    """Yield why a line cannot be used."""
    name, number = line.cells.get("报告", ""), line.cells.get("编号", "")
    if report is None:
        yield f"{line.place} 没有报告“{name}”，或它的数据文件不能读取；写作 年度/部门/项目"
        return
    try:
        reply = _reply(line)
    except ValidationError as error:
        for one in error.errors():
            head = str(one["loc"][0])
            yield f"{line.place} “{head}”填“{line.cells.get(head, '')}”，应为{_WANTED[head]}"
        return
    if number == GAP and number not in known:
        yield f"{line.place} 报告“{name}”的总分现在没有高于或低于规则，或者无法核算，没有差距可以说明"
    elif number not in known:
        yield f"{line.place} 报告“{name}”现在没有编号为 {number} 的发现；照报告页上的编号抄"
    elif reply in report.form.replies:
        yield f"{line.place} 这一条已经写入过了"


def _reply(line: Line) -> Reply:
    stated = {head: line.cells[head] for head in _STATED if line.cells.get(head)}
    return Reply.model_validate(stated)


def _edit(content_dir: Path, report: Report, replies: Sequence[Reply]) -> Edit:
    path = content_dir / "projects" / f"{report.id}.yml"
    before = path.read_bytes().decode("utf-8")
    every = [tree_of(one) for one in (*report.form.replies, *replies)]
    after = with_block(before, _KEY, every)
    only_the_block_differs(path.name, _KEY, before, after)
    told = "；".join(f"{one.finding} {one.state} {one.day}" for one in replies)
    return Edit(report.id, report.title, path, told, before, after)
