"""Two states of a content folder compared: reports added, withdrawn, moved and changed, and what that does to totals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from generator.checks.check import Case
from generator.model.difference import Difference, differences
from generator.model.finding import Finding, Location
from generator.model.money import project_money
from generator.model.tree import Tree, tree_of
from generator.pages import words
from generator.review.gate import silent_changes
from generator.review.problems import UNREADABLE_BASE
from generator.review.repository import State, report_id
from generator.review.snapshot import Side, amounts_of, read_side

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a report stands on one side, as text: declared total, the rule's total, grade, money in 万元, showing."""

    title: str
    department: str
    state: str
    total: str
    rule_total: str
    grade: str
    adjusted: str
    executed: str


@dataclass(frozen=True, slots=True)
class Change:
    """One report that is not as it was; `old` None: added, `new` None: removed. `moved_from` is its former id."""

    id: str
    old: Standing | None
    new: Standing | None
    moved_from: str
    differences: tuple[Difference, ...]
    appeared: tuple[Finding, ...]
    disappeared: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """A department's or a year's totals on both sides: reports, and money in 元."""

    name: str
    reports: tuple[int, int]
    adjusted: tuple[Decimal, Decimal]
    executed: tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that a reviewer has to know. `blocking` may not go public as it is."""

    base: str
    head: str
    changes: tuple[Change, ...]
    totals: tuple[Total, ...]
    blocking: tuple[Finding, ...]
    other_files: tuple[str, ...]


def compare(base: State, head: State, day: date, memory: Path | None = None) -> Comparison:
    """Compare two states; `day` decides what was public already. Only files that differ are read."""
    before, after = base.files(), head.files()
    paths = sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
    names = [name for path in paths if (name := report_id(path)) is not None]
    old, new = read_side(base, names), read_side(head, names)
    # A file that cannot be read any more is broken, which is reported, and not deleted.
    names = [name for name in names if name in new.cases or f"projects/{name}.yml" not in after]
    readable = {name: case for name, case in old.cases.items() if name in names}
    moves = _moves(old, new)
    changes = tuple(_changes(names, old, new, moves))
    return Comparison(
        base=base.name,
        head=head.name,
        changes=changes,
        totals=tuple(_totals(base, head, {change.id for change in changes} | set(moves.values()), memory)),
        blocking=(*new.broken, *_unreadable(base, old), *silent_changes(readable, new.cases, moves, day)),
        other_files=tuple(path for path in paths if report_id(path) is None),
    )


def _unreadable(base: State, old: Side) -> Iterator[Finding]:
    """Yield that the published state cannot be read: then nothing can be said of silent changes, which is no consent."""
    if old.content is None:
        place = old.broken[0].location if old.broken else Location(base.name)
        message = f"已公开的版本 {base.name} 读不出来，无法核对有没有无声的改动"
        yield UNREADABLE_BASE.at(place, message)


def _moves(old: Side, new: Side) -> dict[str, str]:
    """Return new id to old id of reports that only moved: the same form under another address."""
    gone = {name: tree_of(case.report.form) for name, case in old.cases.items() if name not in new.cases}
    found: dict[str, str] = {}
    for name, case in new.cases.items():
        if name not in old.cases:
            twin = next((other for other, tree in gone.items() if _same_project(tree, tree_of(case.report.form))), None)
            if twin is not None:
                found[name] = twin
                del gone[twin]
    return found


def _same_project(one: Tree, other: Tree) -> bool:
    keys = ("项目名称", "实施单位", "年度", "绩效指标")
    return one == other or (bool(one.get("项目名称")) and all(one.get(key) == other.get(key) for key in keys))


def _changes(names: list[str], old: Side, new: Side, moves: Mapping[str, str]) -> Iterator[Change]:
    moved = set(moves.values())
    for name in names:
        if name in moved or (name not in old.cases and name not in new.cases):
            continue
        former = moves.get(name, name)
        was, now = old.cases.get(former), new.cases.get(name)
        found = differences(tree_of(was.report.form), tree_of(now.report.form)) if was and now else ()
        if was and now and not found and former == name:
            continue
        before, after = old.findings.get(former, ()), new.findings.get(name, ())
        yield Change(
            id=name,
            old=_standing(was, old) if was else None,
            new=_standing(now, new) if now else None,
            moved_from=former if former != name else "",
            differences=found,
            appeared=_without(after, before),
            disappeared=_without(before, after),
        )


def _without(some: tuple[Finding, ...], others: tuple[Finding, ...]) -> tuple[Finding, ...]:
    known = {(one.code, one.message) for one in others}
    return tuple(one for one in some if (one.code, one.message) not in known)


def _standing(case: Case, side: Side) -> Standing:
    form, card = case.report.form, case.scorecard
    amounts = [(words.money(money, "万元") if money is not None else "") for money in _money(case)]
    departments = side.content.departments if side.content else {}
    return Standing(
        title=case.report.title,
        department=departments[case.report.identity.department].name,
        state=form.disclosure.state.value,
        total=form.total.text if form.total else "",
        rule_total=words.span(card.low, card.high, card.places),
        grade=case.rulebook.grade_of(card.declared_total).name if card.declared_total is not None else "",
        adjusted=amounts[0],
        executed=amounts[1],
    )


def _money(case: Case) -> tuple[Decimal | None, Decimal | None]:
    money = project_money(case.report.form)
    return money.adjusted, money.executed


def _totals(base: State, head: State, changed: set[str], memory: Path | None) -> Iterator[Total]:
    """Yield the totals of every year and department with a changed report."""
    if not changed:
        return
    before, after = amounts_of(base, memory), amounts_of(head, memory)
    years = sorted({name.split("/")[0] for name in changed}, reverse=True)
    groups = [(f"{year} 年度", f"{year}/") for year in years]
    groups += [(prefix, f"{prefix}/") for prefix in sorted({name.rpartition("/")[0] for name in changed})]
    for name, prefix in groups:
        sides = [[amounts for one, amounts in side.items() if one.startswith(prefix)] for side in (before, after)]
        yield Total(
            name,
            (len(sides[0]), len(sides[1])),
            (_sum(one.adjusted for one in sides[0]), _sum(one.adjusted for one in sides[1])),
            (_sum(one.executed for one in sides[0]), _sum(one.executed for one in sides[1])),
        )


def _sum(amounts: Iterator[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), ZERO)
