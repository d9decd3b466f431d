"""Two states of a content folder compared: which reports changed, and what that does to totals."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from generator.checks.check import Case
from generator.disclosure.seen import Seen, seen
from generator.form_tree.difference import Difference, differences
from generator.form_tree.tree import Tree, tree_of
from generator.model.finding import Finding, Location, Severity
from generator.model.money import money_in_yuan
from generator.presentation import words
from generator.review.following import silent_changes
from generator.review.kept_back import as_told, kept_back, quiet, untold
from generator.review.other_files import FileChange, other_files
from generator.review.problems import UNREADABLE_BASE
from generator.review.registers import register_moves, told_register
from generator.review.repository import State, changed_paths, report_id, reports_among
from generator.review.shifts import Shift, all_shifts, unsaid_shifts, unsigned
from generator.review.snapshot import REGISTERS, Amounts, Side, amounts_of, read_side

ZERO = Decimal(0)
# What tells a project that moved from another one, where its form was edited as well.
_SAME = ("项目名称", "实施单位", "年度", "绩效指标")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a report stands on one side, as text; money in 万元."""

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
    """One report that is not as it was: `old` None is added, `new` None is removed.

    `moved_from` is its former id, "" where it did not move.
    """

    id: str
    old: Standing | None
    new: Standing | None
    moved_from: str
    differences: tuple[Difference, ...]
    appeared: tuple[Finding, ...]
    disappeared: tuple[Finding, ...]

    @property
    def kind(self) -> str:
        """Say in a word what happened to the report."""
        if self.old is None:
            return "新增"
        if self.new is None:
            return "删去"
        return "移动" if self.moved_from else "改动"


@dataclass(frozen=True, slots=True)
class Total:
    """A department's or a year's totals on both sides: reports, and money in 元.

    `left_out` reports keep an amount back on one of the sides: they are in no sum of money.
    """

    name: str
    reports: tuple[int, int]
    adjusted: tuple[Decimal, Decimal]
    executed: tuple[Decimal, Decimal]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that a reviewer has to know. `blocking` may not go public as it is."""

    base: str
    head: str
    changes: tuple[Change, ...]
    totals: tuple[Total, ...]
    blocking: tuple[Finding, ...]
    other_files: tuple[FileChange, ...]


def compare(base: State, head: State, day: date, memory: Path | None = None) -> Comparison:
    """Compare two states; `day` decides what was public already. Equal files stay unread."""
    files = head.files()
    paths = changed_paths(base.files(), files)
    reports = _to_read(paths, {*base.files(), *files})
    old, new = read_side(base, reports), read_side(head, reports)
    # A file that cannot be read any more is broken, which is reported, and not removed.
    names = [name for name in reports if name in new.cases or f"projects/{name}.yml" not in files]
    moves = _moves(old, new)
    changes = tuple(_changes(names, old, new, moves))
    touched = {change.id for change in changes} | set(moves.values())
    before = {name: one for name, one in seen_on(old, day).items() if name in names}
    after = seen_on(new, day)
    unsaid = silent_changes(before, after)
    return Comparison(
        base=base.name,
        head=head.name,
        changes=changes,
        totals=tuple(_totals(base, head, touched, memory)),
        blocking=(
            *_errors(new.broken),
            *_unreadable(base, old),
            *unsaid,
            *unsaid_shifts(unsigned_shifts(old, new, before, after), after),
        ),
        other_files=other_files(base, head, paths),
    )


def _to_read(paths: Sequence[str], files: Iterable[str]) -> list[str]:
    """Return the reports to be read: all where a register or a rule that they lean on changed."""
    if any(path in REGISTERS or path.startswith("rules/") for path in paths):
        return sorted(name for name in map(report_id, files) if name is not None)
    return reports_among(paths)


def unsigned_shifts(
    old: Side, new: Side, before: Mapping[str, Seen], after: Mapping[str, Seen]
) -> tuple[Shift, ...]:
    """Return what registers and rules move of public reports, and no new notice lists."""
    if new.content is None or old.content is None:
        return ()
    known = list(old.content.notices.values())
    notices = [one for one in new.content.notices.values() if one not in known]
    said = register_moves(told_register(old.content, before), new.content, after)
    return unsigned((*all_shifts(before, after, new.content.rulebooks), *said), notices)


def seen_on(side: Side, day: date) -> dict[str, Seen]:
    """Return the reports of a side as the public sees them on a day."""
    departments = side.content.departments if side.content else {}
    return seen(side.cases.values(), departments, day)


def _errors(found: Iterable[Finding]) -> Iterator[Finding]:
    return (finding for finding in found if finding.severity is Severity.ERROR)


def _unreadable(base: State, old: Side) -> Iterator[Finding]:
    """Yield that the published state cannot be read: silence is no consent."""
    if old.content is None:
        place = old.broken[0].location if old.broken else Location(base.name)
        message = f"已公开的版本 {base.name} 读不出来，无法核对有没有无声的改动"
        yield UNREADABLE_BASE.at(place, message)


def _moves(old: Side, new: Side) -> dict[str, str]:
    """Return new id to old id of reports that only moved: the same form under another address."""
    gone = {
        name: tree_of(case.report.form) for name, case in old.cases.items() if name not in new.cases
    }
    found: dict[str, str] = {}
    for name, case in new.cases.items():
        twin = None if name in old.cases else _twin(tree_of(case.report.form), gone)
        if twin is not None:
            found[name] = twin
            del gone[twin]
    return found


def _twin(tree: Tree, gone: Mapping[str, Tree]) -> str | None:
    """Return the id of the first form that is gone and is of the same project."""
    return next((name for name, other in gone.items() if _same_project(other, tree)), None)


def _same_project(one: Tree, other: Tree) -> bool:
    if one == other:
        return True
    return bool(one.get("项目名称")) and all(one.get(key) == other.get(key) for key in _SAME)


def _changes(
    names: Iterable[str], old: Side, new: Side, moves: Mapping[str, str]
) -> Iterator[Change]:
    """Yield each report that is not as it was; one that moved is told under its new id."""
    moved_away = set(moves.values())
    for name in names:
        if name not in moved_away:
            change = _change(name, moves.get(name, name), old, new)
            if _is_one(change):
                yield change


def _is_one(change: Change) -> bool:
    """Tell a change from a report that reads as before, or could be read on neither side."""
    if change.old is None or change.new is None:
        return change.old is not change.new
    return bool(change.differences or change.moved_from)


def _change(name: str, former: str, old: Side, new: Side) -> Change:
    was, now = old.cases.get(former), new.cases.get(name)
    cases = [case for case in (was, now) if case is not None]
    before, after = old.findings.get(former, ()), new.findings.get(name, ())
    if any(case.report.form.disclosure.redactions for case in cases):
        before, after = tuple(map(quiet, before)), tuple(map(quiet, after))
    return Change(
        id=name,
        old=_standing(was and as_told(was, *cases), old),
        new=_standing(now and as_told(now, *cases), new),
        moved_from="" if former == name else former,
        differences=_differences(was, now),
        appeared=_without(after, before),
        disappeared=_without(before, after),
    )


def _differences(was: Case | None, now: Case | None) -> tuple[Difference, ...]:
    if was is None or now is None:
        return ()
    old, new = was.report.form, now.report.form
    return tuple(untold(differences(tree_of(old), tree_of(new)), kept_back(old, new)))


def _without(some: tuple[Finding, ...], others: tuple[Finding, ...]) -> tuple[Finding, ...]:
    known = {(one.code, one.message) for one in others}
    return tuple(one for one in some if (one.code, one.message) not in known)


def _standing(case: Case | None, side: Side) -> Standing | None:
    if case is None:
        return None
    form, card, money = case.report.form, case.scorecard, money_in_yuan(case.report.form)
    departments = side.content.departments if side.content else {}
    return Standing(
        title=case.report.title,
        department=departments[case.report.identity.department].name,
        state=form.disclosure.state.value,
        total=form.total.text if form.total else "",
        rule_total=words.span(card.low, card.high, card.places),
        grade=card.grade,
        adjusted=_in_wan(money.adjusted),
        executed=_in_wan(money.executed),
    )


def _in_wan(amount: Decimal | None) -> str:
    return "" if amount is None else words.money(amount, "万元")


def _totals(base: State, head: State, changed: set[str], memory: Path | None) -> Iterator[Total]:
    """Yield the totals of every year and department with a changed report."""
    if not changed:
        return
    before, after = amounts_of(base, memory), amounts_of(head, memory)
    keeping = {name for side in (before, after) for name, one in side.items() if one.left_out}
    for name, prefix in _groups(changed):
        yield _total(name, _below(prefix, before), _below(prefix, after), keeping)


def _groups(changed: set[str]) -> Iterator[tuple[str, str]]:
    """Yield years, newest first, then departments: their name, and how their reports' ids begin."""
    years = {name.partition("/")[0] for name in changed}
    for year in sorted(years, reverse=True):
        yield f"{year} 年度", f"{year}/"
    departments = {name.rpartition("/")[0] for name in changed}
    for department in sorted(departments):
        yield department, f"{department}/"


def _below(prefix: str, side: Mapping[str, Amounts]) -> dict[str, Amounts]:
    return {name: amounts for name, amounts in side.items() if name.startswith(prefix)}


def _total(
    name: str, old: Mapping[str, Amounts], new: Mapping[str, Amounts], keeping: Collection[str]
) -> Total:
    was, now = (
        [one for report, one in side.items() if report not in keeping] for side in (old, new)
    )
    return Total(
        name=name,
        reports=(len(old), len(new)),
        adjusted=(_sum(one.adjusted for one in was), _sum(one.adjusted for one in now)),
        executed=(_sum(one.executed for one in was), _sum(one.executed for one in now)),
        left_out=len((old.keys() | new.keys()) & set(keeping)),
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), ZERO)
