"""What may be public on a day: states, embargo, blacked-out fields, and earlier versions.

Source: 《政府信息公开条例》 on what is disclosed and what is not (articles 13 to 16), and on
disclosure of the rest (article 37).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from generator.checks.check import Case
from generator.checks.runner import CheckResult, Firing, check_all
from generator.form_tree.black_out import blacked_out
from generator.form_tree.tree import UNSTATED, resolve, stated, tree_of, with_value
from generator.model.finding import Finding, Severity
from generator.model.publication import Correction, State
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
    """What a report said until it was corrected: public from `since` (None: not stated) until `until`, exclusive.

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


def showing(report: Report, day: date) -> Showing:
    """Tell what the public sees of a report on a day; a day still to come is an embargo."""
    disclosure = report.form.disclosure
    if disclosure.state in (State.DRAFT, State.PENDING) or (
        disclosure.day is not None and disclosure.day > day
    ):
        return Showing.HIDDEN
    if disclosure.state is State.WITHHELD:
        return Showing.WITHHELD
    if disclosure.state is State.WITHDRAWN and not (
        disclosure.withdrawal and disclosure.withdrawal.day > day
    ):
        return Showing.WITHDRAWN
    return Showing.SHOWN


def disclose(
    cases: Sequence[Case], result: CheckResult, severities: Mapping[str, Severity], day: date
) -> Disclosed:
    """Return what may be public on a day, scored and checked as the public sees it."""
    seen = [(case, showing(case.report, day)) for case in cases]
    before = [
        _again(case, as_of(case.report.form, day)) for case, what in seen if what is Showing.SHOWN
    ]
    shown = [_again(case, blacked_out(case.report.form)) for case in before]
    same = len(shown) == len(cases) and all(
        one is other for one, other in zip(shown, cases, strict=True)
    )
    versions = {
        case.report.id: tuple(_versions(case, severities))
        for case in before
        if case.report.form.corrections
    }
    return Disclosed(
        cases=tuple(shown),
        result=result if same else _checked(before, shown, severities),
        withheld=tuple(case.report for case, what in seen if what is Showing.WITHHELD),
        withdrawn=tuple(
            replace(case.report, form=blacked_out(case.report.form))
            for case, what in seen
            if what is Showing.WITHDRAWN
        ),
        versions=versions,
    )


def as_of(form: Form, day: date) -> Form:
    """Return the form as it stood at the end of a day.

    Later corrections are undone, a later withdrawal is untold.
    """
    later = [one for one in form.corrections if one.day > day]
    before = (_undone(form, later) or form) if later else form
    withdrawal = before.disclosure.withdrawal
    if withdrawal is None or withdrawal.day <= day:
        return before
    state = State.PARTIAL if before.disclosure.redactions else State.PUBLIC
    disclosure = {key: value for key, value in tree_of(before.disclosure).items() if key != "撤回"}
    return Form.model_validate({**tree_of(before), "公开": {**disclosure, "状态": state.value}})


def _again(case: Case, form: Form) -> Case:
    """Score a form anew where it is another one than the case's."""
    if form is case.report.form:
        return case
    report = replace(case.report, form=form)
    return Case(report, score(report, case.rulebook), case.rulebook)


def _undone(form: Form, corrections: Iterable[Correction]) -> Form | None:
    """Return the form before some corrections; None where one of them cannot be undone."""
    undo = sorted(corrections, key=lambda one: one.day, reverse=True)
    tree = tree_of(form)
    for one in undo:
        path = resolve(tree, one.field)
        if path is None:
            return None
        tree = with_value(tree, path, None if one.old == UNSTATED else one.old)
    tree["更正"] = [tree_of(one) for one in form.corrections if one not in undo]
    return Form.model_validate(stated(tree))


def _versions(case: Case, severities: Mapping[str, Severity]) -> Iterator[Version]:
    """Yield what a report said before each day on which it was corrected, oldest first.

    A version whose fields cannot all be found again is not given: blacking out might miss one.
    """
    form = case.report.form
    since = form.disclosure.day
    for number, day in enumerate(sorted({one.day for one in form.corrections}), 1):
        old = _undone(form, [one for one in form.corrections if one.day >= day])
        if old is not None and _all_found(old):
            whole, shown = _again(case, old), _again(case, blacked_out(old))
            yield Version(
                number, since, day, shown, _checked([whole], [shown], severities).findings
            )
        since = day


def _all_found(form: Form) -> bool:
    tree = tree_of(form)
    return all(resolve(tree, one.field) is not None for one in form.disclosure.redactions)


def _checked(
    before: Sequence[Case], shown: Sequence[Case], severities: Mapping[str, Severity]
) -> CheckResult:
    """Check what is shown.

    Of a blacked-out report only what is found with and without the black is so, and safe to say.
    """
    result = check_all(shown, severities)
    black = {new.report.id for old, new in zip(before, shown, strict=True) if old is not new}
    if not black:
        return result
    whole = check_all([case for case in before if case.report.id in black], severities)
    said = {(one.id, one.message, one.expected, one.declared) for one in whole.findings}
    kept = tuple(
        one
        for one in result.findings
        if one.report not in black or (one.id, one.message, one.expected, one.declared) in said
    )
    return CheckResult(kept, tuple(_counted(firing, kept) for firing in result.firings))


def _counted(firing: Firing, findings: Iterable[Finding]) -> Firing:
    reports = Counter(one.report for one in findings if one.code == firing.code)
    return replace(firing, forms=len(reports), findings=sum(reports.values()))
