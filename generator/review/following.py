"""What may follow what is public: one rule for merge requests and for the live release.

Nothing vanishes, nothing is kept back or shown again, nothing comes back after a withdrawal, and
no guarded field changes, without a record that says why and by whose approval.
"""

from collections.abc import Collection, Iterator, Mapping

from generator.disclosure.disclose import Showing
from generator.disclosure.record import sealed
from generator.disclosure.seen import Seen, digest, veiled
from generator.form_tree.tree import TreePath, tree_of
from generator.model.finding import Finding
from generator.model.problem import Problem
from generator.model.publication import Step
from generator.review.gate import lost_entries, unsaid
from generator.review.problems import (
    GONE,
    HIDDEN,
    RECORD_CHANGED,
    REPUBLISHED,
    UNSAID,
    UNVEILED,
    WITHDRAWAL_GONE,
)
from generator.review.statements import lost_attachments, lost_promises, lost_statements

_HAS_A_PAGE = (Showing.SHOWN, Showing.WITHDRAWN)


def silent_changes(old: Mapping[str, Seen], new: Mapping[str, Seen]) -> Iterator[Finding]:
    """Yield what changes public reports unsaid; of one that moved away the address is gone."""
    for name, was in old.items():
        now = new.get(name)
        if was.showing is Showing.HIDDEN:
            continue
        if now is None:
            yield _gone(was)
        elif was.showing in _HAS_A_PAGE and now.showing in _HAS_A_PAGE:
            yield from _kept(was, now)
        elif now.showing is Showing.HIDDEN or was.showing in _HAS_A_PAGE:
            yield _hidden(was, now)


def _gone(was: Seen) -> Finding:
    if was.showing is Showing.WITHDRAWN:
        return _finding(was, WITHDRAWAL_GONE, "已撤回的报告被删除或改了地址，撤回说明不见了")
    return _finding(was, GONE, "已公开的报告被删除或改了地址")


def _hidden(was: Seen, now: Seen) -> Finding:
    state = now.form.disclosure.state.value
    if was.showing is Showing.WITHDRAWN:
        message = f"已撤回的报告改成了“{state}”，撤回说明不见了"
        return _finding(now, WITHDRAWAL_GONE, message, ("公开",))
    message = f"已公开的报告改成了“{state}”或推迟了公开日期"
    return _finding(now, HIDDEN, message, ("公开",))


def _kept(was: Seen, now: Seen) -> Iterator[Finding]:
    """Yield what changed unsaid in a report that has a page before and after."""
    yield from _withdrawals(was, now)
    if was.digest == now.digest:
        return
    yield from _kept_back(was, now)
    if not was.is_known:
        yield from _beneath(was, now)
    else:
        one, other = veiled(was, now)
        yield from lost_entries(one.case, other.case)
        yield from lost_statements(one.case, other.case)
        yield from lost_promises(one.case, other.case)
        yield from lost_attachments(one.case, other.case)
        yield from unsaid(one.case, other.case)


def _beneath(was: Seen, now: Seen) -> Iterator[Finding]:
    """Yield that a form of which only a digest was kept is another one, and no correction says so.

    So it is where the live site is on another machine: nobody is served what was withdrawn.
    """
    if was.sealed is None:
        return
    today = sealed(now)
    if today.content != was.sealed.content and today.corrections <= was.sealed.corrections:
        message = "撤回的报告，内容与撤回时不同，没有更正记录"
        yield _finding(now, UNSAID, message, ("更正",))


def _withdrawals(was: Seen, now: Seen) -> Iterator[Finding]:
    """Yield that a withdrawal reads otherwise than it did, or was taken back without a record."""
    if was.showing is not Showing.WITHDRAWN:
        return
    if now.showing is Showing.SHOWN and not _is_said(_new_steps(was, now), "重新公开"):
        yield _finding(now, REPUBLISHED, "撤回的报告又公开了，没有变更记录", ("公开",))
    elif now.showing is Showing.WITHDRAWN and _said(was) != _said(now):
        yield _finding(now, RECORD_CHANGED, "撤回的日期、原因或批准人被改动", ("公开", "撤回"))


def _said(one: Seen) -> str:
    """Return the digest of what the page of a withdrawn report says."""
    return sealed(one).withdrawal if one.sealed is None else one.sealed.withdrawal


def _kept_back(was: Seen, now: Seen) -> Iterator[Finding]:
    """Yield fields that are kept back, or shown again, without a record; and lost records."""
    before, after = (
        {one.field: one.ground for one in side.form.disclosure.redactions} for side in (was, now)
    )
    steps = _new_steps(was, now)
    for step in was.form.disclosure.steps:
        if step not in now.form.disclosure.steps:
            message = f"{step.day} 对“{step.field}”的变更记录被改动或删去"
            yield _finding(now, RECORD_CHANGED, message, ("公开", "变更记录"))
    for field, ground in after.items():
        if before.get(field) != ground and not _is_said(steps, "不予公开", field):
            message = f"“{field}”已经公开，现在列为不予公开或改了依据，没有变更记录"
            yield _finding(now, UNVEILED, message, ("公开", "不予公开栏目"))
    for field in before:
        if field not in after and not _is_said(steps, "恢复公开", field):
            message = f"“{field}”原来不予公开，现在公开，没有变更记录"
            yield _finding(now, UNVEILED, message, ("公开",))


def _new_steps(was: Seen, now: Seen) -> list[Step]:
    known = sealed(was).steps if was.sealed is None else was.sealed.steps
    return [one for one in now.form.disclosure.steps if digest(tree_of(one)) not in known]


def _is_said(steps: Collection[Step], kind: str, field: str = "") -> bool:
    return any(one.kind == kind and field in ("", one.field) for one in steps)


def _finding(one: Seen, problem: Problem, message: str, path: TreePath = ()) -> Finding:
    return problem.at(one.case.report.positions.locate(path), message, report=one.id)
