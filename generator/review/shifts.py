"""Published scores, grades and names that move although the report did not change.

A rulebook, a register or a new version of the software moves them. The former form is scored anew:
what is another figure then, was moved by none of its corrections.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.checks.check import Case
from generator.disclosure.disclose import Showing
from generator.disclosure.seen import Seen, figures_of
from generator.form_tree.tree import tree_of
from generator.model.finding import Finding, Location
from generator.model.notice import DEPARTMENTS, Notice, address_of
from generator.model.rulebook import Rulebook
from generator.review.problems import MOVED
from generator.scoring.engine import score

_MOST = 3


@dataclass(frozen=True, slots=True)
class Shift:
    """One figure or name of a report that is another one now; "" where there is none.

    What the register says of a department itself is told under the department's address.
    """

    report: str
    what: str
    old: str
    new: str


def shifts(was: Seen, now: Seen, rulebooks: Mapping[str, Rulebook]) -> Iterator[Shift]:
    """Yield what moves of a report that is public before and after."""
    if was.showing is not Showing.SHOWN or now.showing is not Showing.SHOWN:
        return
    then = {**was.names, **was.figures}
    today = {**now.names, **_figures(was, now, rulebooks)}
    for what, old in then.items():
        new = today.get(what, "")
        if new != old:
            yield Shift(was.id, what, old, new)


def _figures(was: Seen, now: Seen, rulebooks: Mapping[str, Rulebook]) -> Mapping[str, str]:
    """Return what the former form would be given today."""
    if was.digest == now.digest:
        return now.figures
    book = rulebooks.get(was.form.rulebook)
    if book is None or not was.is_known:
        return was.figures
    report = was.case.report
    return figures_of(Case(report, score(report, book), book), tree_of(report.form))


def all_shifts(
    old: Mapping[str, Seen], new: Mapping[str, Seen], rulebooks: Mapping[str, Rulebook]
) -> tuple[Shift, ...]:
    """Return all that moves of reports that are public before and after."""
    both = [(was, new[name]) for name, was in old.items() if name in new]
    return tuple(shift for was, now in both for shift in shifts(was, now, rulebooks))


def register_shifts(
    old: Mapping[str, Mapping[str, str]],
    new: Mapping[str, Mapping[str, str]],
    registered: Collection[str],
) -> Iterator[Shift]:
    """Yield what the register says otherwise of departments that the public knows, and lost ones.

    One that is registered and not shown has nothing but drafts now: that is told to nobody.
    """
    for name, was in old.items():
        now = new.get(name)
        if now is None and name not in registered:
            yield Shift(address_of(name), "部门名称", was["部门名称"], "")
        for what, said in ({} if now is None else now).items():
            if was.get(what, "") != said:
                yield Shift(address_of(name), what, was.get(what, ""), said)


def unsigned(found: Iterable[Shift], notices: Iterable[Notice]) -> tuple[Shift, ...]:
    """Return what moves and no signed notice lists."""
    listed = {
        Shift(one.report, one.what, one.old, one.new) for notice in notices for one in notice.moves
    }
    return tuple(one for one in found if one not in listed)


def unsaid_shifts(found: Iterable[Shift], new: Mapping[str, Seen]) -> Iterator[Finding]:
    """Yield one finding for each report or department that is moved unsaid."""
    by_report: dict[str, list[Shift]] = {}
    for one in found:
        by_report.setdefault(one.report, []).append(one)
    for report, moved in by_report.items():
        if report in new:
            place = new[report].case.report.positions.locate(())
            yield MOVED.at(place, f"报告没有改，{_words(moved)}", report=report)
        else:
            place = Location("departments.yml")
            yield MOVED.at(place, f"{report.removeprefix(DEPARTMENTS)}：{_words(moved)}")


def _words(moved: list[Shift]) -> str:
    told = "；".join(
        f"{one.what}由“{one.old or '无'}”变为“{one.new or '无'}”" for one in moved[:_MOST]
    )
    more = f"，等 {len(moved)} 处" if len(moved) > _MOST else ""
    return f"{told}{more}：评价规则、名录或软件的改动移动了已公开的内容，没有告示"
