"""Published scores, grades and names that move although the report did not change.

A rulebook, a register or a new version of the software moves them. The former form is scored anew:
what is another figure then, was moved by none of its corrections.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.checks.check import Case
from generator.disclosure.disclose import Showing
from generator.disclosure.seen import Seen, figures_of
from generator.model.finding import Finding
from generator.model.notice import Notice
from generator.model.rulebook import Rulebook
from generator.review.problems import MOVED
from generator.scoring.engine import score

_MOST = 3


@dataclass(frozen=True, slots=True)
class Shift:
    """One figure or name of a report that is another one now; "" where there is none."""

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
    if was.form == now.form:
        return now.figures
    book = rulebooks.get(was.form.rulebook)
    if book is None or not was.is_known:
        return was.figures
    return figures_of(Case(was.case.report, score(was.case.report, book), book))


def all_shifts(
    old: Mapping[str, Seen], new: Mapping[str, Seen], rulebooks: Mapping[str, Rulebook]
) -> tuple[Shift, ...]:
    """Return all that moves of reports that are public before and after."""
    both = [(was, new[name]) for name, was in old.items() if name in new]
    return tuple(shift for was, now in both for shift in shifts(was, now, rulebooks))


def unsigned(found: Iterable[Shift], notices: Iterable[Notice]) -> tuple[Shift, ...]:
    """Return what moves and no signed notice lists."""
    listed = {
        Shift(one.report, one.what, one.old, one.new) for notice in notices for one in notice.moves
    }
    return tuple(one for one in found if one not in listed)


def unsaid_shifts(found: Iterable[Shift], new: Mapping[str, Seen]) -> Iterator[Finding]:
    """Yield one finding for each report that is moved unsaid."""
    by_report: dict[str, list[Shift]] = {}
    for one in found:
        by_report.setdefault(one.report, []).append(one)
    for report, moved in by_report.items():
        place = new[report].case.report.positions.locate(())
        yield MOVED.at(place, _words(moved), report=report)


def _words(moved: list[Shift]) -> str:
    told = "；".join(
        f"{one.what}由“{one.old or '无'}”变为“{one.new or '无'}”" for one in moved[:_MOST]
    )
    more = f"，等 {len(moved)} 处" if len(moved) > _MOST else ""
    return f"报告没有改，{told}{more}：评价规则、名录或软件的改动移动了已公开的内容，没有告示"
