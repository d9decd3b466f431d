"""What every way of telling a comparison says: headline, titles, facts and totals."""

from collections.abc import Iterator

from generator.form_tree.difference_words import Line
from generator.presentation import words
from generator.review.comparing import Change, Comparison, Standing, Total

_CHANGED = "修改"
_FACTS = (
    ("状态", "state"),
    ("自评总分", "total"),
    ("规则参考总分", "rule_total"),
    ("等级", "grade"),
    ("全年预算（万元）", "adjusted"),
    ("全年执行（万元）", "executed"),
)


def headline(comparison: Comparison) -> str:
    """Return how many reports changed in which way."""
    kinds = [change.kind for change in comparison.changes]
    counts = {kind: kinds.count(kind) for kind in ("新增", "删去", "移动", "改动")}
    said = "，".join(f"{kind} {count} 份" for kind, count in counts.items() if count)
    files = f"，其他文件 {len(comparison.other_files)} 个" if comparison.other_files else ""
    return f"{said or '报告没有变化'}{files}；不能公开的问题 {len(comparison.blocking)} 处"


def title(change: Change) -> str:
    """Return a change's heading: what happened, to which report."""
    side = change.new or change.old
    whose = f"{side.title}（{side.department}，{change.id}）" if side else change.id
    return f"{change.kind}：{whose}"


def facts(change: Change) -> Iterator[Line]:
    """Yield what a reviewer looks for first, where it changed: state, scores, grade, money."""
    for label, name in _FACTS:
        old, new = _fact(change.old, name), _fact(change.new, name)
        if old != new:
            yield Line(label, _CHANGED, old or "—", new or "—")


def _fact(side: Standing | None, name: str) -> str:
    return "" if side is None else str(getattr(side, name))


def total_lines(total: Total) -> Iterator[Line]:
    """Yield a total's figures that changed; money in 万元."""
    old, new = total.reports
    if old != new:
        yield Line("报告", _CHANGED, f"{old} 份", f"{new} 份")
    for label, (before, after) in (("全年预算", total.adjusted), ("全年执行", total.executed)):
        if before != after:
            in_wan = [f"{words.money(amount, '万元')} 万元" for amount in (before, after)]
            yield Line(label, _CHANGED, *in_wan)


def total(one: Total) -> str:
    """Return a total's changes in one line."""
    said = "，".join(f"{line.field} {line.old} → {line.new}" for line in total_lines(one))
    return f"{one.name}：{said or '合计没有变化'}{left_out(one)}"


def left_out(one: Total) -> str:
    """Say which reports are in no sum of money, "" where all are."""
    return f"（另有 {one.left_out} 份有不予公开的金额，不计入合计）" if one.left_out else ""
