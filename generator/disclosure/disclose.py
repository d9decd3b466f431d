"""What may be public on a day: states, embargo, blacked-out fields, and earlier versions.

Source: 《政府信息公开条例》 on what is disclosed and what is not (articles 13 to 16), and on
disclosure of the rest (article 37).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from operator import is_

from generator.checks.check import Case
from generator.checks.known import ALONE
from generator.checks.runner import CheckAll, CheckResult, Firing, Severities, check_all
from generator.disclosure.internal import for_the_public, without_internal
from generator.disclosure.later import without_later
from generator.form_tree.black_out import blacked_out
from generator.form_tree.corrections import undone
from generator.form_tree.tree import resolve, tree_of
from generator.model.finding import Finding
from generator.model.publication import Disclosure, State
from generator.model.report import Form, Report
from generator.scoring.engine import score


class Showing(StrEnum):
    """What the public sees of a report on a day."""

    SHOWN = "公开"
    WITHDRAWN = "已撤回"
    WITHHELD = "不予公开"
    HIDDEN = "未公开"


@dataclass(frozen=True, slots=True)
class Version:
    """What a report said until it was corrected.

    It was public from `since` (None: not stated) until `until`, exclusive.

    It is scored and checked like what stands today.
    """

    number: int
    since: date | None
    until: date
    case: Case
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What may be public on a day: `cases` are blacked out where they have to be."""

    cases: tuple[Case, ...]
    result: CheckResult
    withheld: tuple[Report, ...] = ()
    withdrawn: tuple[Report, ...] = ()
    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)


def moment(day: date) -> datetime:
    """Return the moment that the public looks, in Beijing: of a day alone its first minute."""
    return day if isinstance(day, datetime) else datetime.combine(day, time.min)


def day_of(day: date) -> date:
    """Return the day of a day or a moment."""
    return moment(day).date()


def showing(report: Report, day: date) -> Showing:
    """Tell what the public sees of a report on a day, or at a moment of it, in Beijing.

    A moment of publication still to come is an embargo.
    """
    disclosure = report.form.disclosure
    if _is_under_embargo(disclosure, moment(day)):
        return Showing.HIDDEN
    if disclosure.state in (State.DRAFT, State.PENDING):
        return Showing.HIDDEN
    if disclosure.state is State.WITHHELD:
        return Showing.WITHHELD
    if disclosure.state is State.WITHDRAWN and not _withdrawn_after(disclosure, day):
        return Showing.WITHDRAWN
    return Showing.SHOWN


def _is_under_embargo(disclosure: Disclosure, now: datetime) -> bool:
    opens = _opens(disclosure)
    return opens is not None and opens > now


def _opens(disclosure: Disclosure) -> datetime | None:
    """Return the moment of publication, of a day alone its first minute; None where not stated."""
    if disclosure.day is None:
        return None
    begins = time.fromisoformat(disclosure.time) if disclosure.time else time.min
    return datetime.combine(disclosure.day, begins)


def opens_next(reports: Iterable[Report], day: date) -> datetime | None:
    """Return the first moment after a day or moment at which an embargo ends; None without any."""
    stated = (_opens(report.form.disclosure) for report in reports)
    return min((one for one in stated if one is not None and one > moment(day)), default=None)


def _withdrawn_after(disclosure: Disclosure, day: date) -> bool:
    return disclosure.withdrawal is not None and disclosure.withdrawal.day > day_of(day)


def disclose(
    cases: Sequence[Case],
    result: CheckResult,
    severities: Severities,
    day: date,
    check: CheckAll = check_all,
) -> Disclosed:
    """Return what may be public on a day, scored and checked as the public sees it.

    `result` is what `check` finds in all cases.
    """
    seen: dict[Showing, list[Case]] = {what: [] for what in Showing}
    for case in cases:
        seen[showing(case.report, day)].append(case)
    before = [scored_again(case, form) for case, form in _as_of(seen[Showing.SHOWN], day)]
    shown = [scored_again(case, blacked_out(case.report.form)) for case in before]
    return Disclosed(
        cases=tuple(map(for_the_public, shown)),
        result=result if _same(shown, cases) else _checked(before, shown, severities, check),
        withheld=tuple(without_internal(case.report) for case in seen[Showing.WITHHELD]),
        withdrawn=tuple(_blacked_out(case.report) for case in seen[Showing.WITHDRAWN]),
        versions={
            case.report.id: tuple(_versions(case, severities, check)) for case in _corrected(before)
        },
    )


def _same(some: Sequence[Case], others: Sequence[Case]) -> bool:
    """Tell whether nothing was left out or made anew."""
    return len(some) == len(others) and all(map(is_, some, others))


def _corrected(cases: Iterable[Case]) -> list[Case]:
    return [case for case in cases if case.report.form.corrections]


def _blacked_out(report: Report) -> Report:
    return without_internal(replace(report, form=blacked_out(report.form)))


def _as_of(cases: Iterable[Case], day: date) -> Iterator[tuple[Case, Form]]:
    """Yield what stood on a day; of a report whose form of that day is not known, nothing."""
    for case in cases:
        form = as_of(case.report.form, day)
        if form is not None:
            yield case, form


def as_of(form: Form, day: date) -> Form | None:
    """Return the form as it stood at the end of a day; None where that cannot be told.

    Later corrections are undone; a later withdrawal and what else is dated later are untold.
    """
    later = [one for one in form.corrections if one.day > day_of(day)]
    before = undone(form, later) if later else form
    if before is None:
        return None
    before = without_later(before, day_of(day))
    return _not_yet_withdrawn(before) if _withdrawn_after(before.disclosure, day) else before


def _not_yet_withdrawn(form: Form) -> Form:
    state = State.PARTIAL if form.disclosure.redactions else State.PUBLIC
    disclosure = tree_of(form.disclosure) | {"状态": state.value}
    del disclosure["撤回"]
    return Form.model_validate(tree_of(form) | {"公开": disclosure})


def scored_again(case: Case, form: Form) -> Case:
    """Score a form anew where it is another one than the case's."""
    if form is case.report.form:
        return case
    report = replace(case.report, form=form)
    return replace(case, report=report, scorecard=score(report, case.rulebook), others=ALONE)


def _versions(case: Case, severities: Severities, check: CheckAll) -> Iterator[Version]:
    """Yield what a report said before each day on which it was corrected, oldest first.

    A version whose fields cannot all be found again is not given: blacking out might miss one.
    Attachments are of today's file and no part of it.
    """
    form = case.report.form
    bare = replace(case, attached=())
    since = form.disclosure.day
    days = sorted({one.day for one in form.corrections})
    for number, day in enumerate(days, 1):
        old = undone(form, [one for one in form.corrections if one.day >= day])
        if old is not None and _all_found(old):
            whole, shown = scored_again(bare, old), scored_again(bare, blacked_out(old))
            findings = _checked([whole], [shown], severities, check).findings
            yield Version(number, since, day, for_the_public(shown), findings)
        since = day


def _all_found(form: Form) -> bool:
    tree = tree_of(form)
    return all(resolve(tree, one.field) is not None for one in form.disclosure.redactions)


def _checked(
    before: Sequence[Case], shown: Sequence[Case], severities: Severities, check: CheckAll
) -> CheckResult:
    """Check what is shown.

    Of a blacked-out report only what is found with and without the black is so, and safe to say.
    """
    result = check(shown, severities)
    black = {new.report.id for old, new in zip(before, shown, strict=True) if old is not new}
    if not black:
        return result
    whole = check([case for case in before if case.report.id in black], severities)
    said = {_words(one) for one in whole.findings}
    safe = [one for one in result.findings if one.report not in black or _words(one) in said]
    return CheckResult(tuple(safe), tuple(_counted(firing, safe) for firing in result.firings))


def _words(finding: Finding) -> tuple[str, str, str, str]:
    return finding.id, finding.message, finding.expected, finding.declared


def _counted(firing: Firing, findings: Iterable[Finding]) -> Firing:
    reports = Counter(one.report for one in findings if one.code == firing.code)
    return replace(firing, forms=len(reports), findings=sum(reports.values()))
