"""What a unit has said in public stays said: statements to findings are added, never altered."""

from collections.abc import Iterator

from generator.checks.check import Case
from generator.model.finding import Finding
from generator.model.report import Form
from generator.review.problems import UNSAID_AGAIN


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


def _is_said(form: Form, name: str, text: str) -> bool:
    """Tell whether an undated statement stands as it did, or with the day it was made."""
    if form.answers.get(name) == text:
        return True
    return any(one.finding == name and one.text == text for one in form.replies)


def _finding(case: Case, message: str, key: str) -> Finding:
    place = case.report.positions.locate((key,))
    return UNSAID_AGAIN.at(place, message, report=case.report.id)
