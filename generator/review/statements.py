"""What a unit has said in public stays said: what it adds is never altered."""

from collections.abc import Iterator

from generator.checks.check import Case
from generator.model.finding import Finding
from generator.model.problem import Problem
from generator.model.promise import Promise
from generator.model.report import Form
from generator.review.problems import ATTACHMENT_CHANGED, PROMISE_CHANGED, UNSAID_AGAIN


def lost_statements(was: Case, now: Case) -> Iterator[Finding]:
    """Yield the statements that were public and are not there any more as they were."""
    before, after = was.report.form, now.report.form
    for one in before.replies:
        if one not in after.replies:
            message = f"{one.day} 对 {one.finding} 的答复被改动或删去"
            yield _finding(now, message, "答复")
    for name, text in before.answers.items():
        if not _is_said(after, name, text):
            yield _finding(now, f"对 {name} 的说明被改动或删去", "核对说明")


def lost_promises(was: Case, now: Case) -> Iterator[Finding]:
    """Yield the promises, and what was said of them, that do not stand there as they did."""
    after = {_bare(one): set(one.steps) for one in now.report.form.promises}
    for one in was.report.form.promises:
        steps = after.get(_bare(one))
        if steps is None or not steps.issuperset(one.steps):
            message = f"{one.day} 提出的整改“{one.problem[:20]}”被改动或删去"
            yield _finding(now, message, "整改", PROMISE_CHANGED)


def lost_attachments(was: Case, now: Case) -> Iterator[Finding]:
    """Yield the attachments that are gone or other files, and not said to be taken down."""
    after = {one.file: one for one in now.report.form.attachments}
    for one in was.report.form.attachments:
        other = after.get(one.file)
        if other is None or other.sha256 != one.sha256:
            message = f"附件“{one.title}”（{one.file}）被换掉或删去"
            yield _finding(now, message, "附件", ATTACHMENT_CHANGED)
        elif one.taken_down is not None and other.taken_down != one.taken_down:
            message = f"附件“{one.title}”的撤下被改动或删去"
            yield _finding(now, message, "附件", ATTACHMENT_CHANGED)


def _bare(one: Promise) -> Promise:
    return one.model_copy(update={"steps": ()})


def _is_said(form: Form, name: str, text: str) -> bool:
    """Tell whether an undated statement stands as it did, or with the day it was made."""
    if form.answers.get(name) == text:
        return True
    return any(one.finding == name and one.text == text for one in form.replies)


def _finding(case: Case, message: str, key: str, problem: Problem = UNSAID_AGAIN) -> Finding:
    place = case.report.positions.locate((key,))
    return problem.at(place, message, report=case.report.id)
