"""What an import says: a summary table and every notice with its address, or the same as JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rich.table import Table

from generator.forms.results import FileResult, FormResult

# Of many files each tells only the beginning; of few everything.
_FEW_FILES, _MOST_LINES = 5, 6


def summary(results: Sequence[FileResult]) -> Table:
    """Return one line a form, and one a file that gave none."""
    table = Table("文件", "项目", "写入位置", "结果", "单元格和段落", "须核实", "核对发现")
    for result in results:
        reason = without_form(result)
        if reason and (result.is_read or result.twin or result.found.doubtful):
            table.add_row(result.shown, "", "", reason, _count(result), "", "")
        for form in result.forms:
            place = str(form.identity or "")
            counts = (_count(result), str(len(form.notices)), str(len(form.findings)))
            table.add_row(result.shown, form.name, place, form.action.value, *counts)
    return table


def without_form(result: FileResult) -> str:
    """Say why a file gave no form; "" where it gave one."""
    if result.found.skipped:
        return f"没有读：{result.found.skipped}"
    if result.twin:
        return f"与 {result.twin} 完全相同"
    if result.refused:
        return f"{result.refused.code} {result.refused.message}"
    return "" if result.forms else "没有找到自评表"


def totals(results: Sequence[FileResult]) -> Iterator[str]:
    """Yield the closing lines: every file and form counted once, and how many need a person."""
    kinds = Counter(_kind(result) for result in results)
    yield f"共 {len(results)} 个文件：{_counted(kinds)}。"
    forms = Counter(form.action.value for result in results for form in result.forms)
    if forms:
        yield f"共 {forms.total()} 张表：{_counted(forms)}。"
    people = sum(1 for result in results if result.needs_a_person)
    yield f"有 {people} 个文件须人看。" if people else "没有须人看的。"


def _kind(result: FileResult) -> str:
    if result.found.skipped:
        return result.found.skipped
    if result.twin:
        return "副本"
    if result.refused:
        return "打不开"
    return "读好" if result.forms else "没有自评表"


def _counted(counts: Counter[str]) -> str:
    return "，".join(f"{name} {count}" for name, count in counts.most_common())


def _count(result: FileResult) -> str:
    return f"{result.outcome.used}/{result.outcome.present}" if result.outcome else ""


def lines(results: Sequence[FileResult]) -> Iterator[str]:
    """Yield everything a person has to look at, addressed in the source files."""
    for result in results:
        if result.is_read:
            told = list(_file_lines(result))
            most = _MOST_LINES if len(results) > _FEW_FILES else len(told)
            yield from told[:most]
            if len(told) > most:
                yield f"{result.shown}：另有 {len(told) - most} 处，单独导入这个文件即可看到"


def _file_lines(result: FileResult) -> Iterator[str]:
    name = result.shown
    if result.refused:
        yield f"{name}：{result.refused.code} {result.refused.message}。{result.refused.advice}"
    elif not result.forms:
        yield f"{name}：没有找到自评表（表中要有“三级指标”一行表头）"
    for form in result.forms:
        yield from _form_lines(name, form)
    if result.outcome:
        told = bool(result.forms)  # doubtful remarks stand among the first form's notices
        remarks = (one for one in result.outcome.source.remarks if not (told and one.doubtful))
        yield from (f"{name} {one.address}：{one.message}" for one in remarks)
    yield from (f"{name} {one.address}：没有用到“{_short(one.text)}”" for one in result.left_over)


def _form_lines(name: str, form: FormResult) -> Iterator[str]:
    yield from (f"{name} {one.address}：请核实：{one.told}" for one in form.notices)
    for place, old, new in form.differences:
        yield f"{name}：{place}：现为“{_short(old)}”，来源写作“{_short(new)}”"
    for finding in form.findings:
        yield f"{name} {finding.location.cell}：{finding.severity} {finding.code} {finding.message}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def as_json(results: Sequence[FileResult]) -> str:
    """Return the report as one JSON object."""
    return (
        json.dumps({"files": [_file(result) for result in results]}, ensure_ascii=False, indent=1)
        + "\n"
    )


def _file(result: FileResult) -> dict[str, Any]:
    refused, outcome = result.refused, result.outcome
    return {
        "file": result.file.name,
        "path": result.shown,
        "skipped": result.found.skipped,
        "copy_of": result.twin,
        "sha256": result.sha256 or None,
        "refused": {"code": refused.code, "message": refused.message, "advice": refused.advice}
        if refused
        else None,
        "present": outcome.present if outcome else 0,
        "used": outcome.used if outcome else 0,
        "unused": [{"address": one.address, "text": one.text} for one in outcome.unused]
        if outcome
        else [],
        "remarks": [
            {"address": one.address, "message": one.message} for one in outcome.source.remarks
        ]
        if outcome
        else [],
        "forms": [_form(form) for form in result.forms],
    }


def _form(form: FormResult) -> dict[str, Any]:
    return {
        "project": form.name,
        "report": str(form.identity) if form.identity else None,
        "action": form.action.value,
        "notices": [{"address": one.address, "message": one.told} for one in form.notices],
        "differences": [
            {"place": place, "old": old, "new": new} for place, old, new in form.differences
        ],
        "findings": [
            {
                "address": one.location.cell,
                "code": one.code,
                "severity": one.severity.value,
                "message": one.message,
            }
            for one in form.findings
        ],
    }
