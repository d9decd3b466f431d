"""What a file says for its own office alone: who reviewed or verified, and approved texts.

It is no part of what is published, whatever the state.
"""

from dataclasses import replace
from hashlib import sha256

from generator.checks.check import Case
from generator.model.attachment import Attachment
from generator.model.publication import Disclosure
from generator.model.report import Form, Report


def for_the_public(case: Case) -> Case:
    """Return a scored report as it may leave the office."""
    return replace(case, report=without_internal(case.report))


def without_internal(report: Report) -> Report:
    """Return a report as it may leave the office; the same where it has nothing of the kind."""
    form = report.form
    if not (form.approvals or _names_reviewer(form.disclosure) or _names_verifier(form)):
        return report
    return _marked(replace(report, form=_without(form)), report)


def _marked(public: Report, report: Report) -> Report:
    """Name what follows from a report alone after it: by its form would take as long as reading."""
    public.__dict__["mark"] = sha256(f"without internal\0{report.mark}".encode()).hexdigest()
    return public


def _names_reviewer(disclosure: Disclosure) -> bool:
    return disclosure.secrecy is not None and disclosure.secrecy.reviewer is not None


def _names_verifier(form: Form) -> bool:
    return any(one.verified is not None and one.verified.by for one in form.attachments)


def _without(form: Form) -> Form:
    disclosure, review = form.disclosure, form.disclosure.secrecy
    if review is not None:
        anonymous = review.model_copy(update={"reviewer": None})
        disclosure = disclosure.model_copy(update={"secrecy": anonymous})
    attachments = tuple(map(_anonymous, form.attachments))
    return form.model_copy(
        update={"approvals": (), "disclosure": disclosure, "attachments": attachments}
    )


def _anonymous(one: Attachment) -> Attachment:
    if one.verified is None:
        return one
    return one.model_copy(update={"verified": one.verified.model_copy(update={"by": None})})
