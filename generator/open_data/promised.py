"""The table of promises: what is to be put right, until when, and how it stands."""

from collections.abc import Iterator

from generator.catalogue import Catalogue, Entry
from generator.model.promise import Kept, PromiseState
from generator.open_data.schema import Cell, Column, Table, Type
from generator.open_data.standing import OF_REPORT, REPORT

_YES, _NO = "是", "否"
PROMISES = Table(
    "promises",
    "整改",
    "一行一处答应的整改；公开以后只增不改。逾期按网站所反映的日期算，期限当天不算。",
    (
        REPORT,
        Column("row_no", "行次", Type.INTEGER, required=True),
        Column("day", "提出日期", Type.DATE, required=True),
        Column("problem", "问题", required=True),
        Column("about", "涉及", note="发现编号或栏目"),
        Column("measure", "措施", required=True),
        Column("by", "责任单位"),
        Column("due", "原定期限", Type.DATE),
        Column("term", "现在的期限", Type.DATE, note="展期的为新期限"),
        Column("state", "状态", required=True, choices=tuple(PromiseState)),
        Column("state_day", "状态的日期", Type.DATE, note="还没有进展的为空"),
        Column("said", "最近进展"),
        Column("steps", "进展次数", Type.INTEGER, required=True),
        Column("overdue", "逾期", required=True, choices=(_YES, _NO)),
    ),
    ("report", "row_no"),
    (OF_REPORT,),
)


def promise_cells(catalogue: Catalogue, entry: Entry) -> Iterator[dict[str, Cell]]:
    """Yield the promises of a report."""
    for one in catalogue.promises.get(entry.report.id, ()):
        yield {"report": entry.report.id, **_cells(one)}


def _cells(one: Kept) -> dict[str, Cell]:
    promise, last = one.promise, one.promise.last
    return {
        "row_no": one.number,
        "day": promise.day,
        "problem": promise.problem,
        "about": promise.about,
        "measure": promise.measure,
        "by": promise.by,
        "due": promise.due,
        "term": promise.term,
        "state": promise.state.value,
        "state_day": last.day if last else None,
        "said": last.text if last else None,
        "steps": len(promise.steps),
        "overdue": _YES if one.is_overdue else _NO,
    }
