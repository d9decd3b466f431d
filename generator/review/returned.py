"""A form sent back: what its unit wrote into the remark column, as replies to its findings."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.checks.tally import is_review
from generator.form_tree.tree import Tree, tree_of
from generator.model.finding import Finding
from generator.model.reply import ReplyState
from generator.model.report import Report
from generator.model.text import fold
from generator.review.blocks import BlockError
from generator.review.lists import Line

_REMARK = "备注"
# The tables of a form that have a remark column, and what names a row of each.
_NAMED_BY = {"绩效指标": ("一级指标", "二级指标", "三级指标"), "资金": ("来源",)}
_STATE = re.compile(rf"({'|'.join(ReplyState)})[：:]\s*")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """A form that came back: its values as a data file states them, the cell of each, its file."""

    file: str
    values: Tree
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What to say when, and for whom: 日期 and 答复单位 of every reply of a form."""

    day: str
    by: str


@dataclass(frozen=True, slots=True)
class Remarks:
    """The lines that a form's remarks make, and what is said of those that make none."""

    lines: tuple[Line, ...]
    aside: tuple[str, ...]


def report_of(form: Returned, reports: Mapping[str, Report], wanted: str) -> Report:
    """Return the report of a form: the `wanted` one, else the one of its name and year.

    Raises BlockError where there is none, or more than one.
    """
    if wanted:
        if wanted not in reports:
            raise BlockError(f"没有报告“{wanted}”，或它的数据文件不能读取；写作 年度/部门/项目")
        return reports[wanted]
    name, year = fold(str(form.values.get("项目名称", ""))), form.values.get("年度")
    found = [
        one
        for one in reports.values()
        if fold(one.form.project or "") == name and year in (None, str(one.identity.year))
    ]
    if len(found) != 1:
        among = "、".join(one.id for one in found) or "没有同名同年度的"
        raise BlockError(f"{form.file}：看不出是哪一份报告（{among}），请用 --report 指明")
    return found[0]


def remarks_of(form: Returned, report: Report, findings: Iterable[Finding], said: Said) -> Remarks:
    """Return a line for each open finding of a row whose remark is new."""
    lines: list[Line] = []
    aside: list[str] = []
    mine = [one for one in findings if one.report == report.id and is_review(one)]
    for remark in _new_remarks(form, report):
        here = [one for one in mine if one.path[:2] == (remark.table, remark.index)]
        told = [_line(report, one, remark, said) for one in here if not one.said]
        lines += told
        if not told and not _is_said(remark, here):
            aside.append(_unused(remark))
    return Remarks(tuple(lines), tuple(aside))


@dataclass(frozen=True, slots=True)
class _Remark:
    """What is new in a remark column: its table, the report's row or None, cell, words, name."""

    table: str
    index: int | None
    place: str
    text: str
    name: str


def _is_said(remark: _Remark, findings: Sequence[Finding]) -> bool:
    """Tell whether a remark was written among the replies before."""
    words = _parted(remark.text)[1]
    return any(one.text == words for finding in findings for one in finding.said)


def _unused(remark: _Remark) -> str:
    """Say why a remark is no reply."""
    why = f"“{remark.name}”没有尚未说明的发现"
    if remark.index is None:
        why = f"报告里没有“{remark.name}”这一行"
    return f"{remark.place} {why}，备注没有写入：{remark.text}"


def _new_remarks(form: Returned, report: Report) -> Iterator[_Remark]:
    """Yield each remark that the report does not print."""
    stated = tree_of(report.form)
    for table, heads in _NAMED_BY.items():
        rows = stated.get(table) or []
        own = dict(_keyed(rows, heads))
        for key, number in _keyed(form.values.get(table) or [], heads):
            index = own.get(key)
            text = _text(form.values[table], number)
            if text and fold(text) != fold(_text(rows, index)):
                cell = form.cells.get(f"{table}/{number}/{_REMARK}", "")
                yield _Remark(table, index, f"{form.file}:{cell}", text, key[-2])


def _text(rows: Sequence[Mapping[str, Any]], index: int | None) -> str:
    """Return the remark of a row, "" where there is none."""
    return "" if index is None else str(rows[index].get(_REMARK) or "").strip()


def _keyed(rows: Iterable[Mapping[str, Any]], heads: tuple[str, ...]) -> Iterator[tuple[Key, int]]:
    """Yield each row's names with a count among equals, and its number."""
    seen: Counter[Key] = Counter()
    for number, row in enumerate(rows):
        names = tuple(fold(str(row.get(head) or "")) for head in heads)
        seen[names] += 1
        yield (*names, str(seen[names])), number


def _parted(text: str) -> tuple[str, str]:
    """Part a remark into the state that it begins with, "" if none, and the words."""
    found = _STATE.match(text)
    return (found.group(1), text[found.end() :]) if found else ("", text)


def _line(report: Report, finding: Finding, remark: _Remark, said: Said) -> Line:
    state, words = _parted(remark.text)
    cells = {
        "报告": report.id,
        "编号": finding.id,
        "状态": state,
        "日期": said.day,
        "答复单位": said.by,
        "说明": words,
    }
    return Line(remark.place, cells)
